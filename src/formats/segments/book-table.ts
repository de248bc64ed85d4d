import type { Build } from "../project/build.ts";
import { readColour } from "../project/colour.ts";
import { levelsOf } from "../table/indent.ts";
import type { Table } from "../table/table.ts";
import { placeBook } from "./book-report.ts";
import { foldHeading, type Meaning } from "./headings.ts";
import { levelsNamed, levelsUnnamed } from "./level-columns.ts";
import { pathOf, type Step, stepOf } from "./paths.ts";

type Columns = Readonly<Record<Meaning, number>>;

// What a study has a field for, and a project only a description.
const rules: readonly (readonly [string, RegExp])[] = [
  ["When to use", /^(when ?to ?use|use when|inclusion( criteria)?|include|coding rules?|kodierregeln?|codierregeln?|einschluss\w*)$/],
  ["When not to use", /^(when ?not ?to ?use|do not use when|exclusion( criteria)?|exclude|ausschluss\w*)$/],
  ["Example", /^((anchor )?examples?|example quotes?|(anker)?beispiele?|exemples?|ejemplos?|exemplos?|esempi[oi]?)$/],
];

/** Whether a column says when a code is to be used, when not, or gives an example. */
export const isRule = (heading: string): boolean => rules.some(([, pattern]) => pattern.test(foldHeading(heading)));

/**
 * Each row's code as its path from the top; an empty one where a row has none. What is above a code is told by a column that names or numbers it, by a column
 * for each level, by a column of depths, by marks in its name, or by how far the name is moved in: by the first of these that the table has.
 */
export function bookPaths(table: Table, at: Columns, from: string): readonly string[][] {
  const levels = levelsIn(table, at);
  if (levels.length > 1) return withoutRoot(byLevels(table, levels));
  if (!isFilled(table, at.parent)) return withoutRoot(byItself(table, at, from));
  const isOwn = /^(parent|obercode|ubergeordnet|code p|codigo p|codice p)/.test(foldHeading(table.columns[at.parent]!));
  return withoutRoot(isOwn || namesCodes(table, at) ? byParent(table, at, from) : byLevels(table, [at.parent, at.code]));
}

/** Puts the codes of a codebook, kept as a table, into a project. */
export function readBookTable(table: Table, at: Columns, build: Build, from: string): void {
  const noted = table.columns.map((column) => rules.find(([, pattern]) => pattern.test(foldHeading(column)))?.[0] ?? null);
  const cell = (row: number, column: number): string => (column >= 0 ? table.rows[row]![column] ?? "" : "");
  const stated = new Map<string, { path: string[]; descriptions: Set<string>; colour: string | null }>();
  for (const [i, path] of bookPaths(table, at, from).entries()) {
    if (path.length === 0) continue;
    const key = path.join("\0");
    const known = stated.get(key);
    if (known) build.changed.add("A code stands in several rows; it is one code, with what each of them says of it.", path.join(" > "));
    const one = known ?? { path, descriptions: new Set(), colour: null };
    stated.set(key, one);
    if (cell(i, at.description) !== "") one.descriptions.add(cell(i, at.description));
    for (const [column, label] of noted.entries()) if (label !== null && column !== at.description && cell(i, column) !== "") one.descriptions.add(`${label}: ${cell(i, column)}`);
    one.colour ??= at.colour >= 0 ? readColour(cell(i, at.colour)) : null;
  }
  placeBook([...stated.values()].map(({ path, descriptions, colour }) => ({ path, description: [...descriptions].join("\n\n"), colour })), build);
  const used = new Set([at.code, at.description, at.parent, at.colour, at.id, at.depth, ...levelsIn(table, at)]);
  for (const [i, column] of table.columns.entries()) if (!used.has(i) && noted[i] === null && isFilled(table, i)) build.noPlace.add("A column of the codebook was left out.", column);
}

const isFilled = (table: Table, column: number): boolean => column >= 0 && table.rows.some((row) => row[column] !== "");

function levelsIn(table: Table, at: Columns): number[] {
  const named = levelsNamed(table.columns);
  return (named.length > 0 ? named : levelsUnnamed(table.columns, at.code)).filter((column) => isFilled(table, column));
}

const namesOf = (table: Table, at: Columns): string[] => table.rows.map((row) => row[at.code] ?? "");
const stepIn = (table: Table, at: Columns, from: string): Step => stepOf(namesOf(table, at), from, /\bpath|hierarch|pfad|chemin|ruta|caminho/.test(foldHeading(table.columns[at.code]!)));

/** Whether what stands in the column above codes is a code of the table too, by its name or its number. */
function namesCodes(table: Table, at: Columns): boolean {
  const known = new Set(table.rows.flatMap((row) => [row[at.code], at.id >= 0 ? row[at.id] : ""]));
  return table.rows.some((row) => row[at.parent] !== "" && known.has(row[at.parent]));
}

