import { Hono } from "hono";
import { z } from "zod";
import type { LossReport } from "../formats/project/problems.ts";
import { gather, zip } from "../formats/project/zip.ts";
import { archiveStudy, type ArchiveReport } from "../workbench/interchange/archive.ts";
import { exportFormats, exportStudy, type Exported, type OutFile } from "../workbench/interchange/export.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { Refused } from "./refusals.ts";

const yes = z.enum(["yes", "no"]).default("no").transform((word) => word === "yes");
export const exportQuery = z.object({ format: z.enum(exportFormats), dialect: z.enum(["standard", "nvivo-windows", "maxqda", "atlasti"]).default("standard"), as: z.string().optional() });
export const archiveQuery = z.object({ memos: yes, unlinked: yes, as: z.string().optional() });

/** What an export would hold and what it cannot, before it is saved. */
export interface ExportAnswer {
  readonly kind: string;
  readonly file: string;
  readonly loss: LossReport;
}
export interface ArchiveAnswer extends ArchiveReport {
  readonly file: string;
}

const nameOf = (wb: Workbench): string => wb.study.settings.title.replace(/[^\p{L}\p{N} ._-]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80) || "Study";

/** Whoever must not see others' codings yet must not take them out either. */
function whole({ wb, study }: Open): Workbench {
  if (study !== wb.study) throw new Refused("not allowed", "While a blind assignment hides others' work from you, what leaves the study would show it. Finish your part first, or take out the codebook alone.");
  return wb;
}

async function made(open: Open, { format, dialect }: Pick<z.output<typeof exportQuery>, "format" | "dialect">): Promise<Exported> {
  const exported = await exportStudy(format === "qdc" ? open.wb : whole(open), format, dialect);
  if (!exported.ok) throw new Refused(exported.refusal.reason, exported.refusal.sentence);
  return exported;
}

const fileName = (wb: Workbench, format: z.output<typeof exportQuery>["format"], dialect: string): string =>
  `${nameOf(wb)}${format === "csv" ? " (tables).zip" : `${format === "qdpx" && dialect !== "standard" ? ` (${dialect})` : ""}.${format}`}`;

/** A file to save, as it is made. */
function download(name: string, parts: AsyncIterable<Uint8Array>): Response {
  const from = parts[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await from.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(stream, { headers: { "Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename="${name.replace(/[^ -~]|["\\]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}` } });
}

/** The files of a folder as one zip, under a folder of its own. */
async function* packed(folder: string, files: readonly OutFile[]): AsyncIterable<Uint8Array> {
  const whole = await Promise.all(files.map(async ({ name, parts }) => {
    return { name: `${folder}/${name}`, content: await gather(parts) };
  }));
  yield* zip(whole);
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Taking a study out: for other programs, for analysis elsewhere, for a data repository. */
export const takingOut = new Hono<Environment>()
  .get("/export", query(exportQuery), async (c) => {
    const open = c.get("open")();
    const asked = c.req.valid("query");
    const { kind, loss } = await made(open, asked);
    return c.json({ kind, loss, file: fileName(open.wb, asked.format, asked.dialect) } as ExportAnswer);
  })
  .get("/export/file", query(exportQuery), async (c) => {
    const open = c.get("open")();
    const asked = c.req.valid("query");
    const { files, isFolder } = await made(open, asked);
    return download(fileName(open.wb, asked.format, asked.dialect), isFolder ? packed(`${nameOf(open.wb)} (tables)`, files) : files[0]!.parts);
  })
  .get("/archive", query(archiveQuery), async (c) => {
    const wb = whole(c.get("open")());
    const { memos, unlinked } = c.req.valid("query");
    const { report } = await archiveStudy(wb, { withMemos: memos, withUnlinked: unlinked });
    return c.json({ ...report, file: `${nameOf(wb)} (archive).zip` } as ArchiveAnswer);
  })
  .get("/archive/file", query(archiveQuery), async (c) => {
    const wb = whole(c.get("open")());
    const { memos, unlinked } = c.req.valid("query");
    const { files } = await archiveStudy(wb, { withMemos: memos, withUnlinked: unlinked });
    return download(`${nameOf(wb)} (archive).zip`, packed(`${nameOf(wb)} (archive)`, files.map(({ name, bytes }) => ({ name, parts: one(bytes) }))));
  });
