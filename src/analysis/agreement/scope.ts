import type { Range } from "../../text/range.ts";
import type { SourceOfAgreement } from "./question.ts";
import { covered, type Layer } from "./sweep.ts";

/** How much of a source is compared, in characters. */
export const comparedLength = ({ length, scope }: SourceOfAgreement): number => (scope ? covered(scope) : length);

/** Ranges cut to what is compared. Both are sorted and do not overlap; pieces of neighbouring stretches stay apart. */
export function cut<T extends Range>(ranges: readonly T[], scope: readonly Range[] | undefined): T[] {
  if (!scope) return [...ranges];
  const pieces: T[] = [];
  let from = 0;
  for (const range of ranges) {
    while (from < scope.length && scope[from]!.end <= range.start) from += 1;
    for (let i = from; i < scope.length && scope[i]!.start < range.end; i += 1) {
      const [start, end] = [Math.max(scope[i]!.start, range.start), Math.min(scope[i]!.end, range.end)];
      if (end > start) pieces.push({ ...range, start, end });
    }
  }
  return pieces;
}

/** A layer that was cut to what is compared, on a text that consists of nothing else. */
export function closedUp(layer: Layer, scope: readonly Range[] | undefined): Layer {
  if (!scope) return layer;
  let [at, before, from] = [0, 0, 0];
  return layer.map(({ start, end }) => {
    while (from < scope.length && scope[from]!.end <= start) {
      at += scope[from]!.end - scope[from]!.start;
      from += 1;
    }
    before = start - (scope[from]?.start ?? start);
    return { start: at + before, end: at + before + end - start };
  });
}
