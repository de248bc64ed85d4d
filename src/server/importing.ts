import { Hono } from "hono";
import { z } from "zod";
import type { Interview } from "../formats/interview.ts";
import { readInterview } from "../formats/transcript/read.ts";
import type { Content } from "../log/port.ts";
import { participantLabelled } from "../study/participant.ts";
import { freeSourceName, sourceNamed } from "../study/source.ts";
import type { Command, Study } from "../study/study.ts";
import { body, query, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { bytesOf, Uploads } from "./uploads.ts";

const roles = z.enum(["interviewer", "participant", "other", "unknown"]);
export const readQuery = z.object({ name: z.string().min(1) });
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

/** What a file turned out to hold, before anything is stored. */
export interface Preview {
  readonly upload: string;
  readonly file: string;
  /** A name for the source that nothing has yet. */
  readonly name: string;
  /** True where a source of the file's own name is there already. */
  readonly taken: boolean;
  readonly format: string;
  readonly layout: string | null;
  readonly charset: string | null;
  readonly words: number;
  readonly turns: number;
  readonly minutes: number | null;
  readonly speakers: readonly { readonly label: string; readonly role: z.infer<typeof roles>; readonly turns: number }[];
  /** The participant that it seems to be of, by label: of the file's name, else of a speaker. */
  readonly participant: string | null;
  /** A label to register, where no participant of the study fits. */
  readonly suggestion: string;
  readonly beginning: string;
  readonly notes: readonly string[];
}

const uploads = new Uploads();

/** Bringing interviews in: each file is sent and read first, looked at, and then stored or not. */
export const importing = new Hono<Environment>()
  .post("/import/read", query(readQuery), async (c) => {
    const { wb } = c.get("open")();
    const { name } = c.req.valid("query");
    const bytes = await bytesOf(c.req.raw.body, name);
    const reading = await readInterview(name, bytes);
    if (!reading.ok) throw new Refused("invalid", reading.problem);
    const id = wb.newId();
    uploads.keep({ id, name, bytes, interview: reading.value });
    return c.json(previewOf(wb.study, id, name, reading.value) as Preview);
  })
  .post("/import/store", body(storeBody), async (c) => {
    const { wb } = c.get("open")();
    const { files, as } = c.req.valid("json");
    const commands: Command[] = [];
    const contents: Content[] = [];
    const stored: { name: string; source: string }[] = [];
    const registered = new Map<string, string>();
    for (const file of files) {
      const { bytes, interview } = uploads.get(file.upload);
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
      const original = wb.contentOf(bytes);
      contents.push(text, original);
      const id = wb.newId();
      const speakers = file.speakers.length === interview.speakers.length ? file.speakers : [...interview.speakers];
      const turns = interview.turns.map((t): [number, number, number, number | null, number | null] => [t.start, t.said, t.end, t.speaker, t.at]);
      commands.push({ type: "source.import", id, name: file.name, content: text.name, file: original.name, units: interview.text.length, format: interview.format, charset: interview.charset, turns, speakers, participant });
      stored.push({ name: file.name, source: id });
    }
    const outcome = await wb.do(commands, await wb.actor(as ?? c.get("person")), contents);
    if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
    for (const file of files) uploads.forget(file.upload);
    return c.json({ stored, said: outcome.said });
  });

/** The name of a file without its folder and ending. */
const plainName = (file: string): string => file.replace(/^.*[/\\]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "").trim() || file;

function previewOf(study: Study, upload: string, file: string, { text, turns, speakers, format, layout, charset, notes }: Interview): Preview {
  const name = plainName(file);
  const times = turns.map((t) => t.at).filter((at) => at !== null);
  const speaking = speakers.filter((s) => s.role === "participant");
  const known = [name, ...speaking.map((s) => s.label)].map((label) => participantLabelled(study, label)).find((p) => p !== undefined);
  return {
    upload,
    file,
    name: freeSourceName(study, name),
    taken: sourceNamed(study, name) !== undefined,
    format,
    layout,
    charset,
    words: text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0,
    turns: turns.length,
    minutes: times.length > 1 ? Math.max(1, Math.round((times.at(-1)! - times[0]!) / 60_000)) : null,
    speakers: speakers.map((speaker, i) => ({ ...speaker, turns: turns.filter((t) => t.speaker === i).length })),
    participant: known?.id ?? null,
    suggestion: name,
    beginning: text.slice(0, 600),
    notes,
  };
}
