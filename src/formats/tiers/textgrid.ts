import type { Interview, Reading } from "../interview.ts";
import { readTextFile } from "../project/text-file.ts";
import { interviewOf, type Utterance } from "./utterances.ts";

/**
 * Reads a Praat TextGrid, long or short. Each tier of intervals is a speaker; tiers of points are left out and named, unless `tiers` asks for certain
 * ones. Never throws on bad input.
 */
export function readTextGrid(bytes: Uint8Array, tiers?: readonly string[]): Reading<Interview> {
  const { text, charset } = readTextFile(bytes);
  if (!/^\s*(File type = )?"ooTextFile"/.test(text)) return { ok: false, problem: "The file is not a Praat TextGrid: it does not begin as one. A binary TextGrid has to be saved as text in Praat." };
  // Long and short form say the same values in the same order; the words between them do not matter.
  const tokens = [...text.replace(/\[\s*\d*\s*\]/g, " ").matchAll(/"((?:[^"]|"")*)"|(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/g)].map((match) => (match[1] === undefined ? Number(match[0]) : match[1].replaceAll('""', '"')));
  let i = tokens.indexOf("TextGrid") + 1;
  const number = (): number => (typeof tokens[i] === "number" ? (tokens[i++] as number) : NaN);
  const word = (): string => (typeof tokens[i] === "string" ? (tokens[i++] as string) : "");
  number();
  number();
  const count = number();
  if (i === 0 || !(count >= 0)) return { ok: false, problem: "The TextGrid is cut short or is of another kind (not a TextGrid object). Save it again in Praat." };
  const utterances: Utterance[] = [];
  const [left, notes]: [string[], string[]] = [[], []];
  for (let tier = 0; tier < count && i < tokens.length; tier++) {
    const [kind, name] = [word(), word()];
    number();
    number();
    const size = number();
    const taken = tiers ? tiers.includes(name) : kind === "IntervalTier";
    if (!taken) left.push(name);
    for (let n = 0; n < size; n++) {
      const at = number();
      if (kind === "IntervalTier") number();
      if (i >= tokens.length || Number.isNaN(at)) {
        notes.push(`The file breaks off in the tier "${name}"; what came before was read.`);
        i = tokens.length;
        break;
      }
      const words = word();
      if (taken) utterances.push({ speaker: name, words, at: Math.round(at * 1000) });
    }
  }
  if (left.length > 0) notes.push(`These tiers were left out: ${left.join(", ")}.`);
  if (utterances.every(({ words }) => words.trim() === "")) return { ok: false, problem: "The TextGrid has no words on the tiers that were looked at." };
  return { ok: true, value: interviewOf(utterances, { format: "textgrid", layout: "Praat TextGrid", charset, notes }) };
}
