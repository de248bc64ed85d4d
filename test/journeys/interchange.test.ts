import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { inMemory, wholeEntry } from "../../src/formats/project/archive.ts";
import { unzip } from "../../src/formats/project/unzip.ts";
import { connect } from "../../src/log/sqlite/database.ts";

const shared = new URL("../../../shared/data/", import.meta.url);
const here = existsSync(shared);
const data = (path: string): string => fileURLToPath(new URL(path, shared));
const xmllint = ["/usr/bin/xmllint", "/opt/homebrew/bin/xmllint", "/usr/local/bin/xmllint"].find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "interchange-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
async function earshot(...argv: string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(argv, { cwd: folder, env: {}, out: { write: (text) => out.push(text) }, err: { write: (text) => err.push(text) } });
  return { code, out: out.join(""), err: err.join("") };
}
const json = async (...argv: string[]): Promise<any> => {
  const { code, out, err } = await earshot(...argv, "--json");
  expect(err).toBe("");
  return { code, ...JSON.parse(out) };
};
/** Listings are arrays of rows. */
const rows = async (...argv: string[]): Promise<Record<string, any>[]> => JSON.parse((await earshot(...argv, "--json")).out) as Record<string, any>[];

let study = "";
let count = 0;
beforeEach(async () => {
  study = `study-${++count}.earshot`;
  await earshot("new", study, "--title", "A study", "--approach", "codebook", "--as", "HN");
});

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();
const quotes = async (of = study): Promise<string[]> => (await rows("codings", "list", of)).map((row) => squeezed(row["quote"])).toSorted();

/** What a project's XML says that its text selections cover. */
async function truths(file: string): Promise<string[]> {
  const archive = await unzip(inMemory(new Uint8Array(readFileSync(file))));
  const xml = new TextDecoder().decode(await wholeEntry(archive, archive.entries.find(({ name }) => name.endsWith(".qde"))!, 1e8));
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return [...xml.matchAll(/<PlainTextSelection\b[^>]*?\bname="([^"]*)"/g)].map(([, name]) => squeezed(name!.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, n, x, word) => (word ? entities[word]! : String.fromCodePoint(n ? Number(n) : Number.parseInt(x, 16)))))).toSorted();
}

