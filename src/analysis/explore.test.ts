import { describe, expect, it } from "vitest";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { codeMatrix } from "./codeMatrix.ts";
import { cooccurrence, meetingPlaces } from "./cooccurrence.ts";
import { englishStopWords } from "./stopWords.ts";
import { wordCounts } from "./wordCounts.ts";

const told = (): StudyNotation =>
  aStudy()
    .attribute("age", "number", { bands: "under 30; 30+" })
    .participant("Mother 4", { age: 24, town: "Leeds" })
    .participant("Mother 14", { age: 33, town: "York" })
    .participant("Mother 2", { age: 31 })
    .source("Mother 4", "Interviewer: How was she?\nMother 4: She held me, and she came to my house every single week.")
    .coded("She held me, and she came", "Support / warmth", "HN")
    .coded("came to my house", "Access / visits", "HN")
    .coded("to my house every single week", "Access / visits", "RO")
    .source("Mother 14", "Interviewer: And you?\nMother 14: She’s kind. She came late.")
    .coded("She’s kind", "Support / warmth", "HN")
    .coded("kind", "Support / warmth", "RO")
    .coded("late", "Access / visits", "HN")
    .source("Mother 2", "Interviewer: Tell me.\nMother 2: Nothing to say.");

describe("where codes meet", () => {
  it("counts a stretch of text under both codes once, whoever coded it", () => {
    const t = told();
    const [warmth, visits] = [t.codeId("Support / warmth"), t.codeId("Access / visits")];
    const { meetings, stretches } = cooccurrence(t.study());
    expect(meetings).toHaveLength(1);
    expect(meetings[0]).toMatchObject({ places: 1, sources: 1 });
    expect(new Set([meetings[0]!.a, meetings[0]!.b])).toEqual(new Set([warmth, visits]));
    // Two coders' overlapping codings with one code are one stretch.
    expect(stretches.get(visits)).toBe(2);
    expect(stretches.get(warmth)).toBe(2);
  });
  it("says where, to the letter", () => {
    const t = told();
    const places = meetingPlaces(t.study(), t.codeId("Support / warmth"), t.codeId("Access / visits"));
    expect(places.map((p) => t.texts(p.source).slice(p.start, p.end))).toEqual(["came"]);
  });
  it("can count every code as its topmost ancestor", () => {
    const t = told();
    const { meetings } = cooccurrence(t.study(), { byRoot: true });
    expect(meetings.map((m) => [m.a, m.b].sort())).toEqual([[t.codeId("Access"), t.codeId("Support")].sort()]);
    expect(meetingPlaces(t.study(), t.codeId("Access"), t.codeId("Support"), { byRoot: true })).toHaveLength(1);
  });
});

describe("codes against participants", () => {
  it("has a column for each person with a transcript, in the order of labels, and none for a code that is not used", () => {
    const t = told();
    const { columns, rows } = codeMatrix(t.study());
    expect(columns.map((c) => c.label)).toEqual(["Mother 2", "Mother 4", "Mother 14"]);
    expect(rows.get(t.codeId("Support / warmth"))).toEqual([{ passages: 0, people: 0 }, { passages: 1, people: 1 }, { passages: 2, people: 1 }]);
    expect(rows.has(t.codeId("Support"))).toBe(false);
  });
  it("groups people by a number's bands, in their order, and by levels with the unknown last", () => {
    const t = told();
    const study = t.study();
    const id = (name: string): string => [...study.attributes.values()].find((a) => a.name === name)!.id;
    const ages = codeMatrix(study, { by: id("age") });
    expect(ages.columns.map((c) => [c.label, c.people.length])).toEqual([["under 30", 1], ["30+", 2]]);
    expect(ages.rows.get(t.codeId("Support / warmth"))).toEqual([{ passages: 1, people: 1 }, { passages: 2, people: 1 }]);
    expect(codeMatrix(study, { by: id("town") }).columns.map((c) => c.label)).toEqual(["Leeds", "York", "not known"]);
  });
  it("counts codes below with the code above them where asked", () => {
    const t = told();
    expect(codeMatrix(t.study(), { below: true }).rows.get(t.codeId("Access"))).toEqual([{ passages: 0, people: 0 }, { passages: 2, people: 1 }, { passages: 1, people: 1 }]);
  });
});

describe("the words that were said", () => {
  it("are counted whatever their case and apostrophe, without speaker labels", () => {
    const t = told();
    const { words, total, different } = wordCounts(t.study(), t.texts, { role: "participant" });
    const of = (word: string): number => words.find((w) => w.word === word)?.n ?? 0;
    expect([of("she"), of("she's"), of("came"), of("mother"), of("interviewer")]).toEqual([3, 1, 2, 0, 0]);
    expect(words.find((w) => w.word === "came")!.sources).toBe(2);
    expect(total).toBe(words.reduce((sum, w) => sum + w.n, 0));
    expect(different).toBe(words.length);
  });
  it("leave out stop words and other speakers where asked, and still say how many there were", () => {
    const t = told();
    const all = wordCounts(t.study(), t.texts, { role: "interviewer" });
    const less = wordCounts(t.study(), t.texts, { role: "interviewer", leaveOut: new Set(englishStopWords) });
    expect(less.words.map((w) => w.word)).toEqual(["tell"]);
    expect(less.total).toBe(all.total);
  });
  it("can be of one source, and of a script without capitals", () => {
    const t = aStudy().participant("P1").source("P1", "P1: 我 我 爱").participant("P2").source("P2", "P2: عربي عربي");
    const id = [...t.study().sources.values()][1]!.id;
    expect(wordCounts(t.study(), t.texts, { sources: new Set([id]) }).words[0]).toMatchObject({ word: "عربي", n: 2 });
  });
});
