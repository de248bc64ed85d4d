import { describe, expect, test } from "vitest";
import { brennanPrediger } from "./brennan-prediger.ts";
import * as coded from "./coded-or-not.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { holsti } from "./holsti.ts";
import { kappaMax } from "./kappa-max.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { lightKappa } from "./light-kappa.ts";
import { percentAgreement } from "./percent.ts";
import { pairOf, ratingsOf, ratingsOfCrossTable, ratingsOfTallies, type Ratings, type Row } from "./ratings.ts";
import { isDefined, type Figure } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { specificAgreement } from "./specific-agreement.ts";
import { agrees, haveReference, reference } from "../../../test/reference.ts";
import { identity, weightsOf, type Weight, type WeightName } from "./weights.ts";

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

describe.skipIf(!haveReference)("every reference value of the kappa family", () => {
  const family = reference("kappa_family.json");

  test.each(Object.entries<any>(family.two_coder_tables ?? {}))("two coders, %s", (name, row) => {
    const table = ratingsOfCrossTable(row.table);
    agrees(percentAgreement(table), row.po, name);
    agrees(cohenKappa(table), row.cohen, name);
    agrees(cohenKappa(table), row.sklearn_cohen, name);
    agrees(congerKappa(table), row.cohen, name);
    agrees(lightKappa(table), row.cohen, name);
    agrees(scottPi(table), row.scott_pi, name);
    agrees(brennanPrediger(table), row.brennan_prediger, name);
    agrees(gwetAC(table), row.gwet_ac1, name);
    agrees(krippendorffAlpha(table), row.krippendorff_nominal, name);
    agrees(kappaMax(table), row.kappa_max, name);
    agrees(errorOf(cohenKappa(table)), row.fleiss1969_se, name);
    endsOf(cohenKappa(table)).forEach((end, i) => agrees(end, row.ci95_z[i], name));
    for (const kind of ["linear", "quadratic"] as const) {
      const weighted = cohenKappa(table, { weights: weights(table, kind) });
      const expected = row[`weighted_${kind}`];
      agrees(weighted, expected.value, `${name} ${kind}`);
      agrees(weighted, row[`sklearn_weighted_${kind}`], `${name} ${kind}`);
      agrees(errorOf(weighted), expected.se, `${name} ${kind}`);
      endsOf(weighted).forEach((end, i) => agrees(end, expected.ci95_z[i], `${name} ${kind}`));
    }
    if (row.pabak === undefined) return;
    const [[both, onlyFirst], [onlySecond, neither]] = row.table;
    const t = { both, onlyFirst, onlySecond, neither };
    agrees(coded.pabakOf(t), row.pabak, name);
    agrees(coded.prevalenceIndex(t), row.prevalence_index, name);
    agrees(coded.biasIndex(t), row.bias_index, name);
    agrees(coded.positiveAgreement(t), row.specific_pos, name);
    agrees(coded.negativeAgreement(t), row.specific_neg, name);
    agrees(specificAgreement(table, 0), row.specific_pos, name);
    agrees(specificAgreement(table, 1), row.specific_neg, name);
  });

  test.each(Object.entries<any>(family.fleiss ?? {}))("Fleiss, %s", (name, row) => {
    agrees(fleissKappa(ratingsOfTallies(row.counts)), row.kappa, name);
    agrees(brennanPrediger(ratingsOfTallies(row.counts)), row.randolph_free_marginal, name);
  });

  test("three coders with complete data, as NLTK counts them", () => {
    const { rows, ...expected } = family.nltk.three_coders_complete;
    const ratings = ratingsOf(matrix(rows));
    agrees(percentAgreement(ratings), expected.avg_Ao);
    agrees(holsti(ratings), expected.avg_Ao);
    // NLTK's pi, S and kappa are means or sums over pairs: pi pools the margins of all coders, kappa is Light's, multi_kappa is that of Davies and Fleiss, which is Conger's.
    agrees(fleissKappa(ratings), expected.pi);
    agrees(brennanPrediger(ratings), expected.S);
    agrees(lightKappa(ratings), expected.kappa);
    agrees(congerKappa(ratings), expected.multi_kappa);
    agrees(krippendorffAlpha(ratings), expected.alpha);
  });

  test.each(Object.entries<any>(reference("published_examples.json").examples ?? {}).filter(([, e]) => e.table))("published example %s", (name, { table, computed }) => {
    const ratings = ratingsOfCrossTable(table);
    agrees(percentAgreement(ratings), computed.po, name);
    agrees(cohenKappa(ratings), computed.kappa, name);
    agrees(scottPi(ratings), computed.pi, name);
    agrees(brennanPrediger(ratings), computed.S, name);
    agrees(gwetAC(ratings), computed.ac1, name);
    agrees(kappaMax(ratings), computed.kappa_max, name);
  });

  const r = reference("irr_psych_vcd.json");

  test("the psychiatric diagnoses of Fleiss 1971 as in R's irr: Fleiss .430, Conger .442, Light .459", () => {
    const ratings = ratingsOf(r.diagnoses_data.map((row: Record<string, string>) => Object.values(row)));
    agrees(fleissKappa(ratings), r.diagnoses_fleiss.kappa);
    agrees(congerKappa(ratings), r.diagnoses_conger);
    agrees(lightKappa(ratings), r.diagnoses_light);
  });

  test("anxiety ratings in R's irr: kappa without weights, with linear and with quadratic ones", () => {
    const pair = pairOf(ratingsOf(r.anxiety_kappa2.data), 0, 1);
    agrees(cohenKappa(pair), r.anxiety_kappa2.unweighted);
    agrees(cohenKappa(pair, { weights: weights(pair, "linear") }), r.anxiety_kappa2.equal);
    agrees(cohenKappa(pair, { weights: weights(pair, "quadratic") }), r.anxiety_kappa2.squared);
  });

  test("Cohen 1968 as in R's psych, with variances, and Fleiss, Cohen and Everitt 1969 as in vcd", () => {
    const p = r.psych_cohen1968;
    const table = ratingsOfCrossTable(p.p.map((row: number[]) => row.map((share) => Math.round(share * p.n))));
    const plain = cohenKappa(table, { weights: identity });
    const quadratic = cohenKappa(table, { weights: weights(table, "quadratic") });
    agrees(plain, p.kappa);
    agrees(quadratic, p.weighted);
    agrees(errorOf(plain) ** 2, p.var_kappa);
    endsOf(plain).forEach((end, i) => agrees(end, p.confid[0][i * 2]));
    const apart = r.psych_cohen1968_custom_weights.disagreement_weights;
    agrees(cohenKappa(table, { weights: (k, l) => 1 - apart[k][l] / 6 }), r.psych_cohen1968_custom_weights.weighted);
    const fleiss = ratingsOfCrossTable([[53, 5, 2], [11, 14, 5], [1, 6, 3]]);
    const linear = cohenKappa(fleiss, { weights: weights(fleiss, "linear") });
    agrees(cohenKappa(fleiss), r.vcd_fleiss1969.unweighted[0]);
    agrees(errorOf(cohenKappa(fleiss)), r.vcd_fleiss1969.unweighted[1]);
    agrees(linear, r.vcd_fleiss1969.weighted_linear[0]);
    agrees(errorOf(linear), r.vcd_fleiss1969.weighted_linear[1]);
    endsOf(linear).forEach((end, i) => agrees(end, r.vcd_fleiss1969.ci[1][i]));
  });
});

/** Rows of [coder, unit, value] as a units × coders matrix. */
function matrix(rows: [string, string, number][]): Row[] {
  const coders = [...new Set(rows.map(([coder]) => coder))];
  const units = [...new Set(rows.map(([, unit]) => unit))];
  return units.map((unit) => coders.map((coder) => rows.find((row) => row[0] === coder && row[1] === unit)?.[2] ?? null));
}
