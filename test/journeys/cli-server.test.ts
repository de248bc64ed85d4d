import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const t = new Terminal();
const study = "s.earshot";
const state = join(t.folder, "state");
const env = { XDG_STATE_HOME: state, EARSHOT_NO_BROWSER: "1" };
let server: ChildProcess;
let base = "";
let cookie = "";

/** A server as `npm start -- s.earshot` runs it, and the cookie of the page that opens its address. */
beforeAll(async () => {
  await t.do("new", study, "--title", "T", "--approach", "codebook");
  await t.do("sources", "import", study, t.file("said.txt", "I: Well?\nP: It was kind of her.\n"));
  server = spawn(process.execPath, [fileURLToPath(new URL("../../src/server/start.ts", import.meta.url)), join(t.folder, study)], { cwd: t.folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
    server.stdout!.on("data", (part) => {
      const found = /Earshot is at (\S+)/.exec((said += String(part)));
      if (found) resolve(found[1]!);
    });
  });
  base = new URL(address).origin;
  cookie = (await fetch(address, { redirect: "manual" })).headers.get("set-cookie")!.split(";")[0]!;
}, 120_000);
afterAll(() => void server?.kill());

it("is the same from a terminal while the study is open in the browser, and the page is told at once", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${base}/api/events`, { headers: { cookie }, signal: stop.signal });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let told = "";
  const until = async (wanted: RegExp): Promise<void> => {
    while (!wanted.test(told)) told += (await reader.read()).value ?? "";
  };
  await until(/event: hello/);
  expect(await t.spawn(["codes", "add", study, "Kindness", "--as", "HN"], env)).toEqual({ code: 0, out: 'Made the code "Kindness".\n', err: "" });
  await until(/code\.created/);
  stop.abort();
  expect(await t.spawn(["codings", "add", study, "said", "Kindness", "--quote", "kind of her", "--as", "HN"], env)).toMatchObject({ code: 0 });
  expect((await t.list("codings", "list", study)).map((c) => c["coder"])).toEqual(["HN"]);
  expect(await t.spawn(["undo", study, "--as", "HN"], env)).toMatchObject({ code: 0, out: expect.stringContaining("Undid") as string });
  expect(await t.spawn(["codes", "retire", study, "Nobody"], env)).toMatchObject({ code: 1, out: "", err: expect.stringContaining('no code "Nobody"') as string });
  expect(await t.spawn(["people", "import", study, t.file("people.csv", "id,age\nP1,30\n"), "--id", "id"], env)).toMatchObject({ code: 0, out: expect.stringContaining("Registered 1 participant") as string });
});

it("goes by a key that only this user can read and that is in no argument", () => {
  const doors = readdirSync(join(state, "earshot")).filter((name) => name.startsWith("server-"));
  expect(doors).toEqual([`server-${server.pid}.json`]);
  expect(statSync(join(state, "earshot", doors[0]!)).mode & 0o777).toBe(0o600);
});

it("says who has the study open where no server of this user can be reached", async () => {
  const said = await t.spawn(["codes", "add", study, "Late"], { ...env, XDG_STATE_HOME: join(t.folder, "elsewhere") });
  expect(said).toMatchObject({ code: 3, out: "" });
  expect(said.err).toContain(`open for writing by process ${server.pid}`);
});

it("is written by the terminal itself again once the server has ended, which takes its key away", async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  expect(readdirSync(join(state, "earshot")).filter((name) => name.startsWith("server-"))).toEqual([]);
  expect(await t.spawn(["codes", "add", study, "Later"], env)).toMatchObject({ code: 0 });
  expect(await t.do("check", study)).toContain("Sound");
});
