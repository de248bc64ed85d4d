import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, serving } from "./browser.ts";
import { openEither, type EitherPage } from "./either.ts";
import { firefoxPath } from "./firefox.ts";
import { folder, smallStudy, store } from "./fixture.ts";

/** One line of an interview in a script: what is drawn over from and to, and what must be selected then. */
interface Line {
  readonly script: string;
  readonly said: string;
  /** Where the mouse is pressed and let go, as places in the words: before and after these letters. */
  readonly from: string;
  readonly to: string;
  readonly selected: string;
  /** A word of it, found from the whole study. */
  readonly find: string;
  /** Whether it runs from right to left, so that the left arrow goes on. */
  readonly rtl?: boolean;
}

const lines: readonly Line[] = [
  { script: "Arabic", said: "مرحبا بكم في بيتنا الصغير. كان الباب مفتوحا طوال اليوم.", from: "كان", to: "مفتوحا", selected: "كان الباب مفتوحا", find: "الصغير", rtl: true },
  { script: "Arabic with vowel signs", said: "كَانَ البَيْتُ هَادِئًا جِدًّا فِي المَسَاء.", from: "البَيْتُ", to: "هَادِئًا", selected: "البَيْتُ هَادِئًا", find: "هَادِئًا", rtl: true },
  { script: "Hebrew", said: "ישבנו ביחד בבית הקטן. הדלת הייתה פתוחה כל היום.", from: "ביחד", to: "הקטן", selected: "ביחד בבית הקטן", find: "פתוחה", rtl: true },
  { script: "Devanagari", said: "मैं घर पर अकेली थी। मुझे बहुत डर लगा और क्षमा माँगी।", from: "अकेली", to: "थी", selected: "अकेली थी", find: "अकेली" },
  { script: "Thai", said: "ฉันรู้สึกปลอดภัยที่บ้านของเราเพราะแม่นั่งอยู่ด้วย", from: "ปลอดภัย", to: "บ้าน", selected: "ปลอดภัยที่บ้าน", find: "ปลอดภัย" },
  { script: "Japanese", said: "私は安全だと感じました。母がそばに座っていた。", from: "安全", to: "感じました", selected: "安全だと感じました", find: "感じました" },
  { script: "emoji", said: "We felt 👩‍👩‍👧 together and 👍🏽 fine there 🇩🇪 at last.", from: "👩‍👩‍👧", to: "👍🏽", selected: "👩‍👩‍👧 together and 👍🏽", find: "together" },
  { script: "combining marks", said: "The e\u0301te\u0301 was nai\u0308ve, so was the cafe\u0301 nearby.", from: "e\u0301te\u0301", to: "nai\u0308ve", selected: "e\u0301te\u0301 was nai\u0308ve", find: "nearby" },
  { script: "two directions in one line", said: "She said שלום לכולם and went to the kitchen again.", from: "said", to: "went", selected: "said שלום לכולם and went", find: "kitchen" },
];

const text = lines.map((line) => `P: ${line.said}`).join("\n\n");
const dir = folder();

/** Where the mouse must be to stand before (or after) letters of a line, in the page. */
const placeIn = (index: number, letters: string, side: "before" | "after", inside = false): string => `(() => {
  const words = document.querySelectorAll("[data-words]")[${index}].firstChild;
  const at = words.data.indexOf(${JSON.stringify(letters)});
  const parts = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(${JSON.stringify(letters)})];
  const part = parts[${side === "before" ? "0" : "parts.length - 1"}];
  const range = document.createRange();
  range.setStart(words, at + part.index);
  range.setEnd(words, at + part.index + part.segment.length);
  const rect = range.getBoundingClientRect();
  // A mark between words runs as its paragraph does.
  const rtl = /[\\p{L}\\p{N}]/u.test(part.segment) ? /[\\p{Script=Arabic}\\p{Script=Hebrew}]/u.test(part.segment) : getComputedStyle(words.parentElement).direction === "rtl";
  const by = ${inside ? "rect.width * 0.6" : "1"};
  return { x: ${side === "before" ? "rtl ? rect.right - by : rect.left + by" : "rtl ? rect.left + by : rect.right - by"}, y: rect.top + rect.height / 2 };
})()`;

