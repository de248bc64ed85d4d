import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Line } from "../../analysis/concordance.ts";
import { coursePicture, stripInWords, tenthRows } from "./explore-course.ts";
import { asked, noFilters, withCoder } from "./explore-filters.ts";
import { columnsOf, frameworkRows, mostUsed, placeOf } from "./explore-framework.ts";
import { shade, shades, step } from "./explore-grid.ts";
import { decided, isOpen, keyOf, nextOpen, nothingDecided, reviewKey } from "./explore-review.ts";
import { rankedRows, sharedParts, together, togetherRows } from "./explore-together.ts";
import { who, whoRows } from "./explore-who.ts";
import { asSearch, lineRows, sortedLines } from "./explore-words.ts";

const unit = (id: string, name = id, depth = 0): { id: string; name: string; path: string; depth: number } => ({ id, name, path: name, depth });
const meeting = (a: string, b: string, places: number) => ({ a, b, places, sources: 1, people: 1, ofA: 1, ofB: places });

describe("the filters", () => {
  it("ask for nothing where nothing is chosen", () => expect(asked(noFilters, "")).toEqual({}));
  it("ask for a substudy, for layers and for roles of speakers", () => expect(asked({ coders: ["a", "b"], speakers: "not interviewer" }, "s")).toEqual({ substudy: "s", coders: "a,b", roles: "participant,other,unknown" }));
  it("take one layer away from all, and count all again when none or all are chosen", () => {
    expect(withCoder([], ["a", "b", "c"], "b")).toEqual(["a", "c"]);
    expect(withCoder(["a", "c"], ["a", "b", "c"], "b")).toEqual([]);
    expect(withCoder(["a"], ["a", "b", "c"], "a")).toEqual([]);
  });
});

describe("a grid of cells", () => {
  const size = { rows: 4, columns: 3 };
  it("is walked by arrows and by Home and End, and never left by them", () => {
    expect(step({ row: 0, column: 0 }, { key: "ArrowRight", mod: false }, size)).toEqual({ row: 0, column: 1 });
    expect(step({ row: 3, column: 2 }, { key: "ArrowDown", mod: false }, size)).toEqual({ row: 3, column: 2 });
    expect(step({ row: 2, column: 1 }, { key: "End", mod: true }, size)).toEqual({ row: 3, column: 2 });
    expect(step({ row: 2, column: 1 }, { key: "a", mod: false }, size)).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown")), fc.boolean(), (keys, mod) => {
        let at = { row: 0, column: 0 };
        for (const key of keys) at = step(at, { key, mod }, size)!;
        expect(at.row >= 0 && at.row < size.rows && at.column >= 0 && at.column < size.columns).toBe(true);
      }),
    );
  });
  it("is shaded the darker the greater the count, and not at all for nothing", () => {
    expect([shade(0, 9), shade(9, 9), shade(1, 10_000), shade(0, 0)]).toEqual([0, shades, 1, 0]);
    fc.assert(fc.property(fc.nat(500), fc.nat(500), (a, b) => shade(Math.min(a, b), 500) <= shade(Math.max(a, b), 500)));
  });
});

describe("codes together", () => {
  const answer = { units: [unit("b", "Beta"), unit("a", "Alpha"), unit("c", "Gamma")], meetings: [meeting("a", "c", 5), meeting("b", "c", 2)] };
  it("can be in the order of the codebook, of how often they meet, and of their names", () => {
    const order = (by: "codebook" | "most" | "name"): string[] => together(answer, by).units.map((u) => u.id);
    expect([order("codebook"), order("most"), order("name")]).toEqual([["b", "a", "c"], ["c", "a", "b"], ["a", "b", "c"]]);
  });
  it("meet the same whichever comes first, and are saved as a square with stretches on its diagonal", () => {
    const model = together(answer, "codebook");
    expect(model.between("c", "a")).toBe(model.between("a", "c"));
    expect(model.most).toBe(5);
    expect(togetherRows(model, { a: 7, b: 3 })).toEqual([["", "Beta", "Alpha", "Gamma"], ["Beta", 3, 0, 2], ["Alpha", 0, 7, 5], ["Gamma", 2, 5, 0]]);
  });
  it("are listed with how much of either they are", () => expect(rankedRows({ ranked: [meeting("a", "c", 5)], names: { a: "Alpha", c: "Gamma" }, stretches: { a: 7, c: 9 } })[1]).toEqual(["Alpha", "Gamma", 5, 1, 1, 1, 7, 5, 9]));
  it("show which letters two passages share", () => {
    expect(sharedParts({ start: 10, end: 20, words: "0123456789" }, { start: 15, end: 40 })).toEqual(["01234", "56789", ""]);
    expect(sharedParts({ start: 10, end: 20, words: "0123456789" }, { start: 20, end: 40 })).toEqual(["0123456789", "", ""]);
    expect(sharedParts({ start: 10, end: 20, words: "0123456789" }, { start: 12, end: 14 })).toEqual(["01", "23", "456789"]);
  });
});

