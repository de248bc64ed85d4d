import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { auditClasses, auditTrail } from "./audit.ts";
import { fold } from "../study/fold.ts";
import { conflictSentence, sentence } from "../study/sentence.ts";

const told = aStudy("Mothers")
  .participant("Mother 4", { Age: 31 })
  .on("2016-03-02")
  .source("Mother 4", "Mother 4: I felt safe there.")
  .coded("felt safe", "Support / safety", "HN");
told
  .record({ type: "code.described", body: { code: told.codeId("Support / safety") }, words: { name: "being held", reason: "the women say held" } })
  .undone()
  .record({ type: "code.described", body: { code: told.codeId("Support / safety") }, words: { name: "trust", reason: "" } })
  .memo("Doubt", "I wanted this to be about trust.", "reflexive")
  .theme("A safe place", { codes: ["Support / trust"] });
const rows = auditTrail(told.events);

describe("the audit trail", () => {
  it("tells every event, with the names that things had at that moment", () => {
    const said = rows.map((r) => r.sentence);
    expect(said).toContain('Created the study "Mothers", approach: codebook.');
    expect(said).toContain('Coded 9 characters of "Mother 4" with "Support / safety" (coder: HN).');
    expect(said).toContain('Renamed the code "safety" to "being held", because: the women say held.');
    expect(said).toContain('Renamed the code "safety" to "trust".');
    expect(said).toContain('Placed the code "Support / trust" in the theme "A safe place".');
    expect(rows).toHaveLength(told.events.length);
  });
  it("marks what was undone and keeps it", () => expect(rows.filter((r) => r.undone).map((r) => r.sentence)).toEqual(['Renamed the code "safety" to "being held", because: the women say held.']));
  it("dates each row and says who", () => {
    const coding = rows.find((r) => r.event.type === "coding.added")!;
    expect([coding.date, coding.who]).toEqual(["2016-03-02", "HN"]);
  });
  it("puts a reflexive memo under intentions and a coding under data reduction", () => {
    const classOf = (type: string): string | undefined => rows.find((r) => r.event.type === type)?.class;
    expect(classOf("memo.written")).toBe("intentions and dispositions");
    expect(classOf("coding.added")).toBe("data reduction and analysis");
    expect(classOf("participant.registered")).toBe("raw data");
    expect(rows.every((r) => auditClasses.includes(r.class))).toBe(true);
  });
  it("tells each event as the study stood just before it, whatever was undone on the way", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("code", "rename", "undo"), { maxLength: 14 }), (acts) => {
        const story = aStudy().source("Mother 4", "Mother 4: I felt safe there.").code("safety");
        const code = story.codeId("safety");
        for (const [i, act] of acts.entries()) {
          if (act === "code") story.record({ type: "coding.added", body: { coding: `c${i}`, source: story.sourceId("Mother 4"), start: 10, end: 16, code, coder: story.coderId("HN") }, words: {} });
          else if (act === "rename") story.record({ type: "code.described", body: { code }, words: { name: `name ${i}`, reason: "" } });
          else if (!story.events.at(-1)!.type.startsWith("history.") && story.events.at(-1)!.type !== "code.created") story.undone();
        }
        const naive = story.events.map((event, i) => (event.type.startsWith("history.") ? null : sentence(fold(story.events.slice(0, i)), event)));
        expect(auditTrail(story.events).map((r) => (r.event.type.startsWith("history.") ? null : r.sentence))).toEqual(naive);
      }),
      { numRuns: 60 },
    );
  });
  it("ends every sentence once", () => expect(rows.filter((r) => !/[^.]\.$/.test(r.sentence))).toEqual([]));
});

describe("a conflict in words", () => {
  const at = { replica: "B", seq: 3 };
  it("says what was changed by two, and that the later change stands", () => {
    expect(conflictSentence(told.study(), { kind: "both changed", key: `code/${told.codeId("Support")}/name`, earlier: at, later: at })).toBe('Two people changed the name of the code "Support" without seeing each other; the later change stands.');
  });
  it("says what is not there", () => expect(conflictSentence(told.study(), { kind: "not there", key: "code/zzz", earlier: null, later: at })).toMatch(/a code that is not there/));
});
