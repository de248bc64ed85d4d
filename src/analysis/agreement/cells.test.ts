import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Range } from "../../text/range.ts";
import { agreement, type AgreementAnswer } from "./cells.ts";
import { coefficientsOfMany, coefficientsOfTwo, type Coefficients } from "./coefficients.ts";
import type { AgreementQuestion, CodingOfAgreement } from "./question.ts";
import { agrees } from "../../../test/reference.ts";
import { isDefined, valueOf, type Figure } from "./result.ts";
import { unitizingAlpha } from "./unitizing.ts";

type Marks = readonly (readonly [number, number])[];

/** A question about code "x" from each source's marks by A and B. */
function ask(sources: readonly { id: string; A: Marks; B: Marks; L: number }[], more: Partial<AgreementQuestion> = {}): AgreementAnswer {
  const codings = sources.flatMap(({ id, A, B }) =>
    Object.entries({ A, B }).flatMap(([coder, marks]) => marks.map(([start, end]): CodingOfAgreement => ({ coder, source: id, code: "x", start, end }))),
  );
  const listed = sources.map(({ id, L }) => ({ id, length: L, finishedBy: ["A", "B"] }));
  return agreement({ sources: listed, codes: ["x"], codings, coders: ["A", "B"], unit: "character", ...more });
}

// Four interviews and one code: the set on which ways of averaging differ most.
const four = [
  { id: "d1", A: [[0, 100]], B: [[0, 90]], L: 1000 },
  { id: "d2", A: [[10, 20]], B: [], L: 300 },
  { id: "d3", A: [], B: [], L: 500 },
  { id: "d4", A: [[5, 55]], B: [[0, 60]], L: 200 },
] as const;

describe("agreement on characters", () => {
  test("per source, pooled, averaged, weighted by length, and as NVivo shows it: .942 0 – .875, .895, .606, .745, .704", () => {
    const { cells, pooled } = ask(four, { undefinedAsOne: true });
    [0.9418604651162791, 0, null, 0.875].forEach((kappa, i) => agrees(cells[i]!.cohenKappa, kappa));
    expect(pooled).toMatchObject({ both: 140, onlyFirst: 20, onlySecond: 10, neither: 1830, n: 2000 });
    agrees(pooled.cohenKappa, 0.8951048951048951);
    const means = pooled.means.cohenKappa;
    agrees(means.mean, 0.6056201550387597);
    agrees(means.weightedByLength, 0.7445736434108527);
    agrees(means.undefinedAsOne!, 0.7042151162790697);
    expect([means.defined, means.undefined]).toEqual([3, 1]);
  });

  test("merges a coder's overlapping and touching codings of a code first", () => {
    const { cells } = ask([{ id: "d", A: [[0, 30], [20, 40], [40, 50]], B: [[0, 50]], L: 200 }]);
    expect(cells[0]).toMatchObject({ both: 50, onlyFirst: 0, onlySecond: 0, neither: 150, cohenKappa: { value: 1 } });
  });

  test("of a code that neither used is undefined by chance, and PABAK and AC1 are 1 because a code can be given or not", () => {
    const cell = ask([{ id: "d", A: [], B: [], L: 200 }]).cells[0]!;
    expect(cell.cohenKappa).toMatchObject({ undefined: expect.stringContaining("no variation") });
    expect(cell.positiveAgreement).toEqual({ undefined: "neither coder used this code" });
    expect([cell.percent, cell.brennanPrediger, cell.gwetAC1].map(valueOf)).toEqual([1, 1, 1]);
  });

  test("of an empty source is undefined", () => {
    expect(ask([{ id: "d", A: [], B: [], L: 0 }]).cells[0]!.percent).toMatchObject({ undefined: expect.stringContaining("nothing to compare") });
  });

  test("refuses a coding beyond the text as a mistake of the caller", () => {
    expect(() => ask([{ id: "d", A: [[0, 11]], B: [], L: 10 }])).toThrow("from 0 to 11 is outside the 10 characters of source d");
  });

  test("leaves out a source that a coder has not finished, and names both", () => {
    const sources = [{ id: "s1", length: 10, finishedBy: ["A", "B"] }, { id: "s2", length: 10, finishedBy: ["A"] }];
    const codings = [{ coder: "A", source: "s2", code: "x", start: 0, end: 5 }, { coder: "B", source: "s1", code: "x", start: 0, end: 5 }];
    const { cells, method, pooled } = agreement({ sources, codes: ["x"], codings, coders: ["A", "B"], unit: "character" });
    expect(cells.map(({ source }) => source)).toEqual(["s1"]);
    expect(pooled).toMatchObject({ n: 10, both: 0, onlyFirst: 0, onlySecond: 5, neither: 5 });
    expect(method.leftOut).toEqual([{ source: "s2", unfinishedBy: ["B"] }]);
    expect(method.statement).toContain("s2 (not finished by B)");
  });

  test("with one coder is undefined, with the reason", () => {
    const { cells } = agreement({ sources: [{ id: "s", length: 5, finishedBy: ["A"] }], codes: ["x"], codings: [], coders: ["A"], unit: "character" });
    for (const name of ["percent", "cohenKappa", "fleissKappa", "positiveAgreement"] as const) expect(cells[0]![name]).toEqual({ undefined: "agreement needs at least two coders" });
  });

  test("says how it was reached", () => {
    const { method } = ask(four, { codebookVersion: "3", bootstrap: { seed: 5 } });
    expect(method).toMatchObject({ unit: "character", projection: null, coders: ["A", "B"], documents: ["d1", "d2", "d3", "d4"], codes: ["x"], codebookVersion: "3", n: 2000, whiteSpaceCounts: true });
    expect(method.coefficients).toEqual(expect.arrayContaining(["cohenKappa", "krippendorffAlpha", "binaryUnitizingAlpha"]));
    expect(method.statement).toContain("white space included");
  });
});

