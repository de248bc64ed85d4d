import type { Entry } from "./port.ts";

/** The type of an event that is held back in this copy. */
export const sealedType = "sealed";

/** Whether an event is held back here: its number and hash are kept, and nothing that it says. */
export const isSealed = (entry: Pick<Entry, "type">): boolean => entry.type === sealedType;

/** What stands before any stamp that is ever used, for a replica whose first event is held back. */
const beforeAll = (replica: string): string => `1970-01-01T00:00:00.000Z-0000-${replica}`;

/**
 * What stands in the place of an event that a copy should not hold: the same replica, number and hash, so that the chain
 * goes on, and no type, person, body, words or time of its own. `visibleStamp` is the stamp of the last event of the replica before it that is
 * not held back; "" where there is none.
 */
export const stubOf = ({ replica, seq, hash }: Entry, visibleStamp: string): Entry => ({
  replica,
  seq,
  stamp: visibleStamp === "" ? beforeAll(replica) : visibleStamp,
  step: seq,
  actor: "",
  type: sealedType,
  body: "{}",
  words: null,
  salt: null,
  seal: null,
  hash,
});

/** Whether a stub says nothing besides its number and hash. Its hash cannot be recomputed: the event after it vouches for it. */
export const isPlainStub = (entry: Entry): boolean =>
  entry.step === entry.seq && entry.actor === "" && entry.body === "{}" && entry.words === null && entry.salt === null && entry.seal === null && /^[0-9a-f]{64}$/.test(entry.hash);