for (const kind of ["Chromium", "Firefox"] as const)
  describe.skipIf(!canBrowse || (kind === "Firefox" && firefoxPath === undefined))(`words in every script, in ${kind}`, () => {
    let wb: Workbench;
    let running: Running;
    let page: EitherPage;
    let source: string;
    const own = join(dir, kind);
    const codings = () => (wb.study.codingsBySource.get(source) ?? []).map((c) => text.slice(c.start, c.end));
    const marked = (name: string): Promise<string> => page.evaluate<string>(`[...(CSS.highlights.get(${JSON.stringify(name)}) ?? [])].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)).join("\\n")`);
    const open = async (): Promise<void> => {
      await page.goto(`http://127.0.0.1:${running.port}/interviews/${source}`);
      await vi.waitFor(async () => expect(await page.evaluate<number>("document.querySelectorAll('[data-words]').length")).toBe(lines.length), 10_000);
      await vi.waitFor(async () => expect(await page.evaluate<boolean>("document.activeElement.hasAttribute('data-column')")).toBe(true), 10_000);
      await page.evaluate("document.fonts.ready.then(() => true)");
    };
    const dragOver = async (index: number, from: string, to: string): Promise<void> => {
      await page.drag(await page.evaluate(placeIn(index, from, "before")), await page.evaluate(placeIn(index, to, "after")));
    };
    const clear = async (): Promise<void> => {
      await page.press("Escape", "Escape");
      await expect.poll(() => marked("selected")).toBe("");
    };
    beforeAll(async () => {
      wb = await smallStudy(`${own}.earshot`, { codings: 20 });
      source = await store(wb, "Scripts", new TextEncoder().encode(text), await wb.actor("HN"));
      expect(await wb.textOf(wb.study.sources.get(source)!)).toBe(text);
      running = await serving(wb, `${own}-memory`);
      page = await openEither(kind);
      await page.goto(running.freshAddress());
      await open();
    });
    afterAll(async () => {
      await page?.close();
      await running?.close();
      await wb?.close();
      if (kind === "Firefox") rmSync(dir, { recursive: true, force: true });
    });

    lines.forEach((line, index) => {
      it(`${line.script}: the words that the mouse is drawn over are selected, shown, and coded`, async () => {
        await dragOver(index, line.from, line.to);
        await expect.poll(() => marked("selected")).toBe(line.selected);
        const before = codings().length;
        await expect.poll(() => page.evaluate<boolean>("document.activeElement.matches('[role=combobox]')")).toBe(true);
        await page.press(..."home", "Enter");
        await expect.poll(() => codings().length).toBe(before + 1);
        expect(codings()).toContain(line.selected);
        await expect.poll(() => page.evaluate<boolean>("document.activeElement.hasAttribute('data-column')")).toBe(true);
      });

      it(`${line.script}: an arrow goes on as the words run, and its edge is moved by whole words and characters`, async () => {
        const [on, back] = line.rtl ? (["ArrowLeft", "ArrowRight"] as const) : (["ArrowRight", "ArrowLeft"] as const);
        // Where a word ends is the browser's to say; Thai is cut otherwise in one than in the other.
        const units = (granularity: string): Promise<[number, number][]> => page.evaluate(`[...new Intl.Segmenter(undefined, { granularity: "${granularity}" }).segment(${JSON.stringify(line.said)})].filter((s) => s.isWordLike !== false).map((s) => [s.index, s.index + s.segment.length])`);
        const [words, characters] = [await units("word"), await units("grapheme")];
        const holds = async (start: number, end: number): Promise<void> => void (await expect.poll(() => marked("selected")).toBe(line.said.slice(start, end)));
        const [[first, firstEnd], [second, secondEnd], [, thirdEnd]] = words as [[number, number], [number, number], [number, number]];
        await page.drag(await page.evaluate(placeIn(index, line.said, "before")), await page.evaluate(placeIn(index, line.said, "after")));
        await expect.poll(() => marked("selected")).toBe(line.said);
        await clear();
        await page.press(on);
        await holds(first, firstEnd);
        await page.press(on);
        await holds(second, secondEnd);
        await page.press(`Shift+${on}`);
        await holds(second, thirdEnd);
        await page.press(`Shift+${back}`);
        await holds(second, secondEnd);
        await page.press(back);
        await holds(first, firstEnd);
        await page.press(`Control+Shift+${on}`);
        await holds(first, characters.find(([, end]) => end > firstEnd)![1]);
        await page.press(`Control+Shift+${back}`);
        await holds(first, firstEnd);
        await clear();
      });

      it(`${line.script}: a coding is drawn longer and shorter by its handles, which stand where its words begin and end`, async () => {
        const mine = wb.study.codingsBySource.get(source)!.find((c) => text.slice(c.start, c.end) === line.selected)!;
        const handle = (edge: "start" | "end"): string => `(() => { const box = document.querySelector("[data-handle=${edge}]").getBoundingClientRect(); return { x: box.left + ${edge === "start" ? 21 : 3}, y: box.top + box.height / 2 }; })()`;
        const now = (): string => {
          const { start, end } = wb.study.codings.get(mine.id)!;
          return text.slice(start, end);
        };
        await page.drag(await page.evaluate(placeIn(index, line.selected, "before", true)), await page.evaluate(placeIn(index, line.selected, "before", true)));
        await expect.poll(() => page.evaluate<number>("document.querySelectorAll('[data-handle]').length")).toBe(2);
        const [first, last] = [await page.evaluate<{ x: number }>(placeIn(index, line.selected, "before")), await page.evaluate<{ x: number }>(placeIn(index, line.selected, "after"))];
        expect(Math.abs((await page.evaluate<{ x: number }>(handle("start"))).x - first.x), "the handle at the beginning").toBeLessThan(4);
        expect(Math.abs((await page.evaluate<{ x: number }>(handle("end"))).x - last.x), "the handle at the end").toBeLessThan(4);
        await page.drag(await page.evaluate(handle("end")), await page.evaluate(placeIn(index, line.said, "after")));
        const rest = line.said.slice(line.said.indexOf(line.selected));
        await expect.poll(now).toBe(rest);
        await expect.poll(() => page.evaluate<number>("document.querySelectorAll('[data-handle]').length")).toBe(2);
        await page.drag(await page.evaluate(handle("end")), await page.evaluate(placeIn(index, line.selected, "after")));
        await expect.poll(now).toBe(line.selected);
        await clear();
      });

      it(`${line.script}: its words are found from anywhere, and shown in the text`, async () => {
        await page.press("Control+k");
        await expect.poll(() => page.evaluate<boolean>("document.activeElement.closest('dialog') !== null")).toBe(true);
        // Letters that no keyboard of the machine has are put in as a paste would.
        await page.evaluate(`(() => { const field = document.activeElement; const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set; set.call(field, ${JSON.stringify(line.find)}); field.dispatchEvent(new InputEvent("input", { bubbles: true })); return true; })()`);
        await expect.poll(() => page.evaluate<boolean>(`[...document.querySelectorAll("dialog [role=option]")].some((o) => o.textContent.includes("Scripts") && o.querySelector("mark")?.textContent === ${JSON.stringify(line.find)})`)).toBe(true);
        await page.evaluate(`[...document.querySelectorAll("dialog [role=option]")].find((o) => o.textContent.includes("Scripts") && o.querySelector("mark")?.textContent === ${JSON.stringify(line.find)}).click()`);
        await expect.poll(() => marked("found")).toBe(line.find);
      });
    });

    it("never cuts a character in two where the mouse is let go in the middle of it", async () => {
      await open();
      const whole = new Set([0, ...[...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map((g) => g.index + g.segment.length)]);
      for (const [index, letters] of [[6, "👩‍👩‍👧"], [6, "👍🏽"], [3, "क्षमा"], [7, "nai\u0308"], [1, "هَادِئًا"]] as const) {
        await page.drag(await page.evaluate(placeIn(index, lines[index]!.said, "before")), await page.evaluate(placeIn(index, letters, "after", true)));
        await expect.poll(() => marked("selected")).not.toBe("");
        const seen = await marked("selected");
        const start = text.indexOf(seen);
        expect(whole.has(start) && whole.has(start + seen.length), seen).toBe(true);
        await clear();
      }
    });
  });
