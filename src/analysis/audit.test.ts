import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { auditClasses, auditTrail } from "./audit.ts";
import { conflictSentence } from "../study/sentence.ts";

const told = aStudy("Mothers")
  .participant("Mother 4", { Age: 31 })
  .on("2016-03-02")
  .source("Mother 4", "Mother 4: I felt safe there.")
  .coded("felt safe", "Support / safety", "HN");
told
  .record({ type: "code.described", body: { code: told.codeId("Support / safety") }, words: { name: "being held", reason: "the women say held" } })
  .undone()
  .record({ type: "code.described", body: { code: told.codeId("Support / safety") }, words: { name: "trust", reason: "" } })
  .memo("Doubt", "I wanted this to be about trust.", "reflexive")
  .theme("A safe place", { codes: ["Support / trust"] });
const rows = auditTrail(told.events);

describe("the audit trail", () => {
  it("tells every event, with the names that things had at that moment", () => {
    const said = rows.map((r) => r.sentence);
    expect(said).toContain('Created the study "Mothers", approach: codebook.');
    expect(said).toContain('Coded 9 characters of "Mother 4" with "Support / safety" (coder: HN).');
    expect(said).toContain('Renamed the code "safety" to "being held", because: the women say held.');
    expect(said).toContain('Renamed the code "safety" to "trust".');
    expect(said).toContain('Placed the code "Support / trust" in the theme "A safe place".');
    expect(rows).toHaveLength(told.events.length);
  });
  it("marks what was undone and keeps it", () => expect(rows.filter((r) => r.undone).map((r) => r.sentence)).toEqual(['Renamed the code "safety" to "being held", because: the women say held.']));
  it("dates each row and says who", () => {
    const coding = rows.find((r) => r.event.type === "coding.added")!;
    expect([coding.date, coding.who]).toEqual(["2016-03-02", "HN"]);
  });
  it("puts a reflexive memo under intentions and a coding under data reduction", () => {
    const classOf = (type: string): string | undefined => rows.find((r) => r.event.type === type)?.class;
    expect(classOf("memo.written")).toBe("intentions and dispositions");
    expect(classOf("coding.added")).toBe("data reduction and analysis");
    expect(classOf("participant.registered")).toBe("raw data");
    expect(rows.every((r) => auditClasses.includes(r.class))).toBe(true);
  });
  it("ends every sentence once", () => expect(rows.filter((r) => !/[^.]\.$/.test(r.sentence))).toEqual([]));
});

describe("a conflict in words", () => {
  const at = { replica: "B", seq: 3 };
  it("says what was changed by two, and that the later change stands", () => {
    expect(conflictSentence(told.study(), { kind: "both changed", key: `code/${told.codeId("Support")}/name`, earlier: at, later: at })).toBe('Two people changed the name of the code "Support" without seeing each other; the later change stands.');
  });
  it("says what is not there", () => expect(conflictSentence(told.study(), { kind: "not there", key: "code/zzz", earlier: null, later: at })).toMatch(/a code that is not there/));
});
