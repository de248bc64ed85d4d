import Papa from "papaparse";
import type { Reading } from "../interview.ts";
import { tableOf, type RawRow } from "./columns.ts";
import type { Table } from "./table.ts";

const SEPARATORS = [",", ";", "\t", "|"] as const;
const NAMES: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars" };

/**
 * Reads decoded CSV. The separator is the one that gives the most rows of the same width; it is said in the notes when it
 * is not the comma. Quoted cells may hold separators and line breaks; a quote that is never closed is named with its line.
 */
export function readCsv(what: string, text: string, charset: string): Reading<Table> {
  const body = text.replace(/^\ufeff/, "");
  const stated = /^sep=(.)\r?\n/iu.exec(body);
  const source = stated ? body.slice(stated[0].length) : body;
  const delimiter = stated?.[1] ?? separatorOf(source);
  const { raw, unclosed } = parse(source, delimiter ?? ",", stated ? 2 : 1);
  if (unclosed !== null) return { ok: false, problem: `${what} has a quotation mark on line ${unclosed} that is never closed, so the rows after it cannot be told apart. Close it or double it, and import the file again.` };
  const notes = [`The character set is ${charset}.`];
  if (delimiter === null) {
    const other = [":", "/", " - "].find((mark) => raw.slice(0, 20).filter(({ cells }) => cells[0]?.includes(mark)).length > 2);
    notes.push(`The file has one column.${other === undefined ? "" : ` If "${other}" was meant to separate columns, save it with commas.`}`);
  } else notes.push(`Cells are separated by ${NAMES[delimiter] ?? `"${delimiter}"`}.`);
  return tableOf(what, raw, { format: "csv", charset, delimiter, notes });
}

function parse(source: string, delimiter: string, firstLine: number): { raw: RawRow[]; unclosed: number | null } {
  const raw: RawRow[] = [];
  let line = firstLine;
  let unclosed: number | null = null;
  let at = 0;
  Papa.parse<string[]>(source, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      if (errors.some(({ code }) => code === "MissingQuotes")) unclosed ??= line;
      raw.push({ cells: data.map((cell) => cell.replace(/\r\n?/g, "\n")), line });
      line += source.slice(at, meta.cursor).match(/\r\n?|\n/g)?.length ?? 0;
      at = meta.cursor;
    },
  });
  const last = raw.at(-1);
  if (last && last.cells.length === 1 && last.cells[0] === "") raw.pop();
  return { raw, unclosed };
}

/** The separator whose rows agree best in width, by a sample of the file; null where none separates anything. */
function separatorOf(source: string): string | null {
  const sample = source.slice(0, 100_000);
  const scored = SEPARATORS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: 200 });
    const widths = data.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.length);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [common] = [...counts].filter(([width]) => width > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0]);
    return { delimiter, score: common ? (common[1] / widths.length) * (1 + Math.min(common[0], 50) / 100) : 0 };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score > 0.25 ? best.delimiter : null;
}
