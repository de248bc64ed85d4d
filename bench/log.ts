// The log in a file: what a durable append costs beside a bare insert, and what opening costs beside reading the same rows.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draft } from "../src/log/port.ts";
import { connect } from "../src/log/sqlite/database.ts";
import { createStudyFile, openStudyFile } from "../src/log/sqlite/file.ts";
import type { StudyFile } from "../src/log/sqlite/log.ts";
import { nextStamp } from "../src/study/stamp.ts";
import type { Line } from "./run.ts";
import { eventsOf, sizeL, sizeM, type Size } from "./studies.ts";

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

const timed = (work: () => unknown): number => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

const timedAsync = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const coding = (log: StudyFile, i: number): Draft => ({
  stamp: nextStamp("", Date.UTC(2026, 2, 3) + i * 1000, log.replica ?? ""),
  step: 0,
  actor: "coder1",
  type: "coding.added",
  body: { coding: `k${i}`, source: "s1", code: "code7", coder: "coder1", start: i, end: i + 120 },
  words: {},
});

/** One coding after another, each durable, in turns with a bare insert of the same row by the same driver with the same settings. */
async function appending(folder: string): Promise<Line> {
  const log = await createStudyFile(join(folder, "append.earshot"));
  const bare = connect(join(folder, "bare.db"), { mode: "write", create: true });
  bare.pragma("journal_mode = WAL");
  bare.exec("CREATE TABLE event (id INTEGER PRIMARY KEY, replica TEXT, seq INTEGER, stamp TEXT, step INTEGER, actor TEXT, type TEXT, body TEXT, hash TEXT)");
  const insert = bare.prepare("INSERT INTO event (replica, seq, stamp, step, actor, type, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 1; i <= 600; i++) {
    const draft = coding(log, i);
    ours.push(await timedAsync(() => log.append([draft])));
    theirs.push(timed(() => insert.run("benchaaa", i, draft.stamp, i, draft.actor, draft.type, JSON.stringify(draft.body), "0".repeat(64))));
  }
  bare.close();
  await log.close();
  // The first are left out: files and caches are new.
  const value = median(ours.slice(100)) / median(theirs.slice(100));
  return { name: "One durable coding", value, limit: 3, unit: "× a bare durable insert", holds: value <= 3 };
}

async function write(path: string, size: Size): Promise<void> {
  const log = await createStudyFile(path);
  let drafts: Draft[] = [];
  for (const { event, stamp, actor } of eventsOf(size, () => 60_000)) {
    drafts.push({ stamp, step: 0, actor, type: event.type, body: event.body, words: event.words });
    if (drafts.length < 10_000) continue;
    await log.append(drafts);
    drafts = [];
  }
  await log.append(drafts);
  await log.close();
}

/** Opening a study and going through all its events in stamp order, bodies parsed, beside reading the same rows with the driver alone and parsing them. */
async function opening(folder: string, size: Size, rounds: number): Promise<Line> {
  const path = join(folder, `${size.name}.earshot`);
  await write(path, size);
  const ours: number[] = [];
  const theirs: number[] = [];
  let parsed = 0;
  for (let i = 0; i < rounds; i++) {
    theirs.push(
      timed(() => {
        const db = connect(path, { mode: "read" });
        for (const row of db.prepare("SELECT * FROM event").iterate() as IterableIterator<{ body: string }>) if (JSON.parse(row.body) !== null) parsed++;
        db.close();
      }),
    );
    ours.push(
      await timedAsync(async () => {
        const log = await openStudyFile(path, { write: true });
        for await (const batch of log.entries()) for (const entry of batch) if (JSON.parse(entry.body) !== null) parsed--;
        await log.close();
      }),
    );
  }
  if (parsed !== 0) throw new Error(`the two readings differ by ${parsed} rows`);
  rmSync(path);
  const value = median(ours) / median(theirs);
  return { name: `Opening ${size.name} (${size.codings.toLocaleString("en-GB")} codings), without the fold`, value, limit: 3, unit: "× reading and parsing its rows", holds: value <= 3 };
}

/** Measures; takes about a minute, most of it to write the large study. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  try {
    return [await appending(folder), await opening(folder, sizeM, 9), await opening(folder, sizeL, 3)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
