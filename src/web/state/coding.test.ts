import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceAnswer } from "../../server/answers.ts";
import { blocksOf } from "./blocks.ts";
import { actionFor, type Press } from "./keys.ts";
import { lanesOf, placeLabels } from "./lanes.ts";
import { Outbox } from "./outbox.ts";
import { canBeNew, choices, inVivoName, withRecent } from "./palette.ts";
import { codingsAt, nextCoding, nextUncoded, planOf, type Painted } from "./painting.ts";
import { patch } from "./patch.ts";

const code = (id: string, path: string, codings = 0) => ({ id, path, name: path.split(" / ").at(-1)!, codings });
const codes = [code("p", "Family / partner on the edge"), code("n", "Norms / partner and night care"), code("e", "Empathy / reassurance", 30), code("h", "Access / home visits"), code("é", "Access / Éducation")];
const found = (typed: string, recent: string[] = []): string[] => choices(codes, typed, recent).map((c) => c.id);

describe("the palette", () => {
  it("finds a code by two letters of its name, those that begin it first", () => {
    expect(found("re")).toEqual(["e", "n"]);
    expect(found("ho")[0]).toBe("h");
  });
  it("asks that every word typed fits, in any order, and looks above the name too", () => {
    expect(found("night part")).toEqual(["n"]);
    expect(found("family edge")).toEqual(["p"]);
  });
  it("finds letters with accents by letters without, and first letters of words", () => {
    expect(found("educ")).toEqual(["é"]);
    expect(found("hv")).toEqual(["h"]);
  });
  it("puts what was used lately first, among equals and where nothing is typed", () => {
    expect(found("partner", ["n"])).toEqual(["n", "p"]);
    expect(found("", ["h", "gone"])).toEqual(["h", "p", "n", "e", "é"]);
  });
  it("offers a new code unless that very path is there", () => {
    expect(canBeNew(codes, "partner")).toBe(true);
    expect(canBeNew(codes, "access / HOME visits")).toBe(false);
    expect(canBeNew(codes, "  ")).toBe(false);
  });
  it("remembers nine codes, none twice", () => {
    expect(withRecent(["a", "b"], "b")).toEqual(["b", "a"]);
    expect(withRecent([..."abcdefghi"], "z")).toHaveLength(9);
  });
  it("names an in-vivo code with the words, without marks at the ends, cut at a word", () => {
    expect(inVivoName("“I kept it to the baby.”")).toBe("I kept it to the baby");
    expect(inVivoName("word ".repeat(30))).toMatch(/^(word ){11}word…$/);
  });
});

describe("stripes", () => {
  const spans = fc.array(fc.record({ start: fc.nat(200), size: fc.integer({ min: 1, max: 60 }) }), { maxLength: 60 }).map((list) => list.map(({ start, size }, i) => ({ id: `${i}`, start, end: start + size })));
  it("never cover each other in one lane", () => {
    fc.assert(
      fc.property(spans, (all) => {
        const lanes = lanesOf(all);
        return all.every((a) => all.every((b) => a === b || lanes.get(a.id) === -1 || lanes.get(a.id) !== lanes.get(b.id) || a.end <= b.start || b.end <= a.start));
      }),
    );
  });
  it("take a lane further out only where all the ones before are taken", () => {
    expect([...lanesOf([{ id: "a", start: 0, end: 9 }, { id: "b", start: 3, end: 5 }, { id: "c", start: 6, end: 12 }]).values()]).toEqual([0, 1, 1]);
  });
  it("have names that never cover each other; what finds no room is counted", () => {
    const { placed, left } = placeLabels([{ id: "a", top: 0 }, { id: "b", top: 4 }, { id: "c", top: 5 }], 40, 17);
    expect(placed).toEqual([{ id: "a", top: 0 }, { id: "b", top: 17 }]);
    expect(left).toEqual(["c"]);
  });
});

describe("the painting plan", () => {
  const text = "One two three.\nFour five six.\nSeven.";
  const blocks = blocksOf(text, []);
  const coding = (id: string, start: number, end: number): Painted => ({ id, start, end, colour: "k-1", label: id, other: null });
  it("cuts a coding at the ends of blocks, and says where it begins and ends", () => {
    const plan = planOf(blocks, [coding("a", 4, 24)]);
    expect([...plan].map(([i, pieces]) => [i, pieces.map((p) => [text.slice(p.start, p.end), p.first, p.last])])).toEqual([
      [0, [["two three.", true, false]]],
      [1, [["Four five", false, true]]],
    ]);
  });
  it("keeps the list of a block whose pieces did not change", () => {
    const before = planOf(blocks, [coding("a", 0, 3), coding("b", 15, 19)]);
    const after = planOf(blocks, [coding("a", 0, 3), coding("b", 15, 24)], before);
    expect(after.get(0)).toBe(before.get(0));
    expect(after.get(1)).not.toBe(before.get(1));
  });
  it("leaves out a coding whose words are gone", () => {
    expect(planOf(blocks, [coding("a", 5, 5)]).size).toBe(0);
  });
  it("tells what a click means: the shortest coding first", () => {
    expect(codingsAt([coding("long", 0, 20), coding("short", 4, 7)], 5).map((c) => c.id)).toEqual(["short", "long"]);
  });
  it("goes to the next coding and the next stretch that is not coded", () => {
    const all = [coding("a", 0, 7), coding("b", 15, 29)];
    expect(nextCoding(all, { start: 0, id: "a" }, 1)?.id).toBe("b");
    expect(nextCoding(all, { start: 10, id: null }, -1)?.id).toBe("a");
    const isWords = (a: number, b: number): boolean => /\w/.test(text.slice(a, b));
    const gap = nextUncoded(blocks, all, { start: 0, end: 0 }, 1, isWords)!;
    expect(text.slice(gap.start, gap.end)).toBe(" three.");
    const after = nextUncoded(blocks, all, gap, 1, isWords)!;
    expect(text.slice(after.start, after.end)).toBe("Seven.");
  });
});

