import { Hono } from "hono";
import { z } from "zod";
import { commandSchemas, type Command, type Study } from "../study/study.ts";
import { refuse } from "../study/event.ts";
import type { Outcome, Workbench } from "../workbench/workbench.ts";
import { erases } from "../workbench/withdraw.ts";
import { body, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { hiddenEvents } from "./visible.ts";
import { readAll } from "../workbench/workbench.ts";

/** A command as it is sent: a correction may leave out the text that it is for, which then is the text as it stands. */
const command = z.preprocess(
  (value) => (typeof value === "object" && value !== null && (value as { type?: unknown }).type === "source.edit" && !("letters" in value) ? { ...value, letters: "" } : value),
  z.discriminatedUnion("type", commandSchemas),
);
export const commandsBody = z.object({
  commands: z.union([z.array(command).min(1).max(20_000), command.transform((one) => [one])]),
  /** The name of who does it; whoever is signed in, where it is left out. */
  as: z.string().trim().min(1).optional(),
});
export const asBody = z.object({ as: z.string().trim().min(1).optional() });

/** What was done, in one sentence per command, with the ids of what came into being and the version that it made. */
export interface Done {
  readonly said: readonly string[];
  readonly made: readonly (string | null)[];
  readonly version: number;
  /** True where the same change had been carried out before and was only sent again. */
  readonly again: boolean;
}

/** Whether a command with an id of its own has been carried out already: it was sent twice, because the first answer was lost. */
function carriedOut(study: Study, { type, ...rest }: Command): boolean {
  const { id } = rest as { id?: string };
  if (id === undefined) return false;
  if (type === "coding.add") return study.codings.has(id);
  if (type === "code.create") return study.codes.has(id);
  if (type === "theme.create") return study.themes.has(id);
  if (type === "participant.register") return study.participants.has(id);
  return type === "source.import" && study.sources.has(id);
}

/** Carries out commands; a correction is refused where the text is no longer the one that its author saw. */
async function carryOut(wb: Workbench, commands: readonly Command[], actor: string): Promise<Outcome> {
  return wb.exclusively(async () => {
    const current: Command[] = [];
    for (const one of commands) {
      const source = one.type === "source.edit" ? wb.study.sources.get(one.source) : undefined;
      if (one.type !== "source.edit" || !source) {
        current.push(one);
        continue;
      }
      const letters = await wb.textOf(source);
      if (one.letters !== "" && one.letters !== letters) return refuse("invalid", `The text of "${source.name}" was changed meanwhile. Look at it again, then correct it.`);
      current.push({ ...one, letters });
    }
    return wb.carryOut(current, actor);
  });
}

/** Whether the step that undo (or redo) would take is one of a coder whose work the person must not see now. */
export async function nextIsHidden(wb: Workbench, viewer: string, kind: "done" | "undone"): Promise<boolean> {
  const { replica, continues } = wb.log;
  const stacks = (replica === null ? undefined : wb.study.stacks.get(replica)) ?? (continues === null ? undefined : wb.study.stacks.get(continues));
  const step = stacks?.[kind].at(-1);
  if (!step || wb.study.assignments.size === 0) return false;
  const events = await readAll(wb.log);
  const hidden = hiddenEvents(wb.study, viewer, events);
  return events.some((e) => e.replica === step.replica && e.step === step.step && hidden.has(`${e.replica}:${e.seq}`));
}

const hiddenStep = "What comes next was done by a coder whose work is hidden from you until both have finished. Only they can take it back.";

export const doing = new Hono<Environment>()
  .post("/commands", body(commandsBody), async (c) => {
    const { wb } = c.get("open")();
    const sent = c.req.valid("json");
    const commands = (sent.commands as Command[]).filter((one) => !carriedOut(wb.study, one));
    const desk = c.get("desk");
    if (commands.length === 0) return c.json({ said: ["This was done already."], made: [], version: desk.version, again: true } satisfies Done as Done);
    // Recording alone would leave the words in the file: a withdrawal that erases goes its own way.
    if (commands.some((one) => one.type === "consent.withdraw" && erases(one.level))) throw new Refused("not allowed", "A withdrawal that erases is recorded on the person's page, or with \"earshot people withdraw\".");
    if (wb.log.replica === null) throw new Refused("not allowed", "This study is open for reading only, so nothing can be changed.");
    const actor = await wb.actor(sent.as ?? c.get("person"));
    const outcome = await carryOut(wb, commands, actor);
    if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
    const version = desk.versionOf(outcome.events.at(-1)?.stamp ?? "") ?? desk.version;
    return c.json({ said: outcome.said, made: outcome.made.map((id) => id ?? null), version, again: false } satisfies Done as Done);
  })
  .post("/undo", body(asBody), async (c) => c.json(await step(c.get("open")(), c.req.valid("json").as ?? c.get("person"), "undo", c.get("desk").version)))
  .post("/redo", body(asBody), async (c) => c.json(await step(c.get("open")(), c.req.valid("json").as ?? c.get("person"), "redo", c.get("desk").version)));

async function step({ wb, viewer }: { wb: Workbench; viewer: string }, person: string, which: "undo" | "redo", version: number): Promise<Done> {
  if (await nextIsHidden(wb, viewer, which === "undo" ? "done" : "undone")) throw new Refused("not allowed", hiddenStep);
  const outcome = await wb[which](await wb.actor(person));
  if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
  return { said: outcome.said, made: [], version, again: false };
}
