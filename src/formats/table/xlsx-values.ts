/** True where a number format shows a date or a time: the built-in ones of the standard (14–22, 45–47 and the East Asian 27–36, 50–58), or a code with day, month, year, hour or second letters. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, "");
  return /[dyhs]|m/iu.test(bare) && !/general/iu.test(bare) && !/[#0]/u.test(bare.replace(/[.]0+/gu, ""));
}

/**
 * A spreadsheet's day number as `YYYY-MM-DD`, with the time behind it where it has one (`2024-03-01 09:30`); a part of a
 * day alone is a time (`09:30`). Counted from 1900 with that year's missing leap day, or from 1904.
 */
export function isoOfSerial(serial: number, from1904 = false): string {
  if (serial < 0 || serial > 2_958_466) return plainNumber(serial);
  const seconds = Math.round((serial % 1) * 86_400);
  const day = Math.floor(serial) + (from1904 ? 1462 : 0);
  const time = clock(seconds);
  if (day === 0) return time;
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000).toISOString().slice(0, 10);
  return seconds === 0 || seconds === 86_400 ? date : `${date} ${time}`;
}

function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(h)}:${two(m)}${s === 0 ? "" : `:${two(s)}`}`;
}

/** A number as short as it was typed: 0.30000000000000004 is 0.3, and large numbers are not written with an exponent. */
export function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return /e\+/u.test(text) ? BigInt(rounded).toString() : text;
}
