import type { Reading } from "../interview.ts";
import { walkXml } from "../xml.ts";
import type { Zip } from "../zip.ts";
import { tableOf, type RawRow } from "./columns.ts";
import { isDateFormat, isoOfSerial, plainNumber } from "./xlsx-values.ts";
import type { Table } from "./table.ts";

/** No study's register is larger; a sheet that claims to be is damaged or made to exhaust memory. */
const MOST_CELLS = 5_000_000;
const MOST_COLUMNS = 16_384;

interface Book {
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly hidden: boolean }[];
  readonly from1904: boolean;
}

/**
 * Reads the sheet that is named, or the first that holds a table (two rows and two columns; failing that, anything), and names the others. Formulas give the value stored with them, dates come as
 * ISO dates, numbers as short as they were typed, and every cell of a merged range has the range's value.
 * Our own reading, because it stays within bounds on hostile files and runs unchanged in a browser.
 */
export function readXlsx(what: string, zip: Zip, wanted?: string): Reading<Table> {
  const book = readBook(what, zip);
  if (!book.ok) return book;
  const strings = readStrings(what, zip);
  if (!strings.ok) return strings;
  const styles = readStyles(what, zip);
  if (!styles.ok) return styles;
  const { sheets, from1904 } = book.value;
  const only = wanted === undefined ? undefined : sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (wanted !== undefined && !only) return { ok: false, problem: `${what} has no sheet "${wanted}"; it has ${sheets.map(({ name }) => `"${name}"`).join(", ")}.` };
  const empty: string[] = [];
  let chosen: { name: string; hidden: boolean; value: { rows: RawRow[]; notes: string[] } } | null = null;
  for (const sheet of only ? [only] : sheets) {
    const read = readSheet(what, zip, sheet.path, { strings: strings.value, styles: styles.value, from1904 });
    if (!read.ok) return read;
    if (read.value.rows.length === 0) empty.push(sheet.name);
    else if (!chosen || isTable(read.value.rows)) chosen = { ...sheet, value: read.value };
    if (chosen && isTable(chosen.value.rows)) break;
  }
  if (!chosen) return { ok: false, problem: only ? `The sheet "${only.name}" of ${what} is empty.` : `${what} has no sheet with anything in it.` };
  const { name, hidden, value } = chosen;
  const others = sheets.filter((sheet) => sheet.name !== name && !empty.includes(sheet.name));
  const notes = [`The sheet "${name}" was read${hidden ? ", which is hidden in the file" : ""}.`];
  if (others.length > 0) notes.push(`Not read: ${others.length === 1 ? "the sheet" : "the sheets"} ${others.map((sheet) => `"${sheet.name}"`).join(", ")}.`);
  if (empty.length > 0) notes.push(`Empty: ${empty.map((sheet) => `"${sheet}"`).join(", ")}.`);
  return tableOf(what, value.rows, { format: "xlsx", charset: null, delimiter: null, notes: [...notes, ...value.notes] });
}

/** True where at least two rows have at least two cells: a sheet of remarks has not. */
const isTable = (rows: readonly RawRow[]): boolean => rows.filter(({ cells }) => cells.filter((cell) => cell.trim() !== "").length > 1).length > 1;

/** Reads one member through; a member that is missing gives null where it may be. */
function walk(what: string, zip: Zip, path: string, visitor: Parameters<typeof walkXml>[1]): Reading<null> {
  const bytes = zip.read(path);
  if (!bytes.ok) return bytes;
  const stopped = walkXml(bytes.value, visitor);
  return stopped === null ? { ok: true, value: null } : { ok: false, problem: `${what} is damaged: "${path}" in it breaks off (${stopped}). Open it in its own program, save it again and import that.` };
}

