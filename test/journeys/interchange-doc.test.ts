import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Guid } from "../../src/formats/project/guid.ts";
import type { Project } from "../../src/formats/project/project.ts";
import { gather } from "../../src/formats/project/zip.ts";
import type { ExportDialect } from "../../src/formats/refi/export-dialect.ts";
import { readQde, readQdpx } from "../../src/formats/refi/read.ts";
import type { Command, Study } from "../../src/study/study.ts";
import { turnsOf } from "../../src/study/source.ts";
import { emptyStudy, everythingRead } from "../../src/workbench/interchange/fixture.ts";
import { exportStudy, type ExportFormat } from "../../src/workbench/interchange/export.ts";
import { importProject } from "../../src/workbench/interchange/from-project.ts";
import { studyTables } from "../../src/workbench/interchange/tidy.ts";
import { toProject } from "../../src/workbench/interchange/to-project.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";

/*
 * Writes docs/interchange.md from what really happens: a project that uses everything goes in and out, and a study that uses everything goes out and in.
 * `UPDATE=1 npx vitest run test/journeys/interchange-doc.test.ts` writes it; without, the test compares.
 */
const page = new URL("../../docs/interchange.md", import.meta.url);

/** Things without an identity of their own compare by what they say. */
const plain = (value: unknown): string => JSON.stringify(value, (key, inner: unknown) => (["path", "entry", "origin"].includes(key) ? undefined : inner));
const sorted = (list: readonly unknown[]): string[] => list.map(plain).toSorted();

interface Kind {
  readonly what: string;
  readonly of: (project: Project) => readonly unknown[];
  /** How many the study itself shows, of those. */
  readonly inStudy: (study: Study, project: Project) => number;
  /** How many rows the tables have. */
  readonly table?: string;
}

const lower = (guid: Guid): string => guid.toLowerCase();
const texts = (project: Project): readonly unknown[] => project.sources.filter(({ text, transcripts }) => text !== null || transcripts.some((one) => one.text !== null));
const has = (map: ReadonlyMap<string, unknown>, list: readonly { readonly guid: Guid }[]): number => list.filter(({ guid }) => map.has(lower(guid))).length;
const kindOf = (project: Project, ...kinds: string[]) => project.selections.filter(({ place }) => kinds.includes(place.kind));
const coded = (project: Project, ...kinds: string[]) => {
  const there = new Set(kindOf(project, ...kinds).map(({ guid }) => guid));
  return project.codings.filter(({ selection }) => selection !== null && there.has(selection));
};
const none = (): number => 0;

const kinds: readonly Kind[] = [
  { what: "people who code", of: (p) => p.users, inStudy: (s, p) => has(s.coders, p.users) },
  { what: "codes, with tree, headings, colours and descriptions", of: (p) => p.codes, inStudy: (s, p) => has(s.codes, p.codes), table: "codes" },
  { what: "variables", of: (p) => p.variables, inStudy: (s, p) => has(s.attributes, p.variables) },
  { what: "cases with their values and sources", of: (p) => p.cases, inStudy: (s, p) => has(s.participants, p.cases), table: "people" },
  { what: "sources with words: texts, PDFs, described pictures, transcripts", of: texts, inStudy: (s, p) => [...s.sources.values()].length && texts(p).length, table: "sources" },
  { what: "sources without words: pictures, recordings, films", of: (p) => p.sources.filter((one) => !texts(p).includes(one)), inStudy: none },
  { what: "codings of words", of: (p) => coded(p, "words", "transcript").filter(({ source }) => p.sources.some(({ guid }) => guid === source)), inStudy: (s, p) => has(s.codings, coded(p, "words", "transcript")), table: "codings" },
  { what: "codings of rectangles and of stretches of a recording", of: (p) => coded(p, "region", "time"), inStudy: (s, p) => has(s.codings, coded(p, "region", "time")) },
  { what: "codings of whole sources, and of words of a note", of: (p) => p.codings.filter(({ selection, source }) => selection === null || !p.sources.some(({ guid }) => guid === source)), inStudy: none },
  { what: "marked passages without a code", of: (p) => p.selections.filter(({ guid }) => !p.codings.some(({ selection }) => selection === guid)), inStudy: none },
  { what: "notes, and what they are on", of: (p) => p.notes, inStudy: (s, p) => has(s.memos, p.notes), table: "memos" },
  { what: "sets", of: (p) => p.groups, inStudy: none },
  { what: "links", of: (p) => p.links, inStudy: none },
  { what: "drawings (graphs)", of: (p) => p.graphs, inStudy: none },
  { what: "who made and changed each thing, and when", of: (p) => [...p.sources, ...p.selections, ...p.notes].map(({ guid, createdBy, createdAt, modifiedBy, modifiedAt }) => [guid, createdBy, createdAt, modifiedBy, modifiedAt]), inStudy: none },
  { what: "what is not part of the standard", of: (p) => p.kept, inStudy: none },
];

