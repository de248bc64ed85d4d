import type { SpokenLine } from "./assemble.ts";
import { turnsOfCaptions, type Cue } from "./captions.ts";
import { parseTime, TIME_RANGE } from "./time-code.ts";

const LINE = new RegExp(String.raw`^\s*[\[(]\s{0,9}(${TIME_RANGE})\s{0,9}[\])](.*)$`, "u");

/**
 * Captions printed one to a line, as Whisper prints them: `[00:43.810 --> 00:47.850]  words`. Null where less than four
 * fifths of the filled lines look so, or where the lines carry speakers, which the search for labels reads better.
 */
export function captionsOfLines(lines: readonly string[]): { lines: SpokenLine[]; layout: string; notes: string[] } | null {
  const filled = lines.filter((line) => line.trim() !== "");
  const cues: Cue[] = [];
  const apart: SpokenLine[] = [];
  for (const line of filled) {
    const m = LINE.exec(line);
    const [from = "", to = ""] = (m?.[1] ?? "").split(/\s*(?:--?>|–|—|-|to)\s*/u);
    const at = parseTime(from);
    const last = cues.at(-1);
    if (m && at !== null) cues.push({ at, end: parseTime(to), label: null, text: (m[2] ?? "").trim() });
    else if (last) cues[cues.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else apart.push({ text: line, opens: null, apart: true });
  }
  if (cues.length < 2 || cues.length < filled.length * 0.8) return null;
  const { spoken, layout, notes } = turnsOfCaptions(cues.filter((cue) => cue.text !== ""));
  if (layout !== "captions without speakers") return null;
  return { lines: [...apart, ...spoken.map(({ text, at }): SpokenLine => ({ text, opens: { label: null, said: 0, at } }))], layout: "Whisper captions, one to a line", notes };
}
