import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceAnswer, StudyAnswer } from "../../src/server/answers.ts";
import type { Done } from "../../src/server/do.ts";
import type { FoundInterview } from "../../src/server/found.ts";
import { routes } from "../../src/server/openapi.ts";
import { serve, type Running } from "../../src/server/serve.ts";
import type { TerminalAnswer } from "../../src/server/terminal.ts";
import { makeApp } from "../../src/server/app.ts";
import { createStudy } from "../../src/workbench/file.ts";
import { doorOf } from "../../src/workbench/running-server.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { memoryLog } from "../../src/log/memory.ts";
import { Workbench as Bench } from "../../src/workbench/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "earshot-http-"));
const file = join(folder, "study.earshot");
let wb: Workbench;
let running: Running;
let cookie = "";
const base = (): string => `http://127.0.0.1:${running.port}`;

/** A raw request, so that Host and Origin can be anything. */
const raw = (path: string, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, unknown> }> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: running.port, path, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
    });
    sent.on("error", reject).end();
  });
const ask = async <T>(path: string, body?: unknown, as = "HN"): Promise<{ status: number; answer: T }> => {
  const response = await fetch(`${base()}/api${path}`, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    headers: { cookie, "earshot-as": as, ...(body !== undefined && { "content-type": "application/json" }) },
  });
  return { status: response.status, answer: (await response.json()) as T };
};
type RefusalBody = { refusal: { reason: string; sentence: string } };

beforeAll(async () => {
  wb = await createStudy(file, { title: "Support after birth", approach: "codebook", as: "HN" });
  running = await serve(wb, { person: "HN", pages: null, shelf: null, memory: join(folder, "memory") });
  const entry = await fetch(running.address, { redirect: "manual" });
  expect(entry.status).toBe(302);
  cookie = entry.headers.getSetCookie()[0]!.split(";")[0]!;
});
afterAll(async () => {
  await running.close();
  await wb.close();
  rmSync(folder, { recursive: true });
});

