import { newSalt, type Chance } from "./chance.ts";
import { hashOf, sealOf } from "./chain.ts";
import type { Draft, Entry, Head } from "./port.ts";

/** The last event of a replica, with its stamp: what the next one must follow on. */
export interface Tail extends Head {
  readonly stamp: string;
}

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-./;

/** Whether a string is a stamp (study/stamp.ts). What is not would sort anywhere. */
export const isStamp = (text: string): boolean => form.test(text);

/**
 * Turns drafts into entries that follow on `tail`: numbers them, salts and seals their words, chains them.
 * A step of 0 means the seq of the first of them. Throws on stamps that go back and on text that UTF-8 cannot hold: both are bugs of the caller.
 */
export function record(drafts: readonly Draft[], tail: Tail, chance: Chance): Entry[] {
  const { replica } = tail;
  const first = tail.seq + 1;
  let previous = tail.hash;
  let last = tail.stamp;
  return drafts.map((draft, i) => {
    const { stamp, actor, type } = draft;
    if (!isStamp(stamp)) throw new Error(`not a stamp: ${JSON.stringify(stamp)}`);
    if (stamp < last) throw new Error(`stamp ${stamp} lies before ${last}, which replica ${replica} has already used`);
    if (!actor.isWellFormed() || !type.isWellFormed()) throw new Error(`half a character in ${JSON.stringify([actor, type])}`);
    const written = JSON.stringify(draft.words);
    const words = written === "{}" ? null : written;
    const salt = words === null ? null : newSalt(chance);
    const seal = words === null || salt === null ? null : sealOf(salt, words);
    const event = { replica, seq: first + i, stamp, step: draft.step === 0 ? first : draft.step, actor, type, body: JSON.stringify(draft.body), seal };
    previous = hashOf(previous, event);
    last = stamp;
    return { ...event, words, salt, hash: previous };
  });
}
