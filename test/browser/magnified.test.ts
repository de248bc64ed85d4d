import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, chromiumPath, enter, serving } from "./browser.ts";
import { closed, folder, smallStudy } from "./fixture.ts";
import { pages } from "./pages.ts";

const dir = folder();

/** Controls and headings that stick out of the window and that no scrolling brings in. */
const outOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (from: Element): boolean => {
      for (let at = from.parentElement; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      return false;
    };
    return [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, h3, a, button, input, select, textarea)")]
      .filter((e) => {
        const { left, right, width } = e.getBoundingClientRect();
        return width > 1 && (left < -1 || right > window.innerWidth + 1) && !scrolls(e);
      })
      .map((e) => e.getAttribute("aria-label") ?? e.textContent!.slice(0, 40));
  });

describe.skipIf(!canBrowse)("text at twice its size", () => {
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"), { codings: 60 });
    running = await serving(wb, join(dir, "memory"));
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"] });
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("leaves every page without scrolling sideways, and every control within reach", async () => {
    const { page, problems } = await enter(browser, running, { width: 1280, height: 800 });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
    for (const path of [...pages, "studies"]) {
      await page.goto(`http://127.0.0.1:${running.port}/${path}`);
      await page.locator("main :is(h1, h2)").first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(1280);
      expect(await outOfReach(page), path).toEqual([]);
      if (process.env["PICTURES"]) await page.screenshot({ path: join(process.env["PICTURES"], `twice-${path}.png`) });
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("can be read and coded, with the codebook and the list of interviews below the text", async () => {
    const { page } = await enter(browser, running, { width: 1280, height: 800 });
    await page.locator("[data-words]").first().waitFor();
    await page.locator("[data-column]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("home");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /^Mother 31/ }).click();
    await page.getByRole("heading", { level: 1, name: "Mother 31" }).waitFor();
    await page.getByRole("button", { name: "home visits", exact: true }).scrollIntoViewIfNeeded();
    expect(await page.getByRole("button", { name: "home visits", exact: true }).isVisible()).toBe(true);
    await page.context().close();
  });
});
