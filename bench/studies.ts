// Invented studies of the two sizes that the measurements use. The same every time: the only chance is a seeded one.
import type { Entry } from "../src/log/port.ts";
import { nextStamp } from "../src/study/stamp.ts";
import type { StudyEvent } from "../src/study/study.ts";

export interface Size {
  readonly name: string;
  readonly interviews: number;
  readonly words: number;
  readonly codes: number;
  readonly coders: number;
  readonly codings: number;
}

export const sizeM: Size = { name: "M", interviews: 52, words: 10_000, codes: 150, coders: 3, codings: 20_000 };
export const sizeL: Size = { name: "L", interviews: 1_000, words: 10_000, codes: 500, coders: 3, codings: 1_000_000 };

/** Numbers from 0 up to 1 that look like chance and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = "ba be bi ca da de do el en er fa fo ga go ha he hi in is jo ka la le li lo ma me mi mo na ne no of on or pa pe ra re ri ro sa se si so ta te ti to un us va ve wa we wi".split(" ");

/** An interview's text: turns of two speakers, invented words of about the length of English ones. */
export function interviewText(random: () => number, words: number): string {
  const turns: string[] = [];
  for (let left = words, asks = true; left > 0; asks = !asks) {
    const count = Math.min(left, asks ? 8 + Math.floor(random() * 12) : 20 + Math.floor(random() * 90));
    const said = Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(""));
    turns.push(`${asks ? "Interviewer" : "Mother"}: ${said.join(" ")}.`);
    left -= count;
  }
  return turns.join("\n");
}

/** The events of a study of a size, in order, each ready to be folded or written. Contents are named by their number. */
export function* eventsOf(size: Size, textLength: (source: number) => number): Generator<{ event: StudyEvent; stamp: string; actor: string }> {
  const random = seeded(42);
  let stamp = "";
  let now = Date.parse("2016-01-04T09:00:00Z");
  const at = (event: StudyEvent, actor: string): { event: StudyEvent; stamp: string; actor: string } => {
    now += 60 + Math.floor(random() * 4000);
    stamp = nextStamp(stamp, now, "benchaaa");
    return { event, stamp, actor };
  };
  const coders = Array.from({ length: size.coders }, (_, i) => `coder${i}`);
  yield at({ type: "study.created", body: { study: "bench", approach: "codebook" }, words: { title: `Study ${size.name}` } }, "coder0");
  for (const coder of coders) yield at({ type: "coder.added", body: { coder, declared: true }, words: { name: coder } }, "coder0");
  for (let i = 0; i < size.interviews; i++) {
    yield at({ type: "participant.registered", body: { participant: `p${i}` }, words: { label: `Mother ${i + 1}`, values: {} } }, "coder0");
    const body = { source: `s${i}`, content: `c${i}`, file: `c${i}`, units: textLength(i), format: "txt", charset: "UTF-8", turns: [], roles: [], participant: `p${i}` };
    yield at({ type: "source.imported", body, words: { name: `Mother ${i + 1}`, speakers: [] } }, "coder0");
  }
  for (let i = 0; i < size.codes; i++) {
    const parent = i % 10 === 0 ? null : `code${i - (i % 10)}`;
    yield at({ type: "code.created", body: { code: `code${i}`, parent, kind: "code", colour: null, order: i }, words: { name: `code ${i}`, description: "Invented." } }, "coder0");
  }
  for (let i = 0; i < size.codings; i++) {
    const source = Math.floor(random() * size.interviews);
    const start = Math.floor(random() * (textLength(source) - 400));
    const coder = coders[Math.floor(random() * size.coders)]!;
    const body = { coding: `k${i.toString(36).padStart(11, "0")}`, source: `s${source}`, code: `code${Math.floor(random() * size.codes)}`, coder, start, end: start + 20 + Math.floor(random() * 300) };
    yield at({ type: "coding.added", body, words: {} }, coder);
  }
}

/** What a log row holds of an event, without seals and hashes: for measuring the reading of rows apart from everything else. */
export const rowOf = ({ event, stamp, actor }: { event: StudyEvent; stamp: string; actor: string }, seq: number): Pick<Entry, "replica" | "seq" | "stamp" | "step" | "actor" | "type" | "body" | "words"> => ({
  replica: "benchaaa",
  seq,
  stamp,
  step: seq,
  actor,
  type: event.type,
  body: JSON.stringify(event.body),
  words: Object.keys(event.words).length > 0 ? JSON.stringify(event.words) : null,
});
