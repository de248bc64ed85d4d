/** One paragraph, table row or line of a file, before anyone has looked for speakers in it. */
export interface Passage {
  /** Its words; "\n" only where the file broke the line inside the paragraph. */
  readonly text: string;
  /** How many of its first UTF-16 units are bold; 0 or absent where none are or where the format has no bold. */
  readonly bold?: number;
}

/** A turn that the format itself marks (a voice tag, a speaker field), so that no label needs to be looked for. */
export interface Spoken {
  readonly text: string;
  /** The label the format gives; null where this turn has none of its own. */
  readonly label: string | null;
  /** Where the words begin in `text`, where the label already stands in it and must not be written again. */
  readonly said?: number;
  /** True where a turn without a label goes on with the speaker before. */
  readonly sameSpeaker?: boolean;
  /** True where the words belong to no turn (a title). */
  readonly apart?: boolean;
  /** Milliseconds from the start of the recording. */
  readonly at: number | null;
}

/** What a reader of one format hands on: either paragraphs in which to look for speakers, or turns already marked. */
export type Draft = {
  readonly format: string;
  readonly charset: string | null;
  readonly notes: readonly string[];
  /** Which layout the format itself shows ("Teams transcript"); null where that is left to the labels. */
  readonly layout?: string | null;
  /** Words that stand after the talk: footnotes. They belong to no turn. */
  readonly after?: readonly string[];
} & ({ readonly passages: readonly Passage[] } | { readonly spoken: readonly Spoken[] });
