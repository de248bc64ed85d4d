import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect, repeats } from "./detect.ts";
import { type Dialect, dialects, offsets, standard } from "../project/dialect.ts";
import { textFile } from "../project/text-file.ts";

const words = "so we never really talked about it 😀 but then she said: “fine”, and I thought naïve 東京 perhaps not. Yes".split(" ");

/** A text with a mark, Windows line ends and characters above U+FFFF, and passages of whole words as a dialect counts them. */
function passages(seed: number, dialect: Dialect, count: number) {
  let state = seed + 1;
  const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
  const lines = Array.from({ length: 60 }, () => Array.from({ length: 4 + next(12) }, () => words[next(words.length)]).join(" "));
  const file = textFile(`\ufeff${lines.join("\r\n")}`);
  const map = offsets(file, dialect);
  const all = [...file.text.matchAll(/\S+/g)];
  const truth = Array.from({ length: count }, () => {
    const first = next(all.length - 8);
    const last = all[first + 1 + next(6)]!;
    return { start: all[first]!.index, end: last.index + last[0].length };
  });
  const stated = truth.map(({ start, end }) => ({ file, start: map.inFile(start), end: map.inFile(end) - (dialect.end === "inclusive" ? 1 : 0), name: null as string | null }));
  return { file, truth, stated };
}
const placesIn = (dialect: Dialect, { file, stated }: ReturnType<typeof passages>): string[] => {
  const map = offsets(file, dialect);
  return stated.map(({ start, end }) => file.text.slice(map.inText(start), map.inText(end + (dialect.end === "inclusive" ? 1 : 0), true)));
};

describe("offsets", () => {
  it("there and back are the same, in every dialect, at the edge of any character", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("a", "é", "\u{1F600}", "\r\n", "\n", "\r", "\u2028"), { maxLength: 40 }), fc.boolean(), fc.constantFrom(...dialects), (parts, mark, dialect) => {
      const file = textFile((mark ? "\ufeff" : "") + parts.join(""));
      const map = offsets(file, dialect);
      let before = -1;
      for (let at = 0; at <= file.text.length; at++) {
        if (/[\ud800-\udbff]$/.test(file.text.slice(0, at))) continue;
        expect(map.inText(map.inFile(at))).toBe(at);
        expect(map.inText(map.inFile(at), true)).toBe(at);
        expect(map.inFile(at)).toBeGreaterThan(before);
        before = map.inFile(at);
      }
      expect(map.inText(map.inFile(file.text.length) + 1)).toBeNaN();
    }), { numRuns: 300 });
  });

  it("between the halves of a character or a line end go outwards", () => {
    const file = textFile("a\u{1F600}b\r\nc");
    const map = offsets(file, { ...standard, unit: "utf16" });
    expect([map.inText(2), map.inText(2, true)]).toEqual([1, 3]);
    expect([map.inText(5), map.inText(5, true)]).toEqual([4, 5]);
  });
});

describe("the dialect of a project", () => {
  it("is found by the names of selections, whichever of the sixteen it is", () => {
    fc.assert(fc.property(fc.nat(1e6), fc.constantFrom(...dialects), (seed, dialect) => {
      const made = passages(seed, dialect, 12);
      const named = made.stated.map((one, i) => ({ ...one, name: made.file.text.slice(made.truth[i]!.start, made.truth[i]!.end).replace(/\s/g, " ") }));
      const found = detect(named, "Some program");
      expect(found.byQuotes).toBe(true);
      expect(placesIn(found.dialect, made)).toEqual(made.truth.map(({ start, end }) => made.file.text.slice(start, end)));
    }), { numRuns: 100 });
  });

  it("is found by the borders of words where selections have no names, from a hundred selections", () => {
    fc.assert(fc.property(fc.nat(1e6), fc.constantFrom(...dialects), (seed, dialect) => {
      const made = passages(seed, dialect, 100);
      const found = detect(made.stated, "Some program");
      expect(found.byQuotes).toBe(false);
      expect(placesIn(found.dialect, made)).toEqual(made.truth.map(({ start, end }) => made.file.text.slice(start, end)));
    }), { numRuns: 60 });
  });

  it("is the program's own where there are hardly any selections", () => {
    const made = passages(1, { ...standard, unit: "utf16" }, 2);
    expect(detect(made.stated, "NVivo for Windows 14").dialect).toEqual({ ...standard, unit: "utf16" });
  });

  it("does not take names that people gave for words", () => {
    const made = passages(5, standard, 60);
    const found = detect(made.stated.map((one, i) => ({ ...one, name: `line:${i}` })), "qc");
    expect([found.byQuotes, found.dialect]).toEqual([false, standard]);
  });
});

describe("a name", () => {
  it.each([
    ["the words", "the words", true], ["the words", "the\nwords", true], ["For some reason ba…", "For some reason babies", true], ["For some reason ba...", "For some reason babies", true], ["the word", "the words", false], ["line:6", "the words", false], ["", "x", false],
  ])("%j repeats %j: %s", (name, slice, is) => expect(repeats(name, slice)).toBe(is));
});
