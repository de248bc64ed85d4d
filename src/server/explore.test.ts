import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "../formats/table/read.ts";
import { memoryLog } from "../log/memory.ts";
import type { Command } from "../study/study.ts";
import { Workbench } from "../workbench/workbench.ts";
import type { CourseAnswer, FrameworkAnswer, MatrixAnswer, MeetAnswer, MeetingPassage } from "./explore.ts";
import { serve, type Running } from "./serve.ts";

const folder = mkdtempSync(`${tmpdir()}/earshot-explore-`);
afterAll(() => rmSync(folder, { recursive: true }));

const words = "P: I was frightened at first. She came to the house every week.";
let wb: Workbench;
let running: Running;
let cookie = "";
const ids: Record<string, string> = {};

const must = async (as: string, ...commands: Command[]): Promise<void> => {
  const outcome = await wb.do(commands, await wb.actor(as));
  if (!outcome.ok) throw new Error(outcome.refusal.sentence);
};
const ask = async (path: string, as: string, init: RequestInit = {}): Promise<Response> => fetch(`http://127.0.0.1:${running.port}/api${path}`, { ...init, headers: { cookie, "earshot-as": as, ...init.headers } });
const get = async <T>(path: string, as: string): Promise<T> => {
  const answer = await ask(path, as);
  const read = (await answer.json()) as T;
  if (!answer.ok) throw new Error(JSON.stringify(read));
  return read;
};

beforeAll(async () => {
  wb = await Workbench.open(memoryLog());
  await must("HN", { type: "study.create", id: "study", title: "Support", approach: "codebook" });
  for (const name of ["Blind", "Open"]) {
    await must("HN", { type: "participant.register", id: `p-${name}`, label: name, values: {} });
    const content = wb.contentOf(new TextEncoder().encode(words));
    ids[name] = wb.newId();
    const outcome = await wb.do({ type: "source.import", id: ids[name], name, content: content.name, file: content.name, units: words.length, format: "txt", charset: "utf-8", turns: [[0, 3, words.length, 0, null]], speakers: [{ label: "P", role: "participant" }], participant: `p-${name}` }, await wb.actor("HN"), [content]);
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  }
  for (const code of ["fear", "visits", "secret"]) await must("HN", { type: "code.create", id: code, name: code, parent: null, kind: "code", colour: null });
  await must("HN", { type: "theme.create", id: "held", name: "Held", parent: null, centralIdea: "", scope: "" }, { type: "theme.placeCode", theme: "held", code: "secret", placed: true, reason: "" });
  const ro = await wb.actor("RO");
  await must("HN", { type: "assignment.make", coder: ro, sources: [ids["Blind"]!], blind: true, mayMakeCodes: false, rule: "by hand", seed: null });
  for (const name of ["Blind", "Open"]) {
    await must("HN", { type: "coding.add", id: `hn-${name}`, source: ids[name]!, code: "fear", start: 3, end: 29 }, { type: "coding.add", id: `hn-${name}-2`, source: ids[name]!, code: "visits", start: 20, end: 62 });
    await must("RO", { type: "coding.add", id: `ro-${name}`, source: ids[name]!, code: "fear", start: 9, end: 29 });
  }
  // Only the first coder ever used this code, and only where the second one codes blind.
  await must("HN", { type: "coding.add", id: "hn-secret", source: ids["Blind"]!, code: "secret", start: 3, end: 40 });
  running = await serve(wb, { person: "HN", pages: null, shelf: null, memory: folder });
  const entry = await fetch(running.address, { redirect: "manual" });
  cookie = entry.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
});
afterAll(() => running.close());

