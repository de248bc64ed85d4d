import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk } from "../../src/server/desk.ts";
import type { Running } from "../../src/server/serve.ts";
import type { Command, Study } from "../../src/study/study.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder, must, store } from "./fixture.ts";

/** Six people of a register, of whom the last declined, and one interview. */
async function register(path: string): Promise<Workbench> {
  const wb = await createStudy(path, { title: "T", approach: "codebook", as: "HN" });
  const actor = await wb.actor("HN");
  const [age, town] = [wb.newId(), wb.newId()];
  const person = (label: string, values: Record<string, string | number>): Command => ({ type: "participant.register", id: label, label, values });
  await must(wb, [{ type: "attribute.define", attribute: age, name: "age", kind: "number", bands: "under 25; 26-40" }, { type: "attribute.define", attribute: town, name: "town", kind: "category" }], actor);
  await must(wb, [person("M1", { [age]: 24, [town]: "Leeds" }), person("M2", { [age]: 31, [town]: "York" }), person("M3", { [age]: 30, [town]: "Leeds" }), person("M14", { [age]: 38, [town]: "Leeds" }), person("M5", { [age]: 22, [town]: "York" }), person("A1", {})], actor);
  await must(wb, [{ type: "recruitment.record", participant: "A1", step: "approached", date: "2016-01-02", by: "", service: "", reason: "" }, { type: "recruitment.record", participant: "A1", step: "declined", date: "2016-01-03", by: "", service: "", reason: "no time" }], actor);
  await store(wb, "M1", new TextEncoder().encode("I: How was it?\nM1: The quaggahouse was far away from us.\nI: And then?\nM1: We walked.\n"), actor, "M1");
  return wb;
}

describe.skipIf(!canBrowse)("the pages about people", () => {
  const dir = folder();
  let browser: Browser;
  let desk: Desk;
  let running: Running;
  let page: Page;
  const problems: string[] = [];
  const study = (): Study => desk.workbench!.study;
  const at = async (path: string): Promise<void> => void (await page.goto(`http://127.0.0.1:${running.port}${path}`));
  const rows = (): Promise<string[]> => page.locator("[role=grid] tbody tr[aria-rowindex] td:first-child").evaluateAll((cells) => cells.map((c) => (c.textContent ?? "").trim()).filter((words) => !words.includes("New participant")));

  beforeAll(async () => {
    browser = await launch();
    desk = new Desk(await register(join(dir, "s.earshot")), join(dir, "s.earshot"));
    running = await serving(desk, join(dir, "memory"));
    const entered = await enter(browser, running);
    page = entered.page;
    page.on("pageerror", (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await desk?.workbench?.close();
    rmSync(dir, { recursive: true, force: true });
    expect(problems).toEqual([]);
  });

  it("begin with those who took part, in the order of their numbers, and show the others when asked", async () => {
    await at("/people");
    await expect.poll(rows).toEqual(["M1", "M2", "M3", "M5", "M14"]);
    await page.getByRole("button", { name: "Did not join 1" }).click();
    await expect.poll(rows).toEqual(["A1Declined"]);
    await page.getByRole("button", { name: "Took part 5" }).click();
  });

  it("narrow the register by a rule, say where it cannot be read, and make a substudy of it", async () => {
    const filter = page.getByRole("textbox", { name: "Filter" });
    await filter.fill("age >= 25 and town = ");
    await page.getByText("expected a value after").waitFor();
    await filter.fill("age >= 25 and town in (Leeds)");
    await expect.poll(rows).toEqual(["M3", "M14"]);
    await page.getByRole("button", { name: "Make a substudy of these" }).click();
    await page.getByLabel("Name").fill("Leeds");
    await page.getByRole("button", { name: "Freeze the list of 2" }).click();
    await expect.poll(() => [...study().substudies.values()].map((s) => [s.name, s.members])).toEqual([["Leeds", ["M3", "M14"]]]);
  });

  it("change a substudy's rule and freeze it anew", async () => {
    await expect.poll(() => page.getByLabel("Name").inputValue()).toBe("");
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByLabel("Rule").fill("town = Leeds");
    await page.getByRole("button", { name: "Freeze the list of 3" }).click();
    await expect.poll(() => [...study().substudies.values()].map((s) => [s.name, s.members.length])).toEqual([["Leeds", 3]]);
  });

  it("edit a cell by typing into it, and tell what does not fit", async () => {
    await at("/people");
    await page.getByRole("textbox", { name: "Filter" }).fill("");
    await expect.poll(rows).toHaveLength(5);
    await page.getByRole("gridcell", { name: "31" }).click();
    await page.keyboard.type("old");
    await page.keyboard.press("Enter");
    await page.getByText("is not a number").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.type("33");
    await page.keyboard.press("Enter");
    await expect.poll(() => Object.values(study().participants.get("M2")!.values)).toContain(33);
  });

  it("let the bands of Table 1 be edited in place, with what falls outside named", async () => {
    await at("/people/table-1");
    const bands = page.getByLabel(/bands/i).first();
    await bands.click();
    await bands.fill("under 25; 30-32");
    await page.keyboard.press("Enter");
    await page.getByText(/M14.*38.*none of the bands/).first().waitFor();
    await bands.fill("under 30; 30 and over");
    await page.keyboard.press("Enter");
    await page.getByRole("cell", { name: "30 and over" }).or(page.getByText("30 and over", { exact: true })).first().waitFor();
  });

  it("leads to a section of the write-up by scrolling the paper alone, and keeps the authors' words", async () => {
    await at("/report");
    await page.getByRole("navigation", { name: "Sections of the write-up" }).getByRole("link", { name: /COREQ/ }).click();
    await page.getByRole("heading", { name: "Appendix: COREQ checklist" }).waitFor();
    await expect.poll(async () => (await page.getByRole("heading", { name: "Appendix: COREQ checklist" }).boundingBox())!.y).toBeLessThan(400);
    expect((await page.getByText("Earshot", { exact: true }).first().boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page.getByRole("navigation", { name: "Sections of the write-up" }).getByRole("link", { name: /Discussion/ }).click();
    await page.getByLabel("Your words: discussion").click();
    await page.keyboard.type("They walked.");
    await page.getByRole("heading", { name: "Introduction" }).click();
    await expect.poll(() => study().settings.prose["discussion"]).toBe("They walked.");
  });

  it("show what a withdrawal would erase, ask for the label, and leave not one byte of it", async () => {
    await at("/people/M1");
    await page.getByRole("button", { name: "Withdraw…" }).click();
    await page.getByLabel("Remove everything").click();
    const erase = page.getByRole("button", { name: "Erase for good" });
    await page.getByText("interviews: M1").waitFor();
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel(/to confirm/).fill("M1");
    await erase.click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the certificate" }).click()]);
    expect(readFileSync((await download.path())!, "utf8")).toContain("Participant: M1");
    expect(study().participants.get("M1")).toMatchObject({ label: "[withdrawn]", withdrawn: { level: "remove everything" } });
    expect(readFileSync(join(dir, "s.earshot")).includes("quaggahouse")).toBe(false);
  });
});