describe("intervals", () => {
  const many = Array.from({ length: 10 }, (_, i) => ({ id: `d${i}`, A: [[i, 40]], B: [[0, 30 + i]], L: 100 }) as const);

  test("are drawn over documents, state seed and draws, hold the value, and come out the same again", () => {
    const found = ask(many, { bootstrap: { seed: 11, draws: 500 } });
    const kappa = found.pooled.cohenKappa;
    if (!isDefined(kappa)) throw new Error(kappa.undefined);
    expect(kappa.interval!.method).toBe("percentile bootstrap over 10 documents, 500 draws, seed 11");
    expect(kappa.interval!.low).toBeLessThan(kappa.value);
    expect(kappa.interval!.high).toBeGreaterThan(kappa.value);
    expect(ask(many, { bootstrap: { seed: 11, draws: 500 } })).toEqual(found);
    expect(ask(many, { bootstrap: { seed: 12, draws: 500 } })).not.toEqual(found);
  });

  test("under eight documents are refused in words", () => {
    expect(ask(four, { bootstrap: { seed: 1 } }).pooled.cohenKappa).toMatchObject({ noInterval: "too few documents for an interval: 4, and it takes at least 8" });
  });

  test("over one code are those of the pool", () => {
    const { pooled } = ask(many, { bootstrap: { seed: 3, draws: 50 } });
    expect(pooled.byCode[0]!.cohenKappa).toEqual(pooled.cohenKappa);
  });
});

describe("agreement on units", () => {
  const source = { id: "s", length: 200, finishedBy: ["A", "B"], units: [[0, 40], [40, 95], [95, 130], [130, 200]].map(([start, end]): Range => ({ start: start!, end: end! })) };
  const codings = [{ coder: "A", start: 10, end: 45 }, { coder: "B", start: 0, end: 40 }, { coder: "B", start: 150, end: 160 }].map((c) => ({ ...c, source: "s", code: "x" }));
  const asked = (more: Partial<AgreementQuestion>): AgreementAnswer => agreement({ sources: [source], codes: ["x"], codings, coders: ["A", "B"], unit: "sentence", ...more });

  test("any overlap codes the whole sentence: one each of both, first, second, neither", () => {
    expect(asked({}).cells[0]).toMatchObject({ n: 4, both: 1, onlyFirst: 1, onlySecond: 1, neither: 1, cohenKappa: { value: 0 }, positiveAgreement: { value: 0.5 } });
  });

  test("at least half of the sentence must be coded under the half rule", () => {
    expect(asked({ rule: "half" }).cells[0]).toMatchObject({ both: 1, onlyFirst: 0, onlySecond: 0, neither: 3 });
  });

  test("the source as the unit needs no list of units", () => {
    expect(asked({ unit: "source" }).cells[0]).toMatchObject({ n: 1, both: 1 });
  });

  test("a source without its units is a mistake of the caller", () => {
    expect(() => asked({ sources: [{ ...source, units: undefined as never }] })).toThrow("Source s was given without its units");
  });
});

