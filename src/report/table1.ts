import type { Table1 } from "../analysis/table1.ts";
import type { SuppressedTable } from "../privacy/suppressTable.ts";
import type { Row, TableBlock } from "./document.ts";

const figure = (value: number): string => {
  const digits = Math.abs(value) >= 1000 ? 0 : 1;
  return value.toFixed(digits);
};
const plain = (value: number | string): string => (typeof value === "string" ? value : String(Number(value.toFixed(2))));
const share = (n: number | string, percent: number | null): string => (percent === null ? String(n) : `${n} (${percent.toFixed(1)})`);

/** The rows of one characteristic that are not levels, as name and value. */
function figures(c: { mean?: number; sd?: number; median?: number; q1?: number; q3?: number; min?: number | string; max?: number | string }): [string, string][] {
  const rows: [string, string][] = [];
  if (c.mean !== undefined) rows.push([c.sd === undefined ? "Mean" : "Mean (SD)", c.sd === undefined ? figure(c.mean) : `${figure(c.mean)} (${figure(c.sd)})`]);
  if (c.median !== undefined && c.q1 !== undefined && c.q3 !== undefined) rows.push(["Median (IQR)", `${figure(c.median)} (${figure(c.q1)} to ${figure(c.q3)})`]);
  if (c.min !== undefined && c.max !== undefined) rows.push(["Range", `${plain(c.min)} to ${plain(c.max)}`]);
  return rows;
}

/** Table 1 as a table of a document. A row for what is missing is there where anything is. Notes are added to its foot. */
export function table1Block(table: Table1 | SuppressedTable, caption: string, notes: readonly string[] = []): TableBlock {
  const rows = table.characteristics.flatMap((c): Row[] => {
    const missing = c.missing === 0 || c.missing === "0" ? [] : [["Missing", typeof c.missing === "number" ? share(c.missing, (100 * c.missing) / (table.n as number)) : c.missing]];
    const below = [...figures(c), ...c.levels.map((l) => [l.level, share(l.n, l.percent)]), ...missing];
    return [{ cells: [c.name, ""], group: true }, ...below.map((cells): Row => ({ cells, indent: 1 }))];
  });
  const summed = table.characteristics.some((c) => c.median !== undefined);
  const foot = [
    "Values are n (%) unless stated; percentages are of all participants.",
    ...(summed ? ["SD: standard deviation of the sample. IQR: interquartile range, quartiles of type 7."] : []),
    ...("notes" in table ? table.notes : []),
    ...notes,
  ];
  return { kind: "table", caption, columns: [{ heading: "Characteristic", align: "left", share: 7 }, { heading: `n = ${table.n}`, align: "right", share: 3 }], rows, notes: foot };
}

/** A field of CSV; what a spreadsheet would take for a formula gets an apostrophe before it. */
const field = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[-+]?\d/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Table 1 as CSV (RFC 4180): one row a level, then the missing, then the figures, which stand in the last column. Percentages are rounded to one decimal. */
export function table1Csv(table: Table1 | SuppressedTable): string {
  const lines: (readonly (string | number)[])[] = [["characteristic", "level", "n", "percent", "value"]];
  for (const c of table.characteristics) {
    for (const l of c.levels) lines.push([c.name, l.level, l.n, l.percent === null ? "" : l.percent.toFixed(1), ""]);
    lines.push([c.name, "missing", c.missing, typeof c.missing === "number" && typeof table.n === "number" && table.n > 0 ? ((100 * c.missing) / table.n).toFixed(1) : "", ""]);
    const values = c as { readonly [name: string]: unknown };
    for (const name of ["mean", "sd", "median", "q1", "q3", "min", "max"]) {
      const value = values[name];
      if (typeof value === "number") lines.push([c.name, name, "", "", String(Number(value.toFixed(4)))]);
      else if (typeof value === "string") lines.push([c.name, name, "", "", value]);
    }
  }
  return lines.map((line) => `${line.map((v) => field(String(v))).join(",")}\r\n`).join("");
}
