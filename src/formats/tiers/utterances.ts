import type { Interview } from "../interview.ts";
import { roleOfLabel } from "../transcript/speaker-label.ts";
import type { Speaker, SpeakerRole, Turn } from "../../text/turns.ts";

/** What was said at once, by whom and when, as files with tiers have it. */
export interface Utterance {
  readonly speaker: string;
  readonly words: string;
  /** Milliseconds from the start of the recording; null where the file does not say. */
  readonly at: number | null;
}

/** What else is to be said of a file. */
export interface About {
  readonly format: string;
  readonly layout: string;
  readonly charset: string | null;
  readonly notes: readonly string[];
  /** What each speaker is, where the file tells. */
  readonly roles?: ReadonlyMap<string, SpeakerRole>;
}

const oneLine = (words: string): string => words.replace(/\s+/g, " ").trim();

/** Puts utterances in the order of their times, those without one after the one before them, one per line with its speaker's label. Empty ones vanish. */
export function interviewOf(utterances: readonly Utterance[], about: About): Interview {
  let last = 0;
  const timed = utterances.filter(({ words }) => oneLine(words) !== "").map((utterance) => {
    last = utterance.at ?? last;
    return { ...utterance, key: last };
  });
  const speakers: Speaker[] = [];
  const turns: Turn[] = [];
  let text = "";
  for (const { speaker, words, at } of timed.toSorted((a, b) => a.key - b.key)) {
    let index = speakers.findIndex(({ label }) => label === speaker);
    if (index < 0 && speaker !== "") index = speakers.push({ label: speaker, role: about.roles?.get(speaker) ?? roleOfLabel(speaker) }) - 1;
    const start = text.length;
    if (speaker !== "") text += `${speaker}: `;
    const said = text.length;
    text += oneLine(words);
    turns.push({ start, said, end: text.length, speaker: index < 0 ? null : index, at });
    text += "\n";
  }
  return { text, turns, speakers, format: about.format, layout: about.layout, charset: about.charset, notes: about.notes };
}
