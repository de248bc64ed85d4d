import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { coreq, type CoreqStatus } from "./coreq.ts";
import { methodsOf } from "./methods.ts";

const bare = aStudy();
/** A study that recorded everything the checklist asks for. */
const full = aStudy("Full", "reflexive")
  .coder("HN", { credentials: "PhD", occupation: "researcher", gender: "female", experience: "ten years" })
  .facts({ stance: "Critical realist", sampling: "Purposive", "ethics reference": "14/LO/0000", relationship: "none", recording: "Audio", "field notes": "after each", saturation: "not used", "transcripts returned": "no", "participant checking": "no", transcription: "Verbatim" })
  .participant("Mother 4", { Age: 31 })
  .participant("Mother 5", { Age: 28 })
  .recruited("Mother 4", "approached", { date: "2016-01-01", by: "a clinician" })
  .recruited("Mother 5", "approached", { date: "2016-01-02" })
  .recruited("Mother 5", "declined", { reason: "too busy" })
  .interviewed("Mother 4", { date: "2016-02-01", minutes: 62, place: "at home", interviewer: "HN", others: "baby" })
  .source("Mother 4", "Mother 4: I felt safe there.")
  .coded("felt safe", "Support", "HN")
  .theme("Safety", { codes: ["Support"] })
  .theme("Being held", { parent: "Safety" })
  .deviant("Safety", "Mother 4", "was never seen")
  .quoted("Safety", "felt safe");
full.record({ type: "positionality.stated", body: { coder: "coder-1" }, words: { text: "A mother of two." } }, { type: "guide.defined", body: { guide: "g", date: "2016-01-01" }, words: { version: "1", text: "Q", change: "piloted" } });

const items = (told: typeof full, shown = 1) => coreq(told.study(), told.events, { software: "Earshot 0.1.0", quotations: { shown, labelled: shown } });
const numbers = (status: CoreqStatus): number[] => items(full).filter((i) => i.status === status).map((i) => i.item);

describe("the COREQ table", () => {
  // Tong, Sainsbury & Craig 2007: 32 items. What can be filled from data is said in docs/methods.md.
  it("has 32 items; where everything was recorded 20 are filled, 11 prefilled and one is the author's", () => {
    expect(items(full).map((i) => i.item)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
    expect(numbers("filled")).toEqual([1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 23, 24, 25, 27, 29]);
    expect(numbers("prefilled")).toEqual([5, 6, 8, 9, 17, 22, 26, 28, 30, 31, 32]);
    expect(numbers("author")).toEqual([7]);
  });
  it("leaves to the author whatever nobody recorded", () => {
    for (const item of items(bare, 0)) expect(item.status === "author").toBe(item.answer === "");
    expect(items(bare, 0).filter((i) => i.status !== "author").map((i) => i.item)).toEqual([9, 27]);
  });
  it("gives reasons for not taking part, and the length of interviews with how many are known", () => {
    expect(items(full)[12]!.answer).toBe('1 person declined after "approached" (too busy: 1).');
    expect(items(full)[20]!.answer).toBe("62 minutes on average (62 to 62; known for 1 of 1).");
  });
});

describe("the methods section", () => {
  const { paragraphs, missing } = methodsOf(full.study(), full.events, { software: "Earshot 0.1.0" });
  it("says who coded what and when, as recorded", () => {
    expect(paragraphs[0]).toMatch(/^The study was set up as a reflexive thematic analysis\./);
    expect(paragraphs.some((p) => p.startsWith("HN coded 1 transcript (1 passage) on 1 March 2016."))).toBe(true);
    expect(paragraphs.some((p) => p.startsWith("One interview was recorded on 1 February 2016, on average 62 minutes long (62 to 62)."))).toBe(true);
  });
  it("counts no change of the codebook that was undone", () => {
    const told = aStudy().code("trust").code("safety").merged("trust", "safety");
    const book = (t: typeof told): string | undefined => methodsOf(t.study(), t.events, { software: "Earshot" }).paragraphs.find((p) => p.startsWith("The codebook"));
    expect(book(told)).toContain("the log records 1 merging on the way");
    expect(book(told.undone())).not.toContain("merging");
  });
  it("lists what is missing and makes nothing up", () => {
    expect(missing).toEqual(["how consent was given", "whether anyone else read or coded the transcripts", "how the codes became themes, in the authors' words"]);
    expect(methodsOf(bare.study(), bare.events, { software: "Earshot" }).missing).toContain("the ethics approval and its reference");
  });
});
