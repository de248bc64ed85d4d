import { setImmediate as breathe } from "node:timers/promises";
import type { ReplicaId } from "../../study/event.ts";
import { admit, examineContent } from "../admit.ts";
import type { Chance } from "../chance.ts";
import { origin } from "../chain.ts";
import { Broken, type Content, type ContentStream, type Log } from "../port.ts";
import { record, type Tail } from "../record.ts";
import { mergeByStamp } from "../stamp-order.ts";
import { check } from "./check.ts";
import { prepareChunks } from "./chunks.ts";
import type { Db } from "./database.ts";
import { erase } from "./erase.ts";
import { inWordsWhileOpen, Refused } from "./refused.ts";
import { batchSize, prepareRows } from "./rows.ts";
import { readMeta, writeMeta } from "./schema.ts";
import { noteStaging, stage, unstage } from "./stage.ts";

/** A study file that is open. */
export interface StudyFile extends Log {
  /** Where it really lies, links followed. */
  readonly path: string;
  readonly encrypted: boolean;
}

/** How a file came to be open: under which replica it is written, if at all, and what to do when it is closed. */
export interface Opened {
  readonly path: string;
  readonly encrypted: boolean;
  readonly chance: Chance;
  /** Null where it is open for reading only. */
  readonly writing: { readonly replica: ReplicaId; readonly continues: ReplicaId | null; readonly file: string } | null;
  readonly onClose: () => void;
}

const damaged = (name: string): Broken => new Broken(`The content ${name} is damaged: its bytes do not fit its name. Go back to a backup or to another person's copy.`);

/** The log that an open database keeps. Everything that the driver throws comes out in words. */
export function sqliteLog(db: Db, { path, encrypted, chance, writing, onClose }: Opened): StudyFile {
  const rows = prepareRows(db);
  const chunks = prepareChunks(db);
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const rollback = db.prepare("ROLLBACK");
  // A copy gets its own replica id in the file only with its first event.
  let announced = writing === null || writing.continues === null;
  let tail: Tail | null = writing && rows.tail(writing.replica);

  const inWords = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw inWordsWhileOpen(error, path);
    }
  };
  /** Writes large contents ahead; the others are written with the events. */
  const ahead = async (given: readonly (Content | ContentStream)[]): Promise<[Content[], ContentStream[]]> => {
    const streams = given.filter((one): one is ContentStream => !("bytes" in one));
    if (streams.length > 0 && writing !== null) await inWords(() => stage(db, chunks, streams));
    return [given.filter((one): one is Content => "bytes" in one), streams];
  };
  const admitStreams = (streams: readonly ContentStream[]): void => {
    if (streams.length === 0) return;
    for (const { name, salt, size } of streams) chunks.admit({ name, salt, size });
    noteStaging(db, []);
  };
  const change = <T>(work: (as: NonNullable<Opened["writing"]>) => T, streams: readonly ContentStream[] = []): Promise<T> =>
    inWords(() => {
      if (writing === null) throw new Refused("read-only", `The study was opened for reading only, so nothing can be recorded in it.`);
      begin.run();
      try {
        const result = work(writing);
        commit.run();
        return result;
      } catch (error) {
        if (db.inTransaction) rollback.run();
        if (streams.length > 0) unstage(db, chunks);
        throw error;
      }
    });

  return {
    path,
    encrypted,
    replica: writing?.replica ?? null,
    continues: writing?.continues ?? null,
    async append(drafts, given = []) {
      const [contents, streams] = await ahead(given);
      const before: Tail = tail ?? { replica: writing?.replica ?? "", seq: 0, hash: origin, stamp: "" };
      const entries = await change(({ replica, file }) => {
        const recorded = record(drafts, before, chance);
        contents.forEach(examineContent);
        for (const entry of recorded) rows.insert(entry);
        for (const content of contents) chunks.insert(content);
        admitStreams(streams);
        if (!announced) {
          const meta = readMeta(db);
          if (meta === null) throw new Broken("What the file says of itself (its format and replica) was changed.");
          writeMeta(db, { ...meta, replica, file });
        }
        return recorded;
      }, streams);
      announced = true;
      tail = entries.at(-1) ?? tail;
      return entries;
    },
    async adopt(entries, given = []) {
      const [contents, streams] = await ahead(given);
      const { fresh, last } = await change(({ replica }) => {
        const admitted = admit(entries, rows);
        for (const entry of admitted) rows.put(entry);
        for (const content of contents) {
          examineContent(content);
          chunks.insert(content);
        }
        admitStreams(streams);
        return { fresh: admitted, last: rows.tail(replica) };
      }, streams);
      tail = last;
      return fresh;
    },
    sealed: () => inWords(() => rows.sealed()),
    async *entries({ after, types } = {}) {
      try {
        // Numbers up to here: what is recorded while somebody reads belongs to the next reading.
        const sources = rows.tails().map(({ replica, seq }) => rows.source(replica, after?.get(replica) ?? 0, seq, types));
        for (const batch of mergeByStamp(sources, batchSize)) {
          yield batch;
          await breathe();
        }
      } catch (error) {
        throw inWordsWhileOpen(error, path);
      }
    },
    heads: () => inWords(() => rows.tails().map(({ replica, seq, hash }) => ({ replica, seq, hash }))),
    content: (name) =>
      inWords(() => {
        const bytes = chunks.read(name);
        if (bytes === "damaged") throw damaged(name);
        return bytes;
      }),
    chunks: (name) =>
      inWords(() => {
        const pieces = chunks.pieces(name);
        return pieces && (async function* () {
          let n = 0;
          for (const piece of pieces) {
            if (piece === "damaged") throw damaged(name);
            yield piece;
            // Others are served meanwhile, and memory of pieces that went by is given back.
            if (++n % 8 === 0) await breathe();
          }
        })();
      }),
    contents: () => inWords(() => chunks.list()),
    erase: (events, contents) =>
      inWords(() => {
        if (writing === null) throw new Refused("read-only", `The study was opened for reading only, so nothing can be erased from it.`);
        erase(db, path, chunks, events, contents);
      }),
    check: (progress) => inWords(() => check(db, path, rows, chunks, progress)),
    close: () =>
      inWords(() => {
        if (!db.open) return;
        try {
          if (writing !== null) db.pragma("wal_checkpoint(TRUNCATE)");
        } catch {
          // A full disk keeps the last changes from being carried over. They are safe in the write-ahead log, and the next opening carries them over.
        } finally {
          db.close();
          onClose();
        }
      }),
  };
}
