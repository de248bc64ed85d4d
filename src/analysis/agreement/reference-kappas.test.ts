import { afterAll, describe, expect, test } from "vitest";
import { alphaOfSets } from "./alpha-of-sets.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import * as coded from "./coded-or-not.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { holsti } from "./holsti.ts";
import { kappaOfCategory } from "./kappa-by-category.ts";
import { kappaMax } from "./kappa-max.ts";
import { krippendorffAlpha, measurements } from "./krippendorff-alpha.ts";
import { lightKappa } from "./light-kappa.ts";
import { percentAgreement, unanimity } from "./percent.ts";
import { pairOf, ratingsOf, ratingsOfCrossTable, ratingsOfTallies, type Ratings, type Row } from "./ratings.ts";
import { isDefined, valueOf, type Figure } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { jaccardDistance, masiDistance, type SetDistance } from "./set-distance.ts";
import { specificAgreement } from "./specific-agreement.ts";
import { agrees, haveReference, ReferenceFile } from "../../../test/reference.ts";
import { weightsOf, type Weight, type WeightName } from "./weights.ts";

const weights = (ratings: Ratings, name: WeightName): Weight => {
  const found = weightsOf(name, ratings.categories);
  if (typeof found !== "function") throw new Error(found.undefined);
  return found;
};
const part = (figure: Figure, of: "expected" | "standardError" | "nullStandardError"): number => (isDefined(figure) ? figure[of]! : NaN);
const endsOf = (figure: Figure): [number, number] => (isDefined(figure) ? [figure.interval!.low, figure.interval!.high] : [NaN, NaN]);
/** What agreement and chance come to, where a program takes them from different places. */
const beyond = (observed: Figure, expected: number): number => (valueOf(observed)! - expected) / (1 - expected);

