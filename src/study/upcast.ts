import type { Envelope, Words } from "./event.ts";
import type { Recorded } from "./study.ts";

/** An event as an earlier version of Earshot wrote it. */
interface Old {
  readonly type: string;
  readonly body: Words;
  readonly words: Words;
}

/**
 * Lifts one old shape of event to the next. What is in the log never changes; it is read as what it would be today.
 * `was` is an example as it was written: the test lifts every example and asks that the study still understands it.
 */
export interface Upcaster {
  readonly number: number;
  readonly from: string;
  readonly was: Old;
  readonly lift: (old: Old) => Old;
}

/** In order of number. No shape has changed yet. */
export const upcasters: readonly Upcaster[] = [];

/** An event as the study understands it today, from what the log holds. */
export function lift(envelope: Envelope, type: string, body: string, words: string | null): Recorded {
  let event: Old = { type, body: JSON.parse(body) as Words, words: words === null ? {} : (JSON.parse(words) as Words) };
  for (const upcaster of upcasters) if (upcaster.from === event.type) event = upcaster.lift(event);
  const { replica, seq, stamp, step, actor } = envelope;
  return { replica, seq, stamp, step, actor, type: event.type, body: event.body, words: event.words } as unknown as Recorded;
}
