import { AxeBuilder } from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import { quotationsOf, type Theme } from "../../src/study/theme.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, must, smallStudy } from "./fixture.ts";

const dir = folder();
let wb: Workbench;
let running: Running;
let browser: Browser;

const codeId = (name: string): string => [...wb.study.codes.values()].find((c) => c.name === name)!.id;
const theme = (name: string): Theme => [...wb.study.themes.values()].find((t) => t.name === name && t.state !== "discarded")!;
const codesIn = (name: string): string[] => [...theme(name).codes].map((id) => wb.study.codes.get(id)!.name).sort();
const go = async (path: string, options: Parameters<typeof enter>[2] = {}): Promise<{ page: Page; problems: string[] }> => {
  const { page, problems } = await enter(browser, running, options);
  await page.goto(`http://127.0.0.1:${running.port}${path}`);
  return { page, problems };
};
const card = (page: Page, name: string) => page.locator(`[data-stop][data-code="${codeId(name)}"]`).first();
const inHand = (page: Page): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

describe.skipIf(!canBrowse)("themes in a browser", () => {
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("says what to do before there is a theme, and makes the first one by keyboard", async () => {
    const { page, problems } = await go("/themes");
    await page.getByText("Make the first theme.").waitFor();
    await card(page, "home visits").focus();
    await page.keyboard.press("t");
    await page.keyboard.type("She came to us");
    await page.keyboard.press("Enter");
    await expect.poll(() => theme("She came to us")?.state).toBe("candidate");
    await expect.poll(() => inHand(page)).toBe("Theme: She came to us, candidate");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("moves cards by keyboard: to a theme chosen by name, to a new one, to the next place, and back to the tray", async () => {
    const { page } = await go("/themes");
    await card(page, "home visits").focus();
    await page.keyboard.press("m");
    await page.keyboard.type("came");
    await page.keyboard.press("Enter");
    await expect.poll(() => codesIn("She came to us")).toEqual(["home visits"]);
    await expect.poll(() => inHand(page)).toContain("home visits");
    await card(page, "partner on the edge of sessions").focus();
    await page.keyboard.press("m");
    await page.keyboard.type("Waiting outside");
    await page.keyboard.press("Enter");
    await expect.poll(() => theme("Waiting outside") && codesIn("Waiting outside")).toEqual(["partner on the edge of sessions"]);
    await expect.poll(() => inHand(page)).toContain("partner on the edge");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(() => codesIn("She came to us")).toEqual(["home visits", "partner on the edge of sessions"]);
    await expect.poll(() => inHand(page)).toContain("partner on the edge");
    await page.keyboard.press("Delete");
    await expect.poll(() => codesIn("She came to us")).toEqual(["home visits"]);
    await expect.poll(() => page.getByRole("region", { name: "Not yet placed" }).getByText("partner on the edge of sessions").count()).toBe(1);
    await page.context().close();
  });

  it("moves a card by dragging it, and Esc gives up", async () => {
    const { page } = await go("/themes");
    await card(page, "reassurance").waitFor();
    const drag = async (end: () => Promise<void>): Promise<void> => {
      const [from, to] = [(await card(page, "reassurance").boundingBox())!, (await page.locator(`[data-zone="${theme("She came to us").id}"]`).boundingBox())!];
      await page.mouse.move(from.x + 30, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 });
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
      await end();
    };
    await drag(async () => {
      await page.keyboard.press("Escape");
      await page.mouse.up();
    });
    expect(codesIn("She came to us")).toEqual(["home visits"]);
    await drag(() => page.mouse.up());
    await expect.poll(() => codesIn("She came to us")).toEqual(["home visits", "reassurance"]);
    await page.context().close();
  });

  it("nests a subtheme, renames it, and shows who speaks and who does not", async () => {
    const { page } = await go("/themes");
    await page.locator(`[data-stop="theme ${theme("She came to us").id}"]`).focus();
    await page.keyboard.press("s");
    await page.keyboard.type("Up the stairs");
    await page.keyboard.press("Enter");
    await expect.poll(() => theme("Up the stairs")?.parent).toBe(theme("She came to us").id);
    await page.locator(`[data-stop="theme ${theme("Up the stairs").id}"]`).focus();
    await page.keyboard.press("F2");
    await page.keyboard.type("All the way up");
    await page.keyboard.press("Enter");
    await expect.poll(() => theme("All the way up")?.parent).toBe(theme("She came to us").id);
    await page.locator(`[data-stop="theme ${theme("She came to us").id}"]`).focus();
    const panel = page.getByRole("complementary", { name: "Balance of voices" });
    await panel.getByText("of eleven participants").waitFor();
    expect(await panel.locator("tbody tr").count()).toBe(11);
    await page.context().close();
  });

  it("discards a theme only with a reason, tells it afterwards, and takes the theme back", async () => {
    const { page } = await go("/themes");
    const { id } = theme("Waiting outside");
    await page.locator(`[data-stop="theme ${id}"]`).focus();
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Write down why").waitFor();
    expect(wb.study.themes.get(id)?.state).toBe("candidate");
    await page.getByLabel("Why").fill("A topic, not a claim");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.themes.get(id)?.state).toBe("discarded");
    await page.getByRole("button", { name: "1 discarded theme" }).click();
    await page.getByRole("dialog").getByText("A topic, not a claim").waitFor();
    await page.getByRole("button", { name: "Take back as a candidate" }).click();
    await expect.poll(() => wb.study.themes.get(id)?.state).toBe("candidate");
    await page.context().close();
  });

  it("writes a note on a theme, which stands on the board", async () => {
    const { page } = await go("/themes");
    await page.locator(`[data-stop="theme ${theme("She came to us").id}"]`).focus();
    await page.keyboard.press("n");
    await page.keyboard.type("Is this reach, or is it kindness?");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => [...wb.study.memos.values()].some((m) => m.text.startsWith("Is this reach") && m.links[0]?.id === theme("She came to us").id)).toBe(true);
    await expect.poll(() => page.locator("article textarea").first().inputValue()).toBe("Is this reach, or is it kindness?");
    await page.context().close();
  });

  it("chooses quotations by keyboard, cuts words out of one and puts them in order", async () => {
    const { page } = await go(`/themes/${theme("She came to us").id}`);
    const rows = page.locator("[data-passage]");
    await rows.first().focus();
    await page.keyboard.press("q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("q");
    await expect.poll(() => theme("She came to us").quotations.size).toBe(2);
    await expect.poll(() => page.locator("[data-quotation]").count()).toBe(2);
    const [first, second] = quotationsOf(theme("She came to us")).map((q) => q.coding);
    await page.locator(`[data-quotation="${first}"]`).focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(() => quotationsOf(theme("She came to us")).map((q) => q.coding)).toEqual([second, first]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-quotation"))).toBe(first);
    await page.keyboard.press("c");
    await page.locator("[data-token]").first().waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    const cut = () => [...theme("She came to us").quotations.values()].find((q) => q.coding === first)!;
    await expect.poll(() => cut()?.cuts.length).toBe(1);
    expect(quotationsOf(theme("She came to us")).map((q) => q.coding)).toEqual([second, first]);
    const text = await wb.textOf(wb.study.sources.get(wb.study.codings.get(first!)!.source)!);
    expect(text.slice(cut().cuts[0]!.start, cut().cuts[0]!.end)).toMatch(/^\S+\s+\S+$/);
    await page.locator(`[data-quotation="${first}"]`).getByText("[…]").waitFor();
    await page.context().close();
  });

  it("leaves a passage out with its reason, and takes it back in", async () => {
    const { page } = await go(`/themes/${theme("She came to us").id}`);
    await page.locator("[data-passage]").nth(2).focus();
    const coding = await page.evaluate(() => document.activeElement!.getAttribute("data-passage")!);
    await page.keyboard.press("x");
    await page.keyboard.type("Of the post, not of the visit");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => theme("She came to us").excluded.get(coding)).toBe("Of the post, not of the visit");
    await expect.poll(() => page.locator(`[data-passage="${coding}"]`).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-passage"))).toBe(true);
    await page.getByText("Left out of the theme").click();
    await page.getByRole("button", { name: "Take back in" }).click();
    await expect.poll(() => theme("She came to us").excluded.size).toBe(0);
    await page.context().close();
  });

  it("keeps deviant cases in sight with what does not fit", async () => {
    const { page } = await go(`/themes/${theme("She came to us").id}`);
    await page.getByRole("button", { name: "Add a deviant case" }).click();
    await page.keyboard.type("Mother 9");
    await page.keyboard.press("Enter");
    await page.getByLabel("What does not fit").fill("She wanted to go out");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => [...theme("She came to us").deviant.values()]).toEqual(["She wanted to go out"]);
    await page.context().close();
  });

  it("is a map that is arranged by keyboard, keeps its arrangement, and is saved as SVG and PNG", async () => {
    const { page } = await go("/themes/map");
    const node = page.locator(`[data-node="theme:${theme("Waiting outside").id}"]`);
    await node.focus();
    const left = async (): Promise<number> => Number(await node.locator("rect").getAttribute("x"));
    const before = await left();
    await page.keyboard.press("Alt+Shift+ArrowRight");
    await expect.poll(left).toBeGreaterThan(before + 50);
    const after = await left();
    await page.reload();
    await node.waitFor();
    expect(await left()).toBe(after);
    const saved = async (kind: string): Promise<Buffer> => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save the map as a picture" }).click();
      await page.getByRole("menuitem", { name: kind }).click();
      return readFileSync((await (await download).path())!);
    };
    const words: string[] = [];
    const parser = new SaxesParser();
    parser.on("text", (text) => words.push(text));
    const svg = (await saved("SVG")).toString("utf8");
    parser.write(svg).close();
    expect(words.join(" ")).toContain("She came to us");
    expect(svg).not.toMatch(/var\(|oklch|class=/);
    expect((await saved("PNG")).subarray(1, 4).toString("latin1")).toBe("PNG");
    await page.context().close();
  });

  it("shows in one tab what was moved in another, and from the command line", async () => {
    const [one, two] = [(await go("/themes")).page, (await go("/themes")).page];
    await card(one, "own mother").focus();
    await two.locator("[data-stop]").first().waitFor();
    await one.keyboard.press("m");
    await one.keyboard.type("waiting");
    await one.keyboard.press("Enter");
    await two.locator(`[data-zone="${theme("Waiting outside").id}"]`).getByText("own mother").waitFor();
    await must(wb, [{ type: "theme.describe", theme: theme("Waiting outside").id, name: "In the corridor", reason: "" }], await wb.actor("RO"));
    await one.getByRole("heading", { name: "In the corridor", exact: true }).waitFor();
    await one.context().close();
    await two.context().close();
  });

  for (const dark of [false, true]) {
    it(`has nothing that axe finds, in ${dark ? "dark" : "light"}`, async () => {
      const { page, problems } = await go("/themes", { dark });
      const found = async (): Promise<string[]> => (await new AxeBuilder({ page: page as never }).analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`);
      await card(page, "home visits").focus();
      expect(await found()).toEqual([]);
      await page.keyboard.press("m");
      expect(await found()).toEqual([]);
      await page.goto(`http://127.0.0.1:${running.port}/themes/map`);
      await page.locator("[data-node]").first().waitFor();
      expect(await found()).toEqual([]);
      await page.goto(`http://127.0.0.1:${running.port}/themes/${theme("She came to us").id}`);
      await page.locator("[data-quotation]").first().focus();
      await page.keyboard.press("c");
      await page.locator("[data-token]").first().waitFor();
      expect(await found()).toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }
});
