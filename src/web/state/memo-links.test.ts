import { describe, expect, it } from "vitest";
import { keyOf, linkables, linkedTo, linkedWith, linkedWithout, memoTitle } from "./memo-links.ts";

const study = {
  sources: [{ id: "s", name: "Mother 1" }],
  codes: [{ id: "c", name: "Warmth", retired: false }, { id: "old", name: "Kindness", retired: true }],
  themes: [{ id: "t", name: "Felt with", state: "candidate" }, { id: "given up", name: "Rooms", state: "discarded" }],
  participants: [{ id: "p", label: "Mother 1" }],
  substudies: [],
  guides: [{ id: "g", version: "v2" }],
  coders: [{ id: "hn", name: "HN", declared: true }],
  memos: [{ id: "m", title: "", text: "I hear “motherly” as praise. Is the team being praised for warmth?" }],
} as unknown as Parameters<typeof linkables>[0];

describe("what a memo is about", () => {
  it("can be any interview, code, theme, person, guide, researcher or memo that is in the study now", () => {
    expect(linkables(study).map(keyOf)).toEqual(["source s", "code c", "theme t", "participant p", "guide g", "coder hn", "memo m"]);
  });
  it("is told with what each is, and what is gone or retired as that; passages are shown by their words instead", () => {
    expect(linkedTo(study, [{ kind: "code", id: "old" }, { kind: "coding", id: "x" }, { kind: "theme", id: "nowhere" }, { kind: "guide", id: "g" }]).map((l) => [l.name, l.what, l.to])).toEqual([
      ["Kindness", "code, retired", "/codes/old"],
      ["something that is gone", "theme", null],
      ["Interview guide v2", "guide", "/people/papers"],
    ]);
  });
  it("gains a link once only, and loses it again", () => {
    const one = linkedWith([], { kind: "code", id: "c" });
    expect(linkedWith(one, { kind: "code", id: "c" })).toEqual(one);
    expect(linkedWithout(linkedWith(one, { kind: "theme", id: "c" }), { kind: "code", id: "c" })).toEqual([{ kind: "theme", id: "c" }]);
  });
  it("is called by its first words where it has no title", () => {
    expect(memoTitle(study.memos[0]!)).toBe("I hear “motherly” as praise. Is the team being praised for …");
    expect(memoTitle({ title: "", text: "Short." })).toBe("Short.");
  });
});
