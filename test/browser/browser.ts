import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import type { Desk } from "../../src/server/desk.ts";
import { serve, type Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import type { Shelf } from "../../src/server/shelf.ts";

const onPath = (process.env["PATH"] ?? "").split(":").flatMap((folder) => ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => join(folder, name)));
const places = [process.env["CHROMIUM"] ?? "", ...onPath, "/usr/bin/chromium", "/usr/bin/google-chrome", "/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** A Chromium on this machine; undefined where there is none. */
export const chromiumPath = places.find((path) => path !== "" && existsSync(path));

export const pagesFolder = fileURLToPath(new URL("../../dist/web", import.meta.url));
/** Whether browser tests can run: a browser and the built pages are there. */
export const canBrowse = chromiumPath !== undefined && existsSync(join(pagesFolder, "index.html"));

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

/** Serves a study (or an empty desk) to browsers of a test, forgetting nothing of the machine's own. */
export const serving = (study: Workbench | Desk, memory: string, more: { port?: number; shelf?: Shelf } = {}): Promise<Running> =>
  serve(study, { person: "HN", pages: pagesFolder, shelf: more.shelf ?? null, memory, ...(more.port !== undefined && { port: more.port }) });

/** A page let in by a fresh address, with every request it makes recorded. */
export async function enter(browser: Browser, running: Running, options: { width?: number; height?: number; dark?: boolean } = {}): Promise<{ page: Page; requests: string[]; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1440, height: options.height ?? 900 }, colorScheme: options.dark ? "dark" : "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(running.freshAddress());
  return { page, requests, problems };
}
