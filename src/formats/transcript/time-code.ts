/** A time as transcripts write it: `0:12`, `1:02:09`, `00:12:04.500`, `00:43,8`, with frames `00:01:02:12`. For use inside a larger pattern. */
export const TIME = String.raw`\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,7}|:\d{2})?`;

/** Seconds as machine transcripts write them: `12.34` or `12.34s`. */
const SECONDS = String.raw`\d{1,6}\.\d{1,4}s?`;

/** A stretch of time: `0:12 --> 0:15`, `[00:12.5 - 00:15.0]` without its brackets. */
export const TIME_RANGE = String.raw`(?:${TIME}|${SECONDS})\s{0,9}(?:--?>|–|—|-|to)\s{0,9}(?:${TIME}|${SECONDS})`;

/** Milliseconds of a time code, or null where the digits are no time (61 seconds, letters). f4 sets the fraction off with a hyphen. Frames count as 1/25 second. */
export function parseTime(code: string): number | null {
  const seconds = /^(\d{1,6}\.\d{1,4})s?$/.exec(code.trim());
  if (seconds) return Math.round(Number(seconds[1]) * 1000);
  const m = /^(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?(?:[.,-](\d{1,7})|:(\d{2}))?$/.exec(code.trim());
  if (!m) return null;
  const [, first, second, third, fraction, frames] = m;
  const [h, min, s] = third === undefined ? [0, Number(first), Number(second)] : [Number(first), Number(second), Number(third)];
  if (s > 59 || (third !== undefined && min > 59)) return null;
  const part = fraction !== undefined ? Number(`0.${fraction}`) * 1000 : Number(frames ?? 0) * 40;
  return Math.round(((h * 60 + min) * 60 + s) * 1000 + part);
}

/** When a stretch of time begins, in milliseconds; null where that is no time. */
export const startOf = (stretch: string): number | null => parseTime(stretch.split(/\s*(?:--?>|–|—|-|to)\s*/u)[0] ?? "");
