import { dayOf } from "../study/stamp.ts";
import { Refused } from "./refusals.ts";

const known = new Map<string, (stamp: string) => string>();

/**
 * On which day a stamp falls where the reader is, as `2016-06-14`. `zone` is a name like "Europe/London"; the log itself
 * keeps its times in UTC.
 */
export function dayIn(zone: string): (stamp: string) => string {
  if (zone === "UTC") return dayOf;
  let found = known.get(zone);
  if (found) return found;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  } catch {
    throw new Refused("invalid", `"${zone}" is not a time zone. Write it like Europe/London, or UTC.`);
  }
  const minutes = new Map<string, string>();
  known.set(zone, (found = (stamp) => {
    const minute = stamp.slice(0, 16);
    let day = minutes.get(minute);
    if (day === undefined) minutes.set(minute, (day = format.format(Date.parse(`${minute}:00Z`))));
    return day;
  }));
  return found;
}
