import { cohenKappa } from "./cohen-kappa.ts";
import type { Options } from "./general-form.ts";
import { pairOf, type Ratings } from "./ratings.ts";
import { figure, isDefined, reasons, undefinedBecause, type Figure } from "./result.ts";

/**
 * Light's kappa: the plain mean of Cohen's kappa over every pair of coders, each on the units that both rated.
 * Undefined as soon as one pair is, because a mean over the others would be of another set of coders. No analytic standard error is in use.
 * Source: Light 1971, Psychological Bulletin 76:365.
 */
export function lightKappa(ratings: Ratings, { weights }: Options = {}): Figure {
  if (ratings.coders < 2) return undefinedBecause(reasons.oneCoder);
  let sum = 0;
  let pairs = 0;
  for (let first = 0; first < ratings.coders; first += 1)
    for (let second = first + 1; second < ratings.coders; second += 1) {
      const kappa = cohenKappa(pairOf(ratings, first, second), weights ? { weights } : {});
      if (!isDefined(kappa)) return undefinedBecause(`Cohen's kappa of coders ${first + 1} and ${second + 1} is undefined (${kappa.undefined})`);
      sum += kappa.value;
      pairs += 1;
    }
  return figure(sum / pairs);
}
