import type { Source } from "../study/source.ts";
import type { Version } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** What a word is: letters and digits, with apostrophes and hyphens inside. */
export const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

const known = new WeakMap<Source, { readonly version: Version; readonly length: number; readonly starts: Uint32Array }>();

/** Where the words of a source begin, in order; found once for each version of its text. */
export function wordStarts(source: Source, text: string): Uint32Array {
  const found = known.get(source);
  if (found?.version === source.version && found.length === text.length) return found.starts;
  const starts = Uint32Array.from(text.matchAll(wordPattern), (m) => m.index);
  known.set(source, { version: source.version, length: text.length, starts });
  return starts;
}

/** How many words begin in a range. */
export function wordsBetween(starts: Uint32Array, { start, end }: Range): number {
  return before(starts, end) - before(starts, start);
}

/** How many of some sorted numbers are smaller than another. */
function before(sorted: Uint32Array, offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What two lists of sorted, disjoint ranges share. */
export function shared(a: readonly Range[], b: readonly Range[]): Range[] {
  const both: Range[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [start, end] = [Math.max(a[i]!.start, b[j]!.start), Math.min(a[i]!.end, b[j]!.end)];
    if (start < end) both.push({ start, end });
    if (a[i]!.end < b[j]!.end) i++;
    else j++;
  }
  return both;
}