describe("the door of the local server", () => {
  it("turns a one-time token into a cookie that scripts cannot read and other sites never send, and takes the token out of the address", async () => {
    const address = running.freshAddress();
    const first = await fetch(address, { redirect: "manual" });
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
    expect(first.headers.get("location")).toBe("/");
    const again = await fetch(address, { redirect: "manual" });
    expect(again.status).toBe(401);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  it("lets nobody in without the cookie, or with another", async () => {
    expect((await raw("/api/study", {})).status).toBe(401);
    expect((await raw("/api/study", { cookie: cookie.replace(/=.*/, "=guess") })).status).toBe(401);
    expect((await raw("/api/study", { cookie })).status).toBe(200);
  });

  it("refuses a Host that is not its own, so that a name pointed at this machine reads nothing", async () => {
    for (const host of ["evil.example", "evil.example:80", `localhost.evil.example:${running.port}`, "127.0.0.1"]) expect((await raw("/api/study", { cookie, host })).status, host).toBe(421);
  });

  it("refuses requests that another page makes", async () => {
    for (const origin of ["http://evil.example", "null", `http://127.0.0.1:${running.port + 1}`]) expect((await raw("/api/study", { cookie, origin })).status, origin).toBe(403);
    expect((await raw("/api/study", { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await raw("/api/study", { cookie, origin: base() })).status).toBe(200);
  });

  it("holds every answer to a content security policy without exceptions, the refused ones too", async () => {
    for (const path of ["/api/study", "/api/nothing", "/", "/?token=wrong"])
      for (const headers of [{ cookie }, {}]) {
        const policy = String((await raw(path, headers as Record<string, string>)).headers["content-security-policy"]);
        expect(policy, path).toContain("default-src 'none'");
        expect(policy).toContain("script-src 'self';");
        expect(policy).not.toMatch(/unsafe|\*|https?:/);
      }
  });
});

describe("commands over HTTP", () => {
  it("carry a study from an uploaded file to a coded passage, and take it back", async () => {
    const words = "Interviewer: How was it?\n\nMother 1: She came to the house every week. I felt safe.\n";
    const sent = await fetch(`${base()}/api/import/read?name=${encodeURIComponent("Mother 1.txt")}`, { method: "POST", body: words, headers: { cookie } });
    const preview = (await sent.json()) as FoundInterview;
    expect(preview).toMatchObject({ name: "Mother 1", turns: 2, participant: null, suggestion: "Mother 1" });
    expect(preview.speakers.map((s) => [s.label, s.role, s.turns])).toEqual([["Interviewer", "interviewer", 1], ["Mother 1", "participant", 1]]);
    expect((await ask<StudyAnswer>("/study")).answer.sources).toEqual([]);

    const { answer: stored } = await ask<{ stored: { source: string }[] }>("/import/store", { files: [{ upload: preview.upload, name: preview.name, participant: { register: "Mother 1" }, speakers: preview.speakers }] });
    const id = stored.stored[0]!.source;
    const { answer: source } = await ask<SourceAnswer>(`/sources/${id}`);
    const start = source.text.indexOf("She came");
    const added = await ask<Done>("/commands", { commands: [{ type: "code.create", id: "visits", name: "home visits" }, { type: "coding.add", id: "c1", source: id, code: "visits", start, end: start + 32 }] });
    expect(added).toMatchObject({ status: 200, answer: { made: ["visits", "c1"], again: false } });
    const passages = await ask<{ passages: { words: string; speaker: string }[] }>("/codes/visits/passages");
    expect(passages.answer.passages).toMatchObject([{ words: source.text.slice(start, start + 32), speaker: "Mother 1" }]);
    expect((await ask<StudyAnswer>("/study")).answer).toMatchObject({ codings: 1, codes: [{ name: "home visits", codings: 1, sources: 1 }], participants: [{ label: "Mother 1" }] });

    const again = await ask<Done>("/commands", { commands: { type: "coding.add", id: "c1", source: id, code: "visits", start, end: start + 32 } });
    expect(again.answer.again).toBe(true);
    await ask("/undo", {});
    expect((await ask<SourceAnswer>(`/sources/${id}`)).answer.codings).toEqual([]);
    await ask("/redo", {});
    expect((await ask<SourceAnswer>(`/sources/${id}`)).answer.codings).toHaveLength(1);
  });

  it("move codings with a correction, and refuse one of a text that has changed meanwhile", async () => {
    const { answer: study } = await ask<StudyAnswer>("/study");
    const id = study.sources[0]!.id;
    const { answer: before } = await ask<SourceAnswer>(`/sources/${id}`);
    const at = before.text.indexOf("How");
    const edit = { type: "source.edit", source: id, edits: [{ at, remove: 3, insert: "Tell me, how" }], letters: before.text };
    expect((await ask("/commands", { commands: edit })).status).toBe(200);
    const { answer: after } = await ask<SourceAnswer>(`/sources/${id}`);
    const [was, now] = [before.codings[0]!, after.codings[0]!];
    expect(after.text.slice(now.start, now.end)).toBe(before.text.slice(was.start, was.end));
    const late = await ask<RefusalBody>("/commands", { commands: edit });
    expect(late.status).toBe(422);
    expect(late.answer.refusal.sentence).toMatch(/changed meanwhile/);
  });

  it("are all carried out or none, and say why in one sentence", async () => {
    const { status, answer } = await ask<RefusalBody>("/commands", { commands: [{ type: "code.create", name: "left over" }, { type: "code.create", name: "home visits" }] });
    expect(status).toBe(409);
    expect(answer.refusal).toEqual({ reason: "duplicate", sentence: 'There is already a code "home visits".' });
    expect((await ask<StudyAnswer>("/study")).answer.codes.map((c) => c.name)).toEqual(["home visits"]);
  });

  it("that are no commands are refused in words: bad JSON, unknown types, wrong fields", async () => {
    for (const commands of [{ type: "study.burn" }, { type: "coding.add", source: "x", code: "y", start: -1, end: 2 }, "nothing", []]) {
      const { status, answer } = await ask<RefusalBody>("/commands", { commands });
      expect(status).toBe(422);
      expect(answer.refusal.sentence).toMatch(/^The body of this request cannot be used/);
    }
    const broken = await fetch(`${base()}/api/commands`, { method: "POST", body: "{", headers: { cookie, "content-type": "application/json" } });
    expect(broken.status).toBe(422);
  });

  it("refuse a file that cannot be read in the reader's own sentence", async () => {
    const sent = await fetch(`${base()}/api/import/read?name=noise.docx`, { method: "POST", body: new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), headers: { cookie } });
    expect(sent.status).toBe(422);
    expect(((await sent.json()) as RefusalBody).refusal.sentence).toContain("noise.docx");
  });
});

describe("what is changed elsewhere", () => {
  it("is told to every open page as it happens, without words of the study", async () => {
    const stop = new AbortController();
    const stream = await fetch(`${base()}/api/events`, { headers: { cookie }, signal: stop.signal });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    const until = async (wanted: RegExp): Promise<void> => {
      while (!wanted.test(said)) said += (await reader.read()).value ?? "";
    };
    await until(/event: hello/);
    await ask("/commands", { commands: { type: "code.create", name: "a secret name" } }, "RO");
    await until(/event: change/);
    expect(said).toMatch(/"types":\[.*"code.created"/);
    expect(said).not.toContain("secret");
    stop.abort();
  });

  it("may be a command line in a terminal, which shows the key of this run; a page's cookie does not do", async () => {
    const secret = doorOf(join(folder, "memory"), process.pid)!.key;
    const argv = ["codes", "list", file, "--json"];
    expect((await ask<RefusalBody>("/cli", { argv, cwd: folder })).status).toBe(403);
    const response = await fetch(`${base()}/api/cli`, { method: "POST", body: JSON.stringify({ argv, cwd: folder }), headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" } });
    const asCookie = await fetch(`${base()}/api/cli`, { method: "POST", body: JSON.stringify({ argv, cwd: folder }), headers: { authorization: `Bearer ${cookie.split("=")[1]!}`, "content-type": "application/json" } });
    expect(asCookie.status).toBe(401);
    const { code, out } = (await response.json()) as TerminalAnswer;
    expect(code).toBe(0);
    expect(out).toContain("home visits");
  });
});

describe("blind coding over HTTP", () => {
  it("shows neither coder the other's codings, counts, notes, finds or history until both have finished", async () => {
    const { answer: study } = await ask<StudyAnswer>("/study");
    const id = study.sources[0]!.id;
    const second = study.coders.find((c) => c.name === "RO")!.id;
    const { answer: source } = await ask<SourceAnswer>(`/sources/${id}`);
    await ask("/commands", { commands: { type: "assignment.make", coder: second, sources: [id] } });
    const start = source.text.indexOf("I felt safe");
    await ask("/commands", { commands: [{ type: "coding.add", id: "hers", source: id, code: "visits", start, end: start + 11 }, { type: "memo.write", text: "only mine to see", links: [{ kind: "coding", id: "hers" }] }] }, "RO");
    const seen = async (as: string): Promise<string> =>
      JSON.stringify(await Promise.all(["/study", `/sources/${id}`, "/codes/visits/passages", "/find?q=mine", "/history", `/at?date=${new Date().toISOString()}`].map(async (path) => (await ask(path, undefined, as)).answer)));
    expect(await seen("RO")).toContain("only mine to see");
    const hidden = await seen("HN");
    expect(hidden).not.toMatch(/only mine to see|"hers"|felt safe" with/);
    expect((await ask<StudyAnswer>("/study", undefined, "HN")).answer).toMatchObject({ codings: 1, undo: "a change that is hidden from you" });
    expect((await ask<StudyAnswer>("/study", undefined, "RO")).answer.codings).toBe(1);
    expect((await ask<RefusalBody>("/undo", {}, "HN")).status).toBe(403);

    const first = study.coders.find((c) => c.name === "HN")!.id;
    for (const coder of [first, second]) await ask("/commands", { commands: { type: "assignment.finish", coder, sources: [id] } });
    expect(await seen("HN")).toContain("only mine to see");
  });
});

describe("the API's own description", () => {
  it("names every route there is, and none that is not", async () => {
    const app = makeApp(await Bench.open(memoryLog()), { door: { hosts: () => [], secret: "", takeToken: () => false }, person: "HN", pages: null, shelf: null });
    const served = new Set(app.routes.filter((r) => r.method !== "ALL" && r.path.startsWith("/api/")).map((r) => `${r.method.toLowerCase()} ${r.path.replace(/:(\w+)/g, "{$1}")}`));
    expect([...served].sort()).toEqual(routes.map((r) => `${r.method} ${r.path}`).sort());
  });

  it("is an OpenAPI document with the schema of every command", async () => {
    const { answer } = await ask<{ openapi: string; paths: Record<string, unknown> }>("/openapi.json");
    expect(answer.openapi).toBe("3.1.0");
    expect(JSON.stringify(answer.paths["/api/commands"])).toContain("coding.add");
  });
});