describe("exploring a study over HTTP", () => {
  it("hides from either coder what the other did in a source that is coded blind, in every answer", async () => {
    const meet = await get<MeetAnswer>("/explore/meet", "RO");
    expect(meet.ranked).toMatchObject([{ places: 1, sources: 1 }]);
    expect(meet.counted.layers.map((l) => [l.name, l.codings])).toEqual([["HN", 2], ["RO", 2]]);
    expect(Object.keys(meet.stretches).sort()).toEqual(["fear", "visits"]);
    for (const within of ["", "&within=3"]) expect((await get<{ passages: MeetingPassage[] }>(`/explore/meeting?a=fear&b=visits${within}`, "RO")).passages.map((p) => p.name)).toEqual(["Open"]);
    expect((await get<{ total: number }>("/explore/meeting?a=secret&b=fear&within=9", "RO")).total).toBe(0);
    const matrix = await get<MatrixAnswer>("/explore/matrix", "RO");
    expect(matrix.rows["secret"]).toBeUndefined();
    expect(matrix.rows["fear"]!.map((c) => c.passages)).toEqual([1, 2]);
    expect((await get<MatrixAnswer>("/explore/matrix?kind=theme", "RO")).units).toEqual([]);
    for (const unit of ["secret", "fear", "visits"]) expect(JSON.stringify(await get(`/explore/cell?unit=${unit}`, "RO")), unit).not.toMatch(/hn-Blind|hn-secret/);
    expect((await get<FrameworkAnswer>("/explore/framework?units=held", "RO")).rows.map((r) => r.cells.flat().length)).toEqual([0, 0]);
    expect((await get<CourseAnswer>("/explore/course?kind=code&units=secret,visits", "RO")).rows.map((r) => r.stretches.map((s) => s.length))).toEqual([[0, 0], [1, 0]]);
    // What the first coder may see, so that the above is not empty for another reason.
    expect((await get<MatrixAnswer>("/explore/matrix?kind=theme", "HN")).rows["held"]!.map((c) => c.passages)).toEqual([1, 0]);
    expect((await get<FrameworkAnswer>("/explore/framework?units=held", "HN")).rows.map((r) => r.cells.flat().length)).toEqual([1, 0]);
    // A stranger sees nobody's work there.
    expect((await get<MatrixAnswer>("/explore/matrix", "a stranger")).rows["fear"]!.map((c) => c.passages)).toEqual([0, 2]);
  });

  it("does not tell by what it suggests where somebody else has coded: only the viewer's own codings count as done", async () => {
    const suggest = (as: string): Promise<{ suggestions: { source: string; quote: string }[] }> => get("/explore/suggestions?code=visits&words=house&unit=sentence", as);
    expect((await suggest("RO")).suggestions.map((s) => s.quote)).toEqual(Array(2).fill("She came to the house every week."));
    expect((await suggest("HN")).suggestions).toEqual([]);
  });

  it("counts one coder's layer where that is asked for, by id or name", async () => {
    const { rows, counted } = await get<MatrixAnswer>("/explore/matrix?coders=RO", "HN");
    expect(rows["fear"]!.map((c) => c.passages)).toEqual([0, 1]);
    expect(counted).toMatchObject({ layers: [{ name: "RO", codings: 1 }], codings: 1, sources: 2, people: 2 });
    await expect(get("/explore/matrix?coders=XX", "HN")).rejects.toThrow('There is no coder \\"XX\\" in this study.');
    await expect(get("/explore/matrix?roles=mother", "HN")).rejects.toThrow("is no role of a speaker");
  });

  it("gives words in their context, and refuses in words what cannot be looked for", async () => {
    expect(await get("/explore/context?words=h*e&roles=participant", "RO")).toMatchObject({ total: 2, sources: 2, people: 2, lines: [{ label: "Blind", match: "house", turn: 1 }, { label: "Open" }] });
    await expect(get("/explore/context?words=*", "RO")).rejects.toThrow("no words to look for");
    expect(await get("/explore/words?stop=1", "HN")).toMatchObject({ total: 24, words: [{ word: "first", n: 2 }, { word: "frightened" }, { word: "house" }, { word: "week" }] });
  });

  it("turns a table into a workbook", async () => {
    const table = { name: "who", meaning: "a code", columns: [{ name: "code", meaning: "" }, { name: "Mother 4", meaning: "" }], rows: [["fear", 2], ["=1+1", null]] };
    const answer = await ask("/explore/xlsx", "HN", { method: "POST", body: JSON.stringify(table), headers: { "content-type": "application/json" } });
    const read = await readTable("who.xlsx", new Uint8Array(await answer.arrayBuffer()));
    expect(read).toMatchObject({ ok: true, value: { columns: ["code", "Mother 4"], rows: [["fear", "2"], ["=1+1", ""]] } });
  });
});
