import { valuesIn } from "./pairable.ts";
import type { Ratings, Value } from "./ratings.ts";
import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";

/**
 * Agreement on one category: of the times a coder chose it, how often the other did too, over all pairs of coders on a unit: 2a / (2a + b + c).
 * For a category that means "coded" it is positive agreement, for one that means "not coded" negative agreement; the mean pairwise F1 is the same number.
 * With more than two coders every ordered pair counts the same, a unit's weight being its pairs. Undefined where nobody chose the category.
 * Source: Cicchetti and Feinstein 1990, Journal of Clinical Epidemiology 43:551; Hripcsak and Rothschild 2005, JAMIA 12:296.
 */
export function specificAgreement(ratings: Ratings, category: Value): Figure {
  const { coders, values, counts, categories } = ratings;
  if (coders < 2) return undefinedBecause(reasons.oneCoder);
  const k = categories.indexOf(category);
  let [agreed, possible] = [0, 0];
  for (let row = 0; k >= 0 && row < counts.length; row += 1) {
    const m = valuesIn(ratings, row);
    if (m < 2) continue;
    let chosen = 0;
    for (let at = row * coders; at < (row + 1) * coders; at += 1) if (values[at] === k) chosen += 1;
    agreed += counts[row]! * chosen * (chosen - 1);
    possible += counts[row]! * chosen * (m - 1);
  }
  return possible === 0 ? undefinedBecause(`no coder chose “${category}” on a unit that two coders rated`) : figure(agreed / possible);
}
