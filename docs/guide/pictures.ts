// Makes the pictures of the guide: every page of the sample study, in light and dark, as they are in the browser.
// Build the pages first (npx vite build), then: node docs/guide/pictures.ts [NAME …]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { run } from "../../src/cli/run.ts";
import { Desk } from "../../src/server/desk.ts";
import { shelfIn } from "../../src/server/shelf.ts";
import type { Study } from "../../src/study/study.ts";
import { openStudy } from "../../src/workbench/file.ts";
import { enter, launch, serving } from "../../test/browser/browser.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);

interface Picture {
  readonly name: string;
  readonly path: (study: Study) => string;
  /** What must be there before the picture is taken. */
  readonly there: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const first = <V>(map: ReadonlyMap<unknown, V>, fits: (value: V) => boolean): V => [...map.values()].find(fits)!;
const interview = (study: Study): string => `/interviews/${first(study.sources, (s) => s.name === "Mother 10").id}`;

const pictures: readonly Picture[] = [
  { name: "interview", path: interview, there: "[data-words]" },
  {
    name: "palette",
    path: interview,
    there: "[data-words]",
    prepare: async (page) => {
      await page.locator("[data-column]").focus();
      await page.keyboard.press("Alt+ArrowDown");
      await page.keyboard.press("Alt+ArrowDown");
      await page.keyboard.type("st");
      await page.getByRole("listbox", { name: "Codes" }).getByRole("option").first().waitFor();
    },
  },
  {
    name: "coding",
    path: interview,
    there: "[data-words]",
    prepare: async (page) => {
      await page.locator("[data-column]").focus();
      await page.keyboard.press("Control+ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: /^Coding/ }).waitFor();
    },
  },
  { name: "codes", path: (study) => `/codes/${first(study.codes, (c) => c.name === "Being understood" || c.parent !== null).id}`, there: "[data-passage]" },
  { name: "themes", path: () => "/themes", there: "[data-stop][data-code]" },
  { name: "theme", path: (study) => `/themes/${first(study.themes, (t) => t.state !== "discarded" && t.quotations.size > 0).id}`, there: "[data-passage]" },
  { name: "map", path: () => "/themes/map", there: "[data-node]" },
  { name: "people", path: () => "/people", there: "[role=grid]" },
  { name: "person", path: (study) => `/people/${first(study.participants, (p) => p.label === "Mother 4").id}`, there: "main h1, main h2" },
  { name: "flow", path: () => "/people/flow", there: "main svg" },
  { name: "table-1", path: () => "/people/table-1", there: "main table" },
  { name: "substudies", path: () => "/people/substudies", there: "main article" },
  { name: "papers", path: () => "/people/papers", there: "main section" },
  { name: "agreement", path: () => "/compare/agreement", there: "main table" },
  { name: "code-pairs", path: () => "/compare/codes", there: "main table" },
  {
    name: "ratings",
    path: () => "/compare/table",
    there: "main h1, main h2",
    prepare: async (page) => {
      const rows = Array.from({ length: 30 }, (_, i) => `passage ${i + 1},${(i % 3) + 1},${(i * 7) % 5 < 4 ? (i % 3) + 1 : ((i + 1) % 3) + 1},${i % 4 === 0 ? "" : (i % 3) + 1}`);
      await page.locator("input[type=file][accept*=csv]").setInputFiles({ name: "closeness.csv", mimeType: "text/csv", buffer: Buffer.from(["passage,HN,RO,KB", ...rows].join("\n")) });
      await page.getByRole("combobox", { name: "Weights" }).selectOption("quadratic");
      await page.getByRole("row", { name: /AC2/ }).waitFor();
    },
  },
  { name: "assignments", path: () => "/compare/assignments", there: "main h1, main h2" },
  { name: "compare", path: () => "/compare", there: "main h1, main h2" },
  { name: "together", path: () => "/explore/together", there: "main h1, main h2" },
  { name: "who", path: () => "/explore/who", there: "main h1, main h2" },
  { name: "framework", path: () => "/explore/framework", there: "main table" },
  { name: "course", path: () => "/explore/course", there: "main svg" },
  { name: "memos", path: () => "/explore/memos", there: "main article" },
  { name: "settings", path: () => "/settings", there: "main form" },
  { name: "day", path: () => "/history/on/2017-07-17", there: "main table" },
  { name: "words", path: () => "/explore/words", there: "main h1, main h2" },
  { name: "out", path: () => "/out", there: "main h1, main h2" },
  { name: "report", path: () => "/report", there: "article h2" },
  { name: "history", path: () => "/history", there: "main h1, main h2" },
  { name: "then", path: () => "/history/codebook", there: "main h1, main h2" },
  {
    name: "bring",
    path: interview,
    there: "[data-words]",
    prepare: async (page) => {
      await page.locator("input[type=file]").first().setInputFiles({ name: "Mother 40.txt", mimeType: "text/plain", buffer: Buffer.from("Interviewer: Where shall we begin?\nMother 40: At the front door, because that is where she stood.\nInterviewer: Who was it?\nMother 40: Somebody from the team, with wet shoes.\n") });
      await page.getByRole("dialog").getByText("participant").first().waitFor();
    },
  },
  {
    name: "keys",
    path: () => "/themes",
    there: "[data-stop][data-code]",
    prepare: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "By keyboard" }).waitFor();
    },
  },
  {
    name: "find",
    path: interview,
    there: "[data-words]",
    prepare: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("stairs");
      await page.getByRole("dialog", { name: "Find" }).getByRole("option").nth(3).waitFor();
    },
  },
];

