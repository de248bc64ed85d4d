import type { Problem } from "../formats/project/problems.ts";

const shown = 4;

/** One finding as a line: how often, what, and where; the first few places only. */
export function findingLine({ what, where, count }: Problem): string {
  const places = where.filter((one) => one.trim() !== "").map((one) => one.replace(/\s+/g, " ").trim());
  const some = places.slice(0, shown).join("; ");
  return `  ${count > 1 ? `${count} × ` : ""}${what}${some ? ` (${some}${count > Math.min(shown, places.length) ? "; …" : ""})` : ""}`;
}

/** Findings under a heading; nothing where there are none. */
export const findingLines = (heading: string, findings: readonly Problem[]): string[] => (findings.length === 0 ? [] : [heading, ...findings.map(findingLine)]);
