import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, smallStudy } from "./fixture.ts";

describe.skipIf(!canBrowse)("a table of ratings from elsewhere, in the browser", () => {
  const dir = folder();
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  let page: Page;
  let recorded = 0;
  beforeAll(async () => {
    wb = await smallStudy(join(dir, "study.earshot"));
    wb.subscribe((events) => void (recorded += events.length));
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
    ({ page } = await enter(browser, running));
  });
  afterAll(() => closed(dir, browser, running, wb));

  const give = async (name: string, text: string): Promise<void> => {
    await page.locator('input[type="file"][accept*="csv"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
  };
  const valueOf = (name: string): Promise<string> => page.getByRole("row", { name: new RegExp(`^${name}`) }).locator("td").first().innerText();

  it("is reached from the comparison, and shows every coefficient that applies", async () => {
    await page.goto(`http://127.0.0.1:${running.port}/compare`);
    await page.getByRole("radio", { name: "A table from elsewhere" }).or(page.getByRole("button", { name: "A table from elsewhere" })).first().click();
    await page.getByText("Agreement in a table from elsewhere").waitFor();
    // Observed agreement 3 of 4; by chance 1/2 × 1/4 + 1/2 × 3/4 = 1/2; so kappa is (3/4 − 1/2) / (1 − 1/2) = 1/2.
    await give("two.csv", "unit,HN,RO\na,1,1\nb,1,0\nc,0,0\nd,0,0\n");
    await expect.poll(() => valueOf("Cohen's kappa")).toBe("0.5000");
    expect(await valueOf("Percent agreement")).toBe("0.7500");
    expect(await page.getByRole("row", { name: /^Weighted kappa/ }).count()).toBe(0);
  });

  it("counts anew with weights", async () => {
    await give("three.csv", "unit,HN,RO\na,1,1\nb,2,3\nc,3,3\nd,1,2\n");
    await page.getByRole("combobox", { name: "Weights" }).selectOption("quadratic");
    await page.getByRole("row", { name: /^Weighted kappa/ }).waitFor();
    await page.getByRole("combobox", { name: "Weights" }).selectOption("");
  });

  it("ranks named categories in the order that is told", async () => {
    await give("named.csv", "unit,HN,RO\na,never,never\nb,often,sometimes\nc,sometimes,sometimes\nd,often,often\n");
    await expect.poll(() => valueOf("Krippendorff’s alpha \\(ordinal\\)")).toContain("undefined");
    await page.getByRole("textbox", { name: /^Categories in their order/ }).fill("never, sometimes, often");
    await expect.poll(() => valueOf("Krippendorff’s alpha \\(ordinal\\)")).toMatch(/^0\.\d{4}$/);
    await page.getByRole("textbox", { name: /^Categories in their order/ }).fill("");
  });

  it("says in a sentence what cannot be compared", async () => {
    await give("one.csv", "unit,HN\na,1\nb,0\n");
    await page.getByText(/one coder only \("HN"\): agreement needs at least two/).waitFor();
  });

  it("stores nothing", () => {
    expect(recorded).toBe(0);
  });
});