function readBook(what: string, zip: Zip): Reading<Book> {
  const targets = new Map<string, string>();
  const links = walk(what, zip, "xl/_rels/workbook.xml.rels", {
    open: (name, a) => void (name === "Relationship" && targets.set(a["Id"] ?? "", (a["Target"] ?? "").replace(/^\/?(xl\/)?/u, "xl/"))),
  });
  if (!links.ok) return links;
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  let from1904 = false;
  const read = walk(what, zip, "xl/workbook.xml", {
    open: (name, a) => {
      if (name === "sheet") sheets.push({ name: a["name"] ?? "", path: targets.get(a["id"] ?? "") ?? "", hidden: (a["state"] ?? "visible") !== "visible" });
      if (name === "workbookPr") from1904 = a["date1904"] === "1" || a["date1904"] === "true";
    },
  });
  const order = [...sheets.filter((s) => !s.hidden), ...sheets.filter((s) => s.hidden)].filter(({ path }) => zip.has(path) && /worksheets?\//iu.test(path));
  return read.ok ? { ok: true, value: { sheets: order, from1904 } } : read;
}

function readStrings(what: string, zip: Zip): Reading<string[]> {
  const strings: string[] = [];
  if (!zip.has("xl/sharedStrings.xml")) return { ok: true, value: strings };
  let parts: string[] = [];
  let inText = false;
  let phonetic = false;
  const read = walk(what, zip, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") parts = [];
      if (name === "rPh") phonetic = true;
      inText = name === "t";
    },
    close: (name) => {
      if (name === "si") strings.push(parts.join(""));
      if (name === "rPh") phonetic = false;
      if (name === "t") inText = false;
    },
    text: (words) => void (inText && !phonetic && parts.push(words)),
  });
  return read.ok ? { ok: true, value: strings } : read;
}

/** How a cell style shows its number: as a date or time, with zeros in front up to so many figures ("007"), or as it is (0). */
type Shown = "date" | number;

/** What a cell style does. `indent` is how far it moves the cell in; one step of it is about three blanks wide. */
interface Style {
  readonly shown: Shown;
  indent: number;
}

function readStyles(what: string, zip: Zip): Reading<Style[]> {
  const styles: Style[] = [];
  if (!zip.has("xl/styles.xml")) return { ok: true, value: styles };
  const formats = new Map<number, string>();
  let inCells = false;
  const read = walk(what, zip, "xl/styles.xml", {
    open: (name, a) => {
      if (name === "numFmt") formats.set(Number(a["numFmtId"]), a["formatCode"] ?? "");
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) styles.push({ shown: shownAs(Number(a["numFmtId"]), formats.get(Number(a["numFmtId"]))), indent: 0 });
      if (name === "alignment" && inCells) styles.at(-1)!.indent = 3 * (Number(a["indent"] ?? 0) || 0);
    },
    close: (name) => void (name === "cellXfs" && (inCells = false)),
  });
  return read.ok ? { ok: true, value: styles } : read;
}

const shownAs = (id: number, code: string | undefined): Shown => (isDateFormat(id, code) ? "date" : /^0{2,30}$/u.test(code ?? "") ? code!.length : 0);

interface Context {
  readonly strings: readonly string[];
  readonly styles: readonly Style[];
  readonly from1904: boolean;
}

