import type { Tables } from "./tables.ts";

/** Tables made by a test. */
export const tablesOf = (content: Readonly<Record<string, Record<string, unknown>[]>>): Tables => ({ tableNames: () => Object.keys(content), rows: (table) => content[table] ?? [] });
