import { AlignmentType, BorderStyle, Document as Docx, Footer, HeadingLevel, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType, type IParagraphOptions, type IRunOptions } from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { authorMark, type Block, type Column, type Document, type Inline, type Row, type TableBlock } from "./document.ts";

/** Lengths are in twentieths of a point, as Word counts; sizes of letters in half points. A4 with margins of 25 mm. */
const page = { width: 11906, height: 16838, margin: 1418 };
const textWidth = page.width - 2 * page.margin;
const serif = "Cambria";
const sans = "Calibri";
const mark = "8A4B08";

/** What a word processor can hold: no control characters apart from the tab, no halves of characters. */
const clean = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

function runs(parts: readonly Inline[], base: IRunOptions = {}): TextRun[] {
  return parts.flatMap((part) => {
    const { text, style } = typeof part === "string" ? { text: part, style: null } : part;
    return clean(text).split(/\r?\n/).map((line, i) => new TextRun({ ...base, text: line, ...(i > 0 && { break: 1 }), ...(style === "strong" && { bold: true }), ...(style === "emphasis" && { italics: true }) }));
  });
}
const words = (style: string, text: string, options: IParagraphOptions = {}): Paragraph => new Paragraph({ ...options, style, children: runs([text]) });

const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
const line = (size: number): { style: (typeof BorderStyle)[keyof typeof BorderStyle]; size: number; color: string } => ({ style: BorderStyle.SINGLE, size, color: "000000" });
const open = { top: none, bottom: none, left: none, right: none };

/** What a letter takes in a table's heading and in its cells, and the room beside it. */
const headLetter = 132;
const cellLetter = 104;
const gutter = 170;

/**
 * The widths of a table's columns. A column of numbers is as wide as its widest figure and the longest word of its heading,
 * so that neither is broken; columns of words have the rest, by their shares.
 */
function widthsOf(columns: readonly Column[], rows: readonly Row[]): number[] {
  const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0);
  const cells = rows.filter((r) => !r.group);
  const figures = columns.map((c, i) => (c.align === "right" ? Math.max(headLetter * longest(c.heading.split(" ")), cellLetter * longest(cells.map((r) => r.cells[i] ?? ""))) + gutter : 0));
  const wanted = figures.reduce((sum, width) => sum + width, 0);
  const shares = columns.reduce((sum, c) => sum + (c.align === "left" ? c.share : 0), 0);
  if (shares === 0 || wanted > textWidth * 0.8) {
    const all = columns.reduce((sum, c) => sum + c.share, 0);
    return columns.map((c) => Math.floor((textWidth * c.share) / all));
  }
  return columns.map((c, i) => (c.align === "right" ? figures[i]! : Math.floor(((textWidth - wanted) * c.share) / shares)));
}

function table({ caption, columns, rows, notes }: TableBlock): (Paragraph | Table)[] {
  const widths = widthsOf(columns, rows);
  const side = (i: number): (typeof AlignmentType)[keyof typeof AlignmentType] => (columns[i]?.align === "right" ? AlignmentType.RIGHT : AlignmentType.LEFT);
  const cellOf = (text: string, i: number, { heading = false, last = false, indent = 0, span = 1 }: { heading?: boolean; last?: boolean; indent?: number; span?: number }): TableCell =>
    new TableCell({
      width: { size: widths.slice(i, i + span).reduce((a, b) => a + b, 0), type: WidthType.DXA },
      columnSpan: span,
      borders: { ...open, ...(heading && { top: line(8), bottom: line(4) }), ...(last && { bottom: line(8) }) },
      margins: { top: 30, bottom: 30, left: 0, right: i === columns.length - 1 ? 0 : 160 },
      children: [words(heading || span > 1 ? "TableHeading" : "TableText", text, { alignment: side(i), indent: { left: indent * 240 }, keepNext: heading || span > 1 })],
    });
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((c, i) => cellOf(c.heading, i, { heading: true })) });
  const body = rows.map((row, r) => {
    const last = r === rows.length - 1;
    // A row stays on one page, unless it is so long that it would leave most of a page empty.
    return new TableRow({ cantSplit: row.cells.every((c) => c.length < 500), children: row.group ? [cellOf(row.cells[0] ?? "", 0, { span: columns.length, last })] : row.cells.map((c, i) => cellOf(c, i, { indent: i === 0 ? row.indent ?? 0 : 0, last })) });
  });
  return [
    words("Caption", caption, { keepNext: true }),
    new Table({ width: { size: textWidth, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, borders: { top: line(8), bottom: line(8), left: none, right: none, insideHorizontal: none, insideVertical: none }, rows: columns.every((c) => c.heading === "") ? body : [head, ...body] }),
    ...(notes.length > 0 ? notes.map((n) => words("TableNote", n)) : []),
    words("TableNote", ""),
  ];
}

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

function block(part: Block, pageBreakBefore: boolean, keepNext: boolean): (Paragraph | Table)[] {
  switch (part.kind) {
    case "heading":
      return [new Paragraph({ heading: headings[part.level - 1], pageBreakBefore, children: runs([part.text]) })];
    case "paragraph":
      return [part.for === "authors" ? new Paragraph({ style: "ForTheAuthors", keepNext, children: [...runs([{ text: `${authorMark} `, style: "strong" }], { color: mark }), ...runs(part.text)] }) : new Paragraph({ style: part.for === "note" ? "Note" : "BodyText", children: runs(part.text) })];
    case "quotation":
      return [...part.words.split("\n").map((said) => words("Quote", said, { keepNext: true, keepLines: true })), words("QuoteSource", part.by)];
    case "list":
      return part.items.map((item, i) => new Paragraph({ style: part.for === "authors" ? "ForTheAuthors" : "BodyText", numbering: { reference: "dashes", level: 0 }, spacing: spacing(0, i === part.items.length - 1 ? 200 : 40, 260), children: runs(item) }));
    case "table":
      return table(part);
    case "pageBreak":
      return [];
  }
}

const font = (name: string): { ascii: string; hAnsi: string; cs: string; eastAsia: string } => ({ ascii: name, hAnsi: name, cs: name, eastAsia: name });
const spacing = (before: number, after: number, lines = 276): { before: number; after: number; line: number; lineRule: (typeof LineRuleType)[keyof typeof LineRuleType] } => ({ before, after, line: lines, lineRule: LineRuleType.AUTO });

/** A document for a word processor: real headings, styles and tables, whose header rows come again on every page, and page numbers. */
export async function docx({ title, subtitle, language, blocks }: Document): Promise<Uint8Array> {
  const style = (id: string, name: string, run: IRunOptions, paragraph: object, basedOn = "Normal") => ({ id, name, basedOn, quickFormat: true, run, paragraph });
  const file = new Docx({
    title: clean(title),
    creator: "Earshot",
    description: clean(subtitle),
    styles: {
      default: {
        document: { run: { font: font(serif), size: 22, language: { value: language } }, paragraph: { spacing: spacing(0, 0) } },
        title: { run: { font: font(sans), size: 44, bold: true }, paragraph: { spacing: spacing(0, 80, 240) } },
        heading1: { run: { font: font(sans), size: 30, bold: true, color: "000000" }, paragraph: { spacing: spacing(480, 140, 240), keepNext: true } },
        heading2: { run: { font: font(sans), size: 25, bold: true, color: "000000" }, paragraph: { spacing: spacing(360, 100, 240), keepNext: true } },
        heading3: { run: { font: font(sans), size: 22, bold: true, color: "444444" }, paragraph: { spacing: spacing(280, 80, 240), keepNext: true } },
      },
      paragraphStyles: [
        style("BodyText", "Body Text", {}, { spacing: spacing(0, 160) }),
        style("Subtitle", "Subtitle", { font: font(sans), size: 22, color: "555555" }, { spacing: spacing(0, 320, 260) }),
        style("Quote", "Quote", {}, { indent: { left: 480, right: 320 }, spacing: spacing(100, 40) }),
        style("QuoteSource", "Quote Source", { font: font(sans), size: 18, color: "555555" }, { indent: { left: 480, right: 320 }, spacing: spacing(0, 200, 240) }),
        style("Note", "Note", { size: 19, color: "444444" }, { spacing: spacing(0, 160, 250) }),
        style("ForTheAuthors", "For the Authors", { size: 21 }, { spacing: spacing(60, 160, 260), shading: { type: ShadingType.CLEAR, color: "auto", fill: "FDF3E3" }, border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: mark } }, indent: { left: 160 } }),
        style("Caption", "Caption", { font: font(sans), size: 21, bold: true, color: "000000" }, { spacing: spacing(280, 100, 240) }),
        style("TableText", "Table Text", { size: 19 }, { spacing: spacing(0, 0, 245) }),
        style("TableHeading", "Table Heading", { font: font(sans), size: 19, bold: true }, { spacing: spacing(0, 0, 245) }),
        style("TableNote", "Table Note", { size: 17, color: "444444" }, { spacing: spacing(40, 20, 230) }),
      ],
    },
    numbering: { config: [{ reference: "dashes", levels: [{ level: 0, format: LevelFormat.BULLET, text: "–", alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 420, hanging: 260 } } } }] }] },
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin } } },
        footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ font: font(sans), size: 18, color: "555555", children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })] })] }) },
        children: [new Paragraph({ heading: HeadingLevel.TITLE, children: runs([title]) }), ...(subtitle ? [words("Subtitle", subtitle)] : []), ...blocks.flatMap((b, i) => block(b, blocks[i - 1]?.kind === "pageBreak", blocks[i + 1]?.kind === "list"))],
      },
    ],
  });
  return withoutClock(new Uint8Array(await Packer.toArrayBuffer(file)));
}

/** The same file without the moment at which it was packed, which would make two files of one document differ. */
function withoutClock(packed: Uint8Array): Uint8Array {
  const files = unzipSync(packed);
  const core = "docProps/core.xml";
  if (files[core]) files[core] = strToU8(strFromU8(files[core]).replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, ""));
  return zipSync(files, { mtime: "1980-01-01T00:00:00", level: 6 });
}
