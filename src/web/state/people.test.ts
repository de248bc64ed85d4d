import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attribute, AttributeKind, Participant, Value } from "../../study/participant.ts";
import { choicesFor, readCell, shownCell } from "./people-cells.ts";
import { flowPicture, wrapped } from "./people-flow.ts";
import { condition, inSight, looksLikeRule, matching, moved, narrowed, pasted, pastedRows, sorted } from "./people-grid.ts";

const attribute = (id: string, kind: AttributeKind, levels: string[] = []): Attribute => ({ id, name: id, kind, levels, bands: "" });
const person = (label: string, values: Record<string, Value> = {}): Participant => ({ id: label, label, values, withdrawn: null });

describe("what is typed into a cell", () => {
  it("is read by the type of its column", () => {
    expect(readCell("number", " 1,204 ")).toEqual({ ok: true, value: 1204 });
    expect(readCell("number", "7,5")).toEqual({ ok: true, value: 7.5 });
    expect(readCell("yes/no", "Y")).toEqual({ ok: true, value: true });
    expect(readCell("category", "  White   British ")).toEqual({ ok: true, value: "White British" });
    expect(readCell("date", "14 June 2016")).toEqual({ ok: true, value: "2016-06-14" });
    expect(readCell("date", "25/6/2016")).toEqual({ ok: true, value: "2016-06-25" });
  });
  it("says what is wrong and what to do, and guesses no day that could be two", () => {
    expect(readCell("number", "about 30")).toEqual({ ok: false, sentence: '"about 30" is not a number. Write it in figures, like 31 or 7.5.' });
    expect(readCell("date", "5/6/2016").ok).toBe(false);
    expect(readCell("date", "2016-02-30").ok).toBe(false);
    expect(readCell("yes/no", "maybe").ok).toBe(false);
  });
  it("comes back as it is shown, for every type", () => {
    const values: readonly [AttributeKind, fc.Arbitrary<Value>][] = [["number", fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((n) => Number(n.toFixed(3)) + 0)], ["yes/no", fc.boolean()], ["date", fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))]];
    for (const [kind, arbitrary] of values) fc.assert(fc.property(arbitrary, (value) => void expect(readCell(kind, shownCell(value))).toEqual({ ok: true, value })));
  });
  it("offers the levels in their order and then what people have", () => {
    expect(choicesFor(attribute("town", "category", ["York"]), [person("A", { town: "Leeds" }), person("B", { town: "York" })])).toEqual(["York", "Leeds"]);
  });
});

describe("the register", () => {
  const people = [person("Mother 14", { age: 30, town: "York" }), person("Mother 4", { age: 24 }), person("Mother 2", { town: "Leeds" })];
  it("sorts labels as people count, and leaves who has no value to the end either way", () => {
    const attributes = [attribute("age", "number")];
    expect(sorted(people, attributes, { attribute: null, down: false }).map((p) => p.label)).toEqual(["Mother 2", "Mother 4", "Mother 14"]);
    expect(sorted(people, attributes, { attribute: "age", down: false }).map((p) => p.label)).toEqual(["Mother 4", "Mother 14", "Mother 2"]);
    expect(sorted(people, attributes, { attribute: "age", down: true }).map((p) => p.label)).toEqual(["Mother 14", "Mother 4", "Mother 2"]);
  });
  it("sorts a category by the order of its levels", () => {
    expect(sorted(people, [attribute("town", "category", ["York", "Leeds"])], { attribute: "town", down: false }).map((p) => p.values["town"] ?? null)).toEqual(["York", "Leeds", null]);
  });
  it("is filtered by words, or by a rule that menus help to write", () => {
    expect(matching(people, "mother leeds").map((p) => p.label)).toEqual(["Mother 2"]);
    expect(looksLikeRule("leeds")).toBe(false);
    expect(looksLikeRule("age >= 25")).toBe(true);
    expect(narrowed("", condition(attribute("parent-infant team", "category"), "referred, not seen"))).toBe('"parent-infant team" = "referred, not seen"');
    expect(narrowed("age > 25 or age < 20", condition(attribute("town", "category"), null))).toBe("(age > 25 or age < 20) and town is missing");
    expect(narrowed("leeds", "age = 3")).toBe("age = 3");
  });
  it("moves its cursor by keys and never out of itself", () => {
    const size = { rows: 3, columns: 2, page: 10 };
    expect(moved({ row: 0, column: 0 }, "ArrowDown", false, size)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 0, column: 0 }, "End", true, size)).toEqual({ row: 2, column: 1 });
    expect(moved({ row: 1, column: 1 }, "x", false, size)).toBeNull();
    fc.assert(
      fc.property(fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"), fc.boolean(), fc.nat(2), fc.nat(1), (key, ctrl, row, column) => {
        const to = moved({ row, column }, key, ctrl, size)!;
        expect(to.row >= 0 && to.row < 3 && to.column >= 0 && to.column < 2).toBe(true);
      }),
    );
  });
  it("takes cells pasted from a spreadsheet, or says cell by cell what is wrong with them", () => {
    const attributes = [attribute("age", "number"), attribute("town", "category")];
    expect(pastedRows('1\t"two\nlines"\r\n3\t""\n')).toEqual([["1", "two\nlines"], ["3", ""]]);
    expect(pasted({ row: 1, column: 1 }, "25\tYork\n\tHull", people, attributes)).toEqual({ changes: [{ participant: "Mother 4", values: { age: 25, town: "York" } }, { participant: "Mother 2", values: { age: null, town: "Hull" } }], problems: [], outside: 0 });
    const wrong = pasted({ row: 2, column: 1 }, "young\tYork\tmore\n7", people, attributes);
    expect(wrong.problems).toEqual(['Mother 2, age: "young" is not a number. Write it in figures, like 31 or 7.5.']);
    expect(wrong.outside).toBe(2);
  });
  it("draws only the rows in sight and some around them", () => {
    expect(inSight(0, 340, 34, 1000)).toEqual({ from: 0, to: 18 });
    expect(inSight(3400, 340, 34, 1000)).toEqual({ from: 92, to: 118 });
    expect(inSight(0, 340, 34, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe("the flow picture", () => {
  const flow = {
    steps: [
      { step: "approached" as const, reached: 6, losses: [{ way: "declined" as const, n: 2, reasons: [{ reason: "no time", n: 1 }, { reason: "", n: 1 }] }], waiting: 1 },
      { step: "interviewed" as const, reached: 3, losses: [], waiting: 0 },
    ],
    withdrawn: [{ level: "keep what was collected", n: 1 }],
    analysed: { name: "Teams", rule: "", n: 2, notIn: 1 },
  };
  it("shows every number and every reason, and no two boxes over each other", () => {
    const { boxes, width, height } = flowPicture(flow as never);
    expect(boxes.map((b) => [b.title, b.n])).toEqual([["Approached", 6], ["Declined", 2], ["Nothing further recorded yet", 1], ["Interviewed", 3], ["Withdrew: keep what was collected", 1], ["Analysed", 2]]);
    expect(boxes[1]!.lines).toEqual(["1 no time", "1 no reason recorded"]);
    for (const [i, a] of boxes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
      for (const b of boxes.slice(i + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
    }
  });
  it("breaks long reasons into lines without losing a word", () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }).map((s) => s.replace(/\s/g, "x")), { minLength: 1 }), (words) => void expect(wrapped(words.join(" "), 20).join(" ")).toBe(words.join(" "))));
  });
});
