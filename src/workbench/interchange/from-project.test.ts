import { describe, expect, it } from "vitest";
import { id, projectXml } from "../../formats/refi/fixture.ts";
import { gather } from "../../formats/project/zip.ts";
import { readFolder, readQde, readQdpx } from "../../formats/refi/read.ts";
import { codeAt, pathOf } from "../../study/code.ts";
import { rangeOf } from "../../study/coding.ts";
import { fingerprint } from "../../study/fingerprint.ts";
import type { Command } from "../../study/study.ts";
import type { Workbench } from "../workbench.ts";
import { withdraw } from "../withdraw.ts";
import { exportStudy } from "./export.ts";
import { emptyStudy, everythingRead } from "./fixture.ts";
import { importProject } from "./from-project.ts";
import { readKept } from "./kept-parts.ts";
import { toProject } from "./to-project.ts";

async function imported(): Promise<{ wb: Workbench; actor: string }> {
  const study = await emptyStudy();
  expect(await importProject(study.wb, await everythingRead(), {}, study.actor)).toMatchObject({ ok: true });
  return study;
}
const doing = async (wb: Workbench, actor: string, ...commands: Command[]): Promise<void> => expect(await wb.do(commands, actor)).toMatchObject({ ok: true });
const trust = id("C", 2).toLowerCase();

