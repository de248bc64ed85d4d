import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";
import { sizeOf, type TwoByTwo } from "./two-by-two.ts";

// The coefficients of a 2×2 table in closed form: equal to the general ones on `ratingsOfTwoByTwo`, without the detour, because a study has a table for every code in every source.
// A code can be given or not, so the number of categories is always 2.

const over = (top: number, bottom: number, why: string): Figure => (bottom > 0 ? figure(top / bottom) : undefinedBecause(why));

/** Percent agreement as a share: (both + neither) / n. */
export const percentOf = (t: TwoByTwo): Figure => over(t.both + t.neither, sizeOf(t), reasons.empty);

/** Cohen's kappa: 2 (ad − bc) / ((a + b)(b + d) + (a + c)(c + d)). Undefined where both coded everything or both nothing. */
export function kappaOf({ both: a, onlyFirst: b, onlySecond: c, neither: d }: TwoByTwo): Figure {
  const why = a + b + c + d > 0 ? reasons.noVariation : reasons.empty;
  return over(2 * (a * d - b * c), (a + b) * (b + d) + (a + c) * (c + d), why);
}

/** Scott's pi: 1 − 2 n (b + c) / ((2a + b + c)(2d + b + c)). */
export function piOf(t: TwoByTwo): Figure {
  const [n, apart] = [sizeOf(t), t.onlyFirst + t.onlySecond];
  const spread = (2 * t.both + apart) * (2 * t.neither + apart);
  return spread > 0 ? figure(1 - (2 * n * apart) / spread) : undefinedBecause(n > 0 ? reasons.noVariation : reasons.empty);
}

/** Krippendorff's alpha: 1 − (2n − 1)(b + c) / ((2a + b + c)(2d + b + c)); pi with the small-sample term. */
export function alphaOfTwoByTwo(t: TwoByTwo): Figure {
  const [n, apart] = [sizeOf(t), t.onlyFirst + t.onlySecond];
  const spread = (2 * t.both + apart) * (2 * t.neither + apart);
  return spread > 0 ? figure(1 - ((2 * n - 1) * apart) / spread) : undefinedBecause(n > 0 ? reasons.noVariation : reasons.empty);
}

/** PABAK, which is Brennan and Prediger's coefficient for two categories: 2 p_o − 1. */
export const pabakOf = (t: TwoByTwo): Figure => over(t.both + t.neither - t.onlyFirst - t.onlySecond, sizeOf(t), reasons.empty);

/** Gwet's AC1: p_e = 2 π (1 − π), π the mean share coded. */
export function ac1Of(t: TwoByTwo): Figure {
  const n = sizeOf(t);
  if (n === 0) return undefinedBecause(reasons.empty);
  const share = (2 * t.both + t.onlyFirst + t.onlySecond) / (2 * n);
  const expected = 2 * share * (1 - share);
  return figure(((t.both + t.neither) / n - expected) / (1 - expected));
}

/** Positive agreement 2a / (2a + b + c): how much of what one coded the other coded too. Undefined where neither coded anything. */
export const positiveAgreement = ({ both, onlyFirst, onlySecond }: TwoByTwo): Figure =>
  over(2 * both, 2 * both + onlyFirst + onlySecond, "neither coder used this code");

/** Negative agreement 2d / (2d + b + c). Undefined where both coded everything. */
export const negativeAgreement = ({ neither, onlyFirst, onlySecond }: TwoByTwo): Figure =>
  over(2 * neither, 2 * neither + onlyFirst + onlySecond, "nothing was left uncoded by either coder");

/** Prevalence index (a − d) / n: −1 where neither coded anything, 1 where both coded everything. Source: Byrt, Bishop and Carlin 1993, Journal of Clinical Epidemiology 46:423. */
export const prevalenceIndex = (t: TwoByTwo): Figure => over(t.both - t.neither, sizeOf(t), reasons.empty);

/** Bias index (b − c) / n: above 0 where the first coder codes more. Source: as for the prevalence index. */
export const biasIndex = (t: TwoByTwo): Figure => over(t.onlyFirst - t.onlySecond, sizeOf(t), reasons.empty);

/** The highest kappa the margins allow: (Σ min(p_k·, p_·k) − p_e) / (1 − p_e). Source: Cohen 1960. */
export function kappaMaxOf({ both: a, onlyFirst: b, onlySecond: c, neither: d }: TwoByTwo): Figure {
  // The table with the same margins and as little disagreement as they allow has all of it on one side.
  const apart = Math.abs(b - c);
  const moved = Math.min(b, c);
  return kappaOf({ both: a + moved, onlyFirst: b > c ? apart : 0, onlySecond: c > b ? apart : 0, neither: d + moved });
}
