const marks = "[\\u0300-\\u036f]*";

/** Every letter that is one of these plain ones with a mark on it: by "e", "eéèêë…". Latin, Greek and Cyrillic. */
const variants: ReadonlyMap<string, string> = (() => {
  const found = new Map<string, string>();
  for (const [from, to] of [[0xc0, 0x24f], [0x370, 0x4ff], [0x1e00, 0x1fff]] as const) {
    for (let unit = from; unit <= to; unit++) {
      const letter = String.fromCharCode(unit);
      const parts = letter.normalize("NFD");
      if (parts.length < 2 || parts[0] === letter) continue;
      const plain = parts[0]!.toLowerCase();
      found.set(plain, (found.get(plain) ?? "") + letter);
    }
  }
  return found;
})();

export interface Folding {
  /** "Safe" finds "safe". */
  readonly ignoreCase: boolean;
  /** "cafe" finds "café", and the other way round. */
  readonly ignoreAccents: boolean;
}

/**
 * A pattern that finds what a person types: white space of any length for a space, a straight apostrophe or quotation
 * mark for a curly one. It runs over the text as it is, so what it finds has the text's own offsets.
 */
export function literal(words: string, { ignoreCase, ignoreAccents }: Folding): string {
  const typed = ignoreAccents ? words.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : words;
  let source = "";
  for (const letter of typed.trim().replace(/\s+/g, " ")) {
    if (letter === " ") source += "\\s+";
    else if ("'’‘".includes(letter)) source += "['’‘]";
    else if ('"“”'.includes(letter)) source += '["“”]';
    else {
      const other = ignoreAccents ? variants.get(letter.toLowerCase()) : undefined;
      const plain = RegExp.escape(letter);
      const marked = other && !ignoreCase ? [...other].filter((v) => (v.toLowerCase() === v) === (letter.toLowerCase() === letter)).join("") : other;
      source += (marked ? `[${plain}${marked}]` : plain) + (ignoreAccents && /\p{L}/u.test(letter) ? marks : "");
    }
  }
  return source;
}

/** Before and after a whole word: no letter, digit or mark may touch it. */
export const wordStart = "(?<![\\p{L}\\p{N}_])";
export const wordEnd = "(?![\\p{L}\\p{N}\\p{M}_])";
