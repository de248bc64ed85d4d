import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../../src/server/serve.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder, must, store } from "./fixture.ts";

describe.skipIf(!canBrowse)("the guide, the forms and the memos", () => {
  const dir = folder();
  let browser: Browser;
  let wb: Workbench;
  let running: Running;
  let page: Page;
  const problems: string[] = [];
  const at = async (path: string): Promise<void> => void (await page.goto(`http://127.0.0.1:${running.port}${path}`));

  beforeAll(async () => {
    browser = await launch();
    wb = await createStudy(join(dir, "s.earshot"), { title: "T", approach: "codebook", as: "HN" });
    const actor = await wb.actor("HN");
    await must(wb, [{ type: "participant.register", id: "p1", label: "Mother 1", values: {} }, { type: "code.create", id: "c1", name: "Stairs", parent: null, kind: "code", colour: null }], actor);
    const source = await store(wb, "Mother 1", new TextEncoder().encode("I: How was it?\nMother 1: She walked up nine floors.\n"), actor, "p1");
    await must(wb, [{ type: "coding.add", id: "k1", source, code: "c1", start: 25, end: 51 }, { type: "memo.write", id: "m1", kind: "analytic", title: "Nine floors", text: "Nobody else walked.", links: [{ kind: "coding", id: "k1" }] }], actor);
    running = await serving(wb, join(dir, "memory"));
    const entered = await enter(browser, running);
    page = entered.page;
    page.on("pageerror", (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await wb?.close();
    rmSync(dir, { recursive: true, force: true });
    expect(problems).toEqual([]);
  });

  it("record a guide, keep what was typed of it over a reload, and a next version that says what is new", async () => {
    await at("/people/papers");
    await page.getByRole("button", { name: "Add the guide" }).click();
    await page.getByRole("textbox", { name: "The guide" }).fill("1. How did it begin?\n2. And then?");
    await page.reload();
    await page.getByRole("button", { name: "Add the guide" }).click();
    expect(await page.getByRole("textbox", { name: "The guide" }).inputValue()).toBe("1. How did it begin?\n2. And then?");
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByText("2 questions").waitFor();
    await page.getByRole("region", { name: "Interview guide" }).getByRole("button", { name: "Add a version" }).click();
    expect(await page.getByRole("textbox", { name: "Version" }).inputValue()).toBe("v2");
    await page.getByRole("textbox", { name: "The guide" }).fill("1. How did it begin?\n2. Who came?\n3. And then?\n4. What else?");
    await page.getByLabel("What changed, and why").fill("Asked who came, as the panel wished.");
    await page.getByRole("button", { name: "Record it" }).click();
    await page.locator("main").getByText("Asked who came, as the panel wished.").waitFor();
    await expect.poll(() => page.locator("small", { hasText: "new" }).count()).toBe(2);
    await expect.poll(() => [...wb.study.guides.values()].map((g) => g.version)).toEqual(["v1", "v2"]);
  });

  it("take a guide from a text file, and refuse a version that is there and a file that is no text", async () => {
    await page.getByRole("region", { name: "Interview guide" }).getByRole("button", { name: "Add a version" }).click();
    const file = page.locator("dialog input[type=file]");
    await file.setInputFiles({ name: "guide.docx", mimeType: "application/zip", buffer: Buffer.from("PK") });
    await page.getByText("guide.docx is no plain text.").waitFor();
    await file.setInputFiles({ name: "guide.md", mimeType: "text/markdown", buffer: Buffer.from("\ufeff1. From a file?\r\n") });
    await expect.poll(() => page.getByRole("textbox", { name: "The guide" }).inputValue()).toBe("1. From a file?");
    await page.getByRole("textbox", { name: "Version" }).fill("v2");
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("alert").getByText('already an interview guide version "v2"').waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  it("record a consent form by its clauses, and a criterion that is then met on a person's page", async () => {
    await page.getByRole("button", { name: "Add the form" }).click();
    await page.getByLabel("Clauses, one on a line").fill("recording: It may be recorded.\nrecording: again");
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByText("stands there twice").waitFor();
    await page.getByLabel("Clauses, one on a line").fill("recording: It may be recorded.\nquotation: My words may be shown.");
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByText("signed by nobody").waitFor();
    await page.getByRole("button", { name: "Add a criterion" }).click();
    await page.getByLabel("Name").fill("over 18");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByText("asked of nobody").waitFor();
    await at("/people/p1");
    await page.getByLabel("Whether Mother 1 meets “over 18”").selectOption("met");
    await expect.poll(() => [...(wb.study.eligibility.get("p1")?.values() ?? [])].map((e) => e.met)).toEqual([true]);
    await page.getByRole("button", { name: "Record consent" }).click();
    await page.getByText("My words may be shown.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await at("/people/papers");
    await page.getByText("1 met, 0 not").waitFor();
  });

  it("scroll inside the page, and never the window", async () => {
    await page.setViewportSize({ width: 1024, height: 500 });
    for (const path of ["/people/papers", "/people/p1", "/report", "/settings", "/explore/memos"]) {
      await at(path);
      await page.locator("main h1").first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight), path).toBe(true);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("show what a memo is about with its passage, and change its words and its links", async () => {
    await at("/explore/memos/m1");
    await page.getByRole("blockquote").getByText("She walked up nine floors").waitFor();
    await page.getByRole("textbox", { name: "The memo" }).fill("Nobody else walked up.");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => wb.study.memos.get("m1")?.text).toBe("Nobody else walked up.");
    await page.getByRole("button", { name: "And something else" }).click();
    await page.keyboard.type("stairs");
    await page.keyboard.press("Enter");
    await expect.poll(() => wb.study.memos.get("m1")?.links).toEqual([{ kind: "coding", id: "k1" }, { kind: "code", id: "c1" }]);
    await page.getByRole("button", { name: "Not about this passage any more" }).click();
    await expect.poll(() => wb.study.memos.get("m1")?.links).toEqual([{ kind: "code", id: "c1" }]);
  });

  it("write a memo on the study as a whole, and take it away", async () => {
    await page.getByRole("button", { name: "Write a memo" }).click();
    await page.getByLabel("The memo", { exact: true }).last().fill("I wanted them to be grateful.");
    await page.getByLabel("Kind").selectOption("reflexive");
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByRole("button", { name: "Write a memo" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => [...wb.study.memos.values()].map((m) => m.kind)).toEqual(["analytic", "reflexive"]);
    await page.waitForURL(/\/explore\/memos\/./);
    await page.getByRole("article").getByRole("button", { name: "Remove", exact: true }).click();
    await expect.poll(() => wb.study.memos.size).toBe(1);
  });
});
