import { byLabel } from "../../analysis/analysed.ts";
import type { Meeting } from "../../analysis/cooccurrence.ts";
import type { MeetAnswer } from "../../server/explore.ts";
import type { Unit } from "../../analysis/exploreUnits.ts";

export const orders = ["codebook", "most", "name"] as const;
export type Order = (typeof orders)[number];

export interface Together {
  readonly units: readonly Unit[];
  /** The meeting of two units, whichever comes first. */
  readonly between: (a: string, b: string) => Meeting | undefined;
  readonly most: number;
}

/** The matrix of what stands together, its rows and columns in one of three orders. */
export function together({ units, meetings }: Pick<MeetAnswer, "units" | "meetings">, order: Order): Together {
  const found = new Map<string, Meeting>();
  const sums = new Map<string, number>();
  for (const m of meetings) {
    found.set(`${m.a} ${m.b}`, m).set(`${m.b} ${m.a}`, m);
    for (const unit of [m.a, m.b]) sums.set(unit, (sums.get(unit) ?? 0) + m.places);
  }
  const sorted = order === "codebook" ? units : [...units].sort((a, b) => (order === "most" ? (sums.get(b.id) ?? 0) - (sums.get(a.id) ?? 0) : 0) || byLabel(a.name, b.name));
  return { units: sorted, between: (a, b) => found.get(`${a} ${b}`), most: meetings.reduce((most, m) => Math.max(most, m.places), 0) };
}

/** The matrix as rows of a table, headings first: how many places, and on the diagonal how many stretches. */
export const togetherRows = ({ units, between }: Together, stretches: Readonly<Record<string, number>>): (string | number)[][] => [
  ["", ...units.map((u) => u.path)],
  ...units.map((row) => [row.path, ...units.map((column) => (row.id === column.id ? (stretches[row.id] ?? 0) : (between(row.id, column.id)?.places ?? 0)))]),
];

/** Which pairs are in the list, most frequent first, with how much of either code it is. */
export const rankedRows = ({ ranked, names, stretches }: Pick<MeetAnswer, "ranked" | "names" | "stretches">): (string | number)[][] => [
  ["one", "other", "places", "interviews", "people", "stretches of one that meet", "stretches of one", "stretches of other that meet", "stretches of other"],
  ...ranked.map((m) => [names[m.a] ?? "", names[m.b] ?? "", m.places, m.sources, m.people, m.ofA, stretches[m.a] ?? 0, m.ofB, stretches[m.b] ?? 0]),
];

/** Two passages cut where they share letters: before, shared and after, each "" where there is none. */
export function sharedParts(one: { readonly start: number; readonly end: number; readonly words: string }, other: { readonly start: number; readonly end: number }): readonly [string, string, string] {
  const from = Math.max(one.start, other.start) - one.start;
  const to = Math.min(one.end, other.end) - one.start;
  if (from >= to) return [one.words, "", ""];
  return [one.words.slice(0, from), one.words.slice(from, to), one.words.slice(to)];
}
