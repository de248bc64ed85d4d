/** A piece of a line: plain words, or words with a meaning that every renderer shows in its own way. */
export type Inline = string | { readonly text: string; readonly style: "strong" | "emphasis" };

export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
  /** Its share of the table's width; the shares of all columns need not sum up to anything. */
  readonly share: number;
}

/** One row. A `group` row is the heading of the rows below it; an indented row belongs to such a group, or lies so deep in a tree. */
export interface Row {
  readonly cells: readonly string[];
  readonly group?: boolean;
  readonly indent?: number;
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** A part of a document. A paragraph `for` the authors is a gap that they have to fill, and is shown so that nobody can overlook it. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: readonly Inline[]; readonly for?: "readers" | "authors" | "note" }
  | { readonly kind: "quotation"; readonly words: string; readonly by: string }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[]; readonly for?: "readers" | "authors" }
  | TableBlock
  | { readonly kind: "pageBreak" };

/** A document without a form: what it says, in order. `markdown`, `html` and `docx` give it one. */
export interface Document {
  readonly title: string;
  readonly subtitle: string;
  /** A language tag. */
  readonly language: string;
  readonly blocks: readonly Block[];
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: "heading", level, text });
export const paragraph = (...text: Inline[]): Block => ({ kind: "paragraph", text });
export const note = (...text: Inline[]): Block => ({ kind: "paragraph", text, for: "note" });
/** What the authors still have to write. */
export const forAuthors = (...text: Inline[]): Block => ({ kind: "paragraph", text, for: "authors" });
export const strong = (text: string): Inline => ({ text, style: "strong" });
export const emphasis = (text: string): Inline => ({ text, style: "emphasis" });

/** Stands before everything that the authors have to fill. */
export const authorMark = "For the authors:";
