import { lineHead } from "./line-head.ts";

/** One line of a page; y grows upwards, in points. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly height: number;
}

/**
 * Puts figures that stand in a column of their own (the numbers of turns) before the line they stand beside. Figures
 * beside most lines are line numbers, which are no words: they go, and are counted.
 */
export function placeFigures(lines: readonly PdfLine[]): { lines: PdfLine[]; lineNumbers: number } {
  const beside = new Map<PdfLine, PdfLine>();
  for (const figure of lines.filter(({ text }) => /^\d{1,5}[.)]?$/u.test(text))) {
    const line = lines.find((other) => other !== figure && Math.abs(other.y - figure.y) <= Math.max(2, other.height * 0.4) && other.x > figure.right && !/^\d{1,5}[.)]?$/u.test(other.text));
    if (line && !beside.has(line)) beside.set(line, figure);
  }
  const figures = new Set(beside.values());
  const words = lines.filter((line) => !figures.has(line));
  const everyLine = beside.size >= 5 && beside.size >= words.length * 0.7;
  const placed = words.map((line) => (!everyLine && beside.has(line) ? { ...line, text: `${beside.get(line)?.text ?? ""} ${line.text}` } : line));
  return { lines: placed, lineNumbers: everyLine ? figures.size : 0 };
}

/**
 * Joins lines into paragraphs. A line goes on with the one before when that one reached the right margin and stands just
 * above it, and when it does not itself begin like a turn. A paragraph may run over the end of a page.
 */
export function paragraphsOf(body: readonly (readonly PdfLine[])[]): string[] {
  const right = margin(body.flat());
  const space = spacing(body);
  const paragraphs: string[] = [];
  for (const lines of body) {
    let before: PdfLine | null = null;
    for (const line of lines) {
      const last = paragraphs.at(-1);
      const near = before === null || (before.y - line.y <= space * 1.35 && before.y - line.y > 0);
      const previous = before ?? lastLineBefore(body, lines);
      const full = previous !== null && previous.right >= right * 0.82;
      const head = lineHead(line.text);
      const opens = head.shape === "colon" || head.shape === "timed" || head.shape === "tab" || head.time !== "none" || /^[•▪◦●–-]\s/u.test(line.text);
      if (last === undefined || !near || !full || opens) paragraphs.push(line.text);
      else paragraphs[paragraphs.length - 1] = /\p{L}-$/u.test(last) ? last + line.text : `${last} ${line.text}`;
      before = line;
    }
  }
  return paragraphs;
}

function lastLineBefore(pages: readonly (readonly PdfLine[])[], page: readonly PdfLine[]): PdfLine | null {
  return pages[pages.indexOf(page) - 1]?.at(-1) ?? null;
}

/** Where long lines end: the ninth decile, so that a stray wide line does not set it. */
function margin(lines: readonly PdfLine[]): number {
  const ends = lines.map(({ right }) => right).sort((a, b) => a - b);
  return ends[Math.floor(ends.length * 0.9)] ?? 0;
}

/** The usual distance of two lines of one paragraph: the commonest small step down the page. */
function spacing(pages: readonly (readonly PdfLine[])[]): number {
  const steps = pages.flatMap((lines) => lines.slice(1).map((line, i) => (lines[i]?.y ?? 0) - line.y)).filter((step) => step > 1);
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(Math.round(step), (counts.get(Math.round(step)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 14;
}
