import type { Block } from "./blocks.ts";
import { lanesOf, type Span } from "./lanes.ts";

/** A coding with all that is needed to paint it. */
export interface Painted extends Span {
  /** Names the colour in the registry (colours.ts). */
  readonly colour: string;
  readonly label: string;
  /** The initials of its coder, where it is another's than the reader's; null for the reader's own. */
  readonly other: string | null;
}

/** The part of a coding that falls into one block. */
export interface Piece {
  readonly coding: Painted;
  /** In offsets of the whole text. */
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  /** How deep it lies under others that begin before it: tells its underline from theirs. */
  readonly depth: number;
  /** Whether the coding begins (ends) in this block. */
  readonly first: boolean;
  readonly last: boolean;
}

/** How many underlines, and tints over one another, are told apart; deeper ones have their stripe only, so that the words stay readable. */
export const depths = 3;

/** What is to be painted in each block, by the block's index. A block whose pieces did not change keeps its list. */
export type Plan = ReadonlyMap<number, readonly Piece[]>;

/** About how many letters stand on a line: codings on one line get stripes of their own. */
const lineLetters = 58;

export function planOf(blocks: readonly Block[], codings: readonly Painted[], before: Plan = new Map()): Plan {
  const sorted = [...codings].filter((c) => c.end > c.start).sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const ends = blocks.map((b) => b.end);
  const blockOf = (offset: number): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const lanes = lanesOf(sorted, (span) => Math.min(span.end + lineLetters, blocks[blockOf(span.end - 1)]?.end ?? span.end));
  const plan = new Map<number, Piece[]>();
  const open: { end: number; depth: number }[] = [];
  for (const coding of sorted) {
    for (let i = open.length - 1; i >= 0; i--) if (open[i]!.end <= coding.start) open.splice(i, 1);
    let depth = 0;
    while (open.some((o) => o.depth === depth)) depth++;
    open.push({ end: coding.end, depth });
    let first = true;
    for (let i = blockOf(coding.start); i < blocks.length && blocks[i]!.start < coding.end; i++) {
      const block = blocks[i]!;
      const start = Math.max(coding.start, block.said);
      const end = Math.min(coding.end, block.end);
      if (start >= end) continue;
      const pieces = plan.get(i) ?? [];
      pieces.push({ coding, start, end, lane: lanes.get(coding.id) ?? -1, depth, first, last: coding.end <= block.end || i === blocks.length - 1 });
      plan.set(i, pieces);
      first = false;
    }
  }
  for (const [index, pieces] of plan) {
    const old = before.get(index);
    if (old && old.length === pieces.length && old.every((piece, i) => same(piece, pieces[i]!))) plan.set(index, old as Piece[]);
  }
  return plan;
}

const same = (a: Piece, b: Piece): boolean =>
  a.start === b.start && a.end === b.end && a.lane === b.lane && a.depth === b.depth && a.first === b.first && a.last === b.last &&
  a.coding.id === b.coding.id && a.coding.colour === b.coding.colour && a.coding.label === b.coding.label && a.coding.other === b.coding.other;

/** The codings over an offset, the shortest first: what a click there means. */
export const codingsAt = <C extends Span>(codings: readonly C[], offset: number): C[] => codings.filter((c) => c.start <= offset && offset < c.end).sort((a, b) => a.end - a.start - (b.end - b.start));

/** The next (or previous) coding from a place: the first that starts after it, or the last that starts before. */
export function nextCoding<C extends Span>(codings: readonly C[], from: { start: number; id: string | null }, direction: 1 | -1): C | undefined {
  const sorted = [...codings].filter((c) => c.end > c.start).sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const here = from.id === null ? -1 : sorted.findIndex((c) => c.id === from.id);
  if (here >= 0) return sorted[here + direction];
  return direction === 1 ? sorted.find((c) => c.start >= from.start) : sorted.findLast((c) => c.start < from.start);
}

/** The next (or previous) stretch of words that nobody shown here has coded, block by block. */
export function nextUncoded(blocks: readonly Block[], codings: readonly Span[], from: { start: number; end: number }, direction: 1 | -1, isWords: (start: number, end: number) => boolean): { start: number; end: number } | undefined {
  const gaps: { start: number; end: number }[] = [];
  const sorted = [...codings].sort((a, b) => a.start - b.start);
  for (const block of blocks) {
    let at = block.said;
    for (const coding of sorted) {
      if (coding.end <= at || coding.start >= block.end) continue;
      if (coding.start > at && isWords(at, coding.start)) gaps.push({ start: at, end: coding.start });
      at = Math.max(at, Math.min(coding.end, block.end));
    }
    if (at < block.end && isWords(at, block.end)) gaps.push({ start: at, end: block.end });
  }
  return direction === 1 ? gaps.find((g) => g.start >= from.end) : gaps.findLast((g) => g.end <= from.start);
}
