import type { Speaker, SpeakerRole, Turn } from "../../text/turns.ts";
import { labelKey, roleOfLabel } from "./speaker-label.ts";

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
 * interviewer; and where no voice is known for a participant beside an interviewer, those who speak enough are. The rest stay unknown. What was concluded from the words rather than a label is said in the notes.
 */
export function rolesOf(text: string, turns: readonly Turn[], labels: readonly string[]): { speakers: Speaker[]; notes: string[] } {
  const bySpeaker = Map.groupBy(turns, (turn) => turn.speaker);
  const voices = labels.map((label, i) => voiceOf(text, bySpeaker.get(i) ?? [], label));
  const roles: SpeakerRole[] = voices.map(({ label }) => roleOfLabel(label));
  const notes: string[] = [];
  const asksAsR = !roles.includes("interviewer") && roles.includes("participant");
  const both = labels.some((label) => /^(i|int|q)\b/iu.test(label)) && labels.some((label) => /^r\d*$/iu.test(label));
  const settled = roles.map((role, i): SpeakerRole => (role === "unknown" && (both || asksAsR) && /^r\d*$/iu.test(labels[i] ?? "") ? (both ? "participant" : "interviewer") : role));
  for (const [i, role] of rolesInHeading(text.slice(0, turns[0]?.start ?? 0), labels)) {
    if (settled[i] !== "unknown") continue;
    settled[i] = role;
    notes.push(`${labels[i] ?? ""} was taken for the ${role}, from the heading of the file.`);
  }
  let byAsking = false;
  if (!settled.includes("interviewer")) {
    const asker = askerAmong(voices, settled);
    if (asker !== null) {
      settled[asker] = "interviewer";
      byAsking = true;
      notes.push(`${labels[asker] ?? ""} was taken for the interviewer, from asking the questions.`);
    }
  }
  if (settled.includes("interviewer")) {
    const total = voices.reduce((sum, voice) => sum + voice.words, 0);
    const substantial = total * Math.min(0.1, 0.5 / Math.max(1, voices.length));
    const open = settled.flatMap((role, i) => (role === "unknown" && (voices[i]?.words ?? 0) >= substantial ? [i] : []));
    if (open.length > 0 && (!settled.includes("participant") || byAsking)) {
      for (const i of open) settled[i] = "participant";
      notes.push(`${open.map((i) => labels[i] ?? "").join(", ")} ${open.length === 1 ? "was" : "were"} taken for ${open.length === 1 ? "the participant" : "participants"}.`);
    }
  }
  return { speakers: labels.map((label, i) => ({ label, role: settled[i] ?? "unknown" })), notes };
}

/** What a heading says of the voices: "Interviewer: JB", "Participant: Mary Jones". A name also stands for its initials and its parts. */
function rolesInHeading(heading: string, labels: readonly string[]): [number, SpeakerRole][] {
  const found: [number, SpeakerRole][] = [];
  for (const line of heading.split("\n")) {
    const m = /^\s*([^:：\t]{1,30}?)\s*(?:[:：]|\t)\s*(\S.{0,80})$/u.exec(line);
    const said = (m?.[1] ?? "").replace(/\((?:s|e|in|es)\)$/u, "");
    const role = /^interviewed by$/iu.test(said) ? "interviewer" : roleOfLabel(said);
    if (!m || (role !== "interviewer" && role !== "participant")) continue;
    const names = (m[2] ?? "").split(/[,;/&]|\band\b|\bund\b/u).map(labelKey).filter((name) => name !== "");
    const fits = (label: string): boolean => names.some((name) => name === label || name.split(/[\s-]+/u).map((word) => word[0]).join("") === label.replaceAll(".", "") || (label.length > 2 && name.split(" ").includes(label)));
    labels.forEach((label, i) => fits(labelKey(label)) && found.push([i, role]));
  }
  return found;
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
