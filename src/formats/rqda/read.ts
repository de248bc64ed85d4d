import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import { readColour } from "../project/colour.ts";
import type { Guid } from "../project/guid.ts";
import type { Imported } from "../project/imported.ts";
import { readMoment } from "../project/moment.ts";
import { numberOf, rowsOf, type Tables, textOf } from "../project/tables.ts";

/** True where a database is one of RQDA. */
export const isRqda = (tables: Tables): boolean => ["freecode", "coding", "source", "treecode"].every((table) => tables.tableNames().includes(table));

const imageTables = ["image", "imageCoding", "coding2"];

/** Reads a project of RQDA. What RQDA marks as deleted stays away. Passages are put where the words stand that RQDA stored with them. Never throws on bad input. */
export function readRqda(tables: Tables): Reading<Imported> {
  if (!isRqda(tables)) return { ok: false, problem: "The database is not a project of RQDA: its tables are missing. Choose the .rqda file." };
  const about = rowsOf(tables, "project")[0] ?? {};
  const build = new Build("rqda", textOf(about["date"]));
  const live = (table: string): Record<string, unknown>[] => rowsOf(tables, table).filter((row) => row["status"] === undefined || row["status"] === null || numberOf(row["status"]) === 1);
  const id = (row: Record<string, unknown>, column: string): number => numberOf(row[column]) ?? -1;

  const below = new Map<number, number[]>();
  for (const row of live("treecode")) below.set(id(row, "cid"), [...(below.get(id(row, "cid")) ?? []), id(row, "catid")]);
  for (const row of live("codecat")) {
    const guid = build.guid("category", id(row, "catid"));
    build.codes.push({ guid, parent: null, name: textOf(row["name"]), description: null, colour: null, isCodable: false, isCase: false });
    build.memo(row["memo"], { kind: "code", guid }, build.audit(row));
  }
  const categories = new Set(build.codes.map(({ guid }) => guid));
  const members = new Map<Guid, Guid[]>();
  for (const row of live("freecode")) {
    const guid = build.guid("code", id(row, "id"));
    const [parent, ...more] = (below.get(id(row, "id")) ?? []).map((category) => build.guid("category", category)).filter((category) => categories.has(category));
    for (const category of more) members.set(category, [...(members.get(category) ?? []), guid]);
    build.codes.push({ guid, parent: parent ?? null, name: textOf(row["name"]), description: null, colour: readColour(textOf(row["color"])), isCodable: true, isCase: false });
    build.memo(row["memo"], { kind: "code", guid }, build.audit(row));
  }
  for (const [category, codes] of members) {
    const name = build.codes.find(({ guid }) => guid === category)!.name;
    build.groups.push({ guid: build.guid("also", category), name, description: null, codes, sources: [], notes: [] });
    build.changed.add("A code in several categories stands below the first; the others became sets.", name, codes.length);
  }

  const values = (table: string, column: string, owner: number) => live(table).filter((row) => id(row, column) === owner).map((row) => build.value(textOf(row["variable"]), textOf(row["value"]), false));
  for (const row of live("source")) {
    const number = id(row, "id");
    const guid = build.guid("source", number);
    const audit = build.audit(row);
    build.sources.push({
      ...audit, modifiedAt: readMoment(textOf(row["dateM"])), guid, kind: "text", name: textOf(row["name"]), description: null, text: build.text(guid, textOf(row["file"])), textGuid: null, media: null,
      transcripts: [], values: values("fileAttr", "fileID", number),
    });
    build.memo(row["memo"], { kind: "source", guid }, audit);
  }
  const seen = new Map<string, number>();
  const again = (key: string): number => {
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return seen.get(key)!;
  };
  for (const row of live("coding")) {
    const [code, file, start, end] = [id(row, "cid"), id(row, "fid"), numberOf(row["selfirst"]), numberOf(row["selend"])];
    const [source, audit] = [build.guid("source", file), build.audit(row)];
    const key = `${code} ${file} ${start} ${end} ${textOf(row["owner"])}`;
    const n = again(key);
    const selection = build.words(build.guid("selection", key, n), source, start, end, textOf(row["seltext"]), audit, textOf(row["seltext"]).slice(0, 60));
    if (!selection) continue;
    const guid = build.guid("coding", key, n);
    build.coding(guid, source, selection.guid, build.guid("code", code), audit);
    build.memo(row["memo"], { kind: "coding", guid }, audit);
  }
  for (const row of live("annotation")) {
    const [file, position] = [id(row, "fid"), numberOf(row["position"])];
    const guid = build.guid("annotation", file, position ?? "", again(`annotation ${file} ${position}`));
    const selection = build.words(guid, build.guid("source", file), position, position, null, build.audit(row), textOf(row["annotation"]).slice(0, 60));
    if (selection) build.memo(row["annotation"], { kind: "selection", guid }, build.audit(row));
  }
  for (const row of live("cases")) {
    const number = id(row, "id");
    const guid = build.guid("case", number);
    const selections = live("caselinkage").filter((link) => id(link, "caseid") === number).flatMap((link) => {
      const [file, start, end] = [id(link, "fid"), numberOf(link["selfirst"]), numberOf(link["selend"])];
      return build.words(build.guid("case passage", number, file, start ?? "", end ?? ""), build.guid("source", file), start, end, null, build.audit(link), textOf(row["name"]))?.guid ?? [];
    });
    build.cases.push({ guid, name: textOf(row["name"]) || null, description: textOf(row["memo"]) || null, codes: [], values: values("caseAttr", "caseID", number), sources: [], selections: [...new Set(selections)] });
  }
  for (const row of live("filecat")) {
    const number = id(row, "catid");
    const sources = live("treefile").filter((link) => id(link, "catid") === number).map((link) => build.guid("source", id(link, "fid")));
    build.groups.push({ guid: build.guid("file category", number), name: textOf(row["name"]), description: textOf(row["memo"]) || null, codes: [], sources, notes: [] });
  }
  for (const [i, row] of live("journal").entries()) build.memo(row["journal"], null, build.audit(row), textOf(row["name"]) || null, i);
  build.memo(about["memo"], { kind: "project", guid: null }, build.audit(about));
  for (const table of imageTables) for (const row of live(table)) {
    build.kept.push({ parent: null, what: table, raw: JSON.stringify(row) });
    build.noPlace.add("Codings of images, and a second layer of codings, were kept as they are.", table);
  }
  return { ok: true, value: build.finish("RQDA", "RQDA project", { description: null, createdAt: readMoment(textOf(about["date"])) }, "codepoint (offsets in Unicode characters), end after the last character; each passage checked against its stored words") };
}
