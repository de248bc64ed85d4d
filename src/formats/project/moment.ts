const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (n: number | string): string => String(n).padStart(2, "0");

function valid(y: number, mo: number, d: number, h: number, mi: number, s: number): boolean {
  if (mo < 1 || mo > 12 || d < 1 || h > 23 || mi > 59 || s > 59) return false;
  return d <= new Date(Date.UTC(y < 100 ? 2000 + y : y, mo, 0)).getUTCDate();
}

/**
 * A date and time as files write them, in one form: `YYYY-MM-DDTHH:MM:SS[.fraction][Z]`. A stated zone is turned into UTC; without one
 * the local time stays as it is, because nobody knows the zone. Understands XML Schema, SQL ("2024-06-21 18:14:58.622705") and
 * R ("Fri Aug 05 11:13:40 2016"). Null where the text is none of these or means "never" (the year 1 of .NET).
 */
export function readMoment(raw: string): string | null {
  const text = raw.trim();
  const r = /^[A-Za-z]{3} ([A-Za-z]{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text);
  if (r) {
    const month = months.indexOf(r[1]!.toLowerCase()) + 1;
    return month > 0 && valid(+r[6]!, month, +r[2]!, +r[3]!, +r[4]!, +r[5]!) ? `${r[6]}-${two(month)}-${two(r[2]!)}T${r[3]}:${r[4]}:${r[5]}` : null;
  }
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(text);
  if (!m) return null;
  const [y, mo, d, h, mi, s] = [m[1], m[2], m[3], m[4] ?? 0, m[5] ?? 0, m[6] ?? 0].map(Number) as [number, number, number, number, number, number];
  if (y <= 1 || !valid(y, mo, d, h, mi, s)) return null;
  const fraction = m[7]?.replace(/0+$/, "");
  const tail = fraction ? `.${fraction}` : "";
  const zone = m[8]?.toUpperCase();
  if (!zone) return `${m[1]}-${m[2]}-${m[3]}T${two(h)}:${two(mi)}:${two(s)}${tail}`;
  const away = zone === "Z" || zone === "UTC" ? 0 : (zone.startsWith("-") ? -1 : 1) * (60 * +zone.slice(1, 3) + +zone.slice(-2));
  const utc = new Date(0);
  utc.setUTCFullYear(y, mo - 1, d);
  utc.setUTCHours(h, mi - away, s);
  return `${utc.toISOString().slice(0, 19)}${tail}Z`;
}
