import { paragraphs } from "../../text/segments.ts";
import type { Turn } from "../../text/turns.ts";

/** A stretch of an interview that is shown as one: a turn, or a paragraph that belongs to no turn. */
export interface Block {
  readonly index: number;
  /** Where it begins, speaker label included. */
  readonly start: number;
  /** Where the words begin that are shown in the column. */
  readonly said: number;
  readonly end: number;
  readonly speaker: number | null;
  /** Milliseconds from the start of the recording. */
  readonly at: number | null;
}

/** The blocks of a text in order: every word that is not a speaker's label is in exactly one. */
export function blocksOf(text: string, turns: readonly Turn[]): Block[] {
  const blocks: Block[] = [];
  const put = (start: number, said: number, end: number, speaker: number | null, at: number | null): void => {
    if (end > said) blocks.push({ index: blocks.length, start, said, end, speaker, at });
  };
  const loose = (from: number, to: number): void => {
    for (const { start, end } of paragraphs(text.slice(from, to))) put(from + start, from + start, from + end, null, null);
  };
  let at = 0;
  for (const turn of turns) {
    if (turn.start > at) loose(at, turn.start);
    put(Math.max(turn.start, at), Math.max(turn.said, at), turn.end, turn.speaker, turn.at);
    at = Math.max(at, turn.end);
  }
  loose(at, text.length);
  return blocks;
}

/** The block that holds an offset, or else the next one after it, or else the last; undefined where there is none. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return blocks[low];
}
