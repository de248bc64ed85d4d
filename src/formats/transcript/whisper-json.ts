import { turnsOfCaptions, type Cue } from "./captions.ts";
import type { Draft } from "./passage.ts";
import { parseTime } from "./time-code.ts";

/**
 * Transcripts as Whisper and its relatives write them in JSON: `segments` of openai-whisper, faster-whisper and whisperX
 * (with `speaker`), a bare list of such segments, and `transcription` of whisper.cpp. Times are seconds, or milliseconds
 * in whisper.cpp's `offsets`. Returns null where the JSON is none of these.
 */
export function readWhisper(json: unknown, charset: string): Draft | null {
  const found = segmentsOf(json);
  if (!found) return null;
  const cues = found.map(cueOf).filter((cue) => cue.text !== "");
  const empty = found.length - cues.length;
  const notes = empty > 0 ? [`${empty} of ${found.length} segments of the file hold no words.`] : [];
  const made = turnsOfCaptions(cues, true);
  return { format: "json", charset, layout: "Whisper transcript", notes: [...notes, ...made.notes], spoken: made.spoken };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function segmentsOf(json: unknown): Record<string, unknown>[] | null {
  const list = Array.isArray(json) ? json : isRecord(json) ? (json["segments"] ?? json["transcription"] ?? json["chunks"]) : null;
  if (Array.isArray(list)) {
    const segments = list.filter(isRecord);
    if (segments.length > 0 && segments.every((segment) => typeof segment["text"] === "string")) return segments;
  }
  return isRecord(json) && typeof json["text"] === "string" ? [{ text: json["text"] }] : null;
}

function cueOf(segment: Record<string, unknown>): Cue {
  const offsets = segment["offsets"];
  const stamps = segment["timestamps"] ?? segment["timestamp"];
  const pick = (seconds: string, side: "from" | "to", place: 0 | 1): number | null => {
    if (isRecord(offsets) && typeof offsets[side] === "number") return offsets[side];
    if (typeof segment[seconds] === "number") return Math.round(segment[seconds] * 1000);
    if (isRecord(stamps) && typeof stamps[side] === "string") return parseTime(stamps[side]);
    if (Array.isArray(stamps) && typeof stamps[place] === "number") return Math.round(stamps[place] * 1000);
    return null;
  };
  const speaker = segment["speaker"];
  const label = typeof speaker === "string" && speaker.trim() !== "" ? speaker.trim() : typeof speaker === "number" ? `Speaker ${speaker}` : null;
  return { at: valid(pick("start", "from", 0)), end: valid(pick("end", "to", 1)), label, text: String(segment["text"]).split("\n").map((line) => line.trim()).join(" ").trim() };
}

const valid = (ms: number | null): number | null => (ms !== null && Number.isFinite(ms) && ms >= 0 ? ms : null);
