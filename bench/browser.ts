// What a researcher waits for in the browser: from a click to what it brings, painted, on study M in a real Chromium.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import type { Command } from "../src/study/study.ts";
import { createStudy } from "../src/workbench/file.ts";
import type { Workbench } from "../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "../test/browser/browser.ts";
import { must, store } from "../test/browser/fixture.ts";
import type { Line } from "./run.ts";
import { interviewText, seeded, sizeM } from "./studies.ts";

const codingsOf400 = 400;
const many = 5_000;

/** Study M as a file with its texts: every interview with its share of the codings, and one more with very many. */
async function studyM(path: string): Promise<Workbench> {
  const random = seeded(7);
  const wb = await createStudy(path, { title: "Study M", approach: "codebook", as: "HN" });
  const actor = await wb.actor("HN");
  const codes: string[] = [];
  const make: Command[] = [];
  for (let i = 0; i < sizeM.codes; i++) {
    const id = wb.newId();
    make.push({ type: "code.create", id, name: `code ${i}`, parent: i % 10 === 0 ? null : codes[i - (i % 10)]!, kind: "code", colour: null });
    codes.push(id);
  }
  await must(wb, make, actor);
  const themes = Array.from({ length: 8 }, () => wb.newId());
  await must(wb, themes.flatMap((id, t): Command[] => [{ type: "theme.create", id, name: `theme ${t}`, parent: null, centralIdea: "", scope: "" }, ...codes.filter((_, i) => i % 20 === t).map((code): Command => ({ type: "theme.placeCode", theme: id, code, placed: true, reason: "" }))]), actor);
  for (let i = 0; i <= sizeM.interviews; i++) {
    const text = interviewText(random, sizeM.words);
    const participant = wb.newId();
    await must(wb, [{ type: "participant.register", id: participant, label: `Mother ${i + 1}`, values: {} }], actor);
    const source = await store(wb, `Mother ${i + 1}`, new TextEncoder().encode(text), actor, participant);
    const count = i === sizeM.interviews ? many : i < 8 ? codingsOf400 : Math.round((sizeM.codings - 8 * codingsOf400) / (sizeM.interviews - 8));
    const codings = Array.from({ length: count }, (): Command => {
      const start = Math.floor(random() * (text.length - 400));
      return { type: "coding.add", id: wb.newId(), source, code: codes[Math.floor(random() * codes.length)]!, start, end: start + 20 + Math.floor(random() * 300) };
    });
    await must(wb, codings, actor);
  }
  return wb;
}

/** Puts into the page what measures it: from an act to the frame in which what it should bring has been painted. */
const measuring = (): void => {
  const w = window as unknown as Record<string, unknown>;
  w["painted"] = () => document.querySelectorAll("[data-tint]").length;
  let stored = 0;
  let storedAt = 0;
  const real = window.fetch.bind(window);
  window.fetch = async (...args) => {
    const answer = await real(...args);
    if (String(args[0] instanceof Request ? args[0].url : args[0]).includes("/api/commands")) {
      stored++;
      storedAt = performance.now();
    }
    return answer;
  };
  w["stored"] = () => stored;
  w["storedAfter"] = () => storedAt - (w["began"] as number);
  w["key"] = (key: string) => document.querySelector("[data-column]")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  w["measure"] = (act: () => void, done: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now();
      w["began"] = began;
      act();
      const look = (): void => {
        if (performance.now() - began > 30_000) return reject(new Error(`This was not painted in half a minute: ${String(act)}`));
        if (!done()) return void requestAnimationFrame(look);
        // What is there before a frame is painted in it; the message is handled after that.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now() - began);
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  w["scroll"] = async (frames: number) => {
    const reader = document.querySelector("[data-column]")!.closest("section")!;
    const times: number[] = [];
    for (let i = 0; i < frames; i++) {
      times.push(await new Promise<number>(requestAnimationFrame));
      reader.scrollBy(0, 40);
    }
    const gaps = times.slice(1).map((t, i) => t - times[i]!);
    const frame = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 4)]!;
    return gaps.reduce((dropped, gap) => dropped + Math.max(0, Math.round(gap / frame) - 1), 0);
  };
};

/** Measures an act in the page, given as two expressions: what is done, and what shows that it has been painted. */
const measure = (page: Page, act: string, done: string): Promise<number> => page.evaluate(`measure(() => { ${act} }, () => { ${done} })`);

const quickest = async (times: number, work: (i: number) => Promise<number>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) best = Math.min(best, await work(i));
  return best;
};

/** From the start of the process to the first page and the study, as a browser asks for them, in seconds. */
function untilFirstPage(file: string, folder: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL("../src/server/start.ts", import.meta.url)), file], { env: { ...process.env, EARSHOT_PORT: "0", EARSHOT_AS: "HN", EARSHOT_NO_BROWSER: "1", XDG_STATE_HOME: folder }, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    let entering = false;
    child.once("exit", () => reject(new Error(`Earshot ended before it was there: ${said}`)));
    child.stdout.on("data", async (piece: Buffer) => {
      said += String(piece);
      const address = /Earshot is at (\S+)/.exec(said)?.[1];
      if (address === undefined || entering) return;
      entering = true;
      const entered = await fetch(address, { redirect: "manual" });
      const cookie = entered.headers.get("set-cookie")!.split(";")[0]!;
      await (await fetch(new URL("/", address), { headers: { cookie } })).text();
      const study = await fetch(new URL("/api/study", address), { headers: { cookie } });
      await study.text();
      if (!study.ok) return reject(new Error(`The study was answered with ${study.status}.`));
      const took = (performance.now() - began) / 1000;
      child.removeAllListeners("exit");
      child.once("exit", () => resolve(took));
      child.kill();
    });
  });
}