function readSheet(what: string, zip: Zip, path: string, context: Context): Reading<{ rows: RawRow[]; notes: string[] }> {
  const rows = new Map<number, string[]>();
  const indents = new Map<number, number[]>();
  const merges: string[] = [];
  let [row, column, cells, errors, uncounted] = [0, -1, 0, 0, 0];
  let cell: { type: string; style: number; value: string; formula: boolean } | null = null;
  let taking = false;
  const read = walk(what, zip, path, {
    open: (name, a) => {
      if (name === "row") [row, column] = [Number(a["r"] ?? row + 1), -1];
      else if (name === "c") {
        column = a["r"] === undefined ? column + 1 : columnOf(a["r"]);
        cell = { type: a["t"] ?? "n", style: Number(a["s"] ?? 0), value: "", formula: false };
      } else if (name === "f" && cell) cell.formula = true;
      else if (name === "v" || name === "t") taking = cell !== null;
      else if (name === "mergeCell") merges.push(a["ref"] ?? "");
    },
    text: (words) => void (taking && cell && (cell.value += words)),
    close: (name) => {
      if (name === "v" || name === "t") taking = false;
      if (name !== "c" || !cell) return;
      const value = valueOf(cell, context);
      const indent = context.styles[cell.style]?.indent ?? 0;
      if (cell.type === "e") errors++;
      if (cell.formula && cell.value === "") uncounted++;
      cell = null;
      if (value === "" || !(column >= 0 && column < MOST_COLUMNS) || !(row >= 1 && row <= 1_048_576) || ++cells > MOST_CELLS) return;
      const cellsOfRow = rows.get(row) ?? [];
      while (cellsOfRow.length < column) cellsOfRow.push("");
      cellsOfRow[column] = value;
      rows.set(row, cellsOfRow);
      if (indent === 0) return;
      const ofRow = indents.get(row) ?? [];
      ofRow[column] = indent;
      indents.set(row, ofRow);
    },
  });
  if (!read.ok) return read;
  if (cells > MOST_CELLS) return { ok: false, problem: `${what} has more than ${MOST_CELLS} filled cells, more than a register can have. Keep only the rows that belong to the study.` };
  const notes = errors > 0 ? [`${errors} ${errors === 1 ? "cell shows" : "cells show"} an error of its formula, such as #N/A, and ${errors === 1 ? "was" : "were"} kept as that text.`] : [];
  if (uncounted > 0) notes.push(`${uncounted} ${uncounted === 1 ? "formula has" : "formulas have"} no value stored and ${uncounted === 1 ? "is" : "are"} blank. Open the file in its own program and save it, so that the values are stored.`);
  const spread = merges.slice(0, 10_000).reduce((sum, ref) => sum + spreadMerge(rows, ref), 0);
  if (spread > 0) notes.push(`${spread} ${spread === 1 ? "cell was" : "cells were"} filled from the merged cell that ${spread === 1 ? "it belongs" : "they belong"} to.`);
  return { ok: true, value: { rows: [...rows].sort((a, b) => a[0] - b[0]).map(([line, values]) => ({ cells: Array.from(values, (v) => v ?? ""), line, ...(indents.has(line) ? { indents: indents.get(line)! } : {}) })), notes } };
}

/** Only down and across rows that have data: a title merged across the sheet is one cell still. */
function spreadMerge(rows: Map<number, string[]>, ref: string): number {
  const m = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/u.exec(ref);
  if (!m) return 0;
  const [left, top, right, bottom] = [columnOf(m[1] ?? ""), Number(m[2]), columnOf(m[3] ?? ""), Number(m[4])];
  const value = rows.get(top)?.[left] ?? "";
  if (value === "" || left !== right || bottom - top > 100_000) return 0;
  let filled = 0;
  for (let line = top + 1; line <= bottom; line++) {
    const row = rows.get(line);
    if (!row || (row[left] ?? "") !== "") continue;
    while (row.length < left) row.push("");
    row[left] = value;
    filled++;
  }
  return filled;
}

function columnOf(ref: string): number {
  let n = 0;
  for (const letter of /^[A-Z]{1,4}/u.exec(ref)?.[0] ?? "") n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

function valueOf({ type, style, value }: { type: string; style: number; value: string }, { strings, styles, from1904 }: Context): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "d") return value.replace(/T00:00:00(\.0+)?Z?$/u, "");
  if (type !== "n" || value.trim() === "") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const shown = styles[style]?.shown ?? 0;
  if (shown === "date") return isoOfSerial(number, from1904);
  return Number.isInteger(number) && number >= 0 ? plainNumber(number).padStart(shown, "0") : plainNumber(number);
}
