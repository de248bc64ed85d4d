import { AxeBuilder } from "@axe-core/playwright";
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk } from "../../src/server/desk.ts";
import type { Running } from "../../src/server/serve.ts";
import { shelfIn } from "../../src/server/shelf.ts";
import { fingerprint } from "../../src/study/fingerprint.ts";
import { createStudy, openStudy } from "../../src/workbench/file.ts";
import { exportStudy } from "../../src/workbench/interchange/export.ts";
import { importPath } from "../../src/workbench/interchange/import.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { closed, folder, smallStudy } from "./fixture.ts";

const dir = folder();
const at = (name: string): string => join(dir, name);
const write = (name: string, text: string | Uint8Array): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const interview = (n: number): string => `Interviewer: How was number ${n} for you?\n\nMother ${n}: She came to the house every week, ${n} weeks long. I felt safe.\n\nInterviewer: And then?\n\nMother ${n}: Then it stopped.\n`;
/** Chooses files as if they were dropped, and waits until all are read. */
const bring = async (page: Page, ...files: string[]): Promise<void> => {
  await page.locator("input[data-files]").setInputFiles(files);
  await page.getByRole("dialog").getByText(/Nothing is stored yet|cannot be read|nothing that is not here/).first().waitFor();
};
const axe = async (page: Page, what: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(" | ")}`)).toEqual([]);
};
/** A study with two coded interviews, written as a project of another program. */
async function project(): Promise<string> {
  const file = at(`other ${Math.random()}.earshot`);
  const wb = await createStudy(file, { title: "Another", approach: "codebook", as: "EX" });
  const actor = await wb.actor("EX");
  const text = "She phoned first. I was glad of it 🙂 and said so.";
  const content = wb.contentOf(new TextEncoder().encode(text));
  const source = wb.newId();
  const done = await wb.do([
    { type: "code.create", id: "phoned", name: "phoned first", parent: null, kind: "code", colour: "#336699", description: "She rang before she came." },
    { type: "code.create", id: "glad", name: "glad", parent: null, kind: "code", colour: null },
    { type: "source.import", id: source, name: "From elsewhere", content: content.name, file: content.name, units: text.length, format: "txt", charset: "UTF-8", turns: [], speakers: [], participant: null },
    { type: "coding.add", source, code: "phoned", start: 0, end: 17 },
    { type: "coding.add", source, code: "glad", start: 24, end: 43 },
  ], actor, [content]);
  if (!done.ok) throw new Error(done.refusal.sentence);
  const exported = await exportStudy(wb, "qdpx");
  if (!exported.ok) throw new Error(exported.refusal.sentence);
  const parts: Uint8Array[] = [];
  for await (const part of exported.files[0]!.parts) parts.push(part);
  await wb.close();
  return write("elsewhere.qdpx", Buffer.concat(parts));
}

let wb: Workbench;
let running: Running;
let browser: Browser;

describe.skipIf(!canBrowse)("bringing files in and taking them out in a browser", () => {
  beforeAll(async () => {
    wb = await smallStudy(at("study.earshot"), { codings: 60 });
    running = await serving(wb, at("memory"));
    browser = await launch();
  });
  afterAll(() => closed(dir, browser, running, wb));

  it("shows speakers and whose interview it is before anything is stored, takes corrections, and stores a batch as one step although one file is bad", async () => {
    const { page, problems } = await enter(browser, running);
    const before = fingerprint(wb.study);
    const known = [...wb.study.sources.values()][0]!;
    await bring(page, write("int_31_home.txt", interview(31)), write("int_2_home.txt", interview(2)), write("broken.docx", new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9])), write("again.txt", (await wb.log.content(known.file))!));
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/1 file cannot be read; the others go on/).waitFor();
    await dialog.getByText(/^broken\.docx is /).or(dialog.getByText(/broken\.docx .*(damaged|not|cut)/)).first().waitFor();
    await dialog.getByText(`It is in the study already, as "${known.name}", and is not brought in again.`).waitFor();
    expect(fingerprint(wb.study)).toBe(before);
    await dialog.getByLabel("How the files' names tell whose they are").fill("int_{number}_*");
    await dialog.getByRole("button", { name: "Link them" }).click();
    await dialog.getByText(/^2 of 3 linked/).waitFor();
    await dialog.getByLabel("Name", { exact: true }).first().fill("Mother 31 at home");
    await dialog.getByRole("button", { name: "Speakers and words" }).first().click();
    await dialog.getByText("Says", { exact: true }).waitFor();
    await dialog.getByLabel("Name of speaker 1").fill("HN");
    await dialog.getByLabel("What Mother 31 is").selectOption("other");
    await axe(page, "interviews");
    await dialog.getByRole("button", { name: "Store 2 interviews" }).click();
    await page.getByText("2 interviews are in the study, as one step that Ctrl Z takes back.").waitFor();
    const made = [...wb.study.sources.values()].find(({ name }) => name === "Mother 31 at home")!;
    expect(made.speakers).toEqual([{ label: "HN", role: "interviewer" }, { label: "Mother 31", role: "other" }]);
    expect(wb.study.participants.get(made.participant!)?.label).toBe("Mother 31");
    await page.locator("h1").first().click();
    await page.keyboard.press("Control+z");
    await expect.poll(() => [...wb.study.sources.values()].filter(({ removed }) => !removed).some(({ name }) => name === "Mother 31 at home" || name === "int_2_home")).toBe(false);
    expect(problems.filter((one) => !one.includes("422"))).toEqual([]);
    await page.context().close();
  });

  it("says why a file cannot be read, and stores nothing", async () => {
    const { page } = await enter(browser, running);
    const before = fingerprint(wb.study);
    await bring(page, write("bomb.qdpx", new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(400)])));
    await page.getByRole("dialog", { name: "This file cannot be read" }).getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Close" }).last().click();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(fingerprint(wb.study)).toBe(before);
    await page.context().close();
  });

  it("shows what a project holds and how it counts offsets before it is stored, tells what became of it, and takes it back as one step", async () => {
    const { page } = await enter(browser, running);
    const file = await project();
    const before = fingerprint(wb.study);
    await bring(page, file);
    const dialog = page.getByRole("dialog", { name: "Bring in elsewhere.qdpx" });
    await dialog.getByText(/New in the study: .*2 codes.*1 source/).waitFor();
    await dialog.getByText("She phoned first.", { exact: true }).waitFor();
    expect(fingerprint(wb.study)).toBe(before);
    await axe(page, "project");
    // Taken by hand as something it is not, the passages show it.
    await dialog.getByLabel("Taken").selectOption("parts");
    await dialog.getByLabel("The end is").selectOption("inclusive");
    await dialog.getByText(/end at the last character/).waitFor();
    await dialog.getByLabel("Taken").selectOption("");
    await dialog.getByText(/end after the last character/).waitFor();
    await dialog.getByRole("button", { name: "Bring it in" }).click();
    const report = page.getByRole("dialog", { name: "What became of elsewhere.qdpx" });
    await report.getByText(/^Brought in .*2 codes/).waitFor();
    expect([...wb.study.codes.values()].some(({ name }) => name === "phoned first")).toBe(true);
    const [download] = await Promise.all([page.waitForEvent("download"), report.getByRole("button", { name: "Save this report" }).click()]);
    expect(readFileSync((await download.path())!, "utf8")).toMatch(/^# elsewhere.qdpx, brought in on \d{4}/);
    await report.getByRole("button", { name: "Undo the import" }).click();
    await expect.poll(() => [...wb.study.codes.values()].some(({ name }) => name === "phoned first")).toBe(false);
    expect([...wb.study.sources.values()].some(({ name, removed }) => name === "From elsewhere" && !removed)).toBe(false);
    await page.context().close();
  });

  it("shows the tree of a codebook that is told by blanks alone, and stores it so", async () => {
    const { page } = await enter(browser, running);
    await bring(page, write("book.csv", "Name,Description,Files,References\nHarbour,all of it,1,2\n\u00a0\u00a0\u00a0\u00a0Pilot,who guides,1,1\nTide,,0,0\n"));
    const dialog = page.getByRole("dialog", { name: "Bring in book.csv" });
    await expect.poll(() => dialog.locator("li[data-depth]").evaluateAll((all) => all.map((one) => `${(one as HTMLElement).dataset["depth"]} ${one.textContent}`))).toEqual(["0 Harbour", "1 Pilot", "0 Tide"]);
    await axe(page, "codebook");
    await dialog.getByRole("button", { name: "Bring it in" }).click();
    const report = page.getByRole("dialog", { name: "What became of book.csv" });
    await report.getByText("Brought in 3 codes.").waitFor();
    const codes = [...wb.study.codes.values()];
    expect(codes.find(({ name }) => name === "Pilot")!.parent).toBe(codes.find(({ name }) => name === "Harbour")!.id);
    await report.getByRole("button", { name: "Undo the import" }).click();
    await expect.poll(() => [...wb.study.codes.values()].some(({ name }) => name === "Pilot")).toBe(false);
    await page.context().close();
  });

  it("asks what stands first in dates that could be two days, and reads them as it is told", async () => {
    const { page } = await enter(browser, running);
    await bring(page, write("segments.csv", "Document group,Document name,Code,Segment,Created by,Created\nG,Talk,Rope,The rope held.,Ann,3/4/2023 2:03 PM\n"));
    const dialog = page.getByRole("dialog", { name: "Bring in segments.csv" });
    await dialog.getByText(/3\/4\/2023 2:03 PM can be read in two ways/).waitFor();
    await dialog.getByLabel("What stands first").selectOption("day-first");
    await dialog.getByText(/was read with the day, then the month/).waitFor();
    await dialog.getByRole("button", { name: "Leave it" }).click();
    await page.context().close();
  });

  it("takes the folder of a project that is dropped as one thing, and other files of a dropped folder one by one", async () => {
    const { page } = await enter(browser, running);
    mkdirSync(at("dropped/inner"), { recursive: true });
    writeFileSync(at("dropped/project.qde"), `<?xml version="1.0" encoding="utf-8"?><Project name="P" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="11111111-1111-4111-8111-111111111111" name="Lantern" isCodable="true"/></Codes></CodeBook></Project>`);
    mkdirSync(at("loose"), { recursive: true });
    writeFileSync(at("loose/int_41.txt"), interview(41));
    const tab = await page.context().newCDPSession(page);
    const drop = async (path: string): Promise<void> => {
      for (const type of ["dragEnter", "dragOver", "drop"] as const) {
        if (type === "drop") await page.getByText("Drop files to look at them before they are stored").waitFor();
        await tab.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data: { items: [], files: [path], dragOperationsMask: 1 } });
      }
    };
    await page.locator("input[data-files]").waitFor({ state: "attached" });
    await drop(at("dropped"));
    const dialog = page.getByRole("dialog", { name: "Bring in dropped" });
    await dialog.getByText("New in the study: 1 code.").waitFor();
    await dialog.getByRole("button", { name: "Leave it" }).click();
    await drop(at("loose"));
    await page.getByRole("dialog", { name: "Bring in 1 interview" }).getByText(/int_41\.txt/).waitFor();
    await page.context().close();
  });

  it("takes a survey as the person says, column by column", async () => {
    const { page } = await enter(browser, running);
    await bring(page, write("survey.csv", "respondent,age,How was it?\nS1,31,It was a long winter and nobody came to see us at all.\nS2,28,I had my sister and she made every bit of the difference.\nS3,40,I would rather not say so very much about all of that.\n"));
    const dialog = page.getByRole("dialog", { name: "Bring in survey.csv" });
    await dialog.getByText(/New in the study: .*3 participants.*3 sources/).waitFor();
    await dialog.getByLabel("What age is").selectOption("leave");
    await expect.poll(() => dialog.getByText(/New in the study: (?!.*attribute)/).count()).toBe(1);
    await axe(page, "survey");
    await dialog.getByRole("button", { name: "Bring it in" }).click();
    await page.getByRole("dialog", { name: "What became of survey.csv" }).waitFor();
    expect([...wb.study.participants.values()].some(({ label }) => label === "S2")).toBe(true);
    expect([...wb.study.attributes.values()].some(({ name }) => name === "age")).toBe(false);
    await page.getByRole("button", { name: "Undo the import" }).click();
    await expect.poll(() => [...wb.study.participants.values()].some(({ label }) => label === "S2")).toBe(false);
    await page.context().close();
  });

  it("takes a codebook row by row, and leads a register to the page of people", async () => {
    const { page } = await enter(browser, running);
    await bring(page, write("codebook.csv", "code,description\nwaiting room,Where she sat.\nwaiting room / the clock,What she looked at.\n"));
    await page.getByRole("dialog").getByText(/New in the study: .*code/).waitFor();
    await page.getByRole("button", { name: "Leave it" }).click();
    await page.locator("input[data-files]").setInputFiles(write("register.csv", "participant,age\nMother 1,30\nMother 2,31\nMother 90,22\n"));
    await page.getByRole("dialog", { name: "Bring in register.csv" }).getByText("The column of the labels").waitFor();
    expect(page.url()).toContain("/people");
    await page.context().close();
  });

  it("merges another copy of the study after saying what is in it, and refuses one of another study", async () => {
    const { page } = await enter(browser, running);
    for (const part of ["", "-wal"]) copyFileSync(at(`study.earshot${part}`), at(`copy.earshot${part}`));
    const copy = await openStudy(at("copy.earshot"), { write: true });
    await copy.do({ type: "code.create", id: "from-ruth", name: "from Ruth", parent: null, kind: "code", colour: null }, await copy.actor("Ruth"));
    await copy.close();
    await bring(page, at("copy.earshot"));
    const dialog = page.getByRole("dialog", { name: "Merge copy.earshot" });
    await dialog.getByText(/by Ruth/).waitFor();
    expect(wb.study.codes.has("from-ruth")).toBe(false);
    await dialog.getByRole("button", { name: "Merge it" }).click();
    await page.getByRole("dialog", { name: "Merged copy.earshot" }).getByText(/events came in/).waitFor();
    expect(wb.study.codes.get("from-ruth")?.name).toBe("from Ruth");
    await page.getByRole("button", { name: "Done" }).click();
    const other = await createStudy(at("not ours.earshot"), { title: "Not ours", approach: "codebook", as: "HN" });
    await other.close();
    await page.locator("input[data-files]").setInputFiles(at("not ours.earshot"));
    await page.getByRole("dialog", { name: "not ours.earshot is another study" }).getByText(/“Not ours”/).waitFor();
    await page.context().close();
  });

  it("gives the study out as a project that another study takes in with every coding, and says what has no place", async () => {
    const { page } = await enter(browser, running);
    await page.getByRole("button", { name: /bring in, take out/ }).click();
    await page.getByRole("menuitem", { name: "Take the study out" }).click();
    await page.getByRole("heading", { name: "For another program" }).waitFor();
    await page.getByText("Has no place in this format").waitFor();
    await axe(page, "out");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Save .*\.qdpx$/ }).click()]);
    const file = at("taken out.qdpx");
    await download.saveAs(file);
    const fresh = await createStudy(at("fresh.earshot"), { title: "Fresh", approach: "codebook", as: "HN" });
    const report = await importPath(fresh, file, {}, "HN");
    expect(report.ok).toBe(true);
    const words = async (bench: Workbench): Promise<string[]> => (await Promise.all([...bench.study.codings.values()].map(async (coding) => `${bench.study.codes.get(coding.code)!.name}: ${(await bench.textOf(bench.study.sources.get(coding.source)!)).slice(coding.start, coding.end)}`))).sort();
    expect(await words(fresh)).toEqual(await words(wb));
    await fresh.close();
    for (const [name, ending] of [["Tables as a workbook", "xlsx"], ["Tables for statistics", "zip"], ["The codebook", "qdc"], ["An archive for a data repository", "zip"]] as const) {
      await page.getByText(name, { exact: true }).first().click();
      const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: new RegExp(`^Save .*\\.${ending}$`) }).click()]);
      expect(statSync((await saved.path())!).size).toBeGreaterThan(100);
    }
    await page.context().close();
  });

  it("corrects an interview's name, participant and speakers later, and takes it out and back", async () => {
    const { page } = await enter(browser, running);
    const source = [...wb.study.sources.values()].find(({ name, removed }) => name === "Mother 4" && !removed)!;
    await page.locator(`a[href="/interviews/${source.id}"]`).click();
    await page.getByRole("button", { name: /^About this interview/ }).click();
    const dialog = page.getByRole("dialog", { name: "About this interview" });
    await dialog.getByLabel("Name", { exact: true }).fill("Mother 4, at home");
    await dialog.getByLabel("Participant").selectOption({ label: "Mother 2" });
    await dialog.getByLabel("Name of speaker 1").fill("Researcher");
    await axe(page, "about an interview");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => wb.study.sources.get(source.id)?.name).toBe("Mother 4, at home");
    expect(wb.study.sources.get(source.id)!.speakers[0]!.label).toBe("Researcher");
    expect(wb.study.participants.get(wb.study.sources.get(source.id)!.participant!)?.label).toBe("Mother 2");
    await page.getByRole("button", { name: /^About this interview/ }).click();
    await dialog.getByRole("button", { name: "Take it out of the study" }).click();
    await page.getByRole("button", { name: "Take it out", exact: true }).click();
    await expect.poll(() => wb.study.sources.get(source.id)?.removed).toBe(true);
    await page.locator("body").press("Control+z");
    await expect.poll(() => wb.study.sources.get(source.id)?.removed).toBe(false);
    await page.context().close();
  });

  it("keeps the study's title and facts, and checks its file", async () => {
    const { page } = await enter(browser, running);
    await page.goto(`http://127.0.0.1:${running.port}/settings`);
    await page.getByLabel("setting", { exact: true }).fill("Two services in the north");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => wb.study.settings.facts["setting"]).toBe("Two services in the north");
    await page.getByRole("button", { name: /bring in, take out/ }).click();
    await page.getByRole("menuitem", { name: "Check the file" }).click();
    await page.getByText(/^Sound: /).waitFor();
    await page.context().close();
  });
});

