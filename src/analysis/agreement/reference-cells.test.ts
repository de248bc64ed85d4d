import { afterAll, describe, expect, test } from "vitest";
import { alphaOfSets, type CodeSet } from "./alpha-of-sets.ts";
import { jaccardOf, qualcoderFigure } from "./as-others-count.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { agreement, type AgreementAnswer, type ShownCounts } from "./cells.ts";
import type { Coefficients } from "./coefficients.ts";
import { unitsMarked } from "./projection.ts";
import { percentAgreement } from "./percent.ts";
import { ratingsOfCrossTable } from "./ratings.ts";
import { isDefined, valueOf } from "./result.ts";
import { jaccardDistance, masiDistance, type SetDistance } from "./set-distance.ts";
import type { TwoByTwo } from "./two-by-two.ts";
import { shownCount } from "../../privacy/smallNumbers.ts";
import { haveReference, ReferenceFile, referenceFiles } from "../../../test/reference.ts";

type Marks = readonly (readonly [number, number])[];
type Asked = { readonly id: string; readonly A: Marks; readonly B: Marks; readonly L: number; readonly units?: readonly { start: number; end: number }[] };

function ask(sources: readonly Asked[], unit: "character" | "sentence" = "character"): AgreementAnswer {
  const codings = sources.flatMap(({ id, A, B }) => Object.entries({ A, B }).flatMap(([coder, marks]) => marks.map(([start, end]) => ({ coder, source: id, code: "x", start, end }))));
  return agreement({ sources: sources.map(({ id, L, units }) => ({ id, length: L, finishedBy: ["A", "B"], ...(units && { units }) })), codes: ["x"], codings, coders: ["A", "B"], unit, undefinedAsOne: true });
}

