import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { program, Terminal } from "./terminal.ts";

const t = new Terminal();
const env = { XDG_STATE_HOME: join(t.folder, "state"), EARSHOT_NO_BROWSER: "1" };

/** "earshot open" as a process of its own, once it has said where it is. */
async function opened(...argv: string[]): Promise<{ readonly process: ChildProcess; readonly address: string; readonly said: () => string }> {
  const child = spawn(process.execPath, [program, "open", ...argv], { cwd: t.folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (part) => {
      const found = /Earshot is at (\S+)/.exec((said += String(part)));
      if (found) resolve(found[1]!);
    });
  });
  return { process: child, address, said: () => said };
}

it("serves a study from the command line, says where a port is taken, and ends in order when it is asked to", async () => {
  await t.do("new", "s.earshot", "--title", "Stairs", "--approach", "codebook");
  const first = await opened("s.earshot");
  try {
    const cookie = (await fetch(first.address, { redirect: "manual" })).headers.get("set-cookie")!.split(";")[0]!;
    const base = new URL(first.address).origin;
    expect(await (await fetch(`${base}/api/desk`, { headers: { cookie } })).json()).toMatchObject({ open: { title: "Stairs", readOnly: false } });
    const second = spawn(process.execPath, [program, "open", "s.earshot"], { cwd: t.folder, env: { ...process.env, ...env, EARSHOT_PORT: new URL(base).port }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    second.stderr!.on("data", (part) => (said += String(part)));
    expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(3);
    expect(said.trimEnd().split("\n")).toEqual([expect.stringMatching(/^The port \d+ of EARSHOT_PORT is in use by another program\./)]);
  } finally {
    first.process.removeAllListeners("exit");
    const ended = new Promise((resolve) => first.process.once("exit", resolve));
    first.process.kill("SIGTERM");
    expect(await ended).toBe(0);
  }
}, 60_000);

it("says that a file is not there, serves the first page, and makes no folder for it", async () => {
  const { process: child, said } = await opened(join("nowhere", "none.earshot"));
  child.kill("SIGTERM");
  expect(said()).toMatch(/There is no (file|folder) .*nowhere/);
  expect(existsSync(join(t.folder, "nowhere"))).toBe(false);
}, 60_000);
