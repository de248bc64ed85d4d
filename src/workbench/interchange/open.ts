import { open as openFile, readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { Interview, Reading } from "../../formats/interview.ts";
import { type Archive, type Bytes, folderArchive, inMemory, Refused, wholeEntry } from "../../formats/project/archive.ts";
import type { Dialect } from "../../formats/project/dialect.ts";
import type { Imported } from "../../formats/project/imported.ts";
import { type FileKind, recognise } from "../../formats/project/recognise.ts";
import { unzip } from "../../formats/project/unzip.ts";
import { isQualCoder, readQualCoder } from "../../formats/qualcoder/read.ts";
import { readFolder, readQde, readQdpx } from "../../formats/refi/read.ts";
import { isRqda, readRqda } from "../../formats/rqda/read.ts";
import { segmentKind, readSegments } from "../../formats/segments/read.ts";
import { type Block, docxBlocks, textBlocks } from "../../formats/segments/blocks.ts";
import { hasQcodes, readQcodes } from "../../formats/segments/qcode.ts";
import { readReport } from "../../formats/segments/report.ts";
import { survey } from "../../formats/survey/questions.ts";
import { surveyProject } from "../../formats/survey/read.ts";
import { readTable } from "../../formats/table/read.ts";
import type { DayOrder } from "../../formats/table/moments.ts";
import type { Table } from "../../formats/table/table.ts";
import { isTaguette, readTaguette } from "../../formats/taguette/read.ts";
import { readChat } from "../../formats/tiers/chat.ts";
import { readElan } from "../../formats/tiers/elan.ts";
import { readTextGrid } from "../../formats/tiers/textgrid.ts";
import { readInterview } from "../../formats/transcript/read.ts";
import { readTextFile } from "../../formats/project/text-file.ts";
import { openZip } from "../../formats/zip.ts";
import { stemOf } from "../importReport.ts";
import type { Opened } from "./opened.ts";
import { taggedTurns } from "./tagged-turns.ts";
import { rolesFor } from "./survey-roles.ts";
import { withTables } from "./sqlite-tables.ts";

/** What a person may know better than is found. */
export interface OpenOptions {
  readonly dialect?: Partial<Dialect> | undefined;
  /** What the columns of a survey are: "Q1=open,Age=attribute". */
  readonly roles?: Readonly<Record<string, string>> | undefined;
  /** The texts of the study by name, so that passages of a table are put where they stand. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What stands first in dates written in figures, where the file does not tell. */
  readonly dates?: DayOrder | undefined;
}

/** Files up to this size are read whole; projects in archives may be larger. */
const largestWhole = 512 << 20;

/** Opens whatever is at a path and tells what it is by its content. Never throws on bad input. `close` gives the file back. */
export async function openPath(path: string, options: OpenOptions): Promise<Reading<Opened> & { readonly close: () => Promise<void> }> {
  const nothing = async (): Promise<void> => undefined;
  const info = await stat(path);
  if (info.isDirectory()) return { ...(await openFolder(path, options)), close: nothing };
  const file = await openFile(path, "r");
  const close = async (): Promise<void> => file.close();
  const read = async (at: number, length: number): Promise<Uint8Array> => {
    const buffer = new Uint8Array(Math.max(0, Math.min(length, info.size - at)));
    let done = 0;
    while (done < buffer.length) {
      const { bytesRead } = await file.read(buffer, done, buffer.length - done, at + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done === buffer.length ? buffer : buffer.subarray(0, done);
  };
  const name = basename(path);
  const start = await read(0, 4);
  if (start[0] === 0x50 && start[1] === 0x4b && info.size > 1 << 20) {
    // A large archive is looked into where it lies, never read whole.
    const found = await readQdpx({ size: info.size, read }, readOptions(options));
    if (found.ok) return { ok: true, value: project(found.value), close };
    if (info.size > largestWhole) return { ...found, close };
  }
  if (info.size > largestWhole) return { ok: false, problem: `${name} has ${Math.round(info.size / (1 << 20))} MB, more than a file that is imported may have (${largestWhole >> 20} MB).`, close };
  return { ...(await openBytes(name, await read(0, info.size), options)), close };
}

const segmentOptions = ({ texts, dates }: OpenOptions): { texts?: ReadonlyMap<string, string>; dates?: DayOrder | undefined } => ({ ...(texts ? { texts } : {}), dates });
const readOptions = ({ dialect }: OpenOptions): { dialect?: Partial<Dialect> } => (dialect ? { dialect } : {});
const project = (imported: Imported, byName = false, notes: readonly string[] = []): Opened => ({ is: "project", imported, byName, notes });
const asProject = (reading: Reading<Imported>, byName = false, notes: readonly string[] = []): Reading<Opened> => (reading.ok ? { ok: true, value: project(reading.value, byName, notes) } : reading);

/** Tells what a file's bytes are and reads them. Never throws on bad input. */
export async function openBytes(name: string, bytes: Uint8Array, options: OpenOptions): Promise<Reading<Opened>> {
  const kind = await recognise(name, bytes);
  switch (kind) {
    case "refi-project":
      return asProject(await readQdpx(bytes, readOptions(options)));
    case "zip":
      return openZipped(name, bytes, options);
    case "refi-project-xml":
    case "refi-codebook":
      return asProject(await readQde(bytes, readOptions(options)));
    case "sqlite":
      return openDatabase(name, bytes);
    case "table":
    case "xlsx":
      return openTable(name, bytes, options);
    case "elan":
      return asInterview(await readElan(bytes), "ELAN transcript", bytes);
    case "textgrid":
      return asInterview(readTextGrid(bytes), "Praat TextGrid", bytes);
    case "chat":
      return asInterview(readChat(bytes), "CHAT transcript", bytes);
    default:
      return (await openReport(name, kind, bytes, options)) ?? { ok: false, problem: elsewhere(name, kind) };
  }
}

/** A document in which a program wrote coded passages or a codebook for people to read; null where it is an ordinary text. */
async function openReport(name: string, kind: FileKind, bytes: Uint8Array, options: OpenOptions): Promise<Reading<Opened> | null> {
  const known = segmentOptions(options);
  let blocks: Block[];
  if (kind === "docx") {
    const zip = openZip(name, bytes);
    const read = zip.ok ? docxBlocks(name, zip.value) : zip;
    if (!read.ok) return read;
    blocks = read.value;
  } else if (kind === "text") {
    const { text } = readTextFile(bytes);
    if (hasQcodes(text)) return asProject(readQcodes(stemOf(name), text), true);
    blocks = textBlocks(text);
  } else if (kind === "rtf" || kind === "odt" || kind === "html") {
    const read = await readInterview(name, bytes);
    if (!read.ok) return null;
    blocks = textBlocks(read.value.text);
  } else return null;
  const report = readReport(stemOf(name), blocks, known);
  return report && asProject(report, true);
}

const asInterview = (reading: Reading<Interview>, kind: string, bytes: Uint8Array): Reading<Opened> => (reading.ok ? { ok: true, value: { is: "interview", interview: reading.value, kind, bytes } } : reading);

/** What to do with a file that is no project and no table. */
function elsewhere(name: string, kind: FileKind): string {
  switch (kind) {
    case "docx": case "odt": case "rtf": case "pdf": case "html": case "vtt": case "srt": case "json": case "text":
      return `${name} is a text (${kind}), not a project, codebook, table of codings or survey. Bring it in as an interview: earshot sources import STUDY ${name}`;
    case "empty":
      return `${name} is empty. Check that it is the right file.`;
    case "encrypted":
      return `${name} is an encrypted or an old Office file (.doc, .xls). Open it in its program and save it as .docx, .xlsx or .csv without a password.`;
    case "picture": case "audio": case "video":
      return `${name} is a ${kind === "picture" ? "picture" : kind === "audio" ? "recording" : "film"}; a study takes in texts. Import its transcript.`;
    case "json-lines": case "web-annotations":
      return `${name} was written to be read by other programs (${kind}); it cannot be read back. Import the .qdpx, or open the study itself.`;
    default:
      return `${name} is nothing that can be imported (${kind}). Known are REFI-QDA projects and codebooks, projects of Taguette, QualCoder and RQDA, tables of codes, codings or surveys, and ELAN, TextGrid and CHAT transcripts.`;
  }
}

function openDatabase(name: string, bytes: Uint8Array, folder: Archive | null = null): Promise<Reading<Opened>> {
  return withTables(name, bytes, (tables): Reading<Opened> => {
    if (isTaguette(tables)) return asProject(readTaguette(tables));
    if (isQualCoder(tables)) {
      const read = readQualCoder(tables);
      return read.ok && folder ? asProject({ ok: true, value: withFiles(read.value, folder) }) : asProject(read);
    }
    if (isRqda(tables)) return asProject(readRqda(tables));
    if (tables.tableNames().includes("event") && tables.tableNames().includes("content_chunk")) return { ok: false, problem: `${name} is a study of Earshot itself. To bring two copies of one study together: earshot merge STUDY ${name}` };
    return { ok: false, problem: `${name} is a SQLite database, but not a project of Taguette, QualCoder or RQDA. Its tables are: ${tables.tableNames().slice(0, 12).join(", ") || "none"}.` };
  });
}

/** A zip in which no REFI-QDA project lies in sight: perhaps the folder of a QualCoder project. */
async function openZipped(name: string, bytes: Uint8Array, options: OpenOptions): Promise<Reading<Opened>> {
  const read = await readQdpx(bytes, readOptions(options));
  if (read.ok) return asProject(read);
  try {
    const archive = await unzip(inMemory(bytes));
    const data = archive.entries.find((entry) => /(^|\/)data\.qda$/.test(entry.name) && !entry.name.startsWith("__MACOSX/"));
    if (!data) return read;
    const folder = data.name.slice(0, -"data.qda".length);
    const entries = archive.entries.filter((entry) => entry.name.startsWith(folder)).map((entry) => ({ ...entry, name: entry.name.slice(folder.length) }));
    return await openDatabase(name, await wholeEntry(archive, data, largestWhole), { entries, chunks: (entry) => archive.chunks({ ...entry, name: folder + entry.name }) });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: `${name}: ${error.message}` };
    throw error;
  }
}

/** A QualCoder project whose media lie in its folder. */
function withFiles(imported: Imported, folder: Archive): Imported {
  const entries = new Map(folder.entries.map((entry) => [entry.name, entry]));
  const sources = imported.project.sources.map((source) => {
    const entry = source.media && entries.get(source.media.path.replace(/^relative:\/*/, ""));
    return source.media && entry ? { ...source, media: { ...source.media, entry: entry.name, size: entry.size } } : source;
  });
  return { ...imported, project: { ...imported.project, sources }, files: folder };
}

async function openFolder(path: string, options: OpenOptions): Promise<Reading<Opened>> {
  const files: { path: string; bytes: Bytes }[] = [];
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || files.length > 100_000) continue;
    const full = join(entry.parentPath, entry.name);
    const { size } = await stat(full);
    const read = async (at: number, length: number): Promise<Uint8Array> => {
      const file = await openFile(full, "r");
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    };
    files.push({ path: relative(path, full).split(sep).join("/"), bytes: { size, read } });
  }
  const name = basename(path);
  if (files.some((file) => /\.qde$/i.test(file.path))) return asProject(await readFolder(files, readOptions(options)));
  const data = files.find((file) => file.path === "data.qda");
  if (data) return openDatabase(`${name}/data.qda`, new Uint8Array(await readFile(join(path, "data.qda"))), folderArchive(files));
  return { ok: false, problem: `The folder ${name} holds neither an unpacked REFI-QDA project (a file ending in .qde) nor a QualCoder project (data.qda).` };
}

async function openTable(name: string, bytes: Uint8Array, options: OpenOptions): Promise<Reading<Opened>> {
  const read = await readTable(name, bytes);
  if (!read.ok) return read;
  const table: Table = read.value;
  const kind = options.roles ? null : segmentKind(table.columns);
  if (kind === "turns") return taggedTurns(name, table, bytes);
  if (kind !== null) return asProject(readSegments(name, table, segmentOptions(options)), true, table.notes);
  if (kind === null && !options.roles && table.format === "csv") {
    const report = readReport(stemOf(name), textBlocks(readTextFile(bytes).text), segmentOptions(options));
    if (report) return asProject(report, true);
  }
  const found = survey(table);
  const roles = rolesFor(name, found, options.roles ?? {});
  if (!roles.ok) return roles;
  if (!options.roles && !found.questions.some(({ role }) => role === "open" || role === "participant") && found.program === "unknown") {
    return { ok: false, problem: `${name} is a table without a column for codes and without answers in people's own words. If it is a register of participants: earshot people import STUDY ${name}. If it is a survey, say what its columns are: --roles "${found.questions.slice(0, 3).map((one) => `${one.name}=${one.role === "participant" ? "participant" : "attribute"}`).join(",")}"` };
  }
  return asProject(surveyProject(name, found, roles.value.byColumn, options.dates), false, [...table.notes, roles.value.said]);
}

