import { beyondChance, obstacle, summarise, type Chance, type Options, type Summary } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { isDefined, undefinedBecause, type Figure } from "./result.ts";
import type { Weight } from "./weights.ts";

/**
 * Fleiss' kappa for two or more coders: p_e = Σ_kl w_kl π_k π_l, so chance is drawn from the categories' overall shares.
 * With two coders and complete data it is Scott's pi. Units with one value count in the shares only.
 * Where every unit has as many values as any other, and without weights, it also has its standard error under chance alone.
 * Source: Fleiss 1971, Psychological Bulletin 76:378; missing values, weights and standard error: Gwet 2014.
 */
export function fleissKappa(ratings: Ratings, { weights, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  const kappa = beyondChance(ratings, summary, sharedChance(ratings, summary, weights), level);
  const nullStandardError = weights ? null : errorByChance(ratings, summary);
  return isDefined(kappa) && nullStandardError !== null ? { ...kappa, nullStandardError } : kappa;
}

/**
 * The standard error of Fleiss' kappa under chance alone, of n units with m values each: with q_k = 1 − p_k,
 * Var₀ = 2 ((Σ p_k q_k)² − Σ p_k q_k (q_k − p_k)) / (n m (m − 1) (Σ p_k q_k)²). Null where the number of values differs from unit to unit.
 * Source: Fleiss, Nee and Landis 1979, Psychological Bulletin 86:974.
 */
function errorByChance({ counts }: Ratings, { n, share, values: given }: Summary): number | null {
  let m = 0;
  for (const [row, r] of given.entries()) {
    if (r === 0 || counts[row] === 0) continue;
    if (m !== 0 && r !== m) return null;
    m = r;
  }
  let [spread, skew] = [0, 0];
  for (const p of share) {
    spread += p * (1 - p);
    skew += p * (1 - p) * (1 - 2 * p);
  }
  return Math.sqrt((2 * Math.max(0, spread ** 2 - skew)) / (n * m * (m - 1))) / spread;
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