describe.skipIf(!canBrowse)("opening studies in a browser", () => {
  const shelves = at("shelf");
  let desk: Desk;
  beforeAll(async () => {
    mkdirSync(shelves, { recursive: true });
    desk = new Desk();
    running = await serving(desk, at("shelf memory"), { shelf: shelfIn(shelves, async (path) => (await smallStudy(path, { codings: 20 })).close()) });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await desk?.workbench?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const close = async (): Promise<void> => void (await desk.clear()?.close());

  it("opens the sample as the person's own copy, which stays theirs", async () => {
    const { page } = await enter(browser, running);
    await page.getByRole("button", { name: "Open the sample" }).click();
    await page.getByRole("navigation", { name: "Where you are" }).waitFor();
    expect(desk.path).toBe(join(shelves, "My copy of the sample.earshot"));
    await page.getByRole("button", { name: /bring in, take out/ }).click();
    await page.getByRole("menuitem", { name: "Close the study" }).click();
    await page.getByRole("button", { name: "Open my copy" }).waitFor();
    await axe(page, "first page");
    await page.context().close();
  });

  it("makes an encrypted study, asks for its passphrase, and says when it is wrong", async () => {
    const { page } = await enter(browser, running);
    await page.getByLabel("Title").fill("Behind a door");
    await page.getByText("Encrypt the file").click();
    await page.getByLabel("Passphrase", { exact: true }).fill("by the sea");
    await page.getByLabel("The same again").fill("by the see");
    await page.getByText("The two are not the same.").waitFor();
    expect(await page.getByRole("button", { name: "Make the study" }).isDisabled()).toBe(true);
    await page.getByLabel("The same again").fill("by the sea");
    await page.getByRole("button", { name: "Make the study" }).click();
    await page.getByRole("button", { name: /^Behind a door: bring in/ }).waitFor();
    expect(readFileSync(join(shelves, "Behind a door.earshot")).subarray(0, 15).toString("latin1")).not.toBe("SQLite format 3");
    await page.getByRole("button", { name: /bring in, take out/ }).click();
    await page.getByRole("menuitem", { name: "Close the study" }).click();
    await page.getByRole("button", { name: /^Behind a door/ }).click();
    await page.getByLabel("Passphrase of Behind a door.earshot").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByText(/does not open with this passphrase/).waitFor();
    await axe(page, "passphrase");
    await page.getByLabel("Passphrase of Behind a door.earshot").fill("by the sea");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Behind a door: bring in/ }).waitFor();
    await close();
    await page.context().close();
  });

  it("says that a file is damaged and how much of it can be read, and rescues that into a new file", async () => {
    const path = join(shelves, "Torn.earshot");
    const made = await smallStudy(path, { codings: 300 });
    const events = made.study.events;
    await made.close();
    truncateSync(path, Math.floor((statSync(path).size * 0.8) / 4096) * 4096);
    const { page } = await enter(browser, running);
    await page.getByRole("button", { name: /^Torn/ }).click();
    await page.getByRole("heading", { name: "“Torn.earshot” cannot be opened" }).waitFor();
    await page.getByText(/^Of this study, .* can be read and verified/).waitFor();
    await axe(page, "damaged");
    await page.getByRole("button", { name: "Rescue what can be read" }).click();
    await page.getByText(/What can be read is in Torn \(rescued\)\.earshot/).waitFor();
    await page.getByRole("button", { name: "Open it", exact: true }).click();
    await page.getByRole("button", { name: /^Parent-infant team experiences: bring in/ }).waitFor();
    expect(desk.path).toBe(join(shelves, "Torn (rescued).earshot"));
    expect(await desk.workbench!.log.check()).toBeNull();
    expect(desk.workbench!.study.events).toBeGreaterThan(0);
    expect(desk.workbench!.study.events).toBeLessThanOrEqual(events);
    await close();
    await page.context().close();
  });

  it("opens a file that is in use to read it, says so, and writes when it is free", async () => {
    const path = join(shelves, "In use.earshot");
    const holder = await createStudy(path, { title: "In use", approach: "codebook", as: "RO" });
    const { page } = await enter(browser, running);
    await page.getByRole("button", { name: /^In use/ }).click();
    await page.getByText(/can only be read here/).waitFor();
    await holder.close();
    await page.getByRole("button", { name: "Try to write" }).click();
    await page.getByText(/can only be read here/).waitFor({ state: "hidden" });
    expect(desk.workbench?.log.replica).not.toBeNull();
    await close();
    await page.context().close();
  });

  it("goes on where it was when the server was started anew, without anyone opening the study again", async () => {
    const path = join(shelves, "Going on.earshot");
    await (await createStudy(path, { title: "Going on", approach: "codebook", as: "HN" })).close();
    const { page } = await enter(browser, running, { dark: true });
    await page.getByRole("button", { name: /^Going on/ }).click();
    await page.getByRole("button", { name: /^Going on: bring in/ }).waitFor();
    await page.goto(`http://127.0.0.1:${running.port}/settings`);
    await page.getByLabel("setting", { exact: true }).fill("A ward by the harbour");
    const { port } = running;
    await running.close();
    await close();
    await page.getByText(/The server has stopped/).waitFor();
    await page.getByLabel("sampling", { exact: true }).fill("Purposive");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(/One change is kept here/).waitFor();
    desk = new Desk();
    running = await serving(desk, at("shelf memory"), { port, shelf: shelfIn(shelves, null) });
    await expect.poll(() => desk.workbench?.study.settings.facts, { timeout: 15_000 }).toEqual({ setting: "A ward by the harbour", sampling: "Purposive" });
    expect(page.url()).toContain("/settings");
    await close();
    await page.context().close();
  });

  it("gives axe nothing to find in the dark: taking out, settings, a project, interviews, the first page", async () => {
    const path = join(shelves, "Dark.earshot");
    await (await smallStudy(path, { codings: 20 })).close();
    const { page } = await enter(browser, running, { dark: true });
    await page.getByRole("button", { name: /^Dark/ }).click();
    await page.getByRole("button", { name: /bring in, take out/ }).waitFor();
    await bring(page, await project());
    await page.getByText(/New in the study/).waitFor();
    await axe(page, "project");
    await page.getByRole("button", { name: "Leave it" }).click();
    await bring(page, write("int 5.txt", interview(5)), write("int 6.txt", interview(6)), write("bad.docx", new Uint8Array([0x50, 0x4b, 3, 4, 9])));
    await axe(page, "interviews");
    await page.getByRole("button", { name: "Leave them" }).click();
    for (const path of ["out", "settings", "studies"]) {
      await page.goto(`http://127.0.0.1:${running.port}/${path}`);
      await page.locator("main h1").first().waitFor();
      if (path === "out") await page.getByRole("button", { name: /^Save .*qdpx/ }).waitFor();
      await axe(page, path);
    }
    await close();
    await page.context().close();
  }, 60_000);

  it("finds a study file elsewhere on the machine, folder by folder", async () => {
    mkdirSync(at("elsewhere/deep"), { recursive: true });
    await (await createStudy(at("elsewhere/deep/Found.earshot"), { title: "Found", approach: "codebook", as: "HN" })).close();
    const { page } = await enter(browser, running);
    await page.getByRole("button", { name: "Choose a file elsewhere on this machine" }).click();
    const dialog = page.getByRole("dialog", { name: "Choose a study file" });
    await dialog.getByRole("button", { name: "The folder above" }).click();
    await dialog.getByRole("button", { name: "elsewhere", exact: true }).click();
    await dialog.getByRole("button", { name: "deep", exact: true }).click();
    await dialog.getByRole("button", { name: /^Found/ }).click();
    await page.getByRole("button", { name: /^Found: bring in/ }).waitFor();
    await close();
    await page.context().close();
  });
});
