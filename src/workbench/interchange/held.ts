import type { Guid } from "../../formats/project/guid.ts";
import { Findings } from "../../formats/project/problems.ts";
import type { Coding, Note, Project, Selection, Source, Transcript } from "../../formats/project/project.ts";
import type { Range } from "../../text/range.ts";

/** A text of a project that becomes a source of the study: of a text, PDF or picture, or one transcript of a recording. */
export interface Page {
  /** The identity of the project's source, or of the transcript. */
  readonly guid: Guid;
  readonly owner: Source;
  readonly transcript: Transcript | null;
  readonly name: string;
  readonly text: string;
  /** True where the text is missing and only the passages that the project repeats are there, one after another. */
  readonly isPassages: boolean;
}

/** Where a selection lies in a page. */
export interface Placed {
  readonly page: Guid;
  readonly range: Range;
}

/** What of a project a study has nouns for. Everything else is kept apart. */
export interface Held {
  readonly pages: ReadonlyMap<Guid, Page>;
  readonly placed: ReadonlyMap<Guid, Placed>;
  readonly codings: ReadonlyMap<Guid, Coding>;
  readonly notes: ReadonlyMap<Guid, Note>;
  /** Codings, notes and sources that a study has no noun for. */
  readonly apart: ReadonlySet<Guid>;
  /** What is kept apart, counted, in sentences. */
  readonly noPlace: Findings;
  readonly changed: Findings;
}

const gap = "\n\n";

/** A text made of the passages that a project repeats, in their order, and where each came to stand in it. */
function passagesOf(selections: readonly Selection[]): { text: string; ranges: Map<Guid, Range> } {
  const inOrder = selections.filter(({ place, quote }) => place.kind === "words" && quote !== null && quote.trim() !== "")
    .toSorted((a, b) => (a.place.kind === "words" && b.place.kind === "words" ? a.place.range.start - b.place.range.start : 0));
  const at = new Map<string, Range>();
  const ranges = new Map<Guid, Range>();
  let text = "";
  for (const { guid, quote } of inOrder) {
    let range = at.get(quote!);
    if (!range) {
      if (text !== "") text += gap;
      range = { start: text.length, end: text.length + quote!.length };
      text += quote;
      at.set(quote!, range);
    }
    ranges.set(guid, range);
  }
  return { text, ranges };
}

/** Where a selection of a transcript lies; null where one of its sync points has no place in the words. */
export function stretchOf(place: Extract<Selection["place"], { kind: "transcript" }>, transcript: Transcript | undefined): Range | null {
  if (!transcript || transcript.text === null) return null;
  const offset = (guid: Guid | null, otherwise: number): number | null => (guid === null ? otherwise : transcript.syncPoints.find((point) => point.guid === guid)?.offset ?? null);
  const [a, b] = [offset(place.from, 0), offset(place.to, transcript.text.length)];
  return a === null || b === null ? null : { start: Math.min(a, b), end: Math.max(a, b) };
}

/** The title and the words that a note has as a memo; null where it has no words at all. */
export function memoOf(note: Note): { title: string; text: string } | null {
  const [title, text, description] = [note.name?.trim() ?? "", note.text?.trim() ?? "", withoutKind(note.description)];
  if (text !== "") return { title, text: description === "" || description === text ? note.text! : `${note.text!}\n\n${description}` };
  if (description !== "") return { title, text: description };
  return title === "" ? null : { title: "", text: title };
}

/** How the kind of a memo is written into a note's description, where others can read it. */
export const kindLine = (kind: string): string => `Kind of memo: ${kind}.`;
const kindPattern = /^Kind of memo: (analytic|reflexive|method|case)\.$/;
/** The kind of memo that a note's description tells; null where it tells none. */
export const kindOfNote = (description: string | null): "analytic" | "reflexive" | "method" | "case" | null => (kindPattern.exec(description?.trim() ?? "")?.[1] as "method" | undefined) ?? null;
const withoutKind = (description: string | null): string => (kindOfNote(description) ? "" : description?.trim() ?? "");

const wordless: Readonly<Record<Source["kind"], string>> = { text: "A text without words", pdf: "A PDF without words", picture: "A picture without words", audio: "A recording without a transcript", video: "A film without a transcript" };

