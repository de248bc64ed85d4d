import { weightedShares } from "./fleiss-kappa.ts";
import { beyondChance, obstacle, summarise, type Chance, type Options, type Summary } from "./general-form.ts";
import type { Ratings } from "./ratings.ts";
import { undefinedBecause, type Figure } from "./result.ts";
import type { Weight } from "./weights.ts";

/**
 * Conger's kappa, Cohen's kappa for two or more coders: chance is drawn from each coder's own shares.
 * p_gk is the share of k among coder g's values, p̄_k their mean over coders, s²_kl = (Σ_g p_gk p_gl − r p̄_k p̄_l) / (r − 1), p_e = Σ w_kl (p̄_k p̄_l − s²_kl / r);
 * the same as the mean of Σ w_kl p_gk p_hl over pairs of coders. Undefined where a coder gave no value at all.
 * Source: Conger 1980, Psychological Bulletin 88:322; missing values, weights and standard error: Gwet 2014.
 */
export function congerKappa(ratings: Ratings, { weights, level }: Options = {}): Figure {
  const summary = summarise(ratings, weights);
  const why = obstacle(ratings, summary);
  if (why) return undefinedBecause(why);
  const chance = ownChance(ratings, summary, weights);
  return typeof chance === "string" ? undefinedBecause(chance) : beyondChance(ratings, summary, chance, level);
}

function ownChance(ratings: Ratings, { n }: Summary, weights?: Weight): Chance | string {
  const { coders, values, counts, categories } = ratings;
  const q = categories.length;
  const shares = Array.from({ length: coders }, () => new Float64Array(q));
  const totals = new Float64Array(coders);
  for (let row = 0; row < counts.length; row += 1)
    for (let g = 0; g < coders; g += 1) {
      const k = values[row * coders + g]!;
      if (k < 0) continue;
      shares[g]![k]! += counts[row]!;
      totals[g]! += counts[row]!;
    }
  const silent = totals.findIndex((total) => total === 0);
  if (silent >= 0) return `coder ${silent + 1} gave no value at all`;
  const sum = new Float64Array(q);
  shares.forEach((share, g) => share.forEach((times, k) => (sum[k]! += share[k] = times / totals[g]!)));
  // What the other coders' shares make of each category: for coder g, Σ_l w_kl Σ_{h≠g} p_hl.
  const others = shares.map((share) => weightedShares(sum.map((all, k) => all - share[k]!), weights));
  // Each coder's mean weight with the others.
  const own = shares.map((share, g) => share.reduce((total, p, k) => total + p * others[g]![k]!, 0));
  const pairs = coders * (coders - 1);
  const expected = own.reduce((total, weight) => total + weight, 0) / pairs;
  // One unit's part: the values it has stand for 1/n of each coder's shares, scaled for the values a coder did not give.
  const expectedOf = (row: number): number => {
    let total = 0;
    for (let g = 0; g < coders; g += 1) {
      const k = values[row * coders + g]!;
      const scale = n / totals[g]!;
      total += k < 0 ? own[g]! : scale * (others[g]![k]! - (1 - 1 / scale) * own[g]!);
    }
    return total / pairs;
  };
  return { expected, expectedOf };
}
