import { fleissKappa } from "./fleiss-kappa.ts";
import type { Ratings, Value } from "./ratings.ts";
import { undefinedBecause, type Figure } from "./result.ts";

/**
 * Fleiss' kappa of one category against all others together: how far coders agree on when it applies, beyond chance.
 * Over the categories, weighted by p_k (1 − p_k), its mean is Fleiss' kappa of them all. Undefined where the category was never used or nothing else was.
 * Source: Fleiss 1971, Psychological Bulletin 76:378; Fleiss, Nee and Landis 1979, Psychological Bulletin 86:974.
 */
export function kappaOfCategory(ratings: Ratings, category: Value): Figure {
  const k = ratings.categories.indexOf(category);
  if (k < 0 || !ratings.values.includes(k)) return undefinedBecause(`“${category}” was not used`);
  return fleissKappa({ ...ratings, categories: [0, 1], values: ratings.values.map((value) => (value < 0 ? -1 : value === k ? 1 : 0)) });
}
