import { turnsOfCaptions, type Cue } from "./captions.ts";
import type { Draft, Spoken } from "./passage.ts";
import { parseTime, TIME } from "./time-code.ts";

const ARROW = new RegExp(String.raw`^\s*(${TIME})?[^\sA-Za-z]{0,9}\s{0,9}--?>\s{0,9}(${TIME})?(.*)$`, "u");
const STARTS_AS_TIME = /^\s*\d{1,9}:\d{1,9}\S{0,20}\s{0,9}--?>/u;

interface Block {
  readonly at: number | null;
  readonly end: number | null;
  readonly id: string | null;
  readonly lines: string[];
}

/**
 * Reads WebVTT and SubRip captions alike. Comments (NOTE), styles, regions, header fields, numbers and tags are not words
 * and go; a title after "WEBVTT" and the description that noScribe writes stay, because its other files have them too.
 * Broken captions survive: a caption without a time keeps its words with the one before.
 */
export function readCues(text: string, format: "vtt" | "srt", charset: string): Draft {
  const notes: string[] = [];
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  const { title, from } = header(lines);
  const { blocks, comments, broken } = split(lines, from, format);
  const told = comments.filter((comment) => comment.startsWith("Transcribed with noScribe"));
  const left = comments.length - told.length;
  if (left > 0) notes.push(`${left} ${left === 1 ? "comment" : "comments"} of the caption file (NOTE) ${left === 1 ? "was" : "were"} left out.`);
  const whole = rolling(blocks, notes);
  const cues = whole.flatMap((block) => cuesOf(block));
  const untimed = blocks.filter((block) => block.at === null).length;
  if (untimed + broken > 0) notes.push(`${untimed + broken} ${untimed + broken === 1 ? "caption has" : "captions have"} a missing or damaged time code; the words were kept.`);
  const made = turnsOfCaptions(cues);
  const apart = [title, ...told].filter((words) => words !== "").map((words): Spoken => ({ text: words, label: null, at: null, apart: true }));
  const layout = told.length > 0 ? "noScribe transcript" : cues.some((cue) => cue.utterance !== undefined) ? "Teams transcript" : made.layout;
  return { format, charset, notes: [...notes, ...made.notes], layout, spoken: [...apart, ...made.spoken] };
}

function header(lines: readonly string[]): { title: string; from: number } {
  const first = lines.findIndex((line) => line.trim() !== "");
  const m = /^WEBVTT(?:[ \t]+(.*))?$/u.exec(lines[first] ?? "");
  if (!m) return { title: "", from: 0 };
  let from = first + 1;
  while (from < lines.length && lines[from]?.trim() !== "" && !(lines[from] ?? "").includes("-->")) from++;
  return { title: (m[1] ?? "").replace(/^-\s*/, "").trim(), from };
}

function split(lines: readonly string[], from: number, format: "vtt" | "srt"): { blocks: Block[]; comments: string[]; broken: number } {
  const blocks: Block[] = [];
  const comments: string[] = [];
  let broken = 0;
  let group: string[] = [];
  const flush = (): void => {
    const [first = ""] = group;
    if (format === "vtt" && /^NOTE(\s|$)/u.test(first)) comments.push([first.slice(4), ...group.slice(1)].join(" ").trim().replace(/\s+/g, " "));
    else if (!(format === "vtt" && /^(STYLE|REGION)\s*$/u.test(first))) broken += addGroup(blocks, group, format === "vtt");
    group = [];
  };
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] ?? "";
    // A line of blanks alone is part of a WebVTT caption, as YouTube writes them; in SubRip it is a blank line.
    if (format === "vtt" ? line === "" : line.trim() === "") flush();
    else group.push(line);
  }
  flush();
  return { blocks, comments, broken };
}

/**
 * One group of lines without a blank one between them: usually one caption, several where blank lines are missing.
 * WebVTT lets the line above the time be a name of any kind; in SubRip it is a number, and anything else is words.
 */
