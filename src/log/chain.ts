import { createHash, hash } from "node:crypto";
import type { Entry } from "./port.ts";
import { isPlainStub, isSealed } from "./sealed.ts";

/** What stands before the first event of a replica, where later events have the hash of the one before. */
export const origin = "";

/** The seal of an event's words: SHA-256, in hex, over the salt's 32 letters followed by the words' JSON, in UTF-8. */
export const sealOf = (salt: string, words: string): string => hash("sha256", salt + words, "hex");

/**
 * The hash of an event: SHA-256, in hex, over a JSON array without spaces of the previous hash of its replica, replica,
 * seq, stamp, step, actor, type, body (as a string, letter by letter) and seal (or null), in UTF-8. Words and salt are
 * not in it, so it still holds when they are erased.
 */
export const hashOf = (previous: string, event: Omit<Entry, "hash" | "words" | "salt">): string =>
  hash("sha256", JSON.stringify([previous, event.replica, event.seq, event.stamp, event.step, event.actor, event.type, event.body, event.seal]), "hex");

/** The name of a content: SHA-256, in hex, over the salt's letters followed by the bytes. */
export const contentName = (salt: string, bytes: Uint8Array): string => createHash("sha256").update(salt).update(bytes).digest("hex");

/**
 * What is wrong with an event that should follow on `previous`: its hash does not fit, or its words do not fit their seal; null where it is sound.
 * An event that is held back in this copy (sealed.ts) is taken as it stands, as long as it says nothing.
 */
export function faultOf(previous: string, entry: Entry): "event" | "words" | null {
  if (isSealed(entry)) return isPlainStub(entry) ? null : "event";
  if (hashOf(previous, entry) !== entry.hash) return "event";
  if (entry.words === null || entry.salt === null) return entry.words === entry.salt ? null : "words";
  return entry.seal === sealOf(entry.salt, entry.words) ? null : "words";
}
