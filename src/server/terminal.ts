import { realpathSync } from "node:fs";
import { Readable } from "node:stream";
import { Hono } from "hono";
import { z } from "zod";
import { body, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";

export const terminalBody = z.object({ argv: z.array(z.string()).max(10_000), cwd: z.string().min(1), /** Where the study lies that the command is about. */ study: z.string().optional(), /** What was piped in. */ stdin: z.string().optional(), env: z.record(z.string(), z.string()).default({}) });

/** What a command line answered: its exit code and what it wrote. */
export interface TerminalAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command line on the study that this server has open, for a terminal that found the file in use. A command line
 * reads and writes files, so a page's cookie does not do: the terminal shows the key of this run, which only this user can read.
 */
export const terminal = new Hono<Environment>().post("/cli", body(terminalBody), async (c) => {
  if (!c.get("trusted")) throw new Refused("not allowed", "Command lines are taken from a terminal on this machine only.");
  const { wb } = c.get("open")();
  const { argv, cwd, env, study, stdin } = c.req.valid("json");
  const { path } = c.get("desk");
  if (study !== undefined && (path === null || realpathSync(path) !== study)) throw new Refused("not allowed", "Another study lies open here now.");
  const { run } = await import("../cli/run.ts");
  const said: [string[], string[]] = [[], []];
  const code = await run(argv, { cwd, env, workbench: wb, ...(stdin !== undefined && { stdin: Readable.from([stdin], { objectMode: false }) as NodeJS.ReadStream }), out: { write: (text) => said[0].push(text) }, err: { write: (text) => said[1].push(text) } });
  return c.json({ code, out: said[0].join(""), err: said[1].join("") } satisfies TerminalAnswer as TerminalAnswer);
});
