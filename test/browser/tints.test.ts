import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, smallStudy } from "./fixture.ts";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the tint of a coding stands, and where its words do, in pixels of the window. */
const places = (page: Page, coding: string, words: string): Promise<{ tint: Box; text: Box } | null> =>
  page.evaluate(({ coding, words }) => {
    const path = document.querySelector(`[data-tint="${coding}"]`);
    const text = [...document.querySelectorAll("[data-words]")].map((p) => p.firstChild as Text).find((node) => node.data.includes(words));
    if (!path || !text) return null;
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(words));
    range.setEnd(text, text.data.indexOf(words) + words.length);
    const box = ({ left, top, right, bottom }: DOMRect): Box => ({ left, top, right, bottom });
    return { tint: box(path.getBoundingClientRect()), text: box(range.getBoundingClientRect()) };
  }, { coding, words });

describe.skipIf(!canBrowse)("tints behind the words", () => {
  const dir = folder();
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  let coding: { readonly id: string; readonly source: string };
  let words: string;
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    const source = [...wb.study.sources.values()].find((s) => s.name === "Mother 1")!;
    const text = await wb.textOf(source);
    const found = [...wb.study.codingsBySource.get(source.id)!].find((c) => !text.slice(c.start, c.end).includes("\n") && c.end - c.start > 60)!;
    [coding, words] = [found, text.slice(found.start, found.end)];
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  const open = async (width = 1440): Promise<Page> => {
    const { page } = await enter(browser, running, { width });
    await page.goto(`http://127.0.0.1:${running.port}/interviews/${coding.source}`);
    await page.locator("[data-words]").first().waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return page;
  };
  /** Half a pixel is lost to rounding, on either side. */
  const fits = async (page: Page): Promise<boolean> => {
    const at = await places(page, coding.id, words);
    return at !== null && (["left", "top", "right", "bottom"] as const).every((side) => Math.abs(at.tint[side] - at.text[side]) <= 1);
  };

  it("stand where the words of the coding stand, and in the end also far below the window", async () => {
    const page = await open();
    await expect.poll(() => fits(page)).toBe(true);
    const inOneTurn = new Set([...wb.study.codingsBySource.get(coding.source)!].map((c) => c.id));
    await expect.poll(() => page.evaluate(() => new Set([...document.querySelectorAll<SVGElement>("[data-tint]")].map((p) => p.dataset["tint"])).size)).toBeGreaterThan(inOneTurn.size * 0.9);
    await page.context().close();
  });

  it("follow the words when the window becomes narrower", async () => {
    const page = await open();
    await expect.poll(() => fits(page)).toBe(true);
    await page.setViewportSize({ width: 900, height: 900 });
    await expect.poll(() => fits(page)).toBe(true);
    await page.context().close();
  });

  it("follow the words when only the text is made larger", async () => {
    const page = await open();
    await expect.poll(() => fits(page)).toBe(true);
    const before = (await places(page, coding.id, words))!.text;
    await page.evaluate(() => void (document.documentElement.style.fontSize = "150%"));
    await expect.poll(async () => (await places(page, coding.id, words))!.text.top).not.toBe(before.top);
    await expect.poll(() => fits(page)).toBe(true);
    await page.context().close();
  });

  it("leave a place that the address names where it is while the rest is laid out above it", async () => {
    const page = await open();
    const last = [...wb.study.codingsBySource.get(coding.source)!].sort((a, b) => b.start - a.start)[0]!;
    await page.goto(`http://127.0.0.1:${running.port}/interviews/${coding.source}?from=${last.start}&to=${last.end}`);
    const found = (): Promise<number | null> =>
      page.evaluate(() => {
        const [mark] = [...(CSS.highlights.get("found") ?? [])] as StaticRange[];
        if (!mark) return null;
        const range = document.createRange();
        range.setStart(mark.startContainer, mark.startOffset);
        range.setEnd(mark.endContainer, mark.endOffset);
        return Math.round(range.getBoundingClientRect().top);
      });
    await expect.poll(found).not.toBeNull();
    const at = (await found())!;
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(900);
    await expect.poll(() => page.evaluate(() => document.querySelectorAll("[data-block]:not([data-laid])").length)).toBe(0);
    expect(Math.abs((await found())! - at)).toBeLessThan(8);
    await page.context().close();
  });
});
