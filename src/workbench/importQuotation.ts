import { decodeEntities } from "../formats/transcript/entities.ts";
import type { Range } from "../text/range.ts";

/** A text prepared for finding quotations in it: white space runs are one space, and every letter knows where it stood. */
export interface Prepared {
  readonly text: string;
  readonly letters: string;
  /** Where each letter of `letters` stands in `text`; one entry more for the end. */
  readonly places: Uint32Array;
  /** The same letters with typographic marks made plain. */
  readonly plain: string;
}

const blank = /\s|[\u200b\ufeff]/u;
// One code unit for one, so that places stay true.
const marks: Readonly<Record<string, string>> = { "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-" };
const plainMarks = (text: string): string => text.replace(/[‘’‚‛“”„«»–—‐‑−]/g, (mark) => marks[mark]!);

export function prepare(text: string): Prepared {
  const letters: string[] = [];
  const places: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const space = blank.test(text[i]!);
    if (space && (letters.length === 0 || letters.at(-1) === " ")) continue;
    letters.push(space ? " " : text[i]!);
    places.push(i);
  }
  places.push(text.length);
  const joined = letters.join("");
  return { text, letters: joined, places: Uint32Array.from(places), plain: plainMarks(joined) };
}

/** A quotation with its white space as `prepare` makes it. */
const tidy = (quote: string): string => quote.replace(/[\s\u200b\ufeff]+/gu, " ").trim();

/** How programs and people write one text otherwise: marks spelled out or drawn together, letters taken apart, quotation marks put around the whole. */
const habits: readonly ((text: string) => string)[] = [
  (text) => text.replaceAll("...", "…"),
  (text) => text.replaceAll("…", "..."),
  (text) => text.replaceAll("--", "-"),
  (text) => text.replace(/(?<!-)-(?!-)/g, "--"),
  (text) => text.normalize("NFC"),
  (text) => text.normalize("NFD"),
  (text) => text.replace(/^(["'])(.+)\1$/su, "$2").trim(),
];

/** The ways in which a quotation may stand in a text with plain marks, the likeliest first. */
function spellings(quote: string): readonly string[] {
  let found = [tidy(plainMarks(decodeEntities(quote)))];
  for (const habit of habits) found = [...new Set([...found, ...found.map(habit)])];
  return found.filter((spelling) => spelling !== "");
}

/**
 * Every place where a quotation stands, in UTF-16 offsets. `loosely` is true where only its quotation marks, dashes,
 * ellipses, composed letters or HTML entities were written otherwise.
 */
export function findQuotation(where: Prepared, quote: string): { readonly ranges: readonly Range[]; readonly loosely: boolean } {
  const wanted = tidy(quote);
  if (wanted === "") return { ranges: [], loosely: false };
  const exact = occurrences(where.letters, wanted);
  if (exact.length > 0) return { ranges: exact.map((at) => rangeAt(where, at, wanted.length)), loosely: false };
  for (const spelling of spellings(wanted)) {
    const found = occurrences(where.plain, spelling);
    if (found.length > 0) return { ranges: found.map((at) => rangeAt(where, at, spelling.length)), loosely: true };
  }
  return { ranges: [], loosely: true };
}

function occurrences(text: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

const rangeAt = ({ places }: Prepared, at: number, length: number): Range => ({ start: places[at]!, end: places[at + length - 1]! + 1 });

/** True where two texts are the same apart from white space, typographic marks and such. */
export const sameWords = (a: string, b: string): boolean => [plainMarks(tidy(b)), ...spellings(b)].includes(plainMarks(tidy(a)));

/** UTF-16 offsets by code-point offsets of a text, one more than it has code points. Null where the two are the same. */
export function codePointOffsets(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return null;
  const offsets: number[] = [];
  let at = 0;
  for (const letter of text) {
    offsets.push(at);
    at += letter.length;
  }
  offsets.push(at);
  return Uint32Array.from(offsets);
}
