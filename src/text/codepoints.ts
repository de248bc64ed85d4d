import type { Offset, Range } from "./range.ts";

const surrogates = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Where in a text there are characters of two code units; empty for most texts. */
const pairsIn = (text: string): Offset[] => Array.from(text.matchAll(surrogates), (m) => m.index);

/** How many characters (Unicode code points) a text has. */
export const countCharacters = (text: string): number => text.length - pairsIn(text).length;

/** Turns ranges of UTF-16 code units into ranges of characters (code points), for one text. */
export function toCharacters(text: string): (range: Range) => Range {
  const pairs = pairsIn(text);
  if (pairs.length === 0) return (range) => range;
  const before = (offset: Offset): number => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
  return ({ start, end }) => ({ start: before(start), end: before(end) });
}

/** Turns an offset in characters (code points) into one in UTF-16 code units, for one text; null where the text is shorter. */
export function fromCharacters(text: string): (offset: number) => Offset | null {
  const pairs = pairsIn(text);
  const characters = text.length - pairs.length;
  return (offset) => {
    if (offset < 0 || offset > characters) return null;
    let units = offset;
    for (const pair of pairs) {
      if (pair >= units) break;
      units++;
    }
    return units;
  };
}
