import type { CoderId } from "../study/coder.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { overlaps, type Range } from "../text/range.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { analysedParticipants } from "./analysed.ts";
import { currentTurns } from "./passages.ts";
import { placedCodings, type Placed } from "./placed.ts";

/** What part of a study a question is about; what is left out means all. */
export interface Scope {
  /** Only sources of these people. */
  readonly substudy?: Substudy | null;
  /** Whose codings count. */
  readonly coders?: ReadonlySet<CoderId>;
  /** Whose words count: a coding counts where at least one of its letters was said by such a speaker. */
  readonly roles?: ReadonlySet<SpeakerRole>;
}

/** A source in scope, with the codings in scope that still have words. */
export interface Scoped {
  readonly source: Source;
  readonly codings: readonly Placed[];
}

/** The sources in scope, in the order in which they came in; also those in which nothing is coded. */
export function sourcesIn(study: Study, { substudy = null }: Scope): Source[] {
  if (substudy === null) return presentSources(study);
  const people = new Set(analysedParticipants(study, substudy).map((p) => p.id));
  return presentSources(study).filter((s) => s.participant !== null && people.has(s.participant));
}

/** The sources in scope that have codings in scope, with these. */
export function codingsIn(study: Study, scope: Scope): Scoped[] {
  const wanted = new Set(sourcesIn(study, scope).map((s) => s.id));
  const { coders, roles } = scope;
  return placedCodings(study).flatMap(({ source, codings }): Scoped[] => {
    if (!wanted.has(source.id)) return [];
    const said = roles && saidIn(source, roles);
    const kept = codings.filter((c) => (!coders || coders.has(c.coding.coder)) && (!said || touches(said, c.range)));
    return kept.length === 0 ? [] : [{ source, codings: kept }];
  });
}

/** A text without turns is one voice: the participant's it is linked to, or nobody knows whose. */
const voiceOf = (source: Source): SpeakerRole => (source.participant === null ? "unknown" : "participant");

/** Where speakers of some roles speak, without their labels, in the order of the text; everyone unless said otherwise. */
export function saidIn(source: Source, roles?: ReadonlySet<SpeakerRole>): Range[] {
  const turns = currentTurns(source);
  if (turns.length === 0) return roles && !roles.has(voiceOf(source)) ? [] : [{ start: 0, end: Number.POSITIVE_INFINITY }];
  const said = roles ? turns.filter((t) => roles.has(t.speaker === null ? "unknown" : (source.speakers[t.speaker]?.role ?? "unknown"))) : turns;
  return said.map((t) => ({ start: t.said, end: t.end }));
}

/** Whether a range shares a letter with any of some sorted ranges. */
function touches(sorted: readonly Range[], range: Range): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.end <= range.start) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && overlaps(sorted[low]!, range);
}
