import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaByCategory } from "./alpha-by-category.ts";
import { alphaOfSets } from "./alpha-of-sets.ts";
import { krippendorffAlpha, measurements } from "./krippendorff-alpha.ts";
import { pairOf, ratingsOf, type Ratings, type Row } from "./ratings.ts";
import { isDefined, valueOf } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { jaccardDistance } from "./set-distance.ts";
import { agrees } from "../../../test/reference.ts";

const turned = (rows: readonly Row[]): Row[] => rows[0]!.map((_, unit) => rows.map((row) => row[unit]!));

describe("Krippendorff's alpha", () => {
  test("Krippendorff 2011 C: nominal .743, ordinal .815, interval .849, ratio .797", () => {
    const C = turned([[1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3], [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null]]);
    const expected = { nominal: 0.743421052631579, ordinal: 0.8153875037548814, interval: 0.8491071428571428, ratio: 0.7974027747116121 };
    for (const measurement of measurements) agrees(krippendorffAlpha(ratingsOf(C), measurement), expected[measurement], measurement);
  });

  test("Krippendorff 2011 A and B: nominal .095 and .692", () => {
    agrees(krippendorffAlpha(ratingsOf(turned([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]))), 0.09523809523809534);
    agrees(krippendorffAlpha(ratingsOf(turned([[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]))), 0.6919642857142858);
  });

  test("is undefined, with the reason, for one coder, for no common unit, for no variation, and for names on a scale", () => {
    expect(krippendorffAlpha(ratingsOf([[1], [2]]))).toEqual({ undefined: "agreement needs at least two coders" });
    expect(krippendorffAlpha(ratingsOf([[1, null], [null, 2]]))).toEqual({ undefined: "no unit has values from two coders" });
    expect(krippendorffAlpha(ratingsOf([[1, 1], [1, 1]]))).toMatchObject({ undefined: expect.stringContaining("no variation") });
    expect(krippendorffAlpha(ratingsOf([["low", 1], [2, 2]]), "interval")).toEqual({ undefined: "interval alpha needs numbers, and “low” is not one" });
    expect(krippendorffAlpha(ratingsOf([[-1, 1], [2, 2]]), "ratio")).toEqual({ undefined: "ratio alpha needs values of 0 or more, and -1 is below" });
    expect(krippendorffAlpha(ratingsOf([[1e200, 1], [2, 2]]), "interval")).toEqual({ undefined: "the values are too large or too small to compute with" });
  });

  test("of each category comes from the dichotomised coincidences, and with two categories equals the whole", () => {
    const ratings = ratingsOf([["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"]]);
    const whole = valueOf(krippendorffAlpha(ratings))!;
    for (const { alpha } of alphaByCategory(ratings)) agrees(alpha, whole);
    const declared = alphaByCategory(ratingsOf([["a", "b"], ["a", "a"]], ["a", "b", "c"]));
    expect(declared[2]!.alpha).toEqual({ undefined: "“c” was not used on any unit that two coders rated" });
  });

  test("of two coders with complete data is 1 − (1 − π)(2n − 1)/(2n), π being Scott's pi", () => {
    const complete = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(complete, (rows) => {
        const ratings = ratingsOf(rows);
        const [alpha, pi] = [krippendorffAlpha(ratings), scottPi(ratings)];
        expect(isDefined(alpha)).toBe(isDefined(pi));
        if (!isDefined(alpha) || !isDefined(pi)) return;
        const n = rows.length;
        expect(alpha.value).toBeCloseTo(1 - ((1 - pi.value) * (2 * n - 1)) / (2 * n), 10);
      }),
    );
  });

  test("equals alpha computed from a written-out coincidence matrix, at every level", () => {
    const value = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null, freq: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 15 }), fc.constantFrom(...measurements), (rows, measurement) => {
        const ratings = ratingsOf(rows);
        const expected = byCoincidences(rows, measurement);
        const found = valueOf(krippendorffAlpha(ratings, measurement));
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 9);
      }),
    );
  });
});

describe("alpha of sets of codes", () => {
  const pairs: string[][][] = [[[], []], [["A"], []], [["A"], ["A"]], [["A"], ["B"]], [["A", "B"], ["A"]], [["A", "B"], ["A", "C"]], [["A", "B", "C"], ["A", "B", "C"]], [["C"], ["A", "C"]], [["C"], ["A", "C"]]];

  test("with Jaccard .3156 and with exact MASI .2731, computed from exact fractions", () => {
    agrees(alphaOfSets(pairs, "jaccard"), 0.31561996779388085);
    agrees(alphaOfSets(pairs, "masi"), 0.2730806608357629);
    agrees(alphaOfSets(pairs, "nominal"), 0.23880597014925373);
  });

  test("with a distance of one's own: the product (1 − J)(1 − M) of dkpro-statistics .2529", () => {
    const product = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
      const shared = [...a].filter((code) => b.has(code)).length;
      const monotonicity = shared === Math.min(a.size, b.size) ? (a.size === b.size ? 1 : 2 / 3) : shared === 0 ? 0 : 1 / 3;
      return jaccardDistance(a, b) * (1 - monotonicity);
    };
    agrees(alphaOfSets(pairs, product), 0.2529474812433012);
  });

  test("does not depend on the order in which codes are listed", () => {
    expect(alphaOfSets([[["a", "b"], ["b", "a"]], [["c"], ["a"]]], "masi")).toEqual(alphaOfSets([[["b", "a"], ["b", "a"]], [["c"], ["a"]]], "masi"));
  });
});

/** Alpha by the book: the coincidence matrix, then the ratio of sums; null where undefined. */
function byCoincidences(rows: Row[], measurement: string): number | null {
  const o = Array.from({ length: 6 }, () => Array<number>(6).fill(0));
  for (const row of rows) {
    const given = row.filter((value) => value !== null) as number[];
    given.forEach((c, i) => given.forEach((k, j) => i !== j && (o[c]![k]! += 1 / (given.length - 1))));
  }
  const times = o.map((row) => row.reduce((a, b) => a + b, 0));
  const n = times.reduce((a, b) => a + b, 0);
  const delta = (c: number, k: number): number => {
    if (c === k) return 0;
    if (measurement === "nominal") return 1;
    if (measurement === "interval") return (c - k) ** 2;
    if (measurement === "ratio") return ((c - k) / (c + k)) ** 2;
    let between = 0;
    for (let g = Math.min(c, k); g <= Math.max(c, k); g += 1) between += times[g]!;
    return (between - (times[c]! + times[k]!) / 2) ** 2;
  };
  let [observed, expected] = [0, 0];
  for (let c = 0; c < 6; c += 1)
    for (let k = 0; k < 6; k += 1) {
      observed += o[c]![k]! * delta(c, k);
      expected += times[c]! * times[k]! * delta(c, k);
    }
  return expected < 1e-12 ? null : 1 - ((n - 1) * observed) / expected;
}

test("a pair of coders keeps only the units that both rated", () => {
  const pair: Ratings = pairOf(ratingsOf([[1, 2, null], [1, null, 3], [2, 2, 2]]), 0, 2);
  expect([...pair.values]).toEqual([0, 2, 1, 1]);
});
