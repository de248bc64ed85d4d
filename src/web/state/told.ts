import type { Piece } from "./painting.ts";

/** The codings of a turn that begins at `said`, as they are read out, each with its code, another's coder, the first words, and whether it goes on beyond the turn. */
export const toldCodings = (pieces: readonly Piece[], said: number, text: string): { readonly id: string; readonly words: string }[] =>
  pieces.map(({ coding, start, end, first, last }) => ({
    id: coding.id,
    words: [coding.label, coding.other === null ? "" : `by ${coding.other}`, first ? `from “${begin(text.slice(start - said, end - said))}”` : "begun above", last ? "" : "goes on below"].filter(Boolean).join(", "),
  }));

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first three words, or fewer where they are long. */
const begin = (words: string): string => [...characters.segment(words.trim().split(/\s+/u).slice(0, 3).join(" "))].slice(0, 24).map((s) => s.segment).join("");
