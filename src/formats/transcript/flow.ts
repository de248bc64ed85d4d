import type { Passage } from "./passage.ts";

/**
 * Collects the running text of a document (docx, odt, rtf, HTML) as paragraphs. Cells of a table row stand in one
 * paragraph with tabs between them; text boxes and notes can be collected apart and put after the paragraph they hang on.
 */
export class Flow {
  private readonly passages: Passage[] = [];
  private parts: string[] = [];
  private length = 0;
  private bold = 0;
  private boldOpen = true;
  private started = false;
  private readonly cells: { first: boolean; text: string; bold: number }[] = [];

  /** Adds words to the paragraph at hand. Bold counts only as long as it began the paragraph. */
  add(text: string, isBold = false): void {
    if (text === "") return;
    if (this.boldOpen && isBold) this.bold = this.length + text.length;
    else if (this.boldOpen && text.trim() !== "") this.boldOpen = false;
    this.parts.push(text);
    this.length += text.length;
    this.started = true;
  }

  /** True where the paragraph at hand has words. */
  get open(): boolean {
    return this.started;
  }

  /** Ends the paragraph, also an empty one. Inside a row it becomes a line of its cell. */
  endParagraph(): void {
    const text = this.parts.join("");
    const { bold } = this;
    this.reset();
    const cell = this.cells.at(-1);
    if (!cell) {
      this.passages.push(bold > 0 ? { text, bold } : { text });
      return;
    }
    if (text.trim() === "") return;
    if (cell.text === "" && cell.bold === 0) cell.bold = bold;
    cell.text += (cell.first || cell.text === "" || cell.text.endsWith("\t") ? "" : "\n") + text;
    cell.first = false;
  }

  startRow(): void {
    if (this.started) this.endParagraph();
    this.cells.push({ first: true, text: "", bold: 0 });
  }

  endCell(): void {
    if (this.started) this.endParagraph();
    const row = this.cells.at(-1);
    if (row) row.text += "\t";
  }

  endRow(): void {
    if (this.started) this.endParagraph();
    const row = this.cells.pop();
    if (!row) return;
    this.add(row.text.replace(/\t$/u, ""), false);
    this.bold = row.bold;
    this.endParagraph();
  }

  finish(): Passage[] {
    if (this.started) this.endParagraph();
    while (this.cells.length > 0) this.endRow();
    return this.passages;
  }

  private reset(): void {
    this.parts = [];
    this.length = 0;
    this.bold = 0;
    this.boldOpen = true;
    this.started = false;
  }
}