describe("who speaks of what", () => {
  const columns = [{ key: "l", label: "Leeds", people: ["1", "2", "3"], words: 200 }, { key: "y", label: "York", people: ["4"], words: 0 }];
  const units = [unit("w", "warmth"), unit("v", "visits")];
  const rows = { w: [{ passages: 1, people: 1, words: 20 }, { passages: 0, people: 0, words: 0 }], v: [{ passages: 1200, people: 3, words: 3 }, { passages: 4, people: 1, words: 0 }] };
  const plain = { measure: "passages", grouped: true, hideFew: false, sort: "" } as const;
  it("says passages, people, words, or a share of all the words of a column; a share of no words is no number", () => {
    expect(who({ columns, units, rows }, plain).rows.map((r) => r.cells.map((c) => c.text))).toEqual([["1", ""], ["1,200", "4"]]);
    expect(who({ columns, units, rows }, { ...plain, measure: "share" }).rows.map((r) => r.cells.map((c) => c.text))).toEqual([["10%", "–"], ["1.5%", "–"]]);
  });
  it("marks cells with fewer than five people behind them, and shows nothing of them where they are to be hidden", () => {
    expect(who({ columns, units, rows }, plain).rows.map((r) => r.cells.map((c) => c.few))).toEqual([[true, false], [true, true]]);
    const hidden = who({ columns, units, rows }, { ...plain, hideFew: true });
    expect(hidden.rows.map((r) => r.cells.map((c) => c.text))).toEqual([["*", ""], ["*", "*"]]);
    expect(JSON.stringify(whoRows(hidden, plain))).not.toMatch(/1200/);
    expect(who({ columns, units, rows }, { ...plain, measure: "people", hideFew: true }).rows[0]!.cells[0]!.text).toBe("<5");
    expect(who({ columns, units, rows }, { ...plain, grouped: false }).rows[0]!.cells[0]!.few).toBe(false);
  });
  it("is sorted by one column or by the sum of the row, and saved with what a share is a share of", () => {
    expect(who({ columns, units, rows }, { ...plain, sort: "l" }).rows.map((r) => r.unit.id)).toEqual(["v", "w"]);
    expect(who({ columns, units, rows }, { ...plain, sort: "gone" }).rows.map((r) => r.unit.id)).toEqual(["w", "v"]);
    expect(whoRows(who({ columns, units, rows }, plain), plain)).toEqual([["passages", "Leeds", "York"], ["warmth", 1, 0], ["visits", 1200, 4], ["all people", 3, 1], ["all words", 200, 0]]);
  });
});

describe("the framework matrix", () => {
  it("is saved with a paragraph for each passage and its place", () => {
    const p = (words: string, turn: number | null) => ({ source: "s", start: 0, end: 1, words, turn, at: turn === null ? null : 65_000 });
    expect(frameworkRows({ units: [unit("w", "warmth")], rows: [{ participant: "1", label: "Mother 4", cells: [[p("She came.", 3), p("So kind.", null)]] }] })).toEqual([["participant", "warmth"], ["Mother 4", "She came. (turn 3, 1:05)\n\nSo kind."]]);
    expect(placeOf({ turn: null, at: null })).toBe("");
  });
  it("shows the columns chosen in the order of all, and the usual ones where none is left", () => {
    const all = [unit("a"), unit("b"), unit("c")];
    expect(columnsOf(all, ["c", "a", "gone"], ["b"]).map((u) => u.id)).toEqual(["a", "c"]);
    expect(columnsOf(all, ["gone"], ["b"]).map((u) => u.id)).toEqual(["b"]);
    expect(mostUsed([{ id: "a", codings: 1 }, { id: "b", codings: 9 }], 1)).toEqual(["b"]);
  });
});

