import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import mammoth from "mammoth";
import { describe, expect, test } from "vitest";
import type { Interview } from "../interview.ts";
import { bold, docx, odt, p, pdf, run, bytes } from "./read.fixture.ts";
import { readInterview } from "./read.ts";

const folder = new URL("../../../../shared/data/transcripts/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log(`Skipped: no real transcripts at ${fileURLToPath(folder)}.`);

const hasPdftotext = spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasPdftotext) console.log("Skipped: pdftotext is not installed, so the words of PDFs are not compared with it.");

const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const words = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
async function read(name: string): Promise<Interview> {
  const reading = await readInterview(name, load(name));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}
const talk = ({ text, turns }: Interview): string => turns.map((turn) => text.slice(turn.said, turn.end)).join("\n");
const files = here ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name)) : [];

describe.skipIf(!here)("real transcripts keep all their words", () => {
  test("the srt, vtt and txt of one interview give the same text and turns", async () => {
    const [srt, vtt, txt] = await Promise.all(["srt", "vtt", "txt"].map((ending) => read(`hitsave_Goodboy_Galaxy_-_Rik_Nicol.${ending}`)));
    expect(vtt?.text).toBe(srt?.text);
    expect(txt?.text).toBe(srt?.text);
    expect(txt?.turns).toEqual(srt?.turns);
    const own = new TextDecoder().decode(load("hitsave_Goodboy_Galaxy_-_Rik_Nicol.txt")).replace(/^\[.*?\]/gm, "");
    expect(words(srt?.text ?? "")).toEqual(words(own));
  });
  test("the html, txt and vtt that noScribe wrote of one interview give the same talk", async () => {
    const [html, txt, vtt] = await Promise.all(["html", "txt", "vtt"].map((ending) => read(`interview.${ending}`)));
    if (!html || !txt || !vtt) throw new Error("three files expected");
    expect(words(html.text)).toEqual(words(txt.text));
    expect(words(talk(vtt))).toEqual(words(talk(txt)));
    expect(html.turns.map(({ speaker, at }) => [speaker, at])).toEqual(txt.turns.map(({ speaker, at }) => [speaker, at]));
    expect(vtt.turns).toHaveLength(txt.turns.length);
  });
  test.each(files.filter((name) => name.endsWith(".docx") && !name.includes("track_changes")))("%s has the words that mammoth finds", async (name) => {
    const { value } = await mammoth.extractRawText({ buffer: readFileSync(new URL(name, folder)) });
    expect(words((await read(name)).text)).toEqual(words(value));
  });
  test.skipIf(!hasPdftotext).each(files.filter((name) => name.endsWith(".pdf")))("%s has the words that pdftotext finds", async (name) => {
    const raw = execFileSync("pdftotext", ["-raw", fileURLToPath(new URL(name, folder)), "-"], { encoding: "utf8" });
    const letters = (text: string): string[] => words(text.normalize("NFKC")).filter((word) => /\p{L}{2}/u.test(word)).sort();
    const { text, notes } = await read(name);
    // What recurs on every page stands once in ours.
    const counted = notes.some((note) => note.includes("recur")) ? (all: string[]): string[] => [...new Set(all)] : (all: string[]): string[] => all;
    expect(counted(letters(text))).toEqual(counted(letters(raw)));
  });
  test("caption words of the long vtt are all there, in order", async () => {
    const own = new TextDecoder().decode(load("talkpython_001.vtt")).split("\n").filter((line) => !line.includes("-->") && line !== "WEBVTT").join("\n");
    expect(words((await read("talkpython_001.vtt")).text)).toEqual(words(own));
  });
  test.each([["docx-edge/track_changes_deletion.docx", "This is a text with a deletion."], ["docx-edge/track_changes_insertion.docx", "This is a text with two exciting insertions."], ["odt-edge/footnote.odt", "Some text[1] with a footnote.\n\n[1] Footnote text"], ["odt-edge/simpleTable.odt", "Content\tMore content"], ["rtf-edge/unicode.rtf", "“hi”‘hi’\uf0b7αä"], ["rtf-edge/accent.rtf", " le café où on ne fume pas "]])("%s", async (name, text) => {
    expect((await read(name)).text.replace(/\s+$/, "")).toBe(text.replace(/\s+$/, ""));
  });
  test("turns of every file are in order, apart from each other, and inside the text", async () => {
    for (const name of files) {
      const reading = await readInterview(name, load(name));
      if (!reading.ok) continue;
      const { text, turns, speakers } = reading.value;
      let before = 0;
      for (const { start, said, end, speaker } of turns) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(said).toBeGreaterThanOrEqual(start);
        expect(end).toBeGreaterThanOrEqual(said);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(speaker === null || speaker < speakers.length).toBe(true);
        before = end;
      }
      expect(text).not.toMatch(/\r|\0/);
    }
  });
});

