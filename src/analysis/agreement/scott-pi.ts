import { fleissKappa } from "./fleiss-kappa.ts";
import type { Options } from "./general-form.ts";
import { pairOf, type Ratings } from "./ratings.ts";
import { undefinedBecause, type Figure } from "./result.ts";

/**
 * Scott's pi for two coders, on the units that both rated: p_e = Σ_k ((p_k· + p_·k) / 2)².
 * Undefined for any other number of coders; Fleiss' kappa is its form for more.
 * Source: Scott 1955, Public Opinion Quarterly 19:321; standard error: Gwet 2014.
 */
export function scottPi(ratings: Ratings, options: Options = {}): Figure {
  if (ratings.coders > 2) return undefinedBecause(`Scott's pi is for two coders and there are ${ratings.coders}; Fleiss' kappa is its form for more`);
  return fleissKappa(ratings.coders === 2 ? pairOf(ratings, 0, 1) : ratings, options);
}
