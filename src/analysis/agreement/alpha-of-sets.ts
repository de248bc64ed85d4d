import { alphaOf } from "./krippendorff-alpha.ts";
import { pairable, type Pairable } from "./pairable.ts";
import { ratingsOf } from "./ratings.ts";
import { reasons, undefinedBecause, type Figure } from "./result.ts";
import { setDistances, type SetDistance, type SetDistanceName } from "./set-distance.ts";

/** The codes one coder gave to one unit, in any order; an empty list is a decision for no code, null is missing. */
export type CodeSet = readonly string[] | null;

/**
 * Krippendorff's alpha where a value is a set of codes: α = 1 − D_o / D_e with a distance between sets, named or your own (symmetric, 0 for equal sets).
 * The distance takes the place of δ². A row counts as often as `counts` says, once unless told. It carries no interval; use a bootstrap over documents.
 * Source: Passonneau 2006, LREC 2006; Krippendorff 2019, chapter 12.
 */
export function alphaOfSets(rows: readonly (readonly CodeSet[])[], distance: SetDistanceName | SetDistance, counts?: readonly number[]): Figure {
  const apart = typeof distance === "string" ? setDistances[distance] : distance;
  const known = new Map<string, ReadonlySet<string>>();
  const keyed = rows.map((row) =>
    row.map((codes) => {
      if (codes === null) return null;
      const set = new Set(codes);
      const key = JSON.stringify([...set].sort());
      if (!known.has(key)) known.set(key, set);
      return key;
    }),
  );
  const ratings = { ...ratingsOf(keyed), ...(counts && { counts: Float64Array.from(counts) }) };
  if (ratings.coders < 2) return undefinedBecause(reasons.oneCoder);
  const counted = pairable(ratings);
  if (counted.n === 0) return undefinedBecause(reasons.noCommonUnit);
  const sets = ratings.categories.map((key) => known.get(key as string)!);
  const between = (k: number, l: number): number => apart(sets[k]!, sets[l]!);
  return typeof distance === "string" ? alphaOf(ratings, counted, between, chanceDistance(sets, counted, between)) : alphaOf(ratings, counted, between);
}

/** Σ n_c n_k δ_ck for a distance that is 1 wherever two sets share nothing, as every named one is: only sets with a code in common are compared, which in a large study are few. */
function chanceDistance(sets: readonly ReadonlySet<string>[], { times, n }: Pairable, distance: (k: number, l: number) => number): number {
  const having = new Map<string, number[]>();
  let [sum, shared] = [0, 0];
  for (const [k, set] of sets.entries()) {
    sum += times[k]! * (n - times[k]!);
    const met = new Set<number>();
    for (const code of set) for (const l of having.get(code) ?? []) met.add(l);
    for (const l of met) shared += 2 * times[k]! * times[l]! * (1 - distance(k, l));
    for (const code of set) {
      const list = having.get(code);
      if (list) list.push(k);
      else having.set(code, [k]);
    }
  }
  return sum - shared;
}
