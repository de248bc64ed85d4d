import type { DifferenceKind } from "../analysis/agreement/differences.ts";
import { codeAt, pathOf, type CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Outcome } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import { turnsOf, type Source } from "../study/source.ts";
import type { Command, Study } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import type { ShownDifference } from "./compare.ts";
import { readAll, type Workbench } from "./workbench.ts";

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

/** What two people came to about one difference. */
export interface Settling {
  readonly outcome: Outcome;
  /** For "other": where, in the offsets of the current text, and with which code (a full path). What is not given is the first side's, or the only one's. */
  readonly code?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly reason?: string | undefined;
  readonly who: readonly CoderId[];
  /** What the decision changes in the codebook. */
  readonly definition?: { readonly code?: string | undefined; readonly field?: "description" | "whenToUse" | "whenNotToUse" | undefined; readonly text: string } | undefined;
}

/** The commands that record a decision, to be carried out as one step: the change of a definition first, then the decision that is linked to it. */
export function settle(study: Study, difference: ShownDifference, settling: Settling): { ok: true; commands: Command[] } | { ok: false; refusal: Refusal } {
  const { outcome, who, reason = "", definition } = settling;
  const found = resultOf(study, difference, settling);
  if (!found.ok) return found;
  const commands: Command[] = [];
  let changedCode: CodeId | null = null;
  if (definition) {
    const named = definition.code === undefined ? onlyCode(difference, found.result) : codeAt(study, definition.code)?.id;
    if (named === undefined) return refuse("missing", definition.code === undefined ? "Say which code's definition is changed: the decision leaves more than one code in question." : `There is no code "${definition.code}" in this study.`);
    changedCode = named;
    // Who reads the codebook's history may be coding blind: the reason of the decision stays with the decision.
    commands.push({ type: "code.describe", code: named, [definition.field ?? "description"]: definition.text, reason: "Made clearer when coders settled a difference" });
  }
  commands.push({
    type: "consensus.decide",
    difference: difference.id,
    source: difference.source,
    first: [...(difference.first?.codings ?? [])],
    second: [...(difference.second?.codings ?? [])],
    outcome,
    result: found.result,
    who: [...who],
    reason,
    changedCode,
  });
  return { ok: true, commands };
}

type Result = { code: string; start: number; end: number }[];

function onlyCode(difference: ShownDifference, result: Result): CodeId | undefined {
  const codes = new Set(result.length > 0 ? result.map((r) => r.code) : [difference.first?.code, difference.second?.code].filter((c) => c !== undefined));
  return codes.size === 1 ? [...codes][0] : undefined;
}

function resultOf(study: Study, difference: ShownDifference, { outcome, code, start, end }: Settling): { ok: true; result: Result } | { ok: false; refusal: Refusal } {
  const { first, second } = difference;
  const kept = (side: { code: string; ranges: readonly Range[] } | null): Result => side?.ranges.map((range) => ({ code: side.code, start: range.start, end: range.end })) ?? [];
  if (outcome !== "other" && (code !== undefined || start !== undefined || end !== undefined)) return refuse("invalid", `A code or a range is only given with "other"; "${outcome}" says already what is kept.`);
  switch (outcome) {
    case "first": case "second": {
      const side = outcome === "first" ? first : second;
      const other = outcome === "first" ? "second" : "first";
      return side ? { ok: true, result: kept(side) } : refuse("invalid", `The ${outcome} coder coded nothing here, so there is nothing of theirs to keep. Use "none" if nothing should be coded, or "${other}".`);
    }
    case "both":
      return first && second ? { ok: true, result: [...kept(first), ...kept(second)] } : refuse("invalid", `Only the ${first ? "first" : "second"} coder coded here; use "${first ? "first" : "second"}" to keep it.`);
    case "none": case "open":
      return { ok: true, result: [] };
    case "other": {
      const chosen = code === undefined ? undefined : codeAt(study, code);
      if (code !== undefined && !chosen) return refuse("missing", `There is no code "${code}" in this study.`);
      if (chosen?.kind === "heading") return refuse("not allowed", `"${chosen.name}" is a heading; choose one of the codes below it.`);
      if (chosen === undefined && start === undefined && end === undefined) return refuse("invalid", "Say which other code (--code) or range (--start and --end) you settled on.");
      if ((start === undefined) !== (end === undefined)) return refuse("invalid", "Give both ends of the range.");
      const side = first ?? second!;
      const ranges = start === undefined ? side.ranges : [{ start, end: end! }];
      return { ok: true, result: ranges.map((range) => ({ code: chosen?.id ?? side.code, start: range.start, end: range.end })) };
    }
  }
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

/** One decision about a difference, as it was made. */
export interface DecisionMade {
  readonly stamp: string;
  /** The name of who recorded it. */
  readonly actor: string;
  readonly outcome: Outcome;
  readonly result: readonly string[];
  readonly who: readonly string[];
  readonly reason: string;
  /** Whether it is the one that counts. */
  readonly stands: boolean;
  /** True where another copy decided the same difference without having seen this decision. */
  readonly unseen: boolean;
}

/** Every decision about a difference, oldest first; also the ones that no longer stand. */
export async function decisionsOn(workbench: Workbench, difference: string): Promise<DecisionMade[]> {
  const { study } = workbench;
  const nameOf = (coder: CoderId): string => study.coders.get(coder)?.name ?? "someone";
  const stands = study.decisions.get(difference)?.stamp;
  const conflict = study.conflicts.get(`difference/${difference}/`);
  const events = await readAll(workbench.log, ["consensus.decided"]);
  return events.flatMap((event): DecisionMade[] =>
    event.type !== "consensus.decided" || event.body.difference !== difference
      ? []
      : [
          {
            stamp: event.stamp,
            actor: nameOf(event.actor),
            outcome: event.body.outcome,
            result: event.body.result.map((r) => pathOf(study, r.code)),
            who: event.body.who.map(nameOf),
            reason: event.words.reason ?? "",
            stands: event.stamp === stands,
            unseen: conflict?.earlier?.replica === event.replica && conflict.earlier.seq === event.seq,
          },
        ],
  );
}

/** Whether two people decided it without seeing each other's decision. The later one stands until somebody decides anew. */
export const isContested = (study: Study, difference: string): boolean => study.conflicts.has(`difference/${difference}/`);
