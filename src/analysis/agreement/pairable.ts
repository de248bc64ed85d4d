import type { Ratings } from "./ratings.ts";

/** The values that can be paired: those of units with at least two. What Krippendorff's alpha is counted from. */
export interface Pairable {
  /** n_c, how often each category occurs among them. */
  readonly times: Float64Array;
  /** n, how many values there are. */
  readonly n: number;
  /** How many units they belong to. */
  readonly units: number;
}

/** How many values a row has. */
export function valuesIn({ coders, values }: Ratings, row: number): number {
  let m = 0;
  for (let at = row * coders; at < (row + 1) * coders; at += 1) if (values[at]! >= 0) m += 1;
  return m;
}

/** Counts the values that can be paired. */
export function pairable(ratings: Ratings): Pairable {
  const { coders, values, counts, categories } = ratings;
  const times = new Float64Array(categories.length);
  let [n, units] = [0, 0];
  for (let row = 0; row < counts.length; row += 1) {
    const m = valuesIn(ratings, row);
    if (m < 2) continue;
    units += counts[row]!;
    n += m * counts[row]!;
    for (let at = row * coders; at < (row + 1) * coders; at += 1) if (values[at]! >= 0) times[values[at]!]! += counts[row]!;
  }
  return { times, n, units };
}

/** n times the observed disagreement: the sum over units of the distances of all ordered pairs of a unit's values, divided by m_u − 1. */
export function disagreement({ coders, values, counts }: Ratings, distance: (k: number, l: number) => number): number {
  let sum = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const at = row * coders;
    let m = 0;
    let apart = 0;
    for (let g = 0; g < coders; g += 1) {
      const k = values[at + g]!;
      if (k < 0) continue;
      m += 1;
      for (let h = 0; h < g; h += 1) {
        const l = values[at + h]!;
        if (l >= 0 && l !== k) apart += distance(k, l);
      }
    }
    if (m > 1) sum += (counts[row]! * 2 * apart) / (m - 1);
  }
  return sum;
}
