import { type Archive, type Bytes, type Entry, folderArchive, inMemory, Refused } from "../project/archive.ts";
import { came, counts } from "../project/counts.ts";
import type { Imported } from "../project/imported.ts";
import type { Reading } from "../interview.ts";
import { unzip } from "../project/unzip.ts";
import { assemble } from "./assemble.ts";
import { type Dialect, dialectInWords } from "./dialect.ts";
import { lists, schema } from "./schema.ts";
import { Reader } from "./reader.ts";
import { type Element, walk } from "./xml.ts";

/** How a project should be read where a person knows better than what is found. */
export interface ReadOptions {
  /** Overrules, wholly or in part, what is found out about offsets. */
  readonly dialect?: Partial<Dialect>;
}

/** The XML of a project, taken apart into its lists. */
export interface Document {
  root: Element | null;
  /** By list: "Users", "Codes", "Sets" … */
  readonly parts: Record<string, Element[]>;
  readonly instructions: string[];
}

/** The project file may have so many bytes. */
const largestProject = 1 << 29;

/** Walks through the XML once and gathers what stands in each list. Throws `Refused` where it is no project or codebook. */
export async function readDocument(chunks: AsyncIterable<Uint8Array>, reader: Reader): Promise<Document> {
  const document: Document = { root: null, parts: Object.create(null), instructions: [] };
  const put = (list: string, element: Element): void => {
    (document.parts[list] ??= []).push(element);
  };
  const isUnit = (name: string, around: readonly string[]): boolean => (around.length === 1 ? !lists.has(name) : around.length === 2 && lists.has(around[1]!));
  await walk(chunks, isUnit, {
    root(element) {
      if (element.name !== "Project" && element.name !== "CodeBook") throw new Refused(`The XML is not a REFI-QDA project or codebook: it begins with <${element.name.slice(0, 40)}>.`);
      document.root = element;
    },
    element(element, around) {
      reader.keepUnknown(element);
      if (around.length === 2) return schema[element.name] ? put(around[1]!, element) : reader.keep(element, null);
      if (element.name === "CodeBook") for (const child of element.children) for (const item of child.children) put(child.name, item);
      else if (element.name === "Codes") for (const item of element.children) put("Codes", item);
      else if (element.name === "Description" || element.name === "NoteRef") put(element.name, element);
      else reader.keep(element, null);
    },
    instruction(target, body) {
      if (target === "earshot") document.instructions.push(body);
    },
  }, reader.survived);
  return document;
}

async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > largestProject) throw new Refused(`The project file unpacks to more than ${largestProject} bytes. It is not read.`);
    yield chunk;
  }
}

/** The project file of an archive: `project.qde` at the top, or the one `.qde` that is nearest to it. */
function projectEntry(archive: Archive): Entry {
  const found = archive.entries.filter(({ name }) => /\.qde$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));
  const depth = (entry: Entry): number => entry.name.split("/").length * 2 + (/(^|\/)project\.qde$/i.test(entry.name) ? 0 : 1);
  const best = found.toSorted((a, b) => depth(a) - depth(b))[0];
  if (!best) throw new Refused("There is no project in the archive: a REFI-QDA project has a file ending in .qde. Choose the .qdpx file itself.");
  return best;
}

async function read(archive: Archive | null, chunks: AsyncIterable<Uint8Array>, base: string, options: ReadOptions): Promise<Imported> {
  const reader = new Reader();
  const document = await readDocument(limited(chunks), reader);
  const { project, detected } = await assemble(document, archive, base, options, reader);
  const isBook = document.root!.name === "CodeBook";
  const program = project.origin?.trim();
  return {
    project, files: archive,
    kind: `REFI-QDA ${isBook ? "codebook" : "project"}${program ? ` from ${program}` : ""}`,
    dialect: isBook ? "a codebook has no offsets" : `${dialectInWords(detected.dialect)}. ${detected.because}`,
    confidence: detected.confidence,
    counts: counts(project),
    problems: [...reader.survived.list(), ...reader.changed.list(), ...reader.noPlace.list()],
    loss: { came: came(project), changed: reader.changed.list(), noPlace: reader.noPlace.list() },
  };
}

async function guarded(work: () => Promise<Imported>): Promise<Reading<Imported>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.message };
    throw error;
  }
}

const fromArchive = (archive: Archive, options: ReadOptions): Promise<Imported> => {
  const entry = projectEntry(archive);
  if (entry.size > largestProject) throw new Refused(`The project file would unpack to ${entry.size} bytes. It is not read.`);
  return read(archive, archive.chunks(entry), entry.name.slice(0, entry.name.lastIndexOf("/") + 1), options);
};

/** Reads a REFI-QDA project, `.qdpx`. Media stay in the archive: `files` gives them out in pieces. Never throws on bad input. */
export const readQdpx = (input: Uint8Array | Bytes, options: ReadOptions = {}): Promise<Reading<Imported>> =>
  guarded(async () => fromArchive(await unzip(input instanceof Uint8Array ? inMemory(input) : input), options));

/** Reads a bare `.qde`, or a codebook `.qdc`. Texts that lie in other files are reported as missing. */
export const readQde = (bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading<Imported>> =>
  guarded(() => read(null, (async function* () { for (let at = 0; at < bytes.length; at += 1 << 16) yield bytes.subarray(at, at + (1 << 16)); })(), "", options));

/** Reads a project that somebody unpacked: the files with their paths below one folder. */
export const readFolder = (files: readonly { readonly path: string; readonly bytes: Uint8Array | Bytes }[], options: ReadOptions = {}): Promise<Reading<Imported>> =>
  guarded(() => fromArchive(folderArchive(files), options));
