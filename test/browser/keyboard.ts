import type { Page } from "playwright-core";

const withoutSign = new WeakMap<Page, Set<string>>();

/** What had the focus on the way without being seen to have it. */
export const unseen = (page: Page): string[] => [...(withoutSign.get(page) ?? [])];

/** What has the focus: its name, and whether it is in the window and drawn as having it. A field shows it by its caret; the page as a whole has it after a jump. */
const inFocus = (page: Page, attribute: string | null): Promise<{ name: string; wanted: boolean; seen: boolean }> =>
  page.evaluate(async (wanted) => {
    // What moves into sight when it gets the focus needs a frame for it.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const element = document.activeElement as HTMLElement;
    const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])].map((l) => l.innerText) : [];
    const name = (element.getAttribute("aria-label") ?? labels[0] ?? element.innerText ?? "").trim().slice(0, 60);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    // A grid draws the cell that is in hand, a part of a picture its outline.
    const within = [...element.querySelectorAll("[data-at], rect")].some((part) => {
      const { boxShadow: shadow, stroke, strokeWidth } = getComputedStyle(part);
      return shadow !== "none" || (element instanceof SVGElement && stroke !== "none" && Number.parseFloat(strokeWidth) >= 2);
    });
    const box = element.getBoundingClientRect();
    const inWindow = box.bottom > 0 && box.right > 0 && box.top < window.innerHeight && box.left < window.innerWidth;
    const drawn = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none" || within || element.matches("textarea, input:not([type=radio], [type=checkbox], [type=file])");
    // Between the last stop and the first the browser itself has the focus.
    return { name, wanted: wanted !== null && element.hasAttribute(wanted), seen: element.matches("body, main, :not(:focus)") || (inWindow && drawn) };
  }, attribute);

/** Presses Tab until something of that name, or with that attribute, has the focus. Remembers every stop that cannot be seen to have it. */
export async function tabTo(page: Page, wanted: RegExp | { readonly attribute: string }): Promise<void> {
  const attribute = wanted instanceof RegExp ? null : wanted.attribute;
  const passed: string[] = [];
  for (let presses = 0; presses < 200; presses++) {
    const at = await inFocus(page, attribute);
    if (!at.seen) withoutSign.set(page, (withoutSign.get(page) ?? new Set<string>()).add(at.name));
    if (attribute === null ? (wanted as RegExp).test(at.name) : at.wanted) return;
    passed.push(at.name.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${String(attribute ?? wanted)}. It went over: ${[...new Set(passed)].join(" | ")}`);
}

/** What is wrong with the way through a page by Tab: stops that are not drawn as having the focus, lie outside the window, or are wholly covered by something else. */
export async function walk(page: Page, most = 45): Promise<string[]> {
  const wrong = new Set<string>();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const { name, seen } = await inFocus(page, null);
    const { ended, covered } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element.matches("body, main")) return { ended: element.matches("body"), covered: false };
      // Of what is larger than the window, the part in it.
      const rect = element.getBoundingClientRect();
      const [left, top] = [Math.max(0, rect.left), Math.max(0, rect.top)];
      const [wide, high] = [Math.min(window.innerWidth, rect.right) - left, Math.min(window.innerHeight, rect.bottom) - top];
      const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => document.elementFromPoint(left + wide * x!, top + high * y!));
      const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      return { ended: false, covered: points.every((at) => at === null || !(element.contains(at) || at.contains(element) || labels.some((l) => l.contains(at)))) };
    });
    if (ended) break;
    if (!seen) wrong.add(`not drawn: ${name}`);
    if (covered) wrong.add(`covered: ${name}`);
  }
  return [...wrong];
}
