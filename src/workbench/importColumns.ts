import { readTable } from "../formats/table/read.ts";
import type { Table } from "../formats/table/table.ts";
import type { FileBytes } from "./importReport.ts";

/** A row of a table with its place in the file, read by the names of columns. */
export interface Row {
  /** "people.csv, line 7". */
  readonly where: string;
  /** The cell under a wanted column; "" where the file has no such column. */
  readonly cell: (column: string) => string;
}

/** A table whose columns have been recognised. */
export interface NamedTable {
  readonly table: Table;
  readonly rows: readonly Row[];
  /** Whether the file has a wanted column. */
  readonly has: (column: string) => boolean;
  /** The columns of the file that nothing was wanted of. */
  readonly rest: readonly string[];
}

/** What a column must be called, and what else people call it. */
export interface Wanted {
  readonly name: string;
  readonly also?: readonly string[];
  readonly needed?: true;
}

/** Column names compare whatever their case, and without spaces, underscores, hyphens or points: "When to use", "whenToUse". */
export const foldColumn = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/[\s_.\-–()]+/gu, "");

/** The place in a table of the column of a name; -1 where there is none. */
export const columnAt = (table: Table, name: string): number => {
  const exact = table.columns.indexOf(name);
  return exact >= 0 ? exact : table.columns.findIndex((c) => foldColumn(c) === foldColumn(name));
};

/** Why a column may not be there: a separator that was not recognised. "" where the columns give no hint. */
export function separatorHint(table: Table, sought: readonly string[] = []): string {
  const names: Readonly<Record<string, string>> = { ";": "semicolons", ",": "commas", "\t": "tabs", "|": "bars", ":": "colons" };
  const looksSplit = (column: string, mark: string): boolean => {
    const parts = column.split(mark);
    return parts.length > 2 || (parts.length > 1 && (table.columns.length === 1 || parts.some((part) => sought.some((name) => foldColumn(name) === foldColumn(part)))));
  };
  const mark = Object.keys(names).find((m) => m !== table.delimiter && table.columns.some((c) => looksSplit(c, m)));
  if (mark === undefined) return "";
  const read = table.delimiter === null ? "" : `, but the file was read with ${names[table.delimiter] ?? `"${table.delimiter}"`}`;
  return ` Its header looks as if ${names[mark]} separated the columns${read}; save the file again with one separator throughout.`;
}

/**
 * Reads a table and finds the wanted columns in it. `renamed` maps a wanted name to what the file calls it. A file that
 * cannot be read or lacks a needed column gives one sentence.
 */
export async function readNamed({ name, bytes }: FileBytes, wanted: readonly Wanted[], renamed: Readonly<Record<string, string>> = {}): Promise<{ readonly ok: true; readonly value: NamedTable } | { readonly ok: false; readonly problem: string }> {
  const read = await readTable(name, bytes);
  if (!read.ok) return read;
  const table = read.value;
  const places = new Map<string, number>();
  for (const stray of Object.keys(renamed)) if (!wanted.some((w) => foldColumn(w.name) === foldColumn(stray))) return { ok: false, problem: `"${stray}" is not a column that can be told by another name here; those are ${wanted.map((w) => w.name).join(", ")}.` };
  for (const column of wanted) {
    const given = Object.entries(renamed).find(([key]) => foldColumn(key) === foldColumn(column.name))?.[1];
    const place = given !== undefined ? columnAt(table, given) : [column.name, ...(column.also ?? [])].map((n) => columnAt(table, n)).find((i) => i >= 0) ?? -1;
    if (place >= 0) places.set(column.name, place);
    else if (given !== undefined) return { ok: false, problem: `${name} has no column "${given}"; it has ${listed(table.columns)}.${separatorHint(table, [given])}` };
  }
  const lacking = wanted.filter((w) => w.needed && !places.has(w.name));
  if (lacking.length > 0) {
    return { ok: false, problem: `${name} has no column ${lacking.map((w) => `"${w.name}"`).join(" and none called ")}; it has ${listed(table.columns)}.${separatorHint(table, lacking.flatMap((w) => [w.name, ...(w.also ?? [])])) || ` Call ${lacking.length === 1 ? "the column" : "the columns"} so, or say which ${lacking.length === 1 ? "it is" : "they are"} with --columns "${lacking.map((w) => `${w.name}=…`).join(",")}".`}` };
  }
  const used = new Set(places.values());
  const rows = table.rows.map((cells, i): Row => ({ where: `${name}, line ${table.lines[i] ?? i + 2}`, cell: (column) => cells[places.get(column) ?? -1] ?? "" }));
  return { ok: true, value: { table, rows, has: (column) => places.has(column), rest: table.columns.filter((_, i) => !used.has(i)) } };
}

const listed = (columns: readonly string[]): string => {
  const shown = columns.slice(0, 12).map((c) => `"${c.length > 60 ? `${c.slice(0, 60)}…` : c}"`).join(", ");
  return columns.length > 12 ? `${shown} and ${columns.length - 12} more` : shown;
};

/** A sentence about the columns that were left out; none where all were read. */
export const restNote = (rest: readonly string[]): string[] => (rest.length === 0 ? [] : [`Not read: ${rest.length === 1 ? "the column" : "the columns"} ${listed(rest)}.`]);
