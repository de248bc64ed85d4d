import type { ReplicaId } from "./event.ts";

/**
 * A hybrid logical time: `2026-11-23T10:15:00.123Z-0003-replica`. The wall clock, a counter for what falls in one
 * millisecond or behind a clock that jumped back, and the replica to break ties. Stamps sort as strings.
 */
export type Stamp = string;

const most = 0xffff;
const make = (ms: number, counter: number, replica: ReplicaId): Stamp => `${new Date(ms).toISOString()}-${counter.toString(16).padStart(4, "0")}-${replica}`;

/** The wall-clock part of a stamp, in milliseconds since 1970. */
export const millisecondsOf = (stamp: Stamp): number => Date.parse(stamp.slice(0, 24));

/** The day of a stamp, as `2026-11-23`, in UTC. */
export const dayOf = (stamp: Stamp): string => stamp.slice(0, 10);

/**
 * The first stamp after `last` that a replica may use at wall-clock time `now`: never earlier than anything already
 * seen, even if the clock has jumped back. `last` is the latest stamp seen from any replica, or "" for none.
 */
export function nextStamp(last: Stamp, now: number, replica: ReplicaId): Stamp {
  const lastMs = last === "" ? -1 : millisecondsOf(last);
  if (now > lastMs) return make(now, 0, replica);
  const counter = Number.parseInt(last.slice(25, 29), 16) + 1;
  return counter > most ? make(lastMs + 1, 0, replica) : make(lastMs, counter, replica);
}

/** Order of stamps: time, counter, replica. */
export const compareStamps = (a: Stamp, b: Stamp): number => (a < b ? -1 : a > b ? 1 : 0);

/** The last stamp that belongs to a date (`2026-11-23`, the whole day) or an exact time; null where it is neither. */
export function endOf(date: string): Stamp | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const ms = Date.parse(day ? `${date}T23:59:59.999Z` : date);
  return Number.isNaN(ms) ? null : `${new Date(ms).toISOString()}-ffff-\uffff`;
}
