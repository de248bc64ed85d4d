import type { Ratings } from "./ratings.ts";
import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";

/**
 * Holsti's coefficient of reliability on a units × coders table: 2M / (N₁ + N₂) for each pair of coders, M their agreed decisions and N their decisions, then the mean over pairs.
 * On complete data it is the mean pairwise percent agreement; a decision that the other coder did not take counts against it.
 * Source: Holsti 1969, Content Analysis for the Social Sciences and Humanities, page 140.
 */
export function holsti({ coders, values, counts }: Ratings): Figure {
  if (coders < 2) return undefinedBecause(reasons.oneCoder);
  let sum = 0;
  for (let g = 0; g < coders; g += 1)
    for (let h = 0; h < g; h += 1) {
      let [agreed, decisions] = [0, 0];
      for (let row = 0; row < counts.length; row += 1) {
        const a = values[row * coders + g]!;
        const b = values[row * coders + h]!;
        decisions += counts[row]! * ((a >= 0 ? 1 : 0) + (b >= 0 ? 1 : 0));
        if (a >= 0 && a === b) agreed += counts[row]!;
      }
      if (decisions === 0) return undefinedBecause(reasons.noCommonUnit);
      sum += (2 * agreed) / decisions;
    }
  return figure(sum / ((coders * (coders - 1)) / 2));
}
