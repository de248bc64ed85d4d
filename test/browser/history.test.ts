import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Command } from "../../src/study/study.ts";
import { createStudy } from "../../src/workbench/file.ts";
import { machine, type Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, must, store } from "./fixture.ts";

const dir = folder();
const said = "Interviewer: How was it?\n\nMother 4: I was frightened at first. She came to the house every week. Nobody asked him how he was.\n\nMother 4: We laughed about it later, and then it was late.\n";
let now = Date.parse("2017-03-01T12:00:00Z");
let wb: Workbench;
let running: Running;
let browser: Browser;
let interview = "";
let hn = "";

const on = (day: string): void => void (now = Date.parse(`${day}T12:00:00Z`));
const did = async (...commands: Command[]): Promise<void> => {
  now += 60_000;
  await must(wb, commands, hn);
};
const code = (id: string, name: string, more: Partial<Extract<Command, { type: "code.create" }>> = {}): Command => ({ type: "code.create", id, name, parent: null, kind: "code", colour: null, ...more });
const coded = (words: string, code: string): Command => {
  const start = said.indexOf(words);
  return { type: "coding.add", id: wb.newId(), source: interview, code, start, end: start + words.length };
};
const go = async (path: string, options: Parameters<typeof enter>[2] = {}): Promise<{ page: Page; problems: string[] }> => {
  const { page, problems } = await enter(browser, running, options);
  await page.goto(`http://127.0.0.1:${running.port}${path}`);
  return { page, problems };
};
const line = (page: Page, words: string | RegExp) => page.locator("[data-line]").filter({ hasText: words });
const inHand = (page: Page): Promise<string> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.querySelector("[data-said]")?.textContent ?? document.activeElement?.textContent ?? "");
const events = async (): Promise<number> => wb.study.events;

