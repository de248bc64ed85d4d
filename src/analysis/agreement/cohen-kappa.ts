import { normalQuantile } from "./distribution.ts";
import { weightedShares } from "./fleiss-kappa.ts";
import type { Options } from "./general-form.ts";
import { pairOf, type Ratings } from "./ratings.ts";
import { figure, isDefined, reasons, undefinedBecause, type Figure } from "./result.ts";
import { identity, type Weight } from "./weights.ts";

/** Each of two coders' own shares of the categories, over `n` units that both rated. */
export interface Margins {
  readonly n: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** The margins of a pair of coders without missing values (see `pairOf`). */
export function marginsOf({ categories, values, counts }: Ratings): Margins {
  const [first, second] = [new Float64Array(categories.length), new Float64Array(categories.length)];
  let n = 0;
  for (let row = 0; row < counts.length; row += 1) {
    n += counts[row]!;
    first[values[row * 2]!]! += counts[row]!;
    second[values[row * 2 + 1]!]! += counts[row]!;
  }
  return { n, first: first.map((times) => times / n), second: second.map((times) => times / n) };
}

/**
 * Cohen's kappa for two coders on the units that both rated; weighted kappa where weights are given: p_o = Σ w_ij p_ij, p_e = Σ w_ij p_i· p_·j, κ = (p_o − p_e) / (1 − p_e).
 * Standard error: with a_i = Σ_j w_ij p_·j and b_j = Σ_i w_ij p_i·, Var = (Σ p_ij (w_ij − (a_i + b_j)(1 − κ))² − (κ − p_e (1 − κ))²) / (n (1 − p_e)²); interval κ ± z, cut off at 1.
 * Standard error under chance alone: Var₀ = (Σ w_ij² p_i· p_·j − Σ p_i· a_i² − Σ p_·j b_j² + p_e²) / (n (1 − p_e)²), which is their formula multiplied out.
 * Undefined for other than two coders, and where both used one and the same category throughout. Where one coder alone is constant it is 0.
 * Source: Cohen 1960, Educational and Psychological Measurement 20:37; Cohen 1968, Psychological Bulletin 70:213; Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72:323.
 */
export function cohenKappa(ratings: Ratings, { weights = identity, level = 0.95 }: Options = {}): Figure {
  if (ratings.coders < 2) return undefinedBecause(reasons.oneCoder);
  if (ratings.coders > 2) return undefinedBecause(`Cohen's kappa is for two coders and there are ${ratings.coders}; see Conger, Light or Fleiss`);
  const pair = pairOf(ratings, 0, 1);
  const { n, first, second } = marginsOf(pair);
  if (n === 0) return undefinedBecause(reasons.noCommonUnit);
  const plain = weights === identity;
  const a = weightedShares(second, plain ? undefined : weights);
  const b = weightedShares(first, plain ? undefined : weights);
  let [observed, expected] = [0, 0];
  first.forEach((p, k) => (expected += p * a[k]!));
  const { values, counts } = pair;
  for (let row = 0; row < counts.length; row += 1) observed += (counts[row]! / n) * weights(values[row * 2]!, values[row * 2 + 1]!);
  if (1 - expected < 1e-12) return undefinedBecause(reasons.noVariation);
  const kappa = (observed - expected) / (1 - expected);
  let spread = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const [i, j] = [values[row * 2]!, values[row * 2 + 1]!];
    spread += (counts[row]! / n) * (weights(i, j) - (a[i]! + b[j]!) * (1 - kappa)) ** 2;
  }
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2);
  const value = figure(kappa);
  if (!isDefined(value)) return value;
  const standardError = Math.sqrt(Math.max(0, variance));
  let chance = plain ? expected : squaredWeights(first, second, weights);
  first.forEach((p, k) => (chance -= p * a[k]! ** 2 + second[k]! * b[k]! ** 2));
  const nullStandardError = Math.sqrt(Math.max(0, (chance + expected ** 2) / n)) / (1 - expected);
  const reach = normalQuantile(level) * standardError;
  const method = "analytic over units (Fleiss, Cohen and Everitt 1969), normal, cut off at 1";
  return { ...value, expected, standardError, nullStandardError, interval: { low: kappa - reach, high: Math.min(1, kappa + reach), level, method } };
}

/** Σ w_ij² p_i· p_·j. */
function squaredWeights(first: Float64Array, second: Float64Array, weights: Weight): number {
  let sum = 0;
  for (const [i, p] of first.entries()) if (p > 0) for (const [j, q] of second.entries()) if (q > 0) sum += weights(i, j) ** 2 * p * q;
  return sum;
}