const made: [string, Uint8Array][] = [
  ["made.docx", docx(`<w:p>${bold("I: ")}${run("Hello there.")}</w:p>${p("P: Hi.")}<w:tbl><w:tr><w:tc>${p("a")}</w:tc></w:tr></w:tbl>`)],
  ["made.odt", odt("<text:p>I: Hello.</text:p><text:p>P: Hi.</text:p>")],
  ["made.pdf", pdf(["I: Hello.", "P: Hi."])],
  ["made.rtf", bytes(String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}I: caf\'e9\par P: \u8217?x{\footnote y}\par\trowd a\cell\row}`)],
  ["made.vtt", bytes("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Hello.\n\n00:03.000 --> 00:04.000\n<v B>Hi.")],
  ["made.srt", bytes("1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nHi.\n")],
  ["made.json", bytes('{"segments":[{"start":1,"end":2,"text":"Hello.","speaker":"A"}]}')],
  ["made.html", bytes("<html><body><p><b>I:</b> Hello.<table><tr><td>P:<td>Hi.</table>")],
  ["made.csv", bytes('speaker,words,time\nA,"Hello, you",0:01\n,More,\nB,Hi,0:05\n')],
  ["made.tsv", bytes('start\tend\ttext\n0\t3200\tHello there.\n3200\t5000\t"Quoted" words\n')],
  ["made.sbv", bytes("0:00:01.000,0:00:02.500\nHello.\n\n0:00:03.000,0:00:04.000\nHi.\n")],
  ["made.xhtml.html", bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>I: Hi.</p><del/></body></html>')],
  ["made-chat.txt", bytes("10:24:03 From Anna Hall to Everyone:\n\tHello\n10:24:33 From Ben Ito to Anna Hall(Direct Message):\n\tHi\n")],
  ["made-sjis.txt", Uint8Array.from([0x95, 0xb7, 0x82, 0xab, 0x8e, 0xe8, 0x81, 0x46, 0x82, 0xc7, 0x82, 0xa4, 0x82, 0xc5, 0x82, 0xb5, 0x82, 0xbd, 0x82, 0xa9, 0x81, 0x42, 10])],
  ["made.txt", bytes("[00:00:01] Anna: Hello.\n\nBen (00:02): Hi.\nNote: x\n")],
];
const small = here ? files.map((name): [string, Uint8Array] => [name, load(name)]).filter(([, file]) => file.length < 30_000) : [];

/** Cuts, overwrites, repeats and inserts bytes. */
const mutation = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), how: fc.constantFrom("cut", "set", "copy", "drop"), bytes: fc.uint8Array({ maxLength: 12 }), span: fc.nat(200) }), { minLength: 1, maxLength: 6 });
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(file: Uint8Array, steps: Mutation): Uint8Array {
  let now = file;
  for (const { at, how, bytes: put, span } of steps) {
    const place = Math.floor(at * now.length);
    if (how === "cut") now = now.slice(0, place);
    else if (how === "set") now = Uint8Array.from(now, (byte, i) => (i >= place && i < place + put.length ? (put[i - place] ?? byte) : byte));
    else if (how === "copy") now = Uint8Array.from([...now.slice(0, place), ...now.slice(place, place + span), ...now.slice(place)]);
    else now = Uint8Array.from([...now.slice(0, place), ...now.slice(place + span)]);
  }
  return now;
}

describe("damaged files never throw: they are read, or answered in one sentence", () => {
  test.each([...made, ...small])("%s", async (name, file) => {
    await fc.assert(
      fc.asyncProperty(mutation, async (steps) => {
        const reading = await readInterview(name, mutate(file, steps));
        if (reading.ok) expect(reading.value.turns.every(({ start, said, end }) => start <= said && said <= end && end <= reading.value.text.length)).toBe(true);
        else expect(reading.problem).toMatch(/^[^\n]+\.$/u);
      }),
      { numRuns: name.endsWith(".pdf") ? 15 : 40 },
    );
  });
});
