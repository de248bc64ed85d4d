import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import type { Imported } from "../project/imported.ts";
import type { Table } from "../table/table.ts";
import { readAtlas } from "./atlasti-report.ts";
import type { Block, Grid } from "./blocks.ts";
import { type BookEntry, placeBook, readBookLines, readOutline } from "./book-report.ts";
import { type Entry, placeEntries } from "./entries.ts";
import { readKeyed } from "./keyed-report.ts";
import { readNvivo } from "./nvivo-report.ts";
import { dateHints, readSegments, segmentKind, type SegmentOptions } from "./read.ts";

/** What was found in a report: coded passages, or a codebook. */
export type Found = { readonly from: string; readonly entries: readonly Entry[] } | { readonly from: string; readonly book: readonly BookEntry[] };

/**
 * Reads coded passages or a codebook out of a document that NVivo, MAXQDA, ATLAS.ti, Dedoose or Taguette wrote for people to read, `.docx` or `.txt`. Null
 * where it is none of these. `name` is the file's, without its ending: NVivo names a code by it.
 */
export function readReport(name: string, blocks: readonly Block[], options: SegmentOptions = {}): Reading<Imported> | null {
  for (const block of blocks) {
    const table = block.kind === "grid" ? tableOf(block.grid) : null;
    if (table && segmentKind(table.columns) !== null) return readSegments(name, together(blocks, table), options);
  }
  const lines = blocks.flatMap((block) => (block.kind === "line" ? [block.line] : block.grid.rows.flat()));
  const found = readNvivo(name, lines) ?? readAtlas(lines) ?? readKeyed(lines) ?? readBookLines(lines) ?? readOutline(lines);
  if (!found) return null;
  const build = new Build("segments", name);
  if ("book" in found) placeBook(found.book, build);
  else placeEntries(name, found.entries, build, options.texts ?? new Map(), dateHints(found.from, options.dates));
  const what = "book" in found ? "codebook" : "coded segments";
  const imported = build.finish(found.from, name, { origin: found.from }, "the report repeats the words; there are no offsets");
  return { ok: true, value: { ...imported, kind: `${what} from ${found.from}` } };
}

/** A grid whose first row names its columns. Cells keep how far they are moved in. */
function tableOf(grid: Grid): Table | null {
  const [head, ...rest] = grid.rows;
  if (!head || head.length < 2 || rest.length === 0) return null;
  return {
    columns: head.map(({ text }, i) => text || `column ${i + 1}`), format: "csv", charset: null, delimiter: null, notes: [],
    rows: rest.map((row) => head.map((_, i) => row[i]?.text ?? "")), indents: rest.map((row) => head.map((_, i) => row[i]?.indent ?? 0)), lines: rest.map((_, i) => i + 2),
  };
}

/** A table that goes on in further grids of the same columns, as reports have one for each folder or page. */
function together(blocks: readonly Block[], first: Table): Table {
  const rows: (readonly string[])[] = [];
  const indents: (readonly number[])[] = [];
  for (const block of blocks) {
    const table = block.kind === "grid" ? tableOf(block.grid) : null;
    if (table && table.columns.join("\0") === first.columns.join("\0")) {
      rows.push(...table.rows);
      indents.push(...table.indents!);
    }
  }
  return { ...first, rows, indents, lines: rows.map((_, i) => i + 2) };
}
