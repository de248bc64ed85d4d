import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages as entries } from "./pages.ts";
import type { Running } from "../../src/server/serve.ts";
import { openStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { chance, closed, folder, must, smallStudy, store } from "./fixture.ts";
import { drag } from "./selecting.ts";

const dir = folder();
const file = join(dir, "study.earshot");
let wb: Workbench;
let running: Running;
let browser: Browser;

/** The codings of an interview by name, as the study has them. */
const codingsIn = (name: string) => {
  const source = [...wb.study.sources.values()].find((s) => s.name === name)!;
  return wb.study.codingsBySource.get(source.id) ?? [];
};
const openInterview = async (page: Page, name: string, of: Workbench = wb): Promise<void> => {
  const { id } = [...of.study.sources.values()].find((s) => s.name === name)!;
  await page.locator(`a[href="/interviews/${id}"]`).click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await page.locator("[data-words]").first().waitFor();
};
const wordsOf = async (coding: { source: string; start: number; end: number }): Promise<string> => (await wb.textOf(wb.study.sources.get(coding.source)!)).slice(coding.start, coding.end);

describe.skipIf(!canBrowse)("reading and coding in a browser", () => {
  beforeAll(async () => {
    wb = await smallStudy(file);
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("codes words selected with the mouse: type two letters, press Enter", async () => {
    const { page, problems } = await enter(browser, running);
    await openInterview(page, "Mother 31");
    const before = codingsIn("Mother 31").length;
    const words = (await page.locator("[data-words]").nth(3).textContent())!.slice(0, 30).trim();
    await drag(page, words);
    await page.keyboard.type("hv");
    await page.getByRole("option", { name: /home visits/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("1 coding in this interview").waitFor();
    await expect.poll(() => codingsIn("Mother 31").length).toBe(before + 1);
    const [coding] = codingsIn("Mother 31");
    expect(await wordsOf(coding!)).toBe(words);
    expect(wb.study.codes.get(coding!.code)?.name).toBe("home visits");
    expect(await page.evaluate(() => document.querySelectorAll("[data-tint]").length > 0)).toBe(true);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("codes by keyboard alone: sentences, a new code in place, in vivo, a recent code, several on one selection, resize, note, remove, undo", async () => {
    const { page, problems } = await enter(browser, running);
    await openInterview(page, "Mother 31");
    const start = codingsIn("Mother 31").length;
    await page.locator("[data-column]").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.type("being left alone");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(start + 1);
    await page.getByRole("combobox", { name: "Name of a code" }).fill("reassurance");
    await page.keyboard.press("Enter");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(start + 2);
    const [made, second] = codingsIn("Mother 31").slice(-2);
    expect(wb.study.codes.get(made!.code)?.name).toBe("being left alone");
    expect([second!.start, second!.end]).toEqual([made!.start, made!.end]);

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("v");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(start + 3);
    const vivo = codingsIn("Mother 31").at(-1)!;
    expect((await wordsOf(vivo)).replace(/\s+/g, " ")).toContain(wb.study.codes.get(vivo.code)!.name.replace("…", ""));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("1");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(start + 4);
    expect(codingsIn("Mother 31").at(-1)!.code).toBe(vivo.code);

    const last = codingsIn("Mother 31").at(-1)!;
    const end = last.end;
    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    // The words may be coded twice, and either coding of them can be the one that is gone to.
    await expect.poll(() => codingsIn("Mother 31").some((c) => (c.start === last.start && c.end > end) || (c.id === vivo.id && c.end > vivo.end))).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^Coding:/ }).waitFor();
    await page.keyboard.press("m");
    await page.getByRole("textbox", { name: /^Note on/ }).fill("Is this about the room or the therapist?");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => [...wb.study.memos.values()].some((m) => m.text.startsWith("Is this about") && m.links[0]?.kind === "coding")).toBe(true);
    await page.locator("[data-column]").focus();
    const count = codingsIn("Mother 31").length;
    await page.keyboard.press("Delete");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(count - 1);
    await page.keyboard.press("Control+z");
    await expect.poll(() => codingsIn("Mother 31").length).toBe(count);
    await page.getByText(/^Undid: Removed a coding/).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("corrects a word in place while the codings hold their words", async () => {
    const { page, problems } = await enter(browser, running);
    await openInterview(page, "Mother 4");
    const source = [...wb.study.sources.values()].find((s) => s.name === "Mother 4")!;
    const text = await wb.textOf(source);
    await drag(page, "Start wherever you like.");
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "Correct the words" }).fill("Start anywhere.");
    await page.keyboard.press("Enter");
    await expect.poll(() => wb.textOf(source)).toBe(text.replace("Start wherever you like.", "Start anywhere."));
    await page.getByText("one correction").waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("shows in a second tab what the first did, at once", async () => {
    const first = await enter(browser, running);
    await openInterview(first.page, "Mother 2");
    const second = await first.page.context().newPage();
    await second.goto(first.page.url());
    await second.locator("[data-words]").first().waitFor();
    const count = codingsIn("Mother 2").length;
    await first.page.locator("[data-column]").focus();
    await first.page.keyboard.press("ArrowDown");
    await first.page.keyboard.type("home");
    await first.page.keyboard.press("Enter");
    await second.getByText(`${count + 1} codings in this interview`).waitFor();
    await first.page.context().close();
  });

  it("keeps what is typed over a reload", async () => {
    const { page } = await enter(browser, running);
    await openInterview(page, "Mother 6");
    await page.locator("[data-column]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("m");
    await page.getByRole("textbox", { name: /^Note on/ }).fill("half a thought");
    await page.reload();
    await page.locator("[data-words]").first().waitFor();
    await page.locator("[data-column]").focus();
    await page.keyboard.press("m");
    expect(await page.getByRole("textbox", { name: /^Note on/ }).inputValue()).toBe("half a thought");
    await page.context().close();
  });

  it("loses nothing when the server is stopped in the middle: it says so, keeps the coding, and saves it when the server is back", async () => {
    const own = join(dir, "stopped");
    const path = join(dir, "stopped.earshot");
    let mine = await smallStudy(path, { codings: 20 });
    let served = await serving(mine, own);
    const { page } = await enter(browser, served);
    await openInterview(page, "Mother 31", mine);
    const { port } = served;
    await served.close();
    await mine.close();
    await page.getByText(/The server has stopped/).waitFor();
    await page.locator("[data-column]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("home");
    await page.keyboard.press("Enter");
    await page.getByText("One change is kept here").waitFor();
    await page.getByText("1 coding in this interview").waitFor();
    mine = await openStudy(path, { write: true });
    served = await serving(mine, own, { port });
    await page.getByText("The change that was kept here is saved.").waitFor();
    const source = [...mine.study.sources.values()].find((s) => s.name === "Mother 31")!;
    expect(mine.study.codingsBySource.get(source.id)).toHaveLength(1);
    await page.getByText(/The server has stopped/).waitFor({ state: "hidden" });
    await served.close();
    await mine.close();
    await page.context().close();
  });

  it("asks nothing of any other machine, on any page", async () => {
    const { page, requests, problems } = await enter(browser, running);
    for (const path of entries) {
      await page.goto(`http://127.0.0.1:${running.port}/${path}`);
      await page.locator("main").waitFor();
      await page.waitForLoadState("load");
    }
    const elsewhere = requests.filter((url) => !url.startsWith(`http://127.0.0.1:${running.port}/`) && !url.startsWith("data:") && !url.startsWith("blob:"));
    expect(elsewhere).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("selects and codes right-to-left text, other scripts, emoji and combining marks by whole characters", async () => {
    const words = "P: مرحبا بكم في بيتنا الصغير.\nP: 私は安全だと感じました。\nP: We felt 👩‍👩‍👧 together, naïve and café.\n";
    await store(wb, "Scripts", new TextEncoder().encode(words), await wb.actor("HN"));
    const { page } = await enter(browser, running);
    await openInterview(page, "Scripts");
    await page.locator("[data-column]").focus();
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("ArrowDown");
      await page.keyboard.type("home");
      await page.keyboard.press("Enter");
      await expect.poll(() => codingsIn("Scripts").length).toBe(i + 1);
    }
    expect(await Promise.all(codingsIn("Scripts").map(wordsOf))).toEqual(["مرحبا بكم في بيتنا الصغير.", "私は安全だと感じました。", "We felt 👩‍👩‍👧 together, naïve and café."]);
    await page.context().close();
  });

  it("draws five thousand codings and codes on", async () => {
    const source = [...wb.study.sources.values()].find((s) => s.name === "Mother 10")!;
    const text = await wb.textOf(source);
    const codes = [...wb.study.codes.values()].filter((c) => c.parent !== null).map((c) => c.id);
    const next = chance(5);
    await must(
      wb,
      Array.from({ length: 5000 }, () => {
        const start = Math.floor(next() * (text.length - 200));
        return { type: "coding.add" as const, id: wb.newId(), source: source.id, code: codes[Math.floor(next() * codes.length)]!, start, end: start + 10 + Math.floor(next() * 150) };
      }),
      await wb.actor("HN"),
    );
    const { page, problems } = await enter(browser, running);
    await openInterview(page, "Mother 10");
    await page.getByText(/^50\d\d codings in this interview/).waitFor();
    const painted = (): Promise<number> => page.evaluate(() => document.querySelectorAll("[data-tint]").length);
    await expect.poll(painted).toBeGreaterThan(300);
    await page.locator("[data-column]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("home");
    await page.keyboard.press("Enter");
    await page.getByText(/^50\d\d codings in this interview/).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  for (const dark of [false, true])
    it(`gives axe nothing to find while reading, choosing a code, looking at a coding, finding and helping, ${dark ? "in the dark" : "in the light"}`, async () => {
      const { page } = await enter(browser, running, { dark });
      const check = async (what: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
        expect(violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(" | ")}`)).toEqual([]);
      };
      await openInterview(page, "Mother 1");
      await check("reading");
      await page.locator("[data-column]").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "Name of a code" }).waitFor();
      await check("palette");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: /^Coding:/ }).waitFor();
      await check("coding");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("partner");
      await page.getByRole("dialog", { name: "Find" }).getByRole("option").nth(3).waitFor();
      await check("find");
      await page.keyboard.press("Escape");
      await page.locator("[data-column]").focus();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "By keyboard" }).waitFor();
      await check("help");
      await page.context().close();
    }, 120_000);
});
