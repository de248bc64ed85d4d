import type { Study } from "../study/study.ts";
import { saidIn, sourcesIn, type Scope } from "./exploreScope.ts";
import type { Texts } from "./passages.ts";
import { wordPattern } from "./wordsIn.ts";

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
  /** How many sources they were said in. */
  readonly sources: number;
  /** Names of the sources in scope in which nobody whose words count says anything. */
  readonly unheard: readonly string[];
}

export interface WordCountOptions extends Pick<Scope, "substudy" | "roles"> {
  /** Words to leave out, in small letters. */
  readonly leaveOut?: ReadonlySet<string>;
  /** Leave out words that are shorter than so many letters. */
  readonly shortest?: number;
  /** How many to give; 200 unless said otherwise. */
  readonly limit?: number;
}

/** Counts words as they were said: speaker labels are not words, and a word is the same whatever its case and its apostrophe. */
export function wordCounts(study: Study, texts: Texts, { leaveOut = new Set(), shortest = 1, limit = 200, ...scope }: WordCountOptions = {}): WordCounts {
  const counts = new Map<string, { n: number; sources: number; last: string }>();
  // As it is written, so that a word is made small once and not every time it is said.
  const written = new Map<string, { n: number; sources: number; last: string }>();
  const unheard: string[] = [];
  let [total, sources] = [0, 0];
  for (const source of sourcesIn(study, scope)) {
    const text = texts(source.id);
    const before = total;
    for (const { start, end } of saidIn(source, scope.roles)) {
      for (const [found] of text.slice(start, end).matchAll(wordPattern)) {
        total++;
        let count = written.get(found);
        if (!count) {
          const key = found.normalize("NFC").toLowerCase().replaceAll("’", "'");
          count = counts.get(key);
          if (!count) counts.set(key, (count = { n: 0, sources: 0, last: "" }));
          written.set(found, count);
        }
        count.n++;
        if (count.last !== source.id) count.sources++;
        count.last = source.id;
      }
    }
    if (total === before) unheard.push(source.name);
    else sources++;
  }
  const kept = [...counts].filter(([key]) => !leaveOut.has(key) && (shortest <= 1 || [...key].length >= shortest)).sort(([a, x], [b, y]) => y.n - x.n || y.sources - x.sources || (a < b ? -1 : 1));
  return { words: kept.slice(0, limit).map(([key, c]) => ({ word: key, n: c.n, sources: c.sources })), total, different: counts.size, sources, unheard };
}
