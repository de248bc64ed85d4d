import type { Turn } from "../../text/turns.ts";
import type { Interview } from "../interview.ts";
import { clean, removedNote } from "./clean.ts";
import type { Draft } from "./passage.ts";
import { findSpokenLines } from "./find-turns.ts";
import { rolesOf } from "./roles.ts";
import { labelKey } from "./speaker-label.ts";

/** One line of the final text, and the turn it opens, if it opens one. */
export interface SpokenLine {
  readonly text: string;
  readonly opens: { readonly label: string | null; readonly said: number; readonly at: number | null; readonly sameSpeaker?: boolean } | null;
  /** True where the line ends the turn before and belongs to none. */
  readonly apart?: boolean;
}

/**
 * The interview that a draft amounts to. Lines are joined by one "\n"; blank lines of the file stay where they were in
 * formats of paragraphs (txt, docx, rtf …), and turns that a format marks (voice tags, JSON, CSV rows) stand one to a line.
 */
export function assemble(draft: Draft): Interview {
  const { lines, layout, notes } = "spoken" in draft ? markedLines(draft.spoken) : findSpokenLines(draft.passages);
  const cleaned = lines.map((line) => ({ ...line, ...cleanLine(line) }));
  const after = (draft.after ?? []).map((text) => ({ text, opens: null, apart: true, removed: 0 }));
  const trimmed = withoutOuterBlanks(after.length === 0 ? cleaned : [...cleaned, { text: "", opens: null, apart: true, removed: 0 }, ...after]);
  const removed = cleaned.reduce((sum, line) => sum + line.removed, 0);
  const built = build(trimmed);
  const { speakers, notes: roleNotes } = rolesOf(built.text, built.turns, built.labels);
  return {
    text: built.text,
    turns: built.turns,
    speakers,
    format: draft.format,
    layout: draft.layout ?? layout,
    charset: draft.charset,
    notes: [...draft.notes, ...notes, ...built.notes, ...roleNotes, ...removedNote(removed)],
  };
}

function markedLines(spoken: Extract<Draft, { spoken: unknown }>["spoken"]): { lines: SpokenLine[]; layout: string | null; notes: string[] } {
  const lines = spoken.map(({ text, label, said, sameSpeaker, apart, at }): SpokenLine => {
    if (apart) return { text, opens: null, apart };
    const head = label === null || said !== undefined ? "" : `${label.replace(/\s*[:：]\s*$/u, "")}: `;
    return { text: head + text, opens: { label, said: said ?? head.length, at, ...(sameSpeaker ? { sameSpeaker } : {}) } };
  });
  return { lines, layout: null, notes: [] };
}

function cleanLine(line: SpokenLine): Pick<SpokenLine, "text" | "opens"> & { removed: number } {
  const { text, removed } = clean(line.text);
  if (text === line.text || line.opens === null) return { text, opens: line.opens, removed };
  return { text, opens: { ...line.opens, said: clean(line.text.slice(0, line.opens.said)).text.length }, removed };
}

function withoutOuterBlanks<T extends SpokenLine>(lines: readonly T[]): T[] {
  const first = lines.findIndex((line) => line.text.trim() !== "");
  const last = lines.findLastIndex((line) => line.text.trim() !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}

type Open = { start: number; said: number; end: number; speaker: number | null; at: number | null };

function build(lines: readonly SpokenLine[]): { text: string; turns: Turn[]; labels: string[]; notes: string[] } {
  const who = speakerIndex(lines.flatMap((line) => (line.opens?.label ? [line.opens.label] : [])));
  const turns: Open[] = [];
  let open: Open | null = null;
  let before: number | null = null;
  let at = 0;
  for (const line of lines) {
    const words = line.text.trimEnd();
    if (line.apart) open = null;
    if (line.opens) {
      const speaker: number | null = line.opens.label === null ? (line.opens.sameSpeaker ? before : null) : who.of(line.opens.label);
      const start = at + (line.text.length - line.text.trimStart().length);
      open = { start: Math.min(start, at + line.opens.said), said: Math.min(at + line.opens.said, at + line.text.length), end: at + words.length, speaker, at: line.opens.at };
      turns.push(open);
      before = speaker;
    } else if (open && words !== "") {
      open.end = at + words.length;
    }
    at += line.text.length + 1;
  }
  const text = lines.map((line) => line.text).join("\n");
  return { text, turns: turns.map((turn) => settle(turn, text)), labels: who.labels, notes: who.notes };
}

/** Words begin after the white space behind the label, also where that is a line break; a turn of a label alone is empty. */
function settle(turn: Open, text: string): Turn {
  const space = /^\s*/u.exec(text.slice(turn.said, turn.end))?.[0].length ?? 0;
  const end = Math.max(turn.start, turn.end);
  return { start: turn.start, said: Math.min(turn.said + space, end), end, speaker: turn.speaker, at: turn.at };
}

/** Numbers speakers by first appearance. Initials are taken for a full name of the file when they fit exactly one. */
function speakerIndex(all: readonly string[]): { of(label: string): number; labels: string[]; notes: string[] } {
  const first = new Map<string, string>();
  for (const label of all) if (!first.has(labelKey(label))) first.set(labelKey(label), label.replace(/\s*[:：]\s*$/u, "").trim());
  const names = [...first].filter(([key]) => key.split(" ").length > 1 && !/\d/.test(key));
  const short = new Map<string, string>();
  for (const [key, label] of first) {
    if (!/^\p{Lu}{2,4}$/u.test(label.replace(/\./g, ""))) continue;
    const fits = names.filter(([name]) => name.split(/[\s-]+/).map((word) => word[0]).join("") === key.replace(/\./g, ""));
    const [fit] = fits;
    if (fit && fits.length === 1) short.set(key, fit[0]);
  }
  const order = [...first.keys()].filter((key) => !short.has(key));
  const place = new Map(order.map((key, i) => [key, i]));
  const notes = [...short].map(([key, name]) => `The label "${first.get(key) ?? key}" was taken to stand for ${first.get(name) ?? name}.`);
  return { of: (label) => place.get(short.get(labelKey(label)) ?? labelKey(label)) ?? 0, labels: order.map((key) => first.get(key) ?? key), notes };
}
