import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryLog } from "../log/memory.ts";
import type { Command } from "../study/study.ts";
import { Workbench } from "../workbench/workbench.ts";
import type { DaysAnswer, LineAnswer, PartsAnswer, TrailAnswer } from "./history.ts";
import { serve, type Running } from "./serve.ts";
import type { BesideAnswer, ThenAnswer } from "./then.ts";
import type { PassageAnswer, SourceAnswer } from "./answers.ts";

const folder = mkdtempSync(`${tmpdir()}/earshot-history-`);
afterAll(() => rmSync(folder, { recursive: true }));

const words = "I was frightened at first. She came to the house every week.";
let now = Date.parse("2017-03-01T22:00:00Z");
let bytes = 0;
let wb: Workbench;
let running: Running;
let cookie = "";
const ids: Record<string, string> = {};

const must = async (as: string, ...commands: Command[]): Promise<void> => {
  now += 60_000;
  const outcome = await wb.do(commands, await wb.actor(as));
  if (!outcome.ok) throw new Error(outcome.refusal.sentence);
};
const get = async <T>(path: string, as = "HN"): Promise<T> => {
  const answer = await fetch(`http://127.0.0.1:${running.port}/api${path}`, { headers: { cookie, "earshot-as": as } });
  const read = (await answer.json()) as T;
  if (!answer.ok) throw new Error((read as { refusal: { sentence: string } }).refusal.sentence);
  return read;
};
const plain = (line: Pick<LineAnswer, "said">): string => line.said.map((p) => (typeof p === "string" ? p : p.text)).join("");
const lines = async (query: string, as = "HN"): Promise<string[]> => (await get<TrailAnswer>(`/trail?${query}`, as)).lines.map(plain);
const code = (id: string, name: string): Command => ({ type: "code.create", id, name, parent: null, kind: "code", colour: null });
const coding = (id: string, source: string, start: number, end: number, of = "fear"): Command => ({ type: "coding.add", id, source: ids[source]!, code: of, start, end });

beforeAll(async () => {
  wb = await Workbench.open(memoryLog(), { now: () => now, random: (n) => Uint8Array.from({ length: n }, () => (bytes = (bytes * 73 + 41) % 251)) });
  await must("HN", { type: "study.create", id: "study", title: "Support", approach: "codebook" });
  for (const name of ["Blind", "Open"]) {
    const content = wb.contentOf(new TextEncoder().encode(words));
    ids[name] = wb.newId();
    now += 60_000;
    const outcome = await wb.do({ type: "source.import", id: ids[name], name, content: content.name, file: content.name, units: words.length, format: "txt", charset: "utf-8", turns: [], speakers: [], participant: null }, await wb.actor("HN"), [content]);
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  }
  await must("HN", code("fear", "fear"), code("visits", "visits"));
  now = Date.parse("2017-03-02T09:00:00Z");
  for (const [i, [start, end]] of [[0, 10], [6, 26], [27, 35], [36, 40]].entries()) await must("HN", coding(`open-${i}`, "Open", start!, end!));
  await must("RO", code("calls", "calls"));
  now = Date.parse("2017-03-05T09:00:00Z");
  await must("HN", { type: "code.describe", code: "visits", name: "home visits", description: "She came.", reason: "plainer" });
  await must("HN", { type: "code.merge", code: "calls", into: "fear", reason: "" });
  await must("HN", { type: "source.edit", source: ids["Open"]!, letters: words, edits: [{ at: 0, remove: 1, insert: "Well, I" }] } as never);
  await wb.undo(await wb.actor("HN"));
  await wb.redo(await wb.actor("HN"));
  running = await serve(wb, { person: "HN", pages: null, shelf: null, memory: folder });
  const entry = await fetch(running.address, { redirect: "manual" });
  cookie = entry.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
});
afterAll(() => running.close());

