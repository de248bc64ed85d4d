import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, must, store } from "./fixture.ts";

/** A place where something is typed: its page, what opens it, and the field. */
interface Place {
  readonly name: string;
  readonly path: string;
  readonly open?: (page: Page) => Promise<void>;
  readonly field: (page: Page) => Locator;
  readonly text?: string;
}

const button = (name: string | RegExp) => async (page: Page): Promise<void> => page.getByRole("button", { name }).first().click();
const box = (name: string) => (page: Page): Locator => page.getByRole("textbox", { name, exact: true });
const press = (where: string, key: string) => async (page: Page): Promise<void> => {
  await page.locator(where).first().focus();
  await page.keyboard.press(key);
};

const places: readonly Place[] = [
  { name: "a new column", path: "/people", open: button("Add a column"), field: box("Name") },
  { name: "a column that is changed", path: "/people", open: async (page) => { await button(/^age \(number\)/)(page); await page.getByRole("menuitem", { name: "Change this column" }).click(); }, field: box("Bands for tables"), text: "under 25; 25-29" },
  { name: "the filter of the register", path: "/people", field: (page) => page.getByRole("textbox", { name: "Filter" }), text: "M1" },
  { name: "bands in Table 1", path: "/people/table-1", field: box("Bands of age"), text: "under 30; 30 or over; x" },
  { name: "a new substudy", path: "/people/substudies", field: box("Rule"), text: "age > 20" },
  { name: "a step of recruitment", path: "/people/p1", open: button("Record a step"), field: box("How, or why") },
  { name: "an interview that took place", path: "/people/p1", open: button("Record an interview"), field: box("Place") },
  { name: "a consent", path: "/people/p1", open: button("Record consent"), field: box("How") },
  { name: "the reason of a withdrawal", path: "/people/p1", open: button("Withdraw…"), field: box("Reason") },
  { name: "a label on a person's page", path: "/people/p1", field: box("Label") },
  { name: "a criterion", path: "/people/papers", open: button("Add a criterion"), field: box("What it means") },
  { name: "a consent form", path: "/people/papers", open: button("Add a version"), field: box("Clauses, one on a line") },
  { name: "a guide", path: "/people/papers", open: button("Add the guide"), field: box("The guide") },
  { name: "a new theme", path: "/themes", open: button(/^New theme/), field: box("Name") },
  { name: "the name of a theme", path: "/themes", open: press("[data-stop][data-theme]:not([data-code])", "F2"), field: box("Name") },
  { name: "a note on a theme", path: "/themes", open: press("[data-stop][data-theme]:not([data-code])", "n"), field: box("Note") },
  { name: "why a theme is given up", path: "/themes", open: press("[data-stop][data-theme]:not([data-code])", "Delete"), field: (page) => page.getByRole("dialog").getByRole("textbox") },
  { name: "a theme's central idea", path: "/themes/t1", field: box("Central idea") },
  { name: "a memo", path: "/explore/memos", open: button("Write a memo"), field: box("The memo") },
  { name: "prose of the report", path: "/report", field: box("Your words: introduction") },
  { name: "an account of a theme in the report", path: "/report", field: box("Your account of it") },
  { name: "a fact that the report lacks", path: "/report", field: (page) => page.getByPlaceholder("Write the ethics reference here.").first() },
  { name: "a positionality statement", path: "/report", open: async (page) => { const ask = page.getByRole("button", { name: /positionality statement/ }).first(); if (await ask.count()) await ask.click(); }, field: (page) => page.getByRole("textbox", { name: /^Positionality of/ }).first() },
  { name: "the study's title", path: "/settings", field: box("Title") },
  { name: "a fact in the settings", path: "/settings", field: box("setting") },
  { name: "a new fact's name", path: "/settings", field: box("Another fact") },
];

describe.skipIf(!canBrowse)("what is typed", () => {
  const dir = folder();
  let browser: Browser;
  let wb: Workbench;
  let running: Running;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    wb = await createStudy(join(dir, "s.earshot"), { title: "T", approach: "codebook", as: "HN" });
    const actor = await wb.actor("HN");
    await must(wb, [
      { type: "attribute.define", attribute: "age", name: "age", kind: "number" },
      { type: "participant.register", id: "p1", label: "M1", values: { age: 31 } },
      { type: "participant.register", id: "p2", label: "M2", values: { age: 22 } },
      { type: "consentForm.define", version: "v1", date: "", clauses: [{ name: "recording", wording: "It may be recorded." }] },
      { type: "code.create", id: "c1", name: "Stairs", parent: null, kind: "code", colour: null },
      { type: "theme.create", id: "t1", name: "Upstairs", parent: null, centralIdea: "", scope: "" },
    ], actor);
    await store(wb, "M1", new TextEncoder().encode("I: How was it?\nM1: She walked up nine floors.\n"), actor, "p1");
    running = await serving(wb, join(dir, "memory"));
    page = (await enter(browser, running)).page;
  });
  afterAll(() => closed(dir, browser, running, wb));

  it.each(places.map((place) => [place.name, place] as const))("is there again after a reload: %s", async (_, { path, open, field, text = "half a sentence" }) => {
    await page.goto(`http://127.0.0.1:${running.port}${path}`);
    await page.locator("main h1, main h2").first().waitFor();
    const before = wb.study.events;
    await open?.(page);
    await field(page).fill(text);
    await page.reload();
    await page.locator("main h1, main h2").first().waitFor();
    await open?.(page);
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe(text);
    expect(wb.study.events).toBe(before);
    await page.evaluate(() => localStorage.clear());
  });
});
