import { pairable, valuesIn } from "./pairable.ts";
import type { Ratings, Value } from "./ratings.ts";
import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";

/** One category's own reliability. */
export interface CategoryAlpha {
  readonly category: Value;
  /** How many of the values that can be paired are this category. */
  readonly times: number;
  readonly alpha: Figure;
}

/**
 * Nominal alpha of each category against all others together: α_c = 1 − (n − 1)(n_c − o_cc) / (n_c (n − n_c)).
 * Undefined where the category was never used or nothing else was.
 * Source: Krippendorff, Content Analysis, 4th edition, 2019, chapter 12.
 */
export function alphaByCategory(ratings: Ratings): CategoryAlpha[] {
  const { coders, values, counts, categories } = ratings;
  const { times, n } = pairable(ratings);
  // o_cc, the coincidences of each category with itself.
  const same = new Float64Array(categories.length);
  for (let row = 0; row < counts.length; row += 1) {
    const m = valuesIn(ratings, row);
    if (m < 2) continue;
    for (let g = 0; g < coders; g += 1) {
      const k = values[row * coders + g]!;
      if (k < 0) continue;
      for (let h = 0; h < g; h += 1) if (values[row * coders + h] === k) same[k]! += (2 * counts[row]!) / (m - 1);
    }
  }
  return categories.map((category, k) => {
    const own = times[k]!;
    if (coders < 2) return { category, times: own, alpha: undefinedBecause(reasons.oneCoder) };
    if (n === 0) return { category, times: own, alpha: undefinedBecause(reasons.noCommonUnit) };
    if (own === 0) return { category, times: own, alpha: undefinedBecause(`“${category}” was not used on any unit that two coders rated`) };
    if (own === n) return { category, times: own, alpha: undefinedBecause(reasons.noVariation) };
    return { category, times: own, alpha: figure(1 - ((n - 1) * (own - same[k]!)) / (own * (n - own))) };
  });
}
