import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";
import { connect, type Db } from "./database.ts";
import { hasCode, Refused } from "./refused.ts";

/** Who holds a study file for writing. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** The right to write a study file, held until it is released or the process ends, however it ends. */
export interface Lock {
  release(): void;
}

/** Where the lock of a file lies: a small SQLite file beside it, there only while someone writes. */
export const lockPath = (path: string): string => `${path}-lock`;

const rowOf = (path: string): (Holder & { token: string }) | null => {
  let db: Db | null = null;
  try {
    db = connect(path, { mode: "look", patience: 100 });
    return (db.prepare("SELECT token, pid, host FROM holder").get() as (Holder & { token: string }) | undefined) ?? null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
};

const remove = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // Windows does not remove what another process has open; that process will.
  }
};

/** One try at the lock: the connection that holds it, "taken", or "again" where the file was removed meanwhile. */
function tryOnce(path: string, token: string): Db | "taken" | "again" {
  let db: Db | null = null;
  try {
    db = connect(path, { mode: "write", create: true, patience: 100 });
    // No journal beside it, and a view of plain values stays within the first page: whenever the process dies, the file is whole.
    db.pragma("journal_mode = MEMORY");
    db.pragma("synchronous = OFF");
    const host = hostname().replaceAll("'", "''");
    db.exec(`BEGIN IMMEDIATE; DROP VIEW IF EXISTS holder; CREATE VIEW holder AS SELECT '${token}' AS token, ${process.pid} AS pid, '${host}' AS host; COMMIT; BEGIN IMMEDIATE`);
    // Whoever held it before may have removed the file between our opening and our locking it: then we hold a file that no longer has the name.
    if (rowOf(path)?.token === token) return db;
    db.close();
    return "again";
  } catch (error) {
    db?.close();
    if (hasCode(error, "SQLITE_BUSY") || hasCode(error, "SQLITE_LOCKED")) return "taken";
    if (hasCode(error, "SQLITE_NOTADB") || hasCode(error, "SQLITE_CORRUPT")) {
      // Removing it could take away the lock that another process has just made in its place.
      throw new Refused("in use", `Beside the study lies ${basename(path)}, which is not a lock that Earshot made. If no Earshot has the study open, remove that file.`);
    }
    throw error;
  }
}

/**
 * Takes the right to write a file, or says who has it (null where that cannot be told). The lock is a transaction that
 * is never ended on a file beside it: the operating system gives it back when the process dies. Throws what the disk throws.
 */
export function takeLock(study: string): { lock: Lock } | { holder: Holder | null } {
  const path = lockPath(study);
  const token = randomUUID();
  for (let attempt = 0; attempt < 20; attempt++) {
    const db = tryOnce(path, token);
    if (db === "again") continue;
    if (db === "taken") return { holder: existsSync(path) ? rowOf(path) : null };
    return {
      lock: {
        release() {
          remove(path);
          db.close();
          if (process.platform === "win32") remove(path);
        },
      },
    };
  }
  return { holder: null };
}
