import type { Speaker, Turn } from "../text/turns.ts";

/** What a reader makes of one file: the words, who said them and when, and what was decided on the way. */
export interface Interview {
  /** All the words, line ends as "\n", speaker labels where the file had them, time codes taken out. */
  readonly text: string;
  /** In the order of the text; empty where no turns could be told. They never overlap. */
  readonly turns: readonly Turn[];
  readonly speakers: readonly Speaker[];
  /** The kind of file: "txt", "docx", "vtt" … as recognised from its content. */
  readonly format: string;
  /** Which transcript layout was recognised, in words: "Teams transcript", "labels with a colon" …; null where none. */
  readonly layout: string | null;
  /** The character set the bytes were in ("UTF-8", "Windows-1252"); null where the format fixes it. */
  readonly charset: string | null;
  /** What the reader decided or left out, each a sentence for the import report. */
  readonly notes: readonly string[];
}

/** Reading never throws on bad input: a file that cannot be read gives one sentence saying what, where and what to do. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };
