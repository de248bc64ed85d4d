/** A position in a source's text: the number of UTF-16 code units before it. */
export type Offset = number & { readonly __unit?: "utf16" };

/** A half-open stretch of text: `start` is in it, `end` is not. Both are UTF-16 offsets. */
export interface Range {
  readonly start: Offset;
  readonly end: Offset;
}

/** How many UTF-16 code units a range covers. */
export const length = (range: Range): number => range.end - range.start;

/** True where a range covers no text at all. */
export const isEmpty = (range: Range): boolean => range.end <= range.start;

/** True where two ranges share at least one code unit. */
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** True where `outer` covers every code unit of `inner`. */
export const contains = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** How many code units two ranges share; 0 where they do not meet. */
export const overlapLength = (a: Range, b: Range): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Order by start, then the longer first, so that an outer range comes before those inside it. */
export const byPosition = (a: Range, b: Range): number => a.start - b.start || b.end - a.end;

/** The union of ranges as sorted, disjoint, non-touching ranges. Empty ranges vanish. */
export function union(ranges: readonly Range[]): Range[] {
  const merged: { start: Offset; end: Offset }[] = [];
  for (const { start, end } of ranges.filter((r) => !isEmpty(r)).sort(byPosition)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
