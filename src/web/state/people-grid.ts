import type { Attribute, Participant, Value } from "../../study/participant.ts";
import { readCell } from "./people-cells.ts";

/** By which column the register is sorted; null for the labels. */
export interface Sort {
  readonly attribute: string | null;
  readonly down: boolean;
}

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Order of two values: numbers by size, dates by day, words as people read them; a level by its place in the attribute. */
function compare(attribute: Attribute, a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(b) - Number(a);
  const [x, y] = [attribute.levels.indexOf(String(a)), attribute.levels.indexOf(String(b))];
  if (x >= 0 || y >= 0) return (x < 0 ? attribute.levels.length : x) - (y < 0 ? attribute.levels.length : y);
  return words.compare(String(a), String(b));
}

/** The register in the order asked for. Who has no value comes last, whichever way it is sorted; equals stand by their labels. */
export function sorted(people: readonly Participant[], attributes: readonly Attribute[], { attribute: id, down }: Sort): Participant[] {
  const attribute = attributes.find((a) => a.id === id);
  const byLabel = (a: Participant, b: Participant): number => words.compare(a.label, b.label);
  if (!attribute) return [...people].sort((a, b) => (down ? -1 : 1) * byLabel(a, b));
  return [...people].sort((a, b) => {
    const [x, y] = [a.values[attribute.id] ?? null, b.values[attribute.id] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byLabel(a, b);
    return (down ? -1 : 1) * compare(attribute, x, y) || byLabel(a, b);
  });
}

/** The people in whose label or values all the words stand, whatever their case. */
export function matching(people: readonly Participant[], typed: string): Participant[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter((w) => w !== "");
  return people.filter((p) => {
    const text = [p.label, ...Object.values(p.values).map((v) => (v === null ? "" : String(v)))].join("\n").toLowerCase();
    return wanted.every((w) => text.includes(w));
  });
}

/** Whether what is typed in the filter looks like a rule ("age >= 25") rather than words to look for. */
export const looksLikeRule = (typed: string): boolean => /[=<>≤≥≠]|\b(is|are|contains?|coded|not)\b/i.test(typed);

/** A name or value as a rule writes it: in quotes where it could be read as something else. */
export const quoted = (name: string): string => (/^[\p{L}\p{N}.]+$/u.test(name) && !/^(and|or|not|is|are|coded|by|contains?)$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** A condition of a rule that holds for those with a value; `null` for those without one. */
export function condition(attribute: Attribute, value: string | null): string {
  return value === null ? `${quoted(attribute.name)} is missing` : `${quoted(attribute.name)} = ${quoted(value)}`;
}

/** The rule with a condition added; the condition alone where there was none. */
export const narrowed = (rule: string, more: string): string => (rule.trim() === "" || !looksLikeRule(rule) ? more : /\bor\b/i.test(rule) ? `(${rule.trim()}) and ${more}` : `${rule.trim()} and ${more}`);

/** Where the cursor of a grid stands. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key takes the cursor; null where it takes it nowhere. `page` is how many rows are in sight. */
export function moved({ row, column }: Cell, key: string, ctrl: boolean, { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number }): Cell | null {
  const to = (r: number, c: number): Cell => ({ row: Math.max(0, Math.min(rows - 1, r)), column: Math.max(0, Math.min(columns - 1, c)) });
  switch (key) {
    case "ArrowDown": return to(ctrl ? rows : row + 1, column);
    case "ArrowUp": return to(ctrl ? 0 : row - 1, column);
    case "ArrowRight": return to(row, ctrl ? columns : column + 1);
    case "ArrowLeft": return to(row, ctrl ? 0 : column - 1);
    case "PageDown": return to(row + page, column);
    case "PageUp": return to(row - page, column);
    case "Home": return to(ctrl ? 0 : row, 0);
    case "End": return to(ctrl ? rows : row, columns);
    default: return null;
  }
}

/** A change of one person, as a command takes it. */
export interface Described {
  readonly participant: string;
  readonly label?: string;
  readonly values?: Readonly<Record<string, Value>>;
}

/** Cells copied from a spreadsheet: rows by line breaks, cells by tabs; quotes around what holds either. */
export function pastedRows(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let inside = false;
  const ended = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < ended.length; i++) {
    const sign = ended[i]!;
    if (inside) {
      if (sign !== '"') cell += sign;
      else if (ended[i + 1] === '"') cell += ended[++i];
      else inside = false;
    } else if (sign === '"' && cell === "") inside = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1)!.push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)!.push(cell);
  return rows;
}

/**
 * What pasting cells at a place changes: one change for each person, or what is wrong, cell by cell, in which case
 * nothing should be changed. What lies outside the register is left out and counted.
 */
export function pasted(at: Cell, text: string, people: readonly Participant[], attributes: readonly Attribute[]): { readonly changes: readonly Described[]; readonly problems: readonly string[]; readonly outside: number } {
  const changes: Described[] = [];
  const problems: string[] = [];
  let outside = 0;
  pastedRows(text).forEach((cells, down) => {
    const person = people[at.row + down];
    const values: Record<string, Value> = {};
    let label: string | undefined;
    cells.forEach((typed, across) => {
      const column = at.column + across;
      const attribute = attributes[column - 1];
      if (!person || (column > 0 && !attribute)) outside++;
      else if (column === 0) label = typed.trim() === "" || typed.trim() === person.label ? undefined : typed.trim();
      else {
        const read = readCell(attribute!.kind, typed);
        if (read.ok) values[attribute!.id] = read.value;
        else problems.push(`${person.label}, ${attribute!.name}: ${read.sentence}`);
      }
    });
    if (person && (label !== undefined || Object.keys(values).length > 0)) changes.push({ participant: person.id, ...(label !== undefined && { label }), ...(Object.keys(values).length > 0 && { values }) });
  });
  return { changes, problems, outside };
}

/** Which rows of a long list are in sight, with some more on both sides so that scrolling finds them there. */
export function inSight(top: number, height: number, rowHeight: number, rows: number, more = 8): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(top / rowHeight) - more);
  return { from: Math.min(from, Math.max(0, rows - 1)), to: Math.min(rows, Math.ceil((top + height) / rowHeight) + more) };
}