describe("keys in the text", () => {
  const press = (key: string, more: Partial<Press> = {}): Press => ({ key, shift: false, alt: false, mod: false, ...more });
  const free = { selection: false, coding: false };
  const words = { selection: true, coding: false };
  it("open the palette by typing, but only where words are selected", () => {
    expect(actionFor(press("p"), words)).toEqual({ do: "palette", typed: "p" });
    expect(actionFor(press("p"), free)).toBeNull();
  });
  it("leave the browser its own keys", () => {
    for (const key of ["c", "a", "f", "r", "Tab", "PageDown"]) expect(actionFor(press(key, { mod: key.length === 1 }), words)).toBeNull();
  });
  it("give codes by number, in vivo, notes and corrections", () => {
    expect(["1", "v", "m", "F2"].map((key) => actionFor(press(key), words)?.do)).toEqual(["recent", "in vivo", "memo", "correct"]);
  });
  it("resize and remove a coding that is picked out", () => {
    const picked = { selection: false, coding: true };
    expect(actionFor(press("ArrowRight", { shift: true }), picked)).toEqual({ do: "stretch", unit: "word", direction: 1, edge: "end" });
    expect(actionFor(press("Delete"), picked)).toEqual({ do: "remove" });
    expect(actionFor(press("Delete"), words)).toBeNull();
  });
});

describe("what waits for the server", () => {
  const storage = (): { getItem: (k: string) => string | null; setItem: (k: string, v: string) => void; map: Map<string, string> } => {
    const map = new Map<string, string>();
    return { map, getItem: (k) => map.get(k) ?? null, setItem: (k, v) => void map.set(k, v) };
  };
  it("is there after a reload, in order, until it was taken", () => {
    const kept = storage();
    const before = new Outbox(kept);
    before.put({ id: "1", study: "s", as: "HN", commands: [{ type: "a" }] });
    before.put({ id: "2", study: "s", as: "HN", commands: [] });
    const after = new Outbox(kept);
    expect(after.letters.map((l) => l.id)).toEqual(["1", "2"]);
    after.take("1");
    expect(new Outbox(kept).letters.map((l) => l.id)).toEqual(["2"]);
  });
  it("is told apart by study, so that one that is opened in its place does not get it", () => {
    const box = new Outbox(storage());
    box.put({ id: "1", study: "a", as: "HN", commands: [] });
    expect([box.of("a").length, box.of("b").length]).toEqual([1, 0]);
  });
  it("survives a storage that holds nonsense or refuses", () => {
    const kept = storage();
    kept.map.set("earshot.outbox", "{");
    expect(new Outbox(kept).letters).toEqual([]);
    const full = new Outbox({ getItem: () => null, setItem: () => { throw new Error("full"); } });
    full.put({ id: "1", study: "", as: "", commands: [] });
    expect(full.letters).toHaveLength(1);
  });
});

describe("what is shown before the server has answered", () => {
  const source = { id: "s", codings: [{ id: "a", code: "x", coder: "me", start: 0, end: 4, stamp: "" }] } as unknown as SourceAnswer;
  it("is the coding added, resized, recoded or removed", () => {
    const added = patch(source, { type: "coding.add", id: "b", source: "s", code: "y", start: 2, end: 3 }, "hn");
    expect(added.codings.at(-1)).toMatchObject({ id: "b", coder: "hn", start: 2 });
    expect(patch(added, { type: "coding.resize", coding: "b", start: 1, end: 3 }, "hn").codings.at(-1)).toMatchObject({ start: 1, end: 3 });
    expect(patch(added, { type: "coding.recode", coding: "a", code: "z" }, "hn").codings[0]!.code).toBe("z");
    expect(patch(added, { type: "coding.remove", coding: "a" }, "hn").codings.map((c) => c.id)).toEqual(["b"]);
  });
  it("is the same interview where the command is of another, or sent twice", () => {
    expect(patch(source, { type: "coding.add", id: "b", source: "t", code: "y", start: 2, end: 3 }, "hn")).toBe(source);
    expect(patch(source, { type: "coding.add", id: "a", source: "s", code: "y", start: 2, end: 3 }, "hn")).toBe(source);
    expect(patch(source, { type: "coding.remove", coding: "q" }, "hn")).toBe(source);
  });
});
