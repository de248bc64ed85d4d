import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutsFrom, cutTokens, toggled, tokensOf } from "./themes-cuts.ts";

const said = "It was, well, I'd say “never” the same. Never twice.";

describe("the words of a quotation", () => {
  it("go with what follows them, and with the quotation mark before them", () => expect(tokensOf(said).map((t) => t.text)).toEqual(["It ", "was, ", "well, ", "I'd ", "say ", "“never” ", "the ", "same. ", "Never ", "twice."]));
  it("are all of the passage, whatever it holds", () =>
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (text) => void expect(tokensOf(text).map((t) => t.text).join("")).toBe(text))));
  it("are found in writing without spaces too", () => expect(tokensOf("我觉得很好").length).toBeGreaterThan(1));
});

describe("cutting words out of a quotation", () => {
  const tokens = tokensOf(said);
  it("makes one cut of neighbours, which ends with the last letter", () => {
    const cuts = cutsFrom(tokens, toggled(tokens.map(() => false), 2, 4));
    expect(cuts.map((c) => said.slice(c.start, c.end))).toEqual(["well, I'd say"]);
  });
  it("takes back words that are all cut already", () => {
    const cut = toggled(tokens.map(() => false), 4, 2);
    expect(toggled(cut, 3, 3).filter(Boolean)).toHaveLength(2);
    expect(cutsFrom(tokens, toggled(cut, 2, 4))).toEqual([]);
  });
  it("gives the same cuts again when they are read back as words", () =>
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: tokens.length, maxLength: tokens.length }), (marks) => void expect(cutTokens(tokens, cutsFrom(tokens, marks))).toEqual(marks))));
});
