import type { Range } from "../../text/range.ts";
import { PatternTally, type Layer, type Pattern } from "./sweep.ts";
import type { TwoByTwo } from "./two-by-two.ts";

/**
 * When a unit (turn, sentence, paragraph, source) counts as coded.
 * `any`: the coder marked at least one of its characters, as NVivo does for sentences and paragraphs. `half`: at least half of them.
 */
export type ProjectionRule = "any" | "half";

/**
 * Which units a layer marks, one entry per unit. Units are sorted by start and do not overlap; a unit without characters is never marked.
 * Each unit counts the same, however long it is; what is marked outside all units is not seen.
 */
export function unitsMarked(layer: Layer, units: readonly Range[], rule: ProjectionRule = "any"): boolean[] {
  let from = 0;
  return units.map(({ start, end }) => {
    while (from < layer.length && layer[from]!.end <= start) from += 1;
    let shared = 0;
    for (let i = from; i < layer.length && layer[i]!.start < end; i += 1) shared += Math.min(layer[i]!.end, end) - Math.max(layer[i]!.start, start);
    return rule === "any" ? shared > 0 : shared > 0 && shared * 2 >= end - start;
  });
}

/** The units that both, one or neither of two layers mark. */
export function unitsOf(first: Layer, second: Layer, units: readonly Range[], rule: ProjectionRule = "any"): TwoByTwo {
  const table = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  const b = unitsMarked(second, units, rule);
  unitsMarked(first, units, rule).forEach((marked, i) => {
    if (units[i]!.end <= units[i]!.start) return;
    table[marked ? (b[i] ? "both" : "onlyFirst") : b[i] ? "onlySecond" : "neither"] += 1;
  });
  return table;
}

/** The units by who marked them, for any number of coders. */
export function unitPatternsOf(layers: readonly Layer[], units: readonly Range[], rule: ProjectionRule = "any"): Pattern[] {
  const marks = layers.map((layer) => unitsMarked(layer, units, rule));
  const tally = new PatternTally(layers.length);
  units.forEach(({ start, end }, i) => end > start && tally.add(marks.map((marked) => marked[i]!), 1));
  return tally.patterns();
}
