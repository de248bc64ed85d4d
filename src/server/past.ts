import { Hono } from "hono";
import { z } from "zod";
import { history } from "../workbench/history.ts";
import { studyAt } from "../workbench/past.ts";
import { readAll } from "../workbench/workbench.ts";
import { query, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { codesOf, memosOf, sourceRows, themesOf } from "./study-answer.ts";
import { hiddenEvents, seenBy } from "./visible.ts";

export const historyQuery = z.object({
  limit: z.coerce.number().int().positive().optional(),
  actor: z.string().optional(),
  about: z.string().optional(),
});
export const atQuery = z.object({ date: z.string() });

/** What happened, and the study as it stood. */
export const past = new Hono<Environment>()
  .get("/history", query(historyQuery), async (c) => {
    const { wb, viewer } = c.get("open")();
    const { limit, actor, about } = c.req.valid("query");
    const rows = await history(wb, { actor, about });
    const hidden = wb.study.assignments.size === 0 ? new Set<string>() : hiddenEvents(wb.study, viewer, await readAll(wb.log));
    const seen = rows.filter((row) => !hidden.has(`${row.replica}:${row.seq}`));
    return c.json({ rows: limit === undefined ? seen : seen.slice(-limit), total: seen.length });
  })
  .get("/at", query(atQuery), async (c) => {
    const { wb, viewer } = c.get("open")();
    const then = await studyAt(wb, c.req.valid("query").date);
    if (!then.ok) throw new Refused(then.refusal.reason, then.refusal.sentence);
    // What is hidden now was hidden then: an assignment that is open today covers the past too.
    const study = seenBy({ ...then.study, assignments: wb.study.assignments, finished: wb.study.finished }, viewer);
    return c.json({
      settings: study.settings,
      codes: codesOf(study),
      sources: sourceRows(study, viewer, new Set()),
      themes: themesOf(study),
      memos: memosOf(study),
      participants: [...study.participants.values()],
      codings: study.codings.size,
    });
  });
