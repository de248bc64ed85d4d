import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDefined, valueOf, type Figure } from "./result.ts";
import { agreementOfTable, type TableAgreement } from "./table.ts";

const C = [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, 3, null, null]];

const figuresOf = ({ method: _, byCategory: __, krippendorffAlpha, ...rest }: TableAgreement): [string, Figure][] => [
  ...Object.entries(rest),
  ...Object.entries(krippendorffAlpha).map(([name, figure]): [string, Figure] => [`alpha ${name}`, figure]),
];
const expectSame = (found: TableAgreement, expected: TableAgreement): void => {
  const other = new Map(figuresOf(expected));
  for (const [name, figure] of figuresOf(found)) {
    const value = valueOf(other.get(name)!);
    if (value === null) expect(valueOf(figure), name).toBeNull();
    else expect(valueOf(figure), name).toBeCloseTo(value, 9);
  }
};

describe("agreement of a table", () => {
  test("gives every coefficient of Krippendorff 2011 C, also where the numbers are written as text", () => {
    const found = agreementOfTable(C.map((row) => row.map((cell) => (cell === null ? "" : ` ${cell} `))));
    expect(valueOf(found.krippendorffAlpha.nominal)).toBeCloseTo(0.743421052631579, 10);
    expect(valueOf(found.krippendorffAlpha.ordinal)).toBeCloseTo(0.8153875037548814, 10);
    expect(valueOf(found.krippendorffAlpha.interval)).toBeCloseTo(0.8491071428571428, 10);
    expect(valueOf(found.krippendorffAlpha.ratio)).toBeCloseTo(0.7974027747116121, 10);
    expect(valueOf(found.percent)).toBeCloseTo(0.8181818182, 9);
    expect(valueOf(found.gwetAC1)).toBeCloseTo(0.7754440681, 9);
    expect(found.method).toMatchObject({ n: { rows: 12, rated: 12, paired: 11 }, missing: 7, q: 5, categories: [1, 2, 3, 4, 5] });
  });

  test("says for two-coder coefficients that there are four coders, and where to look instead", () => {
    const found = agreementOfTable(C);
    expect(found.cohenKappa).toEqual({ undefined: "Cohen's kappa is for two coders and there are 4; see Conger, Light or Fleiss" });
    expect(found.scottPi).toHaveProperty("undefined");
  });

  test("with text in it keeps the nominal level and names the first such cell for the others", () => {
    const found = agreementOfTable([["1", "1"], ["2", "high"], ["2", "2"]], { coders: ["Ana", "Ben"], units: ["t1", "t2", "t3"] });
    expect(isDefined(found.krippendorffAlpha.nominal)).toBe(true);
    expect(found.krippendorffAlpha.interval).toEqual({ undefined: "interval alpha needs numbers, and unit “t2”, coder “Ben” has “high”; leave the cell empty if the value is missing" });
  });

  test("ranks names for ordinal alpha and weights only where their order is declared", () => {
    const rows = [["low", "mid"], ["high", "high"], ["mid", "mid"], ["low", "low"]];
    const ranks = [[0, 1], [2, 2], [1, 1], [0, 0]];
    const declared = agreementOfTable(rows, { categories: ["low", "mid", "high"], weights: "linear" });
    const numbers = agreementOfTable(ranks, { weights: "linear" });
    expect(valueOf(declared.krippendorffAlpha.ordinal)).toBeCloseTo(valueOf(numbers.krippendorffAlpha.ordinal)!, 12);
    expect(valueOf(declared.weightedKappa)).toBeCloseTo(valueOf(numbers.weightedKappa)!, 12);
    const undeclared = agreementOfTable(rows, { weights: "linear" });
    expect(undeclared.krippendorffAlpha.ordinal).toHaveProperty("undefined");
    expect(undeclared.weightedKappa).toEqual({ undefined: "linear weights need an order, and the categories are names (“low”) in no stated order" });
  });

  test("takes weights for weighted kappa and AC2 alone, and leaves the others as they are", () => {
    const found = agreementOfTable(C, { weights: "quadratic" });
    expect(valueOf(found.gwetAC2)).toBeCloseTo(0.9140007236, 9);
    expect(valueOf(found.gwetAC1)).toBeCloseTo(0.7754440681, 9);
    expect(agreementOfTable(C).gwetAC2).toEqual({ undefined: "no weights were chosen" });
  });

  test.each([
    ["one coder", [["a"], ["b"]], "agreement needs at least two coders"],
    ["all missing", [["", null], [null, " "]], "every value is missing"],
    ["no common unit", [["a", ""], ["", "b"]], "no unit has values from two coders"],
    ["no rows", [], "agreement needs at least two coders"],
  ])("of %s is undefined throughout, with the reason", (_, rows, reason) => {
    for (const [name, figure] of figuresOf(agreementOfTable(rows))) expect(figure, name).toEqual({ undefined: reason });
  });

  test("of one unit gives percent agreement and nothing that estimates chance from it", () => {
    const found = agreementOfTable([["a", "b"]]);
    expect(valueOf(found.percent)).toBe(0);
    expect(found.percent).toHaveProperty("noInterval");
    for (const figure of [found.cohenKappa, found.krippendorffAlpha.nominal, found.gwetAC1]) expect(figure).toMatchObject({ undefined: expect.stringContaining("only one unit") });
  });

  test("of one unit that two coders rated, among others that one rated, gives what estimates chance from all of them", () => {
    // Fleiss by hand: shares a 5/8, b 3/8 over the four units with a value; p_a = 0, p_e = 34/64.
    const found = agreementOfTable([["a", "b"], ["a", null], [null, "a"], ["b", null]]);
    expect(valueOf(found.fleissKappa)).toBeCloseTo((0 - 34 / 64) / (1 - 34 / 64), 12);
    expect(found.cohenKappa).toMatchObject({ undefined: expect.stringContaining("only one unit") });
  });

  test("reads decimal commas as numbers where every number is written so or whole, and as names otherwise", () => {
    const found = agreementOfTable([["1,5", "1,5"], ["2", "1,5"], ["2", "2"]]);
    expect(found.method.categories).toEqual([1.5, 2]);
    expect(isDefined(found.krippendorffAlpha.interval)).toBe(true);
    expect(agreementOfTable([["1,5", "1.5"], ["2", "x"]]).method.categories).toEqual(["1,5", "1.5", "2", "x"]);
  });

  test("without variation is 1 per cent-wise, undefined by chance, and AC1 only with a declared number of categories", () => {
    const rows = [["a", "a"], ["a", "a"], ["a", "a"]];
    const found = agreementOfTable(rows);
    expect(valueOf(found.percent)).toBe(1);
    for (const figure of [found.cohenKappa, found.krippendorffAlpha.nominal, found.fleissKappa]) expect(figure).toMatchObject({ undefined: expect.stringContaining("no variation") });
    expect(found.gwetAC1).toMatchObject({ undefined: expect.stringContaining("only one category") });
    expect(valueOf(agreementOfTable(rows, { q: 2 }).gwetAC1)).toBe(1);
    expect(valueOf(agreementOfTable(rows, { q: 2 }).brennanPrediger)).toBe(1);
  });

  test("with one coder constant: Cohen 0, Fleiss −1/3, alpha −1/6, AC1 0.2, Brennan-Prediger 0", () => {
    const found = agreementOfTable([["a", "a"], ["a", "a"], ["a", "b"], ["a", "b"]]);
    expect(valueOf(found.cohenKappa)).toBeCloseTo(0, 12);
    expect(valueOf(found.fleissKappa)).toBeCloseTo(-1 / 3, 12);
    expect(valueOf(found.krippendorffAlpha.nominal)).toBeCloseTo(-1 / 6, 12);
    expect(valueOf(found.gwetAC1)).toBeCloseTo(0.2, 12);
    expect(valueOf(found.brennanPrediger)).toBeCloseTo(0, 12);
  });

  test("gives Light's kappa a bootstrap interval that states seed and draws, and none under eight units", () => {
    const found = agreementOfTable(C.slice(0, 10).map((row) => row.slice(1)), { bootstrap: { seed: 7, draws: 200 } });
    expect(found.lightKappa).toMatchObject({ interval: { method: expect.stringContaining("10 units, 200 draws, seed 7") } });
    expect(agreementOfTable([[1, 2, 1], [2, 2, 2], [1, 1, 2]]).lightKappa).toMatchObject({ noInterval: "too few units for an interval: 3, and it takes at least 8" });
  });

  const cell = fc.option(fc.constantFrom(1, 2, 3), { nil: null, freq: 5 });
  const tables = fc.integer({ min: 2, max: 4 }).chain((coders) => fc.array(fc.array(cell, { minLength: coders, maxLength: coders }), { minLength: 2, maxLength: 12 }));

  test("is the same whatever the order of coders and units", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const found = agreementOfTable(rows, { weights: "linear", bootstrap: { seed: 1, draws: 1 } });
        expectSame(agreementOfTable([...rows].reverse().map((row) => [...row].reverse()), { weights: "linear", bootstrap: { seed: 1, draws: 1 } }), found);
      }),
    );
  });

  test("is the same whatever the categories are called, where names are all there is", () => {
    const names: Record<number, string> = { 1: "trust", 2: "family", 3: "wait" };
    const others: Record<number, string> = { 1: "x", 2: "zz", 3: "a" };
    fc.assert(
      fc.property(tables, (rows) => {
        const renamed = (by: Record<number, string>): TableAgreement => agreementOfTable(rows.map((row) => row.map((value) => (value === null ? null : by[value]!))), { bootstrap: { seed: 1, draws: 1 } });
        expectSame(renamed(names), renamed(others));
      }),
    );
  });
});
