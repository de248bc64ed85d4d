import type { Entry } from "./port.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The day of a stamp as people write it, `3 March 2026` (in UTC); null where the stamp holds no day. */
export function dayInWords(stamp: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)T/.exec(stamp) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? null : `${Number(day)} ${name} ${year}`;
}

/** An event as a person can find it again: `event 417 of replica k3f9abcd of 3 March 2026`. */
export function nameEvent({ replica, seq, stamp }: Pick<Entry, "replica" | "seq" | "stamp">): string {
  const day = dayInWords(stamp);
  return `event ${seq} of replica ${replica}${day === null ? "" : ` of ${day}`}`;
}
