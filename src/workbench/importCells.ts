import { inferColumns } from "../formats/table/infer.ts";
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
  const parts = cells.map((cell) => /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}$/.exec(cell.trim())).filter((m) => m !== null);
  if (parts.some((m) => Number(m[1]) > 12)) return true;
  if (parts.some((m) => Number(m[2]) > 12)) return false;
  return parts.some((m) => m[1] !== m[2]) ? null : true;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A date as `2016-06-14`; null where it is none, or could be two. */
export function isoDay(cell: string, dayFirst: boolean | null): string | null {
  const text = cell.trim();
  let parts: readonly [year: number, month: number, day: number] | null = null;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const worded = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -,]+(\d{4})$/i.exec(text);
  if (iso) parts = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  else if (figures && dayFirst !== null) parts = dayFirst ? [Number(figures[3]), Number(figures[2]), Number(figures[1])] : [Number(figures[3]), Number(figures[1]), Number(figures[2])];
  else if (worded) parts = [Number(worded[3]), months.indexOf(worded[2]!.toLowerCase()) + 1, Number(worded[1])];
  if (!parts) return null;
  const [year, month, day] = parts;
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Reads a cell as a value. Blank is null. `dayFirst` says how the column writes its dates. */
export function convert(cell: string, kind: AttributeKind, dayFirst: boolean | null): Converted {
  const text = cell.trim();
  if (isBlank(text)) return { ok: true, value: null };
  switch (kind) {
    case "text":
    case "category":
      return { ok: true, value: text };
    case "number": {
      const plain = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, "").replace("−", "-");
      const value = plain === "" ? Number.NaN : Number(plain);
      return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) && Number.isFinite(value) ? { ok: true, value } : { ok: false, why: "is not a number" };
    }
    case "yes/no": {
      const value = yesOrNo(text);
      return value === null ? { ok: false, why: "is neither yes nor no" } : { ok: true, value };
    }
    case "date": {
      const day = isoDay(text, dayFirst);
      return day === null ? { ok: false, why: dayFirst === null && /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(text) ? "can be read with the day or the month first; write it like 2016-06-14" : "is not a date like 2016-06-14" } : { ok: true, value: day };
    }
  }
}
