import type { Table } from "./table.ts";

/** What a column of a register holds. Categories are text of few distinct values. */
export type ColumnType = "text" | "category" | "number" | "date" | "yes/no";

/** One column as it appears, for a person to confirm or change before it is imported. */
export interface InferredColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Up to five distinct values in order of appearance. */
  readonly examples: readonly string[];
  readonly distinct: number;
  /** Cells that are empty or say so ("n/a", "-", "missing"). */
  readonly blanks: number;
  /** Why the type is what it is, where that is not plain; null where it is. */
  readonly note: string | null;
}

const BLANK = /^(|-|–|—|n\/?a|none given|missing|not (stated|known|recorded|applicable)|unknown|\?|\.|null|#n\/a)$/iu;
const YES_NO = /^(yes|no|y|n|true|false|ja|nein|oui|non|s[ií])$/iu;
const NUMBER = /^[-+−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$|^[-+−]?\d*\.\d+$/u;
const COMMA_NUMBER = /^[-+−]?\d+,\d{1,2}$/u;
const LEADING_ZERO = /^[-+]?0\d/u;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/u;
const PARTED_DATE = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/u;
const WORDED_DATE = /^(\d{1,2})(st|nd|rd|th)?[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -,]+(\d{4})$/iu;

/** What each column seems to hold. Nothing is changed by it: dates stay as they were written, and what is doubtful stays text and says why. */
export function inferColumns(table: Table): InferredColumn[] {
  return table.columns.map((name, i) => inferColumn(name, table.rows.map((row) => row[i] ?? ""), table.lines));
}

function inferColumn(name: string, cells: readonly string[], lines: readonly number[]): InferredColumn {
  const filled = cells.flatMap((cell, i) => (BLANK.test(cell.trim()) ? [] : [{ cell: cell.trim(), line: lines[i] ?? i + 1 }]));
  const values = [...new Set(filled.map(({ cell }) => cell))];
  const base = { name, examples: values.slice(0, 5), distinct: values.length, blanks: cells.length - filled.length };
  const unsaid = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== "" && BLANK.test(cell)))];
  const typed = filled.length === 0 ? { type: "text" as const, note: "The column is empty." } : typeOf(filled, values);
  const blankNote = unsaid.length > 0 ? `${unsaid.map((cell) => `"${cell}"`).join(", ")} counted as blank.` : null;
  return { ...base, type: typed.type, note: [typed.note, blankNote].filter((note) => note !== null).join(" ") || null };
}

interface Filled {
  readonly cell: string;
  readonly line: number;
}

function typeOf(filled: readonly Filled[], values: readonly string[]): { type: ColumnType; note: string | null } {
  const all = (test: (cell: string) => boolean): boolean => filled.every(({ cell }) => test(cell));
  if (all((cell) => YES_NO.test(cell))) return { type: "yes/no", note: null };
  if (all(isNumber)) {
    const zero = filled.find(({ cell }) => LEADING_ZERO.test(cell));
    if (zero) return { type: text(values, filled), note: `"${zero.cell}" on line ${zero.line} begins with a zero, which a number would lose.` };
    return { type: "number", note: values.length === 2 && values.includes("0") && values.includes("1") ? "Only 0 and 1: it may stand for no and yes." : null };
  }
  if (all(isDate)) return dateType(filled, values);
  if (all((cell) => NUMBER.test(cell) || COMMA_NUMBER.test(cell))) return { type: text(values, filled), note: `"${filled.find(({ cell }) => COMMA_NUMBER.test(cell))?.cell ?? ""}" has a comma where a number would have a point.` };
  const type = text(values, filled);
  return { type, note: brokenBy(filled) };
}

const isNumber = (cell: string): boolean => NUMBER.test(cell);
const isDate = (cell: string): boolean => realIso(cell) || PARTED_DATE.test(cell) || WORDED_DATE.test(cell);

function realIso(cell: string): boolean {
  const m = ISO_DATE.exec(cell);
  if (!m) return false;
  const [y, mo, d] = [Number(m[1]), Number(m[2]), Number(m[3])];
  return mo >= 1 && mo <= 12 && d >= 1 && d <= new Date(Date.UTC(y, mo, 0)).getUTCDate();
}

/** Days and months in figures can be told apart only where one of them is over 12 throughout the column. */
function dateType(filled: readonly Filled[], values: readonly string[]): { type: ColumnType; note: string | null } {
  const parted = filled.flatMap(({ cell, line }) => {
    const m = PARTED_DATE.exec(cell);
    return m ? [{ a: Number(m[1]), b: Number(m[2]), year: m[3] ?? "", cell, line }] : [];
  });
  const [first] = parted;
  if (!first) return { type: "date", note: null };
  const impossible = parted.find(({ a, b }) => (a > 12 && b > 12) || a > 31 || b > 31 || a === 0 || b === 0);
  if (impossible) return { type: text(values, filled), note: `"${impossible.cell}" on line ${impossible.line} is no date.` };
  const short = parted.find(({ year }) => year.length === 2);
  if (short) return { type: text(values, filled), note: `"${short.cell}" on line ${short.line} has a year of two digits.` };
  const dayFirst = parted.find(({ a }) => a > 12);
  const monthFirst = parted.find(({ b }) => b > 12);
  if (dayFirst && monthFirst) return { type: text(values, filled), note: `"${dayFirst.cell}" on line ${dayFirst.line} has the day first and "${monthFirst.cell}" on line ${monthFirst.line} the month.` };
  if (!dayFirst && !monthFirst) return { type: text(values, filled), note: `"${first.cell}" can be read with the day or the month first, so the column stays text. Write dates as YYYY-MM-DD to have them read.` };
  return { type: "date", note: dayFirst ? `The day comes first, as "${dayFirst.cell}" shows.` : `The month comes first, as "${monthFirst?.cell ?? ""}" shows.` };
}

/** Where nearly all cells are of one type, the first that is not. */
function brokenBy(filled: readonly Filled[]): string | null {
  for (const [kind, test] of [["numbers", isNumber], ["dates", isDate], ["yes or no", (cell: string) => YES_NO.test(cell)]] as const) {
    const fitting = filled.filter(({ cell }) => test(cell)).length;
    const odd = filled.find(({ cell }) => !test(cell));
    if (odd && fitting > 0 && fitting >= filled.length / 2) return `${fitting} of ${filled.length} cells are ${kind}, but "${odd.cell.slice(0, 40)}" on line ${odd.line} is not.`;
  }
  return null;
}

function text(values: readonly string[], filled: readonly Filled[]): "text" | "category" {
  const long = values.some((value) => value.length > 60);
  const few = values.length <= 12 || values.length <= filled.length * 0.2;
  return !long && few && values.length < filled.length ? "category" : "text";
}
