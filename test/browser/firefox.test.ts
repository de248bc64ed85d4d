import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, serving } from "./browser.ts";
import { firefoxPath, openFirefox, type FirefoxPage } from "./firefox.ts";
import { folder, smallStudy, store } from "./fixture.ts";

const dir = folder();
const enter = "\uE007";
const down = "\uE015";

if (firefoxPath === undefined) console.log("There is no Firefox on this machine, so nothing is tried in it.");

describe.skipIf(firefoxPath === undefined || !canBrowse)("reading and coding in Firefox", () => {
  let wb: Workbench;
  let running: Running;
  let page: FirefoxPage;
  let scripts: string;
  const until = async <T>(expression: string, wanted: T): Promise<void> => {
    await expect.poll(() => page.evaluate<T>(expression)).toEqual(wanted);
  };
  const codingsIn = (source: string) => wb.study.codingsBySource.get(source) ?? [];
  const painted = "document.querySelectorAll('[data-tint]').length";
  const open = async (source: string): Promise<void> => {
    await page.goto(`http://127.0.0.1:${running.port}/interviews/${source}`);
    await until("document.querySelectorAll('[data-words]').length > 0", true);
  };
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    scripts = await store(wb, "Scripts", new TextEncoder().encode("P: مرحبا بكم في بيتنا الصغير.\nP: 私は安全だと感じました。\nP: We felt 👩‍👩‍👧 together.\n"), await wb.actor("HN"));
    running = await serving(wb, join(dir, "memory"));
    page = await openFirefox();
    await page.goto(running.freshAddress());
  });
  afterAll(async () => {
    await page?.close();
    await running?.close();
    await wb?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("paints an interview that is opened", async () => {
    const { id } = [...wb.study.sources.values()].find((s) => s.name === "Mother 1")!;
    await open(id);
    await expect.poll(() => page.evaluate<number>(painted)).toBeGreaterThan(3);
    if (process.env["PICTURES"]) writeFileSync(join(process.env["PICTURES"], "firefox.png"), await page.picture());
  });

  it("codes words that are selected with the mouse, and paints them", async () => {
    const { id } = [...wb.study.sources.values()].find((s) => s.name === "Mother 31")!;
    await open(id);
    expect(codingsIn(id)).toHaveLength(0);
    const [text, from, to] = await page.evaluate<[string, { x: number; y: number }, { x: number; y: number }]>(`(() => {
      const words = document.querySelectorAll("[data-words]")[3].firstChild;
      const range = document.createRange();
      range.setStart(words, 0);
      range.setEnd(words, words.data.indexOf(" ", 24));
      const [first, last] = [range.getClientRects()[0], [...range.getClientRects()].at(-1)];
      return [range.toString(), { x: first.left + 1, y: first.top + 8 }, { x: last.right - 1, y: last.top + 8 }];
    })()`);
    await page.drag(from, to);
    await until("document.activeElement.getAttribute('aria-label')", "Name of a code");
    await page.type("home v");
    await until("document.querySelectorAll('[role=option]').length > 0", true);
    await page.type(enter);
    await expect.poll(() => codingsIn(id).length).toBe(1);
    const [coding] = codingsIn(id);
    expect((await wb.textOf(wb.study.sources.get(id)!)).slice(coding!.start, coding!.end)).toBe(text);
    expect(wb.study.codes.get(coding!.code)!.name).toBe("home visits");
    await until(painted, 1);
  });

  it("codes right-to-left text, other scripts and joined emoji by keyboard, by whole characters", async () => {
    await open(scripts);
    await until("document.activeElement.hasAttribute('data-column')", true);
    for (let i = 0; i < 3; i++) {
      await page.type(`${down}1`);
      await expect.poll(() => codingsIn(scripts).length).toBe(i + 1);
    }
    const text = await wb.textOf(wb.study.sources.get(scripts)!);
    expect(codingsIn(scripts).map((c) => text.slice(c.start, c.end))).toEqual(["مرحبا بكم في بيتنا الصغير.", "私は安全だと感じました。", "We felt 👩‍👩‍👧 together."]);
  });
});
