import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import type { Guid } from "../project/guid.ts";
import type { Imported } from "../project/imported.ts";
import { unknownAudit } from "../project/project.ts";
import type { DateHints, DayOrder } from "../table/moments.ts";
import type { Table } from "../table/table.ts";
import { isRule, readBookTable } from "./book-table.ts";
import { appliedColumns, codeNames, isNameOnly, meanings, program } from "./columns.ts";
import { codesOf, type Entry, placeEntries } from "./entries.ts";
import type { Meaning } from "./headings.ts";
import { levelsNamed } from "./level-columns.ts";
import { pathOf, stepOf } from "./paths.ts";

/** What a person may know better than the headings tell. */
export interface SegmentOptions {
  /** Which column holds what, by its place; -1 for none. */
  readonly columns?: Partial<Record<Meaning, number>>;
  /** The whole texts of documents, by name: passages are then put where they stand in them. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What stands first in dates written in figures. */
  readonly dates?: DayOrder | undefined;
}

/** What is known of a program's dates beside what they show: Dedoose writes the month first wherever it runs. */
export const dateHints = (from: string, told: DayOrder | undefined): DateHints => ({ order: told ?? (from === "Dedoose" ? "month-first" : null) });

/** What a table of an analysis program holds. */
export type SegmentKind = "codebook" | "segments" | "turns";

/** Tells what a table holds; null where it is none of these. */
export function segmentKind(columns: readonly string[]): SegmentKind | null {
  const at = meanings(columns);
  if (at.words >= 0 && at.code >= 0 && at.speaker >= 0 && at.document < 0) return "turns";
  if (at.words >= 0 && at.code >= 0) return "segments";
  // A register has names and remarks too: a codebook under "Name" has nothing besides.
  const known = new Set<number>(Object.values(at));
  if (at.code >= 0 && isNameOnly(columns[at.code]!) && program(columns) === "unknown" && columns.some((column, i) => !known.has(i) && !isRule(column))) return null;
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
  if (kind === "codebook") readBookTable(table, at, build, from);
  else if (kind === "turns") readTurns(name, table, cell, codesOf(build), build, from);
  else placeEntries(name, entriesOf(table, cell, from, build, at), build, options.texts ?? new Map(), { ...dateHints(from, options.dates), beside: table.rows });
  const what = { codebook: "codebook", segments: "coded segments", turns: "tagged transcript" }[kind];
  const imported = build.finish(from === "unknown" ? "Table" : from, name, { origin: from === "unknown" ? null : from }, "the table repeats the words; there are no offsets");
  return { ok: true, value: { ...imported, kind: `${what} from ${from === "unknown" ? "a table" : from}` } };
}

type Cell = (row: readonly string[], meaning: Meaning) => string;
type ToCode = (path: readonly string[]) => Guid;

/** What a row says of codes: each as its path from the top. Names bear witness to each other, so all of the table are looked at first. */
function pathsIn(table: Table, cell: Cell, from: string): (row: readonly string[]) => string[][] {
  const levels = levelsNamed(table.columns);
  if (levels.length > 0) return (row) => [levels.map((column) => row[column] ?? "").filter((part) => part !== "")].filter((path) => path.length > 0);
  const named = (row: readonly string[]): string[] => codeNames(cell(row, "code"), from);
  const step = stepOf(table.rows.flatMap(named), from);
  return (row) => named(row).map((name) => pathOf(name, step)).filter((path) => path.length > 0);
}

function readTurns(name: string, table: Table, cell: Cell, code: ToCode, build: Build, from: string): void {
  const source = build.guid("source", name);
  const pathsOf = pathsIn(table, cell, from);
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
    const paths = pathsOf(row);
    if (paths.length === 0) continue;
    const guid = build.guid("selection", i);
    build.selections.push({ ...unknownAudit, guid, source, place: { kind: "words", range: { start, end }, region: null }, name: null, description: null, quote: text.slice(start, end) });
    for (const path of paths) build.coding(build.guid("coding", i, ...path), source, guid, code(path), unknownAudit);
  }
}

/** The passages of a table, a row each. Columns that mean nothing here are said to be left out. */
function entriesOf(table: Table, cell: Cell, from: string, build: Build, at: Readonly<Record<Meaning, number>>): Entry[] {
  const applied = appliedColumns(table.columns);
  const pathsOf = pathsIn(table, cell, from === "Taguette" && !/s$/i.test(table.columns[at.code]!) ? "one" : from);
  const isTrue = (value: string | undefined): boolean => /^(true|1|yes|x)$/i.test(value ?? "");
  const used = new Set([...Object.values(at), ...levelsNamed(table.columns), ...applied.map(({ column }) => column)]);
  for (const [i, column] of table.columns.entries()) if (!used.has(i) && table.rows.some((row) => (row[i] ?? "") !== "")) build.noPlace.add("A column of the table was left out.", column);
  return table.rows.flatMap((row, i): Entry[] => {
    if (row.every((one) => one === "")) return [];
    // The column of all codes has names alone and parts them with commas, which names may have too.
    const flags = applied.filter(({ column }) => isTrue(row[column]));
    return [{
      document: cell(row, "document"), words: cell(row, "words"), paths: flags.length > 0 ? flags.map(({ path }) => path) : pathsOf(row),
      coder: cell(row, "coder"), date: cell(row, "date"), comment: cell(row, "comment"), name: cell(row, "called"), group: from === "MAXQDA" || from === "ATLAS.ti" ? cell(row, "group") : "", at: `line ${table.lines[i] ?? i + 1}`,
    }];
  });
}
