import { extend, fold } from "../study/fold.ts";
import { fingerprint } from "../study/fingerprint.ts";
import type { Recorded } from "../study/study.ts";
import { readAll, type Workbench } from "./workbench.ts";

/** What checking a study found: sound, or the first break, in one sentence. */
export interface CheckReport {
  readonly broken: boolean;
  readonly sentence: string;
}

/**
 * Walks every hash chain, seal and content, then rebuilds the study from its first event and compares: the state that
 * grew step by step must equal the fold from zero.
 */
export async function checkStudy(workbench: Workbench, progress?: (done: number, of: number) => void): Promise<CheckReport> {
  const found = await workbench.log.check(progress);
  if (found) return { broken: true, sentence: found.sentence };
  const events = await readAll(workbench.log);
  const fromZero = fingerprint(fold(events));
  if (fromZero !== fingerprint(workbench.study) || fromZero !== fingerprint(grown(events))) {
    return { broken: true, sentence: "The events are sound, but the study built from them step by step differs from the one built at once. Please report this; nothing is lost." };
  }
  const contents = await workbench.log.contents();
  const replicas = (await workbench.log.heads()).length;
  const sealed = (await workbench.log.sealed()).reduce((sum, { count }) => sum + count, 0);
  const held = sealed === 0 ? "" : ` ${sealed} ${sealed === 1 ? "more is" : "more are"} sealed in this copy: their places are kept and what they say is not here.`;
  return { broken: false, sentence: `Sound: ${events.length} events of ${replicas} ${replicas === 1 ? "copy" : "copies"} in unbroken chains, ${contents.length} contents as recorded, and the study equals a fold from its first event.${held}` };
}

/** The state as a session would have grown it: event by event, folding anew only where that is the only way. */
function grown(events: readonly Recorded[]): ReturnType<typeof fold> {
  // Folding anew at every undo would square the work; after the last of them the rest is taken in one by one.
  const last = events.findLastIndex((e) => e.type === "history.undone" || e.type === "history.redone" || e.type === "history.wordsErased");
  const study = fold(events.slice(0, last + 1));
  for (const event of events.slice(last + 1)) if (!extend(study, [event])) return fold(events);
  return study;
}
