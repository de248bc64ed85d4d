import type { TextFile } from "./text-file.ts";

/** How a program counts the offsets of its text selections. The standard fixes only the first and, in its examples, the last. */
export interface Dialect {
  /** What is counted: characters as Unicode has them, or the 16-bit units in which Windows and JavaScript keep text. */
  readonly unit: "codepoint" | "utf16";
  /** Whether a byte-order mark at the head of the file counts as a character. */
  readonly mark: "out" | "in";
  /** Whether "\r\n" counts as the two characters it is, or as one. */
  readonly lineEnds: "kept" | "collapsed";
  /** Whether the end is the first character after the selection, or its last. */
  readonly end: "exclusive" | "inclusive";
}

/** The standard as its examples have it. */
export const standard: Dialect = { unit: "codepoint", mark: "out", lineEnds: "kept", end: "exclusive" };

/** All sixteen, the standard first. */
export const dialects: readonly Dialect[] = (["exclusive", "inclusive"] as const).flatMap((end) =>
  (["out", "in"] as const).flatMap((mark) =>
    (["kept", "collapsed"] as const).flatMap((lineEnds) =>
      (["codepoint", "utf16"] as const).map((unit) => ({ unit, mark, lineEnds, end })))));

/** A dialect in words, for a report. The first word is `utf16` or `codepoint`. */
export const dialectInWords = (d: Dialect): string =>
  `${d.unit === "utf16" ? "utf16 (offsets in UTF-16 units)" : "codepoint (offsets in Unicode characters)"}, byte-order mark ${d.mark === "in" ? "counted" : "not counted"}, ` +
  `line ends ${d.lineEnds === "kept" ? "as in the file" : "counted as one"}, end ${d.end === "exclusive" ? "after the last character" : "at the last character"}`;

/** What is expected of a program before looking, from the name it gives itself. */
export function expected(origin: string | null): Dialect {
  const program = origin ?? "";
  if (/nvivo(?! for mac)/i.test(program)) return { ...standard, unit: "utf16" };
  if (/atlas/i.test(program)) return { ...standard, unit: "utf16", lineEnds: "collapsed" };
  return standard;
}

/** Turns offsets of a file into UTF-16 offsets of its text, and back. */
export interface Offsets {
  /** From the file's count. An offset inside a character or a line end goes to its start or, with `up`, to its end. Outside the text: NaN. */
  inText(offset: number, up?: boolean): number;
  inFile(offset: number): number;
}

/** The translation for one text in one dialect. `end` is not its business: an inclusive end is one more than its offset. */
export function offsets(file: TextFile, dialect: Dialect): Offsets {
  const lead = dialect.mark === "in" && file.hadMark ? 1 : 0;
  const astral = dialect.unit === "codepoint" ? file.astral : new Int32Array(0);
  const pairs = dialect.lineEnds === "kept" ? file.pairs : new Int32Array(0);
  // Each place after which the two counts drift: where it ends in the text, and how far they are apart from there on.
  const at = new Int32Array(astral.length + pairs.length);
  const drift = new Int32Array(at.length);
  for (let i = 0, a = 0, p = 0, d = 0; i < at.length; i++) {
    const takesAstral = a < astral.length && (p >= pairs.length || astral[a]! < pairs[p]!);
    at[i] = takesAstral ? astral[a++]! + 2 : pairs[p++]! + 1;
    d += takesAstral ? -1 : 1;
    drift[i] = d;
  }
  const last = (test: (i: number) => boolean): number => {
    let [low, high] = [0, at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    inText(offset, up = false) {
      const bare = offset - lead;
      if (bare < 0 && !(lead === 1 && bare === -1)) return NaN;
      const i = last((k) => at[k]! + drift[k]! <= bare);
      let found = Math.max(0, bare) - (i < 0 ? 0 : drift[i]!);
      // Between "\r" and "\n" the next line end has not been passed yet: stay before it.
      if (i + 1 < at.length && found >= at[i + 1]!) found = at[i + 1]! - (up ? 0 : 1);
      if (dialect.unit === "utf16" && isInside(file.text, found)) found += up ? 1 : -1;
      return found > file.text.length ? NaN : found;
    },
    inFile(offset) {
      const i = last((k) => at[k]! <= offset);
      return offset + (i < 0 ? 0 : drift[i]!) + lead;
    },
  };
}

function isInside(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
