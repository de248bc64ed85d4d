import type { LineHead } from "./line-head.ts";
import { couldBeLabel, isNotAVoice, labelKey, looksLikeName } from "./speaker-label.ts";

/**
 * Names that stand on lines of their own and that only the layout of the whole file tells from words: under a stretch of
 * time (an older Teams text), after a time (`00:00:05 Anna Hall`, the words below), over a time, or at the head of every block.
 */
export const namesOnTheirLines = (heads: readonly LineHead[]): LineHead[] => overBlocks(overTimes(afterTimes(underTimes(heads))));

const isName = (text: string): boolean => couldBeLabel(text) && looksLikeName(text) && !isNotAVoice(text) && !/[.,:]$/u.test(text.trim());
const empty = (head: LineHead | undefined): boolean => head === undefined || head.plain.trim() === "";
const distinct = (heads: readonly LineHead[]): number => new Set(heads.map((head) => labelKey(head.plain))).size;
const named = (head: LineHead, at: number | null, shape: LineHead["shape"] = "timed"): LineHead => ({ ...head, label: head.plain.trim(), shape, at, text: head.plain, said: head.plain.length });

function underTimes(heads: readonly LineHead[]): readonly LineHead[] {
  const isStretch = (head: LineHead | undefined): boolean => head?.time === "range" && empty(head);
  const under = new Set(heads.filter((head, i) => isStretch(heads[i - 1]) && head.time === "none" && couldBeLabel(head.plain) && looksLikeName(head.plain)));
  const stretches = heads.filter(isStretch).length;
  if (under.size < 2 || under.size < stretches * 0.8 || distinct([...under]) > Math.max(2, under.size / 2)) return heads;
  return heads.map((head, i) => (under.has(head) ? named(head, heads[i - 1]?.at ?? null) : head));
}

/** Most lines with a time must hold a name and nothing else, with words on the next line. */
function afterTimes(heads: readonly LineHead[]): readonly LineHead[] {
  const timed = heads.filter((head) => head.time !== "none" && !empty(head));
  const after = heads.filter((head, i) => head.time !== "none" && (head.label === null || head.shape === "alone") && isName(head.plain.trim()) && heads[i + 1]?.time === "none" && !empty(heads[i + 1]));
  if (after.length < 2 || after.length < timed.length * 0.8 || distinct(after) > Math.max(2, after.length / 2)) return heads;
  const names = new Set(after);
  return heads.map((head) => (names.has(head) ? named(head, head.at) : head));
}

/** Nearly every line that is but a time must stand under a name, with words below both. */
function overTimes(heads: readonly LineHead[]): readonly LineHead[] {
  const isTime = (head: LineHead | undefined): boolean => head !== undefined && head.time !== "none" && empty(head);
  const times = heads.filter(isTime);
  const over = heads.filter((head, i) => head.time === "none" && (head.label === null || head.shape === "alone") && isName(head.plain.trim()) && isTime(heads[i + 1]) && !empty(heads[i + 2]));
  if (over.length < 2 || over.length < times.length * 0.8 || distinct(over) > Math.max(2, over.length / 2)) return heads;
  const names = new Set(over);
  return heads.map((head, i) => {
    const above = heads[i - 1];
    return names.has(head) ? named(head, heads[i + 1]?.at ?? null) : above !== undefined && names.has(above) ? { ...head, time: "alone" } : head;
  });
}

/** Nearly every stretch between blank lines must begin with a name that recurs, with words below it. */
function overBlocks(heads: readonly LineHead[]): LineHead[] {
  const first = heads.filter((head, i) => !empty(head) && empty(heads[i - 1]) && !empty(heads[i + 1]));
  const over = first.filter((head) => head.label === null && head.time === "none" && isName(head.plain.trim()));
  const counts = new Map<string, number>();
  for (const head of over) counts.set(labelKey(head.plain), (counts.get(labelKey(head.plain)) ?? 0) + 1);
  const recurring = over.filter((head) => (counts.get(labelKey(head.plain)) ?? 0) > 1);
  if (recurring.length < 3 || recurring.length < first.length * 0.8 || distinct(recurring) < 2) return [...heads];
  const names = new Set(recurring);
  return heads.map((head) => (names.has(head) ? named(head, null, "alone") : head));
}
