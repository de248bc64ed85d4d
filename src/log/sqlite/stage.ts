import { createHash } from "node:crypto";
import { evenPieces, wrongSize } from "../pieces.ts";
import { Broken, type ContentStream } from "../port.ts";
import type { Chunks } from "./chunks.ts";
import type { Db } from "./database.ts";
import { chunkSize, readMeta, writeMeta } from "./schema.ts";

/** So many chunks are written in one piece. */
const together = 16;

/** Notes in `meta` which contents are being written ahead of the events that name them; with none, that none are. */
export function noteStaging(db: Db, names: readonly string[]): void {
  const { staging: _, ...meta } = readMeta(db) ?? {};
  if ("format" in meta) writeMeta(db, { ...(meta as { format: string; replica: string; file: string }), ...(names.length === 0 ? {} : { staging: names.join(" ") }) });
}

/** Takes away what was written ahead and never came to be: an import that failed, or was cut off with the power. */
export function unstage(db: Db, chunks: Chunks): void {
  const staging = readMeta(db)?.staging;
  if (staging === undefined) return;
  db.transaction(() => {
    for (const name of staging.split(" ")) if (!chunks.has(name)) chunks.remove(name);
    noteStaging(db, []);
  }).immediate();
}

/**
 * Writes the bytes of contents ahead of the events that name them, some megabytes at a time, so that a recording is never held whole. They are of no
 * content until `append` or `adopt` admits them in one piece with the events; a note in `meta` tells the next opening what to take away if that never
 * happens. Throws `Broken` where bytes do not fit their name; nothing is left then.
 */
export async function stage(db: Db, chunks: Chunks, streams: readonly ContentStream[]): Promise<void> {
  const fresh = [...new Map(streams.map((one) => [one.name, one])).values()].filter(({ name }) => !chunks.has(name));
  if (fresh.length === 0) return;
  db.transaction(() => noteStaging(db, fresh.map(({ name }) => name))).immediate();
  try {
    for (const content of fresh) await write(db, chunks, content);
  } catch (error) {
    unstage(db, chunks);
    throw error;
  }
}

async function write(db: Db, chunks: Chunks, { name, salt, size, chunks: pieces }: ContentStream): Promise<void> {
  const sum = createHash("sha256").update(salt);
  let [n, at] = [0, 0];
  let waiting: Uint8Array[] = [];
  const flush = db.transaction(() => {
    for (const piece of waiting) chunks.put(name, n++, piece);
  });
  for await (const piece of evenPieces(pieces(), chunkSize)) {
    at += piece.length;
    if (at > size) throw wrongSize(name, size);
    sum.update(piece);
    waiting.push(piece);
    if (waiting.length < together) continue;
    flush.immediate();
    waiting = [];
  }
  flush.immediate();
  if (at !== size) throw wrongSize(name, size);
  if (sum.digest("hex") !== name) throw new Broken(`A content of ${size} bytes does not fit its name ${name}. Nothing was taken in. Merge from a copy that checks clean.`);
}
