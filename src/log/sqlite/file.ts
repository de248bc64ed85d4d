import { accessSync, closeSync, constants, openSync, realpathSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { newReplicaId, realChance, type Chance } from "../chance.ts";
import { prepareChunks } from "./chunks.ts";
import { connect, type Db, type Mode } from "./database.ts";
import { clearTraces } from "./erase.ts";
import { cutShort, locate, statOf, unfinished, whyUnreadable } from "./locate.ts";
import { takeLock, type Lock } from "./lock.ts";
import { sqliteLog, type StudyFile } from "./log.ts";
import { formatAfter, migrate, migrations, type Migration } from "./migrations.ts";
import { hasCode, inWords, Refused } from "./refused.ts";
import { unstage } from "./stage.ts";
import { applicationId, faultOfSchema, makeTables, readMeta, writeMeta } from "./schema.ts";

/** What a study file is opened or made with. */
export interface Keeping {
  /** Encrypts the whole file, or opens one that is. Never part of any message. */
  readonly passphrase?: string | undefined;
  /** Where salts and replica ids come from. */
  readonly chance?: Chance;
  /** The most pages of 4 KiB to which the file may grow. */
  readonly maxPages?: number;
  /** The migrations known; others than the real ones only in tests. */
  readonly migrations?: readonly Migration[];
}

/** Which file on the disk this is. A copy is another one; a file that was moved on its disk is the same. */
const identityOf = (path: string): string => {
  const { ino, dev, birthtimeNs } = statSync(path, { bigint: true });
  // The time of birth tells disks apart better than their numbers, which change when they are connected in another order.
  return birthtimeNs > 0n ? `${ino}-${birthtimeNs}` : `${ino}-on-${dev}`;
};

/** The bytes of a file; 0 where that cannot be asked. */
const sizeOf = (path: string): number => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
};

const exit = (lock: Lock | null): void => lock?.release();

const noEmpty = (passphrase: string | undefined): void => {
  if (passphrase === "") throw new Refused("passphrase", "The passphrase is empty. Give one, or none at all for a file that is not encrypted.");
};

function lockOf(path: string): Lock {
  const taken = takeLock(path);
  if ("lock" in taken) return taken.lock;
  const { holder } = taken;
  const by = holder === null ? "another program" : holder.pid === process.pid ? "this program" : `process ${holder.pid} on ${holder.host}`;
  throw new Refused("in use", `${basename(path)} is open for writing by ${by}. Close it there to work on it here; until then it can be opened for reading.`, holder);
}

/**
 * Makes a new study file and opens it for writing. Refuses where something of that name is there already. What is
 * half made when something fails is taken away again.
 */
export async function createStudyFile(path: string, { passphrase, chance = realChance, maxPages, migrations: list = migrations }: Keeping = {}): Promise<StudyFile> {
  const given = resolve(path);
  let lock: Lock | null = null;
  let made = false;
  let db: Db | null = null;
  try {
    noEmpty(passphrase);
    const folder = statOf(dirname(given));
    if (folder === null) throw new Refused("no folder", `There is no folder ${dirname(given)}. Make it first, or choose another.`);
    if (!folder.isDirectory()) throw new Refused("no folder", `${dirname(given)} is not a folder. Choose another.`);
    const there = statOf(given);
    if (there !== null) throw new Refused(there.isDirectory() ? "folder" : "exists", `There is already a ${there.isDirectory() ? "folder" : "file"} ${given}. Choose another name; nothing is written over.`);
    accessSync(dirname(given), constants.W_OK);
    const real = join(realpathSync(dirname(given)), basename(given));
    lock = lockOf(real);
    closeSync(openSync(real, "wx"));
    made = true;
    const opened = connect(real, { mode: "write", passphrase, maxPages });
    db = opened;
    const replica = newReplicaId(chance);
    const file = identityOf(real);
    opened.transaction(() => {
      makeTables(opened, formatAfter(list));
      writeMeta(opened, { format: String(formatAfter(list)), replica, file });
    })();
    opened.pragma("journal_mode = WAL");
    const held = lock;
    return sqliteLog(opened, { path: real, encrypted: passphrase !== undefined, chance, writing: { replica, continues: null, file }, onClose: () => exit(held) });
  } catch (error) {
    db?.close();
    if (made) for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(given + ending, { force: true });
    exit(lock);
    if (hasCode(error, "EEXIST")) throw new Refused("exists", `There is already a file ${given}. Choose another name; nothing is written over.`);
    throw inWords(error, given);
  }
}

