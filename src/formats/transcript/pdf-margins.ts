import { lineHead } from "./line-head.ts";
import { isTypicalLabel } from "./speaker-label.ts";
import type { PdfLine } from "./pdf-lines.ts";

const PAGE_NUMBER = /^(?:page |seite |p\. ?)?\d{1,4}(?: ?(?:\/|of|von|de) ?\d{1,4})?$/iu;

/**
 * Takes the headers and footers of pages out: lines at the very top or bottom that recur at the same height on many pages,
 * figures aside, wherever in the file they stand. `numbers` counts those that are page numbers, `heads` are the others, each once.
 */
export function withoutMargins(pages: readonly (readonly PdfLine[])[]): { body: readonly (readonly PdfLine[])[]; numbers: number; heads: string[] } {
  const outer = pages.map(outerLines);
  const counts = new Map<string, number>();
  for (const lines of outer) for (const key of new Set(lines.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const enough = Math.max(2, pages.length * 0.4);
  const runs = (line: PdfLine): boolean => (counts.get(keyOf(line)) ?? 0) >= enough;
  const gone = new Set(outer.flat().filter(runs));
  const words = [...gone].filter(({ text }) => !PAGE_NUMBER.test(text));
  const heads = new Map(words.map((line) => [keyOf(line), line.text]));
  return { body: pages.map((lines) => lines.filter((line) => !gone.has(line))), numbers: gone.size - words.length, heads: [...heads.values()] };
}

/** The two highest and the two lowest lines of a page, unless they begin a turn. */
function outerLines(lines: readonly PdfLine[]): PdfLine[] {
  const heights = [...new Set(lines.map(({ y }) => Math.round(y)))].sort((a, b) => b - a);
  if (heights.length < 3) return [];
  const edge = new Set([...heights.slice(0, 2), ...heights.slice(-2)]);
  return lines.filter(({ text, y }) => edge.has(Math.round(y)) && !isTypicalLabel(lineHead(text).label ?? ""));
}

/** The same for lines that differ in their figures alone and stand at the same height, within what rounding does. */
const keyOf = ({ text, y }: PdfLine): string => `${Math.round(y / 4)} ${text.replace(/\d+/gu, "#").toLowerCase()}`;