function addGroup(blocks: Block[], group: readonly string[], named: boolean): number {
  let broken = 0;
  let block: Block | null = null;
  group.forEach((line, i) => {
    const arrow = STARTS_AS_TIME.test(line) ? ARROW.exec(line) : null;
    if (STARTS_AS_TIME.test(line)) {
      const at = parseTime(arrow?.[1] ?? /^\s*(\S+)/u.exec(line)?.[1] ?? "");
      const end = parseTime(arrow?.[2] ?? "");
      if (at === null || end === null) broken++;
      const previous = block?.lines.at(-1) ?? null;
      const number = block && previous !== null && /^\d+$/u.test(previous.trim()) ? (block.lines.pop() ?? null) : null;
      block = { at: at ?? blocks.at(-1)?.end ?? 0, end, id: number ?? (i === 1 ? (group[0] ?? null) : null), lines: [] };
      blocks.push(block);
    } else if (block) block.lines.push(line);
    else if (i > 0 || !(group[1] ?? "").includes("-->") || !(named || /^\s*\d+\s*$/u.test(line))) {
      block = { at: null, end: null, id: null, lines: i === 0 && /^\d+$/u.test(line.trim()) && group.length > 1 ? [] : [line] };
      blocks.push(block);
    }
  });
  return broken;
}

/** Automatic captions of YouTube show each line twice, rolling up: the repeated line goes. */
function rolling(blocks: readonly Block[], notes: string[]): Block[] {
  const timedWords = blocks.filter((block) => block.lines.some((line) => /<\d+:\d\d[:.\d]*>/u.test(line) && line.includes("<c"))).length;
  if (timedWords === 0) return [...blocks];
  let repeated = 0;
  let shown = "";
  const out = blocks.map((block) => {
    const lines = block.lines.filter((line) => {
      const plain = stripTags(line).trim();
      const again = plain !== "" && plain === shown;
      if (again) repeated++;
      else if (plain !== "") shown = plain;
      return !again;
    });
    return { ...block, lines };
  });
  if (repeated > 0) notes.push(`The captions roll up, showing lines twice; ${repeated} repeated ${repeated === 1 ? "line was" : "lines were"} left out.`);
  return out;
}

const VOICE = /<v(?:\.[^\s<>]{0,99})?\s+([^<>]*)>/u;

function cuesOf(block: Block): Cue[] {
  const text = block.lines.join("\n");
  const teams = /^([\w-]{8,}\/\d+)-\d+$/u.exec(block.id?.trim() ?? "");
  const webex = /^\d+\s+"([^"]{1,80})"\s+\(\d+\)$/u.exec(block.id?.trim() ?? "")?.[1] ?? null;
  const base = { at: block.at, end: block.end, ...(teams ? { utterance: teams[1] ?? "" } : {}) };
  const parts = text.split(/(?=<v(?:\.[^\s<>]{0,99})?\s+[^<>]*>)/u);
  return parts.flatMap((part) => {
    const label = VOICE.exec(part)?.[1]?.trim().replace(/^\/\/\s*/u, "") ?? webex;
    const words = stripTags(part).trim();
    return words === "" ? [] : [{ ...base, label: label === "" || label === null ? null : unescape(label), text: label === null ? words : oneLine(words) }];
  });
}

const oneLine = (text: string): string => text.split("\n").map((line) => line.trim()).join(" ");

const TAGS = /<\/?(?:v|c|b|i|u|s|em|strong|lang|ruby|rt|font|span)(?:[.\s][^<>]*)?>|<\d+:\d\d[:.,\d]*>|\{\\[^{}]*\}/giu;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", nbsp: "\u00a0", lrm: "\u200e", rlm: "\u200f", quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|nbsp|lrm|rlm|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/giu, (all: string, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
    const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });

const stripTags = (text: string): string => unescape(text.replace(TAGS, "")).split("\n").map((line) => line.trimEnd()).join("\n");
