import { presentSources, type SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { currentTurns, type Texts } from "./passages.ts";

/** A word in small letters, how often it was said and in how many sources. */
export interface WordCount {
  readonly word: string;
  readonly n: number;
  readonly sources: number;
}

export interface WordCounts {
  /** The most frequent first, without those left out. */
  readonly words: readonly WordCount[];
  /** All words that were counted, the ones left out among them. */
  readonly total: number;
  /** How many different ones, before any were left out. */
  readonly different: number;
}

export interface WordCountOptions {
  readonly sources?: ReadonlySet<SourceId>;
  /** Only what speakers of this role said. A text without turns is `unknown`. */
  readonly role?: SpeakerRole;
  /** Words to leave out, in small letters. */
  readonly leaveOut?: ReadonlySet<string>;
  /** How many to give; 200 unless said otherwise. */
  readonly limit?: number;
}

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** Counts words as they were said: speaker labels are not words, and a word is the same whatever its case and its apostrophe. */
export function wordCounts(study: Study, texts: Texts, { sources, role, leaveOut = new Set(), limit = 200 }: WordCountOptions = {}): WordCounts {
  const counts = new Map<string, { n: number; sources: Set<SourceId> }>();
  let total = 0;
  for (const source of presentSources(study)) {
    if (sources && !sources.has(source.id)) continue;
    const text = texts(source.id);
    const turns = currentTurns(source);
    const roleOf = (speaker: number | null): SpeakerRole => (speaker === null ? "unknown" : (source.speakers[speaker]?.role ?? "unknown"));
    const said = turns.length === 0 ? (role === undefined || role === "unknown" ? [text] : []) : turns.filter((t) => role === undefined || roleOf(t.speaker) === role).map((t) => text.slice(t.said, t.end));
    for (const words of said) {
      for (const [found] of words.matchAll(word)) {
        const key = found.normalize("NFC").toLowerCase().replaceAll("’", "'");
        total++;
        const count = counts.get(key);
        if (count) {
          count.n++;
          count.sources.add(source.id);
        } else counts.set(key, { n: 1, sources: new Set([source.id]) });
      }
    }
  }
  const kept = [...counts].filter(([key]) => !leaveOut.has(key)).sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1));
  return { words: kept.slice(0, limit).map(([key, c]) => ({ word: key, n: c.n, sources: c.sources.size })), total, different: counts.size };
}
