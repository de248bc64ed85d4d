/** A day, as `2016-06-14`, where the reader is. */
export type Day = string;

interface Counted {
  readonly date: Day;
  readonly n: number;
  readonly by: Readonly<Record<string, number>>;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const msOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const aDay = 86_400_000;

export const isDay = (text: string | null | undefined): text is Day => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(msOf(text!)) && dayAt(msOf(text!)) === text;

/** "3 March 2017", and with its day of the week "Friday 3 March 2017". What is no day comes back as it is. */
export function dayName(day: Day, { weekday = false } = {}): string {
  if (!isDay(day)) return day;
  const at = new Date(msOf(day));
  return `${weekday ? `${weekdays[at.getUTCDay()]} ` : ""}${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** The last moment of a day where the reader is, as the server takes it. */
export function endOfDay(day: Day): string {
  const [y, m, d] = day.split("-").map(Number);
  const at = new Date(y!, m! - 1, d!, 23, 59, 59, 999);
  at.setFullYear(y!);
  return at.toISOString();
}

/** The reader's own day at a moment. */
export function localDay(at: Date): Day {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Some days that are asked for together. */
export interface Stretch {
  readonly from: Day;
  readonly to: Day;
  /** Latest first. */
  readonly days: readonly Counted[];
  readonly n: number;
}

/** Days (oldest first) cut into stretches of about so many steps, latest first: what is fetched at once when it is scrolled to. */
export function stretchesOf(days: readonly Counted[], about = 60): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Counted[] = [];
  let n = 0;
  const close = (): void => {
    if (open.length > 0) stretches.push({ from: open.at(-1)!.date, to: open[0]!.date, days: open, n });
    open = [];
    n = 0;
  };
  for (const day of days.toReversed()) {
    if (n > 0 && n + day.n > about) close();
    open.push(day);
    n += day.n;
  }
  close();
  return stretches;
}

export interface Column {
  readonly first: Day;
  readonly last: Day;
  /** "the week of 6 June 2016", "June 2016", "14 June 2016". */
  readonly name: string;
  readonly n: number;
  readonly by: Readonly<Record<string, number>>;
  /** A year or a month that begins here, to be written below; "" for none. */
  readonly tick: string;
}
export interface Strip {
  readonly unit: "day" | "week" | "month";
  readonly columns: readonly Column[];
  /** The most that one person did in one column. */
  readonly most: number;
}

/** Days with nothing between them filled in, by days, weeks or months, so that the whole study fits on one strip. */
export function stripOf(days: readonly Counted[]): Strip {
  if (days.length === 0) return { unit: "day", columns: [], most: 0 };
  const [first, last] = [msOf(days[0]!.date), msOf(days.at(-1)!.date)];
  const span = (last - first) / aDay + 1;
  const unit = span <= 60 ? "day" : span <= 7 * 170 ? "week" : "month";
  const begin = (ms: number): number => {
    const at = new Date(ms);
    if (unit === "month") return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
    return unit === "week" ? ms - ((at.getUTCDay() + 6) % 7) * aDay : ms;
  };
  const next = (ms: number): number => {
    const at = new Date(ms);
    return unit === "month" ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) : ms + (unit === "week" ? 7 : 1) * aDay;
  };
  const counts = new Map<number, { n: number; by: Record<string, number> }>();
  for (const day of days) {
    const at = begin(msOf(day.date));
    const found = counts.get(at) ?? { n: 0, by: {} };
    found.n += day.n;
    for (const [who, n] of Object.entries(day.by)) found.by[who] = (found.by[who] ?? 0) + n;
    counts.set(at, found);
  }
  const columns: Column[] = [];
  let written = "";
  for (let at = begin(first); at <= last; at = next(at)) {
    const day = dayAt(at);
    const name = unit === "month" ? `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}` : unit === "week" ? `the week of ${dayName(day)}` : dayName(day);
    const label = unit === "day" ? `${months[Number(day.slice(5, 7)) - 1]!.slice(0, 3)} ${day.slice(0, 4)}` : day.slice(0, 4);
    columns.push({ first: day, last: dayAt(next(at) - aDay), name, n: counts.get(at)?.n ?? 0, by: counts.get(at)?.by ?? {}, tick: label === written ? "" : label });
    written = label;
  }
  return { unit, columns, most: Math.max(0, ...columns.flatMap((c) => Object.values(c.by))) };
}

/** The day with something in it that a column (or any two days) leads to: the latest; undefined where there is none. */
export const latestIn = (days: readonly Counted[], { first, last }: { readonly first: Day; readonly last: Day }): Day | undefined => days.findLast((d) => d.date >= first && d.date <= last)?.date;

/** The next day before (or after) a day on which something happened. */
export const neighbour = (days: readonly { readonly date: Day }[], day: Day, direction: 1 | -1): Day | undefined => (direction === 1 ? days.find((d) => d.date > day)?.date : days.findLast((d) => d.date < day)?.date);
