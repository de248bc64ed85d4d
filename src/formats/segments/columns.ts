/** What a column of an exported table means. */
export type Meaning = "document" | "called" | "words" | "code" | "description" | "coder" | "date" | "comment" | "colour" | "parent" | "id" | "speaker" | "time" | "begin" | "end" | "group";

// The headings under which programs export them, in lower case; the first that a table has is taken.
const headings: Readonly<Record<Meaning, readonly string[]>> = {
  document: ["document name", "document", "media title", "resource title", "resource", "file name", "file", "source", "doc", "interview", "transcript"],
  called: ["quotation name"],
  words: ["segment", "quotation content", "coded text", "excerpt copy", "excerpt text", "excerpt", "content", "quotation", "quote", "text", "words", "reference text", "highlight"],
  code: ["code", "codes", "codes applied combined", "codes applied", "code name", "tag", "tags", "node", "nodes", "theme", "code system", "hierarchical name", "title", "name"],
  description: ["code memo", "description", "code.description", "code description", "definition", "memo", "node description", "comment"],
  coder: ["author", "created by", "coder", "excerpt creator", "coded by", "coded by initials", "user", "creator", "modified by", "last modified by"],
  date: ["created", "creation date", "created on", "excerpt date", "coded on", "date", "modified", "modified on", "last modified"],
  comment: ["comment", "comments", "memo", "note", "notes"],
  colour: ["color", "colour", "user assigned color"],
  parent: ["parent code", "parent", "parent id", "category", "parent code name", "parent name", "code group 1"],
  id: ["id", "code_id", "code id", "quotation id"],
  speaker: ["speaker", "who", "participant"],
  time: ["timestamp", "time", "start time"],
  begin: ["begin", "beginning", "start", "start position"],
  end: ["end", "end position"],
  group: ["document group", "folder", "group"],
};

/** Which column holds what, by its heading; -1 where none does. */
export function meanings(columns: readonly string[]): Record<Meaning, number> {
  const names = columns.map((column) => column.toLowerCase().replace(/[_]+/g, "_").trim());
  const of = (meaning: Meaning): number => headings[meaning].map((heading) => names.indexOf(heading)).find((index) => index >= 0) ?? -1;
  const found = Object.fromEntries((Object.keys(headings) as Meaning[]).map((meaning) => [meaning, of(meaning)])) as Record<Meaning, number>;
  // A comment beside words is about the passage; alone it describes the code.
  if (found.words >= 0 && found.description === found.comment) found.description = -1;
  return found;
}

/** Which program's table it is, by the headings that only it has. */
export function program(columns: readonly string[]): string {
  const has = (...names: string[]): boolean => names.every((name) => columns.some((column) => column.toLowerCase().trim() === name));
  if ((has("segment") && (has("document name") || has("weight score"))) || (has("parent code", "code") && columns.some((column) => /^(cod(ed)?\.? seg|color|colour)/i.test(column)))) return "MAXQDA";
  if (has("quotation content") || has("quotation name") || has("grounded", "density")) return "ATLAS.ti";
  if (columns.some((column) => /^(codes applied|code: .* applied)/i.test(column)) || has("media title") || has("parent id", "depth", "title")) return "Dedoose";
  if (has("tag", "number of highlights") || has("id", "document", "tag", "content") || has("id", "document", "content", "tags")) return "Taguette";
  if (has("name", "files", "references") || has("coded text") || has("hierarchical name") || has("name", "sources", "references")) return "NVivo";
  return "unknown";
}

const separators: Readonly<Record<string, RegExp>> = { Dedoose: /\r?\n|,\s*/, "ATLAS.ti": /\r?\n|;\s*/, MAXQDA: /\r?\n/, Taguette: /\r?\n|,\s+/, NVivo: /\r?\n/, one: /\r?\n/, unknown: /\r?\n|;\s*|\|/ };

/** A column of its own for each code, as Dedoose has beside the column of all: "Code: Trust\\Lost Applied", with True or False. */
export function appliedColumns(columns: readonly string[]): { readonly column: number; readonly path: string[] }[] {
  return columns.flatMap((name, column) => {
    const path = /^Code:\s*(.+?)\s+Applied$/i.exec(name)?.[1];
    return path === undefined ? [] : [{ column, path: path.split(/\s*\\+\s*/).filter((part) => part !== "") }];
  });
}

/** The codes of a cell, each as its path from the top. Only MAXQDA and NVivo write paths. */
export function codePaths(cell: string, from: string): string[][] {
  const names = cell.split(separators[from] ?? separators["unknown"]!).map((name) => name.trim()).filter((name) => name !== "");
  const step = from === "MAXQDA" ? /\s*\\+\s*|\s+>\s+/ : from === "NVivo" ? /\s*\\+\s*/ : null;
  const folders = from === "NVivo" ? /^(nodes|codes|knoten|nœuds|nodos)$/i : null;
  return names.map((name) => {
    const path = step ? name.split(step).filter((part) => part !== "") : [name];
    return folders?.test(path[0] ?? "") && /\\\\/.test(name) ? path.slice(1) : path;
  }).filter((path) => path.length > 0);
}