/** Connects and makes sure that it is a study, in the first of the modes that works. A file that is not encrypted opens with any passphrase. */
function enter(path: string, size: number, modes: readonly Mode[], keeping: Keeping): { db: Db; encrypted: boolean; version: number } {
  let trouble: unknown;
  for (const passphrase of keeping.passphrase === undefined ? [undefined] : [keeping.passphrase, undefined])
    for (const mode of modes) {
      let db: Db | null = null;
      try {
        db = connect(path, { mode, passphrase, maxPages: keeping.maxPages });
        const id = db.pragma("application_id", { simple: true });
        const version = db.pragma("user_version", { simple: true }) as number;
        db.prepare("SELECT count(*) FROM sqlite_schema").get();
        if (id !== applicationId) throw new Refused("not a study", `${basename(path)} is a SQLite database, but not an Earshot study. See whether it is the right file.`);
        // SQLite lets a last page pass that is not whole.
        if (size % 4096 !== 0 && !unfinished(path)) throw cutShort(path, size, Number.POSITIVE_INFINITY);
        return { db, encrypted: passphrase !== undefined, version };
      } catch (error) {
        db?.close();
        if (error instanceof Refused) throw error;
        // The first trouble is told, unless a later one shows that the file could be got at and is something else.
        trouble ??= whyUnreadable(error, path, size, keeping.passphrase);
        if (hasCode(error, "SQLITE_NOTADB")) break;
        if (!hasCode(error, "SQLITE_READONLY") && !hasCode(error, "SQLITE_CANTOPEN") && !hasCode(error, "SQLITE_IOERR") && !hasCode(error, "SQLITE_PERM")) throw trouble;
      }
    }
  if (unfinished(path) && trouble instanceof Refused && (trouble.reason === "read-only" || trouble.reason === "unreadable"))
    throw new Refused("read-only", `${basename(path)} was not closed properly: its last changes lie beside it in ${basename(path)}-wal and can only be taken in where the folder can be written. Copy both files to a folder of your own and open the study there.`);
  throw trouble;
}

/**
 * Opens a study file. For writing, only one at a time may have it open; a second is refused with the reason "in use"
 * and can open it for reading. Reading never waits for whoever writes and sees each commit. A copy of a file (`cp`) is
 * written as a new replica, which `continues` the one that it was copied from; nothing is written before the first event.
 */
export async function openStudyFile(path: string, { write, ...keeping }: Keeping & { readonly write: boolean }): Promise<StudyFile> {
  let lock: Lock | null = null;
  let db: Db | null = null;
  let real = resolve(path);
  try {
    noEmpty(keeping.passphrase);
    const found = locate(path);
    real = found.real;
    const file = basename(real);
    if (write) {
      accessSync(real, constants.W_OK);
      accessSync(dirname(real), constants.W_OK);
      lock = lockOf(real);
    }
    const modes: Mode[] = write ? ["write"] : ["read", "look", ...(unfinished(real) ? [] : (["immutable"] as const))];
    let entered = enter(real, found.size, modes, keeping);
    db = entered.db;
    const list = keeping.migrations ?? migrations;
    const newest = formatAfter(list);
    if (entered.version > newest) throw new Refused("newer", `${file} was written by a newer version of Earshot (file format ${entered.version}; this version reads up to ${newest}). Update Earshot to open it; nothing was changed.`);
    if (entered.version < 1) throw new Refused("damaged", `${file} says that its file format is ${entered.version}, which no version of Earshot writes. Go back to a backup.`);
    if (entered.version < newest) {
      if (!write) throw new Refused("older", `${file} was written by an older version of Earshot (file format ${entered.version}). Open it for writing once: it is copied aside and brought up to date.`);
      db.close();
      migrate(real, entered.version, { mode: "write", passphrase: entered.encrypted ? keeping.passphrase : undefined, maxPages: keeping.maxPages }, list);
      entered = enter(real, found.size, modes, keeping);
      db = entered.db;
    }
    const fault = faultOfSchema(db);
    if (fault !== null) throw new Refused("damaged", `${file} is not as Earshot made it: ${fault}. Go back to a backup or to another person's copy.`);
    const chance = keeping.chance ?? realChance;
    const held = lock;
    const about = { path: real, encrypted: entered.encrypted, chance, onClose: () => exit(held) };
    if (!write) return sqliteLog(db, { ...about, writing: null });
    db.pragma("journal_mode = WAL");
    const meta = readMeta(db);
    if (meta === null || meta.format !== String(newest))
      throw new Refused("damaged", `${file} is damaged in what it says of itself, so it is not safe to write in it. What can be read of it can be rescued into a new file, or merged into a new study.`);
    unstage(db, prepareChunks(db));
    if (meta.erasing !== undefined) clearTraces(db, real);
    const identity = identityOf(real);
    const same = meta.file === identity;
    const replica = same ? meta.replica : newReplicaId(chance);
    return sqliteLog(db, { ...about, writing: { replica, continues: same ? null : meta.replica, file: identity } });
  } catch (error) {
    db?.close();
    exit(lock);
    throw whyUnreadable(error, real, sizeOf(real), keeping.passphrase);
  }
}
