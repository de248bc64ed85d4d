import type { Study } from "../study/study.ts";
import { studyAt } from "../workbench/past.ts";
import type { Open } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { seenBy } from "./visible.ts";

/** A study as it stood and as its viewer may see it, and who had been given and had finished what by then. */
interface Past {
  readonly study: Study;
  readonly marks: Pick<Study, "assignments" | "finished">;
}

const pasts = new WeakMap<object, { version: string; at: Map<string, Promise<Past>> }>();
/** How many days are remembered: those that somebody looks at just now. */
const most = 4;

function past({ wb, viewer }: Open, date: string): Promise<Past> {
  const version = `${viewer} ${wb.study.events} ${wb.study.lastStamp}`;
  let known = pasts.get(wb);
  if (known?.version !== version) pasts.set(wb, (known = { version, at: new Map() }));
  let found = known.at.get(date);
  if (!found) {
    found = studyAt(wb, date).then((then) => {
      if (!then.ok) throw new Refused(then.refusal.reason, then.refusal.sentence);
      const { assignments, finished } = then.study;
      return { study: seenBy({ ...then.study, assignments: wb.study.assignments, finished: wb.study.finished }, viewer), marks: { assignments, finished } };
    });
    known.at.set(date, found);
    found.catch(() => known.at.delete(date));
    if (known.at.size > most) known.at.delete(known.at.keys().next().value!);
  }
  return found;
}

/** The study as it stood, as its viewer may see it. What is hidden now was hidden then: an assignment that is open today covers the past too. */
export const pastOf = async (open: Open, date: string): Promise<Study> => (await past(open, date)).study;

/** The same, with the assignments and finish marks of then: what counts where coders are compared. */
export async function pastWithMarks(open: Open, date: string): Promise<Study> {
  const { study, marks } = await past(open, date);
  return { ...study, ...marks };
}
