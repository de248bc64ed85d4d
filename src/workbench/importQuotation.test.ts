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

describe("a quotation written otherwise than the text", () => {
  const cases: [how: string, text: string, quote: string, stands: string][] = [
    ["three points for an ellipsis", "So… yes, I did", "So... yes", "So… yes"],
    ["an ellipsis for three points", "So... yes, I did", "So… yes", "So... yes"],
    ["two hyphens for a dash", "We went — then home", "went -- then", "went — then"],
    ["a dash for two hyphens", "We went -- then home", "went — then", "went -- then"],
    ["composed letters for those taken apart", "le cafe\u0301 noir", "caf\u00e9 noir", "cafe\u0301 noir"],
    ["letters taken apart", "le caf\u00e9 noir", "cafe\u0301 noir", "caf\u00e9 noir"],
    ["quotation marks around the whole", "P: I felt safe there.", "“I felt safe there.”", "I felt safe there."],
    ["all at once", "She said ‘well… no’ — then", '"She said \'well... no\' -- then"', "She said ‘well… no’ — then"],
  ];
  it.each(cases)("%s", (_, text, quote, stands) => {
    const { ranges, loosely } = findQuotation(prepare(text), quote);
    expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual([stands]);
    expect(loosely).toBe(true);
    expect(sameWords(stands, quote)).toBe(true);
  });

  it("is not found where a word differs", () => {
    expect(findQuotation(prepare("P: I felt safe there."), "I felt save there.").ranges).toEqual([]);
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
