import { afterAll, describe, expect, test } from "vitest";
import { bootstrap } from "./bootstrap.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { kappaMax } from "./kappa-max.ts";
import { krippendorffAlpha, measurements } from "./krippendorff-alpha.ts";
import { disagreement, pairable, valuesIn } from "./pairable.ts";
import { percentAgreement } from "./percent.ts";
import { ratingsOf, ratingsOfCrossTable, type Ratings, type Row } from "./ratings.ts";
import { isDefined, valueOf, type Figure } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { haveReference, ReferenceFile } from "../../../test/reference.ts";
import { unitizingAlpha, type Unit } from "./unitizing.ts";

const turned = (rows: readonly Row[]): Row[] => rows[0]!.map((_, unit) => rows.map((row) => row[unit]!));
const expected = (figure: Figure): number => (isDefined(figure) ? figure.expected! : NaN);

describe.skipIf(!haveReference)("every reference value of Krippendorff's alpha, as the Python package krippendorff 0.8 has them", () => {
  const holds = new ReferenceFile("krippendorff_alpha.json");
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  // Krippendorff 2011, Computing Krippendorff's alpha-reliability: A .095, B .692, C .743 .815 .849 .797; Wikipedia's three coders, nominal .691, interval .811.
  test.each(Object.keys(holds.data.datasets ?? {}))("%s", (name) => {
    const ratings = ratingsOf(turned(holds.data.datasets[name].data));
    for (const measurement of measurements) holds.value(`datasets/${name}/alpha/${measurement}`, krippendorffAlpha(ratings, measurement));
  });

  test("the rest is input", () => holds.aside({ source: "which program", "datasets/*/data/**": "the ratings themselves" }));
});

describe.skipIf(!haveReference)("every published example", () => {
  const holds = new ReferenceFile("published_examples.json");
  const { data } = holds;
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  test("Hayes and Krippendorff 2007: ordinal alpha .7598 printed, and the other levels", () => {
    const at = "examples/hayes_krippendorff_2007";
    const ratings = ratingsOf(data.examples.hayes_krippendorff_2007.rows_units_by_coders);
    for (const measurement of measurements) holds.value(`${at}/alpha/${measurement}`, krippendorffAlpha(ratings, measurement));
    holds.rounded(`${at}/published/ordinal`, krippendorffAlpha(ratings, "ordinal"));
  });

  // Zwick 1988, Psychological Bulletin 103:374; Brennan and Prediger 1981; Cohen 1960, pages 37 and 45; Gwet 2008.
  test.each(Object.entries<any>(data.examples ?? {}).filter(([, e]) => e.table).map(([name]) => name))("%s", (name) => {
    const { table, published } = data.examples[name];
    const ratings = ratingsOfCrossTable(table);
    const found: Record<string, Figure | number> = {
      n: ratings.counts.reduce((sum, times) => sum + times, 0),
      po: percentAgreement(ratings),
      kappa: cohenKappa(ratings),
      pi: scottPi(ratings),
      S: brennanPrediger(ratings),
      ac1: gwetAC(ratings),
      pe_cohen: expected(cohenKappa(ratings)),
      kappa_max: kappaMax(ratings),
    };
    holds.values(`examples/${name}/computed`, found);
    const printed: Record<string, Figure | number> = { ...found, pe: found["pe_cohen"]!, pe_ac1: expected(gwetAC(ratings)) };
    for (const key of Object.keys(published)) holds.rounded(`examples/${name}/published/${key}`, printed[key]!);
  });

  const ofC = (): Ratings => ratingsOf(turned(new ReferenceFile("krippendorff_alpha.json").data.datasets.krippendorff2011_C.data));
  const ofHayes = (): Ratings => ratingsOf(data.examples.hayes_krippendorff_2007.rows_units_by_coders);

  test.each([["krippendorff2011_C", "alpha", ofC], ["hayes2007", "alpha_nominal", ofHayes]] as const)("the bootstrap of pairs of Hayes and Krippendorff 2007, whose percentiles are those of a binomial distribution: %s", (name, key, of) => {
    const at = `bootstrap/${name}`;
    const ratings = of();
    holds.value(`${at}/${key}`, krippendorffAlpha(ratings));
    const { times, n } = pairable(ratings);
    const observed = disagreement(ratings, () => 1) / n;
    const byChance = times.reduce((sum, own) => sum + own * (n - own), 0) / (n * (n - 1));
    const pairs = ratings.counts.reduce((sum, count, row) => sum + (count * valuesIn(ratings, row) * (valuesIn(ratings, row) - 1)) / 2, 0);
    holds.values(`${at}/pair_bootstrap`, { M: pairs, p_disagree: observed, D_e: byChance });
    [0.975, 0.5, 0.025].forEach((p, i) => holds.value(`${at}/pair_bootstrap/pct/${i}`, 1 - binomialQuantile(pairs, observed, p) / (pairs * byChance)));
  });

  test.each([["krippendorff2011_C", ofC, 0.02], ["hayes2007", ofHayes, 0.01]] as const)("the bootstrap of units, whose percentiles another program drew, comes out near them: %s", (name, of, near) => {
    const ratings = of();
    const draws: number[] = [];
    const { interval } = bootstrap(
      ratings.counts.length,
      (counts) => {
        const alpha = valueOf(krippendorffAlpha({ ...ratings, counts: Float64Array.from(counts) }));
        if (alpha !== null) draws.push(alpha);
        return alpha;
      },
      { seed: 1, draws: 4000, what: "units" },
    );
    const [low, median, high] = data.bootstrap[name]["unit_bootstrap_pct_2.5_50_97.5"];
    expect(Math.abs(interval!.low - low)).toBeLessThan(2 * near);
    expect(Math.abs(draws.sort((a, b) => a - b)[2000]! - median)).toBeLessThan(near);
    expect(Math.abs(interval!.high - high)).toBeLessThan(2 * near);
  });

  test("the rest is input, or was drawn by another program's chance", () => {
    holds.aside({
      source: "which program",
      "examples/hayes_krippendorff_2007/rows_units_by_coders/**": "the ratings themselves",
      "examples/*/table/**": "the tables themselves",
      "examples/artstein_poesio_2x2/note": "values without the table they are of",
      "bootstrap/*/unit_bootstrap_pct_2.5_50_97.5/**": "percentiles of draws by another program's chance, with a seed that is not given: the test above holds Earshot's own to the neighbourhood",
      "bootstrap/*/pair_bootstrap/note": "how they were reached",
      "bootstrap/krippendorff2011_C/gwet_analytic": "where else to look; the analytic standard errors of irrCAC are in kappa-family.test.ts",
    });
  });
});

