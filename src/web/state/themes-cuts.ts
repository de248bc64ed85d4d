import type { Range } from "../../text/range.ts";

/** A word with what follows it up to the next word, in offsets of the passage. */
export interface Token extends Range {
  readonly text: string;
}

/** A passage as words that can be cut one by one. White space and punctuation go with the word before them; marks that open, with the word after. */
export function tokensOf(text: string, language?: string): Token[] {
  const tokens: { start: number; end: number }[] = [];
  let opening = -1;
  for (const { index, segment, isWordLike } of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    const end = index + segment.length;
    const last = tokens.at(-1);
    // "I'd" and "twenty-one" are one word to a reader, and so is everything that no space divides.
    const joined = last !== undefined && isWordLike && opening < 0 && !/\s$/u.test(text.slice(last.start, last.end)) && /[\p{L}\p{N}][’'‑-]?$/u.test(text.slice(last.start, last.end)) && !/\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}/u.test(segment);
    if (isWordLike && !joined) {
      tokens.push({ start: opening >= 0 ? opening : index, end });
      opening = -1;
    } else if (opening >= 0) continue;
    else if (last === undefined || (/^[\p{Ps}\p{Pi}"“‘(]$/u.test(segment) && /\s$/u.test(text.slice(0, index)))) opening = index;
    else last.end = end;
  }
  if (opening >= 0) tokens.push({ start: opening, end: text.length });
  return tokens.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
}

/** Which words lie wholly or partly in the cuts. */
export const cutTokens = (tokens: readonly Token[], cuts: readonly Range[]): boolean[] => tokens.map((t) => cuts.some((c) => c.start < t.start + t.text.trimEnd().length && t.start < c.end));

/** Cuts for the words that are marked: neighbours make one cut, and a cut ends with the last letter, not with the space after it. */
export function cutsFrom(tokens: readonly Token[], marked: readonly boolean[]): Range[] {
  const cuts: { start: number; end: number }[] = [];
  tokens.forEach((token, i) => {
    if (!marked[i]) return;
    const end = token.start + token.text.trimEnd().length;
    if (i > 0 && marked[i - 1] && cuts.length > 0) cuts.at(-1)!.end = end;
    else cuts.push({ start: token.start, end });
  });
  return cuts;
}

/** The marks after some words from one to another were cut; where all of them were cut already they are taken back. */
export function toggled(marked: readonly boolean[], from: number, to: number): boolean[] {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const all = marked.slice(first, last + 1).every(Boolean);
  return marked.map((m, i) => (i >= first && i <= last ? !all : m));
}
