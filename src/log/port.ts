import type { Envelope, ReplicaId, Words } from "../study/event.ts";

/**
 * An event as it is kept. `body` and `words` are the very letters that were hashed; reading them back never goes
 * through a second writing of the same JSON.
 */
export interface Entry extends Envelope {
  readonly type: string;
  /** What happened, as JSON. */
  readonly body: string;
  /** The free text that came with it, as JSON; null where there was none or it was erased. */
  readonly words: string | null;
  /** 16 random bytes in hex, kept and erased with the words; null where there are no words. */
  readonly salt: string | null;
  /** SHA-256 of salt and words; it outlives them. Null where the event never had words. */
  readonly seal: string | null;
  /** SHA-256 over the hash of the replica's event before this one, and this one without its words but with their seal. */
  readonly hash: string;
}

/** An event about to be recorded by this copy: the log numbers it, seals its words and chains it. */
export interface Draft {
  readonly stamp: string;
  readonly step: number;
  readonly actor: string;
  readonly type: string;
  readonly body: unknown;
  readonly words: Words;
}

/** Bytes kept beside the log under a salted hash. */
export interface Content {
  /** SHA-256 of salt and bytes, in hex. */
  readonly name: string;
  readonly salt: string;
  readonly bytes: Uint8Array;
}

/** A content too large to be held at once. It is run through once, in pieces of any size. */
export interface ContentStream {
  /** SHA-256 of salt and bytes, in hex. */
  readonly name: string;
  readonly salt: string;
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** The last event of a replica. */
export interface Head {
  readonly replica: ReplicaId;
  readonly seq: number;
  readonly hash: string;
}

/** The events of one replica that are held back in this copy (sealed.ts). */
export interface SealedEvents {
  readonly replica: ReplicaId;
  /** The number of the first of them. */
  readonly first: number;
  readonly count: number;
}

/** The first thing found wrong with a log, in words for a person, with the event or content it was found at. */
export interface Break {
  readonly sentence: string;
  readonly at: { readonly replica: ReplicaId; readonly seq: number } | { readonly content: string } | null;
}

/**
 * Where a study's events and contents are kept. One contract suite (contract.ts) runs on every implementation.
 * What `append` and `adopt` have answered is durable: it is there after a power cut. Each is all or nothing.
 */
export interface Log {
  /** The id under which this copy writes; null while it is open for reading only. */
  readonly replica: ReplicaId | null;
  /** The replica that this one goes on from, where the file turned out to be a copy; null otherwise. */
  readonly continues: ReplicaId | null;
  /** Records events of this copy, with the contents that they name, in one piece. Returns them as kept. */
  append(drafts: readonly Draft[], contents?: readonly (Content | ContentStream)[]): Promise<readonly Entry[]>;
  /**
   * Takes in other copies' events with their contents, in one piece. They must follow on what is known of each replica; throws `Broken` where they do not.
   * An event that is sealed here is replaced by the real one. Returns those that were not here before.
   */
  adopt(entries: readonly Entry[], contents?: readonly (Content | ContentStream)[]): Promise<readonly Entry[]>;
  /** Which events are held back in this copy (sealed.ts), by replica; empty where all are here. */
  sealed(): Promise<readonly SealedEvents[]>;
  /** All events in the order of their stamps, in batches. With `after`, only what each replica recorded later. With `types`, only those. */
  entries(options?: { after?: ReadonlyMap<ReplicaId, number>; types?: readonly string[] }): AsyncIterable<readonly Entry[]>;
  heads(): Promise<readonly Head[]>;
  /** The bytes of a content, checked against its name; null where it is not here or was erased. Throws `Broken` where they do not fit. */
  content(name: string): Promise<Uint8Array | null>;
  /** The same in pieces, never held whole; that they do not fit their name shows at the end, as `Broken`. */
  chunks(name: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The names and salts of all contents here. */
  contents(): Promise<readonly { name: string; salt: string; size: number }[]>;
  /** Destroys words and contents for good, so that not one byte of them is left. The events stay and still verify. */
  erase(events: readonly { replica: ReplicaId; seq: number }[], contents: readonly string[]): Promise<void>;
  /** Walks every chain, seal and content; null where all is sound. */
  check(progress?: (done: number, of: number) => void): Promise<Break | null>;
  close(): Promise<void>;
}

/** A log that is not what it claims to be. The sentence is for a person. */
export class Broken extends Error {
  override readonly name = "Broken";
  readonly reason = "damaged";
  get sentence(): string {
    return this.message;
  }
}
