import { turnsOfCaptions, type Cue } from "./captions.ts";
import type { Draft } from "./passage.ts";

const ROW = /^(\d{1,12})\t(\d{1,12})\t(.*)$/u;

/**
 * The table that Whisper writes: `start`, `end` in milliseconds, `text`, with tabs between them. It knows no quoting, so
 * quotation marks are words. Null where the text is no such table.
 */
export function readWhisperTsv(text: string, charset: string): Draft | null {
  const [header, ...rows] = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  if (header?.trim() !== "start\tend\ttext") return null;
  const cues: Cue[] = [];
  for (const row of rows) {
    const m = ROW.exec(row);
    if (m) cues.push({ at: Number(m[1]), end: Number(m[2]), label: null, text: (m[3] ?? "").trim() });
    else if (row.trim() !== "") cues.push({ at: null, end: null, label: null, text: row.trim() });
  }
  const made = turnsOfCaptions(cues.filter((cue) => cue.text !== ""), true);
  return { format: "csv", charset, layout: "Whisper transcript", notes: made.notes, spoken: made.spoken };
}
