/** How far apart two sets of codes on one unit are: 0 the same, 1 nothing shared. */
export type SetDistance = (a: ReadonlySet<string>, b: ReadonlySet<string>) => number;

/** The distances that can be asked for by name. Alphas from different distances are different numbers: always say which. */
export type SetDistanceName = "masi" | "jaccard" | "nominal";

const sharedBy = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0;
  for (const code of a) if (b.has(code)) shared += 1;
  return shared;
};

/** 1 − |A ∩ B| / |A ∪ B|; two empty sets are the same. Source: Jaccard 1912, New Phytologist 11:37. */
export const jaccardDistance: SetDistance = (a, b) => {
  const shared = sharedBy(a, b);
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
};

/**
 * MASI: 1 − J · M, J the share of codes in common (Jaccard), M = 1 for equal sets, 2/3 where one holds the other, 1/3 where they only overlap, 0 where nothing is shared.
 * The thirds are exact here; some programs round them to 0.67 and 0.33, some multiply (1 − J)(1 − M) instead, and get other numbers.
 * Source: Passonneau 2006, Measuring agreement on set-valued items (MASI), LREC 2006.
 */
export const masiDistance: SetDistance = (a, b) => {
  const shared = sharedBy(a, b);
  if (shared === a.size && shared === b.size) return 0;
  if (shared === 0) return 1;
  const monotonicity = shared === a.size || shared === b.size ? 2 / 3 : 1 / 3;
  return 1 - (shared / (a.size + b.size - shared)) * monotonicity;
};

/** 0 for the same set, 1 for any other. */
export const sameSetDistance: SetDistance = (a, b) => (a.size === b.size && sharedBy(a, b) === a.size ? 0 : 1);

/** Each named distance. */
export const setDistances: Readonly<Record<SetDistanceName, SetDistance>> = { masi: masiDistance, jaccard: jaccardDistance, nominal: sameSetDistance };

/** Every named distance, in the order in which they are listed to people. */
export const setDistanceNames: readonly SetDistanceName[] = ["masi", "jaccard", "nominal"];

/** Each named distance in words, so that nobody takes one for another. */
export const setDistanceWords: Readonly<Record<SetDistanceName, string>> = {
  masi: "MASI, 1 − J·M with M exactly 1, 2/3, 1/3 or 0 (Passonneau 2006)",
  jaccard: "Jaccard, 1 − J",
  nominal: "nominal, 0 for the same set and 1 for any other",
};