describe("a newer state of a project", () => {
  it("brings a renamed code and a new coding, and nothing else", async () => {
    const { wb, actor } = await imported();
    const newer = await everythingRead((xml) => xml
      .replace('name="Other"', 'name="Other things"')
      .replace(`<PlainTextSelection guid="${id("5E1", 2)}" name="named by a person" startPosition="6" endPosition="8"/>`, `<PlainTextSelection guid="${id("5E1", 2)}" name="named by a person" startPosition="6" endPosition="8"><Coding guid="${id("C0D", 77)}"><CodeRef targetGUID="${id("C", 2)}"/></Coding></PlainTextSelection>`));
    const report = await importProject(wb, newer, {}, actor);
    expect(report).toMatchObject({ ok: true, made: { codings: 1 }, changed: { "renamed codes": 1 }, gone: [], conflicts: [] });
    expect(wb.study.codes.get(id("C", 4).toLowerCase())!.name).toBe("Other things");
    expect(wb.study.codings.has(id("C0D", 77).toLowerCase())).toBe(true);
    expect(await importProject(wb, newer, {}, actor)).toMatchObject({ made: {}, changed: {} });
  });

  it("leaves what was changed here alone, and says where both sides changed", async () => {
    const { wb, actor } = await imported();
    await doing(wb, actor, { type: "code.describe", code: trust, name: "Faith", reason: "" });
    expect(await importProject(wb, await everythingRead(), {}, actor)).toMatchObject({ made: {}, changed: {}, conflicts: [] });
    const report = await importProject(wb, await everythingRead((xml) => xml.replaceAll('name="Trust"', 'name="Confidence"')), {}, actor);
    expect(report.conflicts).toMatchObject([{ where: ["Faith"] }]);
    expect(wb.study.codes.get(trust)!.name).toBe("Faith");
    expect((await toProject(wb)).project.codes.find(({ guid }) => guid === id("C", 2))!.name).toBe("Faith");
  });

  it("that corrects a text keeps what is marked there on its words, and all identities", async () => {
    const { wb, actor } = await emptyStudy();
    const state = async (text: string, at: number) => {
      const xml = projectXml(`<CodeBook><Codes><Code guid="${id("C", 1)}" name="A" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="${id("50", 1)}" name="T"><PlainTextContent>${text}</PlainTextContent><PlainTextSelection guid="${id("5E1", 1)}" name="a remark" startPosition="${at}" endPosition="${at + 5}"><Description>telling</Description></PlainTextSelection><PlainTextSelection guid="${id("5E1", 2)}" startPosition="${at}" endPosition="${at + 5}"><Coding guid="${id("C0D", 1)}"><CodeRef targetGUID="${id("C", 1)}"/></Coding></PlainTextSelection></TextSource></Sources>`);
      const read = await readQde(new TextEncoder().encode(xml));
      if (!read.ok) throw new Error(read.problem);
      return read.value;
    };
    await importProject(wb, await state("well words stand here", 5), {}, actor);
    await importProject(wb, await state("so, well, words stand here", 10), {}, actor);
    const { project } = await toProject(wb);
    expect(project.selections.map(({ guid, quote }) => [guid, quote])).toEqual([[id("5E1", 1), "words"], [id("5E1", 2), "words"]]);
    expect(await importProject(wb, await state("so, well, words stand here", 10), {}, actor)).toMatchObject({ made: {}, changed: {} });
    const source = [...wb.study.sources.values()][0]!;
    await doing(wb, actor, { type: "source.edit", source: source.id, edits: [{ at: 0, remove: 4, insert: "" }], letters: await wb.textOf(source) });
    expect((await toProject(wb)).project.selections.map(({ guid, quote }) => [guid, quote])).toEqual([[id("5E1", 1), "words"], [id("5E1", 2), "words"]]);
  });

  it("does not bring back what was removed here", async () => {
    const { wb, actor } = await imported();
    const [coding] = [...wb.study.codings.values()];
    await doing(wb, actor, { type: "coding.remove", coding: coding!.id, reason: "" });
    expect(await importProject(wb, await everythingRead(), {}, actor)).toMatchObject({ made: {}, changed: {} });
    expect(wb.study.codings.has(coding!.id)).toBe(false);
    expect((await toProject(wb)).project.codings.some(({ guid }) => guid === coding!.id.toUpperCase())).toBe(false);
  });

  it("lists what is no longer in the file, and removes it only when asked", async () => {
    const { wb, actor } = await imported();
    const newer = await everythingRead((xml) => xml.replace(new RegExp(`<Coding guid="${id("C0D", 2)}".*?</Coding>`, "s"), ""));
    const before = wb.study.codings.size;
    expect(await importProject(wb, newer, {}, actor)).toMatchObject({ changed: {}, gone: [{ count: 1 }] });
    expect(wb.study.codings.size).toBe(before);
    expect(await importProject(wb, newer, { remove: true }, actor)).toMatchObject({ changed: { "removed codings": 1 } });
    expect(wb.study.codings.size).toBe(before - 1);
  });

  it("corrects a text that changed in the file, and every coding keeps its words", async () => {
    const text = (words: string, start: number): string => projectXml(`<CodeBook><Codes><Code guid="${id("C", 1)}" name="a" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="${id("50", 1)}" name="T"><PlainTextContent>${words}</PlainTextContent><PlainTextSelection guid="${id("5E1", 1)}" name="health visitor" startPosition="${start}" endPosition="${start + 14}"><Coding guid="${id("C0D", 1)}"><CodeRef targetGUID="${id("C", 1)}"/></Coding></PlainTextSelection></TextSource></Sources>`);
    const read = async (xml: string) => {
      const result = await readQde(new TextEncoder().encode(xml));
      if (!result.ok) throw new Error(result.problem);
      return result.value;
    };
    const { wb, actor } = await emptyStudy();
    await importProject(wb, await read(text("Then a health visitor came.", 7)), {}, actor);
    const report = await importProject(wb, await read(text("Then, on Tuesday, a health visitor came.", 20)), {}, actor);
    expect(report).toMatchObject({ ok: true, conflicts: [], changed: { "corrected texts": 1 } });
    const [coding] = [...wb.study.codings.values()];
    const { start, end } = rangeOf(wb.study, coding!);
    expect((await wb.textOf([...wb.study.sources.values()][0]!)).slice(start, end)).toBe("health visitor");
  });
});

