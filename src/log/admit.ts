import type { ReplicaId } from "../study/event.ts";
import { contentName, faultOf, origin } from "./chain.ts";
import { nameEvent } from "./name-event.ts";
import { Broken, type Content, type Entry } from "./port.ts";
import { isStamp, type Tail } from "./record.ts";
import { isSealed } from "./sealed.ts";

/** What a log already has, as far as taking in others' events goes. */
export interface Known {
  /** The last event of a replica; null where none is known. */
  tail(replica: ReplicaId): Tail | null;
  /** The hash of an event that is here. */
  hash(replica: ReplicaId, seq: number): string | null;
  /** Whether an event that is here is only the stub of one that was held back. */
  isSealed(replica: ReplicaId, seq: number): boolean;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

function examine(entry: Entry, tail: Tail | null): void {
  const name = nameEvent(entry);
  const due = (tail?.seq ?? 0) + 1;
  if (entry.seq !== due)
    throw new Broken(`The other copy has ${name} but not event ${due}, which comes before it. Nothing was taken in. Run check on the other copy, or merge from a copy that is whole.`);
  const fault = faultOf(tail?.hash ?? origin, entry);
  if (fault !== null)
    throw new Broken(
      `In the other copy ${fault === "event" ? "" : "the words of "}${name} ${fault === "event" ? "was" : "were"} changed after ${fault === "event" ? "it was" : "they were"} recorded. Nothing was taken in. Merge from a copy that checks clean.`,
    );
  if (!isStamp(entry.stamp) || entry.stamp < (tail?.stamp ?? "")) throw new Broken(`In the other copy ${name} has the time stamp ${JSON.stringify(entry.stamp)}, which does not follow on the event before it. Nothing was taken in.`);
  if (!isJson(entry.body) || (entry.words !== null && !isJson(entry.words))) throw new Broken(`In the other copy ${name} holds something other than JSON. Nothing was taken in.`);
}

/**
 * Of events from elsewhere, those that are not here yet, each replica's in its order, and those that take the place of
 * a sealed event here; a sealed event never takes the place of a real one. Throws `Broken` where one does
 * not follow on what is known of its replica, was changed, or stands here under the same number with another hash.
 */
export function admit(entries: readonly Entry[], known: Known): Entry[] {
  const sorted = entries.toSorted((a, b) => (a.replica < b.replica ? -1 : a.replica > b.replica ? 1 : a.seq - b.seq));
  const fresh: Entry[] = [];
  let tail: Tail | null = null;
  let replica: ReplicaId | null = null;
  for (const entry of sorted) {
    if (entry.replica !== replica) {
      replica = entry.replica;
      tail = known.tail(replica);
    }
    if (tail !== null && entry.seq <= tail.seq) {
      const last = fresh.at(-1);
      const twice = last?.replica === replica && last.seq === entry.seq;
      const here = twice ? last.hash : known.hash(replica, entry.seq);
      if (here !== entry.hash)
        throw new Broken(
          `Both copies wrote as the same replica ${replica}: ${nameEvent(entry)} is not the same in both. Nothing was taken in. This happens when an older copy is put back over a newer file and both are worked on; export the newer work of one copy and import it into the other.`,
        );
      if (!twice && !isSealed(entry) && known.isSealed(replica, entry.seq)) {
        const before = entry.seq === 1 ? origin : known.hash(replica, entry.seq - 1);
        examine(entry, { replica, seq: entry.seq - 1, hash: before ?? origin, stamp: "" });
        fresh.push(entry);
      }
      continue;
    }
    examine(entry, tail);
    fresh.push(entry);
    tail = entry;
  }
  return fresh;
}

/** Throws `Broken` where a content is not what its name says. */
export function examineContent({ name, salt, bytes }: Content): void {
  if (contentName(salt, bytes) !== name) throw new Broken(`A content of ${bytes.length} bytes does not fit its name ${name}. Nothing was taken in. Merge from a copy that checks clean.`);
}
