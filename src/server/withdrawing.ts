import { Hono } from "hono";
import { z } from "zod";
import { withdrawalLevels, type WithdrawalLevel } from "../study/consent.ts";
import type { Participant } from "../study/participant.ts";
import { aDay } from "../study/recruitment.ts";
import { certificate } from "../workbench/withdraw-certificate.ts";
import { removalOf, type Removal } from "../workbench/withdraw-reach.ts";
import { erases, withdraw } from "../workbench/withdraw.ts";
import { readAll, type Workbench } from "../workbench/workbench.ts";
import { body, query, type Environment, type Open } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { hiddenEvents } from "./visible.ts";

export const withdrawalQuery = z.object({ level: z.enum(withdrawalLevels) });
export const withdrawBody = z.object({ level: z.enum(withdrawalLevels), date: aDay.default(""), reason: z.string().default(""), as: z.string().optional() });

/** What a withdrawal would take out of the study, told in numbers and names. */
export interface WithdrawalAnswer extends Pick<Removal, "kinds" | "sources" | "codings" | "quoted"> {
  /** How many events lose their words, and how many files go. */
  readonly events: number;
  readonly files: number;
}

/** What was done, and a certificate of it in Markdown. */
export interface WithdrawnAnswer {
  readonly said: readonly string[];
  readonly certificate: string;
}

function thePerson(wb: Workbench, id: string): Participant {
  const person = wb.study.participants.get(id);
  if (!person) throw new Refused("missing", "That participant is not in this study.");
  return person;
}

/** What a withdrawal reaches, told to someone who must not see another coder's work yet: of that, nothing. */
async function reachFor({ wb, viewer, study }: Open, participant: string, level: WithdrawalLevel): Promise<Removal> {
  const hidden = hiddenEvents(wb.study, viewer, await readAll(wb.log));
  const removal = await removalOf(wb, participant, level, (event) => !hidden.has(`${event.replica}:${event.seq}`));
  const events = removal.erasure.events.filter(({ replica, seq }) => !hidden.has(`${replica}:${seq}`));
  const theirs = [...study.sources.values()].filter((source) => source.participant === participant && removal.sources.includes(source.name));
  return { ...removal, erasure: { ...removal.erasure, events }, codings: theirs.reduce((sum, source) => sum + (study.codingsBySource.get(source.id) ?? []).length, 0) };
}

/** Taking consent back: what it would reach, and doing it. */
export const withdrawing = new Hono<Environment>()
  .get("/people/:id/withdrawal", query(withdrawalQuery), async (c) => {
    const open = c.get("open")();
    const { erasure, kinds, sources, codings, quoted } = await reachFor(open, thePerson(open.wb, c.req.param("id")).id, c.req.valid("query").level);
    return c.json({ events: erasure.events.length, files: erasure.contents.length, kinds, sources, codings, quoted } satisfies WithdrawalAnswer as WithdrawalAnswer);
  })
  .post("/people/:id/withdraw", body(withdrawBody), async (c) => {
    const open = c.get("open")();
    const { wb } = open;
    const { level, reason, as, date: given } = c.req.valid("json");
    if (wb.log.replica === null) throw new Refused("not allowed", "This study is open for reading only, so nothing can be changed.");
    const { id, label } = thePerson(wb, c.req.param("id"));
    const date = given || new Date(wb.surroundings.now()).toISOString().slice(0, 10);
    const removal = await reachFor(open, id, level);
    const affected = [...wb.study.substudies.values()].filter((s) => s.members.includes(id)).map((s) => s.name);
    const by = as ?? c.get("person");
    const outcome = await withdraw(wb, id, { level, date, reason }, await wb.actor(by));
    if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
    const [recorded = ""] = outcome.said;
    const said = erases(level) && removal.erasure.events.length + removal.erasure.contents.length > 0 ? [recorded, "What they take back is erased for good. Other copies of this study lose it at their next merge."] : [recorded];
    return c.json({ said, certificate: await certificate(wb, { participant: id, label, level, date, by, removal, affected }) } satisfies WithdrawnAnswer as WithdrawnAnswer);
  });
