import type { Log } from "../log/port.ts";
import { isSealed } from "../log/sealed.ts";
import { foldLog, type Workbench } from "./workbench.ts";

/** What another study file holds that is not in this one, before it is merged. */
export interface MergeLook {
  readonly title: string;
  /** Whether it is a copy of this very study; only those can be merged. */
  readonly same: boolean;
  /** How many events of it are not here. */
  readonly events: number;
  /** Whose they are, most first; empty in a study in which someone codes blind. */
  readonly by: readonly { readonly name: string; readonly count: number }[];
  /** The days of the first and last of them; "" where there are none. */
  readonly from: string;
  readonly to: string;
}

/** Reads another study file and says what a merge would bring. Changes nothing. */
export async function lookAtCopy(wb: Workbench, other: Log): Promise<MergeLook> {
  const theirs = (await foldLog(other)).study;
  const same = theirs.settings.id === wb.study.settings.id;
  const counts = new Map<string, number>();
  let [events, from, to] = [0, "", ""];
  if (same) {
    const after = new Map(wb.heads);
    for (const { replica, first } of await wb.log.sealed()) after.set(replica, first - 1);
    for await (const batch of other.entries({ after })) {
      for (const entry of batch) {
        if (isSealed(entry) || entry.type === "history.merged") continue;
        events++;
        from = from === "" || entry.stamp < from ? entry.stamp : from;
        to = entry.stamp > to ? entry.stamp : to;
        const name = theirs.coders.get(entry.actor)?.name ?? "someone";
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  }
  const isBlind = [wb.study, theirs].some((study) => [...study.assignments.values()].some(({ blind }) => blind));
  const by = isBlind ? [] : [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
  return { title: theirs.settings.title, same, events, by, from: from.slice(0, 10), to: to.slice(0, 10) };
}
