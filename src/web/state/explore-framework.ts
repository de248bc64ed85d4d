import type { FrameworkAnswer } from "../../server/explore.ts";
import { timeCode } from "../../text/turns.ts";

/** Where a passage stands, "turn 12, 10:15"; "" where its source does not tell. */
export const placeOf = ({ turn, at }: { readonly turn: number | null; readonly at: number | null }): string => [turn === null ? null : `turn ${turn}`, at === null ? null : timeCode(at)].filter((part) => part !== null).join(", ");

/** The framework matrix as rows to save, headings first: in a cell one passage to a paragraph, each with its place. */
export const frameworkRows = ({ units, rows }: Pick<FrameworkAnswer, "units" | "rows">): string[][] => [
  ["participant", ...units.map((u) => u.path)],
  ...rows.map((row) => [row.label, ...row.cells.map((cell) => cell.map((p) => (placeOf(p) === "" ? p.words : `${p.words} (${placeOf(p)})`)).join("\n\n"))]),
];

/** Which columns are shown: those chosen that still exist, in their order, else the first so many. */
export function columnsOf<T extends { readonly id: string }>(all: readonly T[], chosen: readonly string[], first: number): T[] {
  const kept = all.filter((u) => chosen.includes(u.id));
  return kept.length > 0 ? kept : all.slice(0, first);
}
