/** What a column of numbers comes to. */
export interface Summary {
  readonly mean: number;
  /** The sample's standard deviation (divided by n − 1); undefined for a single value. */
  readonly sd: number | undefined;
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
  readonly min: number;
  readonly max: number;
}

/**
 * A quantile of type 7 (Hyndman & Fan 1996; the default of R, and QUARTILE.INC of spreadsheets): linear between the two
 * values nearest to (n − 1)p. `sorted` is in ascending order and not empty.
 */
export function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** Mean, standard deviation, median, quartiles of type 7 and range; null where there is no value. */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const sd = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : undefined;
  return { mean, sd, median: quantile(sorted, 0.5), q1: quantile(sorted, 0.25), q3: quantile(sorted, 0.75), min: sorted[0]!, max: sorted.at(-1)! };
}
