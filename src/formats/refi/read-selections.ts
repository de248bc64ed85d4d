import { deriveGuid, type Guid } from "../project/guid.ts";
import type { Coding, Region, Selection } from "../project/project.ts";
import { childrenOf, childText, attribute, integer, type Reader } from "./reader.ts";
import type { TextFile } from "../project/text-file.ts";
import type { Element } from "./xml.ts";

/** A selection whose words are not placed yet, because the dialect is not known before all have been seen. */
export interface Draft {
  readonly selection: Omit<Selection, "quote" | "place">;
  /** For words: the text they lie in (null where it is missing) and the offsets as stated. */
  readonly words: { readonly file: TextFile | null; readonly start: number; readonly end: number; readonly region: Region | null } | null;
  readonly place: Selection["place"] | null;
}

/** What stands in one source, gathered in the order in which a project is written. */
export interface Gathered {
  readonly drafts: Draft[];
  readonly codings: Coding[];
}

/** Codings directly in an element: of a selection, or of a whole source where `selection` is null. */
export function readCodings(owner: Element, source: Guid, selection: Guid | null, reader: Reader): Coding[] {
  return childrenOf(owner, "Coding").map((element, i) => {
    const ref = childrenOf(element, "CodeRef");
    const code = ref[0] ? reader.reference(ref[0], "targetGUID", "code") : null;
    for (const more of ref.slice(1)) reader.keep(more, readable(element));
    const guid = reader.identity(element, "coding", selection ?? source, code ?? "", i);
    reader.notes(element, { kind: "coding", guid });
    return { guid, source, selection, code: code ?? "", coder: reader.author(element, "creatingUser"), at: reader.moment(element, "creationDateTime"), twin: null };
  });
}

const readable = (element: Element): Guid | null => attribute(element, "guid");

/** A rectangle; null where a side is missing. */
export function readRegion(element: Element, up: boolean, words: Region["words"]): Region | null {
  const [x1, y1, x2, y2] = ["firstX", "firstY", "secondX", "secondY"].map((name) => integer(element, name)) as [number | null, number | null, number | null, number | null];
  if (x1 === null || y1 === null || x2 === null || y2 === null) return null;
  return { page: element.name === "PDFSelection" ? integer(element, "page") ?? 0 : null, x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2), up, words };
}

function begun(element: Element, source: Guid, i: number, reader: Reader): Draft["selection"] {
  const guid = reader.identity(element, "selection", source, element.name, i, ...Object.values(element.attributes));
  reader.notes(element, { kind: "selection", guid });
  return { guid, source, name: attribute(element, "name"), description: childText(element, "Description"), ...reader.audit(element) };
}

/** Selections of words. Those that repeat a rectangle's GUID are the same passage: they take the rectangle in, and its codings become twins. */
export function readWords(owner: Element, source: Guid, file: TextFile | null, regions: Map<Guid, { element: Element; region: Region }>, into: Gathered, reader: Reader): void {
  childrenOf(owner, "PlainTextSelection").forEach((element, i) => {
    const raw = reader.reference(element, "guid", "selection");
    const twin = raw === null ? undefined : regions.get(raw);
    const selection = begun(element, source, i, reader);
    const [start, end] = [integer(element, "startPosition"), integer(element, "endPosition")];
    if (start === null || end === null) {
      reader.survived.add("A selection does not say where it is; it became one of no length at the start of its source.", selection.name ?? selection.guid);
    }
    const codings = readCodings(element, source, selection.guid, reader);
    into.drafts.push({
      selection: { ...selection, description: selection.description ?? (twin ? childText(twin.element, "Description") : null) },
      words: { file, start: start ?? end ?? 0, end: end ?? start ?? 0, region: twin?.region ?? null }, place: null,
    });
    if (!twin) {
      into.codings.push(...codings);
      return;
    }
    regions.delete(raw!);
    reader.survived.add("A passage stands twice, as words and as a rectangle, with one GUID; it was read as one.", selection.name ?? selection.guid);
    reader.notes(twin.element, { kind: "selection", guid: selection.guid });
    const same = readCodings(twin.element, source, selection.guid, reader);
    const paired = new Set<Coding>();
    for (const coding of codings) {
      const other = same.find((candidate) => !paired.has(candidate) && candidate.code === coding.code && candidate.coder === coding.coder);
      if (other) paired.add(other);
      into.codings.push({ ...coding, twin: other?.guid ?? null });
    }
    into.codings.push(...same.filter((coding) => !paired.has(coding)));
  });
}

/** A rectangle on a picture or page as a selection of its own. */
export function readRectangle(element: Element, source: Guid, i: number, region: Region | null, into: Gathered, reader: Reader): void {
  const selection = begun(element, source, i, reader);
  if (!region) reader.survived.add("A rectangle lacks a side; it was read as an empty one.", selection.name ?? selection.guid);
  into.drafts.push({ selection, words: null, place: { kind: "region", region: region ?? { page: element.name === "PDFSelection" ? 0 : null, x1: 0, y1: 0, x2: 0, y2: 0, up: false, words: null } } });
  into.codings.push(...readCodings(element, source, selection.guid, reader));
}

/** Stretches of a recording. One that runs backwards is turned round. */
export function readTimes(owner: Element, names: readonly string[], source: Guid, into: Gathered, reader: Reader): void {
  owner.children.filter(({ name }) => names.includes(name)).forEach((element, i) => {
    const selection = begun(element, source, i, reader);
    const [a, b] = [integer(element, "begin"), integer(element, "end")];
    if (a === null || b === null) reader.survived.add("A stretch of a recording lacks its begin or end.", selection.name ?? selection.guid);
    const [begin, end] = [a ?? b ?? 0, b ?? a ?? 0];
    into.drafts.push({ selection, words: null, place: { kind: "time", begin: Math.min(begin, end), end: Math.max(begin, end) } });
    into.codings.push(...readCodings(element, source, selection.guid, reader));
  });
}

/** Stretches of a transcript. */
export function readStretches(owner: Element, transcript: Guid, source: Guid, into: Gathered, reader: Reader): void {
  childrenOf(owner, "TranscriptSelection").forEach((element, i) => {
    const selection = begun(element, source, i, reader);
    const [from, to] = [reader.reference(element, "fromSyncPoint", "sync point"), reader.reference(element, "toSyncPoint", "sync point")];
    into.drafts.push({ selection, words: null, place: { kind: "transcript", transcript, from, to } });
    into.codings.push(...readCodings(element, source, selection.guid, reader));
  });
}

/** The code under which codings come whose own code is gone. */
export const unresolved: Guid = deriveGuid("code", "unresolved");