describe.skipIf(!haveReference)("every reference value of the kappa family, as NLTK 3.8, scikit-learn 1.2.1 and statsmodels 0.13.5 have them", () => {
  const holds = new ReferenceFile("kappa_family.json");
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  // Wikipedia's grants; NVivo's help; Cohen 1960; Feinstein and Cicchetti 1990; Byrt, Bishop and Carlin 1993; Gwet 2014; Fleiss, Cohen and Everitt 1969.
  test.each(Object.keys(holds.data.two_coder_tables ?? {}))("two coders, %s", (name) => {
    const row = holds.data.two_coder_tables[name];
    const table = ratingsOfCrossTable(row.table);
    const at = `two_coder_tables/${name}`;
    const kappa = cohenKappa(table);
    holds.values(at, {
      n: table.counts.reduce((sum, times) => sum + times, 0),
      po: percentAgreement(table),
      pe_cohen: part(kappa, "expected"),
      cohen: kappa,
      sklearn_cohen: kappa,
      scott_pi: scottPi(table),
      brennan_prediger: brennanPrediger(table),
      gwet_ac1: gwetAC(table),
      krippendorff_nominal: krippendorffAlpha(table),
      kappa_max: kappaMax(table),
      fleiss1969_se: part(kappa, "standardError"),
      fleiss1969_se0: part(kappa, "nullStandardError"),
    });
    endsOf(kappa).forEach((end, i) => holds.value(`${at}/ci95_z/${i}`, end));
    for (const kind of ["linear", "quadratic"] as const) {
      const weighted = cohenKappa(table, { weights: weights(table, kind) });
      holds.value(`${at}/sklearn_weighted_${kind}`, weighted);
      holds.values(`${at}/weighted_${kind}`, { value: weighted, se: part(weighted, "standardError") });
      endsOf(weighted).forEach((end, i) => holds.value(`${at}/weighted_${kind}/ci95_z/${i}`, end));
    }
    agrees(congerKappa(table), row.cohen, name);
    agrees(lightKappa(table), row.cohen, name);
    if (row.pabak === undefined) return;
    const [[both, onlyFirst], [onlySecond, neither]] = row.table;
    const t = { both, onlyFirst, onlySecond, neither };
    holds.values(at, { pabak: coded.pabakOf(t), prevalence_index: coded.prevalenceIndex(t), bias_index: coded.biasIndex(t), specific_pos: coded.positiveAgreement(t), specific_neg: coded.negativeAgreement(t) });
    agrees(specificAgreement(table, 0), row.specific_pos, name);
    agrees(specificAgreement(table, 1), row.specific_neg, name);
  });

  // Fleiss 1971 as in Wikipedia, kappa .210; irrCAC's distrib.6raters. Randolph 2005 for the free-marginal kappa.
  test.each(Object.keys(holds.data.fleiss ?? {}))("Fleiss, %s", (name) => {
    const ratings = ratingsOfTallies(holds.data.fleiss[name].counts);
    holds.values(`fleiss/${name}`, { kappa: fleissKappa(ratings), randolph_free_marginal: brennanPrediger(ratings) });
    if (name === "wikipedia_10x14x5") holds.rounded(`fleiss/${name}/published`, fleissKappa(ratings));
  });

  test("three coders with complete data, as NLTK counts them", () => {
    const ratings = ratingsOf(matrix(holds.data.nltk.three_coders_complete.rows));
    // NLTK's pi, S and kappa are means or sums over pairs: pi pools the margins of all coders, kappa is Light's, multi_kappa is that of Davies and Fleiss, which is Conger's.
    holds.values("nltk/three_coders_complete", { avg_Ao: percentAgreement(ratings), pi: fleissKappa(ratings), S: brennanPrediger(ratings), kappa: lightKappa(ratings), weighted_kappa: lightKappa(ratings), multi_kappa: congerKappa(ratings), alpha: krippendorffAlpha(ratings) });
    agrees(holsti(ratings), valueOf(percentAgreement(ratings)));
  });

  // NLTK rounds the thirds of MASI to 0.67 and 0.33.
  const rounded: SetDistance = (a, b) => {
    const similar = 1 - jaccardDistance(a, b);
    if (similar === 0 || similar === 1) return 1 - similar;
    return 1 - similar * (Math.round(((1 - masiDistance(a, b)) / similar) * 3) === 2 ? 0.67 : 0.33);
  };

  test.each([["set_valued_masi", rounded], ["set_valued_jaccard", jaccardDistance]] as const)("two coders with sets of labels, as NLTK counts them: %s", (name, distance) => {
    const given = matrix<string[]>(holds.data.nltk[name].rows);
    const ratings = ratingsOf(given.map((row) => row.map((labels) => JSON.stringify(labels))));
    const sets = ratings.categories.map((key) => new Set<string>(JSON.parse(String(key))));
    const alike: Weight = (k, l) => 1 - distance(sets[k]!, sets[l]!);
    // Agreement there is one less the distance, and chance is that of the very same set; only weighted kappa uses the distance in both.
    const observed = percentAgreement(ratings, { weights: alike });
    const cohen = beyond(observed, part(cohenKappa(ratings), "expected"));
    holds.values(`nltk/${name}`, {
      avg_Ao: observed,
      pi: beyond(observed, part(scottPi(ratings), "expected")),
      S: beyond(observed, part(brennanPrediger(ratings), "expected")),
      kappa: cohen,
      multi_kappa: cohen,
      weighted_kappa: cohenKappa(ratings, { weights: alike }),
      alpha: alphaOfSets(given, distance),
    });
  });

  test("the rest is input", () => {
    holds.aside({
      source: "which programs",
      "two_coder_tables/*/cite": "where a table is from",
      "two_coder_tables/*/table/**": "the tables themselves",
      "fleiss/*/cite": "where a table is from",
      "fleiss/*/counts/**": "the tables themselves",
      "nltk/*/rows/**": "the ratings themselves",
    });
  });
});

