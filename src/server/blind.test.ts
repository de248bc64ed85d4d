import { describe, expect, it } from "vitest";
import { memoryLog } from "../log/memory.ts";
import type { Command } from "../study/study.ts";
import { Workbench } from "../workbench/workbench.ts";
import { makeApp } from "./app.ts";
import { routes } from "./openapi.ts";

const words = "Interviewer: How was it?\nMother 1: I was frightened at first. She came to the house every week. He sat in the car.\n";
const turns = [[0, 13, 25, 0, null], [25, 35, words.length, 1, null]] as const;
const secret = "a secret of this test";

/** What a coder does on the blind source: two ways of doing as many things, with nothing else in common. */
interface Way {
  readonly mark: string;
  readonly code: string;
  readonly other: string;
  readonly ranges: readonly (readonly [number, number])[];
}
const ways: readonly [Way, Way] = [
  { mark: "quagmire", code: "fear", other: "visits", ranges: [[35, 61], [62, 96], [97, 114]] },
  { mark: "zeppelin", code: "visits", other: "fear", ranges: [[45, 60], [40, 50], [70, 80]] },
];

/** Chance and time that are the same in every study of this test. */
function surroundings(): { now: () => number; random: (bytes: number) => Uint8Array } {
  let [state, clock] = [7, Date.parse("2026-03-02T09:00:00Z")];
  return { now: () => (clock += 60_000), random: (bytes) => Uint8Array.from({ length: bytes }, () => ((state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16) & 255) };
}

/** Asks one study over HTTP, as a person of this name. */
interface Asking {
  (path: string, as: string, method?: "get" | "post", body?: unknown): Promise<string>;
  /** What is told to an open page, up to the first change. */
  watch(as: string): Promise<string>;
}

/** A study in which HN and RO both work on a blind source, each in one of two ways, and on an open one. */
async function studyOf(hn: Way, ro: Way): Promise<Asking> {
  const around = surroundings();
  const wb = await Workbench.open(memoryLog({ chance: around.random }), around);
  const must = async (as: string, ...commands: Command[]): Promise<void> => {
    const outcome = await wb.do(commands, await wb.actor(as));
    if (!outcome.ok) throw new Error(`${JSON.stringify(commands)}: ${outcome.refusal.sentence}`);
  };
  await must("HN", { type: "study.create", id: "study", title: "Support", approach: "codebook" });
  await must("HN", { type: "participant.register", id: "p1", label: "Mother 1", values: {} });
  for (const name of ["Blind", "Open"]) {
    const content = wb.contentOf(new TextEncoder().encode(words));
    const command = { type: "source.import", id: name, name, content: content.name, file: content.name, units: words.length, format: "txt", charset: "utf-8", turns, speakers: [{ name: "Interviewer", role: "interviewer" }, { name: "Mother 1", role: "participant" }], participant: name === "Blind" ? "p1" : null } as unknown as Command;
    const outcome = await wb.do(command, await wb.actor("HN"), [content]);
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  }
  for (const id of ["fear", "visits"]) await must("HN", { type: "code.create", id, name: id, parent: null, kind: "code", colour: null });
  await must("HN", { type: "theme.create", id: "theme", name: "Alone", parent: null, centralIdea: "", scope: "" });
  await must("HN", { type: "theme.placeCode", theme: "theme", code: "fear", placed: true, reason: "" });
  await must("HN", { type: "assignment.make", coder: await wb.actor("RO"), sources: ["Blind"], blind: true, mayMakeCodes: true, rule: "by hand", seed: null });
  for (const as of ["HN", "RO"]) await must(as, { type: "coding.add", id: `open-${as}`, source: "Open", code: "fear", start: 35, end: 61 });
  for (const [as, way] of [["HN", hn], ["RO", ro]] as const) await work(must, wb, as, way);
  const app = makeApp(wb, { door: { hosts: () => ["localhost"], secret, terminal: secret, takeToken: () => false }, person: "HN", pages: null, shelf: null, complain: (problem) => { throw problem; } });
  const send = (path: string, as: string, method: "get" | "post", body?: unknown): Response | Promise<Response> => {
    const headers = { host: "localhost", authorization: `Bearer ${secret}`, "earshot-as": as, ...(body !== undefined && { "content-type": "application/json" }) };
    return app.request(`http://localhost${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  };
  const watch = async (as: string, until = /event: change/): Promise<string> => {
    const reader = (await send("/api/events", as, "get")).body!.pipeThrough(new TextDecoderStream()).getReader();
    let told = "";
    while (!until.test(told)) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`The stream of changes ended: ${told}`);
      told += value;
    }
    await reader.cancel();
    return told;
  };
  const ask = async (path: string, as: string, method: "get" | "post" = "get", body?: unknown): Promise<string> => {
    if (path === "/api/events") return `200 ${await watch(as, /event: hello/)}`;
    const answer = await send(path, as, method, body);
    return `${answer.status} ${await answer.text()}`;
  };
  return Object.assign(ask, { watch });
}

async function work(must: (as: string, ...commands: Command[]) => Promise<void>, wb: Workbench, as: string, { mark, code, other, ranges }: Way): Promise<void> {
  const id = (n: number): string => `${as}-${mark}-${n}`;
  for (const [n, [start, end]] of ranges.entries()) await must(as, { type: "coding.add", id: id(n), source: "Blind", code, start, end });
  await must(as, { type: "coding.recode", coding: id(1), code: other, reason: `recoded for ${mark}` });
  await must(as, { type: "coding.resize", coding: id(1), start: ranges[1]![0], end: ranges[1]![1] - 1 });
  await must(as, { type: "memo.write", id: `memo-${id(0)}`, kind: "analytic", title: `On ${mark}`, text: `what I think of ${mark}`, links: [{ kind: "coding", id: id(0) }] });
  await must(as, { type: "memo.rewrite", memo: `memo-${id(0)}`, text: `what I now think of ${mark}` });
  await must(as, { type: "memo.write", id: `note-${id(0)}`, kind: "analytic", title: "", text: `on the whole, ${mark}`, links: [{ kind: "source", id: "Blind" }] });
  await must(as, { type: "theme.excludePassage", theme: "theme", coding: id(0), excluded: true, reason: `not ${mark}` });
  await must(as, { type: "theme.chooseQuotation", theme: "theme", coding: id(2), cuts: [] });
  const quotation = [...wb.study.themes.get("theme")!.quotations.values()].find((q) => q.coding === id(2))!.id;
  await must(as, { type: "theme.moveQuotation", theme: "theme", quotation, order: mark.length + 3 });
  await must(as, { type: "theme.dropQuotation", theme: "theme", quotation });
  await must(as, { type: "theme.chooseQuotation", theme: "theme", coding: id(1), cuts: [] });
  await must(as, { type: "consensus.decide", difference: id(0), source: "Blind", first: as === "HN" ? [id(0)] : [], second: as === "RO" ? [id(0)] : [], outcome: "none", result: [], who: [await wb.actor(as)], reason: `because of ${mark}`, changedCode: null });
  // One way ends with one coding fewer than the other.
  await must(as, mark === "quagmire" ? { type: "coding.remove", coding: id(2), reason: `away with ${mark}` } : { type: "coding.resize", coding: id(2), start: 71, end: 79 });
  const undone = await wb.undo(await wb.actor(as));
  if (!undone.ok) throw new Error(undone.refusal.sentence);
  await must(as, mark === "quagmire" ? { type: "coding.remove", coding: id(1), reason: "" } : { type: "coding.resize", coding: id(1), start: 41, end: 49 });
}

/** What is asked of each route. A route that is not here fails the test: whoever adds one says here how to ask it, or why it can tell nothing. */
const requests: Readonly<Record<string, readonly string[] | { readonly body: unknown; readonly path?: string } | { readonly tellsNothing: string }>> = {
  "get /api/study": [""],
  "get /api/sources/{id}": ["/api/sources/Blind", "/api/sources/Open"],
  "get /api/codes/{id}/passages": ["/api/codes/fear/passages", "/api/codes/visits/passages"],
  "get /api/memos/{id}/passages": ["HN", "RO"].flatMap((coder) => ways.map(({ mark }) => `/api/memos/memo-${coder}-${mark}-0/passages`)),
  "get /api/codes/{id}/story": ["/api/codes/fear/story", "/api/codes/visits/story"],
  "get /api/passages": ["?codes=fear", "?codes=visits", "?codes=fear&below=1"],
  "get /api/themes/voices": [""],
  "get /api/themes/{id}/passages": ["/api/themes/theme/passages"],
  "get /api/themes/{id}/story": ["/api/themes/theme/story"],
  "get /api/find": ["?q=quagmire", "?q=zeppelin", "?q=think"],
  "get /api/history": ["", "?limit=5", "?about=fear", "?about=Blind", "?about=HN-quagmire-0", "?actor=HN", "?actor=RO"],
  "get /api/at": ["?date=2026-03-02", "?date=2026-03-02T09:30:00Z"],
  "get /api/compare": ["", "?first=HN&second=RO"],
  "get /api/compare/agreement": ["", "?at=2026-03-02", "?at=2026-03-02T09:30:00Z", "?when=after", "?unit=turn&rule=half"],
  "get /api/compare/confusion": [""],
  "get /api/compare/questions": [""],
  "get /api/compare/decisions": ["?difference=HN-quagmire-0", "?difference=HN-zeppelin-0", "?difference=RO-quagmire-0", "?difference=RO-zeppelin-0"],
  "get /api/table1": [""],
  "get /api/flow": [""],
  "get /api/voices": [""],
  "get /api/coreq": [""],
  "get /api/writeup": ["?format=markdown", "?format=html", "?format=blocks"],
  "get /api/report": [""],
  "get /api/people/rule": ["?rule=label%20%3D%20%22Mother%201%22"],
  "get /api/people/substudies": [""],
  "get /api/people/{id}/withdrawal": ["/api/people/p1/withdrawal?level=remove%20everything", "/api/people/p1/withdrawal?level=remove%20what%20is%20not%20analysed"],
  "post /api/people/{id}/withdraw": { tellsNothing: "it answers with what the question before told, and with whether the log is sound" },
  "get /api/trail": ["", "?q=quagmire", "?q=zeppelin", "?who=HN", "?who=RO"],
  "get /api/trail/days": ["", "?q=quagmire", "?q=zeppelin"],
  "get /api/trail/line": Array.from({ length: 50 }, (_, step) => `?day=2026-03-02&key=nrhhjeqt:${step + 1}`),
  "get /api/past": ["?date=2026-03-02", "?date=2026-03-02T09:30:00Z"],
  "get /api/past/sources/{id}": ["/api/past/sources/Blind?date=2026-03-02", "/api/past/sources/Blind?date=2026-03-02T09:20:00Z"],
  "get /api/past/codes/{id}/passages": ["/api/past/codes/fear/passages?date=2026-03-02", "/api/past/codes/visits/passages?date=2026-03-02T09:20:00Z"],
  "get /api/past/codebook": ["?from=2026-03-02", "?from=2026-03-02T09:10:00Z&to=2026-03-02T09:40:00Z"],
  "get /api/then": ["?date=2026-03-02", "?date=2026-03-02T09:30:00Z"],
  "get /api/explore/search": ["?q=quagmire", "?q=zeppelin", "?q=think"],
  "get /api/explore/meet": ["", "?within=1"],
  "get /api/explore/meeting": ["?a=fear&b=visits", "?a=fear&b=visits&within=1"],
  "get /api/explore/matrix": ["", "?kind=theme"],
  "get /api/explore/cell": ["?unit=fear", "?unit=visits", "?unit=theme&kind=theme"],
  "get /api/explore/framework": ["?units=fear,visits&kind=code", "?units=theme"],
  "get /api/explore/course": ["?units=fear,visits&kind=code", "?units=theme"],
  "get /api/explore/words": ["", "?code=fear"],
  "get /api/explore/context": ["?words=frightened", "?words=house"],
  "get /api/explore/suggestions": ["?words=frightened&code=fear", "?words=house&code=visits"],
  "get /api/explore/timeline": [""],
  "get /api/desk": [""],
  "get /api/check": { tellsNothing: "hashes of the log, which differ with their salts, and whether it is sound" },
  "get /api/events": [""],
  "get /api/openapi.json": [""],
  "post /api/commands": { tellsNothing: "it answers with what the person asking did, and is asked below" },
  "post /api/undo": { body: {} },
  "post /api/redo": { body: {} },
  "post /api/import/read": { tellsNothing: "it reads the file in its own body" },
  "post /api/import/folder": { tellsNothing: "it begins an empty folder" },
  "post /api/import/put": { tellsNothing: "it takes in the file in its own body" },
  "post /api/import/look": { tellsNothing: "it tells of the file that was sent" },
  "post /api/import/link": { body: { pattern: "{id}", names: ["Mother 1.txt", "Mother 2.txt"] } },
  "post /api/import/leave": { body: { uploads: [] } },
  "post /api/import/bring": { tellsNothing: "it tells what became of the file that was sent" },
  "post /api/import/merge": { tellsNothing: "it says of a merge how many events came in, and while anything is hidden nothing else" },
  "get /api/export": ["?format=qdc"],
  "get /api/export/file": ["?format=qdc"],
  "get /api/archive": { tellsNothing: "it is refused, which is asked below" },
  "get /api/archive/file": { tellsNothing: "it is refused, which is asked below" },
  "post /api/import/store": { tellsNothing: "it answers with what it stored" },
  "post /api/agree/table": { tellsNothing: "it reads the table in its own body" },
  "post /api/people/read": { tellsNothing: "it reads the table in its own body" },
  "post /api/people/store": { tellsNothing: "it answers with what it stored" },
  "post /api/explore/xlsx": { tellsNothing: "it writes the table in its own body as a workbook" },
  "post /api/cli": { tellsNothing: "it answers a terminal that has the file and the server's secret, and no page" },
  "post /api/desk/create": { tellsNothing: "it opens another study" },
  "post /api/desk/open": { tellsNothing: "it opens another study" },
  "post /api/desk/sample": { tellsNothing: "it opens another study" },
  "post /api/desk/receive": { tellsNothing: "it takes in a study file that is to be opened" },
  "post /api/desk/keep": { tellsNothing: "it opens another study" },
  "post /api/desk/close": { tellsNothing: "it closes the study" },
  "get /api/desk/folder": { tellsNothing: "it names folders and study files of this machine" },
  "post /api/desk/trouble": { tellsNothing: "it counts what can be read of a file that does not open" },
  "post /api/desk/rescue": { tellsNothing: "it makes a new file of one that does not open" },
};

const [one, two] = ways;
const nobody = "a stranger";

describe("while an assignment is blind", () => {
  it("there is a request in this test for every route there is", () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !(route in requests))).toEqual([]);
  });

  it.each([["RO", [one, one], [two, one]], ["HN", [one, one], [one, two]], [nobody, [one, one], [two, two]]] as const)("no answer to %s depends on what is hidden from them, whatever the route", async (viewer, first, second) => {
    const [here, there] = [await studyOf(...first), await studyOf(...second)];
    const hidden = viewer === "RO" ? /HN-quagmire|HN-zeppelin/ : viewer === "HN" ? /RO-quagmire|RO-zeppelin/ : /quagmire-|zeppelin-/;
    for (const [route, asked] of Object.entries(requests)) {
      if ("tellsNothing" in asked) continue;
      const [method, path] = route.split(" ") as ["get" | "post", string];
      const list = "body" in asked ? [{ path: asked.path ?? path, body: asked.body }] : asked.map((query) => ({ path: query.startsWith("/") ? query : path + query, body: undefined }));
      for (const { path: at, body } of list) {
        const [said, wouldSay] = [await here(at, viewer, method, body), await there(at, viewer, method, body)];
        const differ = [...said].findIndex((letter, i) => letter !== wouldSay[i]);
        const near = (text: string): string => text.slice(Math.max(0, differ - 200), differ + 100);
        expect(differ < 0 ? "" : near(said), `${at} to ${viewer}`).toBe(differ < 0 ? "" : near(wouldSay));
        expect(said.length, `${at} to ${viewer}`).toBe(wouldSay.length);
        if (!at.includes("zeppelin") && !at.includes("quagmire")) expect(said.match(hidden), `${at} to ${viewer}`).toBeNull();
        if (method === "get") expect(said.slice(0, 3), `${at}: ${said.slice(0, 300)}`).toMatch(/200|404/);
      }
    }
  }, 60_000);

  it("nothing that holds codings leaves the study, for whoever must not see them all", async () => {
    const ask = await studyOf(one, one);
    const ways = [...["qdpx", "csv", "xlsx", "jsonl", "jsonld"].flatMap((format) => [`/api/export?format=${format}`, `/api/export/file?format=${format}`]), "/api/archive", "/api/archive/file"];
    for (const way of ways) for (const viewer of ["HN", "RO", nobody]) expect(await ask(way, viewer), `${way} to ${viewer}`).toMatch(/^403 .*blind assignment/);
  });

  it("what one coder does is seen by them and by nobody else, and of the change itself nothing is told as it happens", async () => {
    const ask = await studyOf(one, one);
    const changes = ask.watch("HN");
    expect(await ask("/api/commands", "RO", "post", { commands: { type: "coding.add", id: "mine", source: "Blind", code: "fear", start: 35, end: 40 } })).toMatch(/^200/);
    expect(await ask("/api/sources/Blind", "RO")).toContain('"mine"');
    expect(await ask("/api/sources/Blind", "HN")).not.toContain('"mine"');
    const told = await changes;
    expect(told).toContain("event: change");
    expect(told).not.toMatch(/coding|Blind/);
  });
});
