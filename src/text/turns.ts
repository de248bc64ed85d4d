import type { Offset } from "./range.ts";

/** One speaker's uninterrupted words, as the file had them: two turns of one speaker in a row stay two. */
export interface Turn {
  /** Where the turn begins, its speaker label included. */
  readonly start: Offset;
  /** Where the words begin, after the label and the white space behind it. Equal to `start` where there is no label. */
  readonly said: Offset;
  /** Where the turn ends: after its last word, before the line break. */
  readonly end: Offset;
  /** Which of the source's speakers, by place in its list; null where the file names none. */
  readonly speaker: number | null;
  /** When it was said, in milliseconds from the start of the recording; null where the file does not say. */
  readonly at: number | null;
}

/** What a speaker is to the interview. `unknown` where neither the label nor the words tell. */
export type SpeakerRole = "interviewer" | "participant" | "other" | "unknown";

/** A voice in an interview, with the label the file gave it ("Interviewer", "P1", "Dr Hall"). */
export interface Speaker {
  readonly label: string;
  readonly role: SpeakerRole;
}

/** Milliseconds as people write a time code: `12:04`, or `1:02:09` from an hour on. */
export function timeCode(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
