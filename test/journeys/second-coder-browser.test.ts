import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodings } from "../../src/workbench/importCodings.ts";
import { memoryLog } from "../../src/log/memory.ts";
import { consensusLayer, differencesOf } from "../../src/analysis/coderComparison.ts";
import { presentSources } from "../../src/study/source.ts";
import type { Command } from "../../src/study/study.ts";
import type { Running } from "../../src/server/serve.ts";
import { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "../browser/browser.ts";
import { store } from "../browser/fixture.ts";

const memory = mkdtempSync(`${tmpdir()}/earshot-second-coder-`);
afterAll(() => rmSync(memory, { recursive: true }));

const interview = (name: string): Uint8Array =>
  new TextEncoder().encode(`Interviewer: How was the first visit for you?\n${name}: I was frightened at first. She came to the house every week and that helped me a great deal.\nInterviewer: And your partner?\n${name}: He sat in the car, mostly. I never said we needed help as well.\n`);
const csv = (coder: string, rows: readonly (readonly [string, string, string])[]): Uint8Array => new TextEncoder().encode(`source,quote,code,coder\n${rows.map(([source, quote, code]) => `${source},"${quote}",${code},${coder}`).join("\n")}\n`);

describe.skipIf(!canBrowse)("three interviews, from assignment to consensus in the browser", () => {
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  const must = async (as: string, ...commands: Command[]): Promise<void> => {
    const outcome = await wb.do(commands, await wb.actor(as));
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  };
  const become = async (page: Page, name: string): Promise<void> => {
    await page.evaluate((who) => {
      sessionStorage.setItem("earshot.as", who);
    }, name);
    await page.reload();
  };
  const address = (page: Page, path: string): string => `${new URL(page.url()).origin}${path}`;

  beforeAll(async () => {
    wb = await Workbench.open(memoryLog());
    await must("HN", { type: "study.create", id: "study", title: "Support", approach: "codebook" });
    const hn = await wb.actor("HN");
    for (const n of [1, 2, 3, 4]) await store(wb, `Mother ${n}`, interview(`Mother ${n}`), hn);
    for (const name of ["fear", "home visits", "partner outside"]) await must("HN", { type: "code.create", name, parent: null, kind: "code", colour: null });
    const theirs = [1, 2, 3].flatMap((n) => [[`Mother ${n}`, "I was frightened at first.", "fear"], [`Mother ${n}`, "She came to the house every week", "home visits"], [`Mother ${n}`, "He sat in the car, mostly.", "partner outside"]] as const);
    await importCodings(wb, { name: "hn.csv", bytes: csv("HN", theirs) }, {}, hn);
    running = await serving(wb, memory);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
  });

  it("goes from the assignment over blind coding and finish marks to decisions by key", async () => {
    const { page, requests, problems } = await enter(browser, running);

    // Assign.
    await page.goto(address(page, "/compare/assignments"));
    await page.getByRole("button", { name: "Give interviews to a coder" }).click();
    await page.getByLabel("Who codes").fill("RO");
    for (const n of [1, 2, 3]) await page.getByRole("checkbox", { name: `Mother ${n}` }).check();
    await page.getByRole("button", { name: "Assign 3 interviews" }).click();
    await page.getByText("blind, no new codes").waitFor();
    expect([...wb.study.assignments.values()].map((a) => [a.sources.length, a.blind, a.rule])).toEqual([[3, true, "chosen by hand"]]);

    // RO codes blind, and is shown nothing of HN's work.
    await become(page, "RO");
    await page.goto(address(page, "/compare"));
    await page.getByText("is hidden until everyone who codes them has marked them as finished").waitFor();
    const ro = await wb.actor("RO");
    const hers = [...[1, 2].flatMap((n) => [[`Mother ${n}`, "I was frightened at first.", "fear"], [`Mother ${n}`, "every week and that helped me", "home visits"]] as const), ["Mother 1", "He sat in the car, mostly.", "fear"]] as const;
    await importCodings(wb, { name: "ro.csv", bytes: csv("RO", hers) }, {}, ro);
    await page.goto(address(page, "/compare/assignments"));
    for (const n of [1, 2, 3]) {
      await page.getByRole("button", { name: `Mark Mother ${n} as finished` }).click();
      await page.getByRole("row", { name: `Mother ${n}` }).getByRole("button", { name: "Reopen" }).waitFor();
    }
    expect(await page.getByText("others’ work hidden from you").count()).toBe(3);

    // HN finishes too: the differences appear.
    await become(page, "HN");
    for (const n of [1, 2, 3]) {
      await page.getByRole("button", { name: `Mark Mother ${n} as finished` }).click();
      await page.getByRole("row", { name: `Mother ${n}` }).getByRole("button", { name: "Reopen" }).waitFor();
    }
    await page.getByRole("group", { name: "What is shown" }).getByRole("button", { name: "Differences" }).click();
    await page.getByRole("heading", { name: "Same code, two extents" }).waitFor();
    expect(await page.locator('[data-sides~="first"]').allInnerTexts()).toEqual(["She came to the house ", "every week"]);
    expect(await page.locator('[data-sides~="second"]').allInnerTexts()).toEqual(["every week", " and that helped me"]);

    // Decide by key: 2 keeps RO's, with a reason.
    await page.keyboard.press("2");
    await page.keyboard.press("r");
    await page.keyboard.type("How often is the point");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Same passage, two codes" }).waitFor();
    await page.keyboard.press("3");
    await page.keyboard.press("Enter");
    // Mother 2: another range, one word longer; and a definition that changes.
    await page.getByRole("heading", { name: "Same code, two extents" }).waitFor();
    await page.keyboard.press("4");
    await page.getByRole("button", { name: "End later" }).click();
    await page.getByRole("button", { name: "Change a definition" }).click();
    await page.getByLabel("The new words").fill("Only where she says how often");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Coded by one, not by the other" }).waitFor();
    await page.keyboard.press("5");
    await page.keyboard.press("Enter");
    // Mother 3: RO finished it and coded nothing.
    for (const [i, key] of ["1", "1", "6"].entries()) {
      await page.getByText(`${4 + i} of 7 differences settled`).waitFor();
      await page.locator('[aria-current="true"][data-settled="false"]').waitFor();
      await page.keyboard.press(key);
      await page.keyboard.press("Enter");
    }
    await page.getByText("left open").first().waitFor();

    const text = await wb.texts(presentSources(wb.study));
    const found = differencesOf(wb.study, text, { coders: ["HN", "RO"] });
    expect(found.ok && found.differences.filter((d) => d.kind !== "agreed").map((d) => d.decision?.outcome)).toEqual(["second", "both", "other", "none", "first", "first", "open"]);
    const mine = found.ok ? found.differences.find((d) => d.decision?.reason === "How often is the point") : undefined;
    expect(mine?.decision?.who).toEqual([await wb.actor("HN"), ro]);
    const visits = [...wb.study.codes.values()].find((c) => c.name === "home visits")!;
    expect(visits.whenToUse).toBe("Only where she says how often");
    expect([...wb.study.decisions.values()].filter((d) => d.changedCode === visits.id)).toHaveLength(1);
    const second = presentSources(wb.study).find((s) => s.name === "Mother 2")!;
    const layer = consensusLayer(wb.study, [await wb.actor("HN"), ro], second);
    expect(layer.map((r) => text(second).slice(r.start, r.end))).toEqual(["I was frightened at first.", "She came to the house every week and"]);

    // The map leads to the passages.
    await page.getByRole("group", { name: "What is shown" }).getByRole("button", { name: "Agreement" }).click();
    await page.getByText("Left out: Mother 4").or(page.getByText("No document was left out.")).waitFor();
    await page.getByRole("link", { name: /home visits, Mother 1: both 10/ }).click();
    await page.getByText("Only home visits").waitFor();
    await page.getByRole("heading", { name: "Same code, two extents" }).waitFor();
    await page.getByRole("group", { name: "What is shown" }).getByRole("button", { name: "Codes against codes" }).click();
    await page.getByTitle("HN: partner outside; RO: fear").waitFor();

    expect(problems).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
    await page.context().close();
  }, 120_000);

  it("keeps both decisions where two people decide one difference at once: the later stands, visibly, and nothing that was being written is lost", async () => {
    const [hn, ro] = [await enter(browser, running), await enter(browser, running)];
    await become(ro.page, "RO");
    for (const { page } of [hn, ro]) {
      await page.goto(address(page, "/compare"));
      await page.locator('button[data-settled="false"]').first().click();
      await page.getByRole("button", { name: /Nothing should be coded here/ }).click();
    }
    const open = [...wb.study.decisions.values()].find((d) => d.outcome === "open")!;
    // HN's page does not hear of RO's decision before HN settles.
    await hn.page.route("**/api/compare?*", (route) => route.abort());
    await hn.page.route("**/api/compare", (route) => route.abort());
    await ro.page.getByLabel("Why").fill("It is about another visit");
    await ro.page.keyboard.press("Control+Enter");
    await ro.page.getByText("7 of 7 differences settled").waitFor();
    await ro.page.getByRole("button", { name: "1" }).first().waitFor();
    await ro.page.getByLabel("Why").fill("Half a thought");
    await hn.page.getByLabel("Why").fill("She means the first week");
    await hn.page.keyboard.press("Control+Enter");
    await ro.page.getByText("decided twice, unseen by each other").waitFor();
    expect(await ro.page.getByLabel("Why").inputValue()).toBe("Half a thought");
    await ro.page.getByText("decided while this was open").waitFor();
    await ro.page.getByText("decided elsewhere at once").waitFor();
    expect(wb.study.decisions.get(open.difference)).toMatchObject({ reason: "She means the first week", earlier: 2, unseen: true });
    // Decided anew in sight of both, it is settled.
    await ro.page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.decisions.get(open.difference)).toMatchObject({ reason: "Half a thought", earlier: 3, unseen: false });
    for (const { page } of [hn, ro]) await page.context().close();
  }, 60_000);

  it.each([["light", false, 1440, 900], ["dark", true, 1024, 768]] as const)("has no fault of accessibility that can be found by machine, %s", async (_, dark, width, height) => {
    const { page } = await enter(browser, running, { dark, width, height });
    for (const path of ["/compare", "/compare/agreement", "/compare/codes", "/compare/assignments"]) {
      await page.goto(address(page, path));
      await page.getByRole("heading", { level: 1, name: "Compare" }).waitFor();
      await page.waitForLoadState("networkidle").catch(() => undefined);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map((v) => `${path} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`)).toEqual([]);
    }
    await page.context().close();
  }, 120_000);
});

it.skipIf(canBrowse)("was not tried in a browser: there is no Chromium here, or the pages are not built", () => {
  expect(existsSync(new URL("../../src/web/pages/compare/index.tsx", import.meta.url))).toBe(true);
});
