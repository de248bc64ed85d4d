import type { DifferenceKind } from "./agreement/differences.ts";
import type { ShownDifference } from "./coderComparison.ts";
import type { Outcome } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import { turnsOf, type Source } from "../study/source.ts";
import type { Range } from "../text/range.ts";

/** A difference with the number by which people speak of it; null for what was agreed from the start. */
export type Numbered = ShownDifference & { readonly number: number | null };

/** Numbers what is not agreed from 1, by source and place. The numbers hold as long as nobody codes anything there; ids always. */
export function numbered(list: readonly ShownDifference[]): Numbered[] {
  let last = 0;
  return list.map((difference) => ({ ...difference, number: difference.kind === "agreed" ? null : ++last }));
}

/** The difference of an id, of the beginning of one, or of a number. */
export function differenceCalled(list: readonly Numbered[], written: string): { ok: true; difference: Numbered } | { ok: false; refusal: Refusal } {
  const exact = list.find((d) => d.id === written) ?? list.find((d) => d.number !== null && String(d.number) === written.trim());
  if (exact) return { ok: true, difference: exact };
  const begun = written.length < 4 ? [] : list.filter((d) => d.id.startsWith(written));
  if (begun.length === 1) return { ok: true, difference: begun[0]! };
  if (begun.length > 1) return refuse("invalid", `Several differences have an id that begins with "${written}". Write more of it, or the number.`);
  const most = list.filter((d) => d.number !== null).length;
  return refuse("missing", most === 0 ? "There are no differences between these coders in what both have finished." : `There is no difference "${written}"; they are numbered 1 to ${most}. "earshot consensus list" shows them.`);
}

/** How far settling has come: what was agreed from the start, and of the rest what is settled, talked about and left open, and untouched. */
export interface Progress {
  readonly agreed: number;
  readonly differences: number;
  readonly settled: number;
  /** Talked about and left for later. */
  readonly leftOpen: number;
  readonly untouched: number;
  readonly byKind: Readonly<Record<DifferenceKind, number>>;
  /** How the settled ones were settled. */
  readonly byOutcome: Readonly<Record<Outcome, number>>;
}

export function progressOf(list: readonly ShownDifference[]): Progress {
  const byKind = { agreed: 0, boundary: 0, presence: 0, label: 0 };
  const byOutcome = { first: 0, second: 0, both: 0, other: 0, none: 0, open: 0 };
  let untouched = 0;
  for (const { kind, decision } of list) {
    byKind[kind]++;
    if (kind === "agreed") continue;
    if (decision) byOutcome[decision.outcome]++;
    else untouched++;
  }
  const differences = list.length - byKind.agreed;
  return { agreed: byKind.agreed, differences, settled: differences - untouched - byOutcome.open, leftOpen: byOutcome.open, untouched, byKind, byOutcome };
}

/** Where a passage stands, for people: the turn's number, who speaks, and where in the recording. */
export interface Place {
  /** Counted from 1; null where no turns could be told apart. */
  readonly turn: number | null;
  readonly speaker: string | null;
  /** Milliseconds into the recording; null where the transcript has no time codes. */
  readonly at: number | null;
}

export function placeOf(source: Source, start: number): Place {
  const turns = turnsOf(source);
  const i = turns.findLastIndex((turn) => turn.start <= start);
  const turn = turns[i];
  if (!turn) return { turn: null, speaker: null, at: null };
  return { turn: i + 1, speaker: turn.speaker === null ? null : (source.speakers[turn.speaker]?.label ?? null), at: turn.at };
}

/** The text around a passage: the turns it stands in with one before and one after, or some three hundred characters where there are no turns. */
export function surroundingsOf(source: Source, text: string, { start, end }: Range): Range {
  const turns = turnsOf(source);
  const first = turns.findLastIndex((turn) => turn.start <= start);
  const last = turns.findIndex((turn) => turn.end >= end);
  if (first < 0 || last < 0) return { start: Math.max(0, start - 300), end: Math.min(text.length, end + 300) };
  return { start: turns[Math.max(0, first - 1)]!.start, end: turns[Math.min(turns.length - 1, last + 1)]!.end };
}
