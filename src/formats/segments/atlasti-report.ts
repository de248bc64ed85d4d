import type { Line } from "./blocks.ts";
import type { BookEntry } from "./book-report.ts";
import { emptyEntry, type Entry } from "./entries.ts";

// "P 1: Interview 1.docx - 1:3 [And then we …]  (12:13)   (Super)", as version 7 has it.
const seven = /^P\s*\d+:\s*(.+?)\s+-\s+\d+:\d+\s*(?:\[.*?\])?\s*(?:\(.*\))?\s*$/;
// "1:3 ¶ 12, And then we … in Interview 1" and "1:3 And then … (1:20) - D 1: Interview 1", as later ones do.
const later = /^(\d+:\d+)\s+(.*)$/;
const place = [/\s[-–]\s+D\s*\d+:\s*(.+?)\s*$/, /\bin(?: document)?\s+(?:D\s*)?(?:\d+:\s*)?(\S.*?)\s*$/i];
const bullet = /^[○●◯•◇◆∙*]\s*/;
const section = /^(?:\d+\s+)?(codes?|codings?|coding\(s\)|code\(s\)|kodes?|codierungen|content|quotation content|text|inhalt|comment|kommentar|memos?|hyperlinks?|groups?|code groups?|gruppen|created|erstellt|modified|geändert|grounded|density|usage|relations?)\s*:?\s*(.*)$/i;

const nameOfCode = (line: string): string => line.replace(bullet, "").replace(/\s+-\s+Famil(?:y|ies):.*$/i, "").replace(/\s*\{\d+-\d+~?\}\s*$/, "").trim();

function quotation(text: string): string | null {
  const old = seven.exec(text)?.[1];
  if (old !== undefined) return old;
  const rest = later.exec(text)?.[2];
  if (rest === undefined) return null;
  for (const pattern of place) {
    const found = pattern.exec(rest)?.[1];
    if (found) return found;
  }
  return null;
}

/** What ATLAS.ti writes of quotations, or of codes, as a report to be read. */
export function readAtlas(lines: readonly Line[]): { from: string; entries: Entry[] } | { from: string; book: BookEntry[] } | null {
  const first = lines.slice(0, 12).some(({ text }) => /ATLAS\.ti/i.test(text));
  const heads = lines.filter(({ text }) => quotation(text) !== null).length;
  if (heads > 0 && (first || lines.some(({ text }) => seven.test(text)))) return { from: "ATLAS.ti", entries: quotations(lines) };
  if (first && lines.some(({ text }) => bullet.test(text))) return { from: "ATLAS.ti", book: codes(lines) };
  return null;
}

function quotations(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = [];
  let now: { document: string; words: string[]; paths: string[][]; comment: string[]; coder: string; date: string } | null = null;
  let into = "words";
  const close = (): void => {
    if (now) entries.push({ ...emptyEntry, document: now.document, words: now.words.join("\n").trim(), paths: now.paths, comment: now.comment.join("\n").trim(), coder: now.coder, date: now.date, at: `quotation ${entries.length + 1}` });
    now = null;
  };
  for (const { text } of lines) {
    const document = quotation(text);
    if (document !== null) {
      close();
      now = { document, words: [], paths: [], comment: [], coder: "", date: "" };
      into = "words";
      continue;
    }
    if (!now) continue;
    const bracketed = /^Codes?:\s*(\[.*\])\s*$/i.exec(text)?.[1];
    if (bracketed !== undefined) {
      for (const [, code] of bracketed.matchAll(/\[([^\]]+)\]/g)) now.paths.push([nameOfCode(code!)]);
      into = "words";
      continue;
    }
    if (/^(No memos|No codes|No hyperlinks)$/i.test(text) || /^[-_=*─]{3,}$/.test(text)) continue;
    const found = section.exec(text);
    const isSection = found && (text.includes(":") || /^\d+\s/.test(text) || found[2] === "") && !(into === "words" && now.words.length > 0 && found[2] !== "" && !/^(codes?|codings?|comment|created|modified)/i.test(found[1]!));
    if (isSection) {
      const what = found[1]!.toLowerCase();
      const rest = found[2]!.trim();
      if (/^(code|coding|kode|codier)/.test(what) && !what.includes("group")) {
        into = "codes";
        for (const code of rest.split(/[;|]|\s\/\s/).map(nameOfCode)) if (code !== "") now.paths.push([code]);
      } else if (/^(content|quotation content|text|inhalt)/.test(what)) {
        into = "words";
        if (rest) now.words.push(rest);
      } else if (/^(comment|kommentar)/.test(what)) {
        into = "comment";
        if (rest) now.comment.push(rest);
      } else {
        const by = /\bby\s+(.+?)(?:\s+on\s+(.+?))?(?:,\s*modified.*)?$/i.exec(rest);
        if (/^(created|erstellt)/.test(what) && by) [now.coder, now.date] = [by[1]!.trim(), by[2]?.trim() ?? ""];
        into = "nothing";
      }
    } else if (into === "codes") {
      if (text === "") {
        if (now.paths.length > 0) into = "words";
      } else if (bullet.test(text) || now.words.length > 0 || now.paths.length === 0) now.paths.push([nameOfCode(text)]);
      else {
        into = "words";
        now.words.push(text);
      }
    } else if (into === "words") now.words.push(text);
    else if (into === "comment") now.comment.push(text);
  }
  close();
  return entries;
}

function codes(lines: readonly Line[]): BookEntry[] {
  const book: { path: string[]; description: string[] }[] = [];
  let into = "nothing";
  for (const { text } of lines) {
    if (bullet.test(text)) {
      book.push({ path: [nameOfCode(text)], description: [] });
      into = "nothing";
      continue;
    }
    const one = book.at(-1);
    const found = section.exec(text);
    if (!one) continue;
    if (found && (text.includes(":") || found[2] === "")) {
      into = /^(comment|kommentar)/i.test(found[1]!) ? "comment" : "nothing";
      if (into === "comment" && found[2]) one.description.push(found[2]);
    } else if (into === "comment") one.description.push(text);
  }
  return book.map(({ path, description }) => ({ path, description: description.join("\n").trim(), colour: null }));
}
