import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BesideRow } from "../../server/then.ts";
import { bySide, countedMarks, definitionParts, markWords } from "./history-beside.ts";
import { dayName, endOfDay, isDay, latestIn, localDay, neighbour, stretchesOf, stripOf } from "./history-days.ts";
import { filterOf, isNarrowed, noFilter, paramsOf, queryOf, withinDays } from "./history-filter.ts";
import { addressOf } from "./history-goals.ts";
import { historyAction } from "./history-keys.ts";
import { wordDifference } from "./history-words.ts";

const day = (date: string, n = 1, by: Record<string, number> = { hn: n }) => ({ date, n, by });
const aDay = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2012, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const someDays = fc.uniqueArray(aDay, { maxLength: 60 }).chain((dates) => fc.array(fc.integer({ min: 1, max: 90 }), { minLength: dates.length, maxLength: dates.length }).map((counts) => dates.toSorted().map((date, i) => day(date, counts[i]!))));

describe("days", () => {
  it("are written out, and end where the reader is", () => {
    expect(dayName("2017-03-03")).toBe("3 March 2017");
    expect(dayName("2017-03-03", { weekday: true })).toBe("Friday 3 March 2017");
    expect([isDay("2017-02-30"), isDay("3 March"), isDay(null), isDay("2016-02-29")]).toEqual([false, false, false, true]);
    expect(localDay(new Date(endOfDay("2017-03-26")))).toBe("2017-03-26");
    expect(localDay(new Date(Date.parse(endOfDay("2017-03-26")) + 1))).toBe("2017-03-27");
  });
  it("are cut into stretches that hold every day once, latest first, and none of more than it should unless one day has more", () =>
    fc.assert(
      fc.property(someDays, (days) => {
        const stretches = stretchesOf(days, 60);
        expect(stretches.flatMap((s) => s.days)).toEqual(days.toReversed());
        for (const s of stretches) {
          expect(s.n).toBe(s.days.reduce((sum, d) => sum + d.n, 0));
          expect(s.n <= 60 || s.days.length === 1).toBe(true);
          expect([s.to, s.from]).toEqual([s.days[0]!.date, s.days.at(-1)!.date]);
        }
      }),
    ));
  it("make one strip on which nothing is lost, however long the study", () =>
    fc.assert(
      fc.property(someDays, (days) => {
        const { columns } = stripOf(days);
        expect(columns.reduce((sum, c) => sum + c.n, 0)).toBe(days.reduce((sum, d) => sum + d.n, 0));
        expect(columns.length).toBeLessThan(200);
        for (const d of days) expect(columns.filter((c) => c.first <= d.date && d.date <= c.last)).toHaveLength(1);
        columns.slice(1).forEach((c, i) => expect(c.first > columns[i]!.last).toBe(true));
      }),
    ));
  it("are shown by day, by week or by month, and lead to the latest day with something in it", () => {
    expect(stripOf([day("2016-06-01"), day("2016-06-09")]).unit).toBe("day");
    const weeks = stripOf([day("2016-06-01"), day("2017-06-09", 4, { hn: 1, ro: 3 })]);
    expect([weeks.unit, weeks.columns[0]!.name, weeks.columns.at(-1)!.first, weeks.most]).toEqual(["week", "the week of 30 May 2016", "2017-06-05", 3]);
    expect(weeks.columns.map((c) => c.tick).filter((t) => t !== "")).toEqual(["2016", "2017"]);
    expect(stripOf([day("2010-06-01"), day("2017-06-09")]).unit).toBe("month");
    const days = [day("2016-06-01"), day("2016-06-03"), day("2016-06-20")];
    expect(latestIn(days, { first: "2016-05-30", last: "2016-06-05" })).toBe("2016-06-03");
    expect([neighbour(days, "2016-06-03", 1), neighbour(days, "2016-06-02", -1), neighbour(days, "2016-06-20", 1)]).toEqual(["2016-06-20", "2016-06-01", undefined]);
  });
});

describe("what the history is narrowed to", () => {
  it("stands in the address, and comes back from it", () => {
    const filter = { who: "hn", kind: "codes" as const, q: "two words", about: "c1", from: "2016-01-01", to: null };
    expect(filterOf(paramsOf(filter))).toEqual(filter);
    expect(paramsOf(noFilter).toString()).toBe("");
    expect([isNarrowed(filter), isNarrowed(noFilter), isNarrowed({ ...noFilter, q: "  " })]).toEqual([true, false, false]);
  });
  it("leaves out of an address what is no kind and no day", () => expect(filterOf(new URLSearchParams("kind=nonsense&from=yesterday"))).toEqual(noFilter));
  it("asks the server for everything but the days", () => expect(queryOf({ ...noFilter, q: " x ", from: "2016-01-01" }, "UTC")).toEqual({ q: "x", zone: "UTC" }));
  it("takes a range given the wrong way round the right way round", () => {
    const days = ["2016-01-01", "2016-02-01", "2016-03-01"].map((d) => day(d));
    expect(withinDays(days, { ...noFilter, from: "2016-02-15", to: "2016-01-15" }).map((d) => d.date)).toEqual(["2016-02-01"]);
    expect(withinDays(days, { ...noFilter, from: "2016-02-01" }).map((d) => d.date)).toEqual(["2016-02-01", "2016-03-01"]);
  });
});