async function bytesOf(wb: Workbench, format: ExportFormat, dialect: ExportDialect = "standard"): Promise<Uint8Array> {
  const exported = await exportStudy(wb, format, dialect);
  if (!exported.ok) throw new Error(exported.refusal.sentence);
  return gather(exported.files[0]!.parts);
}

const share = (part: number, of: number): string => (of === 0 ? "none to show" : part === of ? "all" : part === 0 ? "kept beside it" : `${part} of ${of}, the others kept beside it`);

async function projectTable(): Promise<string[]> {
  const imported = await everythingRead((xml) => xml.replace("<Description>all of it</Description>", "<Description>all of it</Description><Odd>kept</Odd>"));
  const { wb, actor } = await emptyStudy();
  await importProject(wb, imported, {}, actor);
  const backs: Project[] = [];
  for (const dialect of ["standard", "nvivo-windows", "maxqda", "atlasti"] as const) {
    const back = await readQdpx(await bytesOf(wb, "qdpx", dialect));
    if (!back.ok) throw new Error(back.problem);
    backs.push(back.value.project);
  }
  const book = await readQde(await bytesOf(wb, "qdc"));
  if (!book.ok) throw new Error(book.problem);
  const tables = new Map((await studyTables(wb, await toProject(wb))).map(({ name, rows }) => [name, rows.length]));
  const annotations = (JSON.parse(new TextDecoder().decode(await bytesOf(wb, "jsonld"))) as { items: unknown[] }).items.length;
  return kinds.map(({ what, of, inStudy, table }) => {
    const was = of(imported.project);
    const isWhole = (project: Project): boolean => JSON.stringify(sorted(of(project))) === JSON.stringify(sorted(was));
    const inBook = of(book.value.project).length;
    const marks = what.startsWith("codings") ? annotations === imported.project.codings.length : false;
    return `| ${what} | ${share(inStudy(wb.study, imported.project), was.length)} | ${backs.every(isWhole) ? "whole" : "changed"} | ${inBook === 0 ? "–" : isWhole(book.value.project) ? "whole" : "in part"} | ${table && tables.get(table)! > 0 ? `\`${table}\`` : what.startsWith("codings") ? "`codings`" : what === "variables" ? "columns of `people`" : "–"} | ${marks ? "yes" : "–"} |`;
  });
}

interface Noun {
  readonly what: string;
  readonly list: (study: Study) => readonly unknown[];
}
const nouns: readonly Noun[] = [
  { what: "coders", list: (s) => [...s.coders.values()].filter(({ declared }) => declared).map(({ name }) => name) },
  { what: "codes: path, kind, colour, description", list: (s) => [...s.codes.values()].map(({ name, kind, colour, description }) => [name, kind, colour, description.split("\n\n")[0]]) },
  { what: "when to use a code, when not, and an example", list: (s) => [...s.codes.values()].map(({ whenToUse }) => whenToUse).filter(Boolean) },
  { what: "codings: place, code, coder", list: (s) => [...s.codings.values()].map(({ start, end, code, coder }) => [start, end, s.codes.get(code)?.name, s.coders.get(coder)?.name]) },
  { what: "attributes", list: (s) => [...s.attributes.values()].map(({ name, kind }) => [name, kind]) },
  { what: "participants and their values", list: (s) => [...s.participants.values()].map(({ label, values }) => [label, ...Object.values(values)]) },
  { what: "texts, and whose they are", list: (s) => [...s.sources.values()].map(({ name, participant }) => [name, participant === null ? null : s.participants.get(participant)?.label]) },
  { what: "turns: who speaks, in which role, and when", list: (s) => [...s.sources.values()].map((source) => [turnsOf(source), source.speakers]) },
  { what: "memos: kind, title, words, what they are about", list: (s) => [...s.memos.values()].map(({ kind, title, text, links }) => [kind, title, text, links.map((link) => link.kind)]) },
  { what: "themes", list: (s) => [...s.themes.values()].map(({ name }) => name) },
  { what: "recruitment", list: (s) => [...s.recruitment.values()] },
  { what: "consent", list: (s) => [...s.consents.values()] },
  { what: "interviews: date, length, place", list: (s) => [...s.interviews.values()] },
  { what: "corrections of a text, one by one", list: (s) => [...s.sources.values()].flatMap(({ revisions }) => revisions) },
];

async function fullStudy(): Promise<Workbench> {
  const { wb, actor } = await emptyStudy();
  const doing = async (...commands: Command[]): Promise<readonly (string | undefined)[]> => {
    const outcome = await wb.do(commands, actor, contents.splice(0));
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
    return outcome.made;
  };
  const contents: ReturnType<Workbench["contentOf"]>[] = [];
  const [age] = await doing({ type: "attribute.define", name: "Age", kind: "number" });
  const [person] = await doing({ type: "participant.register", label: "Mother 1", values: { [age!]: 34 } });
  const words = "I felt safe 😀 there, on the warrd.";
  const content = wb.contentOf(new TextEncoder().encode(words));
  contents.push(content);
  const [source] = await doing({ type: "source.import", name: "Mother 1", content: content.name, file: content.name, units: words.length, format: "txt", charset: null, turns: [[0, 0, 14, 0, 61_000], [14, 15, words.length, 1, null]], speakers: [{ label: "Rose", role: "participant" }, { label: "A nurse", role: "other" }], participant: person! });
  await doing({ type: "source.edit", source: source!, edits: [{ at: words.indexOf("rrd"), remove: 1, insert: "" }], letters: words });
  const [heading] = await doing({ type: "code.create", name: "Feelings", parent: null, kind: "heading", colour: null });
  const [code] = await doing({ type: "code.create", name: "safety", parent: heading!, kind: "code", colour: "#336699", description: "Feeling safe.", whenToUse: "When somebody says so." });
  const [coding] = await doing({ type: "coding.add", source: source!, code: code!, start: 2, end: 14 });
  await doing({ type: "memo.write", kind: "reflexive", title: "On safety", text: "My own stay comes to mind.", links: [{ kind: "code", id: code! }, { kind: "coding", id: coding! }] });
  const [theme] = await doing({ type: "theme.create", name: "Safe places", parent: null, centralIdea: "", scope: "" });
  await doing({ type: "theme.placeCode", theme: theme!, code: code!, placed: true, reason: "" });
  await doing({ type: "recruitment.record", participant: person!, step: "called", date: "2016-01-20", by: "HN", service: "", reason: "" });
  const [form] = await doing({ type: "consentForm.define", version: "v1", date: "", clauses: [{ name: "interview", wording: "" }] });
  await doing({ type: "consent.record", participant: person!, form: form!, date: "", mode: "", taker: "", clauses: { interview: true } });
  await doing({ type: "interview.record", participant: person!, date: "2016-06-14", minutes: 50, guide: null, place: "home", interviewer: "HN", others: "" });
  return wb;
}

async function studyTable(): Promise<string[]> {
  const wb = await fullStudy();
  const read = await readQdpx(await bytesOf(wb, "qdpx"));
  if (!read.ok) throw new Error(read.problem);
  const { wb: other, actor } = await emptyStudy();
  await importProject(other, read.value, {}, actor);
  return nouns.map(({ what, list }) => {
    const [before, after] = [list(wb.study), list(other.study)];
    const instead: Readonly<Record<string, string>> = { themes: "as sets of their codes, which are kept", "when to use a code, when not, and an example": "as part of the description", "corrections of a text, one by one": "the corrected text" };
    const isSame = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
    return `| ${what} | ${before.length > 0 && isSame ? "whole" : instead[what] ?? (after.length > 0 ? "changed" : "stays in the study; use the study file itself")} |`;
  });
}

it("is told of in docs/interchange.md as it really happens", async () => {
  const parts = ["projects of others", "studies"].map((what) => [`<!-- ${what}: begin -->`, `<!-- ${what}: end -->`] as const);
  const [first, second] = [await projectTable(), await studyTable()];
  const tables = [
    ["| what a project has | in the study | out again as .qdpx, in each dialect | .qdc | CSV, XLSX | Web Annotations |", "| --- | --- | --- | --- | --- | --- |", ...first],
    ["| what a study has | after .qdpx and back, in a new study |", "| --- | --- |", ...second],
  ];
  expect(existsSync(page)).toBe(true);
  const before = readFileSync(page, "utf8");
  let after = before;
  for (const [i, [begin, end]] of parts.entries()) {
    const [from, to] = [after.indexOf(begin), after.indexOf(end)];
    expect(from).toBeGreaterThan(0);
    expect(to).toBeGreaterThan(from);
    after = `${after.slice(0, from + begin.length)}\n${tables[i]!.join("\n")}\n${after.slice(to)}`;
  }
  if (process.env["UPDATE"]) writeFileSync(page, after);
  else expect(before).toBe(after);
  expect(first.filter((row) => row.includes("| changed |"))).toEqual([]);
});
