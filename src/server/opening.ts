import { Hono } from "hono";
import { z } from "zod";
import { approaches } from "../study/settings.ts";
import { checkStudy } from "../workbench/check.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Desk } from "./desk.ts";
import { body, type Environment } from "./environment.ts";
import { isRefused, Refused } from "./refusals.ts";
import type { Shelf } from "./shelf.ts";

export const createBody = z.object({ title: z.string().trim().min(1), approach: z.enum(approaches).default("codebook"), file: z.string().trim().optional() });
export const openBody = z.object({ path: z.string().trim().min(1), passphrase: z.string().optional() });

const shelfOf = (shelf: Shelf | null): Shelf => {
  if (!shelf) throw new Refused("not allowed", "This server was started for one study. Start Earshot without a file to open others.");
  return shelf;
};

/** Puts a study on the desk and closes the one that lay there. */
async function place(desk: Desk, { workbench, path }: { workbench: Workbench; path: string }): Promise<void> {
  const before = desk.place(workbench, path);
  await before?.close();
}

/** What lies open, and making or opening a study. */
export const opening = new Hono<Environment>()
  .get("/desk", async (c) => {
    const desk = c.get("desk");
    const shelf = c.get("shelf");
    const study = desk.workbench?.study;
    return c.json({
      open: study ? { title: study.settings.title, path: desk.path, readOnly: desk.workbench!.log.replica === null } : null,
      problem: desk.problem,
      person: c.get("person"),
      version: desk.version,
      shelf: shelf ? { folder: shelf.folder, studies: await shelf.list(), sample: shelf.sample !== null } : null,
    });
  })
  .post("/desk/create", body(createBody), async (c) => {
    const { title, approach, file } = c.req.valid("json");
    await place(c.get("desk"), await shelfOf(c.get("shelf")).create(file ?? title, { title, approach, as: c.get("person") }));
    return c.json({ ok: true });
  })
  .post("/desk/open", body(openBody), async (c) => {
    const { path, passphrase } = c.req.valid("json");
    const desk = c.get("desk");
    if (desk.path !== null && desk.path === path) return c.json({ ok: true });
    await place(c.get("desk"), await shelfOf(c.get("shelf")).open(path, passphrase));
    return c.json({ ok: true });
  })
  .post("/desk/sample", async (c) => {
    const shelf = shelfOf(c.get("shelf"));
    if (!shelf.sample) throw new Refused("missing", "This copy of Earshot came without the sample study.");
    await place(c.get("desk"), await shelf.sample());
    return c.json({ ok: true });
  })
  .get("/check", async (c) => {
    const { wb } = c.get("open")();
    try {
      return c.json(await checkStudy(wb));
    } catch (error) {
      if (isRefused(error)) return c.json({ broken: true, sentence: error.sentence });
      throw error;
    }
  });
