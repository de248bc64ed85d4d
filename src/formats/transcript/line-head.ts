import { parseTime, startOf, TIME, TIME_RANGE } from "./time-code.ts";
import { couldBeLabel, isTypicalLabel, looksLikeName } from "./speaker-label.ts";

/** How a line begins, as far as one line alone can tell; whether its label is believed depends on the whole file. */
export interface LineHead {
  /** When the line was said; null where it does not begin with a time. */
  readonly at: number | null;
  /** How the time stands: with its hours alone on its line, in brackets, bare, or as a stretch from–to. */
  readonly time: "none" | "alone" | "bracketed" | "bare" | "range";
  readonly label: string | null;
  /** What sets the label off from the words: the stronger, the fewer times it must recur. */
  readonly shape: "timed" | "colon" | "tab" | "bold" | "alone" | "bracket" | "dash" | null;
  /** The line with its times taken out and its label left in. */
  readonly text: string;
  /** Where the words begin in `text` if the label is believed. */
  readonly said: number;
  /** The line with its times taken out, if the label is not believed: the same but for Markdown marks. */
  readonly plain: string;
}

const RANGE_HEAD = new RegExp(String.raw`^\s{0,9}[\[(<]?\s{0,9}(${TIME_RANGE})\s{0,9}[\])>]?(?=\s|$)\s{0,9}`, "u");
const BRACKETED = new RegExp(String.raw`^\s{0,9}(?:\[\s{0,9}(${TIME})\s{0,9}\]|\(\s{0,9}(${TIME})\s{0,9}\)|<\s{0,9}(${TIME})\s{0,9}>|\{\s{0,9}(${TIME})\s{0,9}\}|#(${TIME}(?:-\d{1,3})?)#)\s{0,9}[:,–-]?\s{0,9}`, "u");
const BARE = new RegExp(String.raw`^\s{0,9}(${TIME})(?=\s|$)\s{0,9}(?:[-–|]\s{1,9})?`, "u");
const NUMBERED = /^\s{0,9}\d{1,5}(?:[.)]?\t{1,9}|[.)]?\s{1,9})(?=\p{L}|\*\*|\[)/u;
const LABEL_THEN_TIME = new RegExp(String.raw`^([^:\t\n\[\](){}<>#]{1,50}?)\s{0,9}:?\s{0,9}(?:[\[({<#]\s{0,9}(${TIME})(?:-\d{1,3})?\s{0,9}[\])}>#]|(?:,\s{0,9}|\s{1,12}|\t{1,9})(${TIME})(?=\s{0,9}(?::(?!\d)|$)))\s{0,9}(:?)\s{0,9}`, "u");
const LONG_NAME_THEN_TIME = new RegExp(String.raw`^(\S.{0,88}?\S)(?:\s{2,12}|\t{1,9})(${TIME})\s{0,9}$`, "u");
const LABEL_THEN_STRETCH = new RegExp(String.raw`^([^:\t\n]{1,50}?)\s{1,12}[\[(]?(${TIME_RANGE})[\])]?\s{0,9}$`, "u");
const TIME_IN_A_COLUMN = new RegExp(String.raw`^(${TIME})(?:\t\s{0,9}|\s{0,9}$)`, "u");
const INLINE = /[ \t]?(?:\[\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?\]|#\d{1,2}:\d{2}:\d{2}(?:[.,:-]\d{1,3})?#)/gu;

/** Takes time codes in square brackets or number signs out of running words. Round brackets stay: they also hold other figures. */
export const withoutInlineTimes = (text: string): string => (text.includes(":") ? text.replace(INLINE, "") : text);

const OPENING = new RegExp(String.raw`^.{0,60}?([\[({<])\s?(${TIME})\s?[\])}>]`, "u");
const INSIDE: Readonly<Record<string, readonly [string, string]>> = { "[": ["\\[", "\\]"], "(": ["\\(", "\\)"], "{": ["\\{", "\\}"], "<": ["<", ">"] };

/**
 * Time codes to take out of running words because most lines that have one begin with one of the same make: the same
 * brackets, the same number of parts. Null where no such habit shows.
 */
export function timesInside(lines: readonly string[]): RegExp | null {
  const makes = new Map<string, number>();
  for (const line of lines) {
    const m = OPENING.exec(line);
    if (!m || lineHead(line).at === null) continue;
    const make = `${m[1] ?? ""} ${(m[2] ?? "").split(":").length}`;
    makes.set(make, (makes.get(make) ?? 0) + 1);
  }
  const [most] = [...makes].sort((a, b) => b[1] - a[1]);
  const [bracket = "", parts = ""] = most?.[0].split(" ") ?? [];
  const [open, close] = INSIDE[bracket] ?? [];
  if (!most || most[1] < 3 || open === undefined || close === undefined) return null;
  return new RegExp(String.raw`[ \t]?${open}\d{1,3}(?::\d{2}){${Number(parts) - 1}}(?:[.,]\d{1,3})?${close}`, "gu");
}

/** The last time code inside running words, as f4 and MAXQDA put it at the end of a paragraph; null where there is none. */
export function closingTime(text: string): number | null {
  const code = /#(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)(?:-(\d{1,3}))?#\s*$/u.exec(text.slice(-60));
  return code ? parseTime(`${code[1] ?? ""}${code[2] === undefined ? "" : `.${code[2]}`}`) : null;
}

/** Reads the head of one line. `bold` is how many of its first units are bold. */
export function lineHead(line: string, bold = 0): LineHead {
  const front = line.slice(0, line.length - line.trimStart().length);
  const lead = leadingTime(line.slice(front.length));
  const from = front.length + lead.length;
  const rest = line.slice(from);
  const number = lead.time === "none" ? (NUMBERED.exec(rest)?.[0] ?? "") : "";
  const found = (lead.time === "bare" ? chatLabel(rest) : null) ?? labelOf(rest.slice(number.length), bold - from - number.length);
  const plain = front + withoutInlineTimes(rest);
  const base = { at: lead.at, time: lead.time, plain };
  if (!found) return { ...base, label: null, shape: null, text: plain, said: front.length };
  const written = front + number + found.written;
  const text = written + withoutInlineTimes(rest.slice(number.length + found.length));
  return { ...base, at: lead.at ?? found.at, label: found.label, shape: lead.time === "none" || found.shape === "alone" ? found.shape : "timed", text, said: written.length };
}

function leadingTime(line: string): { length: number; at: number | null; time: LineHead["time"] } {
  const range = RANGE_HEAD.exec(line);
  if (range) {
    const at = startOf(range[1] ?? "");
    if (at !== null) return { length: range[0].length, at, time: "range" };
  }
  const bracketed = BRACKETED.exec(line);
  if (bracketed) {
    const at = parseTime(bracketed.slice(1).find((code) => code !== undefined) ?? "");
    if (at !== null) return { length: bracketed[0].length, at, time: "bracketed" };
  }
  const bare = BARE.exec(line);
  const at = bare ? parseTime(bare[1] ?? "") : null;
  const alone = bare !== null && bare[0].length === line.length && /^\d+:\d+:\d/u.test(bare[1] ?? "");
  return bare && at !== null ? { length: bare[0].length, at, time: alone ? "alone" : "bare" } : { length: 0, at: null, time: "none" };
}

interface Found {
  readonly label: string;
  readonly shape: NonNullable<LineHead["shape"]>;
  readonly at: number | null;
  /** How many units of the source the head takes up, its times included. */
  readonly length: number;
  /** The head as it stands in the text afterwards. */
  readonly written: string;
}

function labelOf(s: string, bold: number): Found | null {
  if (s === "") return null;
  return marked(s) ?? bracketLabel(s) ?? labelThenTime(s) ?? labelThenStretch(s) ?? longNameThenTime(s) ?? colonLabel(s) ?? pointLabel(s) ?? tabLabel(s) ?? boldLabel(s, bold) ?? dashLabel(s) ?? aloneLabel(s);
}

/** `**Ali** [00:00:00] words` of Markdown; written as "Ali: words" because the marks go. */
function marked(s: string): Found | null {
  const m = /^(\*\*|__)([^*_\n]{1,45}?)\1[ \t]*(:?)[ \t]*/u.exec(s);
  if (!m || !couldBeLabel((m[2] ?? "").replace(/:\s*$/, ""))) return null;
  const label = (m[2] ?? "").replace(/\s*:\s*$/, "").trim();
  const time = BRACKETED.exec(s.slice(m[0].length)) ?? new RegExp(String.raw`^\s{0,9}(${TIME})\s{0,9}$`, "u").exec(s.slice(m[0].length));
  const at = time ? parseTime(time.slice(1).find((c) => c !== undefined) ?? "") : null;
  const length = m[0].length + (at === null ? 0 : (time?.[0].length ?? 0));
  const colon = m[3] === ":" || (m[2] ?? "").trimEnd().endsWith(":");
  return { label, shape: at !== null ? "timed" : colon ? "colon" : "bold", at, length, written: length >= s.length ? `${label}:` : `${label}: ` };
}

/** `[SPEAKER_00]: words`, `[Meeting Host] 10:24:03`. */
function bracketLabel(s: string): Found | null {
  const m = /^\[([^[\]:\n]{1,40})\](:?)[ \t]*/u.exec(s);
  const label = m?.[1]?.trim() ?? "";
  if (!m || !couldBeLabel(label)) return null;
  const rest = s.slice(m[0].length);
  const time = BRACKETED.exec(rest) ?? new RegExp(String.raw`^\s{0,9}(${TIME})\s{0,9}:?\s{0,9}$`, "u").exec(rest);
  const at = time ? parseTime(time.slice(1).find((c) => c !== undefined) ?? "") : null;
  if (m[2] !== ":" && at === null && !isTypicalLabel(label)) return null;
  const length = m[0].length + (at === null ? 0 : (time?.[0].length ?? 0));
  return { label, shape: at === null ? (m[2] === ":" ? "colon" : "bracket") : "timed", at, length, written: at === null || length < s.length ? m[0] : m[0].trimEnd() };
}

/** `Name (00:01:02): words`, `Name [00:01] words`, `Name: [00:00:12] words`, and `Name   0:12` at the end of a line. */
function labelThenTime(s: string): Found | null {
  const m = LABEL_THEN_TIME.exec(s);
  const label = (m?.[1] ?? "").trim().replace(/,$|\s+[|–—-]$/u, "");
  const at = m ? parseTime(m[2] ?? m[3] ?? "") : null;
  if (!m || at === null || !couldBeLabel(label) || /\d$/.test(label) !== /\d\s*$/.test(m[1] ?? "")) return null;
  const ends = m[0].length >= s.length;
  const colon = m[0].includes(":") && (m[4] === ":" || /^[^:]*?:\s*[[({<#]/u.test(m[0]));
  return { label, shape: "timed", at, length: m[0].length, written: (m[1] ?? "").trimEnd() + (colon ? ":" : "") + (ends ? "" : " ") };
}

/** `Anna Hall 00:00:01 --> 00:00:03`, the words on the next line. */
function labelThenStretch(s: string): Found | null {
  const m = LABEL_THEN_STRETCH.exec(s);
  const label = m?.[1] ?? "";
  const at = m ? startOf(m[2] ?? "") : null;
  return m && at !== null && couldBeLabel(label) ? { label, shape: "timed", at, length: s.length, written: label } : null;
}

/** `Hall, Anna (NHS Foundation Trust)   0:12`, as Teams writes guests: a name that only the wide gap sets off. */
function longNameThenTime(s: string): Found | null {
  const m = LONG_NAME_THEN_TIME.exec(s);
  const label = m?.[1] ?? "";
  const at = m ? parseTime(m[2] ?? "") : null;
  return m && at !== null && /^[\p{L}\p{N}]/u.test(label) && /\p{L}/u.test(label) && !/[?!;:"“”…]|\.\s+\p{Ll}/u.test(label) ? { label, shape: "timed", at, length: s.length, written: label } : null;
}

/** `From Anna Hall to Everyone:` after its time, in the chat that Zoom saves. */
function chatLabel(s: string): Found | null {
  const m = /^From\s+(\S.{0,60}?)(?:\s+to\s+\S.{0,80}?)?\s*:(?:\s+|$)/u.exec(s);
  return m ? { label: m[1] ?? "", shape: "timed", at: null, length: m[0].length, written: m[0] } : null;
}

function colonLabel(s: string): Found | null {
  const m = /^(?:>{2,3}[ \t]*|[-–—•][ \t]+)?([^:：\t\n]{1,45}?)[ \t]*[:：](?!\/\/|\d)[ \t]*/u.exec(s);
  const label = m?.[1]?.trim() ?? "";
  if (!m || !couldBeLabel(label) || label.includes(",")) return null;
  const time = BRACKETED.exec(s.slice(m[0].length)) ?? (m[0].endsWith("\t") ? TIME_IN_A_COLUMN.exec(s.slice(m[0].length)) : null);
  const at = time ? parseTime(time.slice(1).find((c) => c !== undefined) ?? "") : null;
  return { label, shape: at === null ? "colon" : "timed", at, length: m[0].length + (at === null ? 0 : (time?.[0].length ?? 0)), written: m[0] };
}

/** `Q. words` and `A. words`, as courts and older oral histories write them, and other letters likewise. */
function pointLabel(s: string): Found | null {
  const m = /^([QAIPRB]\d{0,2})\.[ \t]+(?=\S)/u.exec(s);
  return m ? { label: m[1] ?? "", shape: "bracket", at: null, length: m[0].length, written: m[0] } : null;
}

function tabLabel(s: string): Found | null {
  const m = /^([^\t\n]{1,45})\t+[ ]*/u.exec(s);
  const label = m?.[1]?.trim() ?? "";
  if (!m || !couldBeLabel(label)) return null;
  const time = BRACKETED.exec(s.slice(m[0].length)) ?? new RegExp(String.raw`^(${TIME})\t\s*`, "u").exec(s.slice(m[0].length));
  const at = time ? parseTime(time.slice(1).find((c) => c !== undefined) ?? "") : null;
  return { label, shape: "tab", at, length: m[0].length + (at === null ? 0 : (time?.[0].length ?? 0)), written: m[0] };
}

function boldLabel(s: string, bold: number): Found | null {
  if (bold <= 0) return null;
  const front = s.slice(0, bold);
  const label = front.trim();
  if (!couldBeLabel(label) || front.includes("\n")) return null;
  const length = front.trimEnd().length + (/^\s*/u.exec(s.slice(front.trimEnd().length))?.[0].length ?? 0);
  return { label, shape: "bold", at: null, length, written: s.slice(0, length) };
}

/** `Anna – words`. */
function dashLabel(s: string): Found | null {
  const m = /^([^\t\n–—-][^\t\n–—]{0,44}?)[ \t]+[–—-][ \t]+(?=\S)/u.exec(s);
  const label = m?.[1]?.trim() ?? "";
  return m && couldBeLabel(label) && looksLikeName(label) ? { label, shape: "dash", at: null, length: m[0].length, written: m[0] } : null;
}

/** A line that is a typical label and nothing else: "INTERVIEWER". */
function aloneLabel(s: string): Found | null {
  const label = s.trim();
  return label.length > 1 && couldBeLabel(label) && isTypicalLabel(label) ? { label, shape: "alone", at: null, length: s.length, written: s.trimEnd() } : null;
}
