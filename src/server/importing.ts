import { Hono } from "hono";
import { z } from "zod";
import type { Interview } from "../formats/interview.ts";
import type { Content } from "../log/port.ts";
import { Broken } from "../log/port.ts";
import { openStudyFile } from "../log/sqlite/file.ts";
import { participantLabelled } from "../study/participant.ts";
import type { Command } from "../study/study.ts";
import { linkerOf } from "../workbench/importLink.ts";
import { bringIn, openFor, readDialect } from "../workbench/interchange/import.ts";
import type { ProjectReport } from "../workbench/interchange/report.ts";
import { stemOf } from "../workbench/importReport.ts";
import { mergeLog, type MergeReport } from "../workbench/merge.ts";
import { bringTable } from "./bring-table.ts";
import { body, query, type Environment } from "./environment.ts";
import { type Found, tableUses } from "./found.ts";
import { lookAt, type ReadInterviews, type Wishes } from "./look-at-file.ts";
import { Refused } from "./refusals.ts";
import { Uploads } from "./uploads.ts";

const roles = z.enum(["interviewer", "participant", "other", "unknown"]);
export const readQuery = z.object({ name: z.string().min(1) });
export const folderBody = z.object({ name: z.string().trim().min(1) });
export const putQuery = z.object({ upload: z.string(), path: z.string().min(1) });
const wishes = {
  upload: z.string(),
  /** What a table is taken for, where it could be several things. */
  use: z.enum(tableUses).optional(),
  /** How offsets are counted, in the words of `earshot import --dialect`. */
  dialect: z.string().optional(),
  /** What the columns of a survey are: participant, open, attribute or leave. */
  roles: z.record(z.string(), z.string()).optional(),
  /** What stands first in dates like 03/04/2023. */
  dates: z.enum(["day-first", "month-first"]).optional(),
  /** Also removes what an earlier import of the same project brought and the file no longer has. */
  remove: z.boolean().optional(),
  /** For a study file that is encrypted. */
  passphrase: z.string().optional(),
};
export const lookBody = z.object(wishes);
export const bringBody = z.object({ ...wishes, as: z.string().optional() });
export const mergeBody = z.object({ upload: z.string(), passphrase: z.string().optional(), as: z.string().optional() });
export const linkBody = z.object({ pattern: z.string().trim().min(1), names: z.array(z.string()).max(10_000) });
export const leaveBody = z.object({ uploads: z.array(z.string()).max(10_000) });
export const storeBody = z.object({
  files: z
    .array(
      z.object({
        upload: z.string(),
        name: z.string().trim().min(1),
        /** Whose interview it is: an id, a label to register anew, or nobody's. */
        participant: z.union([z.object({ id: z.string() }), z.object({ register: z.string().trim().min(1) }), z.null()]).default(null),
        speakers: z.array(z.object({ label: z.string().trim().min(1), role: roles })),
      }),
    )
    .min(1),
  as: z.string().optional(),
});

/** Whose files are whose, by a pattern. */
export interface Linked {
  /** Participants' ids in the order of the names; null where none fits. */
  readonly found: readonly (string | null)[];
  readonly notes: readonly string[];
}

const uploads = new Uploads();
const interviews: ReadInterviews = new Map();
const forget = async (id: string): Promise<void> => {
  interviews.delete(id);
  await uploads.forget(id);
};

function wishesOf({ dialect, roles: columns, ...rest }: z.output<typeof lookBody>): Wishes {
  const read = readDialect(dialect ?? "");
  if (!read.ok) throw new Refused("invalid", `No program counts offsets as "${read.unknown}".`);
  return { ...rest, roles: columns, dialect: Object.keys(read.dialect).length > 0 ? read.dialect : undefined };
}

