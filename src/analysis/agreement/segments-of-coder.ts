import type { Range } from "../../text/range.ts";

/** A coding that can be told from others. */
export interface NamedCoding extends Range {
  readonly id: string;
  readonly coder: string;
  readonly source: string;
  readonly code: string;
}

/** A stretch that one coder gave one code: one coding, or several that touch or overlap. */
export interface Segment extends Range {
  readonly code: string;
  /** The codings it is made of, in the order of the text. */
  readonly codings: readonly NamedCoding[];
}

/** Merges one coder's touching and overlapping codings of one code in one source. Codings without extent (their words were removed) vanish. */
export function segmentsOf(codings: readonly NamedCoding[]): Segment[] {
  const sorted = codings.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const segments: { start: number; end: number; code: string; codings: NamedCoding[] }[] = [];
  for (const coding of sorted) {
    const last = segments.at(-1);
    if (last && coding.start <= last.end) {
      last.end = Math.max(last.end, coding.end);
      last.codings.push(coding);
    } else segments.push({ start: coding.start, end: coding.end, code: coding.code, codings: [coding] });
  }
  return segments;
}
