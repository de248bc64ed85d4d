import type { Cell, TidyTable } from "./tables.ts";

/** A file of an export. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const quoted = (cell: Cell): string => {
  const text = cell === null ? "" : String(cell);
  // An empty text is quoted, so that it differs from a missing one.
  return (text === "" && cell !== null) || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV (RFC 4180): UTF-8, commas, "\r\n". A missing value is an empty cell, an empty text is `""`. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");

/** The data dictionary: a row for each column of each table. */
export const dictionary = (tables: readonly TidyTable[]): TidyTable => ({
  name: "data-dictionary", meaning: "one column of one table",
  columns: [{ name: "table", meaning: "The table." }, { name: "row_is", meaning: "What one row of it is." }, { name: "column", meaning: "The column." }, { name: "meaning", meaning: "What it holds." }],
  rows: tables.flatMap((table) => table.columns.map(({ name, meaning }) => [table.name, table.meaning, name, meaning])),
});

/** Each table as a CSV file, with the data dictionary last. */
export const csvFiles = (tables: readonly TidyTable[]): NamedFile[] => [...tables, dictionary(tables)].map((table) => ({
  name: `${table.name}.csv`, bytes: new TextEncoder().encode(csvOf([table.columns.map(({ name }) => name), ...table.rows])),
}));

/** Values as JSON Lines: one per line, "\n" at each end. */
export const jsonLines = (values: Iterable<unknown>): Uint8Array => new TextEncoder().encode([...values].map((value) => `${JSON.stringify(value)}\n`).join(""));
