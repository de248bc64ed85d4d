import { literal, wordEnd, wordStart } from "./fold-letters.ts";

/** What is looked for: words and phrases, or a regular expression, or both. */
export interface WordRule {
  /** Words or phrases, found whole and whatever their case and accents; `visit*` finds all that begins so, `wom?n` any letter in its place. */
  readonly words?: readonly string[];
  /** A regular expression, as an alternative to words; case does not matter. */
  readonly pattern?: string;
}

const inner = "[\\p{L}\\p{N}\\p{M}'’-]";

/** Words and phrases as people write them in one line, separated by commas, semicolons or line breaks. */
export const wordsIn = (line: string): string[] => line.split(/[,;\n]+/).map((w) => w.trim()).filter((w) => w !== "");

/** The pattern of a rule, or why it is none, in a sentence. */
export function patternOf({ words = [], pattern }: WordRule): RegExp | string {
  const listed = words.map((w) => w.trim()).filter((w) => w.replace(/[*?]/g, "").trim() !== "");
  if (listed.length === 0 && !pattern) return "There are no words to look for; give words, phrases or a pattern.";
  const written = (word: string): string => word.split(/([*?])/).map((part) => (part === "*" ? `${inner}*` : part === "?" ? inner : literalWithin(part))).join("");
  const alternatives = listed.sort((a, b) => b.length - a.length).map(written);
  const whole = alternatives.length === 0 ? [] : [`${wordStart}(?:${alternatives.join("|")})${wordEnd}`];
  try {
    return new RegExp([...whole, ...(pattern ? [pattern] : [])].join("|"), "giu");
  } catch (error) {
    return `The pattern "${pattern}" cannot be read (${error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error)}).`;
  }
}

/** Part of a word or phrase; white space at its ends belongs to the phrase. */
function literalWithin(part: string): string {
  const space = "\\s+";
  const plain = literal(part, { ignoreCase: true, ignoreAccents: true });
  return part.trim() === "" ? (part === "" ? "" : space) : `${/^\s/.test(part) ? space : ""}${plain}${/\s$/.test(part) ? space : ""}`;
}
