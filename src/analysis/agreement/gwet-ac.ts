import { totalWeight, unknownWeights } from "./brennan-prediger.ts";
import { beyondChance, obstacle, summarise, type Options } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { reasons, undefinedBecause, type Figure } from "./result.ts";
import { identity } from "./weights.ts";

/**
 * Gwet's AC1, and AC2 where weights are given: p_e = T_w / (q (q − 1)) Σ_k π_k (1 − π_k), T_w = Σ w_kl (q without weights).
 * q counts the categories the coders could choose from. Undefined with one category; defined where every value is the same, as long as q ≥ 2.
 * Source: Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29; Gwet 2014, chapters 4 and 5.
 */
export function gwetAC(ratings: Ratings, { weights, q, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  const known = ratings.categories.length;
  const available = Math.max(q ?? known, known);
  if (available < 2) return undefinedBecause(reasons.oneCategory);
  if (weights && available > known) return undefinedBecause(unknownWeights(available, known));
  const { share } = summary;
  const scale = totalWeight(weights ?? identity, available, !weights) / (available * (available - 1));
  let spread = 0;
  for (const p of share) spread += p * (1 - p);
  const { coders, values } = ratings;
  const expectedOf = (row: number): number => {
    let sum = 0;
    for (let at = row * coders; at < (row + 1) * coders; at += 1) if (values[at]! >= 0) sum += 1 - share[values[at]!]!;
    return (scale * sum) / summary.values[row]!;
  };
  return beyondChance(ratings, summary, { expected: scale * spread, expectedOf }, level);
}
