import type { CoderId } from "../study/coder.ts";
import type { WithdrawalLevel } from "../study/consent.ts";
import { refuse, type ReplicaId } from "../study/event.ts";
import type { ParticipantId } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import type { Erasure } from "./withdraw-reach.ts";
import { removalOf } from "./withdraw-reach.ts";
import type { Outcome, Workbench } from "./workbench.ts";

/** What is recorded of a withdrawal. */
export interface Withdrawal {
  readonly level: WithdrawalLevel;
  /** The day on which the person said so, as `2016-06-14`, or "". */
  readonly date: string;
  readonly reason: string;
}

/** Whether a level takes words out of the file, which cannot be undone. */
export const erases = (level: WithdrawalLevel): boolean => level === "remove everything" || level === "remove what is not analysed";

const several = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/**
 * Records a withdrawal. At the levels that remove something, the words and contents are destroyed for good: recorded,
 * erased from the file, and on the next merge from every copy.
 */
export async function withdraw(workbench: Workbench, participant: ParticipantId, { level, date, reason }: Withdrawal, actor: CoderId): Promise<Outcome> {
  const sealed = erases(level) ? (await workbench.log.sealed()).length : 0;
  // Words about this person may stand in what this copy does not hold; only a whole copy can name them all.
  if (sealed > 0) return refuse("not allowed", "This copy was made for a second coder and does not hold everything, so it cannot find all that is to be erased. Record the withdrawal in the copy that it was made from; it reaches this one at the next merge.");
  const outcome = await workbench.do({ type: "consent.withdraw", participant, level, date, reason }, actor);
  if (!outcome.ok || !erases(level)) return outcome;
  return workbench.exclusively(async () => {
    const { erasure } = await removalOf(workbench, participant, level);
    const { events, contents } = erasure;
    if (events.length + contents.length === 0) return { ...outcome, said: [...outcome.said, "There was nothing to erase."] };
    await erase(workbench, erasure, actor);
    workbench.announce();
    return { ...outcome, said: [...outcome.said, `Erased the words of ${several(events.length, "event", "events")} and ${several(contents.length, "file", "files")} for good. Other copies of this study lose them at their next merge.`] };
  });
}

async function erase(workbench: Workbench, { events, contents }: Erasure, actor: CoderId): Promise<void> {
  await workbench.record(actor, [{ type: "history.wordsErased", body: { events, contents }, words: {} }]);
  await workbench.log.erase(events, contents);
  await workbench.refold();
}

const gone = (study: Study): ParticipantId[] => [...study.participants.values()].filter((p) => p.withdrawn?.level === "remove everything").map((p) => p.id);

/**
 * Erases what a merge brought in about people who have withdrawn everything: another copy may have gone on writing about
 * them before it knew. Runs exclusively already. True where something was erased.
 */
export async function eraseOfWithdrawn(workbench: Workbench, actor: CoderId): Promise<boolean> {
  const people = gone(workbench.study);
  if (people.length === 0 || (await workbench.log.sealed()).length > 0) return false;
  const events = new Map<string, { replica: ReplicaId; seq: number }>();
  const contents = new Set<string>();
  for (const person of people) {
    const { erasure } = await removalOf(workbench, person, "remove everything");
    for (const event of erasure.events) events.set(`${event.replica}:${event.seq}`, event);
    for (const name of erasure.contents) contents.add(name);
  }
  if (events.size + contents.size === 0) return false;
  await erase(workbench, { events: [...events.values()], contents: [...contents] }, actor);
  return true;
}
