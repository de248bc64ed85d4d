/** What a study can be taken out as. */
export interface OutKind {
  readonly format: "qdpx" | "qdc" | "csv" | "xlsx" | "jsonld" | "jsonl" | "archive";
  readonly name: string;
  readonly ending: string;
  readonly says: string;
}

/** In the order of what is asked for most. */
export const outKinds: readonly OutKind[] = [
  { format: "qdpx", name: "For another program", ending: ".qdpx", says: "The whole coded project as REFI-QDA, which NVivo, MAXQDA, ATLAS.ti and others open" },
  { format: "qdc", name: "The codebook", ending: ".qdc", says: "Codes with their definitions and colours, for other programs" },
  { format: "xlsx", name: "Tables as a workbook", ending: ".xlsx", says: "People, sources, turns, codes, codings with their words, memos, themes; a sheet each" },
  { format: "csv", name: "Tables for statistics", ending: ".csv in a zip", says: "The same as tidy CSV files, with a data dictionary" },
  { format: "archive", name: "An archive for a data repository", ending: "a zip", says: "What may be shared, in open formats, with checksums, and what was left out" },
  { format: "jsonld", name: "Web annotations", ending: ".jsonld", says: "Codings as W3C Web Annotations" },
  { format: "jsonl", name: "The log", ending: ".jsonl", says: "Every event, one to a line, for programs" },
];

/** The programs that a project can be written for. */
export const dialects = [["standard", "Any program that follows the standard"], ["nvivo-windows", "NVivo for Windows"], ["maxqda", "MAXQDA"], ["atlasti", "ATLAS.ti"]] as const;
export type Dialect = (typeof dialects)[number][0];

const withAll = ", with all their sources, codings and memos";

/** What an archive leaves out, by reason, the reason that takes most away first. */
export function reasonsOf(leftOut: readonly { readonly what: string; readonly why: string }[]): { readonly why: string; readonly what: readonly string[] }[] {
  const by = new Map<string, string[]>();
  for (const { what, why } of leftOut) by.set(why, [...(by.get(why) ?? []), what.replace(withAll, "")]);
  const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
  return [...by].map(([why, what]) => ({ why: capital(why), what })).sort((a, b) => b.what.length - a.what.length);
}
