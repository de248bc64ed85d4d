import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { codebook, codebookChanges } from "./codebook.ts";
import { search, type SearchOptions } from "./search.ts";
import { suggestCodings, type SuggestionRule } from "./suggest.ts";

const told = aStudy()
  .participant("Mother 4", { Service: "Café group" })
  .source("Mother 4", "Interviewer: Did she visit?\nMother 4: She’d visit\nthe cafe\u0301 😀. She visited twice. I was safe. Mummy said so.")
  .coded("I was safe", "Support / safety", "HN")
  .memo("On visits", "Visits seem to matter.");

const find = (words: string, options?: SearchOptions): string[] => search(told.study(), told.texts, words, options).map((h) => `${h.kind}/${h.field}: ${h.match}`);

describe("searching", () => {
  it("looks in sources, codes, memos and what is known of people", () => {
    expect(find("visit")).toEqual(["source/text: visit", "source/text: visit", "source/text: visit", "memo/title: visit", "memo/text: Visit"]);
    expect(find("safe", { in: ["code"] })).toEqual(["code/name: safe"]);
  });
  it("takes accents however they are written, and a straight apostrophe for a curly one", () => {
    expect(find("cafe")).toEqual(["source/text: cafe\u0301", "participant/Service: Café"]);
    expect(find("CAFÉ")).toHaveLength(2);
    expect(find("she'd visit the")).toEqual(["source/text: She’d visit\nthe"]);
    expect(find("cafe", { ignoreAccents: false })).toEqual(["source/text: cafe"]);
    expect(find("Visit", { ignoreCase: false })).toEqual(["memo/text: Visit"]);
  });
  it("finds whole words alone when asked, and gives offsets of the text as it is", () => {
    expect(find("visit", { wholeWords: true })).toHaveLength(2);
    const text = told.texts(told.sourceId("Mother 4"));
    for (const hit of search(told.study(), told.texts, "mummy", { context: 5 })) {
      expect(text.slice(hit.start, hit.end)).toBe("Mummy");
      expect(hit.before).toBe("afe. ");
    }
  });
  it("does not cut a character in two, takes signs as they are, and finds nothing for nothing", () => {
    expect(search(told.study(), told.texts, "She visited", { context: 3 })[0]!.before).toBe("😀. ");
    expect(find(".*")).toEqual([]);
    expect(find("  ")).toEqual([]);
  });
});

describe("suggesting where a code might apply", () => {
  const told2 = aStudy()
    .source("P1", "Interviewer: Were there visits?\nP1: She came home. The visits helped me, and visiting was good. No more.\nP1: I liked the visit.")
    .coded("I liked the visit.", "home visits", "HN");
  const suggest = (rule: Omit<SuggestionRule, "code">): string[] => {
    const result = suggestCodings(told2.study(), told2.texts, { code: told2.codeId("home visits"), ...rule });
    return result.ok ? result.suggestions.map((s) => s.quote) : [result.sentence];
  };
  it("gives the match, its sentence or its turn, and not what has the code already", () => {
    expect(suggest({ words: ["visit*"], unit: "match" })).toEqual(["visits", "visits", "visiting"]);
    expect(suggest({ words: ["visit*"], unit: "sentence", roles: new Set(["participant"]) })).toEqual(["The visits helped me, and visiting was good."]);
    expect(suggest({ words: ["visits"], unit: "turn", speakers: ["p1"] })).toEqual(["She came home. The visits helped me, and visiting was good. No more."]);
    expect(suggest({ words: ["visit"], unit: "match" })).toEqual([]);
    expect(suggest({ words: ["visit"], unit: "match", coder: "someone else" })).toEqual(["visit"]);
  });
  it("takes a pattern, and says why one cannot be read", () => {
    expect(suggest({ pattern: "c[a-z]+ home", unit: "match" })).toEqual(["came home"]);
    expect(suggest({ pattern: "x*", unit: "match" })).toEqual([]);
    expect(suggest({ pattern: "(", unit: "match" })[0]).toMatch(/^The pattern "\(" cannot be read .*\.$/);
    expect(suggest({ words: [" "], unit: "match" })[0]).toMatch(/no words to look for/);
  });
});

describe("the codebook", () => {
  const base = aStudy().participant("P1").source("P1", "P1: one two").code("B").code("A", { kind: "heading" }).code("A / x", { description: "first" }).code("A / y").coded("one", "A / x", "HN").coded("two", "A / y", "HN");
  it("is in the order of its tree, with codings that were merged in", () => {
    const rows = codebook(aStudy().code("B").code("A").code("A / x").study());
    expect(rows.map((r) => [r.path, r.depth])).toEqual([["B", 0], ["A", 0], ["A / x", 1]]);
    base.merged("A / y", "A / x");
    expect(codebook(base.study()).map((r) => [r.path, r.codings, r.codingsWithBelow, r.participants])).toEqual([["B", 0, 0, 0], ["A", 0, 2, 0], ["A / x", 2, 2, 1]]);
  });
  it("says what became of it", () => {
    const then = base.study();
    const x = base.codeId("A / x");
    base.record({ type: "code.described", body: { code: x }, words: { name: "z", description: "second" } }).record({ type: "code.moved", body: { code: x, parent: null, order: 9 }, words: {} }).code("C");
    base.record({ type: "code.retired", body: { code: base.codeId("B"), retired: true }, words: {} });
    expect(codebookChanges(then, base.study()).map((c) => [c.kind, c.before, c.after, c.fields.join()])).toEqual([
      ["retired", "B", "B", ""],
      ["renamed", "A / x", "z", ""],
      ["moved", "A / x", "z", ""],
      ["redefined", "A / x", "z", "description"],
      ["added", "", "C", ""],
    ]);
  });
});
