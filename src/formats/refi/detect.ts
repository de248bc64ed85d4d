import { type Dialect, dialects, expected, offsets, standard } from "../project/dialect.ts";
import type { TextFile } from "../project/text-file.ts";

/** A text selection as its file states it. */
export interface Stated {
  readonly file: TextFile;
  readonly start: number;
  readonly end: number;
  /** What the file repeats as its words, or calls it; null where it says nothing. */
  readonly name: string | null;
}

/** Which dialect the offsets are in, and how that was found. */
export interface Detected {
  readonly dialect: Dialect;
  /** 0 to 1. */
  readonly confidence: number;
  /** Whether the selections' names repeat their words. */
  readonly byQuotes: boolean;
  /** A sentence on what it rests on. */
  readonly because: string;
}

/** Text as it survives being an XML attribute: runs of white space are one space. */
export const squeezed = (text: string): string => (/\s\s|[^\S ]|^ | $/.test(text) ? text.replace(/\s+/g, " ").trim() : text);

/** True where a name repeats the words of a selection, whole or cut off. */
export function repeats(name: string, slice: string): boolean {
  if (name === slice) return true;
  if (name.endsWith("…") && name.length > 20 && slice.startsWith(name.slice(0, -1))) return slice.length >= name.length;
  const [said, words] = [squeezed(name), squeezed(slice)];
  if (said === words) return true;
  const stem = /^(.+?)\s*(…|\.\.\.)$/.exec(said)?.[1];
  if (stem !== undefined && stem.length >= 10 && words.length > stem.length && words.startsWith(stem)) return true;
  return said.length >= 30 && words.startsWith(said);
}

/** The words a selection covers in a dialect; null where it lies outside the text. */
export function place(stated: Stated, dialect: Dialect, map = offsets(stated.file, dialect)): { start: number; end: number } | null {
  const [low, high] = stated.start <= stated.end ? [stated.start, stated.end] : [stated.end, stated.start];
  const [start, end] = [map.inText(low), map.inText(high + (dialect.end === "inclusive" ? 1 : 0), true)];
  return Number.isNaN(start) || Number.isNaN(end) ? null : { start, end };
}

const letter = /[\p{L}\p{N}\p{M}]/u;
const space = /\s/;

/** How well a place sits on word boundaries: 0, an edge in the middle of a word, to 1, blank space or nothing on the outside only. */
function fit(text: string, { start, end }: { start: number; end: number }): number {
  const edge = (outside: string, inside: string): number => {
    if (inside === "" || space.test(inside)) return outside === "" || space.test(outside) ? 0.25 : 0.5;
    if (outside === "" || space.test(outside)) return 1;
    return letter.test(outside) && letter.test(inside) ? 0 : 0.75;
  };
  const at = (i: number): string => {
    const code = text.codePointAt(i);
    return code === undefined ? "" : String.fromCodePoint(code);
  };
  return (edge(text.charAt(start - 1), at(start)) + edge(at(end), text.charAt(end - 1))) / 2;
}

interface Score {
  readonly dialect: Dialect;
  readonly quotes: number;
  readonly fit: number;
  /** Where every sample came to lie, to tell whether two dialects differ at all. */
  readonly places: string;
}

/** What a sample is worth at one place: most dialects come to the same few. */
type Worth = Map<string, { readonly quote: number; readonly fit: number }>;

function worthOf(sample: Stated, found: { start: number; end: number }): { quote: number; fit: number } {
  const fits = sample.start === sample.end ? 0 : fit(sample.file.text, found);
  if (sample.name === null) return { quote: 0, fit: fits };
  const slice = sample.file.text.slice(found.start, found.end);
  // To the letter is better than but for blank space at the edges, which another way of counting may have caught by accident.
  return { fit: fits, quote: !repeats(sample.name, slice) ? 0 : sample.name.length === slice.length || squeezed(slice).length === slice.length ? 1 : 0.9 };
}

