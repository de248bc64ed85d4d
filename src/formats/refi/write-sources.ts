import { deriveGuid, type Guid } from "../project/guid.ts";
import type { Note, Region, Selection, Source, Transcript } from "../project/project.ts";
import { squeezed } from "./detect.ts";
import { offsets, type Offsets } from "../project/dialect.ts";
import { textFile } from "../project/text-file.ts";
import type { Writer } from "./writer.ts";

const longest = 100;

/** The words of a selection as its name: one line, at most a hundred characters. Null where there are none. */
function repeated(quote: string): string | null {
  const line = squeezed(quote);
  if (line.length <= longest) return line || null;
  const cut = line.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const nameOf = (selection: Selection, textIsThere: boolean): string | null => selection.name ?? (selection.quote === null ? null : textIsThere ? repeated(selection.quote) : selection.quote);

function rectangle(name: "PDFSelection" | "PictureSelection", selection: Selection, region: Region, codings: string[], notes: string[], writer: Writer): string {
  const called = nameOf(selection, true);
  if (name === "PDFSelection" && !region.up) writer.changed.add("Rectangles on PDF pages count from the top; the standard counts from the bottom. They went out as they came.", called ?? selection.guid);
  const round = (value: number): number => writer.whole(value, called ?? selection.guid);
  const words = region.words && name === "PDFSelection" ? [writer.tag("Representation", { guid: region.words.guid }, writer.words("PlainTextContent", region.words.text))] : [];
  return writer.tag(name, {
    guid: selection.guid, name: called, ...(name === "PDFSelection" ? { page: round(region.page ?? 0) } : {}),
    firstX: round(region.x1), firstY: round(region.y1), secondX: round(region.x2), secondY: round(region.y2), ...writer.audit(selection),
  }, [...writer.words("Description", selection.description), ...words, ...codings, ...notes]);
}

function passages(selections: readonly Selection[], text: string | null, map: Offsets | null, writer: Writer): string[] {
  return selections.flatMap((selection) => {
    const { place } = selection;
    if (place.kind !== "words") return [];
    const position = (offset: number): number => (map && text !== null ? map.inFile(Math.max(0, Math.min(offset, text.length))) : offset);
    return [writer.tag("PlainTextSelection", {
      guid: selection.guid, name: nameOf(selection, text !== null), startPosition: position(place.range.start), endPosition: position(place.range.end), ...writer.audit(selection),
    }, [...writer.words("Description", selection.description), ...writer.codingsOf(selection.guid), ...writer.notes("selection", selection.guid)])];
  });
}

/** How offsets count in a text as it is written: in a file of its own, with the line ends of the layout, or within the XML. */
function counting(text: string | null, inFile: boolean, writer: Writer): Offsets | null {
  if (text === null) return null;
  const { lineEnd, mark, offsets: dialect } = writer.layout;
  const raw = inFile && lineEnd !== "\n" ? text.replaceAll("\n", lineEnd) : text;
  return offsets(textFile(inFile && mark ? `\ufeff${raw}` : raw), dialect);
}

function transcript(one: Transcript, selections: readonly Selection[], writer: Writer): string {
  const map = counting(one.text, true, writer);
  const stretches = selections.flatMap((selection) => {
    const { place } = selection;
    if (place.kind !== "transcript" || place.transcript !== one.guid) return [];
    return [writer.tag("TranscriptSelection", { guid: selection.guid, name: nameOf(selection, true), fromSyncPoint: place.from, toSyncPoint: place.to, ...writer.audit(selection) },
      [...writer.words("Description", selection.description), ...writer.codingsOf(selection.guid), ...writer.notes("selection", selection.guid)])];
  });
  return writer.tag("Transcript", {
    guid: one.guid, name: one.name, richTextPath: writer.media(one.rich, one.guid), plainTextPath: one.text === null ? null : writer.textFile(one.guid, one.text), ...writer.audit(one),
  }, [
    ...writer.words("Description", one.description),
    ...one.syncPoints.map((point) => writer.tag("SyncPoint", { guid: point.guid, timeStamp: point.at === null ? null : writer.whole(point.at, one.name ?? ""), position: point.offset === null ? null : map ? map.inFile(point.offset) : point.offset })),
    ...stretches, ...writer.notes("transcript", one.guid),
  ]);
}

const elements: Readonly<Record<Source["kind"], string>> = { text: "TextSource", pdf: "PDFSource", picture: "PictureSource", audio: "AudioSource", video: "VideoSource" };
const holds: Readonly<Record<Source["kind"], readonly string[]>> = { text: ["words"], pdf: ["words", "region"], picture: ["words", "region"], audio: ["time", "transcript"], video: ["time", "transcript"] };

function companion(source: Source, selections: readonly Selection[], writer: Writer): string[] {
  const words = selections.filter(({ place }) => place.kind === "words");
  if (source.text === null && words.length === 0 && source.textGuid === null) return [];
  const guid = source.textGuid ?? deriveGuid("representation", source.guid);
  return [writer.tag(source.kind === "pdf" ? "Representation" : "TextDescription", { guid, plainTextPath: source.text === null ? null : writer.textFile(guid, source.text) },
    passages(words, source.text, counting(source.text, true, writer), writer))];
}

function rectangles(source: Source, selections: readonly Selection[], writer: Writer): string[] {
  const name = source.kind === "pdf" ? "PDFSelection" : "PictureSelection";
  return selections.flatMap((selection) => {
    const { place, guid } = selection;
    if (place.kind === "region") return [rectangle(name, selection, place.region, writer.codingsOf(guid), writer.notes("selection", guid), writer)];
    return place.kind === "words" && place.region ? [rectangle(name, selection, place.region, writer.codingsOf(guid, true), [], writer)] : [];
  });
}

/** One source with everything in it. */
export function writeSource(source: Source, writer: Writer): string {
  const all = writer.selections.get(source.guid) ?? [];
  const selections = all.filter(({ place }) => holds[source.kind].includes(place.kind));
  if (selections.length < all.length) writer.noPlace.add(`A selection of a kind that the standard does not have on ${elements[source.kind]} was left out.`, source.name, all.length - selections.length);
  if (source.text !== null && (source.kind === "audio" || source.kind === "video")) writer.noPlace.add("Words directly on a recording were left out: the standard wants them as a transcript.", source.name);
  const tail = [...writer.codingsOf(`whole:${source.guid}`), ...writer.notes("source", source.guid), ...writer.values(source.values)];
  const head = writer.words("Description", source.description);
  const name = source.name || null;
  const file = writer.media(source.media, source.guid);
  if (source.kind === "text") {
    return writer.tag("TextSource", { guid: source.guid, name, richTextPath: file, plainTextPath: source.text === null ? null : writer.textFile(source.guid, source.text), ...writer.audit(source) },
      [...head, ...passages(selections, source.text, counting(source.text, true, writer), writer), ...tail]);
  }
  const attributes = { guid: source.guid, name, path: file, currentPath: source.media?.before ?? null, ...writer.audit(source) };
  if (source.kind === "pdf") return writer.tag("PDFSource", attributes, [...head, ...rectangles(source, selections, writer), ...companion(source, selections, writer), ...tail]);
  if (source.kind === "picture") return writer.tag("PictureSource", attributes, [...head, ...companion(source, selections, writer), ...rectangles(source, selections, writer), ...tail]);
  const times = selections.flatMap((selection) => {
    const { place } = selection;
    if (place.kind !== "time") return [];
    return [writer.tag(source.kind === "audio" ? "AudioSelection" : "VideoSelection", {
      guid: selection.guid, name: nameOf(selection, true), begin: writer.whole(place.begin, source.name), end: writer.whole(place.end, source.name), ...writer.audit(selection),
    }, [...writer.words("Description", selection.description), ...writer.codingsOf(selection.guid), ...writer.notes("selection", selection.guid)])];
  });
  return writer.tag(elements[source.kind], attributes, [...head, ...source.transcripts.map((one) => transcript(one, selections, writer)), ...times, ...tail]);
}

/** One note with everything in it. Its words stand in the XML, unless that cannot carry them. */
export function writeNote(note: Note, inFile: boolean, writer: Writer): string {
  const selections = (writer.selections.get(note.guid) ?? []).filter(({ place }) => place.kind === "words");
  const path: string | null = note.text !== null && inFile ? writer.textFile(note.guid, note.text) : null;
  return writer.tag("Note", { guid: note.guid, name: note.name, richTextPath: writer.media(note.rich, note.guid), plainTextPath: path, ...writer.audit(note) }, [
    ...writer.words("Description", note.description), ...(path === null ? writer.words("PlainTextContent", note.text) : []),
    ...passages(selections, note.text, counting(note.text, inFile, writer), writer),
    ...writer.codingsOf(`whole:${note.guid}`), ...writer.notes("note", note.guid), ...writer.values(note.values),
  ]);
}

/** Selections whose source is not there. */
export function orphans(selections: readonly Selection[], known: ReadonlySet<Guid>, writer: Writer): void {
  for (const { source, guid } of selections) if (!known.has(source)) writer.noPlace.add("A selection of a source that is not in the project was left out.", guid);
}
