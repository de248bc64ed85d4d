// What a researcher waits for: opening a study, one code's passages, a word in all interviews, a Word file, and the memory it takes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document, Packer, Paragraph } from "docx";
import mammoth from "mammoth";
import { passagesOf } from "../src/analysis/passages.ts";
import { search } from "../src/analysis/search.ts";
import { readInterview } from "../src/formats/transcript/read.ts";
import type { Draft } from "../src/log/port.ts";
import { createStudyFile, openStudyFile } from "../src/log/sqlite/file.ts";
import { nextStamp } from "../src/study/stamp.ts";
import type { Study } from "../src/study/study.ts";
import { foldLog } from "../src/workbench/workbench.ts";
import type { Line } from "./run.ts";
import { eventsOf, interviewText, seeded, sizeL, sizeM, type Size } from "./studies.ts";

/** The quickest of several runs, in milliseconds: what the work costs when nothing else gets in the way. */
async function quickest(times: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    globalThis.gc?.();
    const began = performance.now();
    await work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** Writes a study of a size to a file. The texts themselves are not in it: what is measured is the log. */
async function write(path: string, size: Size, length: (source: number) => number): Promise<void> {
  const log = await createStudyFile(path);
  let drafts: Draft[] = [];
  for (const { event, stamp, actor } of eventsOf(size, length)) {
    drafts.push({ stamp: nextStamp(stamp, 0, log.replica!), step: 0, actor, type: event.type, body: event.body, words: event.words as Draft["words"] });
    if (drafts.length === 50_000) await log.append(drafts.splice(0));
  }
  await log.append(drafts);
  drafts = [];
  await log.close();
}

async function opening(path: string, times: number): Promise<{ read: number; open: number; study: Study }> {
  const log = await openStudyFile(path, { write: false });
  const read = await quickest(times, async () => {
    let sum = 0;
    for await (const batch of log.entries()) for (const entry of batch) sum += Object.keys(JSON.parse(entry.body) as object).length;
    return sum;
  });
  let study: Study | null = null;
  const open = await quickest(times, async () => {
    study = null;
    study = (await foldLog(log)).study;
  });
  await log.close();
  return { read, open, study: study! };
}

const within = (name: string, value: number, limit: number, unit: string): Line => ({ name, value, limit, unit, holds: value <= limit });

export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  const lines: Line[] = [];
  try {
    const random = seeded(7);
    const texts = new Map(Array.from({ length: sizeM.interviews }, (_, i) => [`s${i}`, interviewText(random, sizeM.words)]));
    const fileM = join(folder, "m.earshot");
    await write(fileM, sizeM, (i) => texts.get(`s${i}`)!.length);
    const m = await opening(fileM, 7);
    lines.push(within("opening M, against reading and parsing its rows", m.open / m.read, 3, "×"));

    const textOf = (source: string): string => texts.get(source)!;
    const busiest = [...m.study.codingsByCode].sort((a, b) => b[1].length - a[1].length)[0]![0];
    lines.push(within("all passages of one code with their text, in M", await quickest(15, () => passagesOf(m.study, textOf, [busiest], { below: false })), 5, "ms"));

    const plain = join(folder, "all.txt");
    writeFileSync(plain, [...texts.values()].join("\n"));
    const word = texts.get("s0")!.split(/[ .\n]/).find((w) => w.length === 6)!;
    const grep = await quickest(9, () => execFileSync("grep", ["-c", word, plain], { stdio: ["ignore", "pipe", "ignore"] }));
    const nothing = await quickest(9, () => execFileSync("true"));
    lines.push(within("a word in all interviews of M, against grep on the same text (its start included)", (await quickest(9, () => search(m.study, textOf, word))) / grep, 1, "×"));
    console.log(`        (grep ${grep.toFixed(1)} ms, of which starting a process ${nothing.toFixed(1)} ms)`);

    const paragraphs = [...texts.values()][0]!.split("\n").map((text) => new Paragraph(text));
    const docx = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] })));
    const peer = await quickest(9, () => mammoth.extractRawText({ buffer: Buffer.from(docx) }));
    lines.push(within("reading a 10,000-word docx, against mammoth alone", (await quickest(9, () => readInterview("x.docx", docx))) / peer, 1.3, "×"));

    const fileL = join(folder, "l.earshot");
    await write(fileL, sizeL, () => 55_000);
    globalThis.gc?.();
    const before = process.memoryUsage();
    const l = await opening(fileL, 2);
    globalThis.gc?.();
    const after = process.memoryUsage();
    lines.push(within("opening L, against reading and parsing its rows", l.open / l.read, 3, "×"));
    lines.push(within("memory on L", (after.heapUsed + after.external - before.heapUsed - before.external) / sizeL.codings, 600, "bytes a coding"));
    const events = (study: Study): number => study.events;
    const growth = l.open / m.open / ((events(l.study) * Math.log2(events(l.study))) / (events(m.study) * Math.log2(events(m.study))));
    lines.push(within("from M to L, against n log n", growth, 1, "×"));
    lines.push(within("opening L", l.open / 1000, Number.POSITIVE_INFINITY, "s (no limit set)"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}
