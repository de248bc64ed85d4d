import { existsSync, readFileSync } from "node:fs";
import Papa from "papaparse";
import type { FileBytes } from "../src/workbench/importReport.ts";

/** A row of one of the sample's tables, by column. */
export type Row = Readonly<Record<string, string>>;

// From a checkout; or from the built package, where this stands in dist/samples.
const folder = [new URL("./parent-infant/", import.meta.url), new URL("../../samples/parent-infant/", import.meta.url)].find((url) => existsSync(url)) ?? new URL("./parent-infant/", import.meta.url);

export const textOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");
export const bytesOf = (name: string): FileBytes => ({ name: name.slice(name.lastIndexOf("/") + 1), bytes: readFileSync(new URL(name, folder)) });
export const json = <T>(name: string): T => JSON.parse(textOf(name)) as T;
export const table = (name: string): Row[] => Papa.parse<Row>(textOf(name), { header: true, skipEmptyLines: true }).data;
/** Rows as a CSV file, to be brought in by the same door as anybody's. */
export const asFile = (name: string, rows: readonly Row[]): FileBytes => ({ name, bytes: new TextEncoder().encode(Papa.unparse([...rows], { newline: "\n" })) });
/** A cell; "" where the row has no such column. */
export const cell = (row: Row, column: string): string => row[column] ?? "";

export interface Passage {
  readonly source: string;
  readonly quote: string;
  readonly code: string;
  readonly cuts?: readonly string[];
  readonly reason?: string;
}

export interface SampleTheme {
  readonly name: string;
  readonly centralIdea?: string;
  readonly scope?: string;
  readonly history: readonly { readonly date: string; readonly state: "candidate" | "reviewed" | "defined" | "discarded"; readonly name: string; readonly why: string }[];
  readonly codes: readonly string[];
  readonly quotations: readonly Passage[];
  readonly excluded: readonly Passage[];
  readonly deviant: readonly { readonly participant: string; readonly reason: string }[];
  readonly subthemes?: readonly SampleTheme[];
  /** A subtheme that was a theme of its own until a day. */
  readonly "alone until"?: string;
}

export interface CodebookChange {
  readonly date: string;
  readonly codebook: number;
  readonly kind: "create" | "rename" | "move" | "merge" | "split" | "retire";
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly who: readonly string[];
  readonly why: string;
}

export interface Settled {
  readonly source: string;
  readonly first: readonly { readonly code: string; readonly quote: string }[];
  readonly second: readonly { readonly code: string; readonly quote: string }[];
  readonly outcome: "first" | "second" | "both" | "other" | "none" | "open";
  readonly result: readonly { readonly code: string; readonly quote: string }[];
  readonly date: string;
  readonly who: readonly string[];
  readonly reason: string;
  readonly changedCode?: string;
  readonly definition?: string;
}

export interface SampleMemo {
  readonly date: string;
  readonly author: string;
  readonly kind: "analytic" | "reflexive" | "method" | "case";
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly kind: "participant" | "source" | "code" | "theme" | "coder" | "substudy"; readonly name: string }[];
}

/** A transcript corrected after it came in: each `from` stands in it once. */
export interface Correction {
  readonly date: string;
  readonly by: string;
  readonly source: string;
  readonly changes: readonly { readonly from: string; readonly to: string }[];
  readonly why: string;
  /** Taken back at once. */
  readonly undone?: true;
}

export interface SampleStudy {
  readonly title: string;
  /** What the study was called before this analysis was cut out of it. */
  readonly "title at first": string;
  readonly approach: "codebook";
  readonly substudy: { readonly name: string; readonly rule: { readonly attribute: string; readonly "is not": string }; readonly frozen: string; readonly by: string; readonly reason: string };
  readonly facts: Readonly<Record<string, string>>;
  readonly team: readonly ({ readonly coder: string; readonly joined: string } & Row)[];
  readonly assignment: { readonly coder: string; readonly interviews: readonly string[]; readonly given: string; readonly finished: string; readonly "why these": string };
  readonly prose: readonly { readonly date: string; readonly by: string; readonly section: string; readonly text: string }[];
}
