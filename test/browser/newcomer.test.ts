import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mammoth from "mammoth";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk } from "../../src/server/desk.ts";
import type { Running } from "../../src/server/serve.ts";
import { shelfIn } from "../../src/server/shelf.ts";
import type { Study } from "../../src/study/study.ts";
import { liveCodes } from "../../src/study/code.ts";
import { quotationsOf } from "../../src/study/theme.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder } from "./fixture.ts";
import { tabTo, unseen } from "./keyboard.ts";
import { drag } from "./selecting.ts";

const transcripts = ["Mother 1", "Mother 2", "Mother 4"].map((name) => fileURLToPath(new URL(`../../samples/parent-infant/interviews/${name}.txt`, import.meta.url)));
const quoted = "She came at six weeks and did the questionnaire";

/** A server that was just started in an empty folder, as a newcomer has it. */
async function freshServer(): Promise<{ desk: Desk; running: Running; close: () => Promise<void> }> {
  const dir = folder();
  const desk = new Desk();
  const running = await serving(desk, join(dir, "memory"), { shelf: shelfIn(dir, null) });
  return {
    desk,
    running,
    close: async () => {
      await running.close();
      await desk.workbench?.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function downloaded(page: Page, choose: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), choose()]);
  return { name: download.suggestedFilename(), bytes: readFileSync((await download.path())!) };
}