describe("what happened, over HTTP", () => {
  it("counts steps by day and by person, with what they can be narrowed to", async () => {
    const { days, people, kinds, all, total } = await get<DaysAnswer>("/trail/days");
    expect(days.map((d) => d.date)).toEqual(["2017-03-01", "2017-03-02", "2017-03-05"]);
    const ro = people.find((p) => p.name === "RO")!;
    expect(days[1]!.by[ro.id]).toBe(2);
    expect(days.reduce((sum, d) => sum + d.n, 0)).toBe(total);
    expect(total).toBe(all);
    expect(new Map(kinds).get("codings")).toBe(4);
  });

  it("puts each step on the day that it was where the reader is", async () => {
    expect((await get<DaysAnswer>("/trail/days?zone=Asia/Tokyo")).days.map((d) => d.date)).toEqual(["2017-03-02", "2017-03-05"]);
    expect(await lines("from=2017-03-01&to=2017-03-01")).toContain("Made 2 codes.");
    expect(await lines("from=2017-03-01&to=2017-03-01&zone=Asia/Tokyo")).toEqual([]);
    await expect(get("/trail/days?zone=Nowhere/Land")).rejects.toThrow("is not a time zone");
  });

  it("folds a run of codings into one line, whose parts can be asked for and lead to their passages", async () => {
    const { lines: found } = await get<TrailAnswer>("/trail?from=2017-03-02&to=2017-03-02&kind=codings");
    expect(found.map(plain)).toEqual(['Coded 4 passages in "Open" with "fear".']);
    expect(found[0]).toMatchObject({ steps: 4, events: 4, undone: false, who: "HN", day: "2017-03-02" });
    const { parts, total } = await get<PartsAnswer>(`/trail/line?kind=codings&day=2017-03-02&key=${encodeURIComponent(found[0]!.key)}`);
    expect([parts.length, total]).toEqual([4, 4]);
    // The words stand six letters further on since they were corrected.
    expect(parts[1]!.said.find((p) => typeof p !== "string")).toMatchObject({ text: "Open", to: { kind: "source", id: ids["Open"], from: 12, end: 32 } });
  });

  it("narrows by person, by words, by what is spoken of, and by days", async () => {
    const { people } = await get<DaysAnswer>("/trail/days");
    expect(await lines(`who=${people.find((p) => p.name === "RO")!.id}`)).toEqual(['Made the code "calls".', "RO began to work in the study."]);
    expect(await lines("q=PLAINER")).toEqual(['Renamed the code "visits" to "home visits", because: plainer.']);
    expect(await lines("about=calls&kind=codes")).toEqual(['Merged the code "calls" into "fear".', 'Made the code "calls".']);
    expect(await lines("limit=1")).toHaveLength(1);
    await expect(lines("from=March")).rejects.toThrow("a day is written like");
  });

  it("leads to a code that is still there, and not to one that was merged away", async () => {
    const { lines: found } = await get<TrailAnswer>("/trail?about=calls&kind=codes");
    expect(found[0]!.said.filter((p) => typeof p !== "string").map((p) => (p as { text: string }).text)).toEqual(["fear"]);
    expect(found[1]!.said).toEqual(['Made the code "calls".']);
  });
});

describe("the study as it stood, over HTTP", () => {
  it("is given in numbers and names, with what has become of everything since", async () => {
    const then = await get<ThenAnswer>("/past?date=2017-03-02");
    expect([then.then.codes, then.now.codes, then.then.codings]).toEqual([3, 2, 4]);
    expect(then.codes.map((c) => [c.name, c.codings, c.became])).toEqual([
      ["fear", 4, "Took in “calls”"],
      ["visits", 0, "Renamed from “visits” to “home visits”; changed: description"],
      ["calls", 0, "Merged into “fear”"],
    ]);
    expect(then.sources.map((s) => [s.name, s.became])).toEqual([["Blind", ""], ["Open", "Corrected 1 time since"]]);
    const before = await get<ThenAnswer>("/past?date=2016-01-01");
    expect([before.begun, before.then.codes, before.since.codes]).toEqual([false, 0, ["fear", "home visits"]]);
  });

  it("shows an interview with its words and codings of that day", async () => {
    const then = await get<SourceAnswer>(`/past/sources/${ids["Open"]}?date=2017-03-02T09:02:30Z`);
    expect(then.text).toBe(words);
    expect(then.codings.map((c) => [c.start, c.end])).toEqual([[0, 10], [6, 26]]);
    const { passages } = await get<{ passages: PassageAnswer[] }>("/past/codes/fear/passages?date=2017-03-02T09:02:30Z");
    expect(passages.map((p) => p.words)).toEqual(["I was frig", "frightened at first."]);
    await expect(get(`/past/sources/${ids["Open"]}?date=2016-01-01`)).rejects.toThrow("was not in the study on that day");
    await expect(get("/past?date=sometime")).rejects.toThrow("is not a date");
  });

  it("sets two codebooks side by side, with what became of each code, by whom, when and why", async () => {
    const { rows } = await get<BesideAnswer>("/past/codebook?from=2017-03-02");
    const visits = rows.find((r) => r.id === "visits")!;
    expect([visits.then!.name, visits.now!.name]).toEqual(["visits", "home visits"]);
    expect(visits.marks.map((m) => m.kind)).toEqual(["renamed", "redefined"]);
    expect(visits.story).toMatchObject([{ by: "HN", text: "Renamed from “visits” to “home visits”, and changed the definition", reason: "plainer" }]);
    const calls = rows.find((r) => r.id === "calls")!;
    expect([calls.now, calls.marks[0]!.words]).toEqual([null, "Merged into “fear”"]);
    expect((await get<BesideAnswer>("/past/codebook?from=2017-03-01&to=2017-03-02")).rows.filter((r) => r.marks.length > 0).map((r) => r.id)).toEqual(["calls"]);
    await expect(get("/past/codebook?from=2017-03-02&to=2017-03-01")).rejects.toThrow("must lie before");
  });
});

