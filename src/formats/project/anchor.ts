import type { Range } from "../../text/range.ts";

/** Where stored words stand in a text. */
export interface Anchored {
  readonly range: Range;
  /** True where that is not where the file said. */
  readonly moved: boolean;
}

/**
 * Finds the place of stored words, beginning with where a file says they are: exactly there, else the nearest place where they stand to the letter,
 * else the nearest where they stand but for white space. Null where the text does not have them; an empty quotation is taken at its word.
 */
export function anchor(text: string, stated: Range, words: string): Anchored | null {
  const inside = stated.start >= 0 && stated.start <= stated.end && stated.end <= text.length;
  if (inside && (words === "" || text.slice(stated.start, stated.end) === words)) return { range: stated, moved: false };
  const exact = nearest(text, words, stated.start);
  if (exact !== null) return { range: { start: exact, end: exact + words.length }, moved: true };
  const parts = words.split(/\s+/).filter((part) => part !== "");
  if (parts.length === 0 || words.length > 20_000) return null;
  if (inside && text.slice(stated.start, stated.end).split(/\s+/).filter((part) => part !== "").join(" ") === parts.join(" ")) return { range: stated, moved: false };
  const pattern = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "g");
  let best: Range | null = null;
  for (const match of text.matchAll(pattern)) {
    if (best && Math.abs(match.index - stated.start) >= Math.abs(best.start - stated.start)) break;
    best = { start: match.index, end: match.index + match[0].length };
  }
  return best && { range: best, moved: true };
}

function nearest(text: string, words: string, to: number): number | null {
  if (words === "") return null;
  const [before, after] = [text.lastIndexOf(words, Math.max(0, to)), text.indexOf(words, Math.max(0, to))];
  if (before < 0) return after < 0 ? null : after;
  return after < 0 || to - before <= after - to ? before : after;
}
