// As English, German, French, Spanish, Portuguese, Italian and Dutch begin them, without accents.
const months = ["jan|gen|ene", "feb|fev", "mar|mrz|maa|mrt", "apr|avr|abr", "may|mai|maj|mei|mag", "jun|juin|giu", "jul|juil|lug", "aug|aou|ago", "sep|set", "oct|okt|out|ott", "nov", "dec|dez|dic"].map((names) => new RegExp(`^(?:${names})`));
const month = String.raw`(\p{L}{3,11})`;
const clock = String.raw`(?:,?[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.? ?m\.?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?`;

const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`, "iu");
const FIGURES = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, "iu");
const DAY_WORDED = new RegExp(String.raw`^(\d{1,2})(?:st|nd|rd|th|er)?\.?[ -](?:de )?${month}\.?[ ,-]+(?:de )?(\d{4})$`, "iu");
const MONTH_WORDED = new RegExp(String.raw`^${month}\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})$`, "iu");

/** A date in figures whose order of day and month must be told by others: `03/04/2020`. */
export interface Figures {
  readonly first: number;
  readonly second: number;
  /** As written: a year of two digits is not known. */
  readonly year: string;
}

export const figuresOf = (cell: string): Figures | null => {
  const m = FIGURES.exec(cell.trim());
  return m && { first: Number(m[1]), second: Number(m[3]), year: m[4]! };
};

/** A date that can be read in one way only, as `2016-06-14`: year first, or with the month in words. Null where it is none. */
export function plainDay(cell: string): string | null {
  const text = cell.trim();
  const year = YEAR_FIRST.exec(text);
  if (year) return iso(Number(year[1]), Number(year[3]), Number(year[4]));
  const day = DAY_WORDED.exec(text);
  if (day) return iso(Number(day[3]), monthOf(day[2]!), Number(day[1]));
  const worded = MONTH_WORDED.exec(text);
  return worded ? iso(Number(worded[3]), monthOf(worded[1]!), Number(worded[2])) : null;
}

/** Any date as `2016-06-14`; null where it is none, or where `dayFirst` is null and the figures could be two days. */
export function dayOf(cell: string, dayFirst: boolean | null): string | null {
  const figures = figuresOf(cell);
  if (!figures) return plainDay(cell);
  const { first, second, year } = figures;
  if (year.length !== 4) return null;
  const order = dayFirst ?? (first === second ? true : null);
  if (order === null) return null;
  return order ? iso(Number(year), second, first) : iso(Number(year), first, second);
}

const monthOf = (word: string): number => months.findIndex((begins) => begins.test(word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase())) + 1;

function iso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
