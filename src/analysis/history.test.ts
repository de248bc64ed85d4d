import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { byStamp, fold } from "../study/fold.ts";
import { sentence } from "../study/sentence.ts";
import { dayOf } from "../study/stamp.ts";
import type { Recorded } from "../study/study.ts";
import { auditTrail } from "./audit.ts";
import { codebookMarks, woven } from "./codebookBeside.ts";
import { historyKind } from "./historyKind.ts";
import { historyLines } from "./historyLines.ts";
import { historySteps } from "./historySteps.ts";
import { plain, type Mention } from "./mentions.ts";

const everything = (): boolean => true;
const told = (events: readonly Recorded[], stillThere: (m: Mention) => boolean = everything) => historyLines(historySteps(events), dayOf, stillThere);
const said = (events: readonly Recorded[]): string[] => told(events).map((line) => plain(line.said));
const text = "Mother 4: I felt safe there. She came every week. Nobody asked him. We laughed. It was late.";
const base = (): StudyNotation => aStudy("Mothers").participant("Mother 4").participant("Mother 14").on("2016-03-02").source("Mother 4", text);

describe("the lines of a history", () => {
  it("fold what one person coded in one interview on one day, one passage after the other, and count it", () => {
    const study = base().coded("felt safe", "safety").coded("every week", "visits").coded("Nobody asked him", "partner");
    const [line] = told(study.events.filter((e) => e.type !== "code.created"));
    expect(plain(line!.said)).toBe('Coded 3 passages in "Mother 4".');
    expect(line).toMatchObject({ kind: "codings", events: 3, also: "" });
    expect(line!.steps).toHaveLength(3);
  });

  it("do not fold across days, across people or over something else that was done in between", () => {
    const day = base().code("safety").coded("felt safe", "safety").coded("every week", "safety").on("2016-03-03").coded("We laughed", "safety");
    expect(said(day.events).filter((s) => s.startsWith("Coded"))).toHaveLength(3);
    const between = base().code("safety").coded("felt safe", "safety").coded("every week", "safety").memo("Stop", "").coded("We laughed", "safety").coded("It was late", "safety");
    expect(said(between.events).filter((s) => s.startsWith("Coded"))).toHaveLength(4);
  });

  it("tell a step of many events of one sort as one, with what they share and the reason they share", () => {
    const study = base().code("safety");
    const code = study.codeId("safety");
    const source = study.sourceId("Mother 4");
    study.record(...[10, 30, 50, 70].map((start, i) => ({ type: "coding.added" as const, body: { coding: `c${i}`, source, code, coder: "coder-1", start, end: start + 5 }, words: {} })));
    expect(said(study.events)[0]).toBe('Coded 4 passages in "Mother 4" with "safety".');
    study.code("fear");
    study.record(...[0, 1].map((i) => ({ type: "coding.recoded" as const, body: { coding: `c${i}`, code: study.codeId("fear") }, words: { reason: "read again" } })));
    expect(said(study.events)[0]).toBe('Gave another code to 2 passages in "Mother 4", because: read again.');
  });

  it("tell a step of several sorts by what it was done for, and count the rest", () => {
    const study = base().code("empathy");
    study.record(
      { type: "code.created", body: { code: "x", parent: null, kind: "code", colour: null, order: 8 }, words: { name: "being understood" } },
      { type: "code.created", body: { code: "y", parent: null, kind: "code", colour: null, order: 9 }, words: { name: "not judged" } },
      { type: "code.split", body: { code: study.codeId("empathy"), into: ["x", "y"] }, words: { reason: "two points" } },
    );
    const [line] = told(study.events);
    expect(plain(line!.said)).toBe('Split the code "empathy" into "being understood" and "not judged", because: two points.');
    expect(line!.also).toBe("made 2 codes");
  });

  it("say what was taken back rather than what was done", () => {
    const study = base().theme("Near", { codes: [] }).code("a").code("b");
    const codes = ["a", "b"].map((name) => study.codeId(name));
    const placed = (value: boolean): void => void study.record(...codes.map((code) => ({ type: "theme.codePlaced" as const, body: { theme: study.themeId("Near"), code, placed: value }, words: {} })));
    placed(true);
    expect(said(study.events)[0]).toBe('Placed 2 codes for the theme "Near".');
    placed(false);
    expect(said(study.events)[0]).toBe('Took out 2 codes for the theme "Near".');
  });

  it("keep what was undone, marked, and put the undoing under what was undone", () => {
    const study = base().code("safety").undone();
    const [undoing, made] = told(study.events);
    expect([undoing!.kind, plain(undoing!.said), undoing!.steps[0]!.undone]).toEqual(["codes", 'Undid: Made the code "safety".', false]);
    expect([plain(made!.said), made!.steps[0]!.undone]).toEqual(['Made the code "safety".', true]);
  });

  it("lead to what they speak of by the name of that time, and not where it is gone", () => {
    const study = base().code("safety");
    study.record({ type: "code.described", body: { code: study.codeId("safety") }, words: { name: "trust", reason: 'not "safety" in the narrow sense' } });
    const to = { kind: "code", id: study.codeId("trust") };
    expect(told(study.events)[0]!.said).toEqual(['Renamed the code "safety" to "', { text: "trust", to }, '", because: not "safety" in the narrow sense.']);
    expect(told(study.events)[1]!.said).toEqual(['Made the code "', { text: "safety", to }, '".']);
    expect(told(study.events, () => false)[1]!.said).toEqual(['Made the code "safety".']);
  });

  it("do not take Mother 14 for Mother 1, nor a name in a reason for what it was done to", () => {
    const study = aStudy().participant("Mother 14").participant("Mother 1").recruited("Mother 14", "called");
    const [line] = told(study.events);
    expect(line!.said.filter((p) => typeof p !== "string")).toEqual([{ text: "Mother 14", to: { kind: "participant", id: study.participantId("Mother 14") } }]);
  });

  it("lose no step and tell each once, whatever was done", () => {
    fc.assert(
      fc.property(actions, (list) => {
        const events = played(list).events;
        const lines = told(events);
        expect(lines.flatMap((l) => l.steps.map((s) => s.key)).sort()).toEqual([...new Set(events.map((e) => `${e.replica}:${e.step}`))].sort());
        expect(lines.reduce((sum, l) => sum + l.events, 0)).toBe(events.length);
        for (const line of lines) expect(plain(line.said)).toMatch(/^\p{Lu}.*[.!?…]$/su);
      }),
      { numRuns: 60 },
    );
  });
});

