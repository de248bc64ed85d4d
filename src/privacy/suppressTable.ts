import { isSmall, shownCount, suppress, type Profile } from "./smallNumbers.ts";

/** A table of who took part, as it is computed. */
interface Plain {
  readonly n: number;
  readonly characteristics: readonly {
    readonly name: string;
    readonly levels: readonly { readonly level: string; readonly n: number; readonly percent: number }[];
    readonly missing: number;
    readonly mean?: number;
    readonly sd?: number;
    readonly median?: number;
    readonly q1?: number;
    readonly q3?: number;
  }[];
}

/** The same with small numbers hidden. Counts are text now: "<5", "*" or a number. */
export interface SuppressedTable {
  readonly n: string;
  readonly profile: Profile;
  readonly characteristics: readonly {
    readonly name: string;
    /** Percent is null wherever the count is hidden. */
    readonly levels: readonly { readonly level: string; readonly n: string; readonly percent: number | null }[];
    readonly missing: string;
    readonly mean?: number;
    readonly sd?: number;
    readonly median?: number;
    readonly q1?: number;
    readonly q3?: number;
  }[];
  /** What was done, in sentences for the foot of the table. */
  readonly notes: readonly string[];
}

const notes: Readonly<Record<Profile, string>> = {
  "under 5": "Counts of 1 to 4 are shown as <5; counts that would give them away are shown as *, and both without percentages.",
  "under 10": "Counts of 1 to 9 are shown as <10; counts that would give them away are shown as *, and both without percentages.",
  hospital: "Counts of 1 to 7 are shown as *, all others are rounded to the nearest 5, and percentages are of the rounded counts.",
  "round to 5": "All counts are rounded to the nearest 5, and percentages are of the rounded counts.",
};

/**
 * Hides the small numbers of a table. The levels of a characteristic and its missing row sum up to n, so they are
 * protected together. Percentages go with the counts. The smallest and greatest values are those of two people, so they are
 * not shown at all; a mean or median is left out where it stands for few people.
 */
export function suppressTable(table: Plain, profile: Profile): SuppressedTable {
  const rounds = profile === "hospital" || profile === "round to 5";
  const tiny = isSmall(table.n, profile);
  const whole = Number(shownCount(table.n, profile));
  let opened = false;
  const characteristics = table.characteristics.map(({ name, levels, missing, mean, sd, median, q1, q3 }) => {
    const counts = [...levels.map((l) => l.n), missing];
    const known = table.n - missing;
    const result = suppress(counts, levels.length > 0 ? [{ cells: counts.map((_, i) => i) }] : [], profile);
    const isOpen = result.open.length > 0;
    opened ||= isOpen;
    const show = (i: number): string => (tiny || isOpen ? "*" : result.shown[i]!);
    const figures = tiny || known === 0 || isSmall(known, profile) ? {} : { ...(mean !== undefined && { mean }), ...(sd !== undefined && { sd }), ...(median !== undefined && { median }), ...(q1 !== undefined && { q1 }), ...(q3 !== undefined && { q3 }) };
    const percent = (i: number, exact: number): number | null => {
      if (!/^\d+$/.test(show(i))) return null;
      if (!rounds) return exact;
      return whole > 0 ? Math.min(100, (100 * Number(show(i))) / whole) : null;
    };
    return { name, levels: levels.map((l, i) => ({ level: l.level, n: show(i), percent: percent(i, l.percent) })), missing: show(levels.length), ...figures };
  });
  const said = [notes[profile], "Smallest and greatest values are not shown."];
  if (tiny) said.push("There are so few people that nothing but their number could be shown, and that not exactly.");
  else if (opened) said.push("Where hiding single counts would not have been enough, the whole characteristic is shown as *.");
  return { n: shownCount(table.n, profile), profile, characteristics, notes: said };
}
