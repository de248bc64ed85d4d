import { AxeBuilder } from "@axe-core/playwright";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeMatrix } from "../../src/analysis/codeMatrix.ts";
import { cooccurrence } from "../../src/analysis/cooccurrence.ts";
import { readTable } from "../../src/formats/table/read.ts";
import type { Running } from "../../src/server/serve.ts";
import { presentSources } from "../../src/study/source.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, must, smallStudy, store } from "./fixture.ts";

const dir = folder();
let wb: Workbench;
let running: Running;
let browser: Browser;

const codeId = (name: string): string => [...wb.study.codes.values()].find((c) => c.name === name)!.id;
const go = async (path: string, options: Parameters<typeof enter>[2] = {}): Promise<{ page: Page; problems: string[] }> => {
  const { page, problems } = await enter(browser, running, options);
  await page.goto(`http://127.0.0.1:${running.port}${path}`);
  return { page, problems };
};
const inHand = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
const saved = async (page: Page, menu: string, kind: string): Promise<Buffer> => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: kind }).click();
  return readFileSync((await (await download).path())!);
};
const textsOf = async (): Promise<(source: string) => string> => {
  const texts = await wb.texts(presentSources(wb.study));
  return (id) => texts(wb.study.sources.get(id)!);
};

describe.skipIf(!canBrowse)("exploring a study in a browser", () => {
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    const actor = await wb.actor("HN");
    await must(wb, [{ type: "attribute.define", name: "age", kind: "number", bands: "under 30; 30+" }, { type: "attribute.define", name: "town", kind: "category" }], actor);
    const [age, town] = ["age", "town"].map((name) => [...wb.study.attributes.values()].find((a) => a.name === name)!.id) as [string, string];
    const people = [...wb.study.participants.values()];
    await must(wb, people.map((p, i) => ({ type: "participant.describe" as const, participant: p.id, values: { [age]: 22 + i, [town]: i < 8 ? "Leeds" : "York" } })), actor);
    for (const [name, codes] of [["She came to us", ["home visits", "reassurance"]], ["Waiting outside", ["partner on the edge of sessions"]]] as const) {
      const theme = wb.newId();
      await must(wb, [{ type: "theme.create", id: theme, name, parent: null, centralIdea: "", scope: "" }, ...codes.map((c) => ({ type: "theme.placeCode" as const, theme, code: codeId(c), placed: true, reason: "" }))], actor);
    }
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("shows which codes stand together, and by keyboard the passages of two of them, each leading to its interview", async () => {
    const { page, problems } = await go("/explore");
    const grid = page.getByRole("grid", { name: "Which stand together" });
    await grid.waitFor();
    const [most] = cooccurrence(wb.study).meetings;
    const names = [most!.a, most!.b].map((id) => wb.study.codes.get(id)!.name);
    await page.getByText(`Counted: ${wb.study.codings.size} codings of HN`).waitFor();
    await grid.locator("td[tabindex='0']").focus();
    const wanted = new RegExp(`^(${names[0]} and ${names[1]}|${names[1]} and ${names[0]}): ${most!.places} places`);
    // From the first cell: row by row to the one that is looked for.
    const place = await grid.locator("tbody td").evaluateAll((cells, pattern) => { const cell = cells.find((c) => new RegExp(pattern).test(c.getAttribute("aria-label")!)) as HTMLTableCellElement; return [Number((cell.parentElement as HTMLTableRowElement).dataset["row"]), cell.cellIndex - 1]; }, wanted.source);
    for (let i = 0; i < place[0]!; i++) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < place[1]!; i++) await page.keyboard.press("ArrowRight");
    expect(await inHand(page)).toMatch(wanted);
    await page.keyboard.press("Enter");
    const panel = page.getByRole("region", { name: / and / });
    await panel.getByText(`${most!.places} places`).waitFor();
    expect(await panel.locator("li").count()).toBe(most!.places);
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-place"))).toBe(true);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await expect.poll(() => inHand(page)).toMatch(wanted);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-place"))).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/interviews\/.+\?from=\d+&to=\d+/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("counts what stands near each other, one coder's layer, and themes, as they are chosen by mouse", async () => {
    const { page } = await go("/explore/together");
    const pairs = page.getByRole("heading", { name: /pairs/ });
    const count = async (n: number): Promise<void> => {
      await expect.poll(async () => (await pairs.innerText()).split(/\s/)[0]).toBe(String(n));
    };
    await pairs.waitFor();
    await page.getByLabel("that stand").selectOption("0");
    await count(cooccurrence(wb.study, { within: 0 }).meetings.length);
    await page.getByRole("button", { name: "All coders’ layers" }).click();
    await page.getByRole("checkbox", { name: "HN" }).click();
    await page.keyboard.press("Escape");
    const ro = [...wb.study.coders.values()].find((c) => c.name === "RO")!.id;
    await count(cooccurrence(wb.study, { within: 0, coders: new Set([ro]) }).meetings.length);
    await page.getByText(/Counted: \d+ codings of RO, in 11 interviews of 11 people/).waitFor();
    await page.getByRole("button", { name: "Layer of RO" }).click();
    await page.getByRole("checkbox", { name: "HN" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByLabel("Count").selectOption("theme");
    await page.getByRole("heading", { name: "One pair" }).waitFor();
    await page.getByRole("region", { name: "Pairs by how often" }).getByRole("button").click();
    await page.getByRole("region", { name: "She came to us and Waiting outside" }).or(page.getByRole("region", { name: "Waiting outside and She came to us" })).locator("li").first().waitFor();
    await page.context().close();
  });

  it("saves the matrix as it is seen, as a picture that needs nothing else and as tables", async () => {
    const { page } = await go("/explore/together");
    await page.getByRole("grid").waitFor();
    const words: string[] = [];
    const parser = new SaxesParser();
    parser.on("text", (text) => words.push(text));
    const svg = (await saved(page, "Save the matrix", "SVG")).toString("utf8");
    parser.write(svg).close();
    const names = await page.getByRole("grid").locator("tbody th").allInnerTexts();
    for (const name of names) expect(words.filter((w) => w.replace("…", "") !== "" && name.startsWith(w.replace("…", ""))).length, name).toBeGreaterThanOrEqual(2);
    expect(svg).not.toMatch(/var\(|oklch|class=/);
    expect((await saved(page, "Save the matrix", "PNG")).subarray(1, 4).toString("latin1")).toBe("PNG");
    const csv = await readTable("a.csv", await saved(page, "Save the matrix", "CSV"));
    expect(csv.ok && csv.value.rows.length).toBe(names.length);
    const xlsx = await readTable("a.xlsx", await saved(page, "Save the list", "XLSX"));
    expect(xlsx.ok && xlsx.value.rows.length).toBe(cooccurrence(wb.study).meetings.length);
    await page.context().close();
  });

  it("shows who speaks of what, in passages and in shares of their own words, and the passages of a cell", async () => {
    const { page, problems } = await go("/explore/who");
    const grid = page.getByRole("grid", { name: "Who speaks of what" });
    await grid.waitFor();
    await page.getByLabel("Rows").selectOption("code");
    const { columns, rows } = codeMatrix(wb.study, await textsOf(), { nested: true });
    const visits = rows.get(codeId("home visits"))!;
    const column = visits.findIndex((c) => c.passages > 1);
    const cell = grid.locator(`td[aria-label^="home visits, ${columns[column]!.label}:"]`);
    await expect.poll(() => cell.innerText()).toBe(String(visits[column]!.passages));
    await page.getByRole("button", { name: "% of words" }).click();
    const share = (100 * visits[column]!.words) / columns[column]!.words;
    await expect.poll(() => cell.innerText()).toBe(share >= 9.95 ? `${Math.round(share)}%` : `${share.toFixed(1)}%`);
    await expect.poll(() => grid.locator("thead th").nth(column + 1).innerText()).toContain(columns[column]!.words.toLocaleString("en-GB"));
    await cell.click();
    const panel = page.getByRole("region", { name: `home visits, ${columns[column]!.label}` });
    await panel.locator("[data-passage]").first().waitFor();
    expect(await panel.locator("[data-passage]").count()).toBe(visits[column]!.passages);
    await page.keyboard.press("o");
    await page.waitForURL(/\/interviews\/.+\?from=/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("warns of cells with few people where people are grouped, and hides them where asked, in what is saved too", async () => {
    const { page } = await go("/explore/who");
    await page.getByRole("grid").waitFor();
    await page.getByLabel("Columns").selectOption({ label: "town" });
    await page.getByRole("note").getByText("One group has fewer than five people: York (3).").waitFor();
    await page.getByRole("button", { name: "People", exact: true }).click();
    const york = page.getByRole("grid").locator("tbody td:last-child");
    await expect.poll(() => york.first().innerText()).toMatch(/^[123]?$/);
    await page.getByLabel("hide 1 to 4 people").check();
    await expect.poll(async () => (await york.allInnerTexts()).every((t) => t === "" || t === "<5")).toBe(true);
    const csv = (await saved(page, "Save the table", "CSV")).toString("utf8");
    expect(csv).toContain("<5");
    expect(csv).not.toMatch(/,[1-4]\r\n(?!all words)/m);
    await page.context().close();
  });

  it("sets everyone's words beside each other in the framework matrix, with columns to choose, and saves it", async () => {
    const { page, problems } = await go("/explore/framework");
    const table = page.getByRole("region", { name: "Framework matrix" });
    await table.waitFor();
    expect(await table.locator("thead th").allInnerTexts()).toEqual(["Participant", "She came to us", "Waiting outside"]);
    expect(await table.locator("tbody tr").count()).toBe(11);
    await page.getByRole("button", { name: "Shown: 2 of 2" }).click();
    await page.getByRole("checkbox", { name: "Waiting outside" }).uncheck();
    await page.keyboard.press("Escape");
    await expect.poll(() => table.locator("thead th").count()).toBe(2);
    const read = await readTable("a.xlsx", await saved(page, "Save the table", "XLSX"));
    if (!read.ok) throw new Error(read.problem);
    expect(read.value.columns).toEqual(["participant", "She came to us"]);
    expect(read.value.rows).toHaveLength(11);
    const first = table.locator("tbody td p").first();
    const words = (await first.innerText()).split("\n")[0]!.slice(0, 20);
    expect(read.value.rows.flat().join("\n")).toContain(words);
    await first.getByRole("link").click();
    await page.waitForURL(/\/interviews\/.+\?from=/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("counts participants' words, and shows a word or phrase in its context", async () => {
    const { page, problems } = await go("/explore/words");
    const list = page.getByRole("region", { name: "Words by how often" });
    await list.locator("tbody tr").first().waitFor();
    const first = (await list.locator("tbody th").first().innerText()).trim();
    await list.getByRole("button", { name: first, exact: true }).click();
    const n = Number((await list.locator("tbody tr").first().locator("td").first().innerText()).replace(",", ""));
    const context = page.getByRole("region", { name: `“${first}” in its context` });
    await context.locator("li").first().waitFor();
    expect(await context.locator("li").count()).toBe(Math.min(500, n));
    await page.getByLabel("Words to look for").fill("the b?by, cam*");
    await page.keyboard.press("Enter");
    const found = page.getByRole("region", { name: "“the b?by, cam*” in its context" });
    await found.locator("li").first().waitFor();
    for (const mark of await found.locator("mark").allInnerTexts()) expect(mark).toMatch(/^(the b\wby|cam\S*)$/i);
    await page.getByLabel("Sorted by").selectOption("after");
    await found.getByRole("link").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/interviews\/.+\?from=/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("suggests a code for words, and codes only what a person accepts, by key; what is taken back is no longer coded", async () => {
    const { page, problems } = await go(`/explore/words?q=${encodeURIComponent("letter*")}`);
    await page.getByRole("button", { name: "Code these" }).click();
    await page.keyboard.type("chasing");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/explore\/words\/suggest/);
    const rows = page.locator("[data-suggestion]");
    await rows.nth(2).waitFor();
    const own = (): number => (wb.study.codingsByCode.get(codeId("chasing the referral alone")) ?? []).length;
    const before = own();
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-suggestion"))).toBe(true);
    expect(own()).toBe(before);
    await page.keyboard.press("Enter");
    await expect.poll(own).toBe(before + 1);
    await page.keyboard.press("s");
    await expect.poll(() => rows.nth(1).getAttribute("data-state")).toBe("skipped");
    await page.keyboard.press("a");
    await expect.poll(own).toBe(before + 2);
    const coding = wb.study.codingsByCode.get(codeId("chasing the referral alone"))!.at(-1)!;
    const text = await wb.textOf(wb.study.sources.get(coding.source)!);
    expect(text.slice(coding.start, coding.end)).toMatch(/letter/i);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("u");
    await expect.poll(own).toBe(before + 1);
    await page.reload();
    await rows.first().waitFor();
    // What was accepted is not suggested again, what was skipped stays skipped.
    expect(await page.locator("[data-suggestion][data-state=skipped]").count()).toBe(1);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("draws the course of the interviews, walked by keyboard and saved as a picture", async () => {
    const { page, problems } = await go("/explore/course");
    const strips = page.locator("[data-strip]");
    await strips.first().waitFor();
    expect(await strips.count()).toBe(11);
    await strips.first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await inHand(page)).toMatch(/^Mother \d+: .+, at \d+%$/);
    await page.keyboard.press("ArrowDown");
    expect(await inHand(page)).toMatch(/^Mother \d+: .*(none|\d)/);
    const svg = (await saved(page, "Save the picture as a picture", "SVG")).toString("utf8").replaceAll("\n", " ");
    expect(svg).toContain("A Empathy and a role model");
    expect(svg).not.toMatch(/var\(|oklch|class=/);
    await strips.first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/interviews\/.+\?from=/);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  const views = [["together", "td[data-shade]", "[data-place]"], ["who", "td[data-shade]", "[data-passage]"], ["framework", "td p", null], ["words?q=letter*", "mark", null], ["words/suggest", "[data-suggestion]", null], ["course", "[data-strip]", null]] as const;
  for (const dark of [false, true]) {
    it.each(views)(`has nothing that axe finds in ${dark ? "dark" : "light"}: %s`, async (path, ready, opened) => {
      const { page, problems } = await go(`/explore/${path}${path.endsWith("suggest") ? `?q=letter*&code=${codeId("home visits")}` : ""}`, { dark });
      const found = async (): Promise<string[]> => (await new AxeBuilder({ page: page as never }).analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`);
      await page.locator(ready).first().waitFor();
      expect(await found()).toEqual([]);
      if (opened !== null) {
        await page.locator(ready).first().click();
        await page.locator(opened).first().waitFor();
        expect(await found()).toEqual([]);
      }
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }

  it("keeps within the window at 1024 × 768 and 200 % text", async () => {
    const { page } = await go("/explore/who", { width: 1024, height: 768 });
    await page.getByRole("grid").waitFor();
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    for (const [view, name] of [["together", "Codes together"], ["who", "Who speaks of what"], ["framework", "Framework"], ["words", "Words"], ["course", "Course"]] as const) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.waitForURL(new RegExp(`/explore/${view}`));
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), view).toBe(true);
    }
    await page.context().close();
  });

  it("shows a memo that was found, with the way to what it is about", async () => {
    const { page, problems } = await go("/explore/who");
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find in all interviews" }).fill("motherly” as praise");
    await page.getByRole("option").filter({ hasText: "memo" }).first().click();
    await page.waitForURL(/\/explore\/memos\//);
    await page.getByRole("article").getByText("I hear “motherly” as praise.").waitFor();
    expect((await new AxeBuilder({ page: page as never }).analyze()).violations.map((v) => v.id)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!canBrowse)("exploring a study with nothing in it", () => {
  it("says what to do next", async () => {
    const place = folder();
    const empty = await createStudy(join(place, "empty.earshot"), { title: "Empty", approach: "codebook", as: "HN" });
    const server = await serving(empty, join(place, "memory"));
    const own = await launch();
    try {
      const { page } = await enter(own, server);
      await page.goto(`http://127.0.0.1:${server.port}/explore`);
      await page.getByRole("heading", { name: "There is nothing to explore yet" }).waitFor();
      await store(empty, "Mother 4", new TextEncoder().encode("Interviewer: And you?\nMother 4: Nobody came to us.\n"), await empty.actor("HN"));
      await page.goto(`http://127.0.0.1:${server.port}/explore/together`);
      await page.getByRole("heading", { name: "Nothing is coded yet" }).waitFor();
      await page.goto(`http://127.0.0.1:${server.port}/explore/who`);
      await page.getByRole("heading", { name: "No participant has an interview yet" }).waitFor();
      for (const [path, title] of [["framework", "There are no codes yet"], ["course", "Nothing is coded yet"], ["words", "Choose a word"]] as const) {
        await page.goto(`http://127.0.0.1:${server.port}/explore/${path}`);
        await page.getByRole("heading", { name: title }).waitFor();
      }
    } finally {
      await own.close();
      await server.close();
      await empty.close();
      rmSync(place, { recursive: true, force: true });
    }
  });
});
