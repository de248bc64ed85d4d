import { analyticInterval } from "./alpha-interval.ts";
import { disagreement, pairable, type Pairable } from "./pairable.ts";
import type { Ratings } from "./ratings.ts";
import { figure, isDefined, reasons, undefinedBecause, type Figure } from "./result.ts";

/** What the values are: names, ranks, points on a scale, or amounts with a true nought. */
export type Measurement = "nominal" | "ordinal" | "interval" | "ratio";

/** Every level of measurement, in the order in which they are listed to people. */
export const measurements: readonly Measurement[] = ["nominal", "ordinal", "interval", "ratio"];

/**
 * Krippendorff's alpha for any number of coders, with missing values: α = 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, over units with at least two values.
 * δ²: nominal [c ≠ k]; ordinal (Σ_{g=c..k} n_g − (n_c + n_k)/2)², which is the squared distance of mid-ranks; interval (c − k)²; ratio ((c − k)/(c + k))².
 * Ordinal, interval and ratio need numbers, ratio none below 0; names in a stated order can be ranked by giving their places.
 * Undefined where all values are the same. With two coders and complete data nominal alpha is 1 − (1 − π)(2n − 1)/(2n), π being Scott's pi.
 * Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability; Content Analysis, 4th edition, 2019, chapter 12. Interval: Gwet 2014, chapter 6.
 */
export function krippendorffAlpha(ratings: Ratings, measurement: Measurement = "nominal", { level = 0.95 } = {}): Figure {
  if (ratings.coders < 2) return undefinedBecause(reasons.oneCoder);
  const counted = pairable(ratings);
  if (counted.n === 0) return undefinedBecause(reasons.noCommonUnit);
  const scale = scaleOf(ratings, counted, measurement);
  if (typeof scale === "string") return undefinedBecause(scale);
  const alpha = alphaOf(ratings, counted, scale.distance, scale.expected);
  return isDefined(alpha) ? { ...alpha, ...analyticInterval(ratings, counted, scale.distance, alpha.value, level) } : alpha;
}

/** Alpha from a distance of categories and, where it is known, Σ n_c n_k δ²_ck. */
export function alphaOf(ratings: Ratings, { times, n }: Pairable, distance: (k: number, l: number) => number, expected = chanceDisagreement(times, distance)): Figure {
  if (!(expected > 0)) return undefinedBecause(reasons.noVariation);
  return figure(1 - ((n - 1) * disagreement(ratings, distance)) / expected);
}

/** Σ n_c n_k δ_ck over all pairs of categories that occur. */
export function chanceDisagreement(times: Float64Array, distance: (k: number, l: number) => number): number {
  const used = [...times.keys()].filter((k) => times[k]! > 0);
  let sum = 0;
  for (let i = 0; i < used.length; i += 1) for (let j = 0; j < i; j += 1) sum += 2 * times[used[i]!]! * times[used[j]!]! * distance(used[i]!, used[j]!);
  return sum;
}

interface Scale {
  readonly distance: (k: number, l: number) => number;
  readonly expected: number;
}

function scaleOf({ categories }: Ratings, { times, n }: Pairable, measurement: Measurement): Scale | string {
  if (measurement === "nominal") return { distance: () => 1, expected: times.reduce((sum, t) => sum + t * (n - t), 0) };
  const text = categories.find((value, k) => typeof value !== "number" && times[k]! > 0);
  if (text !== undefined) return `${measurement} alpha needs numbers, and “${text}” is not one`;
  const values = Float64Array.from(categories, (value) => (typeof value === "number" ? value : 0));
  if (measurement === "ratio") {
    const below = values.find((value, k) => value < 0 && times[k]! > 0);
    if (below !== undefined) return `ratio alpha needs values of 0 or more, and ${below} is below`;
    const distance = (k: number, l: number): number => ((values[k]! - values[l]!) / (values[k]! + values[l]!)) ** 2;
    return { distance, expected: chanceDisagreement(times, distance) };
  }
  const x = measurement === "ordinal" ? midRanks(values, times) : values;
  // Around the mean, Σ n_c n_k (x_c − x_k)² = 2 n Σ n_c (x_c − mean)²: no double loop, and little is lost to rounding.
  let [mean, squares] = [0, 0];
  for (let k = 0; k < x.length; k += 1) mean += (times[k]! / n) * x[k]!;
  for (let k = 0; k < x.length; k += 1) squares += times[k]! * (x[k]! - mean) ** 2;
  const used = new Set(values.filter((_, k) => times[k]! > 0));
  return { distance: (k, l) => (x[k]! - x[l]!) ** 2, expected: used.size > 1 ? 2 * n * squares : 0 };
}

/** For each category, how many values lie below it plus half of its own. */
function midRanks(values: Float64Array, times: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  let below = 0;
  for (const k of order) {
    ranks[k] = below + times[k]! / 2;
    below += times[k]!;
  }
  return ranks;
}
