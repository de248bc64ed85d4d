import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { codeMatrix } from "./codeMatrix.ts";
import { concordance } from "./concordance.ts";
import { cooccurrence, meetingPlaces, type MeetOptions } from "./cooccurrence.ts";
import { course } from "./course.ts";
import { framework } from "./framework.ts";
import { unitsOf } from "./exploreUnits.ts";
import { englishStopWords } from "./stopWords.ts";
import { wordCounts } from "./wordCounts.ts";
import { patternOf, wordsIn } from "./wordRule.ts";

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
    expect(meetings[0]).toMatchObject({ places: 1, sources: 1, people: 1, ofA: 1, ofB: 1 });
    expect(new Set([meetings[0]!.a, meetings[0]!.b])).toEqual(new Set([warmth, visits]));
    // Two coders' overlapping codings with one code are one stretch.
    expect(stretches.get(visits)).toBe(2);
    expect(stretches.get(warmth)).toBe(2);
  });
  it("says where, to the letter", () => {
    const t = told();
    const [place, ...more] = meetingPlaces(t.study(), t.codeId("Support / warmth"), t.codeId("Access / visits"));
    const words = (r: { start: number; end: number }): string => t.texts(place!.source).slice(r.start, r.end);
    expect(more).toEqual([]);
    expect([words(place!.a), words(place!.b)]).toEqual(["She held me, and she came", "came to my house every single week"]);
  });
  it("counts in one turn what stands in it without touching, and within turns what lies so many turns apart", () => {
    const t = told();
    const places = (options: MeetOptions): number => cooccurrence(t.study(), options).meetings[0]?.places ?? 0;
    expect([places({}), places({ within: 0 })]).toEqual([1, 2]);
    const far = aStudy().participant("P").source("P", "P: one\nI: two\nP: three\nI: four").coded("one", "a").coded("four", "b");
    expect([0, 1, 2, 3, 4].map((within) => cooccurrence(far.study(), { within }).meetings.length)).toEqual([0, 0, 0, 1, 1]);
  });
  it("leaves out sources without turns where turns are asked for, and says so", () => {
    const t = aStudy().participant("P").source("P", "a text that nobody speaks").coded("a text", "a").coded("that", "b");
    expect(cooccurrence(t.study(), { within: 0 })).toMatchObject({ meetings: [], leftOut: ["P"] });
    expect(cooccurrence(t.study()).leftOut).toEqual([]);
  });
  it("can count every code as its topmost ancestor, or themes with all that serves them", () => {
    const t = told();
    const { meetings } = cooccurrence(t.study(), { kind: "top" });
    expect(meetings.map((m) => [m.a, m.b].sort())).toEqual([[t.codeId("Access"), t.codeId("Support")].sort()]);
    expect(meetingPlaces(t.study(), t.codeId("Access"), t.codeId("Support"), { kind: "top" })).toHaveLength(1);
    t.theme("Held", { codes: ["Support / warmth"] }).theme("At home", { codes: ["Access"] });
    expect(cooccurrence(t.study(), { kind: "theme" }).meetings).toMatchObject([{ places: 1 }]);
    const coding = [...t.study().codings.values()].find((c) => c.code === t.codeId("Support / warmth"))!;
    t.record({ type: "theme.passageExcluded", body: { theme: t.themeId("Held"), coding: coding.id, excluded: true }, words: { reason: "" } });
    expect(cooccurrence(t.study(), { kind: "theme" }).meetings).toEqual([]);
  });
  it("counts only the layers, people and speakers asked for", () => {
    const t = told().substudy("Few", "town = York", ["Mother 14"]);
    const study = t.study();
    expect(cooccurrence(study, { coders: new Set([t.coderId("RO")]) }).meetings).toEqual([]);
    expect(cooccurrence(study, { substudy: [...study.substudies.values()][0]! }).stretches.get(t.codeId("Access / visits"))).toBe(1);
    expect(cooccurrence(study, { roles: new Set(["interviewer"]) }).stretches.size).toBe(0);
  });
  it("agrees with a count of all pairs of stretches, by letters and by turns", () => {
    const text = Array.from({ length: 12 }, (_, i) => `P: turn ${String(i).padStart(2, "0")} words`).join("\n");
    const codings = fc.array(fc.record({ code: fc.constantFrom("a", "b", "c"), start: fc.integer({ min: 0, max: text.length - 1 }), length: fc.integer({ min: 1, max: 40 }) }), { maxLength: 14 });
    fc.assert(
      fc.property(codings, fc.constantFrom(null, 0, 1, 3), (list, within) => {
        const t = aStudy().participant("P").source("P", text);
        for (const code of ["a", "b", "c"]) t.code(code);
        const ids: Record<string, string> = { a: t.codeId("a"), b: t.codeId("b"), c: t.codeId("c") };
        const source = t.sourceId("P");
        for (const { code, start, length } of list) t.record({ type: "coding.added", body: { coding: `x${start}-${length}-${code}`, source, code: ids[code]!, coder: "coder-1", start, end: Math.min(text.length, start + length) }, words: {} });
        const study = t.study();
        const { meetings } = cooccurrence(study, { within });
        for (const [x, y] of [["a", "b"], ["a", "c"], ["b", "c"]] as const) {
          const [a, b] = [ids[x]!, ids[y]!];
          const letters = (name: string): string[] => Array.from(text, (_, i) => (list.some((c) => c.code === name && c.start <= i && i < c.start + c.length) ? "x" : "."));
          const stretches = (name: string): [number, number][] => [...letters(name).join("").matchAll(/x+/g)].map((m) => [m.index, m.index + m[0].length - 1]);
          const turn = (i: number): number => text.slice(0, i).split("\n").length - 1;
          const scale = (i: number): number => (within === null ? i : turn(i));
          const meet = (p: [number, number], q: [number, number]): boolean => scale(p[0]) <= scale(q[1]) + (within ?? 0) && scale(q[0]) <= scale(p[1]) + (within ?? 0);
          const expected = stretches(x).flatMap((p) => stretches(y).filter((q) => meet(p, q))).length;
          const found = meetings.find((m) => (m.a === a && m.b === b) || (m.a === b && m.b === a));
          expect(found?.places ?? 0).toBe(expected);
          expect(meetingPlaces(study, a, b, { within })).toHaveLength(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("codes against participants", () => {
  const matrix = (t: StudyNotation, options: Parameters<typeof codeMatrix>[2] = {}): ReturnType<typeof codeMatrix> => codeMatrix(t.study(), t.texts, options);
  it("has a column for each person with a transcript, in the order of labels, and none for a code that is not used", () => {
    const t = told();
    const { columns, rows } = matrix(t);
    expect(columns.map((c) => c.label)).toEqual(["Mother 2", "Mother 4", "Mother 14"]);
    expect(rows.get(t.codeId("Support / warmth"))).toEqual([{ passages: 0, people: 0, words: 0 }, { passages: 1, people: 1, words: 6 }, { passages: 2, people: 1, words: 2 }]);
    expect(rows.has(t.codeId("Support"))).toBe(false);
  });
  it("counts a person's own words, of which the coded ones are a share: no interviewer's, and none twice", () => {
    const t = told();
    expect(matrix(t).columns.map((c) => c.words)).toEqual([3, 12, 5]);
    // "came to my house every single week", coded in two overlapping parts.
    expect(matrix(t).rows.get(t.codeId("Access / visits"))![1]).toEqual({ passages: 2, people: 1, words: 7 });
    const asked = told().coded("How was she", "Support / warmth", "RO", "Mother 4");
    expect(matrix(asked).rows.get(asked.codeId("Support / warmth"))![1]).toEqual({ passages: 2, people: 1, words: 6 });
  });
  it("takes a text without turns for the words of the person it is linked to", () => {
    const t = aStudy().participant("P").source("P", "a diary of five words").coded("five words", "numbers");
    expect(matrix(t)).toMatchObject({ columns: [{ words: 5 }], unheard: [] });
    expect(matrix(t).rows.get(t.codeId("numbers"))).toEqual([{ passages: 1, people: 1, words: 2 }]);
  });
  it("groups people by a number's bands, in their order, and by levels with the unknown last", () => {
    const t = told();
    const study = t.study();
    const id = (name: string): string => [...study.attributes.values()].find((a) => a.name === name)!.id;
    const ages = matrix(t, { by: id("age") });
    expect(ages.columns.map((c) => [c.label, c.people.length])).toEqual([["under 30", 1], ["30+", 2]]);
    expect(ages.rows.get(t.codeId("Support / warmth"))).toMatchObject([{ passages: 1, people: 1 }, { passages: 2, people: 1 }]);
    expect(matrix(t, { by: id("town") }).columns.map((c) => c.label)).toEqual(["Leeds", "York", "not known"]);
  });
  it("counts codes below with the code above them where asked, and passages for themes", () => {
    const t = told().theme("Held", { codes: ["Support"] });
    expect(matrix(t, { nested: true }).rows.get(t.codeId("Access"))).toMatchObject([{ passages: 0 }, { passages: 2 }, { passages: 1 }]);
    expect(matrix(t, { kind: "theme", nested: true }).rows.get(t.themeId("Held"))).toMatchObject([{ passages: 0 }, { passages: 1 }, { passages: 2 }]);
  });
});

describe("the framework matrix", () => {
  it("has everyone's words under every theme, those of a second coder not twice, and a row for who said nothing of it", () => {
    const t = told().theme("Held", { codes: ["Support / warmth"] }).theme("At home", { codes: ["Access"] });
    const rows = framework(t.study(), t.texts, { units: [t.themeId("Held"), t.themeId("At home")] });
    expect(rows.map((r) => [r.label, ...r.cells.map((c) => c.map((p) => `${p.words} (${p.turn})`))])).toEqual([
      ["Mother 2", [], []],
      ["Mother 4", ["She held me, and she came (2)"], ["came to my house every single week (2)"]],
      ["Mother 14", ["She’s kind (2)"], ["late (2)"]],
    ]);
  });
});

describe("the course of interviews", () => {
  it("tells in which tenths of how many interviews a code stands", () => {
    const t = aStudy().participant("A").source("A", `A: ${"x".repeat(97)}`).coded("xxxxxxxxxx", "early").participant("B").source("B", `B: ${"y".repeat(97)}`).coded("y".repeat(97), "all");
    const { rows, tenths } = course(t.study(), { kind: "code", units: [t.codeId("early"), t.codeId("all")] });
    expect(rows.map((r) => [r.name, r.units, r.stretches.map((s) => s.length)])).toEqual([["A", 100, [1, 0]], ["B", 100, [0, 1]]]);
    expect(tenths).toEqual([[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]);
  });
});

describe("what can be counted", () => {
  it("are codes in the order of the codebook, the topmost alone, or themes with their subthemes", () => {
    const t = told().theme("Held").theme("By hand", { parent: "Held" }).theme("At home");
    expect(unitsOf(t.study(), "code").map((u) => [u.path, u.depth])).toEqual([["Support", 0], ["Support / warmth", 1], ["Access", 0], ["Access / visits", 1]]);
    expect(unitsOf(t.study(), "top").map((u) => u.name)).toEqual(["Support", "Access"]);
    expect(unitsOf(t.study(), "theme", true).map((u) => u.path)).toEqual(["Held", "Held / By hand", "At home"]);
    expect(unitsOf(t.study(), "theme").map((u) => u.path)).toEqual(["Held", "At home"]);
  });
});

describe("the words that were said", () => {
  const participants = new Set(["participant"] as const);
  it("are counted whatever their case and apostrophe, without speaker labels", () => {
    const t = told();
    const { words, total, different, sources } = wordCounts(t.study(), t.texts, { roles: participants });
    const of = (word: string): number => words.find((w) => w.word === word)?.n ?? 0;
    expect([of("she"), of("she's"), of("came"), of("mother"), of("interviewer")]).toEqual([3, 1, 2, 0, 0]);
    expect(words.find((w) => w.word === "came")!.sources).toBe(2);
    expect(total).toBe(words.reduce((sum, w) => sum + w.n, 0));
    expect([different, sources]).toEqual([words.length, 3]);
  });
  it("leave out stop words, short words and other speakers where asked, and still say how many there were", () => {
    const t = told();
    const interviewers = new Set(["interviewer"] as const);
    const all = wordCounts(t.study(), t.texts, { roles: interviewers });
    const less = wordCounts(t.study(), t.texts, { roles: interviewers, leaveOut: new Set(englishStopWords) });
    expect(less.words.map((w) => w.word)).toEqual(["tell"]);
    expect(less.total).toBe(all.total);
    expect(wordCounts(t.study(), t.texts, { shortest: 7 }).words.map((w) => w.word)).toEqual(["nothing"]);
  });
  it("can be of one group of people, and of a script without capitals", () => {
    const t = aStudy().participant("P1").source("P1", "P1: 我 我 爱").participant("P2").source("P2", "P2: عربي عربي").substudy("Two", "", ["P2"]);
    expect(wordCounts(t.study(), t.texts, { substudy: [...t.study().substudies.values()][0]! }).words).toEqual([{ word: "عربي", n: 2, sources: 1 }]);
  });
  it("name the sources in which nobody's words count", () => {
    const t = aStudy().participant("P").source("P", "Interviewer: Hello?");
    expect(wordCounts(t.study(), t.texts, { roles: participants })).toMatchObject({ total: 0, sources: 0, unheard: ["P"] });
  });
});

describe("words in their context", () => {
  const lines = (words: string, options: { limit?: number; roles?: ReadonlySet<"participant" | "interviewer"> } = {}): string[] => {
    const t = told();
    const found = concordance(t.study(), t.texts, { words: wordsIn(words), ...options });
    return found.ok ? found.lines.map((l) => `${l.label}|${l.before}[${l.match}]${l.after}`) : [found.sentence];
  };
  it("are given by person with what was said around them in the same turn", () => {
    expect(lines("came")).toEqual(["Mother 4|She held me, and she [came] to my house every single week.", "Mother 14|She’s kind. She [came] late."]);
  });
  it("are found by phrases over any white space, by * for any ending and ? for any letter, whatever their case and accents", () => {
    expect(lines("to my HOUSE, kind").map((l) => /\[(.*)\]/.exec(l)![1])).toEqual(["to my house", "kind"]);
    expect(lines("s*").map((l) => /\[(.*)\]/.exec(l)![1])).toEqual(["say", "she", "She", "she", "single", "She’s", "She"]);
    expect(lines("h?ld me").map((l) => /\[(.*)\]/.exec(l)![1])).toEqual(["held me"]);
    expect(lines("mé")).toHaveLength(2);
    expect(lines("hel")).toEqual([]);
  });
  it("stop at a limit and still count all; speakers can be chosen", () => {
    const t = told();
    expect(concordance(t.study(), t.texts, { words: ["she"], limit: 1 })).toMatchObject({ ok: true, lines: [{ turn: 1, speaker: "Interviewer" }], total: 5, sources: 2, people: 2 });
    expect(lines("she", { roles: new Set(["interviewer"]) })).toHaveLength(1);
  });
  it("have their place to the letter, whatever is looked for", () => {
    const t = told();
    fc.assert(
      fc.property(fc.constantFrom("she", "came", "to my", "k*", "w??k", "*e"), fc.integer({ min: 0, max: 20 }), (words, context) => {
        const found = concordance(t.study(), t.texts, { words: [words], context });
        if (!found.ok) throw new Error(found.sentence);
        for (const line of found.lines) expect(t.texts(line.source).slice(line.start, line.end)).toBe(line.match);
      }),
    );
  });
  it("refuse in words what cannot be looked for", () => {
    expect(patternOf({ words: ["*", " ? "] })).toMatch(/no words to look for/);
    expect(patternOf({ pattern: "(" })).toMatch(/The pattern "\(" cannot be read/);
  });
});
