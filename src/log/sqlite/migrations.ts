import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { connect, type Connecting, type Db } from "./database.ts";
import { Refused } from "./refused.ts";
import { readMeta, writeMeta } from "./schema.ts";

/** Brings a file from one format version to the next. It must not touch what is hashed. */
export interface Migration {
  readonly from: number;
  readonly change: (db: Db) => void;
}

/** All migrations, in order. Each has a test in migrations.test.ts, on a file as the older version wrote it. */
export const migrations: readonly Migration[] = [];

/** The format version that a list of migrations ends in. */
export const formatAfter = (list: readonly Migration[]): number => 1 + list.length;

/** The format version that this program writes. */
export const formatVersion = formatAfter(migrations);

const aside = (path: string, from: number): string => {
  const ending = extname(path);
  const stem = join(dirname(path), basename(path, ending));
  for (let n = 1; ; n++) {
    const name = `${stem} (format ${from}${n === 1 ? "" : `, ${n}`})${ending}`;
    if (!existsSync(name)) return name;
  }
};

/**
 * Brings a closed file that nobody else writes up to date: copies it aside, then carries out what is missing in one
 * transaction. Returns where the copy lies. If anything fails the file is as it was.
 */
export function migrate(path: string, from: number, connecting: Connecting, list: readonly Migration[]): string {
  const wal = `${path}-wal`;
  if (existsSync(wal) && statSync(wal).size > 0) throw new Refused("in use", `${basename(path)} was written by an older version and is open in another program. Close it there, so that it can be brought up to date.`);
  const copy = aside(path, from);
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  const handle = openSync(copy, "r+");
  fsyncSync(handle);
  closeSync(handle);
  const db = connect(path, { ...connecting, mode: "write" });
  try {
    db.transaction(() => {
      for (const migration of list.slice(from - 1)) migration.change(db);
      const meta = readMeta(db);
      if (meta === null) throw new Refused("damaged", `${basename(path)} is damaged in what it says of itself, so it cannot be brought up to date.`);
      writeMeta(db, { ...meta, format: String(formatAfter(list)) });
      db.pragma(`user_version = ${formatAfter(list)}`);
    }).immediate();
  } finally {
    db.close();
  }
  return copy;
}
