import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, readBands } from "./bands.ts";

const labelsOf = (text: string, value: number): string[] => {
  const read = readBands(text);
  if (!read.ok) throw new Error(read.sentence);
  return bandsOf(read.bands, value).map((b) => b.label);
};
const warnings = (text: string): readonly string[] => {
  const read = readBands(text);
  return read.ok ? read.warnings : [read.sentence];
};

describe("bands as people write them", () => {
  it.each([
    ["under 25; 26-30; 31-35; 36-40", 24, ["under 25"]],
    ["under 25; 26-30; 31-35; 36-40", 25, []],
    ["under 25; 26-30; 31-35; 36-40", 30, ["26-30"]],
    ["<25, 25-29, 30+", 25, ["25-29"]],
    ["<25, 25-29, 30+", 30, ["30+"]],
    ["20 to 29", 29, ["20 to 29"]],
    ["20 to under 30; 30 to under 40", 30, ["30 to under 40"]],
    ["18–24 years; 25 years or older", 25, ["25 years or older"]],
    ["under 25 years old; 25 years and over", 24.9, ["under 25 years old"]],
    ["one; two; three or more", 3, ["three or more"]],
    ["young = under 25; older = >= 25", 25, ["older"]],
    ["none: 0; some: 1+", 0, ["none"]],
    ["≤ 10; > 10", 10, ["≤ 10"]],
    ["-5 to 5", -5, ["-5 to 5"]],
    ["under 1,000; 1,000 or more", 1000, ["1,000 or more"]],
    ["1-2\n3-4", 3, ["3-4"]],
    ["between 1 and 3", 2, ["between 1 and 3"]],
  ])("%s holds %d in %j", (text, value, expected) => expect(labelsOf(text, value)).toEqual(expected));

  it("say which numbers lie in no band", () => {
    expect(warnings("under 25; 26-30; 31-35; 36-40")).toEqual(["25 is in no band."]);
    expect(warnings("under 20; 25-30")).toEqual(["20 to 24 are in no band."]);
    expect(warnings("0-0.5; 0.7-1")).toEqual(["0.6 is in no band."]);
    expect(warnings("<25, 25-29, 30+")).toEqual([]);
  });
  it("say which numbers lie in two", () => {
    expect(warnings("20-25; 25-30")).toEqual(['25 is in two bands, "20-25" and "25-30".']);
    expect(labelsOf("20-25; 25-30", 25)).toEqual(["20-25", "25-30"]);
  });
  it.each([["about thirty; 30+"], [""], ["30-26"], ["1-2; 1-2"]])("refuse %j in one sentence", (text) => {
    const read = readBands(text);
    expect(read.ok ? "" : read.sentence).toMatch(/^.+\.$/);
  });
  it("written edge to edge hold every whole number in exactly one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: -5, max: 100 }), (cuts, value) => {
        const sorted = cuts.sort((a, b) => a - b);
        const text = [`under ${sorted[0]}`, ...sorted.map((from, i) => (sorted[i + 1] === undefined ? `${from}+` : `${from}-${sorted[i + 1]! - 1}`))].join("; ");
        expect(labelsOf(text, value)).toHaveLength(1);
        expect(warnings(text)).toEqual([]);
      }),
    );
  });
});
