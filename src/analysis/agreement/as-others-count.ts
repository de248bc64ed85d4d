import { figure, undefinedBecause, type Figure } from "./result.ts";
import { sizeOf, type TwoByTwo } from "./two-by-two.ts";

// What other programs show for two coders and one code, under their names, so that people can come back to the numbers they used to have. None of it is agreement corrected for chance.

const noneCoded = "neither coder used this code";

/** The common text as a share of all that either coded, a / (a + b + c): Jaccard's coefficient, by which QualCoder and MAXQDA count agreement. Source: Jaccard 1912, New Phytologist 11:37. */
export function jaccardOf(t: TwoByTwo): Figure {
  const coded = t.both + t.onlyFirst + t.onlySecond;
  return coded > 0 ? figure(t.both / coded) : undefinedBecause(noneCoded);
}

/**
 * The figure that QualCoder 3 calls kappa. It counts only text that at least one of the two coded, and its chance term is the product of both chances, P(yes) · P(no), where Cohen adds them;
 * its own source text asks whether that is right. It is not Cohen's kappa: coders who never meet get −0.067 where Cohen has −0.333.
 */
export function qualcoderFigure(t: TwoByTwo): Figure {
  const agreed = jaccardOf(t);
  const n = sizeOf({ ...t, neither: 0 });
  if (n === 0 || !("value" in agreed)) return undefinedBecause(noneCoded);
  const [first, second] = [(t.both + t.onlyFirst) / n, (t.both + t.onlySecond) / n];
  const chance = first * second * (1 - first) * (1 - second);
  return figure((agreed.value - chance) / (1 - chance));
}
