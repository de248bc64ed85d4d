import { describe, expect, it } from "vitest";
import { aSource, given, hn } from "../../test/given.ts";
import { freeSourceName, turnsOf } from "./source.ts";

const letters = "Interviewer: How was it?\nMother: 😀 It was fine.";
const withTurns = () =>
  given(hn, {
    ...aSource("m4", letters.length),
    turns: [[0, 13, 24, 0, 0], [25, 33, letters.length, 1, 4000]],
    speakers: [{ label: "Interviewer", role: "interviewer" }, { label: "Mother", role: "participant" }],
  } as never);

describe("correcting a source", () => {
  it("records only the letters that change, with what was put in among the words", () => {
    const at = letters.indexOf("fine");
    const [event] = withTurns().when({ type: "source.edit", source: "m4", letters, edits: [{ at, remove: 4, insert: "five" }] });
    expect(event).toEqual({ type: "source.edited", body: { source: "m4", edits: [{ at: at + 2, remove: 1, insert: 1 }] }, words: { inserts: ["v"] } });
  });
  it("comes to nothing where the text says that already", () => {
    expect(withTurns().when({ type: "source.edit", source: "m4", letters, edits: [{ at: 0, remove: 11, insert: "Interviewer" }] })).toEqual([]);
  });
  it("refuses what lies beyond the text, overlaps, or cuts a character in half", () => {
    const s = withTurns();
    const edit = (...edits: { at: number; remove: number; insert: string }[]) => s.refusal({ type: "source.edit", source: "m4", letters, edits });
    expect(edit({ at: 40, remove: 99, insert: "" })).toContain("nothing can be changed from 40 to 139");
    expect(edit({ at: 0, remove: 5, insert: "" }, { at: 4, remove: 1, insert: "" })).toContain("overlap at 4");
    expect(edit({ at: letters.indexOf("😀") + 1, remove: 0, insert: "x" })).toContain("falls inside one character");
  });
  it("moves the turns with their words", () => {
    const s = withTurns();
    s.do({ type: "source.edit", source: "m4", letters, edits: [{ at: 13, remove: 3, insert: "So how" }] });
    const corrected = letters.replace("How", "So how");
    expect(turnsOf(s.study.sources.get("m4")!).map(({ start, said, end }) => [corrected.slice(start, said), corrected.slice(said, end)])).toEqual([
      ["Interviewer: ", "So how was it?"],
      ["Mother: ", "😀 It was fine."],
    ]);
  });
});

describe("a source's name", () => {
  it("is taken by one source only; the next free one has a number", () => {
    const s = given(hn, aSource("interview"), aSource("Interview (2)"));
    expect(freeSourceName(s.study, "interview")).toBe("interview (3)");
    expect(s.refusal({ type: "source.rename", source: "interview", name: "INTERVIEW (2)" })).toContain("already a source");
  });
  it("is free again once the source is removed", () => {
    const s = given(hn, aSource("interview"));
    s.do({ type: "source.remove", source: "interview", reason: "" });
    expect(freeSourceName(s.study, "interview")).toBe("interview");
    expect(s.refusal({ type: "source.rename", source: "interview", name: "x" })).toBe("That source is not in this study.");
  });
});
