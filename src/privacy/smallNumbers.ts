/**
 * How small counts are kept from pointing at people (docs/methods.md, small numbers).
 * - `under 5`: 1 to 4 is shown as "<5"; what would give it away by subtraction is shown as "*".
 * - `hospital`: the rule for hospital statistics in England since 2018, below national level: 1 to 7 is "*", all else is rounded to the nearest 5.
 * - `round to 5`: every count is rounded to the nearest 5.
 * - `under 10`: 1 to 9 is shown as "<10", with the same secondary suppression; asked for by some safe settings.
 */
export const profiles = ["under 5", "hospital", "round to 5", "under 10"] as const;
export type Profile = (typeof profiles)[number];

/** What stands for a count that is hidden so that another cannot be worked out. */
export const hidden = "*";

const nearestFive = (n: number): number => Math.round(n / 5) * 5;

/** The smallest count that a profile shows as it is, or 0 where it hides none. Zero itself is always shown. */
const smallest: Readonly<Record<Profile, number>> = { "under 5": 5, hospital: 8, "round to 5": 0, "under 10": 10 };

/** Whether a profile hides a count of its own accord. */
export const isSmall = (n: number, profile: Profile): boolean => n > 0 && n < smallest[profile];

/** How one count is shown, looked at by itself. */
export function shownCount(n: number, profile: Profile): string {
  switch (profile) {
    case "under 5":
      return isSmall(n, profile) ? "<5" : String(n);
    case "under 10":
      return isSmall(n, profile) ? "<10" : String(n);
    case "hospital":
      return isSmall(n, profile) ? hidden : String(nearestFive(n));
    case "round to 5":
      return String(nearestFive(n));
  }
}

/** Counts that sum up to a total which a reader knows: the levels of a characteristic, a row or a column of a cross table. */
export interface Sum {
  /** The cells, by place in the list of counts. */
  readonly cells: readonly number[];
}

/** Which of two reasons hides a cell; null where it is shown. */
export type Hiding = "small" | "secondary" | null;

export interface Suppressed {
  readonly hiding: readonly Hiding[];
  readonly shown: readonly string[];
  /** What a reader can work out of each cell from the table, both ends in it. */
  readonly feasible: readonly (readonly [low: number, high: number])[];
  /** Cells that stay open to subtraction whatever else is hidden: their total must not be shown. */
  readonly open: readonly number[];
}

/**
 * Hides small counts, and then others until no hidden one can be worked out from what is shown: the smallest shown count
 * of a sum with one hidden cell goes first, then of any sum in which a hidden cell has but one possible value.
 *
 * The possible values are bounds by interval arithmetic over the sums, given that a reader knows the profile. For the
 * cells of a single sum they are exact; for a cross table they may be wider than what a solver could find.
 */
export function suppress(counts: readonly number[], sums: readonly Sum[], profile: Profile): Suppressed {
  const limit = smallest[profile];
  if (profile === "hospital" || profile === "round to 5") {
    // Rounding hides the rest: no exact total is shown, so there is nothing to subtract from.
    const hiding = counts.map((n): Hiding => (isSmall(n, profile) ? "small" : null));
    const feasible = counts.map((n): readonly [number, number] => (isSmall(n, profile) ? [1, limit - 1] : n === 0 && profile === "hospital" ? [0, 0] : [Math.max(profile === "hospital" ? limit : 0, nearestFive(n) - 2), nearestFive(n) + 2]));
    return { hiding, shown: counts.map((n) => shownCount(n, profile)), feasible, open: [] };
  }
  const hiding = counts.map((n): Hiding => (isSmall(n, profile) ? "small" : null));
  const hide = (sum: Sum): boolean => {
    const shown = sum.cells.filter((i) => hiding[i] === null);
    const next = shown.filter((i) => counts[i]! > 0).sort((a, b) => counts[a]! - counts[b]! || a - b)[0] ?? shown[0];
    if (next === undefined) return false;
    hiding[next] = "secondary";
    return true;
  };
  const behind = (sum: Sum): number[] => sum.cells.filter((i) => hiding[i] !== null);
  let feasible = bounds(counts, sums, hiding, limit);
  const known = (i: number): boolean => feasible[i]![0] === feasible[i]![1] || sums.some((sum) => sum.cells.includes(i) && isGivenAway(counts, sum, hiding, limit, i));
  for (;;) {
    const alone = sums.find((sum) => behind(sum).length === 1 && sum.cells.length > 1);
    if (alone && hide(alone)) continue;
    feasible = bounds(counts, sums, hiding, limit);
    if (!sums.some((sum) => behind(sum).some(known) && hide(sum))) break;
  }
  const open = counts.map((_, i) => i).filter((i) => hiding[i] !== null && known(i));
  return { hiding, shown: counts.map((n, i) => (hiding[i] === "secondary" ? hidden : shownCount(n, profile))), feasible, open };
}

/**
 * Whether one sum alone leaves a hidden cell a single value. Intervals do not see this: secondary cells are nought or at
 * least the limit, so what a small cell could be may have a gap exactly where the interval has room.
 */
function isGivenAway(counts: readonly number[], { cells }: Sum, hiding: readonly Hiding[], limit: number, i: number): boolean {
  const others = cells.filter((other) => other !== i && hiding[other] !== null);
  const small = others.filter((other) => hiding[other] === "small").length;
  const rest = cells.reduce((sum, cell) => sum + (hiding[cell] === null ? 0 : counts[cell]!), 0);
  const fits = (left: number): boolean => (left >= small && left <= small * (limit - 1)) || (others.length > small && left - limit >= small);
  let possible = 0;
  for (let value = 0; value <= rest && possible < 2; value++) {
    const allowed = hiding[i] === "small" ? value >= 1 && value < limit : value === 0 || value >= limit;
    if (allowed && fits(rest - value)) possible++;
  }
  return possible < 2;
}

/** What each cell can be, as far as the sums tell someone who knows the rule. A secondary cell may have been nought. */
function bounds(counts: readonly number[], sums: readonly Sum[], hiding: readonly Hiding[], limit: number): (readonly [number, number])[] {
  const low = counts.map((n, i) => (hiding[i] === null ? n : hiding[i] === "small" ? 1 : 0));
  const high = counts.map((n, i) => (hiding[i] === null ? n : hiding[i] === "small" ? limit - 1 : Infinity));
  // A reader knows that a secondary cell is not itself small: it is nought or at least the limit.
  const lift = (i: number): void => {
    if (hiding[i] !== "secondary") return;
    if (low[i]! > 0 && low[i]! < limit) low[i] = limit;
    if (high[i]! < limit) high[i] = 0;
  };
  for (let again = true; again; ) {
    again = false;
    for (const { cells } of sums) {
      const total = cells.reduce((sum, i) => sum + counts[i]!, 0);
      for (const i of cells) {
        if (hiding[i] === null) continue;
        const others = cells.filter((other) => other !== i);
        const [before, after] = [low[i]!, high[i]!];
        low[i] = Math.max(low[i]!, total - others.reduce((sum, other) => sum + high[other]!, 0));
        high[i] = Math.min(high[i]!, total - others.reduce((sum, other) => sum + low[other]!, 0));
        lift(i);
        if (low[i] !== before || high[i] !== after) again = true;
      }
    }
  }
  return low.map((l, i) => [l, high[i]!]);
}
