import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaOfSets } from "./alpha-of-sets.ts";
import { agreement, type AgreementAnswer } from "./cells.ts";
import type { AgreementQuestion, CodingOfAgreement, UnitName } from "./question.ts";
import { valueOf } from "./result.ts";
import { setDistanceNames } from "./set-distance.ts";
import { unitizingAlpha, type Unit } from "./unitizing.ts";

const length = 12;
const coding = fc.record({ coder: fc.constantFrom("A", "B", "C"), source: fc.constantFrom("s1", "s2"), code: fc.constantFrom("x", "y", "z"), start: fc.integer({ min: 0, max: length - 1 }), size: fc.integer({ min: 1, max: 6 }) }).map(({ size, ...c }): CodingOfAgreement => ({ ...c, end: Math.min(length, c.start + size) }));
const units = [{ start: 0, end: 4 }, { start: 4, end: 9 }, { start: 10, end: 12 }];

const ask = (codings: readonly CodingOfAgreement[], more: Partial<AgreementQuestion>): AgreementAnswer =>
  agreement({ sources: ["s1", "s2"].map((id) => ({ id, length, finishedBy: ["A", "B", "C"], units })), codes: ["x", "y", "z"], codings, coders: ["A", "B", "C"], unit: "character", ...more });

describe("alpha of the sets of codes on each unit", () => {
  test("equals alpha over every unit written out, with each distance and for characters as for larger units", () => {
    fc.assert(
      fc.property(fc.array(coding, { maxLength: 14 }), fc.constantFrom(...setDistanceNames), fc.constantFrom<UnitName>("character", "turn"), (codings, distance, unit) => {
        const { sets } = ask(codings, { sets: distance, unit });
        const places = unit === "turn" ? units : Array.from({ length }, (_, i) => ({ start: i, end: i + 1 }));
        const rows = ["s1", "s2"].flatMap((source) => places.map(({ start, end }) => ["A", "B", "C"].map((coder) => [...new Set(codings.filter((c) => c.source === source && c.coder === coder && c.start < end && c.end > start).map((c) => c.code))])));
        const expected = valueOf(alphaOfSets(rows, distance));
        expect(sets!.n).toBe(rows.length);
        if (expected === null) expect(valueOf(sets!.alpha)).toBeNull();
        else expect(valueOf(sets!.alpha)).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("says which distance it used, in the answer and in the statement of method", () => {
    const { sets, method } = ask([{ coder: "A", source: "s1", code: "x", start: 0, end: 4 }], { sets: "masi" });
    expect(sets!.distance).toBe("masi");
    expect(method.statement).toContain("MASI, 1 − J·M with M exactly 1, 2/3, 1/3 or 0 (Passonneau 2006)");
  });
});

describe("the unitizing alphas of codes that exclude each other", () => {
  const codings: CodingOfAgreement[] = [["A", "s1", "x", 0, 5], ["A", "s2", "y", 2, 8], ["B", "s1", "x", 1, 5], ["B", "s2", "z", 2, 7], ["C", "s1", "x", 0, 4]].map(([coder, source, code, start, end]) => ({ coder, source, code, start, end }) as CodingOfAgreement);

  test("take the sources as one continuum, one after the other", () => {
    const { unitizing } = ask(codings, { exclusive: true });
    const lists = ["A", "B", "C"].map((coder) => codings.filter((c) => c.coder === coder).map(({ source, code, start, end }): Unit => ({ value: code, start: start + (source === "s2" ? length : 0), end: end + (source === "s2" ? length : 0) })));
    expect(unitizing).toEqual(unitizingAlpha(lists, 2 * length));
    expect(valueOf(unitizing!.whole)).not.toBeNull();
  });

  test("say of cu-alpha of three coders that it rests on one reading, and of two coders that of neither", () => {
    expect(ask(codings, { exclusive: true }).method.statement).toContain("cu-α rests on one reading of its self-pairing term");
    expect(ask(codings, { exclusive: true, coders: ["A", "B"] }).method.statement).not.toContain("one reading");
  });

  test("are undefined where a coder gave two of the codes to the same text, naming who, which and where", () => {
    const { unitizing } = ask([...codings, { coder: "B", source: "s2", code: "x", start: 6, end: 9 }], { exclusive: true });
    expect(unitizing!.whole).toEqual({ undefined: "B gave “z” and “x” to the same text in s2, and codes that exclude each other cannot share text; name with --codes those that do" });
  });
});
