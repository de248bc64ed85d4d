import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clausesOf, clausesProblem, clausesText } from "./consent-clauses.ts";
import { guideLines, nextVersion, questionsIn } from "./guide-lines.ts";

describe("an interview guide", () => {
  const first = "# Guide\n\n## Opening\n1. How did it begin?\n   - Who was there?\n2. And then?\n";
  it("is shown in headings, questions and probes, whether it is Markdown or plain", () => {
    expect(guideLines(first, null).lines.map((l) => [l.kind, l.mark, l.text])).toEqual([["heading", "", "Guide"], ["heading", "", "Opening"], ["question", "1.", "How did it begin?"], ["probe", "", "Who was there?"], ["question", "2.", "And then?"]]);
    expect(guideLines("Opening\nHow did it begin?\n\tWho was there?", null).lines.map((l) => l.kind)).toEqual(["words", "words", "probe"]);
  });
  it("says what is new and what is gone since the version before, whatever number a question has now", () => {
    const shown = guideLines("## Opening\n1. What would you like to know of me?\n2. How did it  begin?\n", first);
    expect(shown.lines.filter((l) => l.fresh).map((l) => l.text)).toEqual(["What would you like to know of me?"]);
    expect(shown.gone).toEqual(["Who was there?", "And then?"]);
    expect(guideLines(first, null).lines.some((l) => l.fresh)).toBe(false);
    expect([shown.mostlyNew, guideLines(`${first}3. Who else?\n`, first).mostlyNew]).toEqual([false, false]);
    expect(guideLines("1. Whom did you see?\n2. Who came?\n3. And then?", first).mostlyNew).toBe(true);
  });
  it("counts its numbered questions, or those with a question mark where none is numbered", () => {
    expect(questionsIn(guideLines(first, null))).toBe(2);
    expect(questionsIn(guideLines("How did it begin?\nAnd then?\nThank her.", null))).toBe(2);
  });
  it("gives the next version the next number", () => {
    expect([[], ["v1", "v2"], ["Guide 9"], ["2016-06"], ["pilot"]].map(nextVersion)).toEqual(["v1", "v3", "Guide 10", "2016-7", ""]);
  });
});

describe("the clauses of a consent form", () => {
  it("are read from lines of a name and a wording, and written back as they were", () => {
    expect(clausesOf("recording: It may be recorded: all of it.\n\n quotations \n")).toEqual([{ name: "recording", wording: "It may be recorded: all of it." }, { name: "quotations", wording: "" }]);
    const name = fc.stringMatching(/^[a-z]([a-z ]{0,10}[a-z])?$/);
    const wording = fc.stringMatching(/^([A-Z][a-z:, ]{0,30}[a-z.])?$/);
    fc.assert(fc.property(fc.array(fc.record({ name, wording })), (clauses) => void expect(clausesOf(clausesText(clauses))).toEqual(clauses)));
  });
  it("are refused where there is none, or one stands there twice", () => {
    expect(clausesProblem([])).toContain("at least one");
    expect(clausesProblem(clausesOf("a: x\nA: y"))).toContain("twice");
    expect(clausesProblem(clausesOf("a: x\nb: y"))).toBeNull();
  });
});
