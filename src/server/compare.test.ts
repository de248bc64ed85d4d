import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryLog } from "../log/memory.ts";
import type { Command } from "../study/study.ts";
import { Workbench } from "../workbench/workbench.ts";
import type { CompareAnswer } from "./compare.ts";
import { serve, type Running } from "./serve.ts";

const folder = mkdtempSync(`${tmpdir()}/earshot-compare-`);
afterAll(() => rmSync(folder, { recursive: true }));

const words = "I was frightened at first. She came to the house every week.";
let wb: Workbench;
let running: Running;
let cookie = "";
const ids: Record<string, string> = {};

const must = async (as: string, ...commands: Command[]): Promise<void> => {
  const outcome = await wb.do(commands, await wb.actor(as));
  if (!outcome.ok) throw new Error(outcome.refusal.sentence);
};
const get = async <T>(path: string, as: string): Promise<T> => {
  const answer = await fetch(`http://127.0.0.1:${running.port}/api${path}`, { headers: { cookie, "earshot-as": as } });
  const read = (await answer.json()) as T;
  if (!answer.ok) throw new Error(JSON.stringify(read));
  return read;
};

beforeAll(async () => {
  wb = await Workbench.open(memoryLog());
  await must("HN", { type: "study.create", id: "study", title: "Support", approach: "codebook" });
  for (const name of ["Blind", "Open"]) {
    const content = wb.contentOf(new TextEncoder().encode(words));
    ids[name] = wb.newId();
    const outcome = await wb.do({ type: "source.import", id: ids[name], name, content: content.name, file: content.name, units: words.length, format: "txt", charset: "utf-8", turns: [], speakers: [], participant: null }, await wb.actor("HN"), [content]);
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  }
  await must("HN", { type: "code.create", id: "fear", name: "fear", parent: null, kind: "code", colour: null }, { type: "code.create", id: "visits", name: "home visits", parent: null, kind: "code", colour: null });
  const [hn, ro] = [await wb.actor("HN"), await wb.actor("RO")];
  await must("HN", { type: "assignment.make", coder: ro, sources: [ids["Blind"]!], blind: true, mayMakeCodes: false, rule: "by hand", seed: null });
  for (const name of ["Blind", "Open"]) {
    await must("HN", { type: "coding.add", id: `hn-${name}`, source: ids[name]!, code: "fear", start: 0, end: 26 });
    await must("RO", { type: "coding.add", id: `ro-${name}`, source: ids[name]!, code: "fear", start: 6, end: 26 });
  }
  await must("HN", { type: "assignment.finish", coder: hn, sources: [ids["Blind"]!, ids["Open"]!], finished: true }, { type: "assignment.finish", coder: ro, sources: [ids["Open"]!], finished: true });
  running = await serve(wb, { person: "HN", pages: null, shelf: null, memory: folder });
  const entry = await fetch(running.address, { redirect: "manual" });
  cookie = entry.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
});
afterAll(() => running.close());

const routes = ["/compare", "/compare/agreement", "/compare/confusion", "/compare/decisions?difference=hn-Blind%2Bro-Blind"];

describe("two coders' work over HTTP", () => {
  it("tells nothing of a source while a blind assignment hides work there, to either coder, whatever the route", async () => {
    for (const viewer of ["HN", "RO", "a stranger"])
      for (const route of routes) {
        const said = JSON.stringify(await get(route, viewer));
        expect(said, `${route} to ${viewer}`).not.toMatch(/hn-Blind|ro-Blind/);
      }
    const { differences, sources } = await get<CompareAnswer>("/compare", "HN");
    expect(differences.map((d) => d.source)).toEqual([ids["Open"]]);
    expect(sources.find((s) => s.id === ids["Blind"])).toMatchObject({ blind: true, progress: null });
    const agreement = await get<{ method: { documents: string[]; leftOut: unknown[] } }>("/compare/agreement", "RO");
    expect(agreement.method.documents).toEqual(["Open"]);
  });

  it("answers with the difference, where it stands and what was decided about it", async () => {
    const { pair, differences, progress } = await get<CompareAnswer>("/compare", "HN");
    expect(pair!.map((id) => wb.study.coders.get(id)!.name)).toEqual(["HN", "RO"]);
    expect(differences).toMatchObject([{ id: "hn-Open+ro-Open", number: 1, kind: "boundary", first: { ranges: [{ start: 0, end: 26 }] }, second: { ranges: [{ start: 6, end: 26 }] }, settled: false, decision: null }]);
    expect(progress).toMatchObject({ differences: 1, settled: 0, untouched: 1 });
    await must("HN", { type: "consensus.decide", difference: "hn-Open+ro-Open", source: ids["Open"]!, first: ["hn-Open"], second: ["ro-Open"], outcome: "none", result: [], who: [...pair!], reason: "said of another day", changedCode: null });
    const after = await get<CompareAnswer>("/compare", "RO");
    expect(after.differences[0]).toMatchObject({ settled: true, decision: { outcome: "none", reason: "said of another day", contested: false } });
    const { decisions } = await get<{ decisions: unknown[] }>("/compare/decisions?difference=hn-Open%2Bro-Open", "RO");
    expect(decisions).toMatchObject([{ actor: "HN", outcome: "none", stands: true }]);
    const settled = await get<{ pooled: { onlyFirst: number; both: number } }>("/compare/agreement?when=after", "HN");
    expect(settled.pooled).toMatchObject({ both: 0, onlyFirst: 0 });
  });

  it("answers about the blind source as soon as everyone there has finished", async () => {
    await must("RO", { type: "assignment.finish", coder: await wb.actor("RO"), sources: [ids["Blind"]!], finished: true });
    const { differences } = await get<CompareAnswer>("/compare", "RO");
    expect(differences.map((d) => d.id)).toEqual(["hn-Blind+ro-Blind", "hn-Open+ro-Open"]);
  });

  it("counts agreement as of a day with the marks of that day, and still hides what is hidden today", async () => {
    const stamps = wb.study.lastStamp.slice(0, 24);
    const now = await get<{ method: { documents: string[] } }>("/compare/agreement", "HN");
    const same = await get<{ method: { documents: string[] } }>(`/compare/agreement?at=${encodeURIComponent(stamps)}`, "HN");
    expect(same.method.documents).toEqual(now.method.documents);
    await expect(get("/compare/agreement?at=1999-01-01", "HN")).rejects.toThrow("Agreement is between two coders, and this study has not two yet.");
    await must("HN", { type: "assignment.make", coder: await wb.actor("RO"), sources: [ids["Open"]!], blind: true, mayMakeCodes: false, rule: "by hand", seed: null }, { type: "assignment.finish", coder: await wb.actor("RO"), sources: [ids["Open"]!], finished: false });
    const hidden = await get<{ method: { documents: string[] } }>(`/compare/agreement?at=${encodeURIComponent(stamps)}`, "HN");
    expect(hidden.method.documents).not.toContain("Open");
  });

  it("refuses in words what it cannot be asked", async () => {
    await expect(get("/compare/agreement?unit=word", "HN")).rejects.toThrow("The query of this request cannot be used at unit");
  });
});
