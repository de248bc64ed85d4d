import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { confusionMatrix, type ConfusionMatrix } from "./confusion.ts";

const codes = ["x", "y", "z"];
type Line = readonly [coder: string, code: string, start: number, end: number];
const matrix = (lines: readonly Line[], finishedBy = ["A", "B"]): ConfusionMatrix =>
  confusionMatrix({ sources: [{ id: "s", length: 40, finishedBy }], codes, coders: ["A", "B"], codings: lines.map(([coder, code, start, end]) => ({ coder, source: "s", code, start, end })) });

describe("the confusion matrix", () => {
  test("has agreement on the diagonal, confusions beside it, and what one coded alone at the edge", () => {
    const found = matrix([["A", "x", 0, 10], ["B", "x", 0, 6], ["B", "y", 6, 8], ["B", "z", 20, 25]]);
    expect(found.pairs).toEqual([{ first: "x", second: "x", characters: 6 }, { first: "x", second: "y", characters: 2 }]);
    expect(found.onlyFirst).toEqual([2, 0, 0]);
    expect(found.onlySecond).toEqual([0, 0, 5]);
  });

  test("two coders who gave the same two codes confuse nothing", () => {
    expect(matrix([["A", "x", 0, 5], ["A", "y", 0, 5], ["B", "x", 0, 5], ["B", "y", 0, 5]]).pairs).toEqual([{ first: "x", second: "x", characters: 5 }, { first: "y", second: "y", characters: 5 }]);
  });

  test("leaves out a source that one of them has not finished", () => {
    expect(matrix([["A", "x", 0, 5], ["B", "x", 0, 5]], ["A"]).pairs).toEqual([]);
  });

  test("equals counting character by character", () => {
    const line = fc.tuple(fc.constantFrom("A", "B"), fc.constantFrom(...codes), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 })).map(([coder, code, start, size]): Line => [coder, code, start, start + size]);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const found = matrix(lines);
        const times = new Map<string, number>();
        for (let i = 0; i < 40; i += 1) {
          const at = (who: string): string[] => codes.filter((code) => lines.some(([coder, own, start, end]) => coder === who && own === code && start <= i && i < end));
          const [a, b] = [at("A"), at("B")];
          for (const x of a) for (const y of b) if (x === y || (!b.includes(x) && !a.includes(y))) times.set(`${x} ${y}`, (times.get(`${x} ${y}`) ?? 0) + 1);
        }
        expect(new Map(found.pairs.map(({ first, second, characters }) => [`${first} ${second}`, characters]))).toEqual(times);
      }),
    );
  });
});
