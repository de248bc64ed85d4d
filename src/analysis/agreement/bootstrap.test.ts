import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bootstrap, drawDocuments } from "./bootstrap.ts";
import { randomFrom } from "./random.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { ratingsOf } from "./ratings.ts";
import { valueOf } from "./result.ts";

describe("chance from a seed", () => {
  test("is the same for the same seed and other for another", () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, randomFrom(seed));
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
  });

  test("fills 0 to 1 evenly, also for the seeds people choose", () => {
    for (const seed of [0, 1, 2, 2026, -7, 2 ** 40]) {
      const random = randomFrom(seed);
      const tenths = Array<number>(10).fill(0);
      for (let i = 0; i < 20_000; i += 1) tenths[Math.floor(random() * 10)]! += 1;
      // Five standard deviations of a tenth of 20,000.
      for (const times of tenths) expect(Math.abs(times - 2000)).toBeLessThan(5 * Math.sqrt(1800));
    }
  });

  test("refuses a seed that is no whole number", () => {
    expect(() => randomFrom(0.5)).toThrow("not 0.5");
  });
});

describe("the bootstrap", () => {
  test("draws as many documents as there are, every time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (documents, seed) => {
        for (const times of drawDocuments(documents, { seed, draws: 5 })) expect(times.reduce((a, b) => a + b, 0)).toBe(documents);
      }),
    );
  });

  test("of a mean has the standard error of the mean", () => {
    const values = Array.from({ length: 50 }, (_, i) => Math.sin(i * 7));
    const mean = values.reduce((a, b) => a + b, 0) / 50;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 50 / 50);
    const found = bootstrap(50, (times) => values.reduce((sum, v, i) => sum + v * times[i]!, 0) / 50, { seed: 3, draws: 4000 });
    expect(found.standardError! / spread).toBeGreaterThan(0.95);
    expect(found.standardError! / spread).toBeLessThan(1.05);
  });

  test("over the units of Krippendorff 2011 C gives an interval near the reference's 0.415 to 1.000", () => {
    const C = [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, 3, null, null]];
    const ratings = ratingsOf(C);
    const { interval } = bootstrap(12, (times) => valueOf(krippendorffAlpha({ ...ratings, counts: Float64Array.from(times) })), { seed: 1, draws: 4000, what: "units" });
    expect(interval!.low).toBeGreaterThan(0.38);
    expect(interval!.low).toBeLessThan(0.45);
    expect(interval!.high).toBe(1);
  });

  test("under eight documents gives no interval but the reason", () => {
    expect(bootstrap(7, () => 1, { seed: 1 })).toEqual({ noInterval: "too few documents for an interval: 7, and it takes at least 8" });
  });

  test("counts draws in which the statistic was undefined, and gives up above a tenth", () => {
    let calls = 0;
    const few = bootstrap(10, () => ((calls += 1) % 20 === 0 ? null : calls), { seed: 1, draws: 100 });
    expect(few.interval!.method).toBe("percentile bootstrap over 10 documents, 100 draws, seed 1, 5 undefined and left out");
    expect(bootstrap(10, () => null, { seed: 1, draws: 10 })).toEqual({ noInterval: "no interval: the statistic was undefined in 10 of 10 bootstrap draws" });
  });
});
