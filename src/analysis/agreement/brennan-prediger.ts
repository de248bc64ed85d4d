import { beyondChance, obstacle, summarise, type Options } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { reasons, undefinedBecause, type Figure } from "./result.ts";
import { identity } from "./weights.ts";

/**
 * The coefficient of Brennan and Prediger: p_e = 1/q, or Σ w_kl / q² with weights, where q counts the categories the coders could choose from, used or not.
 * The same as Bennett's S, Randolph's free-marginal kappa and, with two categories, PABAK = 2 p_o − 1 (Byrt, Bishop and Carlin 1993).
 * Undefined with one category. Defined where every value is the same, as long as q ≥ 2.
 * Source: Brennan and Prediger 1981, Educational and Psychological Measurement 41:687; several coders and missing values: Gwet 2014.
 */
export function brennanPrediger(ratings: Ratings, { weights, q, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  const known = ratings.categories.length;
  const available = Math.max(q ?? known, known);
  if (available < 2) return undefinedBecause(reasons.oneCategory);
  if (weights && available > known) return undefinedBecause(unknownWeights(available, known));
  return beyondChance(ratings, summary, { expected: totalWeight(weights ?? identity, available, !weights) / available ** 2, expectedOf: null }, level);
}

/** Σ_kl w_kl over q categories. */
export function totalWeight(weights: NonNullable<Options["weights"]>, q: number, plain: boolean): number {
  if (plain) return q;
  let sum = 0;
  for (let k = 0; k < q; k += 1) for (let l = 0; l < q; l += 1) sum += weights(k, l);
  return sum;
}

/** Why weights cannot be taken over categories that are only counted. */
export const unknownWeights = (available: number, known: number): string =>
  `weights need to know every category, and of ${available} declared only ${known} are named`;