const figures = (c: Coefficients): [string, Figure][] => Object.entries({ ...c, krippendorffAlpha: c.krippendorffAlpha.nominal }).filter(([key]) => key in coefficientsOfTwo({ both: 1, onlyFirst: 1, onlySecond: 1, neither: 1 }));

test("the closed forms for two coders equal the general ones on the same counts", () => {
  const count = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(count, count, count, count, (both, onlyFirst, onlySecond, neither) => {
      const closed = coefficientsOfTwo({ both, onlyFirst, onlySecond, neither });
      const patterns = [{ by: [true, true], amount: both }, { by: [true, false], amount: onlyFirst }, { by: [false, true], amount: onlySecond }, { by: [false, false], amount: neither }];
      const general = coefficientsOfMany(patterns.filter(({ amount }) => amount > 0), 2);
      for (const [name, found] of figures(closed)) {
        if (["cohenKappa", "scottPi", "kappaMax", "biasIndex"].includes(name)) continue;
        const expected = valueOf(name === "krippendorffAlpha" ? general.krippendorffAlpha.nominal : (general as never)[name]);
        if (expected === null) expect(valueOf(found), name).toBeNull();
        else expect(valueOf(found), name).toBeCloseTo(expected, 9);
      }
    }),
  );
});

const marks = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const), { maxLength: 5 });

test("counts equal those of marking every character, for two and for three coders", () => {
  const L = 40;
  fc.assert(
    fc.property(marks, marks, marks, (...layers) => {
      const on = layers.map((layer) => Array.from({ length: L }, (_, i) => layer.some(([start, end]) => start <= i && i < end)));
      const cell = ask([{ id: "s", A: layers[0], B: layers[1], L }]).cells[0]!;
      const times = (a: boolean, b: boolean): number => on[0]!.filter((mark, i) => mark === a && on[1]![i] === b).length;
      expect(cell).toMatchObject({ both: times(true, true), onlyFirst: times(true, false), onlySecond: times(false, true), neither: times(false, false) });

      const coders = ["A", "B", "C"];
      const codings = layers.flatMap((layer, i) => layer.map(([start, end]) => ({ coder: coders[i]!, source: "s", code: "x", start, end })));
      const three = agreement({ sources: [{ id: "s", length: L, finishedBy: coders }], codes: ["x"], codings, coders, unit: "character" }).cells[0]!;
      for (const { coders: by, amount } of three.markedBy!) {
        expect(amount).toBe(Array.from({ length: L }).filter((_, i) => coders.every((coder, g) => on[g]![i] === by.includes(coder))).length);
      }
      expect(three.markedBy!.reduce((sum, { amount }) => sum + amount, 0)).toBe(L);

      // The unitizing alpha in closed form equals the one from units.
      const merged = layers.map((layer) => {
        const cut: { start: number; end: number; value: string }[] = [];
        for (let i = 0; i < L; i += 1) {
          if (!layer.some(([start, end]) => start <= i && i < end)) continue;
          if (cut.at(-1)?.end === i) cut.at(-1)!.end = i + 1;
          else cut.push({ start: i, end: i + 1, value: "x" });
        }
        return cut;
      });
      for (const [found, list] of [[cell, merged.slice(0, 2)], [three, merged]] as const) {
        const expected = valueOf(unitizingAlpha(list, L).binary);
        if (expected === null) expect(valueOf(found.binaryUnitizingAlpha!)).toBeNull();
        else expect(valueOf(found.binaryUnitizingAlpha!)).toBeCloseTo(expected, 9);
      }
    }),
  );
});

test("the coders' order turns only what has a direction: bias and the two one-sided counts", () => {
  fc.assert(
    fc.property(marks, marks, (A, B) => {
      const [cell, turned] = [ask([{ id: "s", A, B, L: 40 }]).cells[0]!, ask([{ id: "s", A, B, L: 40 }], { coders: ["B", "A"] }).cells[0]!];
      expect([turned.onlyFirst, turned.onlySecond]).toEqual([cell.onlySecond, cell.onlyFirst]);
      expect(valueOf(turned.biasIndex)! + valueOf(cell.biasIndex)!).toBeCloseTo(0, 12);
      for (const [name, found] of figures(cell)) if (name !== "biasIndex") expect(new Map(figures(turned)).get(name), name).toEqual(found);
    }),
  );
});
