import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStudy } from "../../../test/notation.ts";
import { coreq } from "../../analysis/coreq.ts";
import { methodsOf } from "../../analysis/methods.ts";
import { headingOf, placeOfGap, placeOfItem } from "./report-gaps.ts";
import { movedBy } from "./report-order.ts";

describe("what the write-up lacks", () => {
  it("has a place to be filled in for every line that an empty study lacks", () => {
    const study = aStudy().study();
    const { missing } = methodsOf(study, [], { software: "x" });
    const kinds = Object.fromEntries(missing.map((m) => [m, placeOfGap(m)]));
    expect(missing.length).toBeGreaterThan(6);
    expect(kinds["the ethics approval and its reference"]).toEqual({ kind: "fact", heading: "ethics reference" });
    expect(kinds["how participants were sampled"]).toEqual({ kind: "fact", heading: "sampling" });
    expect(kinds["how consent was given"]).toMatchObject({ to: "/people" });
    expect(kinds["how the codes became themes, in the authors' words"]).toEqual({ kind: "prose", section: "methods" });
  });
  it("is filled in by the fact that the place names", () => {
    const gaps = (study: ReturnType<ReturnType<typeof aStudy>["study"]>): readonly string[] => methodsOf(study, [], { software: "x" }).missing;
    const facts = gaps(aStudy().study()).flatMap((gap) => {
      const place = placeOfGap(gap);
      return place.kind === "fact" ? [{ gap, heading: place.heading }] : [];
    });
    expect(facts.length).toBeGreaterThan(3);
    expect(facts.filter(({ gap, heading }) => gaps(aStudy().facts({ [heading]: "said" }).study()).includes(gap))).toEqual([]);
  });
  it("sends every item of the checklist to its records, and facts of the study fill the item they are named for", () => {
    const items = (told: ReturnType<typeof aStudy>) => coreq(told.study(), [], { software: "x", quotations: { shown: 0, labelled: 0 } });
    const empty = items(aStudy());
    expect(empty).toHaveLength(32);
    expect(empty.filter((i) => placeOfItem(i) === null).map((i) => i.topic)).toEqual(["Software"]);
    for (const item of empty) {
      const place = placeOfItem(item);
      if (place?.kind === "fact") expect(items(aStudy().facts({ [place.heading]: "said so" }))[item.item - 1]!.answer).toContain("said so");
      if (place?.kind === "researchers") expect(items(aStudy().coder("HN", { [place.heading]: "said so" }))[item.item - 1]!.answer).toContain("said so");
    }
  });
  it("goes under the heading that is there already, whatever its case", () => {
    expect(headingOf({ "Ethics-reference": "1" }, "ethics reference")).toBe("Ethics-reference");
    expect(headingOf({}, "sampling")).toBe("sampling");
  });
});

describe("the order of quotations", () => {
  const orders = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 7 }).map((list) => list.sort((a, b) => a - b).map((order, i) => ({ id: `q${i}`, order })));
  it("changes by one place, up or down, and in no other way", () => {
    fc.assert(
      fc.property(orders, fc.nat(6), fc.constantFrom(-1 as const, 1 as const), (list, pick, by) => {
        const at = pick % list.length;
        const changes = movedBy(list, `q${at}`, by);
        if (at + by < 0 || at + by >= list.length) return void expect(changes).toBeNull();
        const wanted = list.map((q) => q.id).toSpliced(at, 1).toSpliced(at + by, 0, `q${at}`);
        const now = list.map((q) => ({ id: q.id, order: changes!.find((c) => c.id === q.id)?.order ?? q.order })).sort((a, b) => a.order - b.order || wanted.indexOf(a.id) - wanted.indexOf(b.id));
        expect(now.map((q) => q.id)).toEqual(wanted);
        const places = now.map((q) => q.order);
        if (changes!.length > 1) expect(new Set(places).size).toBe(places.length);
      }),
    );
  });
});
