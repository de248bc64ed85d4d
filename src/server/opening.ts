import { Hono } from "hono";
import { z } from "zod";
import { approaches } from "../study/settings.ts";
import { checkStudy } from "../workbench/check.ts";
import { rescue } from "../workbench/rescue.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { Broken } from "../log/port.ts";
import type { Desk } from "./desk.ts";
import { body, query, type Environment } from "./environment.ts";
import { readQuery, receive, sentFile } from "./importing.ts";
import { isRefused, Refused } from "./refusals.ts";
import type { FolderAnswer, Shelf } from "./shelf.ts";
import { troubleOf, type TroubleAnswer } from "./trouble.ts";

const passphrase = z.string().min(1).optional();
export const createBody = z.object({ title: z.string().trim().min(1), approach: z.enum(approaches).default("codebook"), file: z.string().trim().optional(), passphrase });
export const openBody = z.object({ path: z.string().trim().min(1), passphrase });
export const sampleBody = z.object({ fresh: z.boolean().default(false) });
export const keepBody = z.object({ upload: z.string(), passphrase });
export const folderQuery = z.object({ path: z.string().default("") });
export const troubleBody = z.object({ path: z.string().trim().min(1), reason: z.string().default("damaged"), passphrase });

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
      shelf: shelf ? { folder: shelf.folder, studies: await shelf.list(), sample: shelf.sample ? { copy: await shelf.sample.copy() } : null } : null,
    });
  })
  .post("/desk/create", body(createBody), async (c) => {
    const { title, approach, file, passphrase: phrase } = c.req.valid("json");
    await place(c.get("desk"), await shelfOf(c.get("shelf")).create(file ?? title, { title, approach, as: c.get("person"), passphrase: phrase }));
    return c.json({ ok: true });
  })
  .post("/desk/open", body(openBody), async (c) => {
    const { path, passphrase: phrase } = c.req.valid("json");
    const desk = c.get("desk");
    // What lies here for reading only is opened anew: whoever wrote in it may be gone.
    if (desk.path !== null && desk.path === path && desk.workbench?.log.replica !== null) return c.json({ ok: true });
    await place(desk, await shelfOf(c.get("shelf")).open(path, phrase));
    return c.json({ ok: true });
  })
  .post("/desk/sample", body(sampleBody), async (c) => {
    const { sample } = shelfOf(c.get("shelf"));
    if (!sample) throw new Refused("missing", "This copy of Earshot came without the sample study.");
    await place(c.get("desk"), await sample.open(c.req.valid("json").fresh));
    return c.json({ ok: true });
  })
  .post("/desk/receive", query(readQuery), async (c) => {
    shelfOf(c.get("shelf"));
    return c.json({ upload: await receive(c.req.raw.body, c.req.valid("query").name) });
  })
  .post("/desk/keep", body(keepBody), async (c) => {
    const { upload, passphrase: phrase } = c.req.valid("json");
    const shelf = shelfOf(c.get("shelf"));
    const { name, path } = await sentFile(upload);
    await place(c.get("desk"), await shelf.open(await shelf.keep(path, name), phrase));
    return c.json({ ok: true });
  })
  .post("/desk/close", async (c) => {
    shelfOf(c.get("shelf"));
    const before = c.get("desk").clear();
    await before?.close();
    return c.json({ ok: true });
  })
  .get("/desk/folder", query(folderQuery), async (c) => c.json((await shelfOf(c.get("shelf")).look(c.req.valid("query").path)) as FolderAnswer))
  .post("/desk/trouble", body(troubleBody), async (c) => {
    shelfOf(c.get("shelf"));
    const { path, reason, passphrase: phrase } = c.req.valid("json");
    return c.json((await troubleOf(path, reason, phrase)) as TroubleAnswer);
  })
  .post("/desk/rescue", body(openBody), async (c) => {
    shelfOf(c.get("shelf"));
    const { path, passphrase: phrase } = c.req.valid("json");
    const { workbench, ...saved } = await rescue(path, phrase);
    await workbench.close();
    return c.json(saved);
  })
  .get("/check", async (c) => {
    const { wb } = c.get("open")();
    try {
      return c.json(await checkStudy(wb));
    } catch (error) {
      if (isRefused(error)) return c.json({ broken: true, sentence: error.sentence });
      if (error instanceof Broken) return c.json({ broken: true, sentence: error.message });
      throw error;
    }
  });
