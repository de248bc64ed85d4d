import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStudy } from "../../src/workbench/file.ts";
import { canBrowse, launch } from "./browser.ts";
import { folder, smallStudy } from "./fixture.ts";

const dir = folder();
const file = join(dir, "study.earshot");
const start = fileURLToPath(new URL("../../src/server/start.ts", import.meta.url));
const processes: ChildProcess[] = [];

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Starts Earshot as a process of its own, as `npm start -- study.earshot` does; resolves when it says where it is. */
async function startProcess(port: number): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [start, file], { env: { ...process.env, EARSHOT_PORT: String(port), EARSHOT_AS: "HN", EARSHOT_NO_BROWSER: "1", XDG_STATE_HOME: join(dir, "state") }, stdio: ["ignore", "pipe", "inherit"] });
  processes.push(child);
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout!.on("data", (piece: Buffer) => {
      said += String(piece);
      const found = /Earshot is at (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(`Earshot ended before it was there: ${said}`)));
  });
  return { address, child };
}

describe.skipIf(!canBrowse)("a server that is killed while someone codes", () => {
  let browser: Browser;
  beforeAll(async () => {
    await (await smallStudy(file, { codings: 20 })).close();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    for (const child of processes) child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  });

  it("loses nothing that was acknowledged, keeps what was not, and the page goes on when it is back", async () => {
    const port = await freePort();
    const first = await startProcess(port);
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" })).newPage();
    const asked: string[] = [];
    const acknowledged: string[] = [];
    const codingIn = (body: string | null): string | undefined => (JSON.parse(body ?? "{}") as { commands?: { type: string; id?: string }[] }).commands?.find((c) => c.type === "coding.add")?.id;
    page.on("request", (request) => {
      const id = request.url().endsWith("/api/commands") ? codingIn(request.postData()) : undefined;
      if (id !== undefined && !asked.includes(id)) asked.push(id);
    });
    page.on("response", (response) => {
      const id = response.ok() && response.url().endsWith("/api/commands") ? codingIn(response.request().postData()) : undefined;
      if (id !== undefined) acknowledged.push(id);
    });
    await page.goto(first.address);
    await page.getByRole("link", { name: /^Mother 31/ }).click();
    await page.getByRole("heading", { level: 1, name: "Mother 31" }).waitFor();
    await page.locator("[data-words]").first().waitFor();
    await page.locator("[data-column]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("home");
    await page.getByRole("option", { name: /home visits/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => acknowledged.length).toBe(1);
    let made = 1;
    const codeOneMore = async (): Promise<void> => {
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("1");
      made++;
    };
    for (let i = 0; i < 8; i++) {
      await codeOneMore();
      // In the middle of it, with answers still on their way.
      if (i === 4) first.child.kill("SIGKILL");
    }
    await page.getByText(/The server has stopped/).waitFor();
    await codeOneMore();
    await page.getByText(`${made} codings in this interview`).waitFor();
    await page.reload().catch(() => undefined);

    const second = await startProcess(port);
    if (!(await page.getByText(/codings in this interview/).isVisible())) await page.goto(second.address);
    await page.getByText(`${made} codings in this interview`).waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await page.getByText(/could not be made/).count()).toBe(0);
    await page.locator("[data-column]").focus();
    await page.keyboard.press("Control+Shift+ArrowDown");
    await page.keyboard.press("1");
    made++;
    await page.getByText(`${made} codings in this interview`).waitFor();
    await expect.poll(() => acknowledged.includes(asked.at(-1)!)).toBe(true);
    second.child.kill("SIGKILL");
    await once(second.child, "exit");

    const study = await openStudy(file, { write: true });
    const source = [...study.study.sources.values()].find((s) => s.name === "Mother 31")!;
    const stored = (study.study.codingsBySource.get(source.id) ?? []).map((c) => c.id);
    expect(stored).toEqual(expect.arrayContaining([...new Set(acknowledged)]));
    expect(stored).toHaveLength(made);
    await study.close();
    await page.context().close();
  });
});
