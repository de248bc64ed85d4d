import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { Tables } from "../project/tables.ts";
import { tablesOf } from "../project/tables.fixture.ts";
import { htmlWords } from "./html-words.ts";
import { readTaguette } from "./read.ts";

function openTables(file: URL): Tables {
  const database = new DatabaseSync(fileURLToPath(file), { readOnly: true });
  return {
    tableNames: () => database.prepare("select name from sqlite_master where type = 'table'").all().map(({ name }) => String(name)),
    rows: (table) => database.prepare(`select * from "${table}"`).all(),
  };
}

const shared = new URL("../../../../shared/data/native/", import.meta.url);

describe("offsets in bytes of the text within HTML", () => {
  it("count a letter with an accent as two, an emoji as four and markup as none", () => {
    const { text, at } = htmlWords("<p>é<b>a</b></p><p>\u{1F600}x&amp;y</p>");
    expect(text).toBe("éa\n\u{1F600}x&y");
    expect([0, 2, 3].map((byte) => at(byte))).toEqual([0, 1, 3]);
    expect([2, 3, 7, 8, 9].map((byte) => at(byte, true))).toEqual([1, 2, 5, 6, 7]);
    expect(at(11)).toBeNaN();
  });

  it("cut the same letters as the bytes do, for any text", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (parts, a, b) => {
      const clean = parts.map((part) => part.replace(/[\r\n\0]/g, "").replace(/&/g, "and").replace(/</g, "less")).filter((part) => part !== "");
      const whole = clean.join("");
      const { text, at } = htmlWords(clean.map((part) => `<span>${part}</span>`).join(""));
      expect(text).toBe(whole);
      const points = [...whole];
      const [from, to] = [a, b].map((n) => n % (points.length + 1)).sort((x, y) => x - y) as [number, number];
      const bytes = (n: number): number => new TextEncoder().encode(points.slice(0, n).join("")).length;
      expect(text.slice(at(bytes(from)), at(bytes(to), true))).toBe(from === to ? "" : points.slice(from, to).join(""));
    }));
  });
});

describe.skipIf(!existsSync(shared))("a project of Taguette (shared data is absent: skipped)", () => {
  it("gives all 24 tag applications the words that are known to be theirs", () => {
    const result = readTaguette(openTables(new URL("taguette-sample-project.sqlite3", shared)));
    if (!result.ok) throw new Error(result.problem);
    const { project } = result.value;
    const truth = Papa.parse<Record<string, string>>(readFileSync(new URL("taguette-sample.codings.tsv", shared), "utf8"), { header: true, delimiter: "\t", skipEmptyLines: true }).data;
    const found = project.codings.map((coding) => [
      project.sources.find(({ guid }) => guid === coding.source)!.name, project.codes.find(({ guid }) => guid === coding.code)!.name,
      project.selections.find(({ guid }) => guid === coding.selection)!.quote!,
    ].join("|"));
    expect(truth).toHaveLength(24);
    expect(found.sort()).toEqual(truth.map((row) => [row["doc"], row["tag"], row["text"]].join("|")).sort());
    expect(result.value.counts).toMatchObject({ sources: 10, codes: 6, selections: 18, codings: 24, users: 1 });
    expect(project.codings.every(({ at, coder }) => at !== null && coder === project.users[0]!.guid)).toBe(true);
    expect(project.codes[0]!.description).toBe("Further review required");
  });
});

describe("what is no project of Taguette", () => {
  it("is refused in a sentence", () => {
    expect(readTaguette(tablesOf({ other: [] }))).toEqual({ ok: false, problem: "The database is not a project of Taguette: its tables are missing. Export the project from Taguette as a SQLite file." });
    expect(readTaguette(tablesOf({ documents: [], highlights: [], highlight_tags: [], tags: [], projects: [] })).ok).toBe(false);
  });

  it("is survived where rows make no sense", () => {
    const result = readTaguette(tablesOf({
      projects: [{ id: 1, name: "P" }], tags: [{ id: 1, project_id: 1, path: "a" }], documents: [{ id: 1, project_id: 1, name: "D", contents: "<p>Hello</p>" }],
      highlights: [{ id: 1, document_id: 1, start_offset: 3, end_offset: 99 }, { id: 2, document_id: 1, start_offset: "x", end_offset: null }, { id: 3, document_id: 9 }],
      highlight_tags: [{ highlight_id: 1, tag_id: 1 }, { highlight_id: 3, tag_id: 1 }, { highlight_id: 1, tag_id: 7 }], commands: [{ project_id: 1, payload: "{" }],
    }));
    if (!result.ok) throw new Error(result.problem);
    expect(result.value.project.selections.map(({ quote }) => quote)).toEqual(["lo", ""]);
    expect(result.value.project.codings).toHaveLength(1);
  });
});
