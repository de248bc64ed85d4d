import { decode, type Decoded } from "../charset.ts";
import { containsWide } from "../table/read.ts";
import { looksZipped, openZip, type Zip } from "../zip.ts";
import { TIME } from "./time-code.ts";

/** What a file is, judged by its content. Its name is asked only where content cannot tell (Markdown from plain text). */
export type Recognised =
  | { readonly kind: "docx" | "odt"; readonly zip: Zip }
  | { readonly kind: "pdf" | "rtf" }
  | { readonly kind: "vtt" | "srt" | "html" | "fodt" | "csv" | "md" | "txt"; readonly decoded: Decoded }
  | { readonly kind: "json"; readonly decoded: Decoded; readonly json: unknown }
  | { readonly kind: "refused"; readonly problem: string };

/** A hundred hours of talk in UTF-16 are less than this; more is some other kind of file, and would only fill the memory. Pages are left out, as they may hold pictures. */
const MOST_TEXT = 20 << 20;

const EXTENSION = /\.([A-Za-z0-9]{1,8})$/u;

/** The file name's ending in small letters, without its dot; "" where it has none. */
export const endingOf = (name: string): string => EXTENSION.exec(name)?.[1]?.toLowerCase() ?? "";

export function recognise(name: string, bytes: Uint8Array): Recognised {
  const refuse = (why: string): Recognised => ({ kind: "refused", problem: `${name} ${why}` });
  if (bytes.length === 0) return refuse("is empty (0 bytes). Fetch or export it again.");
  if (looksZipped(bytes)) return recogniseZip(name, bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse(olderOffice(bytes));
  const front = String.fromCharCode(...bytes.subarray(0, 1024));
  if (front.startsWith("%PDF") || front.includes("%PDF-")) return { kind: "pdf" };
  if (/^[\s\u00ef\u00bb\u00bf]*\{\\rt/u.test(front)) return { kind: "rtf" };
  const other = otherKind(front);
  if (other) return refuse(`is ${other}, not a text. Import its transcript.`);
  if (bytes.length > MOST_TEXT && !/<html|<!doctype html/iu.test(front)) return refuse(`has ${Math.round(bytes.length / (1 << 20))} MB of text; no interview is longer than ${MOST_TEXT >> 20} MB. Check that it is the right file.`);
  const decoded = decode(bytes, /<meta[^>]{0,80}charset\s*=\s*["']?\s*([\w-]+)/iu.exec(front)?.[1] ?? /^<\?xml[^>]{0,60}encoding\s*=\s*["']([\w-]+)/u.exec(front)?.[1]);
  if (!decoded) return refuse("holds no readable text: its bytes are not characters of any kind this program knows. Open it in the program it was made with and save it as text or .docx.");
  if (decoded.text.replace(/[\s\0\ufeff]/gu, "") === "") return refuse("has no words in it, only blanks. Check that it is the right file.");
  return recogniseText(name, decoded);
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

function recogniseZip(name: string, bytes: Uint8Array): Recognised {
  const zip = openZip(name, bytes);
  if (!zip.ok) return { kind: "refused", problem: zip.problem };
  const { value } = zip;
  const refuse = (why: string): Recognised => ({ kind: "refused", problem: `${name} ${why}` });
  if (value.has("word/document.xml") || value.names.some((n) => /^word\/document\d*\.xml$/u.test(n))) return { kind: "docx", zip: value };
  if (value.has("xl/workbook.xml")) return refuse("is a spreadsheet. Save the sheet with the transcript as CSV and import that; a register of people is imported as people.");
  if (value.has("ppt/presentation.xml")) return refuse("is a presentation, not a transcript. Save its words as .docx or text.");
  if (value.has("content.xml")) {
    const type = value.has("mimetype") ? value.read("mimetype") : null;
    const mime = type?.ok ? new TextDecoder().decode(type.value) : "";
    return mime === "" || mime.includes("opendocument.text") ? { kind: "odt", zip: value } : refuse("is an OpenDocument file but not a text. Save its words as .odt, .docx or text.");
  }
  if (value.has("[Content_Types].xml")) return refuse("is an Office file whose text is missing or damaged. Open it in Word, save it again and import that.");
  if (value.names.length === 0) return refuse("is an empty zip archive.");
  return refuse(`is a zip archive of ${value.names.length} ${value.names.length === 1 ? "file" : "files"}, such as "${value.names[0] ?? ""}". Unpack it and import the files in it.`);
}

function olderOffice(bytes: Uint8Array): string {
  if (containsWide(bytes, "EncryptedPackage")) return "is protected with a password. Open it in Word, take the password off (File, Info, Protect Document), save it and import that.";
  if (containsWide(bytes, "WordDocument")) return "is an older Word file (.doc). Open it in Word or LibreOffice, save it as .docx and import that.";
  if (containsWide(bytes, "Workbook")) return "is an older Excel file (.xls), not a transcript. Save the sheet as CSV and import that.";
  return "is an older Office file that is not read. Open it in its own program, save it as .docx and import that.";
}

const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^BM.{4}\0\0\0\0|^II\*\0|^MM\0\*/su, "a picture"],
  [/^ID3|^\xff[\xf2\xf3\xfa\xfb]|^OggS|^fLaC|^RIFF.{4}WAVE|^.{4}ftypM4A/su, "a sound recording"],
  [/^.{4}ftyp|^\x1a\x45\xdf\xa3|^RIFF.{4}AVI/su, "a video"],
  [/^SQLite format 3\0/u, "a database"],
  [/^\x1f\x8b|^7z\xbc\xaf|^Rar!|^BZh|^\xfd7zXZ/u, "a packed archive"],
  [/^\x7fELF|^MZ.{58}/su, "a program"],
];

const otherKind = (front: string): string | null => MAGIC.find(([pattern]) => pattern.test(front))?.[1] ?? null;

/** The time line of SubViewer captions, as YouTube gives them out: `0:00:01.000,0:00:02.500`. */
const SBV_TIME = new RegExp(String.raw`^[ \t]*(\d+:\d\d:\d\d\.\d{3}),(\d+:\d\d:\d\d\.\d{3})[ \t]*$`, "gmu");

const CAPTION_TIME = new RegExp(String.raw`^[ \t]*${TIME}[ \t]*--?>`, "mu");

function recogniseText(name: string, decoded: Decoded): Recognised {
  const text = decoded.text.replace(/^\ufeff/, "");
  const ending = endingOf(name);
  if (/^\s*WEBVTT(\s|$)/u.test(text)) return { kind: "vtt", decoded };
  if (ending === "json" ? /^\s*(?:[[{]|null|true|false|"|-?\d+\s*$)/u.test(text) : /^\s*(?:\{\s*"|\[\s*\{\s*")/u.test(text)) {
    const json = parseJson(text);
    if (json !== undefined) return { kind: "json", decoded, json };
    if (ending === "json") return { kind: "refused", problem: `${name} is cut off or damaged: it is not whole JSON. Export it again.` };
  }
  if (/^\s*(<!--.{0,2000}?-->\s*)?<(!doctype html|html|head|body)\b/isu.test(text)) return { kind: "html", decoded };
  if (/^\s*<(\?xml|[\w]+:[\w-]+[\s>])/u.test(text)) return recogniseXml(name, decoded, text);
  if ((ending === "html" || ending === "htm") && /<(p|div|br|span|table|h[1-6])\b/iu.test(text)) return { kind: "html", decoded };
  if (/^\s*\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}[ \t]*[\r\n]/u.test(text)) return { kind: "srt", decoded: { ...decoded, text: text.replace(SBV_TIME, "$1 --> $2") } };
  if (CAPTION_TIME.test(text) && startsAsCaptions(text, ending)) return { kind: ending === "vtt" ? "vtt" : "srt", decoded };
  if (ending === "csv" || ending === "tsv" || /^\s*"?(speaker|name|who|participant|time|timestamp|timespan|start|start time)"?[,;\t]/iu.test(text)) return { kind: "csv", decoded };
  return { kind: ending === "md" || ending === "markdown" ? "md" : "txt", decoded };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function recogniseXml(name: string, decoded: Decoded, text: string): Recognised {
  const root = /<([A-Za-z][\w:.-]*)/u.exec(text.replace(/<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gu, ""))?.[1] ?? "";
  if (root === "office:document") return { kind: "fodt", decoded };
  if (/^html$/iu.test(root)) return { kind: "html", decoded };
  const save = /^(pkg:package|w:wordDocument)$/u.test(root) ? "is a Word document kept as XML" : `is XML of a kind that is not read ("${root}")`;
  return { kind: "refused", problem: `${name} ${save}. Save it as .docx or text and import that.` };
}

/** Captions by name; otherwise where most filled lines stand in groups with a time line, its number above it. A Teams text has a name under it instead. */
function startsAsCaptions(text: string, ending: string): boolean {
  if (ending === "srt" || ending === "vtt" || ending === "sbv") return true;
  const groups = text.split(/\r\n?|\n/).join("\n").split(/\n\s*\n/u).map((group) => group.split("\n").filter((line) => line.trim() !== ""));
  const filled = groups.reduce((sum, group) => sum + group.length, 0);
  const captions = groups.filter(([first = "", second = ""]) => CAPTION_TIME.test(second) && /^\s*\d+\s*$/u.test(first));
  return captions.reduce((sum, group) => sum + group.length, 0) >= filled * 0.6;
}
