import { beyondChance, obstacle, summarise, type Options } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { undefinedBecause, type Figure } from "./result.ts";

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
