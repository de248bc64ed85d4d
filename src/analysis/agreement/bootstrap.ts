import { normalQuantile } from "./distribution.ts";
import { randomFrom } from "./random.ts";
import type { DefinedFigure } from "./result.ts";

/** How a bootstrap is drawn: all of it is printed with the interval, so that anyone can draw it again. */
export interface BootstrapSettings {
  /** Any whole number. */
  readonly seed: number;
  /** How many times the documents are drawn: 1,000 unless told. */
  readonly draws?: number;
  /** The confidence of the interval: 0.95 unless told. */
  readonly level?: number;
  /** What is drawn, in the plural, for the wording: "documents" unless told. */
  readonly what?: string;
}

/** Below so many documents an interval would say more about the drawing than about the study. */
export const fewestDocuments = 8;

/**
 * Draws documents with replacement, as many as there are, `draws` times over. Row d of the answer tells how often each document was drawn in draw d.
 * One drawing serves every statistic of a study, so that their intervals rest on the same draws.
 */
export function drawDocuments(documents: number, { seed, draws = 1000 }: BootstrapSettings): Uint32Array[] {
  const random = randomFrom(seed);
  return Array.from({ length: draws }, () => {
    const times = new Uint32Array(documents);
    for (let i = 0; i < documents; i += 1) times[Math.floor(random() * documents)]! += 1;
    return times;
  });
}

/**
 * A percentile bootstrap interval and standard error: `statistic` is computed with every document counted as often as it was drawn.
 * Draws in which the statistic is undefined (null) are left out and counted in `method`; where more than a tenth are, there is no interval.
 * Under eight documents there is none either, and the reason is given. Quantiles by linear interpolation (type 7).
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
 */
export function bootstrap(documents: number, statistic: (times: Uint32Array) => number | null, settings: BootstrapSettings, drawn?: readonly Uint32Array[]): Omit<DefinedFigure, "value"> {
  const { seed, level = 0.95, what = "documents" } = settings;
  normalQuantile(level);
  if (documents < fewestDocuments) return { noInterval: `too few ${what} for an interval: ${documents}, and it takes at least ${fewestDocuments}` };
  const draws = drawn ?? drawDocuments(documents, settings);
  const values: number[] = [];
  for (const times of draws) {
    const value = statistic(times);
    if (value !== null) values.push(value);
  }
  const lost = draws.length - values.length;
  if (values.length < 2 || lost > draws.length / 10) return { noInterval: `no interval: the statistic was undefined in ${lost} of ${draws.length} bootstrap draws` };
  const sorted = Float64Array.from(values).sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const left = lost > 0 ? `, ${lost} undefined and left out` : "";
  return {
    standardError: Math.sqrt(variance),
    interval: {
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
      level,
      method: `percentile bootstrap over ${documents} ${what}, ${draws.length} draws, seed ${seed}${left}`,
    },
  };
}

function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const [below, above] = [Math.floor(at), Math.ceil(at)];
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
