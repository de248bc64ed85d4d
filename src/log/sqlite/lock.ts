import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { connect, type Db } from "./database.ts";
import { hasCode } from "./refused.ts";

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

/** One try at the lock: the connection that holds it, "taken", or "again" where the file was removed or is unusable. */
function tryOnce(path: string, token: string): Db | "taken" | "again" {
  let db: Db;
  try {
    db = connect(path, { mode: "write", create: true, patience: 100 });
  } catch (error) {
    if (hasCode(error, "SQLITE_CANTOPEN")) return "again";
    throw error;
  }
  try {
    db.pragma("synchronous = OFF");
    db.exec("BEGIN IMMEDIATE");
    db.exec("CREATE TABLE IF NOT EXISTS holder (token TEXT, pid INTEGER, host TEXT); DELETE FROM holder");
    db.prepare("INSERT INTO holder VALUES (?, ?, ?)").run(token, process.pid, hostname());
    db.exec("COMMIT; BEGIN IMMEDIATE");
    // Whoever held it before may have removed the file between our opening and our locking it: then we hold a file that no longer has the name.
    if (rowOf(path)?.token === token) return db;
    db.close();
    return "again";
  } catch (error) {
    db.close();
    if (hasCode(error, "SQLITE_BUSY") || hasCode(error, "SQLITE_LOCKED")) return "taken";
    if (hasCode(error, "SQLITE_READONLY_DBMOVED")) return "again";
    if (hasCode(error, "SQLITE_NOTADB") || hasCode(error, "SQLITE_CORRUPT") || hasCode(error, "SQLITE_ERROR")) {
      // Not one of our locks, so nobody can be holding it.
      remove(path);
      return "again";
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
