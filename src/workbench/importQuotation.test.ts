import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePointOffsets, findQuotation, prepare, sameWords } from "./importQuotation.ts";

const text = fc.array(fc.constantFrom("a", "b", "é", "🙂", " ", "\n", "\t", "’", "“", "—", "."), { maxLength: 60 }).map((letters) => letters.join(""));

describe("finding a quotation", () => {
  it("finds every stretch of a text where it stands, whatever is made of its white space", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.constantFrom(" ", "\n", "  \n "), (whole, a, b, space) => {
        const [start, end] = [Math.min(a % (whole.length + 1), b % (whole.length + 1)), Math.max(a % (whole.length + 1), b % (whole.length + 1))];
        const piece = whole.slice(start, end);
        const inner = { start: start + piece.length - piece.trimStart().length, end: end - (piece.length - piece.trimEnd().length) };
        fc.pre(inner.end > inner.start);
        const { ranges } = findQuotation(prepare(whole), piece.replace(/\s+/g, space));
        expect(ranges).toContainEqual(inner);
      }),
    );
  });

  it("finds only what says the same", () => {
    fc.assert(
      fc.property(text, text, (whole, quote) => {
        for (const { start, end } of findQuotation(prepare(whole), quote).ranges) expect(sameWords(whole.slice(start, end), quote)).toBe(true);
      }),
    );
  });

  it("tells where only the marks differ, and counts places that overlap", () => {
    expect(findQuotation(prepare("I didn’t — no"), "I didn't - no")).toEqual({ ranges: [{ start: 0, end: 13 }], loosely: true });
    expect(findQuotation(prepare("no no no"), "no no").ranges.map((r) => r.start)).toEqual([0, 3]);
    expect(findQuotation(prepare("some words"), "  ").ranges).toEqual([]);
  });
});

describe("offsets in code points", () => {
  it("are those of the letters, and null where both counts are the same", () => {
    fc.assert(
      fc.property(text, (whole) => {
        const offsets = codePointOffsets(whole);
        const letters = Array.from(whole);
        expect(offsets === null).toBe(letters.length === whole.length);
        if (offsets === null) return;
        expect(offsets).toHaveLength(letters.length + 1);
        letters.forEach((letter, i) => expect(whole.slice(offsets[i], offsets[i + 1])).toBe(letter));
      }),
    );
  });
});