describe.skipIf(!haveReference)("every reference value of codes on texts, from exact fractions", () => {
  const holds = new ReferenceFile("workbench_cases.json");
  const { data } = holds;
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  const hold = (at: string, cell: Coefficients & ShownCounts): void => {
    const t = cell as TwoByTwo;
    holds.values(at, {
      n11: t.both,
      n10: t.onlyFirst,
      n01: t.onlySecond,
      n00: t.neither,
      po: cell.percent,
      cohen_kappa: cell.cohenKappa,
      scott_pi: cell.scottPi,
      pabak: cell.brennanPrediger,
      gwet_ac1: cell.gwetAC1,
      positive_agreement_dice: cell.positiveAgreement,
      jaccard: jaccardOf(t),
      qualcoder_3x_kappa_NOT_cohen: qualcoderFigure(t),
    });
  };

  test.each(Object.keys(data.character_level ?? {}))("characters, %s", (name) => hold(`character_level/${name}`, ask([{ id: "d", ...data.character_level[name] }]).cells[0]!));

  test("aggregation over four documents: kappa .942 0 – .875; means .606 .704 .745; pooled .895", () => {
    const found = ask(data.aggregation.docs);
    const { mean, undefinedAsOne, weightedByLength } = found.pooled.means.cohenKappa;
    for (const cell of found.cells) holds.value(`aggregation/per_doc_kappa/${cell.source}`, cell.cohenKappa);
    [found.pooled.both, found.pooled.onlyFirst, found.pooled.onlySecond, found.pooled.neither].forEach((count, i) => holds.value(`aggregation/pooled_2x2/${i}`, count!));
    hold("aggregation/pooled", found.pooled);
    holds.values("aggregation", { unweighted_mean_undefined_excluded: mean, unweighted_mean_undefined_as_1_NVivo_style: undefinedAsOne!, size_weighted_mean_undefined_excluded: weightedByLength });
  });

  test("sentences, of which any overlap codes the whole", () => {
    const { sentences, A, B, A_units, B_units } = data.sentence_level;
    const units = sentences.map(([start, end]: number[]) => ({ start, end }));
    hold("sentence_level", ask([{ id: "s", A, B, L: 200, units }], "sentence").cells[0]!);
    for (const [marks, expected] of [[A, A_units], [B, B_units]]) expect(unitsMarked(marks.map(([start, end]: number[]) => ({ start, end })), units, "any")).toEqual(expected);
  });

  test("MAXQDA's kappa (RK) with one code per segment is Brennan and Prediger's: .911", () => {
    const at = "maxqda_rk/single_code_per_segment";
    // 28 segments with the same one of four codes, one segment of each coder without its like.
    const table = ratingsOfCrossTable([[7, 1, 0, 0], [0, 7, 1, 0], [0, 0, 7, 0], [0, 0, 0, 7]]);
    const kappa = brennanPrediger(table);
    holds.values(at, { po: percentAgreement(table), pc: isDefined(kappa) ? kappa.expected! : NaN, kappa_rk: kappa });
    holds.value("maxqda_rk/multiple_codes_or_uncoded_possible/po", jaccardOf({ both: 28, onlyFirst: 1, onlySecond: 1, neither: 0 }));
  });

  const monotonicity: SetDistance = (a, b) => 1 - monotone(a, b);
  const product: SetDistance = (a, b) => jaccardDistance(a, b) * (1 - monotone(a, b));
  const same: SetDistance = (a, b) => (a.size === b.size && [...a].every((code) => b.has(code)) ? 0 : 1);

  // Passonneau 2006 for MASI; dkpro-statistics prints .186 for its set distance and .252, cut off, for its MASI.
  test.each([["nominal", same], ["jaccard", jaccardDistance], ["masi", masiDistance], ["monotonicity_only_1_minus_M", monotonicity], ["dkpro_style_(1-J)(1-M)", product]] as const)("nine pairs of sets of codes, %s", (name, distance) => {
    const pairs = data.set_valued_alpha.pairs as CodeSet[][];
    const sets = pairs.flat().map((codes) => new Set(codes));
    const mean = (list: number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
    holds.values(`set_valued_alpha/${name}`, {
      alpha: alphaOfSets(pairs, distance),
      Do: mean(pairs.map(([a, b]) => distance(new Set(a), new Set(b)))),
      De: mean(sets.flatMap((a, i) => sets.flatMap((b, j) => (i === j ? [] : [distance(a, b)])))),
    });
  });

  test("dkpro-statistics' two alphas of sets, as its own tests print them", () => {
    const pairs = data.set_valued_alpha.pairs as CodeSet[][];
    holds.rounded("set_valued_alpha/published_dkpro/set_distance", alphaOfSets(pairs, monotonicity));
    holds.value("set_valued_alpha/published_dkpro/masi", Math.floor(valueOf(alphaOfSets(pairs, product))! * 1000) / 1000);
  });

  test("small numbers by the rule for hospital statistics of 2018, and under five", () => {
    for (const [at, profile] of [["hes_2018_rule", "hospital"], ["simple_lt5", "under 5"]] as const) for (const count of Object.keys(data.suppression[at])) holds.value(`suppression/${at}/${count}`, shownCount(Number(count), profile));
  });

  test("the rest is input, or no value of agreement", () => {
    holds.aside({
      source: "how the values were reached",
      "character_level/*/A/**": "codings",
      "character_level/*/B/**": "codings",
      "character_level/*/L": "how long the text is",
      "aggregation/docs/**": "codings and lengths",
      "sentence_level/sentences/**": "where the sentences are",
      "sentence_level/A/**": "codings",
      "sentence_level/B/**": "codings",
      "sentence_level/A_units/**": "which sentences are coded, yes or no: compared as a list",
      "sentence_level/B_units/**": "which sentences are coded, yes or no: compared as a list",
      "maxqda_rk/note": "where the rule is from",
      "maxqda_rk/*/a": "counts of segments",
      "maxqda_rk/*/b": "counts of segments",
      "maxqda_rk/*/c": "counts of segments",
      "maxqda_rk/*/n_codes": "how many codes there were to choose from",
      "maxqda_rk/multiple_codes_or_uncoded_possible/pc": "a chance term of MAXQDA's own, n / (n + 1)², which is known from memory of its manual only and not offered",
      "maxqda_rk/multiple_codes_or_uncoded_possible/kappa_rk": "what follows from that chance term",
      "set_valued_alpha/pairs/**": "the sets themselves",
      "set_valued_alpha/note": "how MASI is computed",
      "saturation_guest2020/**": "runs of new themes over interviews, which are no agreement between coders",
    });
  });
});

test.skipIf(!haveReference)("every file of reference values is gone through", () => {
  expect(referenceFiles()).toEqual(["irr_psych_vcd.json", "kappa_family.json", "krippendorff_alpha.json", "published_examples.json", "unitizing_alpha.json", "workbench_cases.json"]);
});

/** M of MASI; here the empty set is a part of every other. */
function monotone(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((code) => b.has(code)).length;
  if (shared === a.size && shared === b.size) return 1;
  return shared === Math.min(a.size, b.size) ? 2 / 3 : shared === 0 ? 0 : 1 / 3;
}
