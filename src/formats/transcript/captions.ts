import type { Spoken } from "./passage.ts";
import { lineHead } from "./line-head.ts";
import { believedLabels } from "./believe-labels.ts";

/** One caption: words shown from a time to a time, by one voice. */
export interface Cue {
  readonly at: number | null;
  readonly end: number | null;
  /** The speaker the format names for it; null where it names none. */
  readonly label: string | null;
  readonly text: string;
  /** The part of its identifier that utterances of one breath share (Teams: "…/12" of "…/12-0"); absent where there is none. */
  readonly utterance?: string;
}

/** A pause that ends a turn of captions without speakers, once a sentence has ended; and one that ends it in any case. */
const PAUSE_MS = 2_000;
const LONG_PAUSE_MS = 6_000;
/** A turn of captions without speakers is closed at the end of a sentence once it is this long, and in any case at twice that. */
const FULL = 500;

const ENDS = /[.!?…。！？؟][)\]"'”’»]*\s*$/u;

/**
 * Turns made of captions. Where captions name their speaker (a voice tag, a JSON field, or "Name:" at their start), each
 * named caption is a turn as the file had it; one that goes on in mid-sentence, or that the file marks as the same
 * utterance, is joined to the one before, and a caption without a name belongs to the turn it follows. Captions without
 * speakers are joined into paragraphs of whole sentences: a new one begins after a pause, at a dash or ">>" that announces
 * another voice, or when the paragraph is long. Every turn has the time of its first caption.
 * With `machineCut`, captions of one speaker in a row are joined, because a program and not a person cut them.
 */
export function turnsOfCaptions(cues: readonly Cue[], machineCut = false): { spoken: Spoken[]; notes: string[]; layout: string } {
  if (cues.some((cue) => cue.label !== null)) return { spoken: voiced(cues, machineCut), notes: [], layout: "captions with speakers" };
  const heads = cues.map((cue) => lineHead(cue.text));
  const { believed, notes } = believedLabels(heads);
  if (heads.some(believed) && heads.filter(believed).length >= cues.length * 0.2) {
    const spoken: Joined[] = [];
    cues.forEach((cue, i) => {
      const head = heads[i];
      if (head && believed(head)) spoken.push({ parts: [head.text], label: head.label, said: head.said, at: cue.at });
      else follow(spoken, cue);
    });
    return { spoken: spoken.map(whole), notes, layout: "captions with labels" };
  }
  return { spoken: unvoiced(cues), notes: [], layout: "captions without speakers" };
}

/** A turn as it grows: its captions are put together once, at the end, so that a long turn takes no longer than many. */
type Joined = Omit<Spoken, "text"> & { readonly parts: string[] };

const whole = ({ parts, ...turn }: Joined): Spoken => ({ text: joined(parts), ...turn });

/** Captions in one line, with a space between them where neither side has any. */
function joined(parts: readonly string[]): string {
  const pieces: string[] = [];
  let blank = true;
  for (const part of parts) {
    if (part === "") continue;
    if (!blank) pieces.push(" ");
    pieces.push(part);
    blank = /\s/u.test(part.at(-1) ?? "");
  }
  return pieces.join("");
}

function follow(spoken: Joined[], cue: Cue): void {
  const last = spoken.at(-1);
  if (last && !last.apart) last.parts.push(cue.text);
  else spoken.push({ parts: [cue.text], label: null, at: cue.at, apart: true });
}

function voiced(cues: readonly Cue[], machineCut: boolean): Spoken[] {
  const spoken: Joined[] = [];
  let before: Cue | null = null;
  for (const cue of cues) {
    const last = spoken.at(-1);
    if (cue.label === null) follow(spoken, cue);
    else if (last && before && goesOn(before, cue, last.parts.at(-1) ?? "", machineCut)) last.parts.push(cue.text);
    else spoken.push({ parts: [cue.text], label: cue.label, at: cue.at });
    if (cue.label !== null) before = cue;
  }
  return spoken.map(whole);
}

function goesOn(before: Cue, cue: Cue, words: string, machineCut: boolean): boolean {
  if (before.label !== cue.label) return false;
  if (machineCut || (cue.utterance !== undefined && cue.utterance === before.utterance)) return true;
  const pause = cue.at !== null && before.end !== null ? cue.at - before.end : Infinity;
  return pause < 1_000 && !ENDS.test(words) && /^\p{Ll}/u.test(cue.text.trim());
}

function unvoiced(cues: readonly Cue[]): Spoken[] {
  const spoken: { text: string; readonly label: null; readonly at: number | null }[] = [];
  let end: number | null = null;
  for (const cue of cues) {
    for (const [i, text] of voicesIn(cue.text).entries()) {
      const last = spoken.at(-1);
      const pause: number = i === 0 && cue.at !== null && end !== null ? cue.at - end : 0;
      if (!last || startsNew(last.text, text, pause)) spoken.push({ text, label: null, at: cue.at });
      else last.text = joined([last.text, text]);
    }
    end = cue.end ?? end;
  }
  return spoken;
}

const VOICE_MARK = /^\s*(?:[-–—]\s*\S|>>)/u;

function startsNew(before: string, text: string, pause: number): boolean {
  if (VOICE_MARK.test(text) || pause >= LONG_PAUSE_MS || before.length >= 2 * FULL) return true;
  return ENDS.test(before) && (pause >= PAUSE_MS || before.length >= FULL);
}

/** The lines of one caption by voice: a dash at the start of a line announces another. */
function voicesIn(text: string): string[] {
  const voices: string[][] = [];
  for (const line of text.split("\n")) {
    const last = voices.at(-1);
    if (!last || VOICE_MARK.test(line)) voices.push([line]);
    else last.push(line);
  }
  return voices.map(joined).filter((part) => part.trim() !== "");
}
