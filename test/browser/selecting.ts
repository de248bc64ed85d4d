import type { Page } from "playwright-core";

/** Selects words with the mouse, from the first letters of some to the last of others. The words must stand in one turn. */
export async function drag(page: Page, words: string): Promise<void> {
  const box = await page.evaluate((wanted) => {
    for (const p of document.querySelectorAll("[data-words]")) {
      const at = p.textContent!.indexOf(wanted);
      if (at < 0) continue;
      p.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(p.firstChild!, at);
      range.setEnd(p.firstChild!, at + wanted.length);
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0]!, rects.at(-1)!];
      const rtl = getComputedStyle(p).direction === "rtl" || /^[\u0590-\u08ff]/u.test(wanted);
      const inset = (rect: DOMRect, edge: "start" | "end"): number => ((edge === "start") !== rtl ? rect.left + 1 : rect.right - 1);
      return { x1: inset(first, "start"), y1: first.top + first.height / 2, x2: inset(last, "end"), y2: last.top + last.height / 2 };
    }
    throw new Error(`no such words: ${wanted}`);
  }, words);
  await page.mouse.move(box.x1, box.y1);
  await page.mouse.down();
  await page.mouse.move(box.x2, box.y2, { steps: 4 });
  await page.mouse.up();
}

