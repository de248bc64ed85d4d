import { deriveGuid, type Guid } from "../project/guid.ts";
import type { Note, Region, Source, SourceKind, Transcript, Variable } from "../project/project.ts";
import type { Paths } from "./paths.ts";
import { attribute, childrenOf, childText, integer, type Reader } from "./reader.ts";
import { type Draft, type Gathered, readCodings, readRectangle, readRegion, readStretches, readTimes, readWords } from "./read-selections.ts";
import { readValues } from "./read-rest.ts";
import type { TextFile } from "../project/text-file.ts";
import type { Texts } from "./texts.ts";
import type { Element } from "./xml.ts";

/** A transcript whose sync points still count as the file does. */
export interface TranscriptDraft {
  readonly transcript: Omit<Transcript, "text" | "syncPoints">;
  readonly file: TextFile | null;
  readonly points: readonly { readonly guid: Guid; readonly at: number | null; readonly position: number | null }[];
}

/** A source as read, before offsets are understood. */
export interface SourceDraft {
  readonly source: Omit<Source, "text" | "transcripts">;
  readonly file: TextFile | null;
  readonly transcripts: readonly TranscriptDraft[];
  readonly gathered: Gathered;
}

/** A note as read. Notes can be coded like sources. */
export interface NoteDraft {
  readonly note: Omit<Note, "text" | "targets">;
  readonly file: TextFile | null;
  readonly gathered: Gathered;
}

/** What reading sources needs. */
export interface Around {
  readonly reader: Reader;
  readonly texts: Texts;
  readonly paths: Paths;
  readonly variables: ReadonlyMap<Guid, Variable>;
  /** True where the program counts y on PDF pages from the bottom, as the standard has it. */
  readonly pageUp: boolean;
}

const kinds: Readonly<Record<string, SourceKind>> = { TextSource: "text", PDFSource: "pdf", PictureSource: "picture", AudioSource: "audio", VideoSource: "video" };

/** The elements that are sources. */
export const isSource = (name: string): boolean => Object.hasOwn(kinds, name);

async function readRectangles(element: Element, source: Guid, companion: { element: Element; file: TextFile | null } | null, into: Gathered, around: Around): Promise<void> {
  const { reader, texts } = around;
  const all: { element: Element; region: Region | null }[] = [];
  const shared = new Map<Guid, { element: Element; region: Region }>();
  for (const rectangle of element.children.filter(({ name }) => name === "PDFSelection" || name === "PictureSelection")) {
    const inner = childrenOf(rectangle, "Representation")[0];
    const file = inner ? await texts.words(inner, attribute(rectangle, "name") ?? "a rectangle") : null;
    const words = inner && file ? { guid: reader.identity(inner, "representation", source, all.length), text: file.text } : null;
    for (const name of ["PlainTextSelection", "Coding", "VariableValue"]) for (const lost of inner ? childrenOf(inner, name) : []) reader.keep(lost, attribute(rectangle, "guid"));
    const region = readRegion(rectangle, rectangle.name === "PDFSelection" && around.pageUp, words);
    all.push({ element: rectangle, region });
    const guid = reader.reference(rectangle, "guid", "selection");
    if (guid && region && !shared.has(guid)) shared.set(guid, { element: rectangle, region });
  }
  const left = new Map(shared);
  const words: Gathered = { drafts: [], codings: [] };
  if (companion) readWords(companion.element, source, companion.file, left, words, reader);
  all.forEach(({ element: rectangle, region }, i) => {
    const guid = reader.reference(rectangle, "guid", "selection");
    const taken = guid !== null && shared.get(guid)?.element === rectangle && !left.has(guid);
    if (!taken) readRectangle(rectangle, source, i, region, into, reader);
  });
  into.drafts.push(...words.drafts);
  into.codings.push(...words.codings);
}

