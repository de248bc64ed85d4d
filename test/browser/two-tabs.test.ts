import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder, must } from "./fixture.ts";

describe.skipIf(!canBrowse)("two tabs that edit the same thing", () => {
  const dir = folder();
  let browser: Browser;
  let wb: Workbench;
  let running: Running;
  let one: Page;
  let two: Page;
  const problems: string[] = [];
  const both = async (path: string): Promise<void> => {
    for (const page of [one, two]) await page.goto(`http://127.0.0.1:${running.port}${path}`);
  };

  beforeAll(async () => {
    browser = await launch();
    wb = await createStudy(join(dir, "s.earshot"), { title: "T", approach: "codebook", as: "HN" });
    await must(wb, [
      { type: "attribute.define", attribute: "town", name: "town", kind: "text" },
      { type: "attribute.define", attribute: "age", name: "age", kind: "number" },
      ...["M1", "M2", "M3"].map((label) => ({ type: "participant.register" as const, id: label, label, values: { town: "Leeds" } })),
      { type: "theme.create", id: "t1", name: "Stairs", parent: null, centralIdea: "They walked.", scope: "" },
    ], await wb.actor("HN"));
    running = await serving(wb, join(dir, "memory"));
    [one, two] = [(await enter(browser, running)).page, (await enter(browser, running)).page];
    for (const page of [one, two]) page.on("pageerror", (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await wb?.close();
    rmSync(dir, { recursive: true, force: true });
    expect(problems).toEqual([]);
  });

  it("show the later one what the earlier wrote, lose neither's words, and save over it only when asked", async () => {
    await both("/themes/t1");
    const [first, second] = [one, two].map((page) => page.getByRole("textbox", { name: "Central idea" }));
    await second!.fill("They walked, she in front.");
    await first!.fill("Somebody came up the stairs.");
    await one.keyboard.press("Control+Enter");
    await two.getByText("This was changed meanwhile, to:").waitFor();
    await two.getByText("Somebody came up the stairs.").waitFor();
    expect(await second!.inputValue()).toBe("They walked, she in front.");
    await two.getByRole("textbox", { name: "Scope" }).click();
    expect(wb.study.themes.get("t1")!.centralIdea).toBe("Somebody came up the stairs.");
    await two.getByRole("button", { name: "Save mine over it" }).click();
    await expect.poll(() => wb.study.themes.get("t1")!.centralIdea).toBe("They walked, she in front.");
    await expect.poll(() => first!.inputValue()).toBe("They walked, she in front.");
  });

  it("let the later one take what the earlier wrote", async () => {
    await both("/report");
    const name = "Your words: discussion";
    await two.getByRole("textbox", { name }).fill("Mine.");
    await one.getByRole("textbox", { name }).fill("Theirs.");
    await one.keyboard.press("Control+Enter");
    await two.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => two.getByRole("textbox", { name }).inputValue()).toBe("Theirs.");
    expect(wb.study.settings.prose["discussion"]).toBe("Theirs.");
  });

  it("say so in a cell of the register, where Enter then decides", async () => {
    await both("/people");
    const cell = (page: Page): ReturnType<Page["locator"]> => page.getByRole("gridcell", { name: "Leeds" }).first();
    await cell(two).dblclick();
    await two.keyboard.press("Control+A");
    await two.keyboard.type("York");
    await cell(one).dblclick();
    await one.keyboard.press("Control+A");
    await one.keyboard.type("Hull");
    await one.keyboard.press("Enter");
    await expect.poll(() => wb.study.participants.get("M1")!.values["town"]).toBe("Hull");
    await two.waitForTimeout(300);
    await two.keyboard.press("Enter");
    await two.getByText("This was changed meanwhile, to “Hull”.").waitFor();
    expect(wb.study.participants.get("M1")!.values["town"]).toBe("Hull");
    await two.keyboard.press("Enter");
    await expect.poll(() => wb.study.participants.get("M1")!.values["town"]).toBe("York");
  });

  it("keep a cell with its person where rows move while it is typed in", async () => {
    await both("/people");
    await two.getByRole("gridcell", { name: "Leeds" }).last().dblclick();
    await two.keyboard.press("Control+A");
    await two.keyboard.type("Bath");
    await must(wb, [{ type: "participant.register", id: "M0", label: "M0", values: {} }], await wb.actor("HN"));
    await two.getByText("M0", { exact: true }).waitFor();
    await two.keyboard.press("Enter");
    await expect.poll(() => wb.study.participants.get("M3")!.values["town"]).toBe("Bath");
    expect(wb.study.participants.get("M2")!.values["town"]).toBe("Leeds");
  });

  it("bring back what was typed in a cell after a reload, and say what does not fit a number", async () => {
    await one.goto(`http://127.0.0.1:${running.port}/people`);
    await one.getByRole("gridcell", { name: "M2" }).click();
    await one.keyboard.press("ArrowRight");
    await one.keyboard.press("ArrowRight");
    await one.keyboard.type("thirty");
    await one.reload();
    const cell = one.getByRole("textbox", { name: "M2, age" });
    await cell.waitFor();
    expect(await cell.inputValue()).toBe("thirty");
    await one.keyboard.press("Enter");
    await one.getByRole("alert").getByText("thirty").waitFor();
    await cell.fill("30");
    await one.keyboard.press("Enter");
    await expect.poll(() => wb.study.participants.get("M2")!.values["age"]).toBe(30);
  });

  it("show at once what the other does, on every page", async () => {
    const shown: readonly (readonly [path: string, act: () => Promise<void>, there: string])[] = [
      ["/people", async () => must(wb, [{ type: "participant.register", id: "N1", label: "Newcomer 1", values: {} }], await wb.actor("HN")), "Newcomer 1"],
      ["/codes", async () => must(wb, [{ type: "code.create", id: "c9", name: "Quagga", parent: null, kind: "code", colour: null }], await wb.actor("HN")), "Quagga"],
      ["/themes", async () => must(wb, [{ type: "theme.create", id: "t9", name: "Okapi", parent: null, centralIdea: "", scope: "" }], await wb.actor("HN")), "Okapi"],
      ["/themes/map", async () => must(wb, [{ type: "theme.describe", theme: "t9", name: "Okapis", reason: "" }], await wb.actor("HN")), "Okapis"],
      ["/report", async () => must(wb, [{ type: "theme.describe", theme: "t9", name: "Tapir", reason: "" }], await wb.actor("HN")), "Tapir"],
      ["/history", async () => must(wb, [{ type: "code.create", id: "c10", name: "Bongo", parent: null, kind: "code", colour: null }], await wb.actor("HN")), "Bongo"],
      ["/people/papers", async () => must(wb, [{ type: "criterion.define", criterion: "k", name: "Has a stair", definition: "" }], await wb.actor("HN")), "Has a stair"],
      ["/explore/memos", async () => must(wb, [{ type: "memo.write", id: "m9", kind: "method", title: "On stairs", text: "Counted.", links: [] }], await wb.actor("HN")), "On stairs"],
      ["/settings", async () => must(wb, [{ type: "study.describe", title: "Stairs of Leeds" }], await wb.actor("HN")), "Stairs of Leeds"],
    ];
    for (const [path, act, there] of shown) {
      await one.goto(`http://127.0.0.1:${running.port}${path}`);
      await one.locator("main h1").first().waitFor();
      await act();
      await expect.poll(() => one.locator("main").evaluate((main, words) => `${main.textContent} ${[...main.querySelectorAll("textarea, input")].map((field) => (field as HTMLInputElement).value).join(" ")}`.includes(words), there), { timeout: 5000, message: path }).toBe(true);
    }
  });
});
