import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bytes } from "../src/formats/project/archive.ts";
import { deriveGuid } from "../src/formats/project/guid.ts";
import { emptyProject, type Project, unknownAudit } from "../src/formats/project/project.ts";
import { gather, zip } from "../src/formats/project/zip.ts";
import { readQdpx } from "../src/formats/refi/read.ts";
import { openFrom, writeQdpx } from "../src/formats/refi/write.ts";
import { createStudy } from "../src/workbench/file.ts";
import { exportStudy } from "../src/workbench/interchange/export.ts";
import { importProject } from "../src/workbench/interchange/from-project.ts";

interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly holds: boolean;
}

/** A project of made-up words: 52 interviews of about 60 KB, 150 codes, 20,000 codings by two coders. */
function largeProject(): Project {
  const words = "so we never really talked about it but then she said that things would be fine and I thought naïve 😀 perhaps not".split(" ");
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  const users = [0, 1].map((n) => ({ guid: deriveGuid("bench user", n), name: `Coder ${n}`, id: null }));
  const codes = Array.from({ length: 150 }, (_, n) => ({ guid: deriveGuid("bench code", n), parent: n < 15 ? null : deriveGuid("bench code", n % 15), name: `Code ${n}`, description: "What it means.", colour: "#336699", isCodable: true, isCase: false }));
  const sources = Array.from({ length: 52 }, (_, n) => ({
    ...unknownAudit, guid: deriveGuid("bench source", n), kind: "text" as const, name: `Interview ${n + 1}`, description: null, textGuid: null, media: null, transcripts: [], values: [],
    text: Array.from({ length: 600 }, () => Array.from({ length: 20 }, () => words[next(words.length)]).join(" ")).join("\n"),
  }));
  const selections = Array.from({ length: 20_000 }, (_, n) => {
    const source = sources[n % 52]!;
    const start = source.text.indexOf(" ", next(source.text.length - 300)) + 1;
    const end = source.text.indexOf(" ", start + 20 + next(200));
    return { ...unknownAudit, guid: deriveGuid("bench selection", n), source: source.guid, place: { kind: "words" as const, range: { start, end }, region: null }, name: null, description: null, quote: source.text.slice(start, end), createdAt: "2024-01-01T00:00:00Z", createdBy: users[0]!.guid };
  });
  const codings = selections.map((selection, n) => ({ guid: deriveGuid("bench coding", n), source: selection.source, selection: selection.guid, code: codes[next(150)]!.guid, coder: users[n % 2]!.guid, at: "2024-01-01T00:00:00Z", twin: null }));
  return { ...emptyProject("Bench"), users, codes, sources, selections, codings };
}

const limitOf = (name: string, value: number, limit: number, unit: string): Measurement => ({ name, value: Math.round(value), limit, unit, holds: value < limit });

/** How long a large project takes to write and to read, and how much memory 500 MB of recordings take on their way through. */
export async function run(): Promise<Measurement[]> {
  const project = largeProject();
  let [write, read] = [Infinity, Infinity];
  // The best of three, because a busy machine says nothing about the program.
  for (let n = 0; n < 3; n++) {
    const started = performance.now();
    const bytes = await gather(writeQdpx(project).parts);
    const written = performance.now();
    const result = await readQdpx(bytes);
    [write, read] = [Math.min(write, written - started), Math.min(read, performance.now() - written)];
    if (!result.ok || result.value.project.codings.length !== 20_000) throw new Error(result.ok ? `${result.value.project.codings.length} codings came back` : result.problem);
  }
  return [
    limitOf("write a .qdpx of 52 interviews and 20,000 codings", write, 2000, "ms"),
    limitOf("read a .qdpx of 52 interviews and 20,000 codings", read, 2000, "ms"),
    ...(await passThrough()),
  ];
}

const guid = deriveGuid("bench film");
const piece = new Uint8Array(1 << 20).map((_, i) => (i * 31) % 251);
const pieces = 500;

/** An archive with a recording of 500 MB, made up as it is asked for and never there as a whole. */
async function filmArchive(): Promise<Bytes> {
  const content = async function* (): AsyncIterable<Uint8Array> {
    for (let n = 0; n < pieces; n++) yield piece;
  };
  const xml = `<Project name="P"><Sources><VideoSource guid="${guid}" name="Film" path="internal://film.mp4"/></Sources></Project>`;
  // The archive is written once to note where its small parts lie; the recording itself is never kept.
  const small = new Map<number, Uint8Array>();
  let [size, filmAt] = [0, -1];
  for await (const part of zip([{ name: "project.qde", content: new TextEncoder().encode(xml) }, { name: "sources/film.mp4", content }])) {
    if (part === piece) filmAt = filmAt < 0 ? size : filmAt;
    else small.set(size, part);
    size += part.length;
  }
  const at = (position: number): number => {
    if (position >= filmAt && position < filmAt + pieces * piece.length) return piece[(position - filmAt) % piece.length]!;
    for (const [start, part] of small) if (position >= start && position < start + part.length) return part[position - start]!;
    throw new Error(`no byte at ${position}`);
  };
  return { size, read: (from: number, length: number) => {
    const inFilm = from >= filmAt && from + length <= filmAt + pieces * piece.length;
    const offset = (from - filmAt) % piece.length;
    return inFilm && offset + length <= piece.length ? piece.slice(offset, offset + length) : Uint8Array.from({ length }, (_, i) => at(from + i));
  } };
}

/** The most that buffers take while work is done, beyond what they took before, in MB. Looked at with every piece and ten times a second. */
async function held(work: (look: () => void) => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage();
  let peak = 0;
  const look = (): void => {
    const now = process.memoryUsage();
    peak = Math.max(peak, now.arrayBuffers + now.heapUsed - before.arrayBuffers - before.heapUsed);
  };
  const clock = setInterval(look, 100);
  await work(look);
  clearInterval(clock);
  return peak / (1 << 20);
}

async function passThrough(): Promise<Measurement[]> {
  const result = await readQdpx(await filmArchive());
  if (!result.ok) throw new Error(result.problem);
  const straight = await held(async (look) => {
    let out = 0;
    for await (const part of writeQdpx(result.value.project, "standard", openFrom(result.value.files)).parts) {
      out += part.length;
      look();
    }
    if (out < pieces * piece.length) throw new Error(`only ${out} bytes came out`);
  });
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  try {
    const wb = await createStudy(join(folder, "film.earshot"), { title: "Film", approach: "codebook", as: "bench" });
    const through = await held(async (look) => {
      const report = await importProject(wb, result.value, {}, await wb.actor("bench"));
      if (!report.ok) throw new Error(report.problems[0]!.what);
      const exported = await exportStudy(wb, "qdpx");
      if (!exported.ok) throw new Error(exported.refusal.sentence);
      let out = 0;
      for (const { parts } of exported.files) for await (const part of parts) {
        out += part.length;
        look();
      }
      if (out < pieces * piece.length) throw new Error(`only ${out} bytes came out`);
    });
    await wb.close();
    return [limitOf("memory held while 500 MB of recordings pass through", straight, 128, "MB"), limitOf("memory held while 500 MB of recordings come into a study file and go out again", through, 128, "MB")];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
