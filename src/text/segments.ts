import type { Range } from "./range.ts";

/** Words that end in a full stop without ending a sentence, in lower case and without the stop. */
const abbreviations = new Set("mr mrs ms mx dr prof rev sr jr st hon capt col gen sgt vs etc approx dept no vol fig eg ie e.g i.e a.m p.m am pm".split(" "));

/** True where the text up to here ends in an abbreviation or a single initial, so that the sentence goes on. */
function goesOn(sentence: string, next: string): boolean {
  const last = /(?:^|[\s("'“‘[])((?:[A-Za-z]\.)*[A-Za-z]+)\.\s*$/.exec(sentence)?.[1];
  if (last === undefined || sentence.endsWith("\n")) return false;
  if (/^[A-Z]$/.test(last)) return last !== "I";
  const word = last.toLowerCase();
  // "etc." and "p.m." may well end a sentence: then the next begins with a capital.
  if (["etc", "am", "pm", "a.m", "p.m", "approx", "dept"].includes(word)) return /^\p{Ll}/u.test(next);
  if (word === "no") return /^\d/.test(next);
  return abbreviations.has(word);
}

/**
 * The sentences of a text, in order: half-open, without the white space around them, none empty and none across a line break.
 * The rules are those of Unicode (UAX 29) for the language, corrected for titles, initials and other abbreviations of English.
 * Speech has no sentences of its own: what is found here is how the transcript was punctuated.
 */
export function sentences(text: string, language = "en"): Range[] {
  const found: Range[] = [];
  for (const line of paragraphs(text)) {
    const words = text.slice(line.start, line.end);
    let start = 0;
    for (const { index, segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(words)) {
      const end = index + segment.length;
      if (end < words.length && goesOn(words.slice(start, end), words.slice(end, end + 2))) continue;
      const trimmed = withoutSpace(words, start, end);
      if (trimmed.start < trimmed.end) found.push({ start: line.start + trimmed.start, end: line.start + trimmed.end });
      start = end;
    }
  }
  return found;
}

/**
 * The paragraphs of a text, in order: half-open, without the white space around them, none empty.
 * A paragraph ends at a line break, as it does for a word processor; a blank line between two makes no difference.
 */
export function paragraphs(text: string): Range[] {
  const found: Range[] = [];
  const breaks = /[\n\r\u2028\u2029]/g;
  for (let start = 0; start < text.length; ) {
    const end = breaks.exec(text)?.index ?? text.length;
    const trimmed = withoutSpace(text, start, end);
    if (trimmed.start < trimmed.end) found.push(trimmed);
    if (end === text.length) break;
    start = end + 1;
  }
  return found;
}

const isSpace = (unit: string): boolean => /\s/.test(unit);

function withoutSpace(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start < end && isSpace(text[start]!)) start += 1;
  while (end > start && isSpace(text[end - 1]!)) end -= 1;
  return { start, end };
}
