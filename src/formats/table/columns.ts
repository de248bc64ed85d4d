import type { Reading } from "../interview.ts";
import { indentOf } from "./indent.ts";
import type { Table } from "./table.ts";

/** A row as the file has it, before its header is known. */
export interface RawRow {
  readonly cells: readonly string[];
  readonly line: number;
  /** How far the program that wrote it moves each cell in, beside the blanks in it. */
  readonly indents?: readonly (number | undefined)[];
}

/** As many as a spreadsheet has. */
const MOST_COLUMNS = 16_384;

/**
 * Finds the header among raw rows and makes a table of the rest. The header is the first row at least as wide as half of the
 * widest, with no row of more cells filled right after it; narrower rows above it are titles. Blank rows and rows that repeat the header are left out. All of it is said in the notes.
 */
export function tableOf(what: string, raw: readonly RawRow[], rest: Pick<Table, "format" | "charset" | "delimiter" | "notes">): Reading<Table> {
  const filled = raw.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return { ok: false, problem: `${what} has no cells with anything in them.` };
  const head = headerIndex(filled);
  const header = filled[head];
  if (!header) return { ok: false, problem: `${what} has no row that could be a header.` };
  const below = filled.slice(head + 1);
  const repeats = below.filter((row) => repeatsHeader(header, row));
  const body = below.filter((row) => !repeats.includes(row));
  const used = (row: RawRow): number => row.cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  const wide = body.filter((row) => used(row) > header.cells.length);
  const full = body.reduce((most, row) => Math.max(most, used(row)), used(header));
  if (full > MOST_COLUMNS) return { ok: false, problem: `${what} has ${full} columns, more than the ${MOST_COLUMNS} that a table can have. Check that it is the right file.` };
  const { columns, notes: nameNotes } = nameColumns(header.cells, full);
  const short = body.filter((row) => row.cells.length < header.cells.length);
  const notes = [...rest.notes];
  if (head > 0) notes.push(`${head} ${head === 1 ? "row" : "rows"} above the header on line ${header.line} ${head === 1 ? "was" : "were"} read as a title and left out: "${filled.slice(0, head).map(({ cells }) => cells.filter((c) => c.trim() !== "").join(" ")).join(" / ").slice(0, 120)}".`);
  const blank = raw.length - filled.length;
  if (blank > 0) notes.push(`${blank} blank ${blank === 1 ? "row was" : "rows were"} left out.`);
  if (repeats.length > 0) notes.push(`The header stands again on ${repeats.length === 1 ? "line" : "lines"} ${repeats.slice(0, 8).map(({ line }) => line).join(", ")}${repeats.length > 8 ? ` and ${repeats.length - 8} more` : ""}, and was left out there.`);
  notes.push(...nameNotes);
  if (wide.length > 0) notes.push(`${linesOf(wide)} ${wide.length === 1 ? "has" : "have"} more cells than the header (${header.cells.length}); the extra cells stand under "${columns[header.cells.length] ?? ""}" and after.`);
  if (short.length > 0) notes.push(`${linesOf(short)} ${short.length === 1 ? "has" : "have"} fewer cells than the header (${header.cells.length}); the missing ones are blank.`);
  const rows = body.map(({ cells }) => columns.map((_, i) => (cells[i] ?? "").trim()));
  const indents = body.map(({ cells, indents: formatted }) => columns.map((_, i) => indentOf(cells[i] ?? "") + (formatted?.[i] ?? 0)));
  return { ok: true, value: { columns, rows, ...rest, notes, lines: body.map(({ line }) => line), ...(indents.some((row) => row.some((indent) => indent > 0)) ? { indents } : {}) } };
}

/** True for a row that says the header again, as files joined together and printed pages have it. */
function repeatsHeader(header: RawRow, row: RawRow): boolean {
  const fold = (cell: string | undefined): string => (cell ?? "").trim().replace(/\s+/g, " ").toLowerCase();
  return count(row) > 1 && Array.from({ length: Math.max(header.cells.length, row.cells.length) }, (_, i) => fold(row.cells[i]) === fold(header.cells[i])).every(Boolean);
}

const linesOf = (rows: readonly RawRow[]): string => {
  const shown = rows.slice(0, 8).map(({ line }) => line).join(", ");
  return rows.length === 1 ? `Line ${shown}` : `Lines ${shown}${rows.length > 8 ? ` and ${rows.length - 8} more` : ""}`;
};

const count = ({ cells }: RawRow): number => cells.filter((cell) => cell.trim() !== "").length;

function headerIndex(filled: readonly RawRow[]): number {
  const counts = filled.slice(0, 200).map(count);
  const typical = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 1;
  const first = counts.findIndex((n) => n >= Math.max(1, typical * 0.5) && (n > 1 || typical === 1));
  return Math.max(0, first);
}

function nameColumns(header: readonly string[], width: number): { columns: string[]; notes: string[] } {
  const notes: string[] = [];
  const columns: string[] = [];
  const taken = new Set<string>();
  const next = new Map<string, number>();
  const given = new Set(header.map((name) => name.trim().replace(/\s+/g, " ").toLowerCase()));
  for (let i = 0; i < width; i++) {
    const own = (header[i] ?? "").trim().replace(/\s+/g, " ");
    const wanted = own === "" ? `column ${i + 1}` : own;
    let name = wanted;
    let n = next.get(wanted.toLowerCase()) ?? 2;
    for (; taken.has(name.toLowerCase()) || (name !== own && given.has(name.toLowerCase())); n++) name = `${wanted} (${n})`;
    next.set(wanted.toLowerCase(), n);
    if (own === "") notes.push(`Column ${i + 1} has no name and is called "${name}".`);
    else if (name !== own) notes.push(`The name "${own}" stands over more than one column; column ${i + 1} is called "${name}".`);
    taken.add(name.toLowerCase());
    columns.push(name);
  }
  return { columns, notes };
}
