import { figuresOf, plainDay } from "./days.ts";
import { numbersOf, readNumber } from "./numbers.ts";
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
const LEADING_ZERO = /^[-+]?0\d/u;

/** What each column seems to hold. Nothing is changed by it: dates stay as they were written, and what is doubtful stays text and says why. */
export function inferColumns(table: Table): InferredColumn[] {
  return table.columns.map((name, i) => inferColumn(name, table.rows.map((row) => row[i] ?? ""), table));
}

function inferColumn(name: string, cells: readonly string[], { lines, delimiter }: Table): InferredColumn {
  const filled = cells.flatMap((cell, i) => (BLANK.test(cell.trim()) ? [] : [{ cell: cell.trim(), line: lines[i] ?? i + 1 }]));
  const values = [...new Set(filled.map(({ cell }) => cell))];
  const base = { name, examples: values.slice(0, 5), distinct: values.length, blanks: cells.length - filled.length };
  const unsaid = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== "" && BLANK.test(cell)))];
  const typed = filled.length === 0 ? { type: "text" as const, note: "The column is empty." } : typeOf(filled, values, delimiter);
  const blankNote = unsaid.length > 0 ? `${unsaid.map((cell) => `"${cell}"`).join(", ")} counted as blank.` : null;
  return { ...base, type: typed.type, note: [typed.note, blankNote].filter((note) => note !== null).join(" ") || null };
}

interface Filled {
  readonly cell: string;
  readonly line: number;
}

function typeOf(filled: readonly Filled[], values: readonly string[], delimiter: string | null): { type: ColumnType; note: string | null } {
  const all = (test: (cell: string) => boolean): boolean => filled.every(({ cell }) => test(cell));
  if (all((cell) => YES_NO.test(cell))) return { type: "yes/no", note: null };
  const numbers = numbersOf(values, delimiter);
  if (numbers.ok) {
    const zero = filled.find(({ cell }) => LEADING_ZERO.test(cell));
    if (zero) return { type: text(values, filled), note: `"${zero.cell}" on line ${zero.line} begins with a zero, which a number would lose.` };
    return { type: "number", note: values.length === 2 && values.includes("0") && values.includes("1") ? "Only 0 and 1: it may stand for no and yes." : numbers.note };
  }
  if (all(isDate)) return dateType(filled, values);
  return { type: text(values, filled), note: numbers.doubt ?? brokenBy(filled) };
}

const isNumber = (cell: string): boolean => readNumber(cell, ".") !== null || readNumber(cell, ",") !== null;
const isDate = (cell: string): boolean => plainDay(cell) !== null || figuresOf(cell) !== null;

/** Days and months in figures can be told apart only where one of them is over 12 throughout the column. */
function dateType(filled: readonly Filled[], values: readonly string[]): { type: ColumnType; note: string | null } {
  const parted = filled.flatMap(({ cell, line }) => {
    const figures = figuresOf(cell);
    return figures ? [{ a: figures.first, b: figures.second, year: figures.year, cell, line }] : [];
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
