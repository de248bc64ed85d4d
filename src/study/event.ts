/** Text as JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Free text that an event carries. It can be erased, so whoever reads an event must do without any of it. */
export type Words = { readonly [key: string]: Json };

/** One copy of a study that writes. */
export type ReplicaId = string;

/** What every event has, whatever happened: which copy recorded it, as its how-manieth, when, in which step, by whom. */
export interface Envelope {
  readonly replica: ReplicaId;
  /** Counts from 1 within the replica, without gaps. */
  readonly seq: number;
  /** Hybrid logical time (stamp.ts); sorts as a string, over all replicas. */
  readonly stamp: string;
  /** The `seq` of the first event of the command that made this one. A step is undone as a whole. */
  readonly step: number;
  /** The coder who did it. */
  readonly actor: string;
}

/** An event before it is recorded: its type, what happened, and the words that came with it. */
export interface Happening<Type extends string = string, Body = Words, W = Words> {
  readonly type: Type;
  readonly body: Body;
  readonly words: Partial<W>;
}

/** Why a command was not carried out. A refusal is data: nothing happened, and the sentence says what to do. */
export interface Refusal {
  readonly reason: "missing" | "duplicate" | "invalid" | "not allowed" | "nothing to do";
  readonly sentence: string;
}

/** What a command comes to: events to record and one line that says what was done, or a refusal. */
export type Decision<E> =
  | { readonly ok: true; readonly events: readonly E[]; readonly said: string; readonly made?: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a decision needs from outside: chance and the person. Time is stamped when the events are recorded. */
export interface Context {
  /** A new id that nothing else has. */
  readonly id: () => string;
  /** The coder on whose behalf the command runs. */
  readonly actor: string;
}

export const refuse = (reason: Refusal["reason"], sentence: string): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { reason, sentence } });

/** Accepts a command. `made` is the id of the thing that it brought into being, where there is one. */
export const accept = <E>(said: string, events: readonly E[], made?: string): Decision<E> => (made === undefined ? { ok: true, events, said } : { ok: true, events, said, made });

/** What is shown where words have been erased. */
export const erased = "[withdrawn]";
