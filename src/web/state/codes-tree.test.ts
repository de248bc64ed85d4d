import { describe, expect, it } from "vitest";
import { planted } from "../../../test/planted.ts";
import type { CodeAnswer } from "../../server/answers.ts";
import { between, dropAt, replanted, rowsOf, stepTo, withBelow } from "./codes-tree.ts";

const shown = (codes: readonly CodeAnswer[], view: Partial<Parameters<typeof rowsOf>[1]> = {}): string[] =>
  rowsOf(codes, { closed: new Set(), filter: "", retired: false, ...view }).map((r) => `${"  ".repeat(r.level - 1)}${r.code.name}`);
const moved = (codes: readonly CodeAnswer[], id: string, spot: { parent: string | null; order: number } | null): string[] => (spot === null ? [] : shown(replanted(codes.map((c) => (c.id === id ? { ...c, ...spot } : c)))));

const book = planted("Support", "  visits", "  calls", "  -letters", "Family", "  partner", "    nights", "  own mother");

describe("the tree of codes", () => {
  it("shows codes below what they lie under, without retired ones", () => expect(shown(book)).toEqual(["Support", "  visits", "  calls", "Family", "  partner", "    nights", "  own mother"]));
  it("shows retired ones where asked for, after the others", () => expect(shown(book, { retired: true }).slice(0, 4)).toEqual(["Support", "  visits", "  calls", "  letters"]));
  it("hides what lies below a closed code", () => expect(shown(book, { closed: new Set(["Family", "Support"]) })).toEqual(["Support", "Family"]));
  it("counts the codings below a code into its total", () => expect(rowsOf(book, { closed: new Set(), filter: "", retired: false }).find((r) => r.code.id === "Family")?.total).toBe(8));
  it("finds by name, keeps the way up to what was found, and opens what is closed", () => {
    const rows = rowsOf(book, { closed: new Set(["Family"]), filter: "NIGHT", retired: false });
    expect(rows.map((r) => [r.code.name, r.only])).toEqual([["Family", true], ["partner", true], ["nights", false]]);
  });
  it("finds without accents", () => expect(shown(planted("Café", "Tea"), { filter: "cafe" })).toEqual(["Café"]));
  it("finds nothing for what nobody wrote", () => expect(shown(book, { filter: "zebra" })).toEqual([]));
  it("knows everything below a code", () => expect([...withBelow(book, "Family")]).toEqual(["Family", "partner", "nights", "own mother"]));
  it("tells a screen reader where a line stands among its siblings", () => expect(rowsOf(book, { closed: new Set(), filter: "", retired: false }).filter((r) => r.level === 2).map((r) => [r.place, r.siblings])).toEqual([[1, 2], [2, 2], [1, 2], [2, 2]]));
});

describe("moving a code", () => {
  it("goes up and down among its siblings", () => {
    expect(moved(book, "calls", stepTo(book, "calls", "up")).slice(0, 3)).toEqual(["Support", "  calls", "  visits"]);
    expect(moved(book, "Support", stepTo(book, "Support", "down"))[0]).toBe("Family");
  });
  it("goes into the code before it, and out beside the one above it", () => {
    expect(moved(book, "calls", stepTo(book, "calls", "in")).slice(0, 3)).toEqual(["Support", "  visits", "    calls"]);
    expect(moved(book, "nights", stepTo(book, "nights", "out")).slice(3)).toEqual(["Family", "  partner", "  nights", "  own mother"]);
  });
  it("stays where there is no such place", () => {
    expect(stepTo(book, "Support", "up")).toBeNull();
    expect(stepTo(book, "Support", "out")).toBeNull();
    expect(stepTo(book, "visits", "in")).toBeNull();
    expect(stepTo(book, "Family", "down")).toBeNull();
  });
  it("lands before, after or into what it is dropped on", () => {
    expect(moved(book, "own mother", dropAt(book, "own mother", "visits", "before")).slice(0, 2)).toEqual(["Support", "  own mother"]);
    expect(moved(book, "own mother", dropAt(book, "own mother", "visits", "after")).slice(0, 3)).toEqual(["Support", "  visits", "  own mother"]);
    expect(moved(book, "Support", dropAt(book, "Support", "Family", "into"))).toEqual(["Family", "  partner", "    nights", "  own mother", "  Support", "    visits", "    calls"]);
  });
  it("is never dropped on itself or below itself", () => {
    expect(dropAt(book, "Family", "nights", "into")).toBeNull();
    expect(dropAt(book, "Family", "Family", "before")).toBeNull();
  });
  it("finds an order between any two neighbours", () => {
    expect(between({ order: 1 }, { order: 2 })).toBe(1.5);
    expect(between(undefined, { order: 1 })).toBe(0);
    expect(between({ order: 4 }, undefined)).toBe(5);
    expect(between(undefined, undefined)).toBe(1);
  });
});
