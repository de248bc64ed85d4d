import { hash } from "node:crypto";
import type { Db } from "./database.ts";

/** What SQLite's header says the file is: the letters `Ears`. */
export const applicationId = 0x45617273;

/** The tables of a study file, in the words in which SQLite keeps them. docs/event-log.md explains every column. */
export const tables: Readonly<Record<string, string>> = {
  meta: `CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  event: `CREATE TABLE event (replica TEXT NOT NULL, seq INTEGER NOT NULL, stamp TEXT NOT NULL, step INTEGER NOT NULL, actor TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, words TEXT, salt TEXT, seal TEXT, hash TEXT NOT NULL, PRIMARY KEY (replica, seq)) STRICT, WITHOUT ROWID`,
  content: `CREATE TABLE content (name TEXT NOT NULL PRIMARY KEY, salt TEXT NOT NULL, size INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  content_chunk: `CREATE TABLE content_chunk (name TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, n)) STRICT`,
};

/** Bytes in a chunk of content, except in the last one. */
export const chunkSize = 1024 * 1024;

/** What a file says of itself: its format version, the replica that writes in it, which file on the disk that was, an erasure that was begun, and contents that are being written ahead of their events. */
export interface Meta {
  readonly format: string;
  readonly replica: string;
  readonly file: string;
  readonly erasing?: string;
  readonly staging?: string;
}

const sealOfMeta = (rows: readonly (readonly [string, string])[]): string => hash("sha256", JSON.stringify(rows), "hex");

/** Writes `meta` anew, with a hash of it. */
export function writeMeta(db: Db, meta: Meta): void {
  const rows = Object.entries(meta)
    .filter((row): row is [string, string] => row[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  db.exec("DELETE FROM meta");
  const insert = db.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
  for (const row of rows) insert.run(...row);
  insert.run("seal", sealOfMeta(rows));
}

/** Reads `meta`; null where it is not as it was written. */
export function readMeta(db: Db): Meta | null {
  const rows = db.prepare("SELECT key, value FROM meta ORDER BY key").raw().all() as [string, string][];
  const { seal, ...meta } = Object.fromEntries(rows);
  const sound = seal === sealOfMeta(rows.filter(([key]) => key !== "seal")) && ["format", "replica", "file"].every((key) => typeof meta[key] === "string");
  return sound ? (meta as unknown as Meta) : null;
}

/** The first thing in which a file's tables differ from those that a study file has; null where they are the same. Other tables may be there; triggers and views may not. */
export function faultOfSchema(db: Db): string | null {
  const rows = db.prepare("SELECT type, name, sql FROM sqlite_schema").all() as { type: string; name: string; sql: string | null }[];
  const wrong = rows.find(({ type }) => type !== "table" && type !== "index");
  if (wrong) return `it has a ${wrong.type} ${wrong.name}`;
  const missing = Object.entries(tables).find(([name, sql]) => !rows.some((row) => row.name === name && row.sql === sql));
  return missing ? `its table ${missing[0]} is not as it should be` : null;
}

/** Makes the tables of a new file. */
export function makeTables(db: Db, format: number): void {
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${format}`);
  for (const sql of Object.values(tables)) db.exec(sql);
}
