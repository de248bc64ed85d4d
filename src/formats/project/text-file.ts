/** The words of a file, with what is needed to count offsets as any program does. */
export interface TextFile {
  /** No byte-order mark; "\r\n" and "\r" have become "\n". */
  readonly text: string;
  readonly hadMark: boolean;
  /** Offsets in `text` of line ends that were two characters in the file. */
  readonly pairs: Int32Array;
  /** Offsets in `text` of characters above U+FFFF. */
  readonly astral: Int32Array;
  /** The character set, in words. */
  readonly charset: string;
}

/** Text that was already decoded, as it stands in XML or in a table of a database. */
export function textFile(raw: string, charset = "UTF-8"): TextFile {
  const hadMark = raw.charCodeAt(0) === 0xfeff;
  const file = hadMark ? raw.slice(1) : raw;
  const text = file.includes("\r") ? file.replace(/\r\n?/g, "\n") : file;
  const pairs: number[] = [];
  if (text.length < file.length) for (let at = file.indexOf("\r\n"), n = 0; at >= 0; at = file.indexOf("\r\n", at + 2), n++) pairs.push(at - n);
  const astral: number[] = [];
  for (const { index } of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) astral.push(index);
  return { text, hadMark, pairs: Int32Array.from(pairs), astral: Int32Array.from(astral), charset };
}

/** The bytes of a plain-text file: UTF-8 or UTF-16, and Windows-1252 where they are neither. */
export function readTextFile(bytes: Uint8Array): TextFile {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe && "utf-16le") || (bytes[0] === 0xfe && bytes[1] === 0xff && "utf-16be");
  if (wide) return textFile(new TextDecoder(wide, { ignoreBOM: true }).decode(bytes), "UTF-16");
  try {
    return textFile(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return textFile(new TextDecoder("windows-1252").decode(bytes), "Windows-1252");
  }
}
