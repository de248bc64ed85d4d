import type { Envelope, Happening, ReplicaId } from "./event.ts";

/** A step by its replica and the `seq` of its first event. */
export interface StepRef {
  readonly replica: ReplicaId;
  readonly step: number;
}

/** How far each replica's log is known: its last `seq`. */
export type Heads = Readonly<Record<ReplicaId, number>>;

/**
 * What is said of the log itself. `history.joined` is a replica's first event: what it had in front of it, and which
 * replica's undo history it goes on with. `history.merged` says what came in. Erasing says which events lost their words.
 */
export type HistoryEvent =
  | Happening<"history.joined", { heads: Heads; continues: ReplicaId | null }, Record<never, never>>
  | Happening<"history.merged", { heads: Heads }, Record<never, never>>
  | Happening<"history.undone", StepRef, Record<never, never>>
  | Happening<"history.redone", StepRef, Record<never, never>>
  | Happening<"history.wordsErased", { events: readonly { replica: ReplicaId; seq: number }[]; contents: readonly string[] }, Record<never, never>>;

/** Steps that can be taken back, and those taken back that can be done again; the last is the next. */
export interface Stacks {
  readonly done: StepRef[];
  readonly undone: StepRef[];
}

export interface HistorySlice {
  /** What each replica had seen of the others. */
  readonly knowledge: Map<ReplicaId, Map<ReplicaId, number>>;
  readonly stacks: Map<ReplicaId, Stacks>;
}

const learn = (study: HistorySlice, replica: ReplicaId, heads: Heads): void => {
  const known = study.knowledge.get(replica) ?? new Map<ReplicaId, number>();
  for (const [other, seq] of Object.entries(heads)) known.set(other, Math.max(seq, known.get(other) ?? 0));
  study.knowledge.set(replica, known);
};

const stacksOf = (study: HistorySlice, replica: ReplicaId): Stacks => {
  let stacks = study.stacks.get(replica);
  if (!stacks) study.stacks.set(replica, (stacks = { done: [], undone: [] }));
  return stacks;
};

const take = (stack: StepRef[], { replica, step }: StepRef): void => {
  const at = stack.findLastIndex((s) => s.replica === replica && s.step === step);
  if (at >= 0) stack.splice(at, 1);
};

/** Notes what an event about the log means for knowledge and for undo. */
export function evolveHistory(study: HistorySlice, event: HistoryEvent, at: Envelope): void {
  switch (event.type) {
    case "history.joined": {
      learn(study, at.replica, event.body.heads);
      const before = event.body.continues === null ? undefined : study.stacks.get(event.body.continues);
      if (before) study.stacks.set(at.replica, { done: [...before.done], undone: [...before.undone] });
      return;
    }
    case "history.merged":
      learn(study, at.replica, event.body.heads);
      return;
    case "history.undone": {
      const { done, undone } = stacksOf(study, at.replica);
      take(done, event.body);
      undone.push(event.body);
      return;
    }
    case "history.redone": {
      const { done, undone } = stacksOf(study, at.replica);
      take(undone, event.body);
      done.push(event.body);
      return;
    }
    case "history.wordsErased":
      // What is erased cannot come back, so nothing before it can be undone into existence.
      study.stacks.set(at.replica, { done: [], undone: [] });
  }
}

/** Notes a step that can be undone. A new step ends what could be done again. */
export function noteStep(study: HistorySlice, at: Envelope): void {
  const stacks = stacksOf(study, at.replica);
  const last = stacks.done.at(-1);
  if (last?.step === at.step && last.replica === at.replica) return;
  stacks.done.push({ replica: at.replica, step: at.step });
  stacks.undone.length = 0;
}
