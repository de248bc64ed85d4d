import { describe, expect, it } from "vitest";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { agreementSection, secondCoders } from "./agreement.ts";
import type { Block } from "./document.ts";

const words = "Mother 1: I was frightened. She came every week.";

/** Two coders who coded one of two interviews; HN alone the other. */
const told = (approach: "codebook" | "reflexive" = "codebook"): StudyNotation => {
  const study = aStudy("Support", approach).source("Mother 1", words).source("Mother 2", words.replace("1", "2"));
  for (const name of ["Mother 1", "Mother 2"]) study.by("HN").coded("I was frightened.", "fear", "HN", name);
  study.by("RO").coded("She came every week.", "visits", "RO", "Mother 1");
  const [first, second] = [...study.study().sources.keys()];
  const coder = (name: string): string => [...study.study().coders.values()].find((c) => c.name === name)!.id;
  study.record({ type: "assignment.made", body: { assignment: "a", coder: coder("RO"), sources: [first!], blind: true, mayMakeCodes: false, seed: 7 }, words: { rule: "drawn by chance with seed 7" } });
  study.record({ type: "assignment.finished", body: { coder: coder("HN"), sources: [first!, second!], finished: true }, words: {} });
  return study.record({ type: "assignment.finished", body: { coder: coder("RO"), sources: [first!], finished: true }, words: {} });
};
const texts = (study: StudyNotation) => (id: string): string => (study.study().sources.get(id)?.name === "Mother 2" ? words.replace("1", "2") : words);
const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe("what a report says of a second coder", () => {
  it("tells who coded what, how it was chosen and that it was blind, and gives figures with their method", () => {
    const study = told();
    const section = agreementSection(study.study(), texts(study), { coders: ["HN", "RO"] });
    expect(section.ok).toBe(true);
    if (!section.ok) return;
    const methods = textOf(section.methods);
    expect(methods).toContain("RO coded 1 of the 2 sources (Mother 1) on RO's own, without seeing what HN had coded there. How they were chosen: drawn by chance with seed 7.");
    expect(methods).toContain("Place by place, 0 were coded alike and 2 differed: 2 coded by one only. None of them has been settled yet.");
    expect(methods).toContain("Cohen's kappa was");
    expect(textOf(section.appendix)).toContain("Every character of a source counts, white space included.");
    expect(textOf(section.appendix)).toContain("Mother 2 (not finished by RO)");
  });

  it("speaks of differences and gives no figure in a reflexive study", () => {
    const study = told("reflexive");
    const { methods, appendix } = secondCoders(study.study(), texts(study));
    expect(textOf([...methods, ...appendix])).not.toMatch(/kappa|alpha|AC1|percent agreement/i);
    expect(textOf(methods)).toContain("no coefficient of agreement is given");
  });

  it("says nothing in a study where no two coders finished the same source, and why where it is asked", () => {
    const study = aStudy().source("Mother 1", words).by("HN").coded("I was frightened.", "fear", "HN", "Mother 1").coder("RO");
    expect(secondCoders(study.study(), () => words)).toEqual({ methods: [], appendix: [] });
    const section = agreementSection(study.study(), () => words, { coders: ["HN", "RO"] });
    expect(section).toMatchObject({ ok: false, refusal: { sentence: expect.stringContaining('"Mother 1" (not finished by HN and RO)') } });
  });
});