describe("where a sentence leads", () => {
  it("is the page of what it speaks of; a memo leads to what it is about", () => {
    const memos = [{ id: "m", links: [{ kind: "coding", id: "x" }, { kind: "code", id: "c" }] }, { id: "bare", links: [] }] as never;
    expect(addressOf({ kind: "source", id: "s", from: 3, end: 9 }, [])).toBe("/interviews/s?from=3&to=9");
    expect(addressOf({ kind: "theme", id: "t" }, [])).toBe("/themes/t");
    expect([addressOf({ kind: "memo", id: "m" }, memos), addressOf({ kind: "memo", id: "bare" }, memos)]).toEqual(["/codes/c", null]);
  });
});

describe("keys in the list of what happened", () => {
  const press = (key: string, more = {}) => historyAction({ key, mod: false, alt: false, shift: false, ...more });
  it("go from step to step and from day to day, open, follow and look back", () => {
    expect([press("j"), press("ArrowUp"), press("]"), press("Enter"), press("g"), press("d"), press("/")]).toEqual([{ do: "step", by: 1 }, { do: "step", by: -1 }, { do: "day", by: 1 }, { do: "fold", open: null }, { do: "go" }, { do: "look back" }, { do: "search" }]);
  });
  it("leave to the browser what is its own", () => expect([press("Tab"), press("j", { mod: true }), press("ArrowLeft", { alt: true }), press("q")]).toEqual([null, null, null, null]));
});

describe("how one text became another", () => {
  const words = fc.array(fc.constantFrom("she", "came", "every", "week", ",", ".", "Ünïcode", "مرحبا", "to the house"), { maxLength: 14 }).map((w) => w.join(" "));
  it("gives both texts back", () =>
    fc.assert(
      fc.property(words, words, (before, after) => {
        const runs = wordDifference(before, after);
        expect(runs.filter((r) => r.is !== "in").map((r) => r.text).join("")).toBe(before);
        expect(runs.filter((r) => r.is !== "out").map((r) => r.text).join("")).toBe(after);
      }),
    ));
  it("keeps what is the same and takes neighbouring changes together", () => {
    expect(wordDifference("Had not heard of it.", "Nobody had not heard of it.").map((r) => [r.is, r.text])).toEqual([["out", "Had"], ["in", "Nobody had"], ["same", " not heard of it."]]);
    expect(wordDifference("same", "same")).toEqual([{ is: "same", text: "same" }]);
    expect(wordDifference("", "new words")).toEqual([{ is: "in", text: "new words" }]);
  });
});

describe("two codebooks side by side", () => {
  const side = { name: "visits", path: "visits", depth: 0, kind: "code", colour: null, hue: 0, description: "She came.", whenToUse: "", whenNotToUse: "", example: "e", retired: false, codings: 2 } as const;
  const row = (marks: BesideRow["marks"], then: BesideRow["then"] = side, now: BesideRow["now"] = side): BesideRow => ({ id: "x", then, now, marks, story: [] });
  it("take the days in their order, and leave out today", () => {
    expect(bySide("2016-01-01", "2015-01-01", "2017-01-01")).toEqual(["2015-01-01", "2016-01-01"]);
    expect(bySide("2016-01-01", "2017-01-01", "2017-01-01")).toEqual(["2016-01-01", null]);
    expect(bySide("2016-01-01", "2016-01-01", "2017-01-01")).toEqual(["2016-01-01", null]);
  });
  it("count a merge and a split once", () =>
    expect(countedMarks([row([{ kind: "merged", words: "Merged into “a”" }]), row([{ kind: "merged", words: "Took in “b”" }, { kind: "renamed", words: "Renamed" }]), row([{ kind: "split", words: "Split from “a”" }])])).toEqual(["1 renamed", "1 merged"]));
  it("do not say twice what became of a code", () =>
    expect([{ kind: "renamed", words: "Renamed from “a” to “b”" }, { kind: "merged", words: "Took in “c”" }, { kind: "added", words: "Added" }].map((m) => markWords(m as never))).toEqual(["from “a” to “b”", "Took in “c”", ""]));
  it("show of a definition what changed, and the description", () => {
    const redefined = row([{ kind: "redefined", words: "" }], side, { ...side, whenToUse: "always" });
    expect(definitionParts(redefined, "now").map((p) => [p.field, p.changed])).toEqual([["description", false], ["whenToUse", true]]);
    expect(definitionParts(redefined, "then").map((p) => p.field)).toEqual(["description"]);
    expect(definitionParts(row([], null), "now").map((p) => p.field)).toEqual(["description", "example"]);
  });
});