describe.skipIf(!haveReference)("every reference value of R's irr 0.84.1, psych 2.2.9 and vcd 1.4.11", () => {
  const holds = new ReferenceFile("irr_psych_vcd.json");
  const { data } = holds;
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  test("alpha of Krippendorff 2011 C in irr", () => {
    const C = new ReferenceFile("krippendorff_alpha.json").data.datasets.krippendorff2011_C.data as Row[];
    const ratings = ratingsOf(C[0]!.map((_, unit) => C.map((row) => row[unit]!)));
    for (const measurement of measurements) holds.value(`kripp_2011C/${measurement}`, krippendorffAlpha(ratings, measurement));
  });

  test("the psychiatric diagnoses of Fleiss 1971 in irr: Fleiss .430, Conger .442, Light .459, with z against chance, overall and by diagnosis", () => {
    const ratings = ratingsOf(data.diagnoses_data.map((row: Record<string, string>) => Object.values(row)));
    const z = (kappa: Figure): number => valueOf(kappa)! / part(kappa, "nullStandardError");
    const fleiss = fleissKappa(ratings);
    holds.values("diagnoses_fleiss", { subjects: ratings.counts.length, raters: ratings.coders, kappa: fleiss, z: z(fleiss) });
    for (const [i, category] of ratings.categories.entries()) {
      const kappa = kappaOfCategory(ratings, category);
      holds.rounded(`diagnoses_fleiss/detail/${i}/0`, kappa);
      holds.rounded(`diagnoses_fleiss/detail/${i}/1`, z(kappa));
    }
    holds.value("diagnoses_conger", congerKappa(ratings));
    holds.value("diagnoses_light", lightKappa(ratings));
  });

  test("anxiety ratings in irr: kappa without weights, with linear and with quadratic ones, and how often all three coders agree, exactly or within a point", () => {
    const all = ratingsOf(data.anxiety_kappa2.data);
    const pair = pairOf(all, 0, 1);
    const within: Weight = (k, l) => (Math.abs(Number(all.categories[k]) - Number(all.categories[l])) <= 1 ? 1 : 0);
    holds.values("anxiety_kappa2", {
      unweighted: cohenKappa(pair),
      equal: cohenKappa(pair, { weights: weights(pair, "linear") }),
      squared: cohenKappa(pair, { weights: weights(pair, "quadratic") }),
      agree0: 100 * valueOf(unanimity(all))!,
      agree1: 100 * valueOf(unanimity(all, within))!,
    });
  });

  test("Cohen 1968 in psych: kappa with its variance and interval, and weighted kappa .348", () => {
    const { p, n } = data.psych_cohen1968;
    const table = ratingsOfCrossTable(p.map((row: number[]) => row.map((share) => Math.round(share * n))));
    const apart = data.psych_cohen1968_custom_weights.disagreement_weights;
    const kappa = cohenKappa(table);
    const quadratic = cohenKappa(table, { weights: weights(table, "quadratic") });
    const own = cohenKappa(table, { weights: (k, l) => 1 - apart[k][l] / 6 });
    for (const [at, weighted] of [["psych_cohen1968", quadratic], ["psych_cohen1968_custom_weights", own]] as const) {
      const [low, high] = endsOf(kappa);
      holds.values(at, { kappa, weighted });
      holds.values(`${at}/confid/0`, { 0: low, 1: kappa, 2: high });
      holds.value(`${at}/confid/1/1`, weighted);
      // In place of Σ_i w_ij p_i·, psych has p_j· Σ_i w_ij in the variance of weighted kappa; statsmodels has the formula of Fleiss, Cohen and Everitt, to which Earshot is held above.
      const why = "psych's variance of weighted kappa departs from its formula";
      for (const [i, end] of endsOf(weighted).entries()) holds.differs(`${at}/confid/1/${i * 2}`, end, why);
    }
    holds.value("psych_cohen1968/var_kappa", part(kappa, "standardError") ** 2);
    holds.differs("psych_cohen1968/var_wkappa", part(quadratic, "standardError") ** 2, "as for the interval");
  });

  test("Fleiss, Cohen and Everitt 1969 in vcd: kappa .429 and linear kappa, with standard errors and intervals", () => {
    const table = ratingsOfCrossTable([[53, 5, 2], [11, 14, 5], [1, 6, 3]]);
    for (const [i, [at, kappa]] of ([["unweighted", cohenKappa(table)], ["weighted_linear", cohenKappa(table, { weights: weights(table, "linear") })]] as const).entries()) {
      holds.values(`vcd_fleiss1969/${at}`, { 0: kappa, 1: part(kappa, "standardError") });
      endsOf(kappa).forEach((end, side) => holds.value(`vcd_fleiss1969/ci/${i}/${side}`, end));
    }
  });

  test("the rest is input", () => {
    holds.aside({
      source: "which programs",
      "diagnoses_data/**": "the ratings themselves",
      "diagnoses_fleiss/detail/*/2": "p values, which irr prints as 0 because they are below .0005; they follow from z",
      "anxiety_kappa2/data/**": "the ratings themselves",
      "psych_cohen1968/p/**": "the table itself",
      "psych_cohen1968/n": "how many ratings the table is of",
      "psych_cohen1968_custom_weights/disagreement_weights/**": "the weights themselves",
      "psych_cohen1968_custom_weights/note": "where the value was printed",
    });
  });
});

/** Rows of [coder, unit, value] as a units × coders matrix. */
function matrix<T = string | number>(rows: readonly [string, string, T][]): (T | null)[][] {
  const coders = [...new Set(rows.map(([coder]) => coder))];
  const units = [...new Set(rows.map(([, unit]) => unit))];
  return units.map((unit) => coders.map((coder) => rows.find((row) => row[0] === coder && row[1] === unit)?.[2] ?? null));
}
