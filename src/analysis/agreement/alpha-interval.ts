import { withStudentInterval } from "./general-form.ts";
import { valuesIn, type Pairable } from "./pairable.ts";
import type { Ratings } from "./ratings.ts";
import { isDefined, type DefinedFigure } from "./result.ts";

/** Beyond so many distinct values the analytic standard error, which looks at every pair of them, is left out. */
const mostCategories = 3000;

/**
 * The analytic standard error and interval of alpha, units being a random sample of many.
 * With weights w = 1 − δ²/max δ², r̄ the mean number of values per unit and p_k = n_k/n, both agreements are linearised unit by unit:
 * a_i = Σ pairs w / (r̄ (r_i − 1)) − p'_a (r_i − r̄)/r̄, e_i = Σ_k r_ik (Wp)_k / r̄ − p_e (r_i − r̄)/r̄, and Var = Σ ((a_i − p_e)/(1 − p_e) − 2 (1 − α')(e_i − p_e)/(1 − p_e) − α')² / (n (n − 1)),
 * where p'_a and α' are without the small-sample term and n counts units with two values; t has as many degrees of freedom as there are units with any value, less one. For ordinal data the ranks are taken as fixed.
 * Source: Gwet 2014, chapter 6.
 */
export function analyticInterval(ratings: Ratings, counted: Pairable, distance: (k: number, l: number) => number, alpha: number, level: number): Omit<DefinedFigure, "value"> {
  const { times, n, units } = counted;
  const used = [...times.keys()].filter((k) => times[k]! > 0);
  if (used.length > mostCategories) return { noInterval: `no analytic interval over more than ${mostCategories} distinct values; use a bootstrap` };
  let most = 0;
  for (const k of used) for (const l of used) if (k < l) most = Math.max(most, distance(k, l));
  const weight = (k: number, l: number): number => (k === l ? 1 : 1 - distance(k, l) / most);
  const drawn = new Float64Array(times.length);
  let expected = 0;
  for (const k of used) {
    for (const l of used) drawn[k]! += (weight(k, l) * times[l]!) / n;
    expected += (times[k]! / n) * drawn[k]!;
  }
  const mean = n / units;
  const { coders, values, counts } = ratings;
  const rows = counts.length;
  const agreed = new Float64Array(rows);
  const chance = new Float64Array(rows);
  const given = new Int32Array(rows);
  let [observed, rated] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    const r = valuesIn(ratings, row);
    given[row] = r;
    if (r > 0) rated += counts[row]!;
    if (r < 2) continue;
    const at = row * coders;
    for (let g = 0; g < coders; g += 1) {
      const k = values[at + g]!;
      if (k < 0) continue;
      chance[row]! += drawn[k]! / mean;
      for (let h = 0; h < g; h += 1) if (values[at + h]! >= 0) agreed[row]! += (2 * weight(k, values[at + h]!)) / (mean * (r - 1));
    }
    observed += (counts[row]! * agreed[row]!) / units;
  }
  const uncorrected = (observed - expected) / (1 - expected);
  let squares = 0;
  for (let row = 0; row < rows; row += 1) {
    if (given[row]! < 2) continue;
    const excess = (given[row]! - mean) / mean;
    const a = agreed[row]! - observed * excess - expected;
    const e = chance[row]! - expected * excess - expected;
    squares += counts[row]! * ((a - 2 * (1 - uncorrected) * e) / (1 - expected) - uncorrected) ** 2;
  }
  const whole = withStudentInterval(alpha, squares / (units * (units - 1)), rated, level);
  if (!isDefined(whole)) return { noInterval: whole.undefined };
  const { value: _, ...rest } = whole;
  return rest;
}
