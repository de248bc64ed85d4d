import { noteConflicts } from "./conflict.ts";
import { evolveHistory, noteStep, type HistoryEvent } from "./history.ts";
import { switchEdits } from "./source.ts";
import { emptyStudy, evolve, type Recorded, type Study } from "./study.ts";

const isHistory = (event: Recorded): event is Recorded & HistoryEvent => event.type.startsWith("history.");
/** A step as a key of a set: its replica and the number of its first event. */
export const stepKey = (replica: string, step: number): string => `${replica}:${step}`;

/** Order of events: stamp, and for one stamp (which two replicas never share) the place in the replica. */
export const byStamp = (a: Recorded, b: Recorded): number => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : a.seq - b.seq);

/** The steps that are undone at the end of these events, which must be in order. The other types may be left out. */
export function undoneSteps(events: readonly Recorded[]): Set<string> {
  const off = new Set<string>();
  for (const event of events) {
    if (event.type === "history.undone") off.add(stepKey(event.body.replica, event.body.step));
    else if (event.type === "history.redone") off.delete(stepKey(event.body.replica, event.body.step));
  }
  return off;
}

/** The types of event that `folding` must be told of beforehand. */
export const togglingTypes = ["history.undone", "history.redone"] as const;

/** Whether an event starts no step that a person would want to take back: the study itself, and who is at work. */
const isGround = (event: Recorded): boolean => event.type === "study.created" || (event.type === "coder.added" && !event.body.declared);

function apply(study: Study, event: Recorded, inForce: boolean): void {
  // That copies met is no event of the study: else two copies would count differently what both hold.
  if (event.type !== "history.merged" && event.type !== "history.joined") study.events++;
  if (event.stamp > study.lastStamp) study.lastStamp = event.stamp;
  if (isHistory(event)) {
    evolveHistory(study, event, event);
    if (event.type === "history.undone" || event.type === "history.redone") switchEdits(study, event.body, event.type === "history.redone", event);
    return;
  }
  if (!isGround(event)) noteStep(study, event);
  if (inForce) noteConflicts(study, event);
  else if (event.type !== "source.edited") return;
  evolve(study, event, inForce);
}

/**
 * Folds events that come one after the other, in order, without holding them all. `toggles` are those of them that undo
 * and redo: what is undone at the end must be known at the beginning.
 */
export function folding(toggles: readonly Recorded[]): { readonly study: Study; readonly take: (event: Recorded) => void } {
  const study = emptyStudy();
  const off = undoneSteps(toggles);
  return { study, take: (event) => apply(study, event, off.size === 0 || !off.has(stepKey(event.replica, event.step))) };
}

/**
 * The state of a study: any set of valid events, in whatever order they arrived, gives one state. Steps that were
 * undone count as if they had not been; what cannot apply becomes a conflict in `study.conflicts`.
 */
export function fold(events: readonly Recorded[]): Study {
  const inOrder = events.every((event, i) => i === 0 || byStamp(events[i - 1]!, event) <= 0);
  const ordered = inOrder ? events : [...events].sort(byStamp);
  const { study, take } = folding(ordered);
  for (const event of ordered) take(event);
  return study;
}

/**
 * Takes new events into a state in place. False, and nothing changed, where only a fold from zero will do: an undo or
 * redo, an erasure, or an event older than what is there.
 */
export function extend(study: Study, events: readonly Recorded[]): boolean {
  let last = study.lastStamp;
  for (const event of events) {
    if (event.stamp <= last || event.type === "history.undone" || event.type === "history.redone" || event.type === "history.wordsErased") return false;
    last = event.stamp;
  }
  for (const event of events) apply(study, event, true);
  return true;
}