describe.skipIf(!here)("the command line brings projects in and out", () => {
  for (const file of here ? readdirSync(data("refi/synthetic/")) : []) {
    it(`reads every quotation of ${file} as it is known to be`, async () => {
      const path = data(`refi/synthetic/${file}`);
      const report = await json("import", study, path, "--as", "HN");
      expect(report).toMatchObject({ code: 0, ok: true, conflicts: [], gone: [] });
      expect(await quotes()).toEqual(await truths(path));
      expect((await truths(path)).length).toBeGreaterThan(4);
    });
  }

  for (const file of here ? [...readdirSync(data("refi/synthetic/")).map((name) => `refi/synthetic/${name}`), ...readdirSync(data("refi/real/")).map((name) => `refi/real/${name}`), "native/taguette-sample-project.sqlite3", "native/rqda-small.rqda"] : []) {
    it(`takes ${file} in once, gives it out valid in every dialect, and knows it again`, async () => {
      const first = await json("import", study, data(file), "--as", "HN");
      expect(first).toMatchObject({ code: 0, ok: true, conflicts: [] });
      expect(first.confidence).toBeGreaterThan(0);
      expect(first.dialect).not.toBe("");
      const before = await json("summary", study);
      expect(await json("import", study, data(file), "--as", "HN")).toMatchObject({ code: 0, made: {}, changed: {}, gone: [] });
      expect(await json("summary", study)).toEqual(before);
      const said = await quotes();
      for (const dialect of ["standard", "nvivo-windows", "maxqda", "atlasti"]) {
        const out = `${study}-${dialect}.qdpx`;
        expect((await json("export", study, "-o", out, "--dialect", dialect)).ok).toBe(true);
        const bytes = readFileSync(join(folder, out));
        await json("export", study, "-o", out, "--dialect", dialect);
        expect(readFileSync(join(folder, out)).equals(bytes)).toBe(true);
        await isValid(out);
        const other = `other-${++count}.earshot`;
        await earshot("new", other, "--title", "A study", "--approach", "codebook", "--as", "HN");
        expect(await json("import", other, out, "--as", "HN")).toMatchObject({ code: 0, ok: true });
        expect(await quotes(other)).toEqual(said);
        expect(await json("import", study, out, "--as", "HN")).toMatchObject({ code: 0, made: {}, changed: {}, gone: [] });
      }
      expect(await json("summary", study)).toEqual(before);
    }, 60_000);
  }

  it("reads Taguette's passages where Taguette has them", async () => {
    expect(await json("import", study, data("native/taguette-sample-project.sqlite3"))).toMatchObject({ code: 0, kind: "Taguette project" });
    const known = Papa.parse<string[]>(readFileSync(data("native/taguette-sample.codings.tsv"), "utf8").trim(), { delimiter: "\t" }).data.slice(1).map((cells) => `${cells[0]} | ${cells[5]} | ${squeezed(cells[6]!)}`);
    const found = (await rows("codings", "list", study)).map((row) => `${row["source"]} | ${row["code"]} | ${squeezed(row["quote"])}`);
    expect(found.toSorted()).toEqual(known.toSorted());
    expect(known.length).toBe(24);
  });

  it("reads RQDA's passages on the words that RQDA stored", async () => {
    expect(await json("import", study, data("native/rqda-small.rqda"))).toMatchObject({ code: 0, kind: "RQDA project" });
    cpSync(data("native/rqda-small.rqda"), join(folder, "copy.rqda"));
    const db = connect(join(folder, "copy.rqda"), { mode: "look" });
    const known = (db.prepare("SELECT seltext, source.name AS source FROM coding JOIN source ON source.id = fid JOIN freecode ON freecode.id = cid WHERE coding.status = 1 AND source.status = 1 AND freecode.status = 1").all() as { seltext: string; source: string }[]).map((row) => `${row.source} | ${squeezed(row.seltext)}`);
    db.close();
    const found = (await rows("codings", "list", study)).map((row) => `${row["source"]} | ${squeezed(row["quote"])}`);
    expect(found.toSorted()).toEqual(known.toSorted());
    expect(known).toHaveLength(121);
  });

  it("reads a tagged transcript on top of its codebook, each tag a coding of that turn's words", async () => {
    expect(await json("import", study, data("coded/ohd_filters.csv"))).toMatchObject({ code: 0, made: { codes: 16 } });
    expect(await json("import", study, data("coded/ohd_armantrout.csv"), "--as", "Coder A")).toMatchObject({ code: 0, made: { sources: 1, codings: 534 }, changed: {}, problems: [] });
    expect(await json("import", study, data("coded/ohd_armantrout.csv"), "--as", "Coder A")).toMatchObject({ code: 0, made: {}, changed: {} });
    const codings = await rows("codings", "list", study);
    expect(new Set(codings.map((row) => row["coder"]))).toEqual(new Set(["Coder A"]));
    const codes = await rows("codes", "list", study);
    expect(codes.find((row) => row["code"] === "early")).toMatchObject({ description: "writing before widespread computer usage" });
    expect((await rows("sources", "turns", study, "ohd_armantrout")).length).toBeGreaterThan(500);
  });

  it("makes participants and sources of a survey, as it seems or as it is told", async () => {
    expect(await json("import", study, data("survey/qualcoder_survey456.csv"))).toMatchObject({ code: 0, made: { attributes: 3, participants: 3, sources: 3 } });
    expect(await json("import", study, data("survey/qualcoder_cases123.csv"), "--roles", "case=participant,Age=attribute")).toMatchObject({ code: 0, made: { participants: 3 } });
    expect((await json("summary", study)).participants).toBe(6);
  });

  it("stores nothing when it is only asked", async () => {
    const before = await json("summary", study);
    expect(await json("import", study, data("native/rqda-small.rqda"), "--dry-run", "--as", "A stranger")).toMatchObject({ code: 0, dryRun: true, made: { codes: 12, codings: 121 } });
    expect(await json("summary", study)).toEqual(before);
  });

  it("takes the whole import back in one step", async () => {
    const before = await json("summary", study);
    await json("import", study, data("native/rqda-small.rqda"), "--as", "HN");
    expect((await earshot("undo", study, "--as", "HN")).code).toBe(0);
    const { events: _, ...after } = await json("summary", study);
    expect(before).toMatchObject(after);
  });
});

async function isValid(file: string): Promise<void> {
  const archive = await unzip(inMemory(new Uint8Array(readFileSync(join(folder, file)))));
  expect(archive.entries[0]!.name).toBe("project.qde");
  if (!xmllint) return;
  const xml = join(folder, "valid.xml");
  writeFileSync(xml, await wholeEntry(archive, archive.entries[0]!, 1e8));
  execFileSync(xmllint, ["--noout", "--schema", data("refi/spec/Project-mrt2019.xsd"), xml], { stdio: "pipe" });
}

describe("bad input", () => {
  const bad: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ["an empty file", "", /is empty/],
    ["a text", "Just some words of an interview.\nAnd more.", /sources import/],
    ["a zip cut short", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0), /archive|zip/i],
    ["a database that is none", `SQLite format 3\0${"x".repeat(5000)}`, /damaged/],
    ["XML of another kind", "<?xml version=\"1.0\"?><Other/>", /nothing that can be imported/],
    ["XML with entities", "<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY a \"x\">]><Project name=\"&a;\"/>", /\./],
  ];
  for (const [what, content, sentence] of bad) {
    it(`refuses ${what} with one sentence and stores nothing`, async () => {
      writeFileSync(join(folder, "bad.qdpx"), content);
      const { code, out, err } = await earshot("import", study, "bad.qdpx");
      expect(out).toBe("");
      expect(code).toBe(1);
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(err).toMatch(sentence);
    });
  }
  it("names what a file is that is not there, and a dialect that is none", async () => {
    expect(await earshot("import", study, "nowhere.qdpx")).toMatchObject({ code: 1, err: "nowhere.qdpx is not there. Check the name and the folder.\n" });
    expect(await earshot("import", study, "nowhere.qdpx", "--dialect", "klingon")).toMatchObject({ code: 2 });
    expect(await earshot("export", study, "-o", "x.doc")).toMatchObject({ code: 2 });
  });
});
