import { layersOf } from "./layers.ts";
import type { AgreementQuestion } from "./question.ts";

/** How much text one coder gave one code and the other another. */
export interface Confusion {
  readonly first: string;
  readonly second: string;
  /** Characters; on the diagonal those on which they agree. */
  readonly characters: number;
}

/** What two coders' codes stood for on the same text. */
export interface ConfusionMatrix {
  readonly codes: readonly string[];
  /** Pairs that occur, by the places of first and second in `codes`. */
  readonly pairs: readonly Confusion[];
  /** Characters that the first coder gave the code and on which the second had nothing that the first had not: coded by one alone. In the order of `codes`. */
  readonly onlyFirst: readonly number[];
  readonly onlySecond: readonly number[];
}

/**
 * The confusion matrix of codes on overlapping ranges, in characters, over the sources that both coders finished.
 * Text can have several codes: where both gave the same code it counts on the diagonal and takes no part in confusions; of what is left at a place, each code of the first is confused with each of the second.
 * So two coders who both gave x and y confuse nothing, and x against x and y is agreement on x and y by the second alone.
 */
export function confusionMatrix(question: Pick<AgreementQuestion, "sources" | "codes" | "codings"> & { readonly coders: readonly [string, string] }): ConfusionMatrix {
  const { sources, codes, coders } = question;
  const layer = layersOf(question);
  const q = codes.length;
  const amounts = new Map<number, number>();
  const add = (key: number, amount: number): void => void amounts.set(key, (amounts.get(key) ?? 0) + amount);
  const alone = [new Float64Array(q), new Float64Array(q)] as const;
  for (const [source, { finishedBy }] of sources.entries()) {
    if (!coders.every((coder) => finishedBy.includes(coder))) continue;
    const edges: { at: number; code: number; side: 0 | 1; on: boolean }[] = [];
    for (let code = 0; code < q; code += 1)
      for (const side of [0, 1] as const) for (const { start, end } of layer(source, code, side)) edges.push({ at: start, code, side, on: true }, { at: end, code, side, on: false });
    edges.sort((a, b) => a.at - b.at);
    const open = [new Set<number>(), new Set<number>()] as const;
    let from = 0;
    for (const { at, code, side, on } of edges) {
      if (at > from) count(open, at - from);
      from = at;
      if (on) open[side].add(code);
      else open[side].delete(code);
    }
  }

  function count([first, second]: readonly [Set<number>, Set<number>], amount: number): void {
    if (first.size === 0 && second.size === 0) return;
    const left = [...first].filter((code) => !second.has(code));
    const right = [...second].filter((code) => !first.has(code));
    for (const code of first) if (second.has(code)) add(code * q + code, amount);
    for (const a of left) {
      for (const b of right) add(a * q + b, amount);
      if (right.length === 0) alone[0][a]! += amount;
    }
    if (left.length === 0) for (const b of right) alone[1][b]! += amount;
  }

  const pairs = [...amounts].sort(([a], [b]) => a - b).map(([key, characters]) => ({ first: codes[Math.floor(key / q)]!, second: codes[key % q]!, characters }));
  return { codes, pairs, onlyFirst: [...alone[0]], onlySecond: [...alone[1]] };
}
