import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { conflictSentence, sentence } from "./sentence.ts";
import { emptyStudy, type StudyEvent } from "./study.ts";

/** One body for every type of event; what it speaks of is in no study. */
const bodies: { [T in StudyEvent["type"]]: Extract<StudyEvent, { type: T }>["body"] } = {
  "study.created": { study: "x", approach: "reflexive" },
  "study.described": { approach: "codebook" },
  "study.proseWritten": { section: "discussion" },
  "coder.added": { coder: "x", declared: true },
  "coder.described": { coder: "x" },
  "positionality.stated": { coder: "x" },
  "attribute.defined": { attribute: "x", kind: "number" },
  "participant.registered": { participant: "x" },
  "participant.described": { participant: "x" },
  "recruitment.recorded": { participant: "x", step: "called", date: "" },
  "criterion.defined": { criterion: "x" },
  "eligibility.recorded": { participant: "x", criterion: "x", met: null, date: "2016-01-01" },
  "consentForm.defined": { form: "x", date: "" },
  "consent.recorded": { participant: "x", form: "x", date: "" },
  "consent.withdrawn": { participant: "x", level: "remove everything", date: "" },
  "guide.defined": { guide: "x", date: "" },
  "interview.recorded": { interview: "x", participant: "x", date: "", minutes: 60, guide: null },
  "source.imported": { source: "x", content: "", file: "", units: 1, format: "txt", charset: null, turns: [], roles: [], participant: null },
  "source.linked": { source: "x", participant: null },
  "source.renamed": { source: "x" },
  "source.edited": { source: "x", edits: [{ at: 0, remove: 1, insert: 2 }] },
  "source.speakersNamed": { source: "x", roles: [] },
  "source.readingMarked": { source: "x", coder: "x", status: "read" },
  "source.removed": { source: "x" },
  "code.created": { code: "x", parent: null, kind: "code", colour: null, order: 1 },
  "code.described": { code: "x" },
  "code.moved": { code: "x", parent: "y", order: 1 },
  "code.merged": { code: "x", into: "y" },
  "code.split": { code: "x", into: ["y", "z"] },
  "code.retired": { code: "x", retired: true },
  "coding.added": { coding: "x", source: "x", code: "x", coder: "x", start: 0, end: 5 },
  "coding.resized": { coding: "x", start: 0, end: 5 },
  "coding.recoded": { coding: "x", code: "y" },
  "coding.removed": { coding: "x" },
  "memo.written": { memo: "x", kind: "method", links: [] },
  "memo.rewritten": { memo: "x" },
  "memo.linked": { memo: "x", links: [] },
  "memo.removed": { memo: "x" },
  "theme.created": { theme: "x", parent: "y", order: 1 },
  "theme.described": { theme: "x" },
  "theme.moved": { theme: "x", parent: null, order: 1 },
  "theme.stateSet": { theme: "x", state: "defined" },
  "theme.codePlaced": { theme: "x", code: "x", placed: true },
  "theme.passageExcluded": { theme: "x", coding: "x", excluded: true },
  "theme.deviantMarked": { theme: "x", participant: "x", deviant: true },
  "theme.quotationChosen": { theme: "x", quotation: "x", coding: "x", cuts: [], order: 1 },
  "theme.quotationDropped": { theme: "x", quotation: "x" },
  "theme.quotationMoved": { theme: "x", quotation: "x", order: 1 },
  "substudy.frozen": { substudy: "x", members: [] },
  "substudy.removed": { substudy: "x" },
  "assignment.made": { assignment: "x", coder: "x", sources: ["x"], blind: true, mayMakeCodes: false, seed: null },
  "assignment.withdrawn": { assignment: "x" },
  "assignment.finished": { coder: "x", sources: ["x"], finished: true },
  "consensus.decided": { difference: "x", source: "x", first: [], second: [], outcome: "both", result: [], who: ["x"], changedCode: null },
  "import.kept": { project: "x", part: "project", content: "", source: null, participant: null },
  "history.joined": { heads: {}, continues: null },
  "history.merged": { heads: {} },
  "history.undone": { replica: "A", step: 1 },
  "history.redone": { replica: "A", step: 1 },
  "history.wordsErased": { events: [], contents: [] },
};

describe("what an event says", () => {
  it.each(Object.entries(bodies))("%s is a sentence even when its words are erased and what it speaks of is gone", (type, body) => {
    expect(sentence(emptyStudy(), { type, body, words: {} } as unknown as StudyEvent)).toMatch(/^[A-Z[](?!.*(undefined|null|""|\s\s)).*[^.,\s]\.$/);
  });
  it("gives old and new names, and the reason with one full stop", () => {
    const told = aStudy().code("Support / safety");
    const event = (reason: string): StudyEvent => ({ type: "code.described", body: { code: told.codeId("Support / safety") }, words: { name: "trust", reason } });
    expect(sentence(told.study(), event("they say trust."))).toBe('Renamed the code "safety" to "trust", because: they say trust.');
    expect(sentence(told.study(), event(""))).toBe('Renamed the code "safety" to "trust".');
  });
  it("draws long lists together", () => {
    const told = aStudy();
    for (const i of [1, 2, 3, 4, 5, 6]) told.source(`P${i}`, "x");
    const sources = [...told.study().sources.keys()];
    expect(sentence(told.study(), { type: "assignment.finished", body: { coder: "coder-1", sources, finished: true }, words: {} })).toBe('Marked as finished for HN: "P1", "P2", "P3" and 3 more.');
  });
});

describe("what a conflict says", () => {
  const ref = { replica: "B", seq: 1 };
  it.each(["study//title", "study/prose/discussion", "code/x/parent", "source/x/text", "theme/x/code y", "coding/x/", "memo/x/", "participant/x/label", "substudy/x/members", "difference/x/"])("%s is a sentence", (key) => {
    expect(conflictSentence(emptyStudy(), { kind: "both changed", key, earlier: ref, later: ref })).toMatch(/^Two people .*[^.]\.$/);
  });
});
