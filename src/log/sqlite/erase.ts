import { basename } from "node:path";
import type { ReplicaId } from "../../study/event.ts";
import type { Chunks } from "./chunks.ts";
import type { Db } from "./database.ts";
import { Refused } from "./refused.ts";
import { readMeta, writeMeta } from "./schema.ts";

const empty = (db: Db, path: string): void => {
  const [state] = db.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
  if (state.busy !== 0)
    throw new Refused("in use", `What was to be erased is gone from ${basename(path)}, but another program that reads the file keeps traces of it from being cleared. Close it there; opening the study again clears them.`);
};

const note = (db: Db, erasing: string | undefined): void => {
  const { erasing: _, ...meta } = readMeta(db) ?? {};
  if ("format" in meta) writeMeta(db, { ...(meta as { format: string; replica: string; file: string }), ...(erasing === undefined ? {} : { erasing }) });
};

/** Clears what an erasure leaves: the write-ahead log and free space. Safe to repeat. */
export function clearTraces(db: Db, path: string): void {
  empty(db, path);
  db.exec("VACUUM");
  empty(db, path);
  db.transaction(() => note(db, undefined)).immediate();
  empty(db, path);
}

/**
 * Destroys words and contents: overwrites them where they stand (secure_delete), then rewrites the file without the
 * space they took. A mark in `meta` stays until all is done, so that an erasure cut off in the middle is finished when the file is next opened for writing.
 */
export function erase(db: Db, path: string, chunks: Chunks, events: readonly { replica: ReplicaId; seq: number }[], contents: readonly string[]): void {
  const blank = db.prepare("UPDATE event SET words = NULL, salt = NULL WHERE replica = ? AND seq = ?");
  db.transaction(() => {
    for (const { replica, seq } of events) blank.run(replica, seq);
    for (const name of contents) chunks.remove(name);
    note(db, "yes");
  }).immediate();
  clearTraces(db, path);
}