describe("an export of a study that was made here", () => {
  it("is known again by the study it came from, to the last colour and memo", async () => {
    const { wb, actor } = await emptyStudy();
    const words = "I felt safe there.";
    const content = wb.contentOf(new TextEncoder().encode(words));
    const commands: Command[] = [
      { type: "code.create", id: "feelings", name: "Feelings", parent: null, kind: "heading", colour: "#a1b2c3" },
      { type: "code.create", id: "safety", name: "safety", parent: "feelings", kind: "code", colour: null, description: "Safe.", whenToUse: "Always.", example: "I felt safe" },
      { type: "participant.register", id: "m1", label: "Mother 1", values: {} },
      { type: "source.import", id: "s1", name: "Mother 1", content: content.name, file: content.name, units: words.length, format: "txt", charset: null, turns: [], speakers: [], participant: "m1" },
      { type: "coding.add", id: "c1", source: "s1", code: "safety", start: 2, end: 11 },
      { type: "memo.write", kind: "reflexive", title: "Mine", text: "Why it strikes me.", links: [{ kind: "coding", id: "c1" }, { kind: "participant", id: "m1" }] },
      { type: "theme.create", id: "t1", name: "Safe places", parent: null, centralIdea: "It is safe.", scope: "" },
      { type: "theme.placeCode", theme: "t1", code: "safety", placed: true, reason: "" },
    ];
    expect(await wb.do(commands, actor, [content])).toMatchObject({ ok: true });
    const exported = await exportStudy(wb, "qdpx");
    if (!exported.ok) throw new Error(exported.refusal.sentence);
    const read = await readQdpx(await gather(exported.files[0]!.parts));
    if (!read.ok) throw new Error(read.problem);
    const before = fingerprint(wb.study);
    expect(await importProject(wb, read.value, {}, actor)).toMatchObject({ ok: true, made: {}, changed: {}, gone: [], conflicts: [] });
    expect(fingerprint(wb.study)).toBe(before);
  });
});

describe("an import into a study that has things already", () => {
  it("makes names that clash distinct and says so; the export has the file's own names", async () => {
    const { wb, actor } = await emptyStudy();
    await doing(wb, actor, { type: "code.create", name: "Other", parent: null, kind: "code", colour: null });
    const report = await importProject(wb, await everythingRead(), {}, actor);
    expect(report.problems.find(({ what }) => what.startsWith("A code has another name"))).toMatchObject({ where: ["Other → Other (2)"] });
    expect(codeAt(wb.study, "Other (2)")).toBeDefined();
    expect((await toProject(wb)).project.codes.filter(({ name }) => name === "Other")).toHaveLength(2);
  });

  it("takes a coder and a case of the same name for the same person", async () => {
    const { wb, actor } = await emptyStudy();
    await doing(wb, actor, { type: "coder.add", name: "Ann & Co" }, { type: "participant.register", label: "P1", values: {} });
    await importProject(wb, await everythingRead(), {}, actor);
    expect([...wb.study.participants.values()].map(({ label }) => label)).toEqual(["P1"]);
    expect([...wb.study.coders.values()].filter(({ name }) => name === "Ann & Co")).toHaveLength(1);
    expect([...wb.study.sources.values()].find(({ name }) => name === "Interview 1")!.participant).toBe([...wb.study.participants.keys()][0]);
  });

  it("moves the codings of a merged code with it, in and out", async () => {
    const { wb, actor } = await imported();
    await doing(wb, actor, { type: "code.merge", code: id("C", 4).toLowerCase(), into: trust, reason: "" });
    const { project } = await toProject(wb);
    expect(project.codes.some(({ guid }) => guid === id("C", 4))).toBe(false);
    expect(project.codings.every(({ code }) => code !== id("C", 4))).toBe(true);
    expect(await importProject(wb, await everythingRead(), {}, actor)).toMatchObject({ ok: true, made: {} });
    expect(pathOf(wb.study, trust)).toBe("Folder / Trust");
  });
});

