import { decodeEntities } from "./entities.ts";
import type { Draft } from "./passage.ts";

/** Plain text: every line of the file is a line of the interview. */
export function readPlain(text: string, charset: string): Draft {
  const noScribe = /^Transcribed with noScribe/mu.test(text.slice(0, 4000));
  return { format: "txt", charset, notes: [], ...(noScribe ? { layout: "noScribe transcript" } : {}), passages: [{ text }] };
}

/** Markdown is read as the text it is, its marks kept; only entities are decoded, because Markdown defines them. */
export function readMarkdown(text: string, charset: string): Draft {
  const decoded = decodeEntities(text);
  const notes = decoded === text ? [] : ["HTML entities such as &#39; were turned into their characters."];
  return { format: "md", charset, notes, passages: [{ text: decoded }] };
}
