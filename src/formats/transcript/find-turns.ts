import type { SpokenLine } from "./assemble.ts";
import { believedLabels } from "./believe-labels.ts";
import { captionsOfLines } from "./caption-lines.ts";
import { closingTime, lineHead, timesInside, withoutInlineTimes, type LineHead } from "./line-head.ts";
import { namesOnTheirLines } from "./name-lines.ts";
import type { Passage } from "./passage.ts";

/**
 * Finds the turns in the lines of a transcript. A line opens a turn when its label is believed (see believe-labels.ts);
 * in a file without labels, when it begins with a time. Lines that follow belong to the turn. Every word stays; time
 * codes that head a line or a turn go, and so do those in square brackets or number signs inside it.
 */
export function findSpokenLines(passages: readonly Passage[]): { lines: SpokenLine[]; layout: string | null; notes: string[] } {
  const source = passages.flatMap(({ text, bold }) => text.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/u).map((line, i) => ({ line, bold: i === 0 ? (bold ?? 0) : 0 })));
  const captions = captionsOfLines(source.map(({ line }) => line));
  if (captions) return captions;
  const heads = namesOnTheirLines(source.map(({ line, bold }) => lineHead(line, bold)));
  const inline = timesInside(source.map(({ line }) => line));
  const { believed, notes } = believedLabels(heads);
  const timed = timesTrusted(heads, believed);
  const labelled = heads.some((head) => believed(head));
  const lines: SpokenLine[] = [];
  let pending: number | null = null;
  let dropped = false;
  heads.forEach((head, i) => {
    const line = source[i]?.line ?? "";
    const isLabel = believed(head);
    const timeCounts = head.time !== "none" && (isLabel || timed(head));
    const whole = isLabel ? head.text : timeCounts || head.time === "none" ? withoutMarks(head, line) : withoutInlineTimes(line);
    const text = inline && (isLabel || timeCounts || labelled) ? whole.slice(0, isLabel ? head.said : 0) + whole.slice(isLabel ? head.said : 0).replace(inline, "") : whole;
    const numberOfCaption = /^\s*\d{1,6}\s*$/u.test(line) && heads[i + 1]?.time === "range" && heads[i + 1]?.plain.trim() === "";
    if (numberOfCaption || (text.trim() === "" && timeCounts)) {
      pending = head.at ?? pending;
      dropped = true;
      return;
    }
    if (text.trim() === "" && dropped && (lines.at(-1)?.text.trim() ?? "") === "") return;
    dropped = false;
    const at = (timeCounts || isLabel ? head.at : null) ?? pending;
    const opens = isLabel ? { label: head.label, said: head.said, at } : !labelled && at !== null && text.trim() !== "" ? { label: null, said: 0, at } : null;
    if (opens) pending = null;
    pending = closingTime(line) ?? pending;
    lines.push(OTTER.test(text) ? { text, opens: null, apart: true } : { text, opens });
  });
  return { lines, layout: layoutOf(heads.filter(believed), lines), notes };
}

/** The line that Otter writes under a transcript; it is nobody's words. */
const OTTER = /^\s*Transcribed by https?:\/\/otter\.ai\s*$/u;

/** A line whose label is not believed keeps its marks and its words; only a time before them goes. */
const withoutMarks = (head: LineHead, line: string): string => (head.time === "none" ? withoutInlineTimes(line) : head.plain);

/** A time at the head of a line counts when it is in brackets, before a believed label, or when many lines have one. */
function timesTrusted(heads: readonly LineHead[], believed: (head: LineHead) => boolean): (head: LineHead) => boolean {
  const filled = heads.filter((head) => head.time !== "none" || head.text.trim() !== "").length;
  const bare = heads.filter((head) => head.time === "bare");
  const alone = bare.filter((head) => head.plain.trim() === "").length;
  const many = bare.length >= 3 && (bare.length >= filled * 0.3 || alone >= bare.length * 0.8 || bare.filter(believed).length > 0);
  return (head) => head.time === "alone" || head.time === "bracketed" || head.time === "range" || (head.time === "bare" && many);
}

const LAYOUTS: Readonly<Record<NonNullable<LineHead["shape"]>, string>> = {
  timed: "labels with times",
  colon: "labels with a colon",
  tab: "labels set off by a tab",
  bold: "labels in bold",
  alone: "labels on lines of their own",
  bracket: "labels in brackets",
  dash: "labels set off by a dash",
};

function layoutOf(heads: readonly LineHead[], lines: readonly SpokenLine[]): string | null {
  if (heads.length > 0 && OTTER.test(lines.findLast((line) => line.text.trim() !== "")?.text ?? "")) return "Otter transcript";
  if (heads.length === 0) return lines.some((line) => line.opens) ? "times without labels" : null;
  const counts = new Map<NonNullable<LineHead["shape"]>, number>();
  for (const { shape } of heads) if (shape) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most ? LAYOUTS[most[0]] : null;
}
