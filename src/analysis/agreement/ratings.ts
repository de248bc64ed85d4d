/** What a coder gave a unit: a number or a name. Numbers and names are different values: 1 is not "1". */
export type Value = string | number;

/** One unit's values, one per coder; null where a coder gave none. */
export type Row = readonly (Value | null)[];

/**
 * Who gave what to which unit, ready to be counted: a units × coders matrix of category indices.
 * A row can stand for many units that are alike, so that half a million characters are four rows.
 */
export interface Ratings {
  /** The categories that were declared, then those that were used besides, each once: numbers ascending, then names in code-unit order. */
  readonly categories: readonly Value[];
  readonly coders: number;
  /** Row by row, each coder's category index; −1 where missing. */
  readonly values: Int32Array;
  /** How many units each row stands for; whole numbers of 0 or more. */
  readonly counts: Float64Array;
}

const byValue = (a: Value, b: Value): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * Ratings from rows of values. A row shorter than the longest lacks its last coders' values.
 * `categories` are those the coders could choose from, in their order; values outside it are added after them.
 */
export function ratingsOf(rows: readonly Row[], categories: readonly Value[] = []): Ratings {
  const coders = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const values = new Int32Array(rows.length * coders).fill(-1);
  const index = new Map<Value, number>();
  for (const category of categories) if (!index.has(category)) index.set(category, index.size);
  const declared = index.size;
  rows.forEach((row, unit) => {
    for (let coder = 0; coder < row.length; coder += 1) {
      const value = row[coder];
      if (value === null || value === undefined) continue;
      let category = index.get(value);
      if (category === undefined) {
        if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`A value is a finite number or a name, not ${value}`);
        category = index.size;
        index.set(value, category);
      }
      values[unit * coders + coder] = category;
    }
  });
  const found = [...index.keys()];
  const ordered = [...found.slice(0, declared), ...found.slice(declared).sort(byValue)];
  const place = new Int32Array(found.length);
  ordered.forEach((value, at) => (place[index.get(value)!] = at));
  for (let i = 0; i < values.length; i += 1) if (values[i]! >= 0) values[i] = place[values[i]!]!;
  return { categories: ordered, coders, values, counts: new Float64Array(rows.length).fill(1) };
}

/** Ratings of two coders from their cross table: `table[i][j]` units got category i from the first and j from the second. */
export function ratingsOfCrossTable(table: readonly (readonly number[])[], categories: readonly Value[] = table.map((_, i) => i)): Ratings {
  const q = categories.length;
  const values = new Int32Array(q * q * 2);
  const counts = new Float64Array(q * q);
  for (let i = 0; i < q; i += 1)
    for (let j = 0; j < q; j += 1) {
      values.set([i, j], (i * q + j) * 2);
      counts[i * q + j] = table[i]?.[j] ?? 0;
    }
  return { categories, coders: 2, values, counts };
}

/**
 * Ratings from a units × categories table of how many coders chose each (the layout of Fleiss 1971).
 * Who chose what is not in such a table, so statistics that look at single coders (Cohen, Conger, Light) mean nothing on it.
 */
export function ratingsOfTallies(tallies: readonly (readonly number[])[]): Ratings {
  const q = tallies.reduce((most, row) => Math.max(most, row.length), 0);
  const rows = tallies.map((row) => row.flatMap((times, category) => Array<number>(times).fill(category)));
  return ratingsOf(rows, Array.from({ length: q }, (_, k) => k));
}

/** The same ratings without the units that lack a value from either of two coders, with these two alone. */
export function pairOf(ratings: Ratings, first: number, second: number): Ratings {
  const { coders, values, counts } = ratings;
  const kept: number[] = [];
  const times: number[] = [];
  for (let row = 0; row < counts.length; row += 1) {
    const a = values[row * coders + first]!;
    const b = values[row * coders + second]!;
    if (a < 0 || b < 0 || counts[row] === 0) continue;
    kept.push(a, b);
    times.push(counts[row]!);
  }
  return { categories: ratings.categories, coders: 2, values: Int32Array.from(kept), counts: Float64Array.from(times) };
}
