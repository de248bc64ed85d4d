import type { SpeakerRole } from "../../text/turns.ts";
import type { Interview, Reading } from "../interview.ts";
import { readTextFile } from "../project/text-file.ts";
import { interviewOf, type Utterance } from "./utterances.ts";

const interviewers = /investigator|interviewer|examiner/i;

/**
 * Reads a transcript in CHAT, `.cha`: one speaker per main line, times from the bullets at its end, names and roles from `@Participants`. The marks of CHAT
 * within the words stay; dependent lines (`%mor`, `%gra`) are left out and named. Never throws on bad input.
 */
export function readChat(bytes: Uint8Array): Reading<Interview> {
  const { text, charset } = readTextFile(bytes);
  if (!/^@Begin\s*$/m.test(text) && !/^@UTF8\s*$/m.test(text)) return { ok: false, problem: "The file is not a CHAT transcript: it has neither @UTF8 nor @Begin." };
  const lines: string[] = [];
  // A line that begins with a tab carries on the one before.
  for (const line of text.split("\n")) {
    if (/^[\t ]/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
  }
  const roles = new Map<string, SpeakerRole>();
  const utterances: Utterance[] = [];
  const left = new Set<string>();
  for (const line of lines) {
    const people = /^@Participants:\s*(.*)$/.exec(line)?.[1];
    for (const person of people?.split(",") ?? []) {
      const [code = "", ...rest] = person.trim().split(/\s+/);
      if (code) roles.set(code, interviewers.test(rest.at(-1) ?? "") ? "interviewer" : /participant|informant|subject|target/i.test(rest.at(-1) ?? "") ? "participant" : "unknown");
    }
    const dependent = /^(%\w+):/.exec(line)?.[1];
    if (dependent) left.add(dependent);
    const main = /^\*([^:]+):\s*(.*)$/.exec(line);
    if (!main) continue;
    // eslint-disable-next-line no-control-regex
    const bullet = /\u0015(?:%snd:"[^"]*"_)?(\d+)_\d+\u0015/.exec(main[2]!);
    // eslint-disable-next-line no-control-regex
    utterances.push({ speaker: main[1]!.trim(), words: main[2]!.replace(/\u0015[^\u0015]*\u0015?/g, " "), at: bullet ? Number(bullet[1]) : null });
  }
  if (utterances.length === 0) return { ok: false, problem: "The CHAT file has no main lines (lines that begin with * and a speaker)." };
  const notes = ["The marks of CHAT within the words were left as they are.", ...(left.size > 0 ? [`These dependent lines were left out: ${[...left].join(", ")}.`] : [])];
  return { ok: true, value: interviewOf(utterances, { format: "cha", layout: "CHAT transcript", charset, notes, roles }) };
}
