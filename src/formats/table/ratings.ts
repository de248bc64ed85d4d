import type { Table } from "./table.ts";

/** A table of units × coders. */
export interface RatingsTable {
  readonly coders: readonly string[];
  /** The values, row by row; "" where one is missing. */
  readonly rows: readonly (readonly string[])[];
  readonly units: readonly string[];
  /** What was left out or made up for, in sentences. */
  readonly said: readonly string[];
}

/** The columns of the coders, and the rows' names. What stands under no coder's name is left out, and said. */
export function ratingsIn({ columns, rows, notes }: Table): RatingsTable {
  const said: string[] = [];
  const nameless = new Set(columns.keys().filter((i) => i > 0 && notes.some((note) => note.startsWith(`Column ${i + 1} has no name`))));
  const kept = [...columns.keys()].filter((i) => i > 0 && !nameless.has(i));
  for (const note of notes) {
    if (/^Lines? .* more cells/.test(note)) said.push(`${note.split(";")[0]}; the extra cells stand under no coder's name and were left out.`);
    else if (/^Lines? .* fewer cells/.test(note)) said.push(`${note.split(";")[0]}; what is not there counts as missing.`);
    else if (/title and left out|stands over more than one column/.test(note)) said.push(note);
  }
  const within = [...nameless].filter((i) => kept.some((k) => k > i) && rows.some((row) => row[i] !== ""));
  for (const i of within) said.push(`Column ${i + 1} has values and no coder's name above them, so it was left out.`);
  return { said, coders: kept.map((i) => columns[i]!), rows: rows.map((row) => kept.map((i) => row[i]!)), units: rows.map((row, i) => row[0] || `unit ${i + 1}`) };
}