describe("words in their context", () => {
  const line = (before: string, after: string): Line => ({ source: "s", participant: null, label: "P", speaker: null, turn: 2, at: null, start: 1, end: 2, before, match: "came", after });
  const lines = [line("and then she ", " to me"), line("so she ", " late."), line("They ", " again")];
  it("are sorted by what follows, and by what goes before from the last word back", () => {
    expect(sortedLines(lines, "people")).toEqual(lines);
    expect(sortedLines(lines, "after").map((l) => l.after)).toEqual([" again", " late.", " to me"]);
    expect(sortedLines(lines, "before").map((l) => l.before)).toEqual(["so she ", "and then she ", "They "]);
  });
  it("are saved with their place", () => expect(lineRows(lines.slice(0, 1))[1]).toEqual(["P", "", 2, 1, 2, "and then she ", "came", " to me"]));
  it("are looked for as they are, without what stands for other letters", () => expect(asSearch("what?")).toBe("what"));
});

describe("the review of suggestions", () => {
  const list = [1, 2, 3].map((n) => ({ source: "s", start: n * 10, end: n * 10 + 5 }));
  it("goes on to the next open one, then to the first that was passed over, and ends", () => {
    const one = decided(nothingDecided, list[1]!, "accepted");
    expect(nextOpen(list, one, list[1]!)).toBe(list[2]);
    const two = decided(one, list[2]!, "skipped");
    expect(nextOpen(list, two, list[2]!)).toBe(list[0]);
    expect(nextOpen(list, decided(two, list[0]!, "skipped"), list[0]!)).toBeNull();
  });
  it("can change a decision and take it back", () => {
    const one = decided(decided(nothingDecided, list[0]!, "accepted"), list[0]!, "skipped");
    expect([one.accepted.size, [...one.skipped]]).toEqual([0, [keyOf(list[0]!)]]);
    expect(isOpen(decided(one, list[0]!, "open"), list[0]!)).toBe(true);
  });
  it("is done by single keys", () => expect(["Enter", "s", "u", "ArrowDown", "o", "x"].map(reviewKey)).toEqual(["accept", "skip", "back", "next", "open", null]));
});

describe("the course of interviews", () => {
  const answer = { units: [unit("w", "warmth"), unit("v", "visits")], rows: [{ source: "s", name: "Mother 4", units: 200, stretches: [[{ start: 0, end: 100 }], [{ start: 50, end: 51 }]] }], tenths: [[1, 0], [0, 1]] };
  it("draws every stretch in its lane, as far along as it stands and wide enough to be seen", () => {
    const { strips, left, across, legend, width, height } = coursePicture(answer);
    expect(strips[0]!.marks.map((m) => [m.lane, (m.x - left) / across])).toEqual([[0, 0], [1, 0.25]]);
    expect(strips[0]!.marks[0]!.width).toBe(across / 2);
    expect(strips[0]!.marks[1]!.width).toBeGreaterThanOrEqual(2);
    expect(legend.map((l) => l.words)).toEqual(["A warmth", "B visits"]);
    for (const strip of strips) for (const m of strip.marks) expect(m.x + m.width <= width && strip.y + strip.height <= height).toBe(true);
  });
  it("says in words what a strip holds, and is saved by tenths", () => {
    expect(stripInWords(coursePicture(answer).strips[0]!, [...answer.units, unit("x", "none of it")])).toBe("warmth 1, visits 1, none of it none");
    expect(tenthRows(answer)).toEqual([["", "0–50%", "50–100%"], ["warmth", 1, 0], ["visits", 0, 1]]);
  });
});