const actions = fc.array(fc.constantFrom("code", "rename", "coded", "coded", "recode", "recode", "remove", "remove", "merge", "undo", "undo", "undo", "redo", "theme", "move"), { minLength: 8, maxLength: 30, size: "max" });

/** A study in which these things were done in this order; what cannot be done is left out. */
function played(list: readonly string[]): StudyNotation {
  const study = base().code("first");
  const taken: { replica: string; step: number }[] = [];
  list.forEach((action, i) => {
    const now = study.study();
    const codes = [...now.codes.values()].filter((c) => c.mergedInto === null);
    const [code, coding] = [codes[i % codes.length], [...now.codings.values()][i % Math.max(1, now.codings.size)]];
    if (action === "code" || !code) study.code(`code ${i}`);
    else if (action === "rename") study.record({ type: "code.described", body: { code: code.id }, words: { name: `name ${i}` } });
    else if (action === "coded") study.record({ type: "coding.added", body: { coding: `c${i}`, source: study.sourceId("Mother 4"), code: code.id, coder: "coder-1", start: i, end: i + 9 }, words: {} });
    else if (action === "recode" && coding) study.record({ type: "coding.recoded", body: { coding: coding.id, code: code.id }, words: {} });
    else if (action === "remove" && coding) study.record({ type: "coding.removed", body: { coding: coding.id }, words: {} });
    else if (action === "merge" && codes.length > 1) study.record({ type: "code.merged", body: { code: code.id, into: codes[(i + 1) % codes.length]!.id }, words: {} });
    else if (action === "theme") study.theme(`theme ${i}`, { codes: [] });
    else if (action === "move") study.record({ type: "code.moved", body: { code: code.id, parent: null, order: i }, words: {} });
    else if (action === "undo") {
      const last = study.events.findLast((e) => !e.type.startsWith("history.") && e.type !== "study.created" && e.type !== "coder.added" && !taken.some((t) => t.step === e.step));
      if (!last) return;
      taken.push({ replica: last.replica, step: last.step });
      study.record({ type: "history.undone", body: { replica: last.replica, step: last.step }, words: {} });
    } else if (action === "redo" && taken.length > 0) study.record({ type: "history.redone", body: taken.pop()!, words: {} });
  });
  return study;
}