/** Each row's path, where a column names or numbers the code above. */
function byParent(table: Table, at: Columns, from: string): string[][] {
  const step = stepIn(table, at, from);
  const above = stepOf(table.rows.map((row) => row[at.parent] ?? ""), from) ?? step;
  const own = table.rows.map((row) => pathOf(row[at.code] ?? "", step));
  const rows = new Map<string, number>();
  const known = (key: string, i: number): void => void (key !== "" && !rows.has(key) && rows.set(key, i));
  for (const [i, row] of table.rows.entries()) {
    known([...pathOf(row[at.parent] ?? "", above), ...own[i]!].join("\0"), i);
    known(own[i]!.join("\0"), i);
    if (at.id >= 0) known(row[at.id] ?? "", i);
  }
  const pathOfRow = (i: number, seen: ReadonlySet<number>): string[] => {
    const stated = table.rows[i]![at.parent] ?? "";
    if (stated === "" || own[i]!.length === 0) return own[i]!;
    const over = rows.get(stated) ?? rows.get(pathOf(stated, above).join("\0"));
    return [...(over === undefined || seen.has(over) ? pathOf(stated, above) : pathOfRow(over, new Set([...seen, over]))), ...own[i]!];
  };
  return table.rows.map((_, i) => pathOfRow(i, new Set([i])));
}

/** Each row's path, where every level has a column of its own. What is not said again goes on from the row before. */
function byLevels(table: Table, levels: readonly number[]): string[][] {
  let before: string[] = [];
  return table.rows.map((row) => {
    const stated = levels.map((column) => row[column] ?? "");
    const first = stated.findIndex((name) => name !== "");
    if (first < 0) return [];
    before = stated.map((name, i) => (i < first ? before[i] ?? "" : name));
    return before.filter((name) => name !== "");
  });
}

/** Each row's path by its name and how deep it says, or shows, that it stands. */
function byItself(table: Table, at: Columns, from: string): string[][] {
  const names = namesOf(table, at);
  const depths = at.depth >= 0 ? table.rows.map((row) => row[at.depth] ?? "") : [];
  if (depths.length > 0 && depths.every((depth) => /^\d{1,2}$/.test(depth)) && new Set(depths).size > 1) return byDepth(names, depths.map(Number));
  const step = stepIn(table, at, from);
  if (names.some((name) => pathOf(name, step).length > 1)) {
    const isFolder = (name: string): boolean => from === "NVivo" && names.some((other) => other.startsWith(`${name}\\\\`)) && pathOf(name, step).length === 1 && /^(nodes|codes|knoten|nœuds|nodos|nós)$/i.test(name);
    return names.map((name) => (isFolder(name) ? [] : pathOf(name, step)));
  }
  const indents = table.rows.map((_, i) => table.indents?.[i]?.[at.code] ?? 0);
  if (tellsTree(indents)) return byDepth(names, indents);
  const drawn = names.map((name) => /^[\s│├└─┬|+`–—-]+(?=[^\s\d])/.exec(name)?.[0].trimEnd() ?? "");
  if (drawn.filter((mark) => mark !== "").length > 1 && new Set(drawn.map((mark) => mark.length)).size > 1) return byDepth(names.map((name, i) => name.slice(drawn[i]!.length).trim()), drawn.map((mark) => mark.length));
  return names.map((name) => pathOf(name, null));
}

/** One blank before a few names is a slip; more, or before many, is a tree. */
function tellsTree(indents: readonly number[]): boolean {
  const [least, most] = indents.reduce(([low, high], indent) => [Math.min(low, indent), Math.max(high, indent)], [Infinity, -Infinity]);
  const moved = indents.filter((indent) => indent > least);
  return moved.length > 0 && (most - least > 1 || moved.length >= indents.length / 4);
}

function byDepth(names: readonly string[], depths: readonly number[]): string[][] {
  const above: string[] = [];
  const levels = levelsOf(depths);
  return names.map((name, i) => {
    if (name === "") return [];
    above.length = Math.min(above.length, levels[i]!);
    above.push(name);
    return [...above];
  });
}

/** Paths without the root that a program draws above all codes. */
function withoutRoot(paths: readonly string[][]): readonly string[][] {
  const root = paths.find((path) => path.length > 0)?.[0];
  const isRoot = root !== undefined && /^(code ?system|codes|codebook|codebuch|nodes|knoten|système de codes|sistema de códigos)$/i.test(root) && paths.some((path) => path.length > 1) && paths.every((path) => path.length === 0 || path[0] === root);
  return isRoot ? paths.map((path) => path.slice(1)) : paths;
}
