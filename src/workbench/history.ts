import { stepKey, undoneSteps } from "../study/fold.ts";
import { sentence } from "../study/sentence.ts";
import type { Recorded } from "../study/study.ts";
import { readAll, type Workbench } from "./workbench.ts";

/** One thing that happened, for a person to read. */
export interface HistoryRow {
  readonly replica: string;
  readonly seq: number;
  readonly step: number;
  readonly stamp: string;
  /** The name of who did it. */
  readonly actor: string;
  readonly type: string;
  readonly sentence: string;
  /** True where it was undone later and does not count now. */
  readonly undone: boolean;
}

/** Which events are wanted: the latest so many, those of one person, those that speak of one thing (by its id). */
export interface HistoryFilter {
  readonly limit?: number | undefined;
  readonly actor?: string | undefined;
  readonly about?: string | undefined;
}

/** What happened in a study, oldest first. */
export async function history(workbench: Workbench, { limit, actor, about }: HistoryFilter = {}): Promise<HistoryRow[]> {
  const { study, log } = workbench;
  const events = await readAll(log);
  const undone = undoneSteps(events);
  const nameOf = (event: Recorded): string => study.coders.get(event.actor)?.name ?? "someone";
  const wanted = events.filter((event) => (actor === undefined || nameOf(event) === actor) && (about === undefined || JSON.stringify(event.body).includes(`"${about}"`)));
  return (limit === undefined ? wanted : wanted.slice(-limit)).map((event) => ({
    replica: event.replica,
    seq: event.seq,
    step: event.step,
    stamp: event.stamp,
    actor: nameOf(event),
    type: event.type,
    sentence: sentence(study, event),
    undone: undone.has(stepKey(event.replica, event.step)),
  }));
}
