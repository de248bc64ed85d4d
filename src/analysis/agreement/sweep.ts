import type { Range } from "../../text/range.ts";
import type { Ratings } from "./ratings.ts";
import type { TwoByTwo } from "./two-by-two.ts";

/**
 * What each coder marked with one code in one source: sorted ranges that neither overlap nor touch (see `union`), none beyond the text.
 * An empty layer is a coder who finished and marked nothing.
 */
export type Layer = readonly Range[];

/** How much text a layer covers. */
export function covered(layer: Layer): number {
  let sum = 0;
  for (const { start, end } of layer) sum += end - start;
  return sum;
}

/** How much text two layers cover both, by walking both once from left to right. */
export function coveredByBoth(first: Layer, second: Layer): number {
  let [i, j, sum] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const [a, b] = [first[i]!, second[j]!];
    const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
    if (shared > 0) sum += shared;
    if (a.end < b.end) i += 1;
    else j += 1;
  }
  return sum;
}

/** The characters of a text of this length that both, one or neither of two layers covers. White space counts like any other character. */
export function charactersOf(first: Layer, second: Layer, length: number): TwoByTwo {
  const both = coveredByBoth(first, second);
  const onlyFirst = covered(first) - both;
  const onlySecond = covered(second) - both;
  return { both, onlyFirst, onlySecond, neither: length - both - onlyFirst - onlySecond };
}

/** How much text was marked by exactly these coders: `by` has one entry per coder. */
export interface Pattern {
  readonly by: readonly boolean[];
  readonly amount: number;
}

/** The characters of a text by who marked them, for any number of coders; only patterns that occur, the unmarked text among them. */
export function patternsOf(layers: readonly Layer[], length: number): Pattern[] {
  const edges = layers.flatMap((layer, coder) => layer.flatMap(({ start, end }) => [{ at: start, coder, on: true }, { at: end, coder, on: false }]));
  edges.sort((a, b) => a.at - b.at);
  const tally = new PatternTally(layers.length);
  const by = Array<boolean>(layers.length).fill(false);
  let from = 0;
  for (const { at, coder, on } of edges) {
    tally.add(by, at - from);
    by[coder] = on;
    from = at;
  }
  tally.add(by, length - from);
  return tally.patterns();
}

/** Adds up amounts by who marked them. */
export class PatternTally {
  readonly #amounts = new Map<string, { by: boolean[]; amount: number }>();
  readonly #coders: number;

  constructor(coders: number) {
    this.#coders = coders;
  }

  add(by: readonly boolean[], amount: number): void {
    if (by.length !== this.#coders) throw new RangeError(`A pattern of ${this.#coders} coders cannot have ${by.length} entries`);
    if (amount <= 0) return;
    const key = by.map((marked) => (marked ? "1" : "0")).join("");
    const found = this.#amounts.get(key);
    if (found) found.amount += amount;
    else this.#amounts.set(key, { by: [...by], amount });
  }

  /** Those that occur, most coders first. */
  patterns(): Pattern[] {
    return [...this.#amounts].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, pattern]) => pattern);
  }
}

/** Patterns as ratings, 1 for marked and 0 for not, so that every general statistic can be put to them. */
export function ratingsOfPatterns(patterns: readonly Pattern[], coders: number): Ratings {
  return {
    categories: [0, 1],
    coders,
    values: Int32Array.from(patterns.flatMap(({ by }) => by.map((marked) => (marked ? 1 : 0)))),
    counts: Float64Array.from(patterns, ({ amount }) => amount),
  };
}
