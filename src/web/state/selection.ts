import type { Range } from "../../text/range.ts";
import { sentences } from "../../text/segments.ts";
import { blockAt, type Block } from "./blocks.ts";

/** An interview's text with the blocks it is shown in: what a selection moves through. */
export interface Reading {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export type Unit = "character" | "word" | "sentence" | "turn";

const known = new WeakMap<Block, Partial<Record<Unit, Range[]>>>();
const words = new Intl.Segmenter(undefined, { granularity: "word" });
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The units of one block, in order; white space and marks between words are in no word. */
function unitsIn({ text }: Reading, block: Block, unit: Unit): Range[] {
  const cached = known.get(block) ?? {};
  known.set(block, cached);
  if (cached[unit]) return cached[unit];
  const said = text.slice(block.said, block.end);
  const shifted = (start: number, end: number): Range => ({ start: block.said + start, end: block.said + end });
  const found =
    unit === "turn"
      ? [shifted(0, said.length)]
      : unit === "sentence"
        ? sentences(said).map((s) => shifted(s.start, s.end))
        : unit === "word"
          ? [...words.segment(said)].filter((s) => s.isWordLike).map((s) => shifted(s.index, s.index + s.segment.length))
          : [...characters.segment(said)].map((s) => shifted(s.index, s.index + s.segment.length));
  return (cached[unit] = found);
}

/** The first unit that satisfies a test, from the block at an offset onwards. */
function forward(reading: Reading, from: number, unit: Unit, wanted: (range: Range) => boolean): Range | null {
  const first = blockAt(reading.blocks, from)?.index ?? 0;
  for (let i = first; i < reading.blocks.length; i++) {
    const found = unitsIn(reading, reading.blocks[i]!, unit).find(wanted);
    if (found) return found;
  }
  return null;
}

/** The last unit that satisfies a test, from the block at an offset backwards. */
function backward(reading: Reading, from: number, unit: Unit, wanted: (range: Range) => boolean): Range | null {
  const first = blockAt(reading.blocks, from)?.index ?? reading.blocks.length - 1;
  for (let i = first; i >= 0; i--) {
    const found = unitsIn(reading, reading.blocks[i]!, unit).findLast(wanted);
    if (found) return found;
  }
  return null;
}

/** The unit at an offset, or the next one after it. */
export const unitAt = (reading: Reading, offset: number, unit: Unit): Range | null => forward(reading, offset, unit, (u) => u.end > offset) ?? backward(reading, offset, unit, (u) => u.end <= offset);

/** The unit after (or before) a selection; the selection itself where there is none. From no selection, the unit at `caret`. */
export function step(reading: Reading, selection: Range | null, unit: Unit, direction: 1 | -1, caret = 0): Range | null {
  if (!selection) return unitAt(reading, caret, unit);
  const next = direction === 1 ? forward(reading, selection.end, unit, (u) => u.start >= selection.end) : backward(reading, selection.start, unit, (u) => u.end <= selection.start);
  return next ?? selection;
}

/** The selection with its end (or start) moved by one unit; never less than one character. */
export function stretch(reading: Reading, selection: Range, unit: Unit, direction: 1 | -1, edge: "start" | "end" = "end"): Range {
  const { start, end } = selection;
  if (edge === "end") {
    const to = direction === 1 ? forward(reading, end, unit, (u) => u.end > end)?.end : backward(reading, end, unit, (u) => u.end < end)?.end;
    return to !== undefined && to > start ? { start, end: to } : selection;
  }
  const to = direction === -1 ? backward(reading, start, unit, (u) => u.start < start)?.start : forward(reading, start, unit, (u) => u.start > start)?.start;
  return to !== undefined && to < end ? { start: to, end } : selection;
}

/** A range drawn out so that it cuts no character in two (emoji, combining marks) and begins and ends with no white space. */
export function tidy(reading: Reading, range: Range): Range | null {
  let start = Math.max(0, Math.min(range.start, range.end));
  let end = Math.min(reading.text.length, Math.max(range.start, range.end));
  while (start < end && /\s/.test(reading.text[start]!)) start++;
  while (end > start && /\s/.test(reading.text[end - 1]!)) end--;
  if (start >= end) return null;
  const firstBlock = blockAt(reading.blocks, start);
  const lastBlock = blockAt(reading.blocks, end - 1);
  if (firstBlock && start < firstBlock.said) start = firstBlock.said;
  if (lastBlock && end <= lastBlock.said) end = reading.blocks[lastBlock.index - 1]?.end ?? end;
  if (start >= end) return null;
  const whole = (offset: number, block: Block | undefined, edge: "start" | "end"): number => {
    const cut = block && unitsIn(reading, block, "character").find((c) => c.start < offset && offset < c.end);
    return cut ? cut[edge] : offset;
  };
  return { start: whole(start, blockAt(reading.blocks, start), "start"), end: whole(end, blockAt(reading.blocks, end - 1), "end") };
}

/** The range between an edge that stays and one that is drawn to an offset: to the end of the word there, or, where `exact`, of the character. Null where nothing is left. */
export function drawnTo(reading: Reading, fixed: number, to: number, exact = false): Range | null {
  if (to === fixed) return null;
  const edge = to < fixed ? "start" : "end";
  const word = exact ? null : edge === "start" ? forward(reading, to, "word", (w) => w.end > to) : backward(reading, to - 1, "word", (w) => w.start < to);
  // A word beyond the place is none that the mouse is in.
  const whole = word && word.start < to && to < word.end ? word[edge] : to;
  const drawn = tidy(reading, edge === "start" ? { start: whole, end: fixed } : { start: fixed, end: whole });
  return drawn && (edge === "start" ? { start: drawn.start, end: Math.min(drawn.end, fixed) } : { start: Math.max(drawn.start, fixed), end: drawn.end });
}
