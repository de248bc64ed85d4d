import { beyondChance, obstacle, summarise, type Chance, type Options, type Summary } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { undefinedBecause, type Figure } from "./result.ts";
import type { Weight } from "./weights.ts";

/**
 * Fleiss' kappa for two or more coders: p_e = Σ_kl w_kl π_k π_l, so chance is drawn from the categories' overall shares.
 * With two coders and complete data it is Scott's pi. Units with one value count in the shares only.
 * Source: Fleiss 1971, Psychological Bulletin 76:378; missing values, weights and standard error: Gwet 2014.
 */
export function fleissKappa(ratings: Ratings, { weights, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  return beyondChance(ratings, summary, sharedChance(ratings, summary, weights), level);
}

/** Chance from the overall shares of categories, with each unit's part in it. */
export function sharedChance(ratings: Ratings, { share, values: given }: Summary, weights?: Weight): Chance {
  const { coders, values } = ratings;
  const drawn = weightedShares(share, weights);
  let expected = 0;
  share.forEach((p, k) => (expected += p * drawn[k]!));
  const expectedOf = (row: number): number => {
    let sum = 0;
    for (let at = row * coders; at < (row + 1) * coders; at += 1) if (values[at]! >= 0) sum += drawn[values[at]!]!;
    return sum / given[row]!;
  };
  return { expected, expectedOf };
}

/** For each category, the weight that a value drawn by these shares would have with it. */
export function weightedShares(share: Float64Array, weights?: Weight): Float64Array {
  if (!weights) return share;
  return share.map((_, k) => {
    let sum = 0;
    for (let l = 0; l < share.length; l += 1) if (share[l]! > 0) sum += weights(k, l) * share[l]!;
    return sum;
  });
}
