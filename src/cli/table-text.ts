/** How many columns of a terminal a text takes: wide East Asian letters count two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(letter)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(letter) && letter > "\u00ff" ? 2 : 1;
  }
  return width;
}

/** A text on one line, cut with "…" where it is longer than `most`. */
export function short(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (widthOf(line) <= most) return line;
  let cut = "";
  for (const letter of line) {
    if (widthOf(cut + letter) > most - 1) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}

/** A cell: a number is set to the right. */
export type Cell = string | number | null;

/**
 * Rows under a heading, aligned by spaces. The column `give` (by name) is cut so that the table fits into `width`
 * columns; the others are never cut. Ends with a line break.
 */
export function tableText(headings: readonly string[], rows: readonly (readonly Cell[])[], { width = Number.POSITIVE_INFINITY, give }: { width?: number; give?: string } = {}): string {
  const texts = rows.map((row) => row.map((cell) => (cell === null ? "" : typeof cell === "number" ? String(cell) : cell.replace(/\s+/g, " ").trim())));
  const widths = headings.map((heading, i) => Math.max(widthOf(heading), ...texts.map((row) => widthOf(row[i] ?? ""))));
  const giving = give === undefined ? -1 : headings.indexOf(give);
  if (giving >= 0) {
    const others = widths.reduce((sum, w, i) => sum + (i === giving ? 0 : w) + 2, -2);
    widths[giving] = Math.min(widths[giving]!, Math.max(20, width - others));
  }
  const right = headings.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === "number" || row[i] === null) && rows.some((row) => typeof row[i] === "number"));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const text = i === giving ? short(cell, widths[i]!) : cell;
        const space = " ".repeat(Math.max(0, widths[i]! - widthOf(text)));
        return right[i] ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  return [line(headings), ...texts.map((row) => line(row))].map((l) => `${l}\n`).join("");
}