describe("the history while an assignment is blind", () => {
  const routes = (): string[] => [
    "/trail", "/trail/days", "/trail?q=hidden", "/history", `/past?date=2030-01-01`, `/past/sources/${ids["Blind"]}?date=2030-01-01`, "/past/codes/fear/passages?date=2030-01-01", "/past/codes/visits/passages?date=2030-01-01", "/past/codebook?from=2017-03-02", "/study",
  ];
  const said = async (as: string): Promise<string> => JSON.stringify(await Promise.all(routes().map((route) => get(route, as))));

  it("shows neither coder the other's work on those interviews, nor that it was taken back", async () => {
    const ro = await wb.actor("RO");
    await must("HN", { type: "assignment.make", coder: ro, sources: [ids["Blind"]!], blind: true, mayMakeCodes: false, rule: "by hand", seed: null });
    now = Date.parse("2017-03-07T09:00:00Z");
    const before = { HN: await get<DaysAnswer>("/trail/days", "HN"), RO: await get<DaysAnswer>("/trail/days", "RO") };
    await must("RO", coding("ro-1", "Blind", 0, 11));
    await must("RO", { type: "memo.write", kind: "analytic", title: "hidden memo", text: "hidden", links: [{ kind: "coding", id: "ro-1" }] });
    await must("RO", { type: "coding.recode", coding: "ro-1", code: "visits", reason: "hidden reason" });
    await must("RO", coding("ro-2", "Blind", 30, 41));
    await wb.undo(ro);
    expect((await get<DaysAnswer>("/trail/days", "HN")).total).toBe(before.HN.total);
    expect((await get<DaysAnswer>("/trail/days", "RO")).total).toBe(before.RO.total + 5);
    const hn = await said("HN");
    expect(hn).not.toMatch(/ro-1|ro-2|hidden memo|hidden reason|2017-03-07/);
    expect(hn).not.toMatch(/Coded 11 characters|Undid: Coded/);
    expect(await said("RO")).toMatch(/hidden reason/);
    expect(await said("a stranger")).not.toMatch(/ro-1|hidden memo|hidden reason/);
  });

  it("hides what a coder coded there once, also where they have nothing there now", async () => {
    await must("HN", coding("hn-1", "Blind", 5, 18));
    await must("HN", { type: "coding.remove", coding: "hn-1", reason: "" });
    expect((await lines("kind=codings&from=2017-03-07", "HN")).filter((l) => l.includes("Blind"))).toHaveLength(2);
    expect((await lines("kind=codings&from=2017-03-07", "RO")).join(" ")).not.toMatch(/13 characters|HN/);
  });

  it("tells everything once both have finished", async () => {
    for (const as of ["HN", "RO"]) await must(as, { type: "assignment.finish", coder: await wb.actor(as), sources: [ids["Blind"]!], finished: true });
    expect(await said("HN")).toMatch(/hidden reason/);
    expect((await lines("kind=codings&from=2017-03-07", "RO")).join(" ")).toMatch(/13 characters/);
  });
});
