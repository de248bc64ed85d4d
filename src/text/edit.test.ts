import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit, lengthIn, mapRange, original, render, splitsPair, tighten, unedited, type Edit, type EditedText, type Version } from "./edit.ts";

const letters = "I felt safe there, at last.";

/** Applies edits one after the other, each by someone who has seen all those before. */
function edited(text: string, edits: Edit[]): { text: EditedText; version: Version; shown: string } {
  let history = unedited(text.length);
  let version: Version = original;
  for (const edit of edits) {
    history = applyEdit(history, edit, version);
    version = new Set([...version, history.anchors.length - 1]);
  }
  return { text: history, version, shown: render(history, text, version) };
}

const quoteAfter = (edits: Edit[], quote: string): string => {
  const start = letters.indexOf(quote);
  const { text, version, shown } = edited(letters, edits);
  const { start: s, end: e } = mapRange(text, { start, end: start + quote.length }, original, version);
  return shown.slice(s, e);
};

describe("a range in a text that is edited", () => {
  it("keeps its words when something is put in before it, after it or at its edges", () => {
    for (const at of [0, 7, 11, 18]) expect(quoteAfter([{ at, remove: 0, insert: "um " }], "safe")).toBe("safe");
  });
  it("takes in what is put inside it", () => {
    expect(quoteAfter([{ at: 9, remove: 0, insert: "-" }], "safe")).toBe("sa-fe");
  });
  it("takes in a correction of its first, its last and its only word", () => {
    expect(quoteAfter([{ at: 7, remove: 4, insert: "sure" }], "safe there")).toBe("sure there");
    expect(quoteAfter([{ at: 7, remove: 4, insert: "sure" }], "felt safe")).toBe("felt sure");
    expect(quoteAfter([{ at: 7, remove: 4, insert: "sure" }], "safe")).toBe("sure");
  });
  it("gives up the part of a correction that reaches beyond it", () => {
    expect(quoteAfter([{ at: 7, remove: 10, insert: "at home" }], "felt safe")).toBe("felt ");
  });
  it("becomes empty, where its words stood, when they are all removed", () => {
    const { text, version } = edited(letters, [{ at: 2, remove: 15, insert: "" }]);
    expect(mapRange(text, { start: 7, end: 11 }, original, version)).toEqual({ start: 2, end: 2 });
  });
  it("has its old place again when the edit is no longer in force", () => {
    const { text } = edited(letters, [{ at: 2, remove: 15, insert: "was" }]);
    expect(mapRange(text, { start: 7, end: 11 }, original, new Set())).toEqual({ start: 7, end: 11 });
  });
});

const anEdit = (text: string): fc.Arbitrary<Edit> =>
  fc.tuple(fc.nat(text.length), fc.nat(6), fc.string({ maxLength: 5 })).map(([at, remove, insert]) => ({ at, remove: Math.min(remove, text.length - at), insert }));

/** A text and a run of edits, each fitting the text that the ones before it leave. */
const aRun = fc
  .tuple(fc.string({ minLength: 1, maxLength: 30 }), fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 6 }))
  .map(([text, raw]) => {
    let shown = text;
    const edits = raw.map(([a, r, insert]): Edit => {
      const at = a % (shown.length + 1);
      const edit = { at, remove: Math.min(r, shown.length - at), insert };
      shown = shown.slice(0, at) + insert + shown.slice(at + edit.remove);
      return edit;
    });
    return { text, edits, shown };
  });

describe("the laws of edited text", () => {
  it("shows what plain string surgery would give", () => {
    fc.assert(
      fc.property(aRun, ({ text, edits, shown }) => {
        const result = edited(text, edits);
        expect(result.shown).toBe(shown);
        expect(lengthIn(result.text, result.version)).toBe(shown.length);
      }),
    );
  });

  it("moves a range through an edit and back to where it was, where its words were not touched", () => {
    fc.assert(
      fc.property(aRun, fc.nat(), fc.nat(), ({ text, edits }, a, b) => {
        const [start, end] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
        const { text: history, version, shown } = edited(text, edits);
        const there = mapRange(history, { start, end: end + 1 }, original, version);
        expect(there.start).toBeGreaterThanOrEqual(0);
        expect(there.end).toBeLessThanOrEqual(shown.length);
        if (shown.slice(there.start, there.end) === text.slice(start, end + 1)) {
          expect(mapRange(history, there, version, original)).toEqual({ start, end: end + 1 });
        }
      }),
    );
  });

  it("keeps the words of a range that no edit touches, whatever happens around it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 12 }), fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.nat(5), fc.string({ maxLength: 4 })), { maxLength: 6 }), (head, quote, tail, raw) => {
        let [before, behind] = [head, tail];
        const edits = raw.map(([inHead, a, r, insert]): Edit => {
          const side = inHead ? before : behind;
          const at = a % (side.length + 1);
          const remove = Math.min(r, side.length - at);
          const changed = side.slice(0, at) + insert + side.slice(at + remove);
          const edit = { at: at + (inHead ? 0 : before.length + quote.length), remove, insert };
          if (inHead) before = changed;
          else behind = changed;
          return edit;
        });
        const { text, version, shown } = edited(head + quote + tail, edits);
        const moved = mapRange(text, { start: head.length, end: head.length + quote.length }, original, version);
        expect(shown.slice(moved.start, moved.end)).toBe(quote);
        expect(moved.start).toBe(before.length);
      }),
    );
  });

  it("lets two people's edits of one version both stand, and undoing one leaves exactly the other", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }).chain((text) => fc.tuple(fc.constant(text), anEdit(text), anEdit(text))), ([text, one, two]) => {
        const history = applyEdit(applyEdit(unedited(text.length), one, original), two, original);
        const alone = (edit: Edit): string => text.slice(0, edit.at) + edit.insert + text.slice(edit.at + edit.remove);
        expect(render(history, text, new Set([0]))).toBe(alone(one));
        expect(render(history, text, new Set([1]))).toBe(alone(two));
        const both = render(history, text, new Set([0, 1]));
        expect(both).toContain(one.insert);
        expect(both).toContain(two.insert);
      }),
    );
  });

  it("tightens an edit without changing what it does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).chain((text) => fc.tuple(fc.constant(text), anEdit(text))), ([text, edit]) => {
        const tight = tighten(edit, text);
        const apply = (e: Edit): string => text.slice(0, e.at) + e.insert + text.slice(e.at + e.remove);
        expect(apply(tight)).toBe(apply(edit));
        if (!splitsPair(text, edit.at)) expect(splitsPair(text, tight.at)).toBe(false);
      }),
    );
  });
});
