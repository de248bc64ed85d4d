import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Tables } from "../project/tables.ts";
import { tablesOf } from "../project/tables.fixture.ts";
import { readRqda } from "./read.ts";

function openTables(file: URL): Tables {
  const database = new DatabaseSync(fileURLToPath(file), { readOnly: true });
  return {
    tableNames: () => database.prepare("select name from sqlite_master where type = 'table'").all().map(({ name }) => String(name)),
    rows: (table) => database.prepare(`select * from "${table}"`).all(),
  };
}

const shared = new URL("../../../../shared/data/native/rqda-small.rqda", import.meta.url);

describe.skipIf(!existsSync(shared))("a project of RQDA (shared data is absent: skipped)", () => {
  it("gives all 121 codings the words that RQDA stored with them", () => {
    const tables = openTables(shared);
    const result = readRqda(tables);
    if (!result.ok) throw new Error(result.problem);
    const { project, counts } = result.value;
    const stored = tables.rows("coding").filter((row) => row["status"] === 1).map((row) => String(row["seltext"]));
    expect(project.codings.map(({ selection }) => project.selections.find(({ guid }) => guid === selection)!.quote)).toEqual(stored);
    expect(counts).toMatchObject({ sources: 6, codings: 121, groups: 2 });
    const categories = tables.rows("codecat").filter((row) => row["status"] === 1).map((row) => row["name"]);
    expect(project.codes.filter(({ isCodable }) => !isCodable).map(({ name }) => name)).toEqual(categories);
    expect(project.codes.filter(({ isCodable, parent }) => isCodable && parent !== null)).toHaveLength(12);
  });

  it("gives the same identities every time", () => {
    expect(readRqda(openTables(shared))).toEqual(readRqda(openTables(shared)));
  });
});

describe("passages of RQDA", () => {
  it("are put on their stored words where their offsets are one too high, and counted", () => {
    const row = { status: 1, owner: "a", date: "Fri Aug 05 11:13:40 2016" };
    const result = readRqda(tablesOf({
      source: [{ ...row, id: 1, name: "T", file: "One \u{1F600} two three" }], freecode: [{ ...row, id: 1, name: "c" }], treecode: [],
      coding: [{ ...row, cid: 1, fid: 1, seltext: "two", selfirst: 6, selend: 9 }, { ...row, cid: 1, fid: 1, seltext: "three", selfirst: 11, selend: 16 }, { ...row, cid: 1, fid: 1, seltext: "two", selfirst: 6, selend: 9, status: 0 }, { ...row, cid: 9, fid: 1, seltext: "two", selfirst: 6, selend: 9 }],
    }));
    if (!result.ok) throw new Error(result.problem);
    expect(result.value.project.selections.map(({ quote }) => quote)).toEqual(["two", "three", "two"]);
    expect(result.value.project.codings).toHaveLength(2);
    expect(result.value.loss.changed).toMatchObject([{ what: "A passage lay beside the words that the program stored with it; it was put on them.", count: 1 }]);
    expect(result.value.loss.noPlace).toMatchObject([{ count: 1 }]);
    expect(result.value.project.codings[0]!.at).toBe("2016-08-05T11:13:40");
  });

  it("are refused with any other database", () => {
    expect(readRqda(tablesOf({ a: [] }))).toMatchObject({ ok: false });
  });
});
