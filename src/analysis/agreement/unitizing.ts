import type { Range } from "../../text/range.ts";
import { figure, reasons, undefinedBecause, type Figure } from "./result.ts";

/** A stretch that one coder cut out of the continuum and gave a value. */
export interface Unit extends Range {
  readonly value: string;
}

/** One value's own figures: its reliability among the text that was valued at all, and how much of its text that is. */
export interface ValueAlpha {
  readonly value: string;
  readonly alpha: Figure;
  readonly coverage: Figure;
}

/** The unitizing alphas of a continuum. */
export interface UnitizingAlpha {
  /** u-α: cutting and valuing together, gaps being a value of their own. */
  readonly whole: Figure;
  /** |u-α: cut out or gap, whatever the value. */
  readonly binary: Figure;
  /** cu-α: which value, where both coders gave one. */
  readonly valued: Figure;
  /** How much of all coders' text cu-α rests on. */
  readonly coverage: Figure;
  /** (k)u-α of each value, in order of value. */
  readonly byValue: readonly ValueAlpha[];
}

/**
 * Krippendorff's alphas for units that coders cut out of a continuum themselves. `coders` has one list of units per coder; a coder's units of different values must
 * not overlap (then everything is undefined, with the reason), and touching ones stay two units unless they were merged before.
 * Lengths ℓ_ck of intersections between coders are compared with those expected (ε_ck) where units keep their lengths and fall anywhere; the formulae are in docs/methods.md.
 * For cu-α with three or more coders the self-pairing term is read as s*_c = 1/(m − 1) Σ_i Σ_{j≠i} Σ_g (Σ_h overlap)².
 * Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality & Quantity 50:2347; Krippendorff 2019, § 12.6.
 */
export function unitizingAlpha(coders: readonly (readonly Unit[])[], length: number): UnitizingAlpha {
  const nothing = (why: string): UnitizingAlpha => {
    const none = undefinedBecause(why);
    return { whole: none, binary: none, valued: none, coverage: none, byValue: [] };
  };
  if (coders.length < 2) return nothing(reasons.oneCoder);
  if (!(length > 0)) return nothing(reasons.empty);
  const m = coders.length;
  const lists: Unit[][] = [];
  for (const [coder, given] of coders.entries()) {
    const list = given.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || a.end - b.end);
    for (const [i, unit] of list.entries()) {
      if (unit.start < 0 || unit.end > length) return nothing(`coder ${coder + 1} has a unit from ${unit.start} to ${unit.end}, outside the text of ${length} characters`);
      const next = list[i + 1];
      if (next && next.start < unit.end) return nothing(`coder ${coder + 1} gave “${unit.value}” and “${next.value}” to the same text at ${next.start}, and this coefficient allows one value at a time`);
    }
    lists.push(list);
  }
  const names = [...new Set(lists.flat().map((unit) => unit.value))].sort();
  const index = new Map(names.map((name, k) => [name, k]));
  const q = names.length;

  const lengths = new Float64Array(q); // ℓ_c·, over all coders
  const squares = new Float64Array(q); // s_c
  for (const list of lists)
    for (const { start, end, value } of list) {
      lengths[index.get(value)!]! += end - start;
      squares[index.get(value)!]! += (end - start) ** 2;
    }
  const shared = Array.from({ length: q }, () => new Float64Array(q)); // ℓ_ck among values
  const sharedSquares = new Float64Array(q); // s*_c
  for (let i = 0; i < m; i += 1)
    for (let j = 0; j < m; j += 1) if (i !== j) meet(lists[i]!, lists[j]!, index, shared, sharedSquares, m - 1);

  const all = m * length;
  const sum = (list: Iterable<number>): number => [...list].reduce((total, x) => total + x, 0);
  const gaps = all - sum(lengths); // ℓ_φ·
  const valuedShared = shared.map(sum); // ℓ*_c·
  const gapsMet = lengths.map((own, c) => own - valuedShared[c]!); // ℓ_φc
  const gapsShared = gaps - sum(gapsMet); // ℓ_φφ

  // u-α and |u-α, gaps being a value of their own.
  const scale = all / (all * all - sum(squares) - gaps);
  const chanceSame = scale * (sum(lengths.map((own, c) => own * own - squares[c]!)) + gaps * gaps - gaps);
  const same = sum(shared.map((row, c) => row[c]!)) + gapsShared;
  const whole = ratio(all - same, all - chanceSame);
  const binary = ratio(sum(gapsMet), scale * gaps * sum(lengths));

  // cu-α and (k)u-α, gaps left out.
  const valuedAll = sum(valuedShared);
  if (valuedAll === 0) {
    const none = undefinedBecause(q === 0 ? "no coder cut out anything" : "no text was given a value by two coders");
    const byValue = names.map((value) => ({ value, alpha: none, coverage: figure(0) }));
    return { whole, binary, valued: none, coverage: figure(0), byValue };
  }
  const starScale = valuedAll / (valuedAll ** 2 - sum(sharedSquares));
  const expectedSame = valuedShared.map((own, c) => starScale * (own * own - sharedSquares[c]!));
  const valued = ratio(valuedAll - sum(shared.map((row, c) => row[c]!)), valuedAll - sum(expectedSame));
  const byValue = names.map((value, k) => {
    const own = valuedShared[k]!;
    if (own === 0) return { value, alpha: undefinedBecause(`no text that one coder gave “${value}” was given any value by another`), coverage: figure(0) };
    // ε*_·k is the row's sum over all values: scale (ℓ*.. ℓ*_·k − s*_k).
    const expected = starScale * (valuedAll * own - sharedSquares[k]!);
    return { value, alpha: ratio((expected / own) * (own - shared[k]![k]!), expected - expectedSame[k]!), coverage: figure(own / lengths[k]!) };
  });
  return { whole, binary, valued, coverage: figure(valuedAll / all), byValue };
}

/** 1 − observed / expected disagreement; undefined where none was to be expected. */
function ratio(observed: number, expected: number): Figure {
  return expected > 1e-12 ? figure(1 - observed / expected) : undefinedBecause(reasons.noVariation);
}

/** Adds coder i's intersections with coder j, by walking both lists once. */
function meet(own: readonly Unit[], other: readonly Unit[], index: ReadonlyMap<string, number>, shared: Float64Array[], squares: Float64Array, others: number): void {
  let from = 0;
  for (const unit of own) {
    const c = index.get(unit.value)!;
    while (from < other.length && other[from]!.end <= unit.start) from += 1;
    let met = 0;
    for (let h = from; h < other.length && other[h]!.start < unit.end; h += 1) {
      const overlap = Math.min(unit.end, other[h]!.end) - Math.max(unit.start, other[h]!.start);
      shared[c]![index.get(other[h]!.value)!]! += overlap / others;
      met += overlap;
    }
    squares[c]! += met ** 2 / others;
  }
}
