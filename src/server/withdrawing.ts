import { Hono } from "hono";
import { z } from "zod";
import { withdrawalLevels } from "../study/consent.ts";
import type { Participant } from "../study/participant.ts";
import { aDay } from "../study/recruitment.ts";
import { certificate } from "../workbench/withdraw-certificate.ts";
import { removalOf, type Removal } from "../workbench/withdraw-reach.ts";
import { withdraw } from "../workbench/withdraw.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { body, query, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";

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

/** Taking consent back: what it would reach, and doing it. */
export const withdrawing = new Hono<Environment>()
  .get("/people/:id/withdrawal", query(withdrawalQuery), async (c) => {
    const { wb } = c.get("open")();
    const { erasure, kinds, sources, codings, quoted } = await removalOf(wb, thePerson(wb, c.req.param("id")).id, c.req.valid("query").level);
    return c.json({ events: erasure.events.length, files: erasure.contents.length, kinds, sources, codings, quoted } satisfies WithdrawalAnswer as WithdrawalAnswer);
  })
  .post("/people/:id/withdraw", body(withdrawBody), async (c) => {
    const { wb } = c.get("open")();
    const { level, reason, as, date: given } = c.req.valid("json");
    if (wb.log.replica === null) throw new Refused("not allowed", "This study is open for reading only, so nothing can be changed.");
    const { id, label } = thePerson(wb, c.req.param("id"));
    const date = given || new Date(wb.surroundings.now()).toISOString().slice(0, 10);
    const removal = await removalOf(wb, id, level);
    const affected = [...wb.study.substudies.values()].filter((s) => s.members.includes(id)).map((s) => s.name);
    const by = as ?? c.get("person");
    const outcome = await withdraw(wb, id, { level, date, reason }, await wb.actor(by));
    if (!outcome.ok) throw new Refused(outcome.refusal.reason, outcome.refusal.sentence);
    return c.json({ said: outcome.said, certificate: await certificate(wb, { participant: id, label, level, date, by, removal, affected }) } satisfies WithdrawnAnswer as WithdrawnAnswer);
  });
