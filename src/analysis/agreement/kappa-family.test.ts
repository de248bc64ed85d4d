import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { qualcoderFigure } from "./as-others-count.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { kappaOfCategory } from "./kappa-by-category.ts";
import { kappaMax } from "./kappa-max.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { percentAgreement, unanimity } from "./percent.ts";
import { ratingsOf, ratingsOfCrossTable, ratingsOfTallies, type Ratings, type Row } from "./ratings.ts";
import { isDefined, type Figure } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { agrees } from "../../../test/reference.ts";
import { weightsOf, type Weight, type WeightName } from "./weights.ts";

const weights = (ratings: Ratings, name: WeightName): Weight => {
  const found = weightsOf(name, ratings.categories);
  if (typeof found !== "function") throw new Error(found.undefined);
  return found;
};
const errorOf = (figure: Figure): number => (isDefined(figure) ? figure.standardError! : NaN);
const endsOf = (figure: Figure): number[] => (isDefined(figure) ? [figure.interval!.low, figure.interval!.high] : []);
const printed = (figure: Figure, expected: number, places = 3): void => expect(isDefined(figure) && Number(figure.value.toFixed(places))).toBe(expected);

describe("published tables of two coders", () => {
  const cohen = ratingsOfCrossTable([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);

  test("Cohen 1960, page 45: kappa .492, highest .831, and its standard error", () => {
    printed(cohenKappa(cohen), 0.492);
    printed(kappaMax(cohen), 0.831);
    agrees(cohenKappa(cohen), 0.49152542372881347);
    agrees(errorOf(cohenKappa(cohen)), 0.05100181557607786);
    agrees(endsOf(cohenKappa(cohen))[0]!, 0.3915637020535469);
    agrees(endsOf(cohenKappa(cohen))[1]!, 0.59148714540408);
    agrees(gwetAC(cohen), 0.5759717314487632);
    agrees(scottPi(cohen), 0.487179487179487);
  });

  test("Cohen 1968: weighted kappa .348 with disagreement weights 0 1 3 / 1 0 6 / 3 6 0, quadratic .4545", () => {
    const apart = [[0, 1, 3], [1, 0, 6], [3, 6, 0]];
    const own: Weight = (k, l) => 1 - apart[k]![l]! / 6;
    agrees(cohenKappa(cohen, { weights: own }), 8 / 23);
    agrees(cohenKappa(cohen, { weights: weights(cohen, "quadratic") }), 5 / 11);
  });

  test("Fleiss, Cohen and Everitt 1969: kappa .429, and the linear kappa with its standard error as vcd and statsmodels have it", () => {
    const fleiss = ratingsOfCrossTable([[53, 5, 2], [11, 14, 5], [1, 6, 3]]);
    printed(cohenKappa(fleiss), 0.429);
    agrees(errorOf(cohenKappa(fleiss)), 0.0759588315346638);
    expect(cohenKappa(fleiss)).toMatchObject({ expected: expect.closeTo(0.475, 12), nullStandardError: expect.closeTo(0.07850646665162336, 12) });
    const linear = cohenKappa(fleiss, { weights: weights(fleiss, "linear") });
    agrees(linear, 0.4923076923076923);
    agrees(errorOf(linear), 0.07172694274347052);
  });

  test("Gwet's abstractors: kappa .796, pi .796, AC1 .849, Brennan-Prediger .835, alpha .797", () => {
    const table = ratingsOfCrossTable([[13, 0, 0], [0, 20, 7], [0, 4, 56]]);
    agrees(cohenKappa(table), 0.7964094021839719);
    agrees(scottPi(table), 0.7962396962119107);
    agrees(gwetAC(table), 0.8493305482313461);
    agrees(brennanPrediger(table), 0.835);
    agrees(krippendorffAlpha(table), 0.7972584977308512);
  });

  test("Zwick 1988 and Brennan and Prediger 1981: S, pi and kappa on the same 60 per cent", () => {
    const zwick = ratingsOfCrossTable([[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]]);
    printed(brennanPrediger(zwick), 0.467);
    printed(scottPi(zwick), 0.444);
    printed(cohenKappa(zwick), 0.444);
    const first = ratingsOfCrossTable([[50, 0, 0], [10, 10, 10], [20, 0, 0]]);
    printed(cohenKappa(first), 0.27, 2);
    printed(brennanPrediger(first), 0.4, 2);
  });

  test("Gwet 2008 by hand: 8, 1, 0, 1 gives AC1 .8658 and pi .6078", () => {
    const table = ratingsOfCrossTable([[8, 1], [0, 1]]);
    printed(gwetAC(table), 0.8658, 4);
    printed(scottPi(table), 0.6078, 4);
  });
});

describe("published tables of several coders", () => {
  const C: Row[] = [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, 3, null, null]];
  const ratings = ratingsOf(C);

  test("Krippendorff 2011 C, missing data: percent .818, AC1 .775, Fleiss .761, Brennan-Prediger .773 (irrCAC)", () => {
    agrees(percentAgreement(ratings), 0.8181818182);
    agrees(gwetAC(ratings), 0.7754440681);
    agrees(fleissKappa(ratings), 0.7611692754);
    agrees(brennanPrediger(ratings), 0.7727272727);
  });

  test("Krippendorff 2011 C: the analytic standard errors of irrCAC", () => {
    agrees(errorOf(percentAgreement(ratings)), 0.1256089599);
    agrees(errorOf(gwetAC(ratings)), 0.1429499506);
    agrees(errorOf(fleissKappa(ratings)), 0.1530192035);
    agrees(errorOf(brennanPrediger(ratings)), 0.1447166199);
    agrees(errorOf(krippendorffAlpha(ratings)), 0.1454787172);
  });

  test("irrCAC's cac.raw4raters, the same but that its third coder rated the twelfth unit: Conger .763 and its standard error", () => {
    const moved = ratingsOf([...C.slice(0, 11), [null, null, 3, null]]);
    agrees(congerKappa(moved), 0.7628174413);
    agrees(errorOf(congerKappa(moved)), 0.1491681525);
  });

  test("Krippendorff 2011 C: AC2 with quadratic and linear weights (irrCAC)", () => {
    agrees(gwetAC(ratings, { weights: weights(ratings, "quadratic") }), 0.9140007236);
    agrees(gwetAC(ratings, { weights: weights(ratings, "linear") }), 0.8587391364);
  });

  test("Krippendorff 2011 C: the analytic interval of nominal alpha runs from 0.423 and is cut off at 1", () => {
    const [low, high] = endsOf(krippendorffAlpha(ratings));
    expect(low!.toFixed(3)).toBe("0.423");
    expect(high).toBe(1);
  });

  test("Fleiss 1971 as in Wikipedia, 10 × 14 × 5: kappa .210, free-marginal .2225", () => {
    const tallies = ratingsOfTallies([[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]);
    printed(fleissKappa(tallies), 0.21);
    agrees(fleissKappa(tallies), 0.20993070442195522);
    agrees(brennanPrediger(tallies), 0.2225274725274725);
  });
});

describe("against chance", () => {
  const cell = fc.integer({ min: 0, max: 3 });
  const complete = fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 12 });

  test("Fleiss' kappa is the mean of its categories' kappas, weighted by p (1 − p)", () => {
    fc.assert(
      fc.property(complete, (rows) => {
        const ratings = ratingsOf(rows);
        const whole = fleissKappa(ratings);
        if (!isDefined(whole)) return;
        let [sum, weight] = [0, 0];
        for (const category of ratings.categories) {
          const p = rows.flat().filter((value) => value === category).length / rows.flat().length;
          const own = kappaOfCategory(ratings, category);
          if (isDefined(own)) sum += p * (1 - p) * own.value;
          weight += p * (1 - p);
        }
        expect(sum / weight).toBeCloseTo(whole.value, 10);
      }),
    );
  });

  test("a category's kappa has the standard error √(2 / (n m (m − 1))), whatever its share", () => {
    const kappa = kappaOfCategory(ratingsOf([["a", "a", "b"], ["b", "b", "b"], ["a", "c", "a"], ["c", "c", "c"]]), "a");
    expect(kappa).toMatchObject({ nullStandardError: expect.closeTo(Math.sqrt(2 / (4 * 3 * 2)), 12) });
    expect(fleissKappa(ratingsOf([["a", "a", null], ["b", "b", "b"]]))).not.toHaveProperty("nullStandardError");
  });

  test("weighted kappa's standard error under chance, multiplied out, equals the double sum of Fleiss, Cohen and Everitt 1969", () => {
    const count = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count), { minLength: 3, maxLength: 3 }), (counts) => {
        const table = ratingsOfCrossTable(counts);
        const w = weights(table, "linear");
        const kappa = cohenKappa(table, { weights: w });
        if (!isDefined(kappa)) return;
        const n = counts.flat().reduce((a, b) => a + b, 0);
        const p = [0, 1, 2].map((i) => counts[i]!.reduce((a, b) => a + b, 0) / n);
        const q = [0, 1, 2].map((j) => counts.reduce((sum, row) => sum + row[j]!, 0) / n);
        const mean = (shares: number[], of: (k: number) => number): number => shares.reduce((sum, share, k) => sum + share * of(k), 0);
        const spread = mean(p, (i) => mean(q, (j) => (w(i, j) - mean(q, (k) => w(i, k)) - mean(p, (k) => w(k, j))) ** 2));
        expect(kappa.nullStandardError).toBeCloseTo(Math.sqrt(Math.max(0, spread - kappa.expected! ** 2) / n) / (1 - kappa.expected!), 7);
      }),
    );
  });

  test("all coders agree on fewer units than pairs of them do, and with two coders on as many", () => {
    const C = [[1, 1, 1], [1, 1, 2], [2, 2, 2], [3, null, null], [2, 3, null]];
    agrees(unanimity(ratingsOf(C)), 0.5);
    agrees(percentAgreement(ratingsOf([[1, 1], [1, 2], [2, 2]])), 2 / 3);
    agrees(unanimity(ratingsOf([[1, 1], [1, 2], [2, 2]])), 2 / 3);
    expect(unanimity(ratingsOf([[1], [2]]))).toEqual({ undefined: "agreement needs at least two coders" });
  });
});

test("QualCoder's figure is not Cohen's kappa: −0.067 for coders who never meet, 0.5 where one coded all and the other half", () => {
  agrees(qualcoderFigure({ both: 0, onlyFirst: 50, onlySecond: 50, neither: 100 }), -1 / 15);
  agrees(qualcoderFigure({ both: 100, onlyFirst: 100, onlySecond: 0, neither: 0 }), 0.5);
  expect(qualcoderFigure({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 9 })).toEqual({ undefined: "neither coder used this code" });
});
