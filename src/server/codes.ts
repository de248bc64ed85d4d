import { Hono } from "hono";
import { z } from "zod";
import { readAll } from "../workbench/workbench.ts";
import type { PassageAnswer } from "./answers.ts";
import { codesAsked, codeStory, inForce, storyTypes, type StoryRow } from "./codes-story.ts";
import { query, type Environment } from "./environment.ts";
import { passagesOf } from "./reading.ts";
import { Refused } from "./refusals.ts";
import { hiddenEvents } from "./visible.ts";

export const passagesQuery = z.object({
  /** Ids of codes, with commas between them. */
  codes: z.string().min(1),
  /** "1" to take in the codes below them. */
  below: z.enum(["0", "1"]).default("0"),
});

/** What pages ask about codes, beyond what every page knows. */
export const codes = new Hono<Environment>()
  .get("/passages", query(passagesQuery), async (c) => {
    const { wb, study } = c.get("open")();
    const { codes, below } = c.req.valid("query");
    return c.json({ passages: (await passagesOf(wb.textOf.bind(wb), study, codesAsked(study, codes.split(","), below === "1"))) as PassageAnswer[] });
  })
  .get("/codes/:id/story", async (c) => {
    const { wb, viewer, study } = c.get("open")();
    const code = study.codes.get(c.req.param("id"));
    if (!code) throw new Refused("missing", "That code is not in this study.");
    const hidden = study.assignments.size === 0 ? new Set<string>() : hiddenEvents(wb.study, viewer, await readAll(wb.log));
    return c.json({ rows: codeStory(study, inForce(await readAll(wb.log, storyTypes), hidden), code.id) as StoryRow[] });
  });