function score(samples: readonly Stated[], dialect: Dialect, known: readonly Worth[]): Score {
  let [quotes, fits, file, map] = [0, 0, null as TextFile | null, null as ReturnType<typeof offsets> | null];
  const places: string[] = [];
  for (const [i, sample] of samples.entries()) {
    if (sample.file !== file) [file, map] = [sample.file, offsets(sample.file, dialect)];
    const found = place(sample, dialect, map!);
    const at = found ? `${found.start}-${found.end}` : "x";
    places.push(at);
    if (!found) continue;
    let worth = known[i]!.get(at);
    if (!worth) known[i]!.set(at, (worth = worthOf(sample, found)));
    quotes += worth.quote;
    fits += worth.fit;
  }
  return { dialect, quotes, fit: fits / Math.max(1, samples.length), places: places.join() };
}

const same = (a: Dialect, b: Dialect): boolean => a.unit === b.unit && a.mark === b.mark && a.lineEnds === b.lineEnds && a.end === b.end;

/** At most so many are looked at: evenly spread, and enough to be sure. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

/**
 * Finds out how a project counts its offsets. Where the names of selections repeat their words, the dialect in which most of them do; else the one in
 * which most edges fall between words. Between equals, what the program is known to do, then the standard. Weighs nothing by the number of files.
 */
export function detect(stated: readonly Stated[], origin: string | null): Detected {
  const prior = expected(origin);
  if (stated.length === 0) return { dialect: prior, confidence: 1, byQuotes: false, because: "The project has no text selections whose text is there, so nothing hangs on it." };
  if (origin?.startsWith("Earshot")) return { dialect: prior, confidence: 1, byQuotes: true, because: "The file says how it counts." };
  const samples = spread(stated, 3000);
  const rank = (s: Score): number => (same(s.dialect, prior) ? 2 : same(s.dialect, standard) ? 1 : 0);
  const known = samples.map((): Worth => new Map());
  const scores = dialects.map((dialect) => score(samples, dialect, known));
  const named = samples.filter(({ name }) => name !== null).length;
  const most = Math.max(...scores.map(({ quotes }) => quotes));
  const byQuotes = most > 0 && most >= 0.2 * named;
  const merit = (s: Score): number => (byQuotes ? s.quotes / named : s.fit);
  const best = Math.max(...scores.map(merit));
  // Scores of word boundaries are never exact, least of all from few selections: what the program is known to do wins unless it is clearly worse.
  const slack = Math.max(0.02, 0.5 / Math.sqrt(samples.length));
  const near = scores.filter((s) => merit(s) >= best - (byQuotes ? 1e-9 : slack));
  // Names that are cut off do not tell where a passage ends: among ways that repeat them equally well, where words begin and end decides.
  const fits = near.filter((s) => s.fit >= Math.max(...near.map(({ fit: its }) => its)) - slack);
  const chosen = fits.toSorted((a, b) => rank(b) - rank(a) || merit(b) - merit(a))[0]!;
  const others = scores.filter((s) => s.places !== chosen.places).map(merit);
  const margin = others.length === 0 ? 1 : merit(chosen) - Math.max(...others);
  if (others.length === 0) return { dialect: chosen.dialect, confidence: 1, byQuotes, because: "Every way of counting gives the same words." };
  if (byQuotes) {
    const confidence = Math.min(1, 0.5 + 0.5 * (chosen.quotes / named) - (margin > 0 ? 0 : 0.25));
    return { dialect: chosen.dialect, confidence, byQuotes, because: `${Math.round(chosen.quotes)} of ${named} named selections repeat the words they cover when counted so.` };
  }
  const confidence = Math.max(0.1, Math.min(0.95, chosen.fit * (0.5 + 5 * Math.max(0, margin))));
  return { dialect: chosen.dialect, confidence, byQuotes, because: `The selections' names do not repeat their words; the edges fall between words best (${Math.round(100 * chosen.fit)} of 100) when counted so.` };
}
