import type { Source } from "../study/source.ts";
import type { Range } from "../text/range.ts";
import type { Row } from "./importColumns.ts";
import { codePointOffsets, findQuotation, prepare, sameWords, type Prepared } from "./importQuotation.ts";
import type { Workbench } from "./workbench.ts";

export interface ImportCodingsOptions {
  /** What `start` and `end` count. Needed where the file has offsets and a text has letters that count differently. */
  readonly unit?: "utf16" | "codepoint" | undefined;
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** The source of all rows, where the file has no column for it. */
  readonly source?: string | undefined;
  /** Says what would be added and stores nothing. */
  readonly dryRun?: boolean | undefined;
  /** The coder of rows that name none. */
  readonly coder?: string | undefined;
  /** What separates several codes in one cell. */
  readonly split?: string | undefined;
  /** Rows follow the text: each quotation is looked for behind the one before. */
  readonly inOrder?: boolean | undefined;
}

/** A text to place codings in, and how far the rows have come in it. */
export interface Page {
  readonly source: Source;
  readonly text: string;
  readonly prepared: () => Prepared;
  readonly offsets: () => Uint32Array | null;
  /** For rows in the order of the text: behind what was found last. */
  from: number;
}

/** The current text of a source, made ready to place codings in as far as it is needed. */
export async function openPage(wb: Workbench, source: Source): Promise<Page> {
  const text = await wb.textOf(source);
  let prepared: Prepared | undefined;
  let offsets: Uint32Array | null | undefined;
  return { source, text, from: 0, prepared: () => (prepared ??= prepare(text)), offsets: () => (offsets === undefined ? (offsets = codePointOffsets(text)) : offsets) };
}

/** Where a row's coding goes; or why it cannot be placed, as the rest of a sentence that begins with the row. */
export type Placed = { readonly ok: true; readonly range: Range; readonly loosely: boolean; readonly unitUnsaid: boolean } | { readonly ok: false; readonly why: string };

const no = (why: string): Placed => ({ ok: false, why });
const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
};

/** Places a row by its offsets, or by its quotation where it has none. Where it has both, they must agree. */
export function placeOf(page: Page, row: Row, options: ImportCodingsOptions, hasOffsets: boolean): Placed {
  const [start, end, quote] = [row.cell("start"), row.cell("end"), row.cell("quote")];
  if (hasOffsets && (start !== "" || end !== "")) {
    const placed = byOffsets(page, start, end, options.unit);
    if (!placed.ok || quote === "" || sameWords(page.text.slice(placed.range.start, placed.range.end), quote)) return placed;
    return no(`from ${start} to ${end} "${page.source.name}" says "${excerpt(page.text.slice(placed.range.start, placed.range.end))}" and not "${excerpt(quote)}". Check the offsets and their unit (utf16 or codepoint).`);
  }
  if (quote === "") return no(hasOffsets ? 'the columns "start" and "end" are empty, so it cannot be placed.' : "the quotation is empty, so it cannot be placed.");
  return byQuotation(page, quote, options.inOrder ?? false);
}

function byOffsets(page: Page, startCell: string, endCell: string, unit: ImportCodingsOptions["unit"]): Placed {
  const wrong = [startCell, endCell].find((cell) => !/^\d{1,10}$/.test(cell));
  if (wrong !== undefined) return no(wrong === "" ? "one of start and end is empty, so it cannot be placed." : `"${wrong}" is not an offset; start and end are whole numbers, counted from 0.`);
  const [from, to] = [Number(startCell), Number(endCell)];
  const offsets = page.offsets();
  if (unit === undefined && offsets !== null) return no(`"${page.source.name}" has letters that count twice in UTF-16; say --unit utf16 or --unit codepoint.`);
  const length = unit === "codepoint" && offsets ? offsets.length - 1 : page.text.length;
  const inUnits = unit === "codepoint" ? "code points" : "UTF-16 units";
  if (to > length) return no(`the range ${from} to ${to} is outside "${page.source.name}", which has ${length} characters (${inUnits}).`);
  if (to <= from) return no(`the range ${from} to ${to} covers no text; end must be greater than start.`);
  const range = unit === "codepoint" && offsets ? { start: offsets[from]!, end: offsets[to]! } : { start: from, end: to };
  for (const at of [range.start, range.end]) {
    const [before, after] = [page.text.charCodeAt(at - 1), page.text.charCodeAt(at)];
    if (before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000) return no(`offset ${at} falls inside one character of "${page.source.name}"; do the offsets count code points? Then say --unit codepoint.`);
  }
  return { ok: true, range, loosely: false, unitUnsaid: unit === undefined };
}

function byQuotation(page: Page, quote: string, inOrder: boolean): Placed {
  const { ranges, loosely } = findQuotation(page.prepared(), quote);
  if (ranges.length === 0) return no(`the quotation "${excerpt(quote)}" is not in "${page.source.name}".`);
  if (inOrder) {
    const next = ranges.find((r) => r.start >= page.from);
    if (!next) return no(`the quotation "${excerpt(quote)}" is not in "${page.source.name}" behind offset ${page.from}, where the row before it ends.`);
    page.from = next.end;
    return { ok: true, range: next, loosely, unitUnsaid: false };
  }
  if (ranges.length > 1) {
    const places = ranges.slice(0, 5).map((r) => r.start);
    const shown = ranges.length > 5 ? `${places.join(", ")} …` : `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
    return no(`the quotation "${excerpt(quote)}" occurs ${ranges.length === 2 ? "twice" : `${ranges.length} times`} in "${page.source.name}" (at ${shown}), so it cannot be placed. Give more of its words, or start and end.`);
  }
  return { ok: true, range: ranges[0]!, loosely, unitUnsaid: false };
}
