import type { Line } from "../../analysis/concordance.ts";

export const lineOrders = ["people", "before", "after"] as const;
export type LineOrder = (typeof lineOrders)[number];

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}'’ ]+/gu, " ").replace(/\s+/g, " ").trim();
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/** Lines in the order of people and text, or by the words that follow or, from the last one back, go before: what is said alike comes together. */
export function sortedLines(lines: readonly Line[], order: LineOrder): Line[] {
  if (order === "people") return [...lines];
  const keys = new Map(lines.map((l) => [l, order === "after" ? plain(l.after) : plain(l.before).split(" ").toReversed().join(" ")]));
  return [...lines].sort((a, b) => collator.compare(keys.get(a)!, keys.get(b)!));
}

/** Lines as rows to save, headings first. */
export const lineRows = (lines: readonly Line[]): (string | number)[][] => [
  ["participant", "speaker", "turn", "start", "end", "before", "words", "after"],
  ...lines.map((l) => [l.label, l.speaker ?? "", l.turn ?? "", l.start, l.end, l.before, l.match, l.after]),
];

/** A word as it can be looked for: what stands for other letters in a search means itself here. */
export const asSearch = (word: string): string => word.replace(/[*?,;]/g, " ").trim();
