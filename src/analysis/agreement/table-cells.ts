import type { Row, Value } from "./ratings.ts";

/** What a units × coders table may hold: a number, a name, a number written as text, or nothing (null or an empty text). */
export type TableCell = Value | null;

/** A table's cells read as values, and where the first one stands that is not a number (null where all are). */
export interface ReadTable {
  readonly rows: readonly Row[];
  readonly notANumber: { readonly row: number; readonly coder: number; readonly text: string } | null;
  readonly missing: number;
  /** Whether commas in numbers were read as decimal signs. */
  readonly decimalCommas: boolean;
}

const written = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const withComma = /^[+-]?\d+,\d+$/;

/** Whether numbers are written with a decimal comma: some cells are, and no cell is anything but such a number or a whole one. */
function commasAreDecimal(rows: readonly (readonly TableCell[])[]): boolean {
  let some = false;
  for (const row of rows)
    for (const cell of row) {
      const text = typeof cell === "string" ? cell.trim() : "";
      if (withComma.test(text)) some = true;
      else if (text !== "" && !/^[+-]?\d+$/.test(text)) return false;
    }
  return some;
}

/**
 * Reads the cells of a table. Where every cell that is not empty is a number, also one written as text, all become numbers; as soon as one is not, all become names,
 * so that "2" in such a table is a name like any other. A decimal comma is read where every number has one or is whole. White space around a name does not count.
 */
export function readTable(rows: readonly (readonly TableCell[])[], coders: number): ReadTable {
  let notANumber: ReadTable["notANumber"] = null;
  let missing = 0;
  const decimalCommas = commasAreDecimal(rows);
  const read = rows.map((cells, row) =>
    Array.from({ length: coders }, (_, coder): Value | null => {
      const cell = cells[coder] ?? null;
      if (typeof cell === "number") {
        if (!Number.isFinite(cell)) throw new RangeError(`A value is a finite number or a name, not ${cell} (row ${row + 1}, coder ${coder + 1})`);
        return cell;
      }
      const given = cell === null ? "" : cell.trim();
      const text = decimalCommas ? given.replace(",", ".") : given;
      if (text === "") {
        missing += 1;
        return null;
      }
      if (written.test(text) && Number.isFinite(Number(text))) return Number(text);
      notANumber ??= { row, coder, text };
      return text;
    }),
  );
  return { rows: notANumber ? read.map((row) => row.map((value) => (value === null ? null : String(value)))) : read, notANumber, missing, decimalCommas };
}