async function readTranscripts(element: Element, source: Guid, into: Gathered, around: Around): Promise<TranscriptDraft[]> {
  const { reader, texts } = around;
  const drafts: TranscriptDraft[] = [];
  for (const [i, child] of childrenOf(element, "Transcript").entries()) {
    const guid = reader.identity(child, "transcript", source, i);
    const name = attribute(child, "name");
    reader.notes(child, { kind: "transcript", guid });
    drafts.push({
      transcript: { guid, name, description: childText(child, "Description"), rich: texts.rich(child), ...reader.audit(child) },
      file: await texts.words(child, name ?? "a transcript"),
      points: childrenOf(child, "SyncPoint").map((point, k) => ({ guid: reader.identity(point, "sync point", guid, k), at: integer(point, "timeStamp"), position: integer(point, "position") })),
    });
    readStretches(child, guid, source, into, reader);
  }
  return drafts;
}

/** One source with everything in it. */
export async function readSource(element: Element, place: number, around: Around): Promise<SourceDraft> {
  const { reader, texts, paths } = around;
  const kind = kinds[element.name]!;
  const guid = reader.identity(element, "source", element.attributes["name"] ?? "", place);
  const gathered: Gathered = { drafts: [], codings: [] };
  let [file, textGuid]: [TextFile | null, Guid | null] = [null, null];
  let transcripts: TranscriptDraft[] = [];
  const path = attribute(element, "path");
  if (kind === "text") {
    file = await texts.words(element, attribute(element, "name") ?? attribute(element, "plainTextPath") ?? guid);
    readWords(element, guid, file, new Map(), gathered, reader);
  } else if (kind === "audio" || kind === "video") {
    transcripts = await readTranscripts(element, guid, gathered, around);
    readTimes(element, ["AudioSelection", "VideoSelection"], guid, gathered, reader);
  } else {
    const companion = childrenOf(element, kind === "pdf" ? "Representation" : "TextDescription")[0];
    if (companion) {
      file = await texts.words(companion, attribute(element, "name") ?? guid);
      const own = reader.identity(companion, "representation", guid);
      textGuid = own === deriveGuid("representation", guid) ? null : own;
      reader.notes(companion, { kind: "source", guid });
      for (const value of childrenOf(companion, "VariableValue")) reader.keep(value, guid);
    }
    await readRectangles(element, guid, companion ? { element: companion, file } : null, gathered, around);
    const whole = companion ? readCodings(companion, guid, null, reader) : [];
    if (whole.length > 0) reader.changed.add("A coding of a source's text as a whole became a coding of the source.", attribute(element, "name") ?? guid, whole.length);
    gathered.codings.push(...whole);
  }
  gathered.codings.push(...readCodings(element, guid, null, reader));
  reader.notes(element, { kind: "source", guid });
  // A recording may be named only by its transcript, a text only by its file.
  const name = attribute(element, "name") ?? transcripts[0]?.transcript.name ?? nameOfPath(attribute(element, "plainTextPath") ?? path) ?? "";
  return {
    source: {
      guid, kind, name, description: childText(element, "Description"), textGuid,
      media: kind === "text" ? texts.rich(element) : path === null ? null : paths.media(path, attribute(element, "currentPath")),
      values: readValues(element, guid, around.variables, reader), ...reader.audit(element),
    },
    file, transcripts, gathered,
  };
}

function nameOfPath(path: string | null): string | null {
  const last = path?.replaceAll("\\", "/").split("/").at(-1);
  return last && !/^[0-9a-f-]{36}\.\w+$/i.test(last) ? last : null;
}

/** One note with everything in it. */
export async function readNote(element: Element, place: number, around: Around): Promise<NoteDraft> {
  const { reader, texts } = around;
  const guid = reader.identity(element, "note", element.attributes["name"] ?? "", place);
  const file = await texts.words(element, attribute(element, "name") ?? "a note");
  const gathered: Gathered = { drafts: [], codings: [] };
  readWords(element, guid, file, new Map(), gathered, reader);
  gathered.codings.push(...readCodings(element, guid, null, reader));
  reader.notes(element, { kind: "note", guid });
  return {
    note: { guid, name: attribute(element, "name"), description: childText(element, "Description"), rich: texts.rich(element), values: readValues(element, guid, around.variables, reader), ...reader.audit(element) },
    file, gathered,
  };
}

/** All the text selections in drafts whose text is there. */
export const placed = (drafts: readonly Draft[]): { file: TextFile; start: number; end: number; name: string | null }[] =>
  drafts.flatMap(({ words, selection }) => (words?.file ? [{ file: words.file, start: words.start, end: words.end, name: selection.name }] : []));
