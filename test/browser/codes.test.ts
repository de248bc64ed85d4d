import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import { liveCodes, pathOf, type Code } from "../../src/study/code.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, must, smallStudy } from "./fixture.ts";

const dir = folder();
let wb: Workbench;
let running: Running;
let browser: Browser;

const code = (name: string): Code => [...wb.study.codes.values()].find((c) => c.name === name && c.mergedInto === null)!;
const codingsOf = (name: string) => wb.study.codingsByCode.get(code(name).id) ?? [];
const row = (page: Page, name: string) => page.locator(`[role=treeitem][data-code="${code(name).id}"]`);
/** Opens the page of a code, with its line in the tree in hand. */
async function at(name: string, options: Parameters<typeof enter>[2] = {}): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await enter(browser, running, options);
  await page.goto(`http://127.0.0.1:${running.port}/codes/${code(name).id}`);
  await row(page, name).waitFor();
  await row(page, name).focus();
  return { page, problems };
}
const story = (page: Page) => page.getByRole("complementary", { name: "Definition and history" }).locator("ol");

describe.skipIf(!canBrowse)("the codebook in a browser", () => {
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("shows all passages of a code with whose they are, and its definition beside them", async () => {
    const { page, problems } = await at("reassurance");
    await page.locator("[data-passage]").first().waitFor();
    const own = codingsOf("reassurance");
    expect(await page.locator("[data-passage]").count()).toBe(own.length);
    expect(await page.locator("[data-passage] mark").first().innerText()).not.toBe("");
    expect(await page.getByLabel("Definition", { exact: true }).inputValue()).toBe("Where she speaks of reassurance.");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("makes, renames, nests and takes back a code by keyboard alone", async () => {
    const { page } = await at("home visits");
    await page.keyboard.press("n");
    await page.getByLabel("Name of “New code”").fill("phoned first");
    await page.keyboard.press("Enter");
    await expect.poll(() => code("phoned first")?.parent).toBe(code("home visits").parent);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("phoned first");
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(() => pathOf(wb.study, code("phoned first").id)).toBe("Accessible, consistent support / home visits / phoned first");
    await page.keyboard.press("F2");
    await page.keyboard.type("rang before");
    await page.keyboard.press("Enter");
    await expect.poll(() => code("rang before")?.parent).toBe(code("home visits").id);
    await page.keyboard.press("Control+z");
    await expect.poll(() => code("phoned first")?.parent).toBe(code("home visits").id);
    await page.context().close();
  });

  it("moves a code by dragging it onto another", async () => {
    const { page } = await at("own mother");
    const [from, to] = [(await row(page, "own mother").boundingBox())!, (await row(page, "Doubt and guilt").boundingBox())!];
    await page.mouse.move(from.x + 80, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 80, from.y - 20, { steps: 3 });
    await page.mouse.move(to.x + 80, to.y + to.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => code("own mother").parent).toBe(code("Doubt and guilt").id);
    await page.context().close();
  });

  it("finds a code by a word of its definition and goes to it with the keyboard", async () => {
    const { page } = await at("home visits");
    await page.keyboard.press("/");
    await page.keyboard.type("unequal night");
    await expect.poll(() => page.locator("[role=treeitem]").count()).toBe(2);
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.url()).toContain(code("partner and unequal night care").id);
    await page.context().close();
  });

  it("saves a definition when the cursor leaves it, and keeps what was typed over a reload", async () => {
    const { page } = await at("home visits");
    await page.getByLabel("When to use it", { exact: true }).fill("She came to the house.");
    await page.getByLabel("Example", { exact: true }).focus();
    await expect.poll(() => code("home visits").whenToUse).toBe("She came to the house.");
    await page.keyboard.type("half a thou");
    await page.reload();
    await expect.poll(() => page.getByLabel("Example", { exact: true }).inputValue()).toBe("half a thou");
    expect(code("home visits").example).toBe("");
    await page.getByLabel("Example", { exact: true }).focus();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByLabel("Example", { exact: true }).inputValue()).toBe("");
    await page.context().close();
  });

  it("recodes, removes and opens passages from the list by keyboard", async () => {
    const { page } = await at("feeling looked after");
    await page.locator("[data-passage]").first().waitFor();
    const before = codingsOf("feeling looked after").length;
    const mine = codingsOf("feeling looked after").filter((c) => wb.study.coders.get(c.coder)?.name === "HN");
    await page.locator(`[data-passage="${mine[0]!.id}"]`).focus();
    await page.keyboard.press("r");
    await page.keyboard.type("reassur");
    await page.keyboard.press("Enter");
    await expect.poll(() => wb.study.codings.get(mine[0]!.id)?.code).toBe(code("reassurance").id);
    await expect.poll(() => page.locator("[data-passage]").count()).toBe(before - 1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-passage"))).toBe(true);
    await page.locator(`[data-passage="${mine[1]!.id}"]`).focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => wb.study.codings.has(mine[1]!.id)).toBe(false);
    await page.locator(`[data-passage="${mine[2]!.id}"]`).focus();
    await page.keyboard.press("o");
    await expect.poll(() => page.url()).toContain(`/interviews/${mine[2]!.source}?from=`);
    await page.context().close();
  });

  it("leaves another coder's passages to that coder, and says so", async () => {
    const theirs = [...wb.study.codings.values()].find((c) => wb.study.coders.get(c.coder)?.name === "RO")!;
    const { page } = await at(wb.study.codes.get(theirs.code)!.name);
    await page.locator(`[data-passage="${theirs.id}"]`).focus();
    await page.keyboard.press("Delete");
    await page.getByText("RO coded this passage; only RO can change it.").waitFor();
    expect(wb.study.codings.has(theirs.id)).toBe(true);
    await page.context().close();
  });

  it("splits a code with a reason, and each part tells where it came from and why", async () => {
    const { page } = await at("irregular sessions");
    await page.keyboard.press("s");
    await page.getByLabel("Name of part 1").fill("hours that changed");
    await page.getByLabel("Name of part 2").fill("rooms that changed");
    await page.getByLabel("Why").fill("Time and place are two complaints");
    await page.getByRole("button", { name: "Split", exact: true }).last().click();
    await expect.poll(() => code("rooms that changed")?.parent).toBe(code("irregular sessions").parent);
    await story(page).getByText("Split into “hours that changed” and “rooms that changed”").waitFor();
    await row(page, "rooms that changed").click();
    await story(page).getByText("Split from “irregular sessions”, because: time and place are two complaints.").waitFor();
    await page.context().close();
  });

  it("merges a code with a reason, and the code that stays tells of it", async () => {
    const { page } = await at("fear of losing support");
    const [gone, stays] = [code("fear of losing support"), code("couple difficulties out of scope")];
    await page.keyboard.press("m");
    await page.keyboard.type("couple");
    await page.keyboard.press("Enter");
    await page.getByLabel("Why").fill("One fear");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.codes.get(gone.id)?.mergedInto).toBe(stays.id);
    await expect.poll(() => page.url()).toContain(stays.id);
    await story(page).getByText("Took in “fear of losing support”, because: one fear.").waitFor();
    await page.context().close();
  });

  it("retires a code, shows it on demand and takes it back", async () => {
    const { page } = await at("cold or distant therapist");
    const { id } = code("cold or distant therapist");
    await page.keyboard.press("Delete");
    await page.getByRole("dialog").getByLabel("Why").fill("Not used");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.codes.get(id)?.retired).toBe(true);
    await row(page, "reassurance").click();
    await expect.poll(() => page.locator(`[role=treeitem][data-code="${id}"]`).count()).toBe(0);
    await page.getByRole("button", { name: "Show the retired code" }).click();
    await page.locator(`[role=treeitem][data-code="${id}"]`).focus();
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.codes.get(id)?.retired).toBe(false);
    await page.context().close();
  });

  it("puts two codes side by side and gives a passage to the other", async () => {
    const { page } = await at("reassurance");
    await page.keyboard.press("c");
    await page.keyboard.type("seeing through");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Constant comparison" }).waitFor();
    const mine = codingsOf("reassurance").find((c) => wb.study.coders.get(c.coder)?.name === "HN")!;
    await page.locator(`[data-passage="${mine.id}"]`).focus();
    await page.keyboard.press("x");
    await expect.poll(() => wb.study.codings.get(mine.id)?.code).toBe(code("seeing through the video").id);
    await page.locator(`[data-side="${code("seeing through the video").id}"] [data-passage="${mine.id}"]`).waitFor();
    await page.context().close();
  });

  for (const dark of [false, true]) {
    it(`has nothing that axe finds, in ${dark ? "dark" : "light"}`, async () => {
      const { page, problems } = await at("home visits", { dark });
      await page.locator("[data-passage]").first().waitFor();
      const found = async (): Promise<string[]> => (await new AxeBuilder({ page: page as never }).analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`);
      expect(await found()).toEqual([]);
      await row(page, "home visits").focus();
      await page.keyboard.press("s");
      expect(await found()).toEqual([]);
      await page.keyboard.press("Escape");
      await page.goto(`http://127.0.0.1:${running.port}/codes/${code("home visits").id}?with=${code("reassurance").id}`);
      await page.locator("[data-passage]").first().waitFor();
      expect(await found()).toEqual([]);
      await page.setViewportSize({ width: 1024, height: 768 });
      await page.goto(`http://127.0.0.1:${running.port}/codes/${code("home visits").id}`);
      await page.getByRole("button", { name: "History", exact: true }).click();
      expect(await found()).toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }
  it("is a tree of five hundred codes as well", async () => {
    const actor = await wb.actor("HN");
    const parent = wb.newId();
    await must(wb, [{ type: "code.create", id: parent, name: "Many", parent: null, kind: "heading", colour: null }, ...Array.from({ length: 500 }, (_, i) => ({ type: "code.create" as const, name: `many ${i + 1}`, parent, kind: "code" as const, colour: null }))], actor);
    const { page } = await at("many 1");
    expect(await page.locator("[role=treeitem]").count()).toBe(liveCodes(wb.study).length);
    await page.keyboard.press("End");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("many 500");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.locator("[role=treeitem]").count()).toBe(liveCodes(wb.study).length - 500);
    await page.context().close();
  });
});
