import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paragraphs, sentences } from "./segments.ts";

const cut = (text: string, ranges: { start: number; end: number }[]): string[] => ranges.map(({ start, end }) => text.slice(start, end));
const sentencesIn = (text: string): string[] => cut(text, sentences(text));

describe("sentences", () => {
  test("end at full stops, question marks and line breaks, without the white space around them", () => {
    expect(sentencesIn("I was safe.  Was I? Yes\nThen no")).toEqual(["I was safe.", "Was I?", "Yes", "Then no"]);
  });

  test("do not end at titles, initials and other abbreviations", () => {
    expect(sentencesIn("I saw Dr. Hall and Mrs. P. Obi. She was kind.")).toEqual(["I saw Dr. Hall and Mrs. P. Obi.", "She was kind."]);
    expect(sentencesIn("Some help, e.g. Meals on Wheels. Good.")).toEqual(["Some help, e.g. Meals on Wheels.", "Good."]);
    expect(sentencesIn("It was me, and then I. Nobody else.")).toEqual(["It was me, and then I.", "Nobody else."]);
  });

  test("end after “etc.” and “p.m.” where a capital follows", () => {
    expect(sentencesIn("Tea, toast, etc. We waited till 5 p.m. They came.")).toEqual(["Tea, toast, etc.", "We waited till 5 p.m.", "They came."]);
  });

  test("of no text are none", () => {
    expect(sentences("")).toEqual([]);
    expect(sentences(" \n\n ")).toEqual([]);
  });
});

describe("paragraphs", () => {
  test("end at every line break, blank lines making no difference", () => {
    const text = "  One.\n\nTwo, still two. \r\nThree";
    expect(cut(text, paragraphs(text))).toEqual(["One.", "Two, still two.", "Three"]);
  });
});

test("sentences and paragraphs are in order, never overlap, and leave out nothing but white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "B", ".", "?", " ", "\n", "é", "😀", "Dr"), maxLength: 60 }), (text) => {
      for (const ranges of [sentences(text), paragraphs(text)]) {
        let at = 0;
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, start).trim()).toBe("");
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      }
    }),
  );
});
