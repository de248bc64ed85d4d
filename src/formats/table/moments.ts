import { readMoment } from "../project/moment.ts";
import { dayOf, figuresOf, plainDay } from "./days.ts";

/** What stands first in dates written in figures. */
export type DayOrder = "day-first" | "month-first";

/** How a column writes its dates. */
export interface Dates {
  /** Null where nothing tells, or where no date is written in figures. */
  readonly order: DayOrder | null;
  /** A date that the order is about, as the file has it; null where there is none. */
  readonly example: string | null;
  /** A sentence on how the order was told, or that it was not; null where there was nothing to tell. */
  readonly said: string | null;
  /** A cell as `YYYY-MM-DDTHH:MM:SS`, with "Z" where the file states a zone; null where it is no date, or could be two. */
  readonly moment: (cell: string) => string | null;
  /** A cell as `YYYY-MM-DD` if it is a day without a time. */
  readonly day: (cell: string) => string | null;
}

const CLOCK = /^(.*\d.*?)(?:[T,]\s*|\s+(?:um|at|à|a las|às|alle|om)\s+|\s+)(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?)?\s*(?:Uhr|h|Uur)?\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))?$/iu;
const WEEKDAY = /^\p{L}{2,}\.?,?\s+(?=\d|\p{L})/u;

interface Parts {
  readonly day: string;
  /** "14:03:00"; null where only a day is written. */
  readonly time: string | null;
  readonly zone: string;
}

/** A cell's day and time, apart; the day as it is written. Null where the time is none. */
function partsOf(cell: string): Parts {
  const text = cell.trim().replace(/[\u00a0\u202f]/g, " ");
  const m = CLOCK.exec(text);
  if (!m) return { day: text, time: null, zone: "" };
  const [hour, minute, second] = [Number(m[2]), Number(m[3]), Number(m[4] ?? 0)];
  const half = m[5]?.toLowerCase();
  if ((half !== undefined && (hour < 1 || hour > 12)) || hour > 23 || minute > 59 || second > 59) return { day: text, time: null, zone: "" };
  const hours = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  const two = (n: number): string => String(n).padStart(2, "0");
  return { day: m[1]!.replace(/,$/, "").trim(), time: `${two(hours)}:${two(minute)}:${two(second)}`, zone: m[6] ? "Z" : m[7] ? `${m[7]}:${m[8]}` : "" };
}

/** What tells the order, where the dates of a column themselves do not. */
export interface DateHints {
  /** What a person says, or what is known of the program. */
  readonly order?: DayOrder | null | undefined;
  /** The rows of the same file: other columns of it may tell. */
  readonly beside?: readonly (readonly string[])[] | undefined;
  /** True where rows stand in the order of time, as a program that records them writes them. */
  readonly inOrder?: boolean;
}

/**
 * How the dates of a column are to be read. A day over 12 tells whether the day or the month comes first; else a person, another column of the file,
 * the order of the rows, or points between figures, which are written only where the day comes first. What stays open is said, and no date is guessed.
 */
export function datesOf(cells: readonly string[], { order: told, beside, inOrder = false }: DateHints = {}): Dates {
  const figures = cells.map((cell) => partsOf(cell)).filter(({ day }) => figuresOf(day) !== null);
  const example = cells.find((cell) => figuresOf(partsOf(cell).day) !== null)?.trim() ?? null;
  const own = orderIn(figures.map(({ day }) => day));
  const [order, said] = example === null ? [null, null] : decide(example, own, told ?? null, beside, inOrder, cells);
  // A year of two digits is known where a program wrote down when something was done.
  const whole = (day: string, hasTime: boolean): string => (hasTime ? day.replace(/^(\d{1,2}[./-]\d{1,2}[./-])(\d{2})$/, "$120$2") : day);
  const read = (cell: string): { day: string | null; parts: Parts } => {
    const parts = partsOf(cell);
    const written = whole(parts.day, parts.time !== null);
    const first = order === null ? (own === "both" ? evidently(written) : null) : order === "day-first";
    return { parts, day: dayOf(written, first) ?? plainDay(written.replace(WEEKDAY, "")) };
  };
  return {
    order, example, said,
    moment: (cell) => {
      const sure = readMoment(cell);
      if (sure !== null || cell.trim() === "") return sure;
      const { day, parts } = read(cell);
      return day === null ? null : readMoment(`${day}T${parts.time ?? "00:00:00"}${parts.zone}`);
    },
    day: (cell) => {
      const { day, parts } = read(cell);
      return parts.time === null ? day : null;
    },
  };
}

