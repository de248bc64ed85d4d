import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Coding } from "../../src/study/coding.ts";
import { sentences } from "../../src/text/segments.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder, must, smallStudy } from "./fixture.ts";

const dir = folder();

/** Where letters of a turn stand in the window. */
const place = (page: Page, turn: number, from: number, to: number): Promise<{ left: number; right: number; y: number }> =>
  page.evaluate(
    ([index, start, end]) => {
      const words = document.querySelectorAll("[data-words]")[index]!.firstChild!;
      const range = document.createRange();
      range.setStart(words, start);
      range.setEnd(words, end);
      const rect = range.getBoundingClientRect();
      return { left: rect.left + 1, right: rect.right - 1, y: (rect.top + rect.bottom) / 2 };
    },
    [turn, from, to] as const,
  );
const selected = (page: Page): Promise<string> => page.evaluate(() => [...(CSS.highlights.get("selected") ?? [])].map((r) => (r.startContainer as Text).data.slice(r.startOffset, r.endOffset)).join("\n"));
const turns = (page: Page): Promise<string[]> => page.locator("[data-words]").allTextContents();

describe.skipIf(!canBrowse)("selecting and drawing edges with the mouse", () => {
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  let source: string;
  let text: string;
  let page: Page;
  let problems: string[];
  const codings = (): readonly Coding[] => wb.study.codingsBySource.get(source) ?? [];
  const wordsOf = (coding: Coding): string => text.slice(coding.start, coding.end);
  const home = (): string => [...wb.study.codes.values()].find((c) => c.name === "home visits")!.id;
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"), { codings: 40 });
    source = [...wb.study.sources.values()].find((s) => s.name === "Mother 31")!.id;
    text = await wb.textOf(wb.study.sources.get(source)!);
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
    ({ page, problems } = await enter(browser, running));
  });
  afterAll(async () => {
    expect(problems).toEqual([]);
    await browser?.close();
    await running?.close();
    await wb?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const open = async (): Promise<void> => {
    await page.goto(`http://127.0.0.1:${running.port}/interviews/${source}`);
    await page.locator("[data-words]").first().waitFor();
    await page.locator("[data-column]").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect.poll(() => selected(page)).toBe("");
  };

  it("tells whoever never coded how it is done, until they have", async () => {
    await open();
    await page.getByText(/^Drag over some words/).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("home");
    await page.keyboard.press("Enter");
    await page.getByText(/^Drag over some words/).waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await expect.poll(() => codings().length).toBe(0);
  });

  for (const [where, x, y] of [["over the codebook", 1400, null], ["over the list of interviews", 120, null], ["below the window", 700, 2000], ["above the window", 700, -40]] as const)
    it(`selects up to the words nearest to the mouse where it is let go ${where}`, async () => {
      await open();
      const all = await turns(page);
      const [from, line] = [await place(page, 3, 6, 10), await place(page, 3, 100, 104)];
      await page.mouse.move(from.left, from.y);
      await page.mouse.down();
      await page.mouse.move(600, line.y, { steps: 3 });
      await page.mouse.move(x, y ?? line.y, { steps: 3 });
      await page.mouse.up();
      await page.getByRole("combobox", { name: "Name of a code" }).waitFor();
      const parts = (await selected(page)).split("\n");
      expect(parts.join("").length).toBeGreaterThan(10);
      if (y === -40) expect(parts.at(-1)).toBe(all[3]!.slice(0, 6).trimEnd());
      else expect(all[3]!.slice(6).trimStart().startsWith(parts[0]!), parts[0]).toBe(true);
      expect(parts.length > 1).toBe(y !== null);
      expect(await page.evaluate(() => getSelection()!.isCollapsed)).toBe(true);
    });

  it("extends what is selected to where Shift and a click are made, in both directions", async () => {
    await open();
    const shiftClick = async (x: number, y: number): Promise<void> => {
      await page.keyboard.down("Shift");
      await page.mouse.click(x, y);
      await page.keyboard.up("Shift");
    };
    const all = await turns(page);
    const [from, to] = [await place(page, 5, 6, 10), await place(page, 5, 12, 16)];
    await page.mouse.move(from.left, from.y);
    await page.mouse.down();
    await page.mouse.move(to.right, to.y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => selected(page)).toBe(all[5]!.slice(6, 16).trim());
    await page.keyboard.press("Escape");
    const before = await place(page, 4, 4, 7);
    await shiftClick(before.left, before.y);
    await expect.poll(() => selected(page)).toBe(`${all[4]!.slice(4)}\n${all[5]!.slice(0, 16)}`.trim());
    await page.keyboard.press("Escape");
    const after = await place(page, 5, 40, 44);
    await shiftClick(after.right, after.y);
    await expect.poll(() => selected(page)).toBe(`${all[4]!.slice(4)}\n${all[5]!.slice(0, 44)}`.trim());
  });

  const coding = async (coder = "HN"): Promise<string> => {
    await must(wb, codings().map((c) => ({ type: "coding.remove", coding: c.id, reason: "" })), await wb.actor("HN"));
    const said = sentences(text).filter((s) => s.end - s.start > 60)[4]!;
    const id = wb.newId();
    await must(wb, [{ type: "coding.add", id, source, code: home(), start: said.start, end: said.end, coder: await wb.actor(coder) }], await wb.actor(coder));
    await open();
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Coding: home visits" }).waitFor();
    return id;
  };
  const handle = async (edge: "start" | "end"): Promise<{ x: number; y: number }> => {
    const box = (await page.locator(`[data-handle=${edge}]`).boundingBox())!;
    return { x: box.x + (edge === "start" ? 21 : 3), y: box.y + box.height / 2 };
  };

  it("lets an edge of a coding be drawn past the other, and both change places", async () => {
    const id = await coding();
    const { start, end } = wb.study.codings.get(id)!;
    const [from, line] = [await handle("start"), await handle("end")];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, line.y + 60, { steps: 4 });
    await page.mouse.move(from.x + 60, line.y + 90, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => wb.study.codings.get(id)!.start).toBeGreaterThanOrEqual(end);
    expect(wb.study.codings.get(id)!.end).toBeGreaterThan(end);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await expect.poll(() => [wb.study.codings.get(id)!.start, wb.study.codings.get(id)!.end]).toEqual([start, end]);
  });

  it("scrolls on while an edge is held at the end of the window, and Esc leaves the coding as it was", async () => {
    const id = await coding();
    const before = wb.study.codings.get(id)!;
    const scrolled = (): Promise<number> => page.evaluate(() => document.querySelector("[data-column]")!.closest("section")!.scrollTop);
    const [from, top] = [await handle("end"), await scrolled()];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(600, 890, { steps: 4 });
    await expect.poll(scrolled).toBeGreaterThan(top + 900);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect.poll(() => page.locator("[data-dragging]").count()).toBe(0);
    expect(wb.study.codings.get(id)).toEqual(before);
    const again = await handle("end");
    await page.mouse.move(again.x, again.y);
  });

  it("leaves a colleague's coding to the colleague, and says so", async () => {
    const id = await coding("RO");
    const before = wb.study.codings.get(id)!;
    expect(await page.locator("[data-handle]").count()).toBe(0);
    await page.keyboard.press("Escape");
    for (const key of ["Delete", "Shift+ArrowRight"]) {
      await page.keyboard.press(key);
      await page.getByText("RO coded these words; only RO can change it.").first().waitFor();
    }
    expect(wb.study.codings.get(id)).toEqual(before);
  });

  it("lists the codings of every turn for those who listen, also of those far from the window, and leads from a note to its words", async () => {
    const id = await coding();
    const last = sentences(text).filter((s) => s.end - s.start > 40).at(-1)!;
    const far = wb.newId();
    await must(wb, [{ type: "coding.add", id: far, source, code: home(), start: last.start, end: last.end, coder: await wb.actor("RO") }, { type: "memo.write", kind: "analytic", title: "", text: "Is this the lift again?", links: [{ kind: "coding", id: far }] }], await wb.actor("HN"));
    await open();
    await expect.poll(() => page.getByRole("list", { name: "Coded as" }).getByRole("listitem").allTextContents()).toEqual([
      expect.stringMatching(new RegExp(`^home visits, from “${wordsOf(wb.study.codings.get(id)!).split(/\s+/)[0]!.replace(/[^\w]/g, ".")}`)),
      expect.stringMatching(/^home visits ✎, by RO, from “/),
    ]);
    await page.getByRole("region", { name: "Notes on this interview" }).getByRole("button", { name: "At “home visits”" }).click();
    await page.getByRole("dialog", { name: "Coding: home visits" }).waitFor();
    await expect.poll(() => page.evaluate(() => [...(CSS.highlights.get("picked") ?? [])].some((r) => (r.startContainer.parentElement as HTMLElement).getBoundingClientRect().top < window.innerHeight))).toBe(true);
  });
});
