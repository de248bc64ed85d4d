import { marginsOf } from "./cohen-kappa.ts";
import { pairOf, type Ratings } from "./ratings.ts";
import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";

/**
 * The highest Cohen's kappa that two coders' margins allow: (Σ_k min(p_k·, p_·k) − p_e) / (1 − p_e).
 * Below 1 where they used the categories unequally often. Source: Cohen 1960, page 42.
 */
export function kappaMax(ratings: Ratings): Figure {
  if (ratings.coders !== 2) return undefinedBecause("the highest kappa that margins allow is for two coders");
  const { n, first, second } = marginsOf(pairOf(ratings, 0, 1));
  if (n === 0) return undefinedBecause(reasons.noCommonUnit);
  let [best, expected] = [0, 0];
  first.forEach((p, k) => {
    best += Math.min(p, second[k]!);
    expected += p * second[k]!;
  });
  return 1 - expected < 1e-12 ? undefinedBecause(reasons.noVariation) : figure((best - expected) / (1 - expected));
}