describe.skipIf(!haveReference)("every reference value of unitizing alpha, as a program of exact fractions has them", () => {
  const holds = new ReferenceFile("unitizing_alpha.json");
  afterAll(() => expect(holds.unaccounted()).toEqual([]));

  // Krippendorff 2019, figure 12.11, by two transcriptions: printed .510, .413 and .724.
  test.each(Object.keys(holds.data.cases ?? {}))("%s", (name) => {
    const { L, units, result } = holds.data.cases[name];
    const at = `cases/${name}/result`;
    const found = unitizingAlpha(Object.values<[number, number, string][]>(units).map((list) => list.map(([start, end, value]): Unit => ({ start, end, value }))), L);
    // Where nothing can differ (no units, or one value alone), the reference program's 0/0 is 1; here it is undefined.
    const values = found.byValue.length;
    const unlike = (path: string, figure: Figure): void => {
      expect(valueOf(figure), path).toBeNull();
      holds.differs(path, figure, "0/0, which is no agreement");
    };
    if (values === 0) for (const [key, figure] of [["u_alpha", found.whole], ["binary", found.binary]] as const) unlike(`${at}/${key}`, figure);
    else holds.values(at, { u_alpha: found.whole, binary: found.binary });
    if (result.cu_alpha === undefined) expect(valueOf(found.valued)).toBeNull();
    else {
      if (values === 1) unlike(`${at}/cu_alpha`, found.valued);
      else holds.value(`${at}/cu_alpha`, found.valued);
      holds.value(`${at}/cu_coverage`, found.coverage);
    }
    for (const { value, alpha, coverage } of result.per_value === undefined ? [] : found.byValue) {
      if (values === 1) unlike(`${at}/per_value/${value}/alpha`, alpha);
      else holds.value(`${at}/per_value/${value}/alpha`, alpha);
      holds.value(`${at}/per_value/${value}/coverage`, coverage);
    }
  });

  test("the rest is input, steps on the way, or another program's variant", () => {
    holds.aside({
      source: "which formulae",
      "cases/*/cite": "where a case is from",
      "cases/*/L": "how long the text is",
      "cases/*/units/**": "the units themselves",
      "cases/*/result/_ell/**": "the lengths in common from which the alphas are reckoned: all of them are compared",
      "cases/*/result/_lengths/**": "the lengths per value from which the alphas are reckoned",
      "cases/*/result/cu_alpha_quallmer_union_variant_NOT_published": "the R package quallmer's own self-pairing term, which does not give the printed .724",
    });
  });
});

/** The smallest number of successes of n trials with chance p that is reached with probability `level`. */
function binomialQuantile(n: number, p: number, level: number): number {
  let [sum, logOf] = [0, n * Math.log(1 - p)];
  for (let k = 0; k <= n; k += 1) {
    sum += Math.exp(logOf);
    if (sum >= level) return k;
    logOf += Math.log((n - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  return n;
}
