import type { CoderId } from "../study/coder.ts";
import type { WithdrawalLevel } from "../study/consent.ts";
import { refuse, type ReplicaId } from "../study/event.ts";
import type { ParticipantId } from "../study/participant.ts";
import { sentence } from "../study/sentence.ts";
import type { Recorded, Study } from "../study/study.ts";
import { readAll, type Outcome, type Workbench } from "./workbench.ts";

/** What a withdrawal takes out of the file: events that lose their words, and contents that go. */
export interface Removal {
  readonly events: readonly { readonly replica: ReplicaId; readonly seq: number }[];
  readonly contents: readonly string[];
  /** Each event that loses words, in the words that are still there; for a person to read beforehand. */
  readonly sentences: readonly string[];
}

/**
 * What would be erased if a participant withdrew everything: who they are, their interviews' texts and files, what was
 * corrected in them, memos linked to them, and what was written about them in recruitment, themes and consensus.
 * That a passage was coded, with which code and when, stays.
 */
export async function removalOf(workbench: Workbench, participant: ParticipantId): Promise<Removal> {
  const { study, log } = workbench;
  const events = await readAll(log);
  const theirs = belongings(study, participant, events);
  const contents = new Set<string>();
  const hit: Recorded[] = [];
  for (const event of events) {
    if (event.type === "source.imported" && theirs.has(event.body.source)) {
      contents.add(event.body.content);
      contents.add(event.body.file);
    }
    if (event.type === "import.kept" && speaksOf(event, theirs)) contents.add(event.body.content);
    if (event.type !== "history.wordsErased" && Object.keys(event.words).length > 0 && speaksOf(event, theirs)) hit.push(event);
  }
  return { events: hit.map(({ replica, seq }) => ({ replica, seq })), contents: [...contents], sentences: hit.map((event) => sentence(study, event)) };
}

/** The ids of the participant and of all that is theirs: sources, codings in them, interviews, memos about any of these. */
function belongings(study: Study, participant: ParticipantId, events: readonly Recorded[]): Set<string> {
  const ids = new Set<string>([participant]);
  for (const source of study.sources.values()) if (source.participant === participant) ids.add(source.id);
  for (const event of events) if (event.type === "source.imported" && event.body.participant === participant) ids.add(event.body.source);
  const sources = [...ids];
  for (const source of sources) for (const coding of study.codingsBySource.get(source) ?? []) ids.add(coding.id);
  for (const interview of study.interviews.values()) if (interview.participant === participant) ids.add(interview.id);
  for (const memo of study.memos.values()) if (memo.links.some((link) => ids.has(link.id))) ids.add(memo.id);
  return ids;
}

/** Whether an event is about one of these. The record of the withdrawal itself keeps its reason. */
function speaksOf(event: Recorded, ids: ReadonlySet<string>): boolean {
  if (event.type === "consent.withdrawn") return false;
  const { source, participant, coding, memo, interview } = event.body as Partial<Record<string, string>>;
  if ([source, participant, coding, memo, interview].some((id) => id !== undefined && ids.has(id))) return true;
  return event.type === "memo.written" && event.body.links.some((link) => ids.has(link.id));
}

/**
 * Records a withdrawal. At the level "remove everything" the words and contents are destroyed for good: recorded,
 * erased from the file, and on the next merge from every copy.
 */
export async function withdraw(workbench: Workbench, participant: ParticipantId, { level, date, reason }: { level: WithdrawalLevel; date: string; reason: string }, actor: CoderId): Promise<Outcome> {
  const sealed = level === "remove everything" ? (await workbench.log.sealed()).length : 0;
  // Words about this person may stand in what this copy does not hold; only a whole copy can name them all.
  if (sealed > 0) return refuse("not allowed", "This copy was made for a second coder and does not hold everything, so it cannot find all that is to be erased. Record the withdrawal in the copy that it was made from; it reaches this one at the next merge.");
  const outcome = await workbench.do({ type: "consent.withdraw", participant, level, date, reason }, actor);
  if (!outcome.ok || level !== "remove everything") return outcome;
  return workbench.exclusively(async () => {
    const { events, contents } = await removalOf(workbench, participant);
    await workbench.record(actor, [{ type: "history.wordsErased", body: { events, contents }, words: {} }]);
    await workbench.log.erase(events, contents);
    await workbench.refold();
    workbench.announce();
    return { ...outcome, said: [...outcome.said, `Erased the words of ${events.length} events and ${contents.length} files for good. Other copies of this study lose them at their next merge.`] };
  });
}
