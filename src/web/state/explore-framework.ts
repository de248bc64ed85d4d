import type { FrameworkAnswer } from "../../server/explore.ts";
import { timeCode } from "../../text/turns.ts";

/** Where a passage stands, "turn 12, 10:15"; "" where its source does not tell. */
export const placeOf = ({ turn, at }: { readonly turn: number | null; readonly at: number | null }): string => [turn === null ? null : `turn ${turn}`, at === null ? null : timeCode(at)].filter((part) => part !== null).join(", ");

/** The framework matrix as rows to save, headings first: in a cell one passage to a paragraph, each with its place. */
export const frameworkRows = ({ units, rows }: Pick<FrameworkAnswer, "units" | "rows">): string[][] => [
  ["participant", ...units.map((u) => u.path)],
  ...rows.map((row) => [row.label, ...row.cells.map((cell) => cell.map((p) => (placeOf(p) === "" ? p.words : `${p.words} (${placeOf(p)})`)).join("\n\n"))]),
];

/** Which columns are shown, in the order of all: those chosen that still exist; where none does, the usual ones. */
export function columnsOf<T extends { readonly id: string }>(all: readonly T[], chosen: readonly string[], usual: readonly string[]): T[] {
  const kept = all.filter((u) => chosen.includes(u.id));
  return kept.length > 0 ? kept : all.filter((u) => usual.includes(u.id));
}

/** The codes that are used most, so many of them. */
export const mostUsed = (codes: readonly { readonly id: string; readonly codings: number }[], n: number): string[] => [...codes].sort((a, b) => b.codings - a.codings).slice(0, n).map((c) => c.id);