/** Makes a picture small: few colours are enough for a page of text. Left as it is where ImageMagick is not there. */
function shrink(path: string): void {
  for (const command of ["magick", "convert"]) if (spawnSync(command, [path, "+dither", "-colors", "200", "-strip", "-define", "png:exclude-chunks=date,time", `PNG8:${path}`]).status === 0) return;
}

/** Takes a picture when nothing moves any more: answers are there, fonts are loaded, what was just said has gone. */
async function take(page: Page, name: string, dark: boolean): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(here, `${name}-${dark ? "dark" : "light"}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  shrink(path);
  console.log(`${name}-${dark ? "dark" : "light"}.png ${Math.round(statSync(path).size / 1000)} KB`);
}

const folder = mkdtempSync(join(tmpdir(), "earshot-guide-"));
const silent = { write: () => true } as unknown as NodeJS.WriteStream;
if ((await run(["sample", folder], { cwd: folder, env: {}, stdin: process.stdin, out: silent, err: process.stderr })) !== 0) throw new Error("The sample study could not be built.");
const wb = await openStudy(join(folder, "sample.earshot"), { write: true });
const browser = await launch();
// The folder is shown as a person's own would be.
const shelf = { ...shelfIn(folder, async () => undefined), folder: "/home/ruth/Studies", list: async () => [] };
const empty = await serving(new Desk(), join(folder, "memory"), { shelf });
const running = await serving(wb, join(folder, "memory"), { port: 0 });
try {
  for (const dark of [false, true]) {
    if (wanted.length === 0 || wanted.includes("first")) {
      const { page } = await enter(browser, empty, { dark });
      await page.getByText("Open the sample").waitFor();
      await take(page, "first", dark);
      await page.context().close();
    }
    for (const { name, path, there, prepare } of pictures) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const { page } = await enter(browser, running, { dark });
      await page.goto(`http://127.0.0.1:${running.port}${path(wb.study)}`);
      await page.locator(there).first().waitFor();
      await prepare?.(page);
      await take(page, name, dark);
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  await running.close();
  await empty.close();
  await wb.close();
  rmSync(folder, { recursive: true, force: true });
}
