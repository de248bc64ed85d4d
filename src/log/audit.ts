import { faultOf, origin } from "./chain.ts";
import { nameEvent } from "./name-event.ts";
import type { Break, Entry } from "./port.ts";

/** Goes through a log and keeps the first thing found wrong, and how much is sound. */
export interface Audit {
  /** The next event, each replica's in the order of their numbers. */
  event(entry: Entry): void;
  /** The next content, and whether its bytes fit its name. */
  content(name: string, sound: boolean): void;
  /** Anything else found wrong, as a sentence. */
  fault(sentence: string, at?: Break["at"]): void;
  /** The first thing found wrong with what can still be read; null where all is sound. */
  verdict(): Break | null;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const count = (n: number, one: string): string => `${n.toLocaleString("en-GB")} ${one}${n === 1 ? "" : "s"}`;

/** Begins an audit. After a break each chain goes on from the hash that was recorded, so one changed event does not spoil those after it. */
export function audit(): Audit {
  let first: Break | null = null;
  let sound = 0;
  let soundContents = 0;
  let last: Entry | null = null;
  const fault = (sentence: string, at: Break["at"] = null): void => void (first ??= { sentence, at });
  return {
    fault,
    event(entry) {
      const before = last?.replica === entry.replica ? last : null;
      const due = (before?.seq ?? 0) + 1;
      const at = { replica: entry.replica, seq: entry.seq };
      last = entry;
      if (entry.seq < due) return fault(`${capital(nameEvent(entry))} stands in the wrong place.`, at);
      if (entry.seq > due) {
        const missing = entry.seq - 1 === due ? `Event ${due}` : `Events ${due} to ${entry.seq - 1}`;
        fault(`${missing} of replica ${entry.replica} ${entry.seq - 1 === due ? "is" : "are"} missing.`, { replica: entry.replica, seq: due });
        // The chain cannot be followed over a gap: the event after it is taken as it stands.
        return;
      }
      const wrong = faultOf(before?.hash ?? origin, entry);
      if (wrong === null) sound++;
      else if (wrong === "event") fault(`${capital(nameEvent(entry))} was changed after it was recorded.`, at);
      else fault(`The words of ${nameEvent(entry)} were changed after they were recorded.`, at);
    },
    content(name, isSound) {
      if (isSound) soundContents++;
      else fault(`The content ${name} is damaged or incomplete: its bytes do not fit its name.`, { content: name });
    },
    verdict() {
      if (first === null) return null;
      const rest = sound + soundContents === 0 ? "Nothing else could be verified." : `Sound and readable are ${count(sound, "event")} and ${count(soundContents, "content")}.`;
      return { sentence: `${first.sentence} ${rest} Merge into a copy that checks clean, or go back to a backup.`, at: first.at };
    },
  };
}
