/** A file as it was given: its name without folders, and its bytes. */
export interface FileBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What came of an import, for a person to read. */
export interface ImportReport {
  /** True where everything in the file or files could be taken in. */
  readonly ok: boolean;
  /** What was done; empty where nothing was. */
  readonly said: readonly string[];
  /** What was not taken in, each naming the file, the row and what to do. */
  readonly problems: readonly { readonly what: string }[];
}

/** "1 code", "3 codes". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** A file's name without its ending, as a source is called; composed (NFC), as file systems may take letters apart. */
export function stemOf(file: string): string {
  const name = file.normalize("NFC").trim();
  return name.replace(/(?<=[^.])\.[^.\s]{1,8}$/u, "").trim() || name;
}

/** How many words a text has: stretches without white space. */
export const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;
