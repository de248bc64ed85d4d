import { Findings, type Problem } from "../project/problems.ts";
import { gather, zip } from "../project/zip.ts";
import { escapeAttribute, escapeText } from "../refi/xml.ts";
import { dictionary } from "./csv.ts";
import type { Cell, TidyTable } from "./tables.ts";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const longest = 32_767;

// The first row is bold, long words are broken into lines; everything stands at the top of its cell.
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="1" applyFont="1"/><xf fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
const widest = 70;

/** How wide a column is shown, in characters: as wide as most of what stands in it. Identities, which nobody reads, are kept narrow. */
function widthOf(table: TidyTable, column: number): number {
  const { name } = table.columns[column]!;
  if (name.endsWith("_id")) return 12;
  const lengths = [name.length + 2, ...table.rows.slice(0, 500).map((row) => String(row[column] ?? "").length)].toSorted((a, b) => a - b);
  return Math.min(widest, Math.max(name.length + 3, (lengths[Math.floor(lengths.length * 0.9)] ?? 0) + 2));
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
}

function sheet(table: TidyTable, findings: Findings): string {
  const widths = table.columns.map((_, i) => widthOf(table, i));
  const cell = (value: Cell, column: number, row: number): string => {
    if (value === null) return "";
    const at = `${letters(column)}${row}`;
    const style = row === 1 ? ' s="1"' : widths[column] === widest ? ' s="2"' : ' s="0"';
    if (typeof value === "number" && Number.isFinite(value)) return `<c r="${at}"${style}><v>${value}</v></c>`;
    if (typeof value === "boolean") return `<c r="${at}"${style} t="b"><v>${value ? 1 : 0}</v></c>`;
    const text = String(value);
    if (text.length > longest) findings.add("A text is longer than a cell may be and was cut; the CSV has it whole.", `${table.name} ${at}`);
    // What reads as an escape of the format itself is escaped.
    const escaped = escapeText(text.slice(0, longest)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
    return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
  };
  const rows = [table.columns.map(({ name }) => name), ...table.rows].map((row, i) => `<row r="${i + 1}">${row.map((value, k) => cell(value, k, i + 1)).join("")}</row>`);
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>${widths.length === 0 ? "" : `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`}<sheetData>${rows.join("")}</sheetData>${table.rows.length === 0 || widths.length === 0 ? "" : `<autoFilter ref="A1:${letters(widths.length - 1)}${table.rows.length + 1}"/>`}</worksheet>`;
}

/** The tables as one workbook, a sheet each, the data dictionary last. Texts are never formulas. The same tables always give the same bytes. */
export async function xlsxOf(tables: readonly TidyTable[]): Promise<{ readonly bytes: Uint8Array; readonly problems: readonly Problem[] }> {
  const findings = new Findings();
  const all = [...tables, dictionary(tables)];
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const files = [
    { name: "[Content_Types].xml", content: encode(`${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${all.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join("")}</Types>`) },
    { name: "_rels/.rels", content: encode(`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`) },
    { name: "xl/workbook.xml", content: encode(`${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${all.map(({ name }, i) => `<sheet name="${escapeAttribute(name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`) },
    { name: "xl/_rels/workbook.xml.rels", content: encode(`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rIdStyles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`) },
    { name: "xl/styles.xml", content: encode(styles) },
    ...all.map((table, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: encode(sheet(table, findings)) })),
  ];
  return { bytes: await gather(zip(files)), problems: findings.list() };
}