const within = (name: string, value: number, limit: number, unit: string): Line => ({ name, value, limit, unit, holds: value <= limit });

export async function run(): Promise<Line[]> {
  if (!canBrowse) {
    console.log("        (no Chromium, or the pages have not been built: nothing is measured in the browser)");
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  const file = join(folder, "m.earshot");
  const lines: Line[] = [];
  const wb = await studyM(file);
  const sources = [...wb.study.sources.values()];
  const link = (place: number): string => `document.querySelector('a[href="/interviews/${sources[place]!.id}"]')`;
  const running = await serving(wb, join(folder, "memory"));
  const browser = await launch();
  try {
    const { page } = await enter(browser, running);
    // What is downloaded until the first interview shows, as it would be compressed on a wire; fonts are compressed already.
    let bytes = 0;
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      // What others change is told for as long as the page lives.
      if (response.url().endsWith("/api/events")) return;
      reading.push(response.body().then((body) => void (bytes += response.url().endsWith(".woff2") ? body.length : gzipSync(body).length)).catch(() => undefined));
    });
    await page.goto(`http://127.0.0.1:${running.port}/interviews/${sources[0]!.id}`);
    await page.locator("[data-words]").first().waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await Promise.all(reading);
    page.removeAllListeners("response");
    lines.push(within("downloaded until the first interview shows, compressed", bytes / 1000, 400, "KB"));

    await page.evaluate(measuring);
    // Nobody leaves a page in the moment in which it comes: what it does when nothing else is to be done is done by then.
    const rest = (): Promise<void> => page.waitForTimeout(400);
    const opened = (place: number): string => `return document.querySelector("h1")?.textContent === "Mother ${place + 1}" && document.querySelector("[data-words]") !== null && painted() > 0`;
    lines.push(within("opening an interview of 10,000 words with 400 codings, from click to painted", await quickest(7, async (i) => {
      await rest();
      return measure(page, `${link(i + 1)}.click()`, opened(i + 1));
    }), 150, "ms"));

    await page.evaluate(`key("ArrowDown")`);
    await page.keyboard.type("code 1");
    await page.keyboard.press("Enter");
    while ((await page.evaluate<number>("stored()")) < 1) await page.waitForTimeout(20);
    const apply = quickest(9, async () => {
      await page.evaluate(`key("ArrowDown")`);
      const painted = await measure(page, `window.had = document.querySelector("footer").textContent.match(/\\d+ codings/)[0]; window.asked = stored(); key("1")`, `return !document.querySelector("footer").textContent.includes(window.had)`);
      while (!(await page.evaluate<boolean>("stored() > asked"))) await page.waitForTimeout(5);
      return Math.max(painted, await page.evaluate<number>("storedAfter()"));
    });
    lines.push(within("applying a code, from the key to painted and durably stored", await apply, 50, "ms"));

    const eyes = `[...document.querySelectorAll('[aria-label="Codebook"] li button[aria-pressed]')]`;
    lines.push(within("showing only one code, from click to painted", await quickest(6, async (i) => {
      const took = await measure(page, `${eyes}[${i * 7 + 1}].click()`, `return ${eyes}[${i * 7 + 1}].getAttribute("aria-pressed") === "true"`);
      await measure(page, `[...document.querySelectorAll('[aria-label="Codebook"] button')].find((b) => b.textContent === "Show all").click()`, `return ![...document.querySelectorAll('[aria-label="Codebook"] button')].some((b) => b.textContent === "Show all")`);
      return took;
    }), 50, "ms"));

    for (const [name, place] of [["400", 2], ["5,000", sizeM.interviews]] as const) {
      await measure(page, `${link(place)}.click()`, opened(place));
      lines.push(within(`frames dropped in 240 of scrolling, with ${name} codings`, await quickest(3, async () => {
        await page.evaluate(`document.querySelector("[data-column]").closest("section").scrollTo(0, 0)`);
        return page.evaluate<number>("scroll(240)");
      }), name === "400" ? 0 : 24, "frames"));
    }

    await measure(page, `${link(3)}.click()`, opened(3));
    const codes = [...wb.study.codes.values()].filter((c) => c.parent !== null);
    const passages = quickest(7, async (i) => {
      await rest();
      const took = await measure(page, `document.querySelector('[aria-label="Codebook"] a[href="/codes/${codes[i * 5]!.id}"]').click()`, `return document.querySelector("[data-passage]") !== null`);
      await measure(page, `document.querySelector('nav a[href="/interviews"]').click()`, "return document.querySelector('[data-words]') !== null");
      return took;
    });
    lines.push(within("opening the passages of a code, from click to painted", await passages, 150, "ms"));
    lines.push(within("opening the board of themes, from click to painted", await quickest(7, async () => {
      await rest();
      const took = await measure(page, `document.querySelector('nav a[href="/themes"]').click()`, "return document.querySelector('[data-stop][data-code]') !== null");
      await measure(page, `document.querySelector('nav a[href="/interviews"]').click()`, "return document.querySelector('[data-words]') !== null");
      return took;
    }), 150, "ms"));
  } finally {
    await browser.close();
    await running.close();
    await wb.close();
  }
  try {
    lines.push(within("from starting the server on M to its first page and the study", await quickest(3, () => untilFirstPage(file, folder)), 1, "s"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}
