import type { Recorded, StudyEvent } from "../study/study.ts";
import { tellEach } from "./audit.ts";
import { historyKind, type HistoryKind } from "./historyKind.ts";
import { isReversed } from "./historyPhrase.ts";
import { mentions, type Mention } from "./mentions.ts";

/** One event of a step, in a sentence with the names of that time. */
export interface Told {
  readonly type: StudyEvent["type"];
  readonly sentence: string;
  readonly mentions: readonly Mention[];
  /** Whether it takes back what its type does (`historyPhrase.ts`). */
  readonly back: boolean;
  /** Why, as it was said; "" where nothing was said. */
  readonly reason: string;
}

/** What one command did. */
export interface HistoryStep {
  /** `replica:step`. */
  readonly key: string;
  readonly stamp: string;
  /** Who did it, by id and by the name of that time. */
  readonly actor: string;
  readonly who: string;
  readonly kinds: ReadonlySet<HistoryKind>;
  /** True where it was undone and has not been done again. */
  readonly undone: boolean;
  readonly told: readonly Told[];
}

function reasonOf({ words }: Recorded): string {
  const { reason } = words as { reason?: unknown };
  return typeof reason === "string" ? reason.trim().replace(/\s+/g, " ") : "";
}

/** All steps of these events, oldest first. Undoing a step is about what the step was about. */
export function historySteps(events: readonly Recorded[]): HistoryStep[] {
  const steps = new Map<string, HistoryStep & { readonly kinds: Set<HistoryKind>; readonly told: Told[] }>();
  tellEach(events, ({ event, who, sentence, undone }, before) => {
    const key = `${event.replica}:${event.step}`;
    const taken = event.type === "history.undone" || event.type === "history.redone" ? steps.get(`${event.body.replica}:${event.body.step}`) : undefined;
    let step = steps.get(key);
    if (!step) steps.set(key, (step = { key, stamp: event.stamp, actor: event.actor, who: who || "someone", kinds: new Set(), undone, told: [] }));
    for (const kind of taken?.kinds ?? [historyKind(event.type)]) step.kinds.add(kind);
    step.told.push({ type: event.type, sentence: event.type === "coding.added" && event.body.coder === event.actor ? sentence.replace(/ \(coder: [^)]*\)\.$/, ".") : sentence, mentions: taken?.told[0]?.mentions ?? mentions(event, before), back: isReversed(event), reason: reasonOf(event) });
  });
  return [...steps.values()];
}
