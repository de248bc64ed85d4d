/** A cell of a table, by characteristic and level. */
export interface Cell {
  readonly characteristic: string;
  readonly level: string;
}

/** Anything with the shape of Table 1's counts. */
export interface Counts {
  readonly n: number;
  readonly characteristics: readonly { readonly name: string; readonly levels: readonly { readonly level: string; readonly n: number }[]; readonly missing: number }[];
}

/** A person who alone has some combination of levels, and the smallest such combination. */
export interface Unique {
  readonly label: string;
  readonly combination: readonly Cell[];
}

/** What in a table could point at one person. */
export interface Disclosure {
  /** Cells that hold a single person. */
  readonly ones: readonly Cell[];
  /** Cells that hold two, three or four people. */
  readonly few: readonly Cell[];
  /** How many cells hold anyone at all, or could. */
  readonly cells: number;
  /** People who stand alone by one level or by two or three taken together. */
  readonly unique: readonly Unique[];
}

/**
 * Looks at a table as someone would who wants to know who was in it. `people` gives each person's level of each characteristic.
 * A level that is missing counts as a level for the cells and not for combinations: what is not known points at nobody.
 */
export function disclosure(table: Counts, people: readonly { readonly label: string; readonly levels: ReadonlyMap<string, string> }[]): Disclosure {
  const cells = table.characteristics.flatMap((c) => [...c.levels.map((l) => ({ characteristic: c.name, level: l.level, n: l.n })), ...(c.missing > 0 && c.levels.length > 0 ? [{ characteristic: c.name, level: "missing", n: c.missing }] : [])]);
  const where = (test: (n: number) => boolean): Cell[] => cells.filter((c) => test(c.n)).map(({ characteristic, level }) => ({ characteristic, level }));
  return { ones: where((n) => n === 1), few: where((n) => n > 1 && n < 5), cells: cells.length, unique: people.flatMap((p) => smallestCombination(p, people) ?? []) };
}

/** The first of the smallest sets of up to three levels that nobody else has all of; null where others share every set. */
function smallestCombination(person: { readonly label: string; readonly levels: ReadonlyMap<string, string> }, people: readonly { readonly levels: ReadonlyMap<string, string> }[]): Unique | null {
  const own = [...person.levels];
  const sharing = own.map(([name, level]) => new Set(people.flatMap((p, i) => (p.levels.get(name) === level ? [i] : []))));
  for (const size of [1, 2, 3]) {
    for (const chosen of choose(own.length, size)) {
      const all = chosen.map((i) => sharing[i]!).reduce((a, b) => a.intersection(b));
      if (all.size === 1) return { label: person.label, combination: chosen.map((i) => ({ characteristic: own[i]![0], level: own[i]![1] })) };
    }
  }
  return null;
}

function* choose(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else for (let i = from; i <= n - size; i++) for (const rest of choose(n, size - 1, i + 1)) yield [i, ...rest];
}

const several = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const cellName = (c: Cell): string => `${c.characteristic}: ${c.level}`;

/** The warning that goes with a table that is shown as it is, in sentences; none where nothing is small. */
export function smallNumberWarnings({ ones, few, cells, unique }: Disclosure): string[] {
  const said: string[] = [];
  if (ones.length > 0) said.push(`${ones.length} of the ${cells} cells ${ones.length === 1 ? "holds" : "hold"} a single person (${ones.map(cellName).join("; ")}): with the labels of quotations, that can point at someone.`);
  if (few.length > 0) said.push(`${several(few.length, "more cell holds", "more cells hold")} fewer than five people.`);
  const combined = unique.filter((u) => u.combination.length > 1);
  if (combined.length > 0) {
    const shown = combined.slice(0, 3).map((u) => `${u.label} (${u.combination.map(cellName).join(" and ")})`);
    said.push(`${several(combined.length, ones.length > 0 ? "more person stands" : "person stands", ones.length > 0 ? "more people stand" : "people stand")} alone by two or three characteristics together: ${shown.join("; ")}${combined.length > 3 ? `; and ${combined.length - 3} more` : ""}.`);
  }
  return said;
}
