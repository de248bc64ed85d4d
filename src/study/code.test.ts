import { describe, expect, it } from "vitest";
import { aCode, aSource, given, hn } from "../../test/given.ts";
import { childrenOf, codeAt, currentCode, pathOf } from "./code.ts";

const tree = () => given(hn, aCode("support", "Support", null, "heading"), aCode("home", "home visits", "support"), aCode("wait", "waiting", "support"), aSource("m4"));

describe("a code", () => {
  it("has a path of all names from the root", () => {
    expect(pathOf(tree().study, "home")).toBe("Support / home visits");
  });
  it("is found by its path whatever the case and spacing, and by its name where only one has it", () => {
    const { study } = tree();
    expect(codeAt(study, "support/Home Visits")?.id).toBe("home");
    expect(codeAt(study, "waiting")?.id).toBe("wait");
    expect(codeAt(study, "Support / nothing")).toBeUndefined();
  });
  it("cannot have a sibling of the same name, nor a name with the path's separator", () => {
    const study = tree();
    expect(study.refusal(aCode("x", "Waiting", "support"))).toBe('There is already a code "Support / waiting".');
    expect(study.refusal(aCode("x", "a / b"))).toContain('cannot contain " / "');
    expect(study.when(aCode("x", "waiting"))).toHaveLength(1);
  });
  it("can be renamed to what it is called already, in another case", () => {
    expect(tree().when({ type: "code.describe", code: "wait", name: "Waiting", reason: "" })[0]!.words).toEqual({ name: "Waiting", reason: "" });
  });
  it("cannot be moved under itself or a code below it", () => {
    const study = tree();
    study.do(aCode("team", "team", "home"));
    expect(study.refusal({ type: "code.move", code: "home", parent: "team", reason: "" })).toBe('"home visits" cannot be moved under itself.');
  });
});

describe("a merged code", () => {
  it("hands over its codings and the codes below it, and takes its name out of use", () => {
    const study = tree();
    study.do(aCode("late", "late", "wait"));
    study.do({ type: "coding.add", id: "k", source: "m4", code: "wait", start: 0, end: 9 });
    study.do({ type: "code.merge", code: "wait", into: "home", reason: "the same thing" });
    expect(currentCode(study.study, study.study.codings.get("k")!.code)?.id).toBe("home");
    expect(study.study.codes.get("late")!.parent).toBe("home");
    expect(childrenOf(study.study, "support").map((c) => c.name)).toEqual(["home visits"]);
    expect(study.when(aCode("wait2", "waiting", "support"))).toHaveLength(1);
  });
  it("follows on through a second merge", () => {
    const study = tree();
    study.do(aCode("third"));
    study.do({ type: "code.merge", code: "wait", into: "home", reason: "" });
    study.do({ type: "code.merge", code: "home", into: "third", reason: "" });
    expect(currentCode(study.study, "wait")?.id).toBe("third");
  });
  it("cannot be merged into itself or below itself, nor used again", () => {
    const study = tree();
    expect(study.refusal({ type: "code.merge", code: "wait", into: "wait", reason: "" })).toBe('"waiting" cannot be merged into itself.');
    expect(study.refusal({ type: "code.merge", code: "support", into: "home", reason: "" })).toContain("a code below it");
    study.do({ type: "code.merge", code: "wait", into: "home", reason: "" });
    expect(study.refusal({ type: "coding.add", source: "m4", code: "wait", start: 0, end: 9 })).toBe("That code is not in this study.");
  });
});

describe("a split code", () => {
  it("stays, beside its new parts, which say where they come from", () => {
    const study = tree();
    const events = study.when({ type: "code.split", code: "wait", into: [{ name: "waiting for a place", description: "" }, { name: "waiting in the room", description: "" }], reason: "two things" });
    expect(events.map((e) => e.type)).toEqual(["code.created", "code.created", "code.split"]);
    expect(events[2]!.body).toEqual({ code: "wait", into: ["id1", "id2"] });
  });
  it("refuses two parts of one name", () => {
    expect(tree().refusal({ type: "code.split", code: "wait", into: [{ name: "a", description: "" }, { name: "A", description: "" }], reason: "" })).toBe('Two parts cannot both be called "A".');
  });
});

describe("a heading and a retired code", () => {
  it("cannot be coded with", () => {
    const study = tree();
    expect(study.refusal({ type: "coding.add", source: "m4", code: "support", start: 0, end: 9 })).toContain('"Support" is a heading');
    study.do({ type: "code.retire", code: "wait", retired: true, reason: "" });
    expect(study.refusal({ type: "coding.add", source: "m4", code: "wait", start: 0, end: 9 })).toContain('"waiting" is retired');
    study.do({ type: "code.retire", code: "wait", retired: false, reason: "" });
    expect(study.when({ type: "coding.add", source: "m4", code: "wait", start: 0, end: 9 })).toHaveLength(1);
  });
});
