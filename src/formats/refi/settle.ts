import type { Place, Selection, Source, Transcript } from "../project/project.ts";
import { type Detected, detect, place, repeats, spread, squeezed } from "./detect.ts";
import { type Dialect, dialectInWords, offsets, type Offsets } from "../project/dialect.ts";
import type { Draft } from "./read-selections.ts";
import type { SourceDraft, TranscriptDraft } from "./read-sources.ts";
import { placed } from "./read-sources.ts";
import type { Reader } from "./reader.ts";
import type { TextFile } from "../project/text-file.ts";

/** How far from its stated place a quotation is looked for. */
const near = 200;

/** Turns what files state into ranges of our text, in one dialect for the project and, where the words prove it, another for single files. */
export class Settler {
  readonly detected: Detected;
  readonly #reader: Reader;
  readonly #maps = new Map<TextFile, { dialect: Dialect; map: Offsets }>();

  constructor(drafts: readonly (readonly Draft[])[], origin: string | null, override: Partial<Dialect> | undefined, reader: Reader) {
    const groups = drafts.map(placed);
    const found = detect(groups.flat(), origin);
    this.#reader = reader;
    this.detected = override && Object.keys(override).length > 0
      ? { ...found, dialect: { ...found.dialect, ...override }, confidence: 1, because: "It was chosen by hand." }
      : found;
    if (override || !found.byQuotes) return;
    for (const group of groups) this.#deviation(group);
  }

  /** A file of its own dialect: at least three named selections, hardly one right as the project counts, nearly all in another way. */
  #deviation(group: ReturnType<typeof placed>): void {
    const named = spread(group.filter(({ name }) => name !== null), 50);
    if (named.length < 3) return;
    const right = (dialect: Dialect): number => {
      const map = offsets(named[0]!.file, dialect);
      return named.filter((stated) => {
        const at = place(stated, dialect, map);
        return at !== null && repeats(stated.name!, stated.file.text.slice(at.start, at.end));
      }).length / named.length;
    };
    if (right(this.detected.dialect) >= 0.5) return;
    const own = detect(named, null);
    if (!own.byQuotes || right(own.dialect) < 0.9) return;
    this.#maps.set(named[0]!.file, { dialect: own.dialect, map: offsets(named[0]!.file, own.dialect) });
    this.#reader.changed.add(`One source counts its offsets in another way than the rest: ${dialectInWords(own.dialect)}.`);
  }

  #of(file: TextFile): { dialect: Dialect; map: Offsets } {
    const known = this.#maps.get(file) ?? { dialect: this.detected.dialect, map: offsets(file, this.detected.dialect) };
    this.#maps.set(file, known);
    return known;
  }

  /** A transcript with its sync points as offsets of our text. */
  transcript(draft: TranscriptDraft): Transcript {
    return {
      ...draft.transcript, text: draft.file?.text ?? null,
      syncPoints: draft.points.map(({ guid, at, position }) => {
        const offset = position === null ? null : draft.file ? this.#of(draft.file).map.inText(position) : position;
        if (offset !== null && Number.isNaN(offset)) this.#reader.changed.add("A sync point lay outside its transcript; it was put at the end.", draft.transcript.name ?? "");
        return { guid, at, offset: offset !== null && Number.isNaN(offset) ? draft.file!.text.length : offset };
      }),
    };
  }

  /** A selection in its place, with its words. */
  selection(draft: Draft, source: SourceDraft["source"] | null, transcripts: readonly Transcript[]): Selection {
    const { selection } = draft;
    const named = selection.name;
    if (!draft.words) {
      const at = draft.place!;
      const quote = at.kind === "region" ? at.region.words?.text ?? null : at.kind === "transcript" ? between(at, transcripts) : null;
      return { ...selection, place: at, quote, name: named !== null && quote !== null && repeats(named, quote) ? null : named };
    }
    const { file, start, end, region } = draft.words;
    const called = named ?? source?.name ?? selection.guid;
    if (!file) {
      const range = { start: Math.max(0, Math.min(start, end)), end: Math.max(0, start, end) };
      return { ...selection, name: null, quote: named, place: { kind: "words", range, region } };
    }
    if (start > end) this.#reader.changed.add("A selection ended before it began; it was turned round.", called);
    const { dialect, map } = this.#of(file);
    let range = place({ file, start, end, name: null }, dialect, map);
    if (!range) {
      const length = file.text.length;
      const clip = (offset: number, up: boolean): number => (offset <= 0 ? 0 : Number.isNaN(map.inText(offset, up)) ? length : map.inText(offset, up));
      range = { start: clip(Math.min(start, end), false), end: clip(Math.max(start, end) + (dialect.end === "inclusive" ? 1 : 0), true) };
      this.#reader.changed.add("A selection reached beyond its text; it was cut to what is there.", called);
    }
    let quote = file.text.slice(range.start, range.end);
    if (named !== null && this.detected.byQuotes && this.detected.confidence > 0.85 && !repeats(named, quote)) {
      const moved = this.#anchor(file.text, squeezed(named), range, quote);
      if (moved) {
        this.#reader.changed.add("A selection lay a little beside the words that it repeats; it was put on them.", called);
        [range, quote] = [moved, file.text.slice(moved.start, moved.end)];
      }
    }
    if (range.start === range.end) this.#reader.survived.add("A selection covers no words.", called);
    const at: Place = { kind: "words", range, region };
    return { ...selection, place: at, quote, name: named !== null && repeats(named, quote) ? null : named };
  }

  /** The one place near by where the words stand exactly; null where the name may be a name, or there are none or several. */
  #anchor(text: string, words: string, range: { start: number; end: number }, quote: string): { start: number; end: number } | null {
    if (words.length < 8 || squeezed(quote).includes(words) || Math.abs(words.length - quote.length) > 3) return null;
    const from = Math.max(0, range.start - near);
    const window = text.slice(from, range.end + near);
    const first = window.indexOf(words);
    if (first < 0 || window.indexOf(words, first + 1) >= 0) return null;
    return { start: from + first, end: from + first + words.length };
  }
}

function between(at: Extract<Place, { kind: "transcript" }>, transcripts: readonly Transcript[]): string | null {
  const transcript = transcripts.find(({ guid }) => guid === at.transcript);
  if (!transcript || transcript.text === null) return null;
  const offset = (guid: string | null): number | null => transcript.syncPoints.find((point) => point.guid === guid)?.offset ?? null;
  const [from, to] = [at.from ? offset(at.from) : 0, at.to ? offset(at.to) : transcript.text.length];
  return from === null || to === null ? null : transcript.text.slice(Math.min(from, to), Math.max(from, to));
}

/** A source in its final form. */
export const settled = (draft: SourceDraft, transcripts: readonly Transcript[]): Source => ({ ...draft.source, text: draft.file?.text ?? null, transcripts });