/** Bringing files in: each is sent and read first, looked at, and then stored or left. */
export const importing = new Hono<Environment>()
  .post("/import/read", query(readQuery), async (c) => {
    const { wb } = c.get("open")();
    const upload = await uploads.receive(c.req.raw.body, c.req.valid("query").name);
    try {
      return c.json((await lookAt(wb, uploads, upload, {}, c.get("person"), interviews)) as Found);
    } catch (problem) {
      await forget(upload.id);
      throw problem;
    }
  })
  .post("/import/folder", body(folderBody), async (c) => c.json({ upload: (await uploads.folder(c.req.valid("json").name)).id }))
  .post("/import/put", query(putQuery), async (c) => {
    const { upload, path } = c.req.valid("query");
    await uploads.put(upload, path, c.req.raw.body);
    return c.json({ ok: true });
  })
  .post("/import/look", body(lookBody), async (c) => {
    const { wb } = c.get("open")();
    const sent = c.req.valid("json");
    return c.json((await lookAt(wb, uploads, uploads.get(sent.upload), wishesOf(sent), c.get("person"), interviews)) as Found);
  })
  .post("/import/link", body(linkBody), (c) => {
    const { study } = c.get("open")();
    const { pattern, names } = c.req.valid("json");
    const linker = linkerOf([...study.participants.values()], pattern);
    if (!linker.ok) throw new Refused("invalid", linker.problem);
    const found = names.map((name) => linker.find(stemOf(name.replace(/^.*[/\\]/, ""))));
    return c.json({ found: found.map(({ person }) => person?.id ?? null), notes: found.flatMap(({ note }) => (note === undefined ? [] : [note])) } as Linked);
  })
  .post("/import/leave", body(leaveBody), async (c) => {
    for (const id of c.req.valid("json").uploads) await forget(id);
    return c.json({ ok: true });
  })
  .post("/import/bring", body(bringBody), async (c) => {
    const { wb } = c.get("open")();
    const { as = c.get("person"), ...sent } = c.req.valid("json");
    if (wb.log.replica === null) throw new Refused("not allowed", "This study is open for reading only, so nothing can be brought in.");
    const upload = uploads.get(sent.upload);
    const { use, ...wanted } = wishesOf(sent);
    const report = use === "codebook" || use === "codings" ? await bringTable(wb, use, { name: upload.name, bytes: upload.bytes! }, false, as) : await bringProject(upload, { ...wanted, roles: use === "survey" ? (wanted.roles ?? {}) : undefined });
    if (!report.ok) throw new Refused("invalid", report.problems[0]?.what ?? `${upload.name} could not be brought in.`);
    await forget(upload.id);
    return c.json(report);

    async function bringProject({ name, bytes, path }: ReturnType<Uploads["get"]>, options: Wishes): Promise<ProjectReport> {
      const opened = await openFor(wb, name, bytes ?? path!, options);
      return bringIn(wb, name, opened, options, as).finally(opened.close);
    }
  })
  .post("/import/merge", body(mergeBody), async (c) => {
    const { wb } = c.get("open")();
    const { upload: id, passphrase, as } = c.req.valid("json");
    const upload = uploads.get(id);
    const other = await openStudyFile(await uploads.pathOf(upload), { write: false, passphrase });
    try {
      const report = await mergeLog(wb, other, upload.name, await wb.actor(as ?? c.get("person")));
      if (!report.ok) throw new Refused(report.refusal.reason, report.refusal.sentence);
      // What came in may be work that must not be seen yet.
      const { study } = c.get("open")();
      return c.json((study === wb.study ? report : { ...report, kinds: [], came: [], conflicts: [] }) as MergeReport);
    } catch (problem) {
      if (problem instanceof Broken) throw new Refused("invalid", `${upload.name} cannot be merged: ${problem.message}`);
      throw problem;
    } finally {
      await other.close();
      await forget(id);
    }
  })
  .post("/import/store", body(storeBody), async (c) => {
    const { wb } = c.get("open")();
    const { files, as } = c.req.valid("json");
    const commands: Command[] = [];
    const contents: Content[] = [];
    const stored: { name: string; source: string }[] = [];
    const registered = new Map<string, string>();
    for (const file of files) {
      const { bytes } = uploads.get(file.upload);
      const interview = readBefore(file.upload);
      let participant = file.participant && "id" in file.participant ? file.participant.id : null;
      if (file.participant && "register" in file.participant) {
        const label = file.participant.register;
        const known = participantLabelled(wb.study, label)?.id ?? registered.get(label.toLowerCase());
        participant = known ?? wb.newId();
        if (known === undefined) {
          registered.set(label.toLowerCase(), participant);
          commands.push({ type: "participant.register", id: participant, label, values: {} });
        }
      }
      const text = wb.contentOf(new TextEncoder().encode(interview.text));
      const original = wb.contentOf(bytes!);
      contents.push(text, original);
      const id = wb.newId();
      const speakers = file.speakers.length === interview.speakers.length ? file.speakers : [...interview.speakers];
      const turns = interview.turns.map((t): [number, number, number, number | null, number | null] => [t.start, t.said, t.end, t.speaker, t.at]);
      commands.push({ type: "source.import", id, name: file.name, content: text.name, file: original.name, units: interview.text.length, format: interview.format, charset: interview.charset, turns, speakers, participant });
      stored.push({ name: file.name, source: id });
    }
    const outcome = await wb.do(commands, await wb.actor(as ?? c.get("person")), contents);
    if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
    for (const file of files) await forget(file.upload);
    return c.json({ stored, said: outcome.said });
  });

function readBefore(upload: string): Interview {
  const interview = interviews.get(upload);
  if (!interview) throw new Refused("missing", "That file is no longer waiting here. Drop it again.");
  return interview;
}

/** Takes in a study file that is not to be looked at but opened. */
export const receive = async (stream: ReadableStream<Uint8Array> | null, name: string): Promise<string> => (await uploads.receive(stream, name)).id;

/** What was sent and waits, for the routes that open it as a study of its own. */
export const sentFile = async (id: string): Promise<{ readonly name: string; readonly path: string }> => {
  const upload = uploads.get(id);
  return { name: upload.name, path: await uploads.pathOf(upload) };
};
