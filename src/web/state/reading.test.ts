import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockAt, blocksOf } from "./blocks.ts";
import { drawnTo, step, stretch, tidy, type Reading } from "./selection.ts";

const text = "I: How was it?\nP: It was fine. She came home.\n\nNote at the end.";
const turns = [
  { start: 0, said: 3, end: 14, speaker: 0, at: null },
  { start: 15, said: 18, end: 45, speaker: 1, at: 9000 },
];
const reading: Reading = { text, blocks: blocksOf(text, turns) };
const words = (range: { start: number; end: number } | null): string | null => range && text.slice(range.start, range.end);

describe("the blocks of an interview", () => {
  it("are its turns without the speakers' labels, and the paragraphs that belong to no turn", () => {
    expect(reading.blocks.map((b) => text.slice(b.said, b.end))).toEqual(["How was it?", "It was fine. She came home.", "Note at the end."]);
  });

  it("hold every letter that is not white space or a label, once, whatever the turns", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("word ", "\n", "a. ", "🙂", " "), { maxLength: 40 }), fc.array(fc.nat(60), { maxLength: 8 }), (parts, cuts) => {
        const letters = parts.join("");
        const places = [...new Set(cuts.map((c) => Math.min(c, letters.length)))].sort((a, b) => a - b);
        const made = places.flatMap((start, i) => (i % 2 === 0 && places[i + 1] !== undefined ? [{ start, said: start, end: places[i + 1]!, speaker: null, at: null }] : []));
        const blocks = blocksOf(letters, made);
        const held = new Array<number>(letters.length).fill(0);
        for (const block of blocks) for (let i = block.said; i < block.end; i++) held[i]!++;
        return [...letters].every((_, i) => held[i]! <= 1) && held.every((n, i) => n === 1 || /\s/.test(letters[i]!));
      }),
    );
  });

  it("are found by an offset: the block that holds it, or the next", () => {
    expect(blockAt(reading.blocks, 20)?.index).toBe(1);
    expect(blockAt(reading.blocks, 14)?.index).toBe(1);
    expect(blockAt(reading.blocks, 999)?.index).toBe(2);
  });
});

describe("selecting by keyboard", () => {
  it("goes sentence by sentence over the ends of turns, and stays at the last", () => {
    const first = step(reading, null, "sentence", 1, 0);
    const second = step(reading, first, "sentence", 1);
    const third = step(reading, second, "sentence", 1);
    const last = step(reading, third, "sentence", 1);
    expect([first, second, third, last].map(words)).toEqual(["How was it?", "It was fine.", "She came home.", "Note at the end."]);
    expect(step(reading, last, "sentence", 1)).toEqual(last);
    expect(words(step(reading, last, "sentence", -1))).toBe("She came home.");
  });

  it("goes turn by turn and word by word", () => {
    expect(words(step(reading, { start: 3, end: 14 }, "turn", 1))).toBe("It was fine. She came home.");
    expect(words(step(reading, { start: 3, end: 6 }, "word", 1))).toBe("was");
  });

  it("moves either edge by a word, never past the other", () => {
    const it_ = { start: 18, end: 20 };
    expect(words(stretch(reading, it_, "word", 1))).toBe("It was");
    expect(words(stretch(reading, { start: 18, end: 24 }, "word", 1, "start"))).toBe("was");
    expect(words(stretch(reading, it_, "word", -1))).toBe("It");
  });
});

describe("a range from the mouse", () => {
  it("loses the white space at its ends, and a label it began in", () => {
    expect(words(tidy(reading, { start: 2, end: 7 }))).toBe("How");
    expect(words(tidy(reading, { start: 15, end: 24 }))).toBe("It was");
    expect(tidy(reading, { start: 14, end: 15 })).toBeNull();
  });

  it("never cuts an emoji, a family of them, or a letter from its accent in two", () => {
    for (const whole of ["👩‍👩‍👧", "é", "ก็", "نُ"]) {
      const letters = `a ${whole} b`;
      const made: Reading = { text: letters, blocks: blocksOf(letters, []) };
      for (let cut = 3; cut < 2 + whole.length; cut++) expect(tidy(made, { start: 0, end: cut }), `${whole} cut at ${cut}`).toEqual({ start: 0, end: 2 + whole.length });
    }
  });

  it("is drawn to the end of the word that the mouse is in where an edge is dragged, and to the character where it must be exact", () => {
    expect(words(drawnTo(reading, 18, 27))).toBe("It was fine");
    expect(words(drawnTo(reading, 18, 27, true))).toBe("It was fi");
    expect(words(drawnTo(reading, 29, 23))).toBe("was fine");
  });

  it("turns over where an edge is dragged past the other, and leaves no white space at the edge that stays", () => {
    expect(words(drawnTo(reading, 24, 19))).toBe("It was");
    expect(words(drawnTo(reading, 24, 33))).toBe("fine. She");
    expect(drawnTo(reading, 24, 24)).toBeNull();
  });

  it("holds whole characters and at least one wherever an edge is dragged", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", " ", "👩‍👩‍👧", "👍🏽", "é", "ก็", "क्ष", "ש", "安"), { minLength: 1, maxLength: 30 }), fc.nat(30), fc.nat(200), fc.boolean(), (parts, at, to, exact) => {
        const letters = parts.join("");
        const made: Reading = { text: letters, blocks: blocksOf(letters, []) };
        const edges = new Set([0, ...[...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(letters)].map((s) => s.index + s.segment.length)]);
        const fixed = [...edges][at % edges.size]!;
        const drawn = drawnTo(made, fixed, to % (letters.length + 1), exact);
        return drawn === null || (drawn.end > drawn.start && edges.has(drawn.start) && edges.has(drawn.end) && (drawn.end <= fixed || drawn.start >= fixed));
      }),
    );
  });
});
