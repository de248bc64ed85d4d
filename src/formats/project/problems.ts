/** One thing that was survived, changed or left out: said once, with how often and where. */
export interface Problem {
  /** A sentence. */
  readonly what: string;
  /** The first places, in words a person can find: names of sources and codes, entries of an archive. */
  readonly where: readonly string[];
  readonly count: number;
}

/** What became of everything in a reading or writing. */
export interface LossReport {
  /** What came through, by kind: `{ what: "codings", count: 205 }`. */
  readonly came: readonly { readonly what: string; readonly count: number }[];
  /** What came through in another form. */
  readonly changed: readonly Problem[];
  /** What the other side has no place for. */
  readonly noPlace: readonly Problem[];
}

const shown = 20;

/** Gathers problems while a file is read: equal sentences are counted, the first twenty places are kept. */
export class Findings {
  readonly #by = new Map<string, { where: string[]; count: number }>();

  /** Notes one occurrence. */
  add(what: string, where = "", count = 1): void {
    const found = this.#by.get(what);
    if (!found) this.#by.set(what, { where: where ? [where] : [], count });
    else {
      found.count += count;
      if (where && found.where.length < shown && !found.where.includes(where)) found.where.push(where);
    }
  }

  /** Everything noted, in the order it was first met. */
  list(): Problem[] {
    return [...this.#by].map(([what, { where, count }]) => ({ what, where, count }));
  }
}
