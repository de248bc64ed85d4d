import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interview, Reading } from "../interview.ts";
import { readChat } from "./chat.ts";
import { readElan } from "./elan.ts";
import { readTextGrid } from "./textgrid.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const value = (reading: Reading<Interview>): Interview => {
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
};
const said = ({ text, turns, speakers }: Interview): unknown[] => turns.map(({ said: from, end, speaker, at }) => [speaker === null ? null : speakers[speaker]!.label, text.slice(from, end), at]);

const elan = `<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="1500"/><TIME_SLOT TIME_SLOT_ID="t3"/></TIME_ORDER>
<TIER TIER_ID="B"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="t2" TIME_SLOT_REF2="t3"><ANNOTATION_VALUE>Well,
 yes.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="A" PARTICIPANT="Dr Hall"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>How &amp; why?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="A-en" PARENT_REF="A"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1"><ANNOTATION_VALUE>in English</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>`;
const long = `File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 3.5\ntiers? <exists>\nsize = 2\nitem []:\n    item [1]:\n        class = "IntervalTier"\n        name = "P1"\n        xmin = 0\n        xmax = 3.5\n        intervals: size = 2\n        intervals [1]:\n            xmin = 0\n            xmax = 1.25\n            text = ""\n        intervals [2]:\n            xmin = 1.25\n            xmax = 3.5\n            text = "he said ""no"" 3 times"\n    item [2]:\n        class = "TextTier"\n        name = "bells"\n        xmin = 0\n        xmax = 3.5\n        points: size = 1\n        points [1]:\n            number = 2\n            mark = "ding"\n`;
const short = `"ooTextFile"\n"TextGrid"\n0\n3.5\n<exists>\n1\n"IntervalTier"\n"P1"\n0\n3.5\n2\n0\n1.25\n""\n1.25\n3.5\n"he said ""no"" 3 times"\n`;
const chat = `@UTF8\n@Begin\n@Participants:\tPAR Mary Participant, INV Hall Investigator\n*INV:\tand then ? \u00150_1200\u0015\n*PAR:\tI went\n\tto the [/] to the shop . \u00151200_3400\u0015\n%mor:\tpro|I v|go\n*PAR:\tyes .\n@End\n`;

describe("files with tiers", () => {
  it("of ELAN give each tier of its own as a speaker, in the order of time", async () => {
    const interview = value(await readElan(bytes(elan)));
    expect(said(interview)).toEqual([["Dr Hall", "How & why?", 0], ["B", "Well, yes.", 1500]]);
    expect(interview.text).toBe("Dr Hall: How & why?\nB: Well, yes.\n");
    expect(interview.notes).toEqual(["These tiers were left out: A-en."]);
    expect(said(value(await readElan(bytes(elan), ["A-en"])))).toEqual([["A-en", "in English", 0]]);
  });

  it("of Praat are the same long and short, quotes doubled, points left out", () => {
    expect(said(value(readTextGrid(bytes(long))))).toEqual([["P1", 'he said "no" 3 times', 1250]]);
    expect(said(value(readTextGrid(bytes(short))))).toEqual(said(value(readTextGrid(bytes(long)))));
    expect(value(readTextGrid(bytes(long))).notes).toEqual(["These tiers were left out: bells."]);
  });

  it("of CHAT give main lines with their times, lines carried on, roles from the header", () => {
    const interview = value(readChat(bytes(chat)));
    expect(said(interview)).toEqual([["INV", "and then ?", 0], ["PAR", "I went to the [/] to the shop .", 1200], ["PAR", "yes .", null]]);
    expect(interview.speakers).toEqual([{ label: "INV", role: "interviewer" }, { label: "PAR", role: "participant" }]);
    expect(interview.notes.at(-1)).toMatch(/%mor/);
  });

  it("are refused or survived whatever is cut from them or put into them", async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(elan, long, short, chat), fc.nat(), fc.nat(80), fc.string({ maxLength: 5 }), async (file, at, length, put) => {
      const i = at % file.length;
      const broken = bytes(file.slice(0, i) + put + file.slice(i + length));
      for (const reading of [await readElan(broken), readTextGrid(broken), readChat(broken)]) {
        if (!reading.ok) expect(reading.problem.length).toBeGreaterThan(20);
        else for (const turn of reading.value.turns) expect(turn.start <= turn.said && turn.said < turn.end && turn.end <= reading.value.text.length).toBe(true);
      }
    }), { numRuns: 300 });
  });
});