describe.skipIf(!canBrowse)("a newcomer's way from the first page to a write-up", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it("goes by mouse: a study, transcripts, people, codes, themes, quotations, a Word file, a web page and Markdown, asking nothing of any other machine", async () => {
    const { desk, running, close } = await freshServer();
    const study = (): Study => desk.workbench!.study;
    const { page, requests, problems } = await enter(browser, running);

    await page.getByLabel("Title").click();
    await page.keyboard.type("Help after birth");
    await page.getByText("Reflexive").click();
    await page.getByRole("button", { name: "Make the study" }).click();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose files" }).click()]);
    await chooser.setFiles(transcripts);
    await page.getByRole("dialog").getByRole("button", { name: "Store 3 interviews" }).click();
    await page.getByRole("heading", { level: 1, name: "Mother 1" }).waitFor();
    expect([...study().participants.values()].map((p) => p.label)).toEqual(["Mother 1", "Mother 2", "Mother 4"]);

    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("button", { name: "Add a participant" }).click();
    await page.keyboard.type("Mother 5");
    await page.keyboard.press("Enter");
    await expect.poll(() => study().participants.size).toBe(4);

    await page.getByRole("link", { name: "Interviews" }).click();
    await page.locator("[data-words]").first().waitFor();
    for (const [words, code] of [[quoted, "she came"], ["I'd filled it in so as to get a respectable score", "wanting to look well"]] as const) {
      await drag(page, words);
      await page.getByRole("combobox", { name: "Name of a code" }).waitFor();
      await page.keyboard.type(code);
      await page.getByRole("option", { name: `New code “${code}”` }).click();
      await expect.poll(() => liveCodes(study()).some((c) => c.name === code)).toBe(true);
    }
    await drag(page, "looked at it and put the lid on her pen");
    await page.getByRole("combobox", { name: "Name of a code" }).waitFor();
    await page.getByRole("option", { name: "she came" }).click();
    await expect.poll(() => study().codings.size).toBe(3);

    await page.getByRole("link", { name: "Themes" }).click();
    await page.getByRole("button", { name: "New theme" }).first().click();
    await page.keyboard.type("Someone at the door");
    await page.getByRole("dialog").getByRole("button", { name: "Make" }).click();
    await expect.poll(() => study().themes.size).toBe(1);
    const theme = () => [...study().themes.values()][0]!;
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const card = page.locator(`[data-stop][data-code="${liveCodes(study()).find((c) => c.name === "she came")!.id}"]`).first();
    const zone = page.locator(`[data-zone="${theme().id}"]`).first();
    await zone.waitFor();
    const [from, to] = [(await card.boundingBox())!, (await zone.boundingBox())!];
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 });
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => theme().codes.size).toBe(1);
    await page.getByRole("region", { name: "Themes" }).getByRole("link", { name: "Someone at the door" }).click();
    await page.locator("[data-passage]").first().click();
    await page.getByRole("button", { name: /^Quote/ }).click();
    await expect.poll(() => quotationsOf(theme()).length).toBe(1);

    await page.getByRole("link", { name: "Report" }).click();
    const save = (form: RegExp) => downloaded(page, async () => {
      await page.getByRole("button", { name: "Download the write-up" }).click();
      await page.getByRole("menuitem", { name: form }).click();
    });
    const word = await save(/^Word/);
    expect(word.name).toMatch(/\.docx$/);
    const { value: letters } = await mammoth.extractRawText({ buffer: word.bytes });
    expect(letters).toContain("Help after birth");
    expect(letters).toContain("Someone at the door");
    expect(letters).toContain(quoted);
    const html = await save(/^HTML/);
    expect(html.name).toMatch(/\.html$/);
    expect(html.bytes.toString("utf8")).toContain(quoted);
    const markdown = await save(/^Markdown/);
    expect(markdown.name).toMatch(/\.md$/);
    expect(markdown.bytes.toString("utf8")).toContain("Someone at the door");

    expect(requests.filter((url) => !url.startsWith(`http://127.0.0.1:${running.port}/`) && !url.startsWith("blob:") && !url.startsWith("data:"))).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
    await close();
  });

  it("goes by keyboard alone, and sees at every step what has the focus", async () => {
    const { desk, running, close } = await freshServer();
    const study = (): Study => desk.workbench!.study;
    const { page, problems } = await enter(browser, running);
    const { keyboard } = page;
    const goTo = async (what: string, heading: string): Promise<void> => {
      // A dialog that is still closing keeps the keys to itself.
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
      await keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Find" }).waitFor();
      await keyboard.type(what);
      await page.getByRole("option", { name: new RegExp(`^${what}`, "i") }).first().waitFor();
      await keyboard.press("Enter");
      await page.getByRole("heading", { name: heading }).first().waitFor();
      await page.getByRole("dialog", { name: "Find" }).waitFor({ state: "detached" });
    };

    await page.getByRole("heading", { name: "Begin a study" }).waitFor();
    await tabTo(page, /^Title/);
    await keyboard.type("Help after birth");
    await tabTo(page, /^Codebook/);
    await keyboard.press("ArrowUp");
    await tabTo(page, /^Make the study/);
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Choose files" }).waitFor();
    const chooser = page.waitForEvent("filechooser");
    await tabTo(page, /^Choose files/);
    await keyboard.press("Enter");
    await (await chooser).setFiles(transcripts);
    await page.getByRole("button", { name: "Store 3 interviews" }).and(page.locator(":enabled")).waitFor();
    await tabTo(page, /^Store 3 interviews/);
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Mother 1" }).waitFor();
    expect(study().settings.approach).toBe("reflexive");

    await goTo("People", "People");
    await tabTo(page, /^Add a participant/);
    await keyboard.press("Enter");
    await keyboard.type("Mother 5");
    await keyboard.press("Enter");
    await expect.poll(() => study().participants.size).toBe(4);

    await goTo("Mother 2", "Mother 2");
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-column"))).toBe(true);
    await keyboard.press("Alt+ArrowDown");
    await keyboard.press("Alt+ArrowDown");
    await keyboard.type("all of an afternoon");
    await page.getByRole("option", { name: "New code “all of an afternoon”" }).waitFor();
    await keyboard.press("Enter");
    await expect.poll(() => study().codings.size).toBe(1);
    await keyboard.press("Alt+ArrowDown");
    await keyboard.press("Alt+ArrowDown");
    await keyboard.press("1");
    await expect.poll(() => study().codings.size).toBe(2);

    await goTo("Themes", "Themes");
    await tabTo(page, /^all of an afternoon/);
    await keyboard.press("m");
    await page.getByRole("combobox").waitFor();
    await keyboard.type("Someone at the door");
    await keyboard.press("Enter");
    const theme = () => [...study().themes.values()][0]!;
    await expect.poll(() => study().themes.size === 1 && theme().codes.size).toBe(1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^all of an afternoon/);
    await keyboard.press("ArrowUp");
    await keyboard.press("Enter");
    await page.locator("[data-passage]").first().waitFor();
    await tabTo(page, { attribute: "data-passage" });
    await keyboard.press("q");
    await keyboard.press("ArrowDown");
    await keyboard.press("q");
    await expect.poll(() => quotationsOf(theme()).length).toBe(2);

    await goTo("Report", "Report");
    const { name, bytes } = await downloaded(page, async () => {
      await tabTo(page, /^Download the write-up/);
      await keyboard.press("Enter");
      await page.getByRole("menuitem", { name: /^Word/ }).waitFor();
      await keyboard.press("Enter");
    });
    expect(name).toMatch(/\.docx$/);
    const coding = study().codings.get(quotationsOf(theme())[0]!.coding)!;
    const words = (await desk.workbench!.textOf(study().sources.get(coding.source)!)).slice(coding.start, coding.end);
    expect((await mammoth.extractRawText({ buffer: bytes })).value).toContain(words.slice(0, 40));
    expect(unseen(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
    await close();
  });
});
