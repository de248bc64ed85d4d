import { describe, expect, it } from "vitest";
import { aCode, aSource, given, hn } from "../../test/given.ts";

const study = () => given(hn, aCode("a"), aCode("b"), aSource("m4", 50));

describe("a coding", () => {
  it("overlaps others freely", () => {
    const s = study();
    s.do({ type: "coding.add", source: "m4", code: "a", start: 0, end: 30 });
    s.do({ type: "coding.add", source: "m4", code: "a", start: 10, end: 40 });
    s.do({ type: "coding.add", source: "m4", code: "b", start: 10, end: 40 });
    expect(s.study.codingsBySource.get("m4")).toHaveLength(3);
    expect(s.study.codingsByCode.get("a")).toHaveLength(2);
  });
  it("must cover text that is there", () => {
    const s = study();
    expect(s.refusal({ type: "coding.add", source: "m4", code: "a", start: 5, end: 5 })).toContain("at least one character");
    expect(s.refusal({ type: "coding.add", source: "m4", code: "a", start: 40, end: 51 })).toBe('"m4" has 50 characters (UTF-16), so nothing can be coded from 40 to 51.');
    expect(s.refusal({ type: "coding.add", source: "m5", code: "a", start: 0, end: 1 })).toBe("That source is not in this study.");
  });
  it("can be resized, recoded and removed", () => {
    const s = study();
    const coding = s.do({ type: "coding.add", source: "m4", code: "a", start: 0, end: 30 })!;
    s.do({ type: "coding.resize", coding, start: 5, end: 9 });
    s.do({ type: "coding.recode", coding, code: "b", reason: "" });
    expect(s.study.codings.get(coding)).toMatchObject({ start: 5, end: 9, code: "b" });
    expect(s.study.codingsByCode.get("a")).toEqual([]);
    s.do({ type: "coding.remove", coding, reason: "" });
    expect([s.study.codings.size, s.study.codingsBySource.get("m4")!.length, s.study.codingsByCode.get("b")!.length]).toEqual([0, 0, 0]);
    expect(s.refusal({ type: "coding.remove", coding, reason: "" })).toBe("That coding is not in this study.");
  });
  it("belongs to the coder it is made for, who is a coder from then on", () => {
    const s = study();
    s.do({ type: "coder.add", id: "ro", name: "RO" });
    const coding = s.do({ type: "coding.add", source: "m4", code: "a", start: 0, end: 30, coder: "ro" })!;
    expect(s.study.codings.get(coding)!.coder).toBe("ro");
    expect(s.refusal({ type: "coding.add", source: "m4", code: "a", start: 0, end: 3, coder: "xx" })).toBe("That coder is not in this study.");
  });
});
