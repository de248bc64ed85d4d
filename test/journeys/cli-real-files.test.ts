import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const data = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const t = new Terminal();

describe.skipIf(!existsSync(data))("real files (skipped where ../shared/data is absent)", () => {
  it("carry a coded oral-history interview from its CSV to the write-up, with every tag", async () => {
    const csv = join(data, "coded/ohd_armantrout.csv");
    const rows = Papa.parse<{ words: string; tags: string }>(readFileSync(csv, "utf8"), { header: true, skipEmptyLines: true }).data;
    const tags = rows.flatMap((row) => row.tags.split(";").map((tag) => tag.trim()).filter((tag) => tag !== ""));
    expect(tags.length).toBeGreaterThan(500);
    await t.do("new", "o.earshot", "--title", "How poets keep their work", "--approach", "codebook");
    await t.do("sources", "import", "o.earshot", csv);
    expect(await t.list("sources", "list", "o.earshot")).toMatchObject([{ name: "ohd_armantrout", turns: rows.filter((row) => row.words.trim() !== "").length }]);
    await t.do("codes", "import", "o.earshot", join(data, "coded/ohd_filters.csv"), "--columns", "code=tag");
    const options = ["--source", "ohd_armantrout", "--columns", "quote=words,code=tags", "--split", ";", "--in-order", "--coder", "DB"];
    await t.do("codings", "import", "o.earshot", csv, ...options);
    const codes = await t.list<{ code: string; codings: number }>("codes", "list", "o.earshot");
    for (const { code, codings } of codes) expect(codings, code).toBe(tags.filter((tag) => tag === code).length);
    expect(await t.do("codings", "import", "o.earshot", csv, ...options)).toContain(`${tags.length} rows say what the study has already`);

    const [first] = await t.list<{ id: string; quote: string }>("codings", "list", "o.earshot", "--code", "paper");
    await t.do("themes", "add", "o.earshot", "Paper first", "--idea", "The screen comes after the notebook");
    await t.do("themes", "place", "o.earshot", "Paper first", "paper", "between");
    await t.do("themes", "quote", "o.earshot", "Paper first", "--coding", first!.id);
    await t.do("report", "o.earshot", "-o", "o.md");
    const report = readFileSync(join(t.folder, "o.md"), "utf8");
    for (const part of ["Paper first", "The screen comes after the notebook", first!.quote.slice(0, 30)]) expect(report).toContain(part);
    expect(await t.do("check", "o.earshot")).toContain("Sound:");
  });

  it("bring transcripts of every kind in at once, each with its words, and name those that cannot be read", async () => {
    const folder = join(data, "transcripts");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => /\.(txt|md|docx|odt|rtf|pdf|html|vtt|srt)$/.test(f));
    await t.do("new", "all.earshot", "--title", "All", "--approach", "reflexive");
    const said = await t.try(["sources", "import", "all.earshot", ...files.map((f) => join(folder, f)), "--json"]);
    const report = JSON.parse(said.out) as { sources: { name: string; words: number; file: string }[]; problems: { what: string }[] };
    expect(report.sources.length + report.problems.length).toBe(files.length);
    expect(report.sources.length).toBeGreaterThan(25);
    expect(said.code).toBe(report.problems.length > 0 ? 1 : 0);
    for (const { what } of report.problems) expect(what).toMatch(/^\S.*[.]$/);
    const listed = await t.list<{ name: string; words: number }>("sources", "list", "all.earshot");
    expect(listed.map(({ name, words }) => [name, words])).toEqual(report.sources.map(({ name, words }) => [name, words]));
    expect(new Set(listed.map((s) => s.name.toLowerCase())).size).toBe(listed.length);
    const of = (file: string): number => report.sources.find((s) => s.file === file)!.words;
    expect(of("hitsave_Goodboy_Galaxy_-_Rik_Nicol.srt")).toBe(of("hitsave_Goodboy_Galaxy_-_Rik_Nicol.vtt"));
    expect(of("hitsave_Goodboy_Galaxy_-_Rik_Nicol.srt")).toBe(of("hitsave_Goodboy_Galaxy_-_Rik_Nicol.txt"));
    const again = await t.try(["sources", "import", "all.earshot", ...files.map((f) => join(folder, f))]);
    expect(again.code).toBe(1);
    expect(again.err.match(/is in the study already, as "/g)).toHaveLength(report.sources.length);
    expect(await t.list("sources", "list", "all.earshot")).toHaveLength(listed.length);
  });

  it("read a register from CSV and XLSX alike", async () => {
    await t.do("new", "p.earshot", "--title", "P", "--approach", "codebook");
    await t.do("people", "import", "p.earshot", join(data, "survey/qualcoder_cases123.csv"), "--id", "case");
    await t.do("people", "import", "p.earshot", join(data, "survey/qualcoder_cases456.xlsx"));
    const people = await t.list<{ id: string; attributes: { Age: unknown } }>("people", "list", "p.earshot");
    expect(people.map((p) => p.id)).toEqual(["ID1", "ID2", "ID3", "ID4", "ID5", "ID6"]);
    for (const { attributes } of people) expect(attributes.Age === null || typeof attributes.Age === "number").toBe(true);
  });
});
