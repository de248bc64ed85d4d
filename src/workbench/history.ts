import { auditTrail } from "../analysis/audit.ts";
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

/** What happened in a study, oldest first, told with the names that things had at that moment. */
export async function history(workbench: Workbench, { limit, actor, about }: HistoryFilter = {}): Promise<HistoryRow[]> {
  const rows = auditTrail(await readAll(workbench.log)).filter(({ event, who }) => (actor === undefined || who === actor) && (about === undefined || JSON.stringify(event.body).includes(`"${about}"`)));
  return (limit === undefined ? rows : limit === 0 ? [] : rows.slice(-limit)).map(({ event, who, sentence, undone }) => ({
    replica: event.replica,
    seq: event.seq,
    step: event.step,
    stamp: event.stamp,
    actor: who === "" ? "someone" : who,
    type: event.type,
    sentence,
    undone,
  }));
}