describe("what an import must not do", () => {
  it("leaves a study as it was where the disk fails half way", async () => {
    const { wb, actor } = await emptyStudy();
    const before = fingerprint(wb.study);
    Object.assign(wb.log, { append: () => Promise.reject(new Error("no room")) });
    await expect(importProject(wb, await everythingRead(), {}, actor)).rejects.toThrow("no room");
    expect(fingerprint(wb.study)).toBe(before);
    expect((await wb.log.contents()).length).toBe(0);
  });

  it("takes no file into the study that is larger than a project may hold, and names it", async () => {
    const size = 3 * 2 ** 30;
    let read = 0;
    const big = { size, read: (_: number, length: number) => { read += length; return new Uint8Array(length); } };
    const xml = projectXml(`<Sources><VideoSource guid="${id("50", 5)}" name="A film" path="internal://v.mp4"/></Sources>`);
    const result = await readFolder([{ path: "project.qde", bytes: new TextEncoder().encode(xml) }, { path: "sources/v.mp4", bytes: big }]);
    if (!result.ok) throw new Error(result.problem);
    const { wb, actor } = await emptyStudy();
    const report = await importProject(wb, result.value, {}, actor);
    expect(report.loss.noPlace.find(({ what }) => what.startsWith("A file was left out"))).toMatchObject({ where: ["A film (3072 MB)"] });
    expect(read).toBe(0);
    expect((await toProject(wb)).project.sources).toMatchObject([{ name: "A film", kind: "video" }]);
  });

  it("holds no large file, and gives it out again to the letter", async () => {
    const size = (5 << 20) + 77;
    const byte = (at: number): number => (at * 31 + (at >> 16)) % 251;
    const big = { size, read: (at: number, length: number) => Uint8Array.from({ length }, (_, i) => byte(at + i)) };
    const xml = projectXml(`<Sources><VideoSource guid="${id("50", 5)}" name="A film" path="internal://v.mp4"/><VideoSource guid="${id("50", 6)}" name="Again" path="internal://w.mp4"/></Sources>`);
    const result = await readFolder([{ path: "project.qde", bytes: new TextEncoder().encode(xml) }, { path: "sources/v.mp4", bytes: big }, { path: "sources/w.mp4", bytes: big }]);
    if (!result.ok) throw new Error(result.problem);
    const { wb, actor } = await emptyStudy();
    expect(await importProject(wb, result.value, {}, actor)).toMatchObject({ ok: true, loss: { noPlace: [{ what: expect.stringContaining("film") }] } });
    expect((await wb.log.contents()).filter((one) => one.size === size)).toHaveLength(1);
    const exported = await exportStudy(wb, "qdpx");
    if (!exported.ok) throw new Error(exported.refusal.sentence);
    const back = await readQdpx(await gather(exported.files[0]!.parts));
    if (!back.ok) throw new Error(back.problem);
    let at = 0;
    for await (const piece of back.value.files!.chunks({ name: back.value.project.sources[0]!.media!.entry!, size })) {
      for (let i = 0; i < piece.length; i += 4093) if (piece[i] !== byte(at + i)) throw new Error(`another byte at ${at + i}`);
      at += piece.length;
    }
    expect(at).toBe(size);
    expect(await importProject(wb, back.value, {}, actor)).toMatchObject({ made: {}, changed: {} });
  });

  it("lets a withdrawal reach what was kept about a person", async () => {
    const { wb, actor } = await imported();
    const [person] = [...wb.study.participants.values()];
    const before = (await readKept(wb.study, wb.log)).project;
    expect(before.cases.some(({ name }) => name === "P1")).toBe(true);
    expect(await withdraw(wb, person!.id, { level: "remove everything", date: "2024-05-01", reason: "" }, actor)).toMatchObject({ ok: true });
    const after = await readKept(wb.study, wb.log);
    expect(after.erased).toBe(2);
    expect(after.project.cases.some(({ name }) => name === "P1")).toBe(false);
    const { project } = await toProject(wb);
    expect(JSON.stringify(project)).not.toContain("P1");
    expect(JSON.stringify(project)).not.toContain("second line");
  });
});
