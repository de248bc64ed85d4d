import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultOf, origin } from "../chain.ts";
import type { Content, Entry } from "../port.ts";
import { isSealed } from "../sealed.ts";
import { isStamp } from "../record.ts";
import { connect, type Db, type Mode } from "./database.ts";
import { prepareChunks } from "./chunks.ts";
import { inWords } from "./refused.ts";

/** What can still be read of a damaged study file, and how much that is. */
export interface Salvage {
  /** Every replica's events from its first on, as far as they follow on each other unbroken. */
  readonly entries: readonly Entry[];
  /** How many events the file has rows for; null where not even that can be told. */
  readonly of: number | null;
  /** The names of the texts and files whose bytes are as they were recorded. */
  readonly contents: readonly { readonly name: string; readonly salt: string; readonly size: number }[];
  readonly ofContents: number | null;
  /** The bytes of one of them. */
  readonly content: (name: string) => Content | null;
  readonly close: () => void;
}

const columns = "replica, seq, stamp, step, actor, type, body, words, salt, seal, hash";

/** Runs a part of the reading; null where the file is damaged there. */
function attempt<T>(part: () => T): T | null {
  try {
    return part();
  } catch {
    return null;
  }
}

/** Opens a file in the first way that works. Throws a refusal in words where none does. */
function enter(path: string, passphrase: string | undefined): { db: Db; close: () => void } {
  let trouble: unknown;
  const tried = (file: string, modes: readonly Mode[]): Db | null => {
    for (const mode of modes) {
      let db: Db | null = null;
      try {
        db = connect(file, { mode, passphrase });
        db.prepare("SELECT count(*) FROM sqlite_schema").get();
        return db;
      } catch (error) {
        db?.close();
        trouble ??= error;
      }
    }
    return null;
  };
  const db = tried(path, ["read", "look", "immutable"]);
  if (db) return { db, close: () => void db.close() };
  const whole = passphrase === undefined ? filledUp(path) : null;
  const filled = whole && tried(whole.file, ["look"]);
  if (!filled) {
    whole?.remove();
    throw inWords(trouble, path);
  }
  return {
    db: filled,
    close: () => {
      filled.close();
      whole.remove();
    },
  };
}

/** SQLite opens no file that is shorter than it says. A copy of it, filled up with nothing to its stated length, can be read as far as it goes. */
function filledUp(path: string): { file: string; remove: () => void } | null {
  const head = Buffer.alloc(100);
  const handle = openSync(path, "r");
  const got = readSync(handle, head);
  closeSync(handle);
  if (got < 100 || head.toString("latin1", 0, 15) !== "SQLite format 3") return null;
  const page = head.readUInt16BE(16) === 1 ? 65536 : head.readUInt16BE(16);
  const due = page * head.readUInt32BE(28);
  // What it says of itself is believed only within reason.
  if (page < 512 || due <= statSync(path).size || due > statSync(path).size * 1000) return null;
  const folder = mkdtempSync(join(tmpdir(), "earshot-rescue-"));
  const file = join(folder, "copy.sqlite3");
  copyFileSync(path, file);
  truncateSync(file, due);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Reads what a damaged file still has, without changing it. An event counts only where all before it of its replica are there and unchanged, so that
 * what is rescued verifies like any other study. Throws a refusal where nothing can be read at all.
 */
export function salvage(path: string, passphrase?: string): Salvage {
  const { db, close } = enter(path, passphrase);
  const entries: Entry[] = [];
  for (const replica of attempt(() => replicasOf(db)) ?? []) entries.push(...chainOf(db, replica));
  const of = attempt(() => db.prepare("SELECT count(*) FROM event").pluck().get() as number);
  const chunks = attempt(() => prepareChunks(db));
  const listed = attempt(() => chunks?.list() ?? []) ?? [];
  return {
    entries, of,
    contents: listed.filter(({ name }) => attempt(() => chunks!.isSound(name)) === true),
    ofContents: chunks && attempt(() => chunks.list().length),
    content: (name) => {
      const about = listed.find((one) => one.name === name);
      const bytes = attempt(() => chunks?.read(name) ?? null);
      return about && bytes instanceof Uint8Array ? { name, salt: about.salt, bytes } : null;
    },
    close,
  };
}

/** All replicas that the file can still name: from the first on, from the last on, and the one that wrote in it. */
function replicasOf(db: Db): string[] {
  const walk = (statement: string, from: string): string[] => {
    const next = db.prepare(statement).pluck();
    const found: string[] = [];
    for (let id = attempt(() => next.get(from) as string | undefined); typeof id === "string"; id = attempt(() => next.get(found.at(-1)) as string | undefined)) found.push(id);
    return found;
  };
  const up = walk("SELECT replica FROM event WHERE replica > ? ORDER BY replica LIMIT 1", "");
  const down = walk("SELECT replica FROM event WHERE replica < ? ORDER BY replica DESC LIMIT 1", "\u{10ffff}");
  const own = attempt(() => db.prepare("SELECT value FROM meta WHERE key = 'replica'").pluck().get() as string | undefined);
  return [...new Set([...up, ...down, ...(typeof own === "string" ? [own] : [])])];
}

/** A replica's events from the first on, up to where the file is damaged or the chain breaks. */
function chainOf(db: Db, replica: string): Entry[] {
  const one = db.prepare(`SELECT ${columns} FROM event WHERE replica = ? AND seq = ?`);
  const chain: Entry[] = [];
  for (;;) {
    const last = chain.at(-1);
    const entry = attempt(() => one.get(replica, (last?.seq ?? 0) + 1) as Entry | undefined);
    if (!entry || !isWhole(entry, last)) return chain;
    chain.push(entry);
  }
}

function isWhole(entry: Entry, last: Entry | undefined): boolean {
  if (typeof entry.body !== "string" || typeof entry.hash !== "string" || typeof entry.stamp !== "string") return false;
  if (!isStamp(entry.stamp) || entry.stamp < (last?.stamp ?? "")) return false;
  return attempt(() => {
    if (!isSealed(entry)) {
      JSON.parse(entry.body);
      if (entry.words !== null) JSON.parse(entry.words);
    }
    return faultOf(last?.hash ?? origin, entry) === null;
  }) ?? false;
}
