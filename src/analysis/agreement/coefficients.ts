import { alphaOfTwoByTwo, ac1Of, biasIndex, kappaMaxOf, kappaOf, negativeAgreement, pabakOf, percentOf, piOf, positiveAgreement, prevalenceIndex } from "./coded-or-not.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { holsti } from "./holsti.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { lightKappa } from "./light-kappa.ts";
import { percentAgreement } from "./percent.ts";
import { figure, isDefined, reasons, undefinedBecause, type Figure } from "./result.ts";
import { specificAgreement } from "./specific-agreement.ts";
import { ratingsOfPatterns, type Pattern } from "./sweep.ts";
import { sizeOf, type TwoByTwo } from "./two-by-two.ts";

/** Every coefficient of "coded or not" with one code. The number of categories is always 2. */
export interface Coefficients {
  readonly percent: Figure;
  readonly cohenKappa: Figure;
  readonly kappaMax: Figure;
  readonly fleissKappa: Figure;
  readonly congerKappa: Figure;
  readonly lightKappa: Figure;
  readonly scottPi: Figure;
  readonly brennanPrediger: Figure;
  readonly gwetAC1: Figure;
  readonly krippendorffAlpha: { readonly nominal: Figure };
  readonly holsti: Figure;
  readonly positiveAgreement: Figure;
  readonly negativeAgreement: Figure;
  readonly prevalenceIndex: Figure;
  readonly biasIndex: Figure;
}

/** The coefficients that are one figure each. */
export type CoefficientName = Exclude<keyof Coefficients, "krippendorffAlpha">;

/** The coefficients of two coders. Fleiss' kappa is then Scott's pi, Conger's and Light's are Cohen's, and Holsti's is percent agreement. */
export function coefficientsOfTwo(table: TwoByTwo): Coefficients {
  const [kappa, pi, percent] = [kappaOf(table), piOf(table), percentOf(table)];
  return {
    percent,
    cohenKappa: kappa,
    kappaMax: kappaMaxOf(table),
    fleissKappa: pi,
    congerKappa: kappa,
    lightKappa: kappa,
    scottPi: pi,
    brennanPrediger: pabakOf(table),
    gwetAC1: ac1Of(table),
    krippendorffAlpha: { nominal: alphaOfTwoByTwo(table) },
    holsti: percent,
    positiveAgreement: positiveAgreement(table),
    negativeAgreement: negativeAgreement(table),
    prevalenceIndex: prevalenceIndex(table),
    biasIndex: biasIndex(table),
  };
}

/**
 * The coefficients of three or more coders, from how much each set of coders marked. Positive and negative agreement count every pair of coders.
 * Without standard errors: those of the general form take every character as independent, which the characters of an interview are not.
 */
export function coefficientsOfMany(patterns: readonly Pattern[], coders: number): Coefficients {
  const n = patterns.reduce((sum, { amount }) => sum + amount, 0);
  const ratings = ratingsOfPatterns(patterns, coders);
  const bare = (found: Figure): Figure => (isDefined(found) ? { value: found.value } : found);
  const of = (make: () => Figure): Figure => (coders < 2 ? undefinedBecause(reasons.oneCoder) : n === 0 ? undefinedBecause(reasons.empty) : bare(make()));
  const two = of(() => undefinedBecause(`this is for two coders and there are ${coders}`));
  const marked = patterns.reduce((sum, { by, amount }) => sum + (amount * by.filter(Boolean).length) / coders, 0);
  return {
    percent: of(() => percentAgreement(ratings)),
    cohenKappa: two,
    kappaMax: two,
    fleissKappa: of(() => fleissKappa(ratings)),
    congerKappa: of(() => congerKappa(ratings)),
    lightKappa: of(() => lightKappa(ratings)),
    scottPi: two,
    brennanPrediger: of(() => brennanPrediger(ratings)),
    gwetAC1: of(() => gwetAC(ratings)),
    krippendorffAlpha: { nominal: of(() => krippendorffAlpha(ratings)) },
    holsti: of(() => holsti(ratings)),
    positiveAgreement: of(() => named(specificAgreement(ratings, 1), "no coder used this code")),
    negativeAgreement: of(() => named(specificAgreement(ratings, 0), "nothing was left uncoded by any coder")),
    prevalenceIndex: of(() => figure((2 * marked - n) / n)),
    biasIndex: two,
  };
}

const named = (found: Figure, why: string): Figure => (isDefined(found) ? found : undefinedBecause(why));

/** The coefficients of these counts, whichever number of coders they are of. */
export const coefficientsOf = (counts: Counts): Coefficients => ("both" in counts ? coefficientsOfTwo(counts) : coefficientsOfMany(counts.patterns, counts.coders));

/** What was counted: a 2×2 table of two coders, or how much each set of three or more (or one) marked. */
export type Counts = TwoByTwo | { readonly patterns: readonly Pattern[]; readonly coders: number };

/** Everything counted, marked or not. */
export const totalOf = (counts: Counts): number => ("both" in counts ? sizeOf(counts) : counts.patterns.reduce((sum, { amount }) => sum + amount, 0));