describe.skipIf(!canBrowse)("the history in a browser", () => {
  beforeAll(async () => {
    wb = await createStudy(join(dir, "study.earshot"), { title: "Support after birth", approach: "codebook", as: "HN", surroundings: { ...machine, now: () => now } });
    hn = await wb.actor("HN");
    await did({ type: "participant.register", id: "m4", label: "Mother 4", values: {} });
    interview = await store(wb, "Mother 4", new TextEncoder().encode(said), hn, "m4");
    await did(code("fear", "fear", { description: "She was afraid." }), code("visits", "visits", { description: "She came." }), code("partner", "partner"));
    on("2017-03-09");
    for (const [words, id] of [["frightened at first", "fear"], ["She came to the house", "visits"], ["Nobody asked him", "partner"], ["We laughed", "visits"]] as const) await did(coded(words, id));
    on("2017-04-20");
    await did({ type: "code.describe", code: "visits", name: "home visits", description: "She came to the house.", reason: "plainer" });
    await did({ type: "code.merge", code: "partner", into: "fear", reason: "one idea" });
    await did({ type: "theme.create", id: "near", name: "Near at hand", parent: null, centralIdea: "Help came to them.", scope: "" }, { type: "theme.placeCode", theme: "near", code: "visits", placed: true, reason: "" });
    await did(coded("then it was late", "fear"));
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("tells what happened by day, the latest first, folds a run of codings and opens it", async () => {
    const { page, problems } = await go("/history");
    await line(page, "Coded 4 passages").waitFor();
    expect(await page.locator("[data-day]").evaluateAll((all) => all.map((d) => (d as HTMLElement).dataset["day"]))).toEqual(["2017-04-20", "2017-03-09", "2017-03-01"]);
    expect(await page.locator("[data-day]").nth(1).locator("header").innerText()).toMatch(/Thursday 9 March 2017\s*4 steps/);
    await page.getByRole("button", { name: "Show all 4" }).click();
    await expect.poll(() => line(page, "Coded 4 passages").locator("li").allInnerTexts()).toHaveLength(4);
    expect(await line(page, "Coded 4 passages").innerText()).toContain('Coded 16 characters of "Mother 4"');
    await line(page, "Renamed the code").getByRole("link", { name: "home visits", exact: true }).click();
    await page.waitForURL("**/codes/visits");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("is narrowed by words, by kind, by person and by days, keeps that over a reload, and shows everything again", async () => {
    const { page } = await go("/history");
    await page.getByRole("group", { name: "What", exact: true }).getByRole("button", { name: /^Codes/ }).click();
    await line(page, "Merged the code").waitFor();
    await expect.poll(() => page.locator("[data-line]").count()).toBe(3);
    await page.getByRole("searchbox").fill("plainer");
    await expect.poll(() => page.locator("[data-line]").count()).toBe(1);
    await page.reload();
    await line(page, "because: plainer").waitFor();
    expect(await page.locator("[data-line]").count()).toBe(1);
    await page.getByRole("searchbox").fill("nothing of this kind");
    await page.getByText("Nothing like that happened").waitFor();
    await page.getByRole("button", { name: "Show everything" }).first().click();
    await line(page, "Coded 4 passages").waitFor();
    await line(page, "Merged the code").getByRole("link", { name: /only this.*fear/ }).click();
    await page.getByText("Only what speaks of “fear”").waitFor();
    await expect.poll(() => line(page, "Imported").count()).toBe(0);
    await page.getByRole("button", { name: "Show everything" }).click();
    await page.getByRole("group", { name: "Who" }).getByRole("button", { name: /HN/ }).click();
    await page.getByLabel("From").fill("2017-04-01");
    await expect.poll(() => page.locator("[data-day]").count()).toBe(1);
    await page.context().close();
  });

  it("says what undo and redo will do, does it, and shows the step as undone", async () => {
    const { page } = await go("/history");
    const undo = page.getByRole("group", { name: "Undo and redo" }).getByRole("button", { name: /^Undo: Coded 16 characters/ });
    await undo.click();
    await line(page, "Undid: Coded 16 characters").waitFor();
    await line(page, "undone").waitFor();
    expect(await line(page, "undone").locator("s").innerText()).toContain("Coded 16 characters");
    await page.getByRole("button", { name: /^Redo: Coded 16 characters/ }).click();
    await line(page, "Did again: Coded 16 characters").waitFor();
    await expect.poll(() => line(page, "undone").count()).toBe(0);
    await page.context().close();
  });

  it("is gone through by keyboard: steps, days, opening, following, looking back", async () => {
    const { page } = await go("/history");
    await page.locator("[data-line]").first().focus();
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    expect(await inHand(page)).toContain("Undid");
    await page.keyboard.press("]");
    await expect.poll(() => inHand(page)).toContain("9 March 2017");
    await page.keyboard.press("j");
    await expect.poll(() => inHand(page)).toContain("Coded 4 passages");
    await page.keyboard.press("Enter");
    await line(page, "Coded 21 characters").waitFor();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => line(page, "Coded 21 characters").count()).toBe(0);
    await page.keyboard.press("/");
    await page.keyboard.type("because");
    await expect.poll(() => page.locator("[data-line]").count()).toBe(2);
    await page.keyboard.press("Escape");
    await line(page, "Coded 4 passages").focus();
    await page.keyboard.press("d");
    await page.waitForURL("**/history/on/2017-03-09");
    await page.getByRole("button", { name: "Back to today" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/history");
    await line(page, "Coded 4 passages").focus();
    await page.keyboard.press("g");
    await page.waitForURL(`**/interviews/${interview}*`);
    await page.context().close();
  });

  it("leads from the strip of activity to a day, by mouse and by keyboard", async () => {
    const { page } = await go("/history");
    const strip = page.getByRole("group", { name: /^How much was done/ });
    await strip.getByRole("button", { name: /^9 March 2017: 4 steps \(HN 4\)/ }).click();
    await expect.poll(() => inHand(page)).toContain("9 March 2017");
    await strip.locator("[tabindex='0']").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect.poll(() => inHand(page)).toContain("1 March 2017");
    await page.context().close();
  });

  it("shows the study as it stood, clearly marked, and changes nothing from there", async () => {
    const { page, problems } = await go("/history");
    const before = await events();
    await page.getByRole("link", { name: /The study on this day.*9 March 2017/ }).click();
    const band = page.getByRole("region", { name: "You are looking back" });
    await band.getByText("The study as it stood on 9 March 2017").waitFor();
    expect(await band.innerText()).toContain("Nothing can be changed here.");
    const row = async (name: string): Promise<string[]> => page.getByRole("row", { name }).locator("td").allInnerTexts();
    await expect.poll(() => row("Codes in use")).toEqual(["3", "2", "1 fewer since"]);
    expect(await row("Coded passages")).toEqual(["4", "5", "1 more since"]);
    await page.keyboard.press("Control+z");
    await page.getByText("Nothing can be changed here; go back to today first.").waitFor();
    expect(await page.getByRole("contentinfo").getByRole("button", { name: /Undo/ }).count()).toBe(0);
    expect(await events()).toBe(before);
    await page.getByRole("link", { name: "Codebook", exact: true }).click();
    const visits = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "visits" }) });
    expect(await visits.innerText()).toMatch(/She came\.\s*2 passages then, 2 today\s*Since: Renamed from “visits” to “home visits”; changed: description/);
    await visits.getByRole("button", { name: "2 passages then, 2 today" }).click();
    await expect.poll(() => visits.locator("mark").allInnerTexts()).toEqual(["She came to the house", "We laughed"]);
    await visits.getByRole("link", { name: "Mother 4" }).first().click();
    await page.getByRole("group", { name: "The words of the interview on that day" }).getByText("Nobody asked him").first().waitFor();
    const told = page.getByRole("list", { name: "Coded as" }).locator("li");
    await expect.poll(async () => (await told.allInnerTexts()).map((words) => words.match(/fear|visits|partner/)?.[0])).toEqual(expect.arrayContaining(["fear", "visits", "partner"]));
    await page.keyboard.type("v");
    await page.keyboard.press("Delete");
    expect(await events()).toBe(before);
    await page.getByRole("link", { name: "Themes", exact: true }).last().click();
    await page.getByText("There were no themes yet").waitFor();
    await page.getByRole("button", { name: /the next day on which something happened/ }).click();
    await page.getByRole("heading", { name: "Near at hand" }).waitFor();
    await page.getByRole("button", { name: "Back to today" }).click();
    await page.waitForURL("**/history");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("says so where the study had not begun, or a date is none", async () => {
    const { page } = await go("/history/on/2016-01-01");
    await page.getByText("The study had not begun on that day").waitFor();
    await page.goto(`http://127.0.0.1:${running.port}/history/on/nonsense`);
    await page.getByText("That is no day").waitFor();
    await page.goto(`http://127.0.0.1:${running.port}/history/on`);
    await page.getByRole("main").getByLabel("Day", { exact: true }).fill("2017-03-15");
    await page.keyboard.press("Enter");
    await page.getByText("The study as it stood on 15 March 2017").waitFor();
    await page.context().close();
  });

  it("sets the codebook then and now side by side, with what changed in words and why", async () => {
    const { page } = await go("/history/codebook");
    await page.getByLabel("One day").fill("2017-03-09");
    await page.getByText("Between them: 1 renamed, 1 merged, 1 redefined.").waitFor();
    const row = page.getByRole("row").filter({ hasText: "home visits" });
    expect(await row.innerText()).toMatch(/20 April 2017, HN: Renamed from “visits” to “home visits”, and changed the definition, because: plainer/);
    expect(await row.locator("ins").innerText()).toContain("to the house");
    expect(await page.getByRole("row").filter({ hasText: "Not there any more" }).innerText()).toMatch(/partner[\s\S]*merged\s*into “fear”[\s\S]*because: one idea/);
    await page.getByRole("button", { name: "Every code" }).click();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
    await page.getByLabel(/^The other day/).fill("2017-03-10");
    await page.getByText("Nothing changed in the codebook between these days.").waitFor();
    await page.context().close();
  });

  it("keeps a second coder's work out of the history while an assignment is blind", async () => {
    const ro = await wb.actor("RO");
    await did({ type: "assignment.make", coder: ro, sources: [interview], blind: true, mayMakeCodes: false, rule: "by hand", seed: null });
    now += 60_000;
    await must(wb, [{ ...coded("every week", "fear"), coder: ro } as Command], ro);
    const { page } = await go("/history");
    await line(page, "blind").first().waitFor();
    expect(await line(page, "Coded 10 characters").count()).toBe(0);
    await page.evaluate(() => sessionStorage.setItem("earshot.as", "RO"));
    await page.reload();
    await line(page, "Coded 10 characters").waitFor();
    expect(await page.locator("[data-line]").filter({ hasText: "Coded 4 passages" }).count()).toBe(0);
    await page.context().close();
  });

  it("is usable with text at 200 %", async () => {
    for (const path of ["/history", "/history/on/2017-03-09/codebook", "/history/codebook?from=2017-03-09"]) {
      const { page } = await go(path, { width: 1280, height: 900 });
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      await page.locator("main h1").waitFor();
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
      const cut = await page.evaluate(() => [...document.querySelectorAll("main p, main h1, main h2, main a, main button")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest("table, [role=status]")).map((e) => e.textContent));
      expect(cut, path).toEqual([]);
      const crowded = await page.evaluate(() => [...document.querySelectorAll("main p, main li, main time, main h2")].filter((e) => Number.parseFloat(getComputedStyle(e).lineHeight) < 1.15 * Number.parseFloat(getComputedStyle(e).fontSize)).map((e) => e.textContent));
      expect(crowded, path).toEqual([]);
      await page.context().close();
    }
  });

  for (const dark of [false, true])
    it(`has nothing that axe finds, in ${dark ? "dark" : "light"}`, async () => {
      const { page } = await go("/history", { dark });
      const found = async (): Promise<string[]> => (await new AxeBuilder({ page: page as never }).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
      await line(page, "Made 3 codes").getByRole("button", { name: "Show all 3" }).click();
      await line(page, 'Made the code "fear"').waitFor();
      expect(await found()).toEqual([]);
      for (const path of ["on", "on/2017-03-09", "on/2017-03-09/codebook", "on/2017-04-20/themes", "on/2017-03-09/people", `on/2017-03-09/interviews/${interview}`, "codebook?from=2017-03-09"]) {
        await page.goto(`http://127.0.0.1:${running.port}/history/${path}`);
        await page.locator("main h1").waitFor();
        await page.waitForTimeout(400);
        expect(await found(), path).toEqual([]);
      }
      await page.context().close();
    });
});