describe("the sentences of a history", () => {
  it("are those that the study just before each event gives, also after undoing and doing again", () => {
    fc.assert(
      fc.property(actions, (list) => {
        const events = [...played(list).events].sort(byStamp);
        const naive = events.map((event, i) => (event.type.startsWith("history.") ? null : sentence(fold(events.slice(0, i)), event)));
        auditTrail(events).forEach((row, i) => {
          if (naive[i] !== null) expect(row.sentence).toBe(naive[i]);
        });
      }),
      { numRuns: 120 },
    );
  });
});

describe("what a history can be narrowed to", () => {
  it("has a place for events of every sort", () => {
    expect([historyKind("participant.registered"), historyKind("source.imported"), historyKind("code.merged"), historyKind("coding.added"), historyKind("theme.moved"), historyKind("memo.written"), historyKind("consensus.decided"), historyKind("study.proseWritten"), historyKind("history.merged")]).toEqual([
      "people", "interviews", "codes", "codings", "themes", "memos", "comparing", "report", "study",
    ]);
  });
});

describe("the codebook of two days side by side", () => {
  const study = base().code("Support / visits", { description: "She came." }).code("calls").code("Family");
  const then = study.study();
  study.record({ type: "code.described", body: { code: study.codeId("Support / visits") }, words: { name: "home visits", description: "She came to the house.", reason: "plainer" } });
  study.merged("calls", "Family", "one idea");
  study.record({ type: "code.split", body: { code: study.codeId("Family"), into: ["p"] }, words: {} }, { type: "code.created", body: { code: "p", parent: null, kind: "code", colour: null, order: 9 }, words: { name: "partner" } });
  study.record({ type: "code.retired", body: { code: study.codeId("Support"), retired: true }, words: {} });
  const now = study.study();
  const marks = codebookMarks(then, now, study.events.slice(-6));
  const words = (path: string): (readonly [string, string])[] => (marks.get([...now.codes.values()].find((c) => c.name === path)!.id) ?? []).map((m) => [m.kind, m.words] as const);
  it("says in words what became of each code", () => {
    expect(words("home visits")).toEqual([["renamed", "Renamed from “visits” to “home visits”"], ["redefined", "Changed: description"]]);
    expect(words("calls")).toEqual([["merged", "Merged into “Family”"]]);
    expect(words("Family")).toEqual([["split", "Split into “partner”"], ["merged", "Took in “calls”"]]);
    expect(words("partner")).toEqual([["split", "Split from “Family”"]]);
    expect(words("Support")).toEqual([["retired", "Retired"]]);
  });
  it("puts what is gone where it stood, among what is there now", () => {
    expect(woven(["a", "b", "c", "d"], ["c", "a", "e"])).toEqual(["c", "d", "a", "b", "e"]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 20 })), fc.uniqueArray(fc.integer({ min: 0, max: 20 })), (x, y) => {
        const [one, other] = [x.map(String), y.map(String)];
        const both = woven(one, other);
        expect([...both].sort()).toEqual([...new Set([...one, ...other])].sort());
        expect(both.filter((id) => other.includes(id))).toEqual(other);
      }),
    );
  });
});
