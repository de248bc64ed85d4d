import { type Archive, type Bytes, type Entry, folderArchive, inMemory, Refused } from "../project/archive.ts";
import { came, counts } from "../project/counts.ts";
import type { Imported } from "../project/imported.ts";
import type { Reading } from "../interview.ts";
import { unzip } from "../project/unzip.ts";
import { assemble } from "./assemble.ts";
import { dialectInWords } from "../project/dialect.ts";
import { readDocument, type ReadOptions } from "./document.ts";
import { Reader } from "./reader.ts";

/** The project file may have so many bytes. */
const largestProject = 1 << 29;

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
