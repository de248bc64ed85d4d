import { dayOf, figuresOf } from "../formats/table/days.ts";
import { inferColumns } from "../formats/table/infer.ts";
import { readNumber, type DecimalMark } from "../formats/table/numbers.ts";
import type { AttributeKind, Value } from "../study/participant.ts";

/** What a cell comes to as a value of a kind; or what is wrong with it, as half a sentence. */
export type Converted = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

const blankness = new Map<string, boolean>();

/** Whether a cell is empty or says so ("n/a", "-", "missing"), by the same rule by which types are inferred. */
export function isBlank(cell: string): boolean {
  if (cell.trim() === "") return true;
  if (cell.length > 20) return false;
  let blank = blankness.get(cell);
  if (blank === undefined) {
    blank = inferColumns({ columns: ["c"], rows: [[cell]], format: "csv", charset: null, delimiter: null, notes: [], lines: [1] })[0]!.blanks === 1;
    if (blankness.size < 10_000) blankness.set(cell, blank);
  }
  return blank;
}

/** Yes or no as people write it; null where a word is neither. */
export function yesOrNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (/^(yes|y|true|1|ja|oui|s[ií]|x|✓|✔|met|agreed)$/u.test(word)) return true;
  if (/^(no|n|false|0|nein|non|not met|refused)$/u.test(word)) return false;
  return null;
}

/** Whether the day comes first in a column's dates: true, false, or null where figures do not tell. */
export function dayComesFirst(cells: readonly string[]): boolean | null {
  const parts = cells.map(figuresOf).filter((figures) => figures !== null);
  if (parts.some(({ first }) => first > 12)) return true;
  if (parts.some(({ second }) => second > 12)) return false;
  return parts.some(({ first, second }) => first !== second) ? null : true;
}

/** How a column writes what can be written in two ways. */
export interface Manner {
  /** Null where figures do not tell. */
  readonly dayFirst: boolean | null;
  readonly mark: DecimalMark;
}

/** Reads a cell as a value. Blank is null. */
export function convert(cell: string, kind: AttributeKind, { dayFirst, mark }: Manner): Converted {
  const text = cell.trim();
  if (isBlank(text)) return { ok: true, value: null };
  switch (kind) {
    case "text":
    case "category":
      return { ok: true, value: text };
    case "number": {
      const value = readNumber(text, mark);
      return value === null ? { ok: false, why: "is not a number" } : { ok: true, value };
    }
    case "yes/no": {
      const value = yesOrNo(text);
      return value === null ? { ok: false, why: "is neither yes nor no" } : { ok: true, value };
    }
    case "date": {
      const day = dayOf(text, dayFirst);
      return day === null ? { ok: false, why: dayFirst === null && figuresOf(text)?.year.length === 4 ? "can be read with the day or the month first; write it like 2016-06-14" : "is not a date like 2016-06-14" } : { ok: true, value: day };
    }
  }
}
