import { basename } from "node:path";
import { Broken } from "../port.ts";

/** Why a study file cannot be opened, made or written; programs go by it, people read the sentence. */
export type Reason =
  | "missing"
  | "no folder"
  | "folder"
  | "exists"
  | "empty"
  | "not a study"
  | "passphrase"
  | "newer"
  | "older"
  | "cut short"
  | "damaged"
  | "in use"
  | "read-only"
  | "full"
  | "unreadable";

/** A study file that could not be opened, made or written. Nothing was changed. The sentence says what, where and what to do. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reason: Reason;
  readonly sentence: string;
  /** Which process has the file open, where it is in use and that can be told. */
  readonly holder: { readonly pid: number; readonly host: string } | null;
  constructor(reason: Reason, sentence: string, holder: Refused["holder"] = null) {
    super(sentence);
    this.holder = holder;
    this.reason = reason;
    this.sentence = sentence;
  }
}

const damaged = (file: string): string => `${file} is damaged: a part of it cannot be read. Run check to see what is sound, and go back to a backup or to another person's copy.`;

/** What SQLite and the operating system say, in words. The longest code that an error's code begins with counts. */
const words: Readonly<Record<string, readonly [Reason, (file: string) => string]>> = {
  SQLITE_FULL: ["full", (file) => `There is no room left on the disk of ${file}. Nothing of this step was recorded; make room and try again.`],
  ENOSPC: ["full", (file) => `There is no room left on the disk for ${file}. Make room and try again.`],
  EDQUOT: ["full", (file) => `Your quota on the disk of ${file} is used up. Make room and try again.`],
  SQLITE_BUSY: ["in use", (file) => `${file} is in use by another program. Close it there, or wait a moment, and try again.`],
  SQLITE_LOCKED: ["in use", (file) => `${file} is in use by another program. Close it there, or wait a moment, and try again.`],
  SQLITE_READONLY: ["read-only", (file) => `${file} can only be read: it, its folder or its disk does not allow writing. Copy it to a folder of your own to work on it.`],
  SQLITE_PERM: ["read-only", (file) => `You have no right to write ${file}. Copy it to a folder of your own to work on it.`],
  EROFS: ["read-only", (file) => `${file} is on a disk that can only be read. To write it, work in a folder of your own.`],
  EACCES: ["read-only", (file) => `You have no right to ${file} or its folder. Choose another folder, or ask whoever owns it.`],
  EPERM: ["read-only", (file) => `You have no right to ${file} or its folder. Choose another folder, or ask whoever owns it.`],
  SQLITE_CORRUPT: ["damaged", damaged],
  SQLITE_NOTADB: ["damaged", damaged],
  SQLITE_FORMAT: ["damaged", damaged],
  SQLITE_ERROR: ["damaged", damaged],
  SQLITE_MISMATCH: ["damaged", damaged],
  SQLITE_RANGE: ["damaged", damaged],
  SQLITE_SCHEMA: ["damaged", damaged],
  SQLITE_CANTOPEN: ["unreadable", (file) => `${file} could not be opened. See whether it is still there and whether you may read it.`],
  SQLITE_IOERR: ["unreadable", (file) => `Reading or writing ${file} failed: the disk did not answer as it should. See whether it is still connected and has room; make a copy before you go on.`],
  SQLITE_IOERR_SHORT_READ: ["cut short", (file) => `${file} ends before it should. Go back to a backup or to another person's copy.`],
  SQLITE_NOMEM: ["unreadable", (file) => `There is not enough memory to read ${file}. Close other programs and try again.`],
  SQLITE_TOOBIG: ["unreadable", (file) => `A piece of ${file} is larger than can be read or written (about 1 GB).`],
  SQLITE_NOLFS: ["full", (file) => `The disk of ${file} cannot hold a file this large. Move it to another disk.`],
  ENAMETOOLONG: ["missing", (file) => `The name ${file} is too long. Choose a shorter one.`],
  EIO: ["unreadable", (file) => `Reading ${file} failed: the disk did not answer as it should. See whether it is still connected.`],
};

const codeOf = (error: unknown): string | null => (error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null);

/** Whether an error of the driver or the operating system has a code that begins so. */
export const hasCode = (error: unknown, start: string): boolean => codeOf(error)?.startsWith(start) ?? false;

/** An error met while a file is opened or made, as a refusal; what is no such error (a bug) comes back as it is. */
export function inWords(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === null || error instanceof Refused) return error;
  const known = Object.keys(words).filter((start) => code.startsWith(start));
  const found = words[known.sort((a, b) => b.length - a.length)[0] ?? ""];
  if (found === undefined) return error;
  const [reason, sentence] = found;
  return new Refused(reason, sentence(basename(path)));
}

/** As `inWords`, for a file that is already open: damage found while reading is `Broken`. */
export function inWordsWhileOpen(error: unknown, path: string): unknown {
  const said = inWords(error, path);
  return said instanceof Refused && (said.reason === "damaged" || said.reason === "cut short") ? new Broken(said.sentence) : said;
}
