import type { Reading } from "../interview.ts";
import { anchor } from "../project/anchor.ts";
import { Build } from "../project/build.ts";
import { readColour } from "../project/colour.ts";
import type { Guid } from "../project/guid.ts";
import type { Imported } from "../project/imported.ts";
import { readMoment } from "../project/moment.ts";
import { unknownAudit } from "../project/project.ts";
import type { Table } from "../table/table.ts";
import { codePaths, type Meaning, meanings, program } from "./columns.ts";

/** What a person may know better than the headings tell. */
export interface SegmentOptions {
  /** Which column holds what, by its place; -1 for none. */
  readonly columns?: Partial<Record<Meaning, number>>;
  /** The whole texts of documents, by name: passages are then put where they stand in them. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** What a table of an analysis program holds. */
export type SegmentKind = "codebook" | "segments" | "turns";

/** Tells what a table holds; null where it is none of these. */
export function segmentKind(columns: readonly string[]): SegmentKind | null {
  const at = meanings(columns);
  if (at.words >= 0 && at.code >= 0 && at.speaker >= 0 && at.document < 0) return "turns";
  if (at.words >= 0 && at.code >= 0) return "segments";
  return at.code >= 0 && (at.description >= 0 || at.parent >= 0 || program(columns) !== "unknown") ? "codebook" : null;
}

/**
 * Reads a codebook, coded segments, or a transcript with a column of tags, as a table exported by NVivo, MAXQDA, ATLAS.ti, Dedoose, Taguette or a
 * spreadsheet. `name` is the file's: it names the source of a tagged transcript. Never throws on bad input.
 */
export function readSegments(name: string, table: Table, options: SegmentOptions = {}): Reading<Imported> {
  const at = { ...meanings(table.columns), ...options.columns };
  const kind = at.words >= 0 && at.code >= 0 ? (at.speaker >= 0 && at.document < 0 ? "turns" : "segments") : at.code >= 0 ? "codebook" : null;
  if (!kind) return { ok: false, problem: `${name} has no column that names codes. Its columns are: ${table.columns.slice(0, 12).join(", ")}. Choose which one holds the codes.` };
  const from = program(table.columns);
  const build = new Build("segments", name);
  const cell = (row: readonly string[], meaning: Meaning): string => (at[meaning] >= 0 ? row[at[meaning]] ?? "" : "");
  const codes = new Map<string, Guid>();
  const code = (path: readonly string[]): Guid => {
    const key = path.join("\0");
    const known = codes.get(key);
    if (known) return known;
    const parent = path.length > 1 ? code(path.slice(0, -1)) : null;
    const guid = build.guid("code", key);
    build.codes.push({ guid, parent, name: path.at(-1)!, description: null, colour: null, isCodable: true, isCase: false });
    codes.set(key, guid);
    return guid;
  };
  if (kind === "codebook") readBook(table, at, build, from);
  else if (kind === "turns") readTurns(name, table, cell, code, build, from);
  else readRows(name, table, cell, code, build, from, options.texts ?? new Map());
  const what = { codebook: "codebook", segments: "coded segments", turns: "tagged transcript" }[kind];
  const imported = build.finish(from === "unknown" ? "Table" : from, name, { origin: from === "unknown" ? null : from }, "the table repeats the words; there are no offsets");
  return { ok: true, value: { ...imported, kind: `${what} from ${from === "unknown" ? "a table" : from}` } };
}

function readBook(table: Table, at: Readonly<Record<Meaning, number>>, build: Build, from: string): void {
  const byKey = new Map<string, Guid>();
  const drafts = table.rows.flatMap((row, i) => {
    const raw = row[at.code] ?? "";
    if (raw === "") return [];
    const path = codePaths(raw, from === "Dedoose" ? "codes" : from)[0] ?? [raw];
    const guid = build.guid("code", i, raw);
    for (const key of [path.join("\0"), raw, at.id >= 0 ? row[at.id] ?? "" : ""]) if (key !== "" && !byKey.has(key)) byKey.set(key, guid);
    return [{ row, path, guid }];
  });
  for (const { row, path, guid } of drafts) {
    const stated = at.parent >= 0 ? row[at.parent] ?? "" : path.slice(0, -1).join("\0");
    let parent = byKey.get(stated) ?? null;
    if (parent === null && at.parent >= 0 && stated !== "") {
      parent = build.guid("category", stated);
      byKey.set(stated, parent);
      build.codes.push({ guid: parent, parent: null, name: stated, description: null, colour: null, isCodable: false, isCase: false });
    }
    const colour = at.colour >= 0 ? readColour(row[at.colour] ?? "") : null;
    build.codes.push({ guid, parent: parent === guid ? null : parent, name: path.at(-1)!, description: at.description >= 0 ? row[at.description] || null : null, colour, isCodable: true, isCase: false });
  }
  const used = new Set([at.code, at.description, at.parent, at.colour, at.id]);
  for (const [i, column] of table.columns.entries()) if (!used.has(i)) build.noPlace.add("A column of the codebook was left out.", column);
}

type Cell = (row: readonly string[], meaning: Meaning) => string;
type ToCode = (path: readonly string[]) => Guid;

function readTurns(name: string, table: Table, cell: Cell, code: ToCode, build: Build, from: string): void {
  const source = build.guid("source", name);
  let text = "";
  const marks: { start: number; end: number; row: readonly string[]; i: number }[] = [];
  for (const [i, row] of table.rows.entries()) {
    const words = cell(row, "words").replace(/\r\n?/g, "\n");
    if (words === "") continue;
    if (cell(row, "speaker") !== "") text += `${cell(row, "speaker").replace(/:$/, "")}: `;
    const start = text.length;
    text += words;
    marks.push({ start, end: text.length, row, i });
    text += "\n";
  }
  build.sources.push({ ...unknownAudit, guid: source, kind: "text", name, description: null, text: build.text(source, text), textGuid: null, media: null, transcripts: [], values: [] });
  for (const { start, end, row, i } of marks) {
    const paths = codePaths(cell(row, "code"), from);
    if (paths.length === 0) continue;
    const guid = build.guid("selection", i);
    build.selections.push({ ...unknownAudit, guid, source, place: { kind: "words", range: { start, end }, region: null }, name: null, description: null, quote: text.slice(start, end) });
    for (const path of paths) build.coding(build.guid("coding", i, ...path), source, guid, code(path), unknownAudit);
  }
}

function readRows(name: string, table: Table, cell: Cell, code: ToCode, build: Build, from: string, whole: ReadonlyMap<string, string>): void {
  const documents = new Map<string, { words: string; row: readonly string[]; i: number }[]>();
  for (const [i, row] of table.rows.entries()) {
    const words = cell(row, "words").replace(/\r\n?/g, "\n");
    if (words === "") {
      if (row.some((one) => one !== "")) build.noPlace.add("A row without words was left out.", `line ${table.lines[i] ?? i + 1}`);
      continue;
    }
    const document = cell(row, "document") || name;
    const list = documents.get(document) ?? [];
    documents.set(document, list);
    list.push({ words, row, i });
  }
  for (const [document, rows] of documents) {
    const source = build.guid("source", document);
    const known = whole.get(document);
    // Without the document its passages, each once, are all there is of it.
    const text = build.text(source, known ?? [...new Set(rows.map(({ words }) => words))].join("\n\n"));
    if (known === undefined) build.changed.add("The table has passages and not the whole document: the source holds its passages, one after another.", document);
    build.sources.push({ ...unknownAudit, guid: source, kind: "text", name: document, description: null, text, textGuid: null, media: null, transcripts: [], values: [] });
    const selections = new Map<string, Guid>();
    let after = 0;
    for (const { words, row, i } of rows) {
      const audit = { ...unknownAudit, createdBy: build.user(cell(row, "coder")), createdAt: readMoment(cell(row, "date")) };
      const found = anchor(text, { start: after, end: after + words.length }, words) ?? anchor(text, { start: 0, end: words.length }, words);
      if (!found) {
        build.noPlace.add("A passage does not stand in its document and was left out.", `${document}: ${words.slice(0, 60)}`);
        continue;
      }
      after = found.range.start;
      const key = `${found.range.start}-${found.range.end}`;
      const selection = selections.get(key) ?? build.guid("selection", source, key);
      if (!selections.has(key)) build.selections.push({ ...audit, guid: selection, source, place: { kind: "words", range: found.range, region: null }, name: null, description: null, quote: text.slice(found.range.start, found.range.end) });
      selections.set(key, selection);
      for (const path of codePaths(cell(row, "code"), from)) {
        const guid = build.guid("coding", i, ...path);
        build.coding(guid, source, selection, code(path), audit);
        build.memo(cell(row, "comment"), { kind: "coding", guid }, audit);
      }
    }
  }
}
