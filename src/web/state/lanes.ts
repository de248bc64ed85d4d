/** Something that runs beside the text from one offset to another. */
export interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** How many stripes stand side by side at most; what needs more is counted, not drawn. */
export const mostLanes = 8;

/**
 * The lane of each span, from 0 at the text outwards; -1 where all are taken. Two spans in one lane never share a line:
 * `reach` says up to where a span's last line may go, for lanes are given before anything is measured.
 */
export function lanesOf(spans: readonly Span[], reach: (span: Span) => number = (s) => s.end, most = mostLanes): Map<string, number> {
  const free: number[] = [];
  const lanes = new Map<string, number>();
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1))) {
    let lane = free.findIndex((from) => from <= span.start);
    if (lane < 0) lane = free.length < most ? free.length : -1;
    if (lane >= 0) free[lane] = Math.max(reach(span), span.end);
    lanes.set(span.id, lane);
  }
  return lanes;
}

/** A name to be written beside its stripe: where it would like to begin, in pixels from the top. */
export interface Label {
  readonly id: string;
  readonly top: number;
}

/**
 * Where the names go: each at its own height or pushed down below the one before; those that would leave the block are
 * counted at the last that fits.
 */
export function placeLabels(labels: readonly Label[], height: number, line: number): { readonly placed: readonly { readonly id: string; readonly top: number }[]; readonly left: readonly string[] } {
  const placed: { id: string; top: number }[] = [];
  const left: string[] = [];
  let next = 0;
  for (const label of [...labels].sort((a, b) => a.top - b.top)) {
    const top = Math.max(label.top, next);
    if (top + line > Math.max(height, line) + 6) {
      left.push(label.id);
      continue;
    }
    placed.push({ id: label.id, top });
    next = top + line;
  }
  return { placed, left };
}
