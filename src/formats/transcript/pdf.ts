import type { Reading } from "../interview.ts";
import type { Draft, Passage } from "./passage.ts";
import { paragraphsOf, placeFigures, type PdfLine } from "./pdf-lines.ts";
import { withoutMargins } from "./pdf-margins.ts";

interface PdfItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

interface PdfDocument {
  readonly numPages: number;
  getPage(n: number): Promise<{ getTextContent(): Promise<{ items: readonly (PdfItem | { type: string })[] }>; cleanup(): void }>;
}

interface Pdfjs {
  getDocument(options: Record<string, unknown>): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
}

const MOST_PAGES = 5_000;

/** A gap of more line heights than this near the start of a line sets a column off, as labels and times have it: a tab. */
const WIDE = 1.2;
/** As far into a line as a label may reach. */
const LABEL = 45;

/**
 * Reads the text layer of a PDF. Lines that the page broke are joined into paragraphs again; a word divided by a hyphen at
 * a line's end keeps its hyphen. Page numbers are left out; headers and footers that recur stand once, before the text. Both are said. The reader is loaded only when the
 * first PDF comes, and works without a page around it.
 */
export async function readPdf(what: string, bytes: Uint8Array): Promise<Reading<Draft>> {
  const pdfjs = await load();
  const task = pdfjs.getDocument({ data: bytes.slice(), verbosity: 0, isEvalSupported: false, useSystemFonts: false, disableFontFace: true, useWorkerFetch: false, stopAtErrors: false });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES) return { ok: false, problem: `${what} has ${document.numPages} pages, more than the ${MOST_PAGES} that are read. Split it and import the parts.` };
    const pages: PdfLine[][] = [];
    let lineNumbers = 0;
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const { items } = await page.getTextContent();
      const placed = placeFigures(linesOf(items.filter((item): item is PdfItem => "str" in item)));
      pages.push(placed.lines);
      lineNumbers += placed.lineNumbers;
      page.cleanup();
    }
    if (pages.every((lines) => lines.length === 0))
      return { ok: false, problem: `${what} has no text layer: its ${pages.length === 1 ? "page is" : `${pages.length} pages are`} pictures of text. Run text recognition (OCR) on it, or import the document it was made from.` };
    const { body, numbers, heads } = withoutMargins(pages);
    const paragraphs = [...heads, ...paragraphsOf(body)];
    const wordless = pages.filter((lines) => lines.length === 0).length;
    const notes = [
      ...(numbers > 0 ? [`${numbers} page ${numbers === 1 ? "number was" : "numbers were"} left out.`] : []),
      ...(heads.length > 0 ? ["Headers and footers that recur on the pages stand once, before the text."] : []),
      ...(lineNumbers > 0 ? [`${lineNumbers} line numbers in the margin were left out.`] : []),
      ...(wordless > 0 ? [`${wordless} of ${pages.length} pages have no text layer and gave no words.`] : []),
    ];
    const passages: Passage[] = paragraphs.map((text) => ({ text }));
    return { ok: true, value: { format: "pdf", charset: null, notes, passages } };
  } catch (error) {
    return { ok: false, problem: `${what} ${problemOf(error)}` };
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

/** The worker's code runs in the same thread: no second file has to be found, in a browser or in Node. */
async function load(): Promise<Pdfjs> {
  const shared = globalThis as { pdfjsWorker?: unknown };
  shared.pdfjsWorker ??= await import("pdfjs-dist/legacy/build/pdf.worker.mjs" as string);
  return (await import("pdfjs-dist/legacy/build/pdf.mjs" as string)) as Pdfjs;
}

function problemOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "is protected with a password. Open it, save or print it without the password and import that.";
  return "is cut off or damaged: its pages cannot be found in it. Fetch or export the file again.";
}

/** Puts the pieces of a page together into lines, in the order the file has them, which is nearly always the order of reading. */
function linesOf(items: readonly PdfItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  const starts = columnStarts(items);
  let line: { text: string; x: number; y: number; right: number; height: number } | null = null;
  const end = (): void => {
    if (line && line.text.trim() !== "") lines.push({ ...line, text: line.text.replace(/[^\S\t]+/gu, " ").replace(/ ?\t[ \t]*/gu, "\t").trim() });
    line = null;
  };
  for (const { str, transform, width, height, hasEOL } of items) {
    const [x, y] = [transform[4] ?? 0, transform[5] ?? 0];
    if (line && str.trim() !== "" && Math.abs(y - line.y) > Math.max(line.height, height) * 0.6) end();
    if (!line && str.trim() !== "") line = { text: str, x, y, right: x + width, height };
    else if (line) {
      const distance = x - line.right;
      const tall = Math.max(line.height, height);
      const column = (distance > tall * WIDE || (distance > tall * 0.05 && starts.has(Math.round(x)))) && str.trim() !== "" && line.text.trim().length <= LABEL;
      const gap = distance > tall * 0.15 && !/\s$/u.test(line.text) && !/^\s/u.test(str);
      line.text += (column ? "\t" : gap ? " " : "") + str;
      if (str.trim() !== "") line.right = Math.max(line.right, x + width);
      line.height = Math.max(line.height, height);
    }
    if (hasEOL) end();
  }
  end();
  return lines;
}

/** Where lines of a page begin, at least three of them: further right than the margin, such a place is a column of words. */
function columnStarts(items: readonly PdfItem[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  let before: PdfItem | null = null;
  for (const item of items) {
    if (item.str.trim() === "") continue;
    const x = Math.round(item.transform[4] ?? 0);
    if (!before || Math.abs((item.transform[5] ?? 0) - (before.transform[5] ?? 0)) > item.height * 0.6) counts.set(x, (counts.get(x) ?? 0) + 1);
    before = item;
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([x]) => x));
}
