import type { LineHead } from "./line-head.ts";
import { couldBeLabel, isNotAVoice, isTypicalLabel, labelKey, looksLikeName } from "./speaker-label.ts";

/**
 * Which line heads name a speaker. One line alone cannot tell "Anna: yes" from "Result: yes", so a label must be typical
 * ("Interviewer", "P1", "Dr Hall"), carry a time, or recur; words known to head notes never count. A typical label that
 * occurs once before the talk begins, such as "Interviewer: Jane Hall" in a header, is not a turn either.
 * A name that occurs once in a file full of labels is left as words and said in the notes; in a file so short that names
 * can hardly recur, it counts where most lines begin like it.
 */
export function believedLabels(heads: readonly LineHead[]): { believed: (head: LineHead) => boolean; notes: string[] } {
  const filled = heads.filter((head) => head.text.trim() !== "").length;
  const counts = countLabels(heads);
  const timed = heads.filter((head) => head.shape === "timed").length;
  const shareOf = (shape: LineHead["shape"]): number => heads.filter((head) => head.shape === shape && (counts.get(key(head)) ?? 0) > 1).length / Math.max(1, filled);
  const tabs = shareOf("tab");
  const bolds = shareOf("bold");
  const colons = shareOf("colon");
  const dashes = shareOf("dash");
  const short = shortTalk(heads, counts);
  const alone = heads.filter((head) => head.shape === "alone" && (counts.get(key(head)) ?? 0) > 1).length;

  const judge = (head: LineHead): boolean => {
    const { label, shape } = head;
    if (label === null || shape === null || isNotAVoice(label)) return false;
    const typical = isTypicalLabel(label);
    const times = counts.get(key(head)) ?? 0;
    const name = looksLikeName(label);
    if (short.has(head)) return true;
    if (shape === "timed") return typical || (name && (timed >= 2 || times >= 2)) || times >= 3;
    if (shape === "colon") return typical || (name ? times >= 3 || (times >= 2 && colons >= 0.2) : times >= 3 && colons >= 0.3 && label.split(" ").length === 1);
    if (shape === "bracket") return typical && times >= 2;
    if (shape === "tab") return tabs >= 0.4 && (times >= 2 || typical);
    if (shape === "bold") return (typical && times >= 2) || (bolds >= 0.2 && (times >= 2 || typical) && name);
    if (shape === "dash") return dashes >= 0.4 && times >= 2;
    return alone >= 2 && times >= 2;
  };
  const judged = new Set(heads.filter(judge));
  const believe = (head: LineHead): boolean => judged.has(head);
  const kinds = new Set([...judged].map((h) => key(h)));
  const recurring = new Set([...kinds].filter((k) => (counts.get(k) ?? 0) > 1));
  const start = heads.findIndex((head) => believe(head) && recurring.has(key(head)));
  const header = new Set(recurring.size >= 2 ? heads.slice(0, Math.max(0, start)).filter((head) => believe(head) && counts.get(key(head)) === 1) : []);
  const place = new Map(heads.map((head, i) => [head, i]));
  const established = heads.filter((head) => believe(head) && !header.has(head)).length >= 6;
  const fullName = (head: LineHead): boolean => established && head.shape === "colon" && counts.get(key(head)) === 1 && (head.label ?? "").trim().split(/\s+/).length === 2 && looksLikeName(head.label ?? "") && !isNotAVoice(head.label ?? "") && (place.get(head) ?? 0) > start;
  const accepted = new Set(heads.filter((head) => (believe(head) && !header.has(head)) || fullName(head)));
  return { believed: (head) => accepted.has(head), notes: established ? loneNames(heads, accepted, counts, start) : [] };
}

/** No longer than this does a file leave names no room to recur. */
const SHORT = 12;

/** The heads of a short file most of whose lines, from the first such on, begin with a name set off alike; one must recur, or before a colon be typical or one of two lines. */
function shortTalk(heads: readonly LineHead[], counts: ReadonlyMap<string, number>): ReadonlySet<LineHead> {
  const could = (head: LineHead, shape: LineHead["shape"]): boolean => head.shape === shape && head.label !== null && looksLikeName(head.label) && !isNotAVoice(head.label) && head.label.split(" ").length <= 4;
  for (const shape of ["colon", "tab", "bold"] as const) {
    const named = heads.filter((head) => could(head, shape));
    const from = named[0] === undefined ? 0 : heads.indexOf(named[0]);
    const lines = heads.slice(from).filter((head) => head.plain.trim() !== "").length;
    const recurs = named.some((head) => (counts.get(key(head)) ?? 0) > 1);
    const sure = recurs || (shape === "colon" && (named.some((head) => isTypicalLabel(head.label ?? "")) || (named.length === 2 && lines === 2)));
    if (named.length >= 2 && named.length <= SHORT && named.length >= lines * 0.6 && sure && new Set(named.map(key)).size > 1) return new Set(named);
  }
  return new Set();
}

const key = (head: LineHead): string => labelKey(head.label ?? "");

function countLabels(heads: readonly LineHead[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const head of heads) if (head.label !== null) counts.set(key(head), (counts.get(key(head)) ?? 0) + 1);
  return counts;
}

function loneNames(heads: readonly LineHead[], accepted: ReadonlySet<LineHead>, counts: ReadonlyMap<string, number>, start: number): string[] {
  const lone = heads.flatMap((head, i) => {
    const { label } = head;
    const doubtful = i > start && label !== null && head.shape === "colon" && !accepted.has(head) && counts.get(key(head)) === 1 && couldBeLabel(label) && looksLikeName(label) && !isNotAVoice(label) && label.split(" ").length <= 2;
    return doubtful ? [`"${label}:" on line ${i + 1}`] : [];
  });
  if (lone.length === 0) return [];
  const shown = lone.slice(0, 5).join(", ") + (lone.length > 5 ? ` and ${lone.length - 5} more` : "");
  return [`${shown} could be a speaker but occurs once, so it was left as words of the turn before.`];
}
