import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";
import type { Counts } from "./coefficients.ts";
import type { Layer } from "./sweep.ts";

/** What the binary unitizing alpha of one code needs beside the counts: the summed squares of the lengths of all coders' segments. Sums over sources may be added. */
export const squaresOf = (layers: readonly Layer[]): number => layers.reduce((sum, layer) => layer.reduce((own, { start, end }) => own + (end - start) ** 2, sum), 0);

/**
 * |u-α of one code: its segments against the rest of the text, where chance moves whole segments about rather than single characters.
 * Equal to `unitizingAlpha(…).binary` on the same layers; in closed form because a study has one for every code in every source.
 * Several sources count as one continuum after the other. Source: as for `unitizingAlpha`.
 */
export function binaryUnitizingAlpha(counts: Counts, squares: number): Figure {
  const m = "both" in counts ? 2 : counts.coders;
  if (m < 2) return undefinedBecause(reasons.oneCoder);
  let [length, marked, apart] = [0, 0, 0];
  if ("both" in counts) {
    apart = counts.onlyFirst + counts.onlySecond;
    marked = 2 * counts.both + apart;
    length = counts.both + apart + counts.neither;
  } else {
    for (const { by, amount } of counts.patterns) {
      const times = by.filter(Boolean).length;
      length += amount;
      marked += times * amount;
      apart += (times * (m - times) * amount) / (m - 1);
    }
  }
  if (length === 0) return undefinedBecause(reasons.empty);
  const all = m * length;
  const gaps = all - marked;
  if (marked === 0 || gaps === 0) return undefinedBecause(reasons.noVariation);
  const expected = (all * gaps * marked) / (all * all - squares - gaps);
  return figure(1 - apart / expected);
}
