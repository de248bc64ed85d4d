import { inMemory, Refused } from "./archive.ts";
import { looksZipped, unzip } from "./unzip.ts";

/** What a file is, by what is in it. `table` and `text` are general: a closer look, or a person, must say more. */
export type FileKind =
  | "refi-project" | "refi-codebook" | "refi-project-xml" | "sqlite" | "encrypted" | "xlsx" | "docx" | "odt" | "ods" | "zip"
  | "elan" | "textgrid" | "chat" | "web-annotations" | "json" | "json-lines" | "xml" | "html" | "rtf" | "pdf" | "vtt" | "srt" | "table" | "text" | "picture" | "audio" | "video" | "empty" | "unknown";

const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
const starts = (bytes: Uint8Array, ...magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

function media(bytes: Uint8Array): FileKind | null {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || ascii(bytes, 0, 4) === "GIF8") return "picture";
  const riff = ascii(bytes, 0, 4) === "RIFF" ? ascii(bytes, 8, 4) : "";
  if (riff === "WEBP") return "picture";
  if (riff === "WAVE" || ascii(bytes, 0, 3) === "ID3" || ascii(bytes, 0, 4) === "fLaC" || ascii(bytes, 0, 4) === "OggS" || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return "audio";
  if (ascii(bytes, 4, 4) === "ftyp") return /^M4[AB]/.test(ascii(bytes, 8, 3)) ? "audio" : "video";
  if (riff === "AVI " || starts(bytes, 0x1a, 0x45, 0xdf, 0xa3) || starts(bytes, 0, 0, 1, 0xba)) return "video";
  return null;
}

async function zipped(bytes: Uint8Array): Promise<FileKind> {
  try {
    const names = (await unzip(inMemory(bytes))).entries.map(({ name }) => name);
    if (names.some((name) => /\.qde$/i.test(name) && !name.startsWith("__MACOSX/"))) return "refi-project";
    if (names.includes("xl/workbook.xml")) return "xlsx";
    if (names.includes("word/document.xml")) return "docx";
    if (names.includes("content.xml")) return names.some((name) => name === "styles.xml") && /spreadsheet/.test(ascii(bytes, 0, 200)) ? "ods" : "odt";
    return "zip";
  } catch (error) {
    if (error instanceof Refused) return "zip";
    throw error;
  }
}

function head(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 4096);
  if (starts(bytes, 0xff, 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)) return new TextDecoder("utf-16le").decode(start);
  if (starts(bytes, 0xfe, 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c)) return new TextDecoder("utf-16be").decode(start);
  if (start.includes(0)) return null;
  return new TextDecoder().decode(start);
}

/** The rows of a table whose cells may hold line ends between quotation marks. */
function records(text: string): string[] {
  const rows: string[] = [];
  for (let at = 0, from = 0, quoted = false; at <= text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (at === text.length || (!quoted && /[\r\n]/.test(text[at]!))) {
      if (at > from) rows.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return rows;
}

/** Whether most rows have as many cells as the first. The last of a text that goes on may be cut off. */
function isSteady(all: readonly string[], isWhole: boolean): boolean {
  const rows = all.slice(0, isWhole ? 12 : Math.min(12, all.length - 1));
  return [",", ";", "\t"].some((mark) => {
    const cells = rows.map((row) => row.replace(/"[^"]*"/g, "").split(mark).length);
    return cells.length > 1 && cells[0]! > 1 && cells.filter((count) => count === cells[0]).length >= 0.6 * cells.length;
  });
}

function written(text: string): FileKind {
  const begin = text.replace(/^[\s\ufeff]+/, "");
  if (begin === "") return "empty";
  if (begin.startsWith("<")) {
    const root = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(begin.replace(/<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>[]*(\[.*?\])?[^>]*>/gs, ""))?.[1];
    if (/^<!doctype html/i.test(begin) || /^html$/i.test(root ?? "")) return "html";
    const roots: Readonly<Record<string, FileKind>> = { Project: "refi-project-xml", CodeBook: "refi-codebook", ANNOTATION_DOCUMENT: "elan" };
    if (root && Object.hasOwn(roots, root)) return roots[root]!;
    return begin.startsWith("<?xml") || root ? "xml" : "text";
  }
  if (begin.startsWith("{\\rtf")) return "rtf";
  if (begin.startsWith("%PDF-")) return "pdf";
  if (/^WEBVTT(\s|$)/.test(begin)) return "vtt";
  if (/^(File type = "ooTextFile"|"ooTextFile")/.test(begin)) return "textgrid";
  if (/^@(UTF8|Begin|Font:|PID:)/m.test(begin.slice(0, 400)) && /^(@|\*\w+:)/m.test(begin)) return "chat";
  if (/^\d+\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->/.test(begin)) return "srt";
  if (/^[{[]/.test(begin)) {
    if (/"@context"\s*:\s*(\[\s*)?"https?:\/\/www\.w3\.org\/ns\/anno\.jsonld"/.test(begin)) return "web-annotations";
    if (/^\{[^\n]*\}\r?\n\{/.test(begin)) return "json-lines";
    if (/^(\{\s*["}]|\[\s*["{[\]\d])/.test(begin)) return "json";
  }
  const isWhole = text.length < 4000;
  const lines = begin.split(/\r\n?|\n/).filter((line) => line !== "");
  return isSteady(lines, isWhole) || isSteady(records(begin), isWhole) ? "table" : "text";
}

/** Recognises a file by its content. The name is not looked at: it may say anything. Reads the beginning and, of a zip, the table of contents. */
export async function recognise(_name: string, bytes: Uint8Array): Promise<FileKind> {
  if (bytes.length === 0) return "empty";
  if (looksZipped(bytes)) return zipped(bytes);
  if (ascii(bytes, 0, 16) === "SQLite format 3\0") return "sqlite";
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "encrypted";
  if (ascii(bytes, 0, 5) === "%PDF-") return "pdf";
  const found = media(bytes);
  if (found) return found;
  const text = head(bytes);
  return text === null ? "unknown" : written(text);
}
