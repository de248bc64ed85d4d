import { beyondChance, obstacle, summarise, type Options } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { figure, undefinedBecause, type Figure } from "./result.ts";
import { identity } from "./weights.ts";

/**
 * Percent agreement as a share from 0 to 1: of all pairs of values on a unit, how many agree, each unit with two or more values counting the same.
 * With two coders it is Σ_k p_kk. With weights it is the weighted share. Nothing is taken off for chance.
 * Source: Gwet 2014, chapter 2.
 */
export function percentAgreement(ratings: Ratings, { weights, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  return beyondChance(ratings, summary, { expected: 0, expectedOf: null }, level);
}

/**
 * The share of units on which every coder who gave a value gave the same one, of the units with two or more values; with two coders it is percent agreement.
 * With weights of 1 and 0 it is the share on which all values are alike by them, such as no more than one point apart.
 */
export function unanimity(ratings: Ratings, weights = identity): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  let agreed = 0;
  for (const [row, r] of summary.values.entries()) if (r > 1 && summary.observedOf[row]! > 1 - 1e-12) agreed += ratings.counts[row]!;
  return figure(agreed / summary.n2);
}
