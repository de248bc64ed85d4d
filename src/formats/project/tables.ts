/**
 * A database that somebody else opened, read-only, and hands in row by row. Column values are as SQLite has them:
 * string, number, bigint, Uint8Array or null. The order of rows is the table's own.
 */
export interface Tables {
  tableNames(): string[];
  rows(table: string): Record<string, unknown>[];
}

/** The rows of a table; none where the database has no such table. */
export const rowsOf = (tables: Tables, table: string): Record<string, unknown>[] => (tables.tableNames().includes(table) ? tables.rows(table) : []);

/** A cell as text; empty where it is null or bytes. */
export const textOf = (cell: unknown): string => (typeof cell === "string" ? cell : typeof cell === "number" || typeof cell === "bigint" ? String(cell) : "");

/** A cell as a number; null where it is none. */
export function numberOf(cell: unknown): number | null {
  const value = typeof cell === "string" && cell.trim() !== "" ? Number(cell) : typeof cell === "bigint" ? Number(cell) : cell;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
