import type { Speaker, SpeakerRole, Turn } from "../../text/turns.ts";
import { roleOfLabel } from "./speaker-label.ts";

interface Voice {
  readonly label: string;
  readonly words: number;
  readonly turns: number;
  /** The share of this voice's turns that hold a question. */
  readonly asking: number;
}

/**
 * What each voice is to the interview. The label decides where it tells. Where no label says who asks, the voice that asks
 * in at least a quarter of its turns, half as often again as anyone else, and does not speak most, is taken for the
 * interviewer; and where only one voice is left beside an interviewer (or a participant), it is the other part.
 * The rest stay unknown. What was concluded from the words rather than a label is said in the notes.
 */
export function rolesOf(text: string, turns: readonly Turn[], labels: readonly string[]): { speakers: Speaker[]; notes: string[] } {
  const bySpeaker = Map.groupBy(turns, (turn) => turn.speaker);
  const voices = labels.map((label, i) => voiceOf(text, bySpeaker.get(i) ?? [], label));
  const roles: SpeakerRole[] = voices.map(({ label }) => roleOfLabel(label));
  const notes: string[] = [];
  const both = labels.some((label) => /^(i|int|q)\b/iu.test(label)) && labels.some((label) => /^r\d*$/iu.test(label));
  const settled = roles.map((role, i): SpeakerRole => (role === "unknown" && both && /^r\d*$/iu.test(labels[i] ?? "") ? "participant" : role));
  if (!settled.includes("interviewer")) {
    const asker = askerAmong(voices, settled);
    if (asker !== null) {
      settled[asker] = "interviewer";
      notes.push(`${labels[asker] ?? ""} was taken for the interviewer, from asking the questions.`);
    }
  }
  if (settled.includes("interviewer")) {
    const total = voices.reduce((sum, voice) => sum + voice.words, 0);
    const open = settled.flatMap((role, i) => (role === "unknown" && (voices[i]?.words ?? 0) >= total * 0.1 ? [i] : []));
    const [only] = open;
    if (only !== undefined && (open.length === 1 || notes.length > 0) && (!settled.includes("participant") || notes.length > 0)) {
      for (const i of open) settled[i] = "participant";
      notes.push(`${open.map((i) => labels[i] ?? "").join(", ")} ${open.length === 1 ? "was" : "were"} taken for ${open.length === 1 ? "the participant" : "participants"}.`);
    }
  }
  return { speakers: labels.map((label, i) => ({ label, role: settled[i] ?? "unknown" })), notes };
}

function voiceOf(text: string, turns: readonly Turn[], label: string): Voice {
  let words = 0;
  let asking = 0;
  for (const turn of turns) {
    const said = text.slice(turn.said, turn.end);
    words += said.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    if (/[?？؟]/u.test(said)) asking++;
  }
  return { label, words, turns: turns.length, asking: turns.length === 0 ? 0 : asking / turns.length };
}

function askerAmong(voices: readonly Voice[], roles: readonly SpeakerRole[]): number | null {
  const total = voices.reduce((sum, voice) => sum + voice.words, 0);
  const candidates = voices.map((voice, i) => ({ ...voice, i })).filter(({ i, turns }) => roles[i] === "unknown" && turns >= 3);
  const heard = voices.filter((voice) => voice.words >= total * 0.05);
  if (heard.length < 2) return null;
  const [first] = candidates.sort((a, b) => b.asking - a.asking);
  if (!first || first.asking < 0.25) return null;
  const others = heard.filter((voice) => voice.label !== first.label);
  const most = others.reduce((max, voice) => Math.max(max, voice.words), 0);
  return others.every((voice) => first.asking >= 1.5 * voice.asking) && first.words < most ? first.i : null;
}
