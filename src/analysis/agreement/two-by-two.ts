import type { Ratings } from "./ratings.ts";

/** Two coders and one code: how many characters (or other units) both, one or neither coded. */
export interface TwoByTwo {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/** Everything counted. */
export const sizeOf = ({ both, onlyFirst, onlySecond, neither }: TwoByTwo): number => both + onlyFirst + onlySecond + neither;

/** The sum of tables, cell by cell. */
export function pooled(tables: Iterable<TwoByTwo>): TwoByTwo {
  const sum = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  for (const table of tables) {
    sum.both += table.both;
    sum.onlyFirst += table.onlyFirst;
    sum.onlySecond += table.onlySecond;
    sum.neither += table.neither;
  }
  return sum;
}

/** The table as ratings, 1 for coded and 0 for not, so that every general statistic can be put to it. */
export const ratingsOfTwoByTwo = ({ both, onlyFirst, onlySecond, neither }: TwoByTwo): Ratings => ({
  categories: [0, 1],
  coders: 2,
  values: Int32Array.of(1, 1, 1, 0, 0, 1, 0, 0),
  counts: Float64Array.of(both, onlyFirst, onlySecond, neither),
});

/** The table behind counts of which those that are nought may be left out. */
export const tableOf = ({ both = 0, onlyFirst = 0, onlySecond = 0, neither = 0 }: { readonly [K in keyof TwoByTwo]?: number | undefined }): TwoByTwo => ({ both, onlyFirst, onlySecond, neither });