/** Whether a cell is written like a date, whichever it is. */
export function isDated(cell: string): boolean {
  const { day } = partsOf(cell);
  return figuresOf(day) !== null || plainDay(day) !== null;
}

type Told = DayOrder | "both" | null;

function orderIn(days: readonly string[]): Told {
  const figures = days.map(figuresOf).filter((one) => one !== null);
  const [day, month] = [figures.some(({ first }) => first > 12), figures.some(({ second }) => second > 12)];
  return day && month ? "both" : day ? "day-first" : month ? "month-first" : null;
}

const ofRows = new WeakMap<readonly (readonly string[])[], DayOrder | null>();

/** What the dates in all columns of a file show together, found out once for all of them; null where they show nothing, or differ. */
function orderOfRows(rows: readonly (readonly string[])[]): DayOrder | null {
  const known = ofRows.get(rows);
  if (known !== undefined) return known;
  let shown: Told = null;
  for (const row of rows) {
    for (const cell of row) {
      if (!/^[^\d]{0,12}\d{1,2}[./-]\d{1,2}[./-]\d{2}/.test(cell)) continue;
      const one = orderIn([partsOf(cell).day]);
      if (one !== null) shown = shown === null || shown === one ? one : "both";
    }
    if (shown === "both") break;
  }
  const order = shown === "both" ? null : shown;
  ofRows.set(rows, order);
  return order;
}

const evidently = (day: string): boolean | null => {
  const figures = figuresOf(day);
  return figures === null ? null : figures.first > 12 ? true : figures.second > 12 ? false : null;
};

const words: Readonly<Record<DayOrder, string>> = { "day-first": "the day comes first", "month-first": "the month comes first" };

function decide(example: string, own: Told, told: DayOrder | null, beside: DateHints["beside"], inOrder: boolean, cells: readonly string[]): [DayOrder | null, string] {
  const because = (order: DayOrder, why: string): [DayOrder, string] => [order, `In dates like "${example}" ${words[order]}${why}.`];
  if (own === "both") return [null, `Some dates like "${example}" have the day first and some the month. Those that could be either were left as they are written.`];
  if (own !== null) return because(own, told !== null && told !== own ? ", as others in the column show, whatever was said" : ", as others in the column show");
  if (told !== null) return because(told, "");
  const other = beside ? orderOfRows(beside) : null;
  if (other !== null) return because(other, ", as other dates of the file show");
  if (/^\d{1,2}\.\d{1,2}\.\d/.test(example)) return because("day-first", ", as it does wherever points stand between figures");
  const asRows = inOrder ? byRows(cells) : null;
  if (asRows !== null) return because(asRows, ", because the rows are in the order of time only if it does");
  return [null, `Dates like "${example}" can be read with the day or the month first, and nothing in the file tells which.`];
}

/** The order of figures by which enough rows stand in the order of time, if only one does. */
function byRows(cells: readonly string[]): DayOrder | null {
  const rising = (dayFirst: boolean): boolean => {
    const all = cells.map((cell) => partsOf(cell)).map(({ day, time }) => `${dayOf(day, dayFirst) ?? ""}${time ?? ""}`).filter((one) => one !== "");
    return all.every((one, i) => i === 0 || all[i - 1]! <= one) || all.every((one, i) => i === 0 || all[i - 1]! >= one);
  };
  if (new Set(cells.map((cell) => partsOf(cell).day)).size < 6) return null;
  const [day, month] = [rising(true), rising(false)];
  return day === month ? null : day ? "day-first" : "month-first";
}
