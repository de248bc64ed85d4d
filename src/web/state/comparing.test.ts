import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowed, compareAction, decimals, heatOf, nextOpen, nudge, piecesOf, placeOfPair, shortened } from "./comparing.ts";

const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));

describe("a passage cut where marks begin and end", () => {
  it("covers the passage without gaps, and each piece is marked alike throughout", () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 3 }), fc.array(range, { maxLength: 3 }), fc.option(range), (passage, first, second, other) => {
        const pieces = piecesOf(passage, { first, second, other });
        expect(pieces[0]!.start).toBe(passage.start);
        expect(pieces.at(-1)!.end).toBe(passage.end);
        pieces.forEach((piece, i) => {
          if (i > 0) expect(piece.start).toBe(pieces[i - 1]!.end);
          for (let at = piece.start; at < piece.end; at++) {
            const inside = (ranges: readonly { start: number; end: number }[]): boolean => ranges.some((r) => r.start <= at && at < r.end);
            expect([piece.first, piece.second, piece.other]).toEqual([inside(first), inside(second), other !== null && inside([other])]);
          }
        });
      }),
    );
  });
});

describe("the keys that settle a difference", () => {
  it.each([["1", "first"], ["2", "second"], ["3", "both"], ["4", "other"], ["5", "none"], ["0", "none"], ["6", "open"], ["L", "open"]] as const)("%s chooses %s", (key, outcome) => {
    expect(compareAction({ key, mod: false, alt: false })).toEqual({ do: "choose", outcome });
  });
  it("Enter settles, also with Ctrl from within the reason; other keys with Ctrl belong to the browser", () => {
    expect(compareAction({ key: "Enter", mod: false, alt: false })).toEqual({ do: "settle" });
    expect(compareAction({ key: "Enter", mod: true, alt: false })).toEqual({ do: "settle" });
    expect(compareAction({ key: "1", mod: true, alt: false })).toBeNull();
    expect(compareAction({ key: "x", mod: false, alt: false })).toBeNull();
  });
  it("offer only what is there to keep", () => {
    const side = { code: "c", codings: ["a"], ranges: [{ start: 0, end: 3 }] };
    expect((["first", "second", "both", "other", "none", "open"] as const).map((o) => allowed({ first: null, second: side }, o))).toEqual([false, true, false, true, true, true]);
  });
});

describe("going from one open difference to the next", () => {
  const list = [{ id: "a", settled: true }, { id: "b", settled: false }, { id: "c", settled: true }, { id: "d", settled: false }];
  it("skips what is settled and goes round at the ends", () => {
    expect(nextOpen(list, "b", 1)?.id).toBe("d");
    expect(nextOpen(list, "d", 1)?.id).toBe("b");
    expect(nextOpen(list, "b", -1)?.id).toBe("d");
    expect(nextOpen(list, null, 1)?.id).toBe("b");
  });
  it("ends where nothing else is open", () => {
    expect(nextOpen(list.map((d) => ({ ...d, settled: true })), "a", 1)).toBeNull();
    expect(nextOpen([{ id: "b", settled: false }], "b", 1)).toBeNull();
    expect(nextOpen([], null, 1)).toBeNull();
  });
});

describe("moving an end of a range by words", () => {
  const text = "She came to the house every week.";
  const whole = { start: 0, end: text.length };
  it("goes to the next beginning or end of a word", () => {
    const came = { start: 4, end: 8 };
    expect(nudge(text, came, "end", 1, whole)).toEqual({ start: 4, end: 11 });
    expect(nudge(text, came, "start", -1, whole)).toEqual({ start: 0, end: 8 });
    expect(nudge(text, came, "end", -1, whole)).toEqual(came);
    expect(nudge(text, came, "start", 1, whole)).toEqual(came);
  });
  it("stays within the passage and never turns a range round", () => {
    fc.assert(
      fc.property(range, fc.constantFrom("start" as const, "end" as const), fc.constantFrom(1 as const, -1 as const), (at, edge, direction) => {
        const inside = { start: Math.min(at.start, text.length - 1), end: Math.min(at.end, text.length) };
        const moved = nudge(text, inside, edge, direction, whole);
        expect(moved.start).toBeLessThan(moved.end);
        expect(moved.start).toBeGreaterThanOrEqual(0);
        expect(moved.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("words and figures on the page", () => {
  it("shorten a quotation between words, without its own quotation marks", () => {
    expect(shortened("\u201cI was frightened.\u201d")).toBe("I was frightened.");
    const long = `${"word ".repeat(30)}end`;
    expect(shortened(long)).toMatch(/^(word )+… (word )+end$/);
    expect(shortened(long).length).toBeLessThanOrEqual(95);
  });
  it("show a hair below nought as nought", () => {
    expect([decimals(-0.001, 2), decimals(-0.01, 2), decimals(0.456, 2), decimals(-1, 0)]).toEqual(["0.00", "-0.01", "0.46", "-1"]);
  });
});

describe("the heat map", () => {
  it("has five steps of equal width; a negative figure is in the lowest, none in none", () => {
    expect([-0.4, 0, 0.19, 0.2, 0.5, 0.8, 1].map(heatOf)).toEqual([0, 0, 0, 1, 2, 4, 4]);
    expect(heatOf(null)).toBeNull();
  });
});

describe("a number of the table of codes against codes", () => {
  const side = (code: string): { code: string; codings: string[]; ranges: never[] } => ({ code, codings: [], ranges: [] });
  const at = (id: string, first: string | null, second: string | null, start: number, end: number, kind: "agreed" | "label" | "presence" = first && second ? "label" : "presence") => ({ id, kind, source: "s", first: first === null ? null : side(first), second: second === null ? null : side(second), covering: { start, end } });
  it("leads to the difference that says it, else to where the first coder's code lies on the second's, else nowhere", () => {
    const differences = [at("a", "x", null, 0, 5), at("b", "x", null, 10, 20), at("c", null, "y", 12, 15), at("d", "z", "y", 30, 40), at("e", "x", "x", 50, 60, "agreed")];
    expect(placeOfPair(differences, "z", "y")).toBe("/compare?d=d");
    expect(placeOfPair(differences, "x", "y")).toBe("/compare?d=b");
    expect(placeOfPair(differences, "x", "z")).toBeNull();
    expect(placeOfPair(differences, "x", "x")).toBe("/compare?d=a");
  });
});
