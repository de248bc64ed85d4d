import type { Range } from "../../text/range.ts";
import { matchOtherCode, matchSameCode, type Match } from "./matching.ts";
import { segmentsOf, type NamedCoding, type Segment } from "./segments-of-coder.ts";

/**
 * How two coders' work compares at one place. `agreed`: the same code on the same text. `boundary`: the same code on overlapping text of another extent.
 * `label`: different codes on nearly the same text. `presence`: only one of them coded it.
 */
export type DifferenceKind = "agreed" | "boundary" | "presence" | "label";

/** Every kind, in the order in which they are listed to people. */
export const differenceKinds: readonly DifferenceKind[] = ["agreed", "boundary", "presence", "label"];

/** What one coder did there. */
export interface Side {
  readonly code: string;
  /** The ids of the codings, in the order of the text. */
  readonly codings: readonly string[];
  /** Their text, touching and overlapping codings merged. */
  readonly ranges: readonly Range[];
}

/** One place where two coders' work is compared. Every coding with an extent is in exactly one. */
export interface Difference {
  /** Made of the ids of its codings alone, so that it stays the same whatever else is coded, and whoever is called first. */
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly source: string;
  /** What the first coder did; null where only the second coded. */
  readonly first: Side | null;
  readonly second: Side | null;
  /** From the first to the last character of either side. */
  readonly covering: Range;
}

/** Whose codings are compared. */
export interface DifferencesQuestion {
  readonly coders: readonly [string, string];
  /** Those of other coders are left aside. Only sources that both have finished should be given. */
  readonly codings: readonly NamedCoding[];
  /** By how many characters both ends may lie apart for the extent to count as the same: 0 unless told. */
  readonly tolerance?: number;
}

/**
 * All places where one of two coders coded, each with its kind, by source in the order given, then in the order of the text.
 * Within a code, segments are matched one to one by common text; what the other did not code with this code is then held against the other's leftover segments of other codes, and is
 * a `label` difference where the common text is at least half of the longer one, `presence` otherwise. Near-linear in the number of codings.
 */
export function differences({ coders, codings, tolerance = 0 }: DifferencesQuestion): Difference[] {
  const sources = new Map<string, Map<string, [NamedCoding[], NamedCoding[]]>>();
  for (const coding of codings) {
    const side = coders.indexOf(coding.coder);
    if (side < 0) continue;
    let codes = sources.get(coding.source);
    if (!codes) sources.set(coding.source, (codes = new Map()));
    let lists = codes.get(coding.code);
    if (!lists) codes.set(coding.code, (lists = [[], []]));
    lists[side as 0 | 1].push(coding);
  }
  const all: Difference[] = [];
  for (const [source, codes] of sources) {
    const found: Difference[] = [];
    const alone: [Segment[], Segment[]] = [[], []];
    for (const [first, second] of codes.values()) {
      for (const match of matchSameCode(segmentsOf(first), segmentsOf(second))) {
        if (match.second.length === 0) alone[0].push(...match.first);
        else if (match.first.length === 0) alone[1].push(...match.second);
        else found.push(differenceOf(source, sameExtent(match, tolerance) ? "agreed" : "boundary", match));
      }
    }
    for (const match of matchOtherCode(...alone)) found.push(differenceOf(source, match.first.length > 0 && match.second.length > 0 ? "label" : "presence", match));
    found.sort((a, b) => a.covering.start - b.covering.start || a.covering.end - b.covering.end || (a.id < b.id ? -1 : 1));
    for (const difference of found) all.push(difference);
  }
  return all;
}

/** How many differences there are of each kind. */
export function countKinds(list: readonly Difference[]): Record<DifferenceKind, number> {
  const counts = { agreed: 0, boundary: 0, presence: 0, label: 0 };
  for (const { kind } of list) counts[kind] += 1;
  return counts;
}

function sameExtent({ first, second }: Match, tolerance: number): boolean {
  if (first.length !== 1 || second.length !== 1) return false;
  const [a, b] = [first[0]!, second[0]!];
  return Math.abs(a.start - b.start) <= tolerance && Math.abs(a.end - b.end) <= tolerance;
}

function differenceOf(source: string, kind: DifferenceKind, { first, second }: Match): Difference {
  const segments = [...first, ...second];
  const id = segments.flatMap(({ codings }) => codings.map((coding) => coding.id)).sort().join("+");
  const start = segments.reduce((least, segment) => Math.min(least, segment.start), Infinity);
  const end = segments.reduce((most, segment) => Math.max(most, segment.end), 0);
  return { id, kind, source, first: sideOf(first), second: sideOf(second), covering: { start, end } };
}

function sideOf(segments: readonly Segment[]): Side | null {
  if (segments.length === 0) return null;
  const sorted = segments.length > 1 ? [...segments].sort((a, b) => a.start - b.start) : segments;
  return {
    code: sorted[0]!.code,
    codings: sorted.flatMap(({ codings }) => codings.map(({ id }) => id)),
    ranges: sorted.map(({ start, end }) => ({ start, end })),
  };
}
