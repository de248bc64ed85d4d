import type { Recorded, StudyEvent } from "../study/study.ts";
import { tellEach } from "./audit.ts";
import { historyKind, type HistoryKind } from "./historyKind.ts";
import { mentions, type Mention } from "./mentions.ts";

/** One event of a step, in a sentence with the names of that time. */
export interface Told {
  readonly type: StudyEvent["type"];
  readonly sentence: string;
  readonly mentions: readonly Mention[];
  /** Whether it was said why. */
  readonly reason: boolean;
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

const hasReason = (event: Recorded): boolean => typeof (event.words as { reason?: unknown }).reason === "string" && (event.words as { reason: string }).reason.trim() !== "";

/** All steps of these events, oldest first. Undoing a step is about what the step was about. */
export function historySteps(events: readonly Recorded[]): HistoryStep[] {
  const steps = new Map<string, HistoryStep & { readonly kinds: Set<HistoryKind>; readonly told: Told[] }>();
  tellEach(events, ({ event, who, sentence, undone }, before) => {
    const key = `${event.replica}:${event.step}`;
    const taken = event.type === "history.undone" || event.type === "history.redone" ? steps.get(`${event.body.replica}:${event.body.step}`) : undefined;
    let step = steps.get(key);
    if (!step) steps.set(key, (step = { key, stamp: event.stamp, actor: event.actor, who: who || "someone", kinds: new Set(), undone, told: [] }));
    for (const kind of taken?.kinds ?? [historyKind(event.type)]) step.kinds.add(kind);
    step.told.push({ type: event.type, sentence, mentions: taken?.told[0]?.mentions ?? mentions(event, before), reason: hasReason(event) });
  });
  return [...steps.values()];
}