/** Sorts a project into what a study has nouns for and what not. */
export function sortOut(project: Project): Held {
  const [noPlace, changed] = [new Findings(), new Findings()];
  const pages = new Map<Guid, Page>();
  const placed = new Map<Guid, Placed>();
  const apart = new Set<Guid>();
  const bySource = Map.groupBy(project.selections, ({ source }) => source);
  const isCase = new Set(project.codes.filter((code) => code.isCase).map(({ guid }) => guid));
  for (const source of project.sources) {
    const selections = bySource.get(source.guid) ?? [];
    const add = (guid: Guid, name: string, text: string, more: Partial<Page> = {}): void => void pages.set(guid, { guid, owner: source, transcript: null, name, text, isPassages: false, ...more });
    if (source.kind === "audio" || source.kind === "video") {
      for (const [i, transcript] of source.transcripts.entries()) if (transcript.text !== null) add(transcript.guid, i === 0 ? source.name || (transcript.name ?? "") : `${source.name} ${transcript.name ?? i + 1}`, transcript.text, { transcript });
    } else if (source.text !== null && (source.kind === "text" || /[\p{L}\p{N}]/u.test(source.text))) add(source.guid, source.name, source.text);
    else if (source.kind === "text") {
      const { text, ranges } = passagesOf(selections);
      if (text !== "") {
        add(source.guid, source.name, text, { isPassages: true });
        for (const [guid, range] of ranges) placed.set(guid, { page: source.guid, range });
        changed.add("A text is missing from the project; its source holds the passages that the project repeats, one after another.", source.name);
      }
    }
    if (![...pages.values()].some(({ owner }) => owner === source)) {
      apart.add(source.guid);
      noPlace.add(`${wordless[source.kind]} was kept as it is; the study shows texts only.`, source.name);
    }
    for (const { guid, place } of selections) {
      const page = pages.get(place.kind === "transcript" ? place.transcript : source.guid);
      const range = place.kind === "words" ? place.range : place.kind === "transcript" ? stretchOf(place, page?.transcript ?? undefined) : null;
      if (range && page && !page.isPassages && range.end <= page.text.length) placed.set(guid, { page: page.guid, range });
    }
  }
  const codings = new Map<Guid, Coding>();
  const kinds = new Map(project.selections.map(({ guid, place }) => [guid, place.kind]));
  const names = new Map([...project.sources.map(({ guid, name }) => [guid, name] as const), ...project.notes.map(({ guid, name }) => [guid, name ?? "a note"] as const)]);
  for (const coding of project.codings) {
    const at = coding.selection === null ? undefined : placed.get(coding.selection);
    if (at && at.range.end > at.range.start && !isCase.has(coding.code)) {
      codings.set(coding.guid, coding);
      continue;
    }
    apart.add(coding.guid);
    const kind = coding.selection === null ? null : kinds.get(coding.selection);
    noPlace.add(isCase.has(coding.code) ? "A coding with a case, which says what belongs to it, was kept as it is."
      : coding.selection === null ? "A coding of a whole source was kept as it is; the study codes passages."
      : kind === "region" ? "A coded rectangle of a picture or page was kept as it is; the study codes words."
      : kind === "time" ? "A coded stretch of a recording was kept as it is; the study codes words."
      : at ? "A coding of no words was kept as it is."
      : "A coded passage of a text that is not there was kept as it is.", names.get(coding.source) ?? "");
  }
  const notes = new Map<Guid, Note>();
  for (const note of project.notes) {
    if (memoOf(note)) notes.set(note.guid, note);
    else apart.add(note.guid);
  }
  count(project, placed, noPlace);
  return { pages, placed, codings, notes, apart, noPlace, changed };
}

/** Names the lists that a study has no nouns for. */
function count(project: Project, placed: ReadonlyMap<Guid, Placed>, noPlace: Findings): void {
  const coded = new Set(project.codings.map(({ selection }) => selection));
  for (const { name } of project.groups) noPlace.add("A set was kept as it is.", name);
  for (const { name } of project.graphs) noPlace.add("A drawing (graph) was kept as it is.", name ?? "");
  for (const { name } of project.links) noPlace.add("A link between two things was kept as it is.", name ?? "");
  for (const { what } of project.kept) noPlace.add("Something that is not part of the standard was kept as it is.", what);
  for (const { guid, quote } of project.selections) if (!coded.has(guid)) noPlace.add("A marked passage without a code was kept as it is.", placed.has(guid) ? quote?.slice(0, 60) ?? "" : "");
  for (const { rich, name } of project.notes) if (rich) noPlace.add("The word-processor file of a note was kept as it is.", name ?? "");
}
