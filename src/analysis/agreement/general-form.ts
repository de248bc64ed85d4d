import { studentQuantile } from "./distribution.ts";
import { identity, type Weight } from "./weights.ts";
import type { Ratings } from "./ratings.ts";
import { figure, isDefined, reasons, undefinedBecause, type Figure } from "./result.ts";

/** What most statistics can be told besides the ratings. */
export interface Options {
  /** Agreement weights; without them only the same category agrees. */
  readonly weights?: Weight;
  /** How many categories the coders could choose from, where more than were used. */
  readonly q?: number;
  /** The confidence of intervals, 0.95 unless told. */
  readonly level?: number;
}

/** The counts that Gwet's general form of agreement rests on. */
export interface Summary {
  /** Units with at least one value. */
  readonly n: number;
  /** Units with at least two values: only these can show agreement. */
  readonly n2: number;
  /** p_a, the weighted share of agreeing pairs, each unit of n2 counting the same. */
  readonly observed: number;
  /** Per row, the unit's own share of agreeing pairs; 0 with fewer than two values. */
  readonly observedOf: Float64Array;
  /** Per row, how many coders gave a value. */
  readonly values: Int32Array;
  /** π_k, the mean over units of the share of a unit's values in category k. */
  readonly share: Float64Array;
}

/**
 * Counts ratings for the general form: several coders, missing values, weights.
 * p_a = (1/n₂) Σ_i Σ_k r_ik (r*_ik − 1) / (r_i (r_i − 1)), here as the sum of weights over ordered pairs of a unit's values, which is the same.
 * Source: Gwet, Handbook of Inter-Rater Reliability, 4th edition, 2014, chapters 2 to 5.
 */
export function summarise(ratings: Ratings, weights: Weight = identity): Summary {
  const { coders, values, counts, categories } = ratings;
  const rows = counts.length;
  const observedOf = new Float64Array(rows);
  const given = new Int32Array(rows);
  const share = new Float64Array(categories.length);
  let [n, n2, sum] = [0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    const at = row * coders;
    let r = 0;
    let agreeing = 0;
    for (let g = 0; g < coders; g += 1) {
      const k = values[at + g]!;
      if (k < 0) continue;
      r += 1;
      for (let h = 0; h < g; h += 1) if (values[at + h]! >= 0) agreeing += 2 * weights(k, values[at + h]!);
    }
    const times = counts[row]!;
    given[row] = r;
    if (r === 0 || times === 0) continue;
    n += times;
    for (let g = 0; g < coders; g += 1) if (values[at + g]! >= 0) share[values[at + g]!]! += times / r;
    if (r < 2) continue;
    n2 += times;
    observedOf[row] = agreeing / (r * (r - 1));
    sum += times * observedOf[row]!;
  }
  for (let k = 0; k < share.length; k += 1) share[k]! /= n;
  return { n, n2, observed: sum / n2, observedOf, values: given, share };
}

/** Why nothing can be computed from ratings with these counts; null where something can. */
export function obstacle(ratings: Ratings, { n2 }: Pick<Summary, "n2">): string | null {
  if (ratings.coders < 2) return reasons.oneCoder;
  return n2 === 0 ? reasons.noCommonUnit : null;
}

/** The agreement expected by chance, and what each row would have it be (null where it does not depend on the units). */
export interface Chance {
  readonly expected: number;
  readonly expectedOf: ((row: number) => number) | null;
}

/**
 * κ = (p_a − p_e) / (1 − p_e) with its standard error over units, units being a random sample of many:
 * κ_i = (n/n₂)(p_a,i − p_e [r_i ≥ 2]) / (1 − p_e), κ*_i = κ_i − 2 (1 − κ)(p_e,i − p_e) / (1 − p_e), Var = Σ (κ*_i − κ)² / (n (n − 1)).
 * The interval is κ ± t with n − 1 degrees of freedom, cut off at 1. Undefined where chance alone would agree always (p_e = 1).
 * Source: Gwet 2014, chapters 2 to 5.
 */
export function beyondChance(ratings: Ratings, summary: Summary, chance: Chance, level = 0.95): Figure {
  const { n, n2, observed, observedOf, values } = summary;
  const { expected, expectedOf } = chance;
  const rest = 1 - expected;
  if (rest < 1e-12) return undefinedBecause(reasons.noVariation);
  const kappa = (observed - expected) / rest;
  let squares = 0;
  for (let row = 0; row < values.length; row += 1) {
    const r = values[row]!;
    if (r === 0) continue;
    const own = r < 2 ? 0 : ((n / n2) * (observedOf[row]! - expected)) / rest;
    const drawn = expectedOf === null ? 0 : (2 * (1 - kappa) * (expectedOf(row) - expected)) / rest;
    squares += ratings.counts[row]! * (own - drawn - kappa) ** 2;
  }
  const found = withStudentInterval(kappa, squares / (n * (n - 1)), n, level);
  return isDefined(found) && expected > 0 ? { ...found, expected } : found;
}

/** A value with the interval ± t of n − 1 degrees of freedom, cut off at 1; without one where n is below 2. */
export function withStudentInterval(value: number, variance: number, n: number, level: number): Figure {
  const plain = figure(value);
  if (!isDefined(plain)) return plain;
  if (n < 2 || !Number.isFinite(variance)) return { ...plain, noInterval: "a standard error needs at least two units" };
  const standardError = Math.sqrt(Math.max(0, variance));
  const reach = studentQuantile(level, n - 1) * standardError;
  const method = `analytic over units (Gwet 2014), Student's t with ${n - 1} degrees of freedom, cut off at 1`;
  return { value, standardError, interval: { low: value - reach, high: Math.min(1, value + reach), level, method } };
}
