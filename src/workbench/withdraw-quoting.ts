import type { Json, Words } from "../study/event.ts";

/** So many words in a row are hardly ever said twice by chance. */
const length = 6;

/** Finds where words that somebody said are repeated. */
export interface Shingles {
  /** Whether any of the texts has six of the words in a row, whatever their case and marks. */
  readonly quotedIn: (texts: readonly string[]) => boolean;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
function* runs(text: string): Generator<string> {
  const words = wordsOf(text);
  for (let i = 0; i + length <= words.length; i++) yield words.slice(i, i + length).join(" ").replaceAll("’", "'");
}

/** Takes in what was said, run by run of six words, but for what was said by others too. */
export function shingles(said: readonly string[], byOthers: readonly string[]): Shingles {
  const known = new Set<string>();
  for (const text of said) for (const run of runs(text)) known.add(run);
  for (const text of byOthers) for (const run of runs(text)) known.delete(run);
  return {
    quotedIn: (texts) => {
      if (known.size === 0) return false;
      for (const text of texts) for (const run of runs(text)) if (known.has(run)) return true;
      return false;
    },
  };
}

/** All text that an event carries, however deep. */
export function textsIn(words: Words | Partial<Record<string, unknown>>): string[] {
  const found: string[] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value === "string") found.push(value);
    else if (Array.isArray(value)) for (const one of value as readonly Json[]) walk(one);
    else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) walk(one as Json);
  };
  walk(words as Json);
  return found;
}
