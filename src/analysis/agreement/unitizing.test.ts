import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueOf } from "./result.ts";
import { agrees } from "../../../test/reference.ts";
import { unitizingAlpha, type Unit } from "./unitizing.ts";

const units = (...list: [number, number, string][]): Unit[] => list.map(([start, end, value]) => ({ start, end, value }));

// Krippendorff 2019, figure 12.11, with the coordinates of pygamma's test file.
const alex = units([2, 9, "1"], [11, 17, "2"], [24, 30, "5"], [32, 36, "6"], [36, 44, "6"], [44, 60, "7"]);
const paul = units([2, 9, "1"], [11, 17, "3"], [19, 25, "5"], [32, 44, "6"]);
const suzan = units([2, 9, "1"], [11, 17, "4"], [21, 27, "5"], [32, 36, "6"], [36, 40, "6"], [40, 44, "6"]);

describe("unitizing alpha", () => {
  test("Krippendorff 2019, figure 12.11: u-α .510, binary .413, cu-α .724", () => {
    const found = unitizingAlpha([alex, paul, suzan], 60);
    expect([found.whole, found.binary, found.valued].map((f) => valueOf(f)!.toFixed(3))).toEqual(["0.510", "0.413", "0.724"]);
    agrees(found.whole, 0.5096699731736228);
    agrees(found.binary, 0.4132259407617981);
    agrees(found.valued, 0.7240818696472637);
    [1, 0, 0, 0, 1, 1, null].forEach((expected, i) => agrees(found.byValue[i]!.alpha, expected));
  });

  test("of coders who cut out nothing is undefined, not 1", () => {
    expect(unitizingAlpha([[], []], 30)).toMatchObject({ whole: { undefined: expect.stringContaining("no variation") }, valued: { undefined: "no coder cut out anything" } });
  });

  test("of one coder, of an empty text, and of two values on the same text is undefined, with the reason", () => {
    expect(unitizingAlpha([alex], 60).whole).toEqual({ undefined: "agreement needs at least two coders" });
    expect(unitizingAlpha([[], []], 0).whole).toHaveProperty("undefined");
    expect(unitizingAlpha([units([0, 5, "a"], [4, 8, "b"]), []], 9).binary).toEqual({
      undefined: "coder 1 gave “a” and “b” to the same text at 4, and this coefficient allows one value at a time",
    });
    expect(unitizingAlpha([units([5, 12, "a"]), []], 9).binary).toMatchObject({ undefined: expect.stringContaining("outside the text") });
  });

  test("does not depend on the order of coders or on the names of values", () => {
    const one = unitizingAlpha([alex, paul, suzan], 60);
    const renamed = [suzan, alex, paul].map((list) => list.map((unit) => ({ ...unit, value: `z${9 - Number(unit.value)}` })));
    const other = unitizingAlpha(renamed, 60);
    for (const key of ["whole", "binary", "valued", "coverage"] as const) expect(valueOf(other[key])).toBeCloseTo(valueOf(one[key])!, 12);
  });

  test("equals sums over every pair of characters, for two coders", () => {
    const cut = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom("a", "b")), { maxLength: 4 }).map((steps) => {
      let at = 0;
      return steps.map(([gap, length, value]): Unit => ({ start: (at += gap), end: (at += length), value }));
    });
    fc.assert(
      fc.property(cut, cut, (first, second) => {
        const length = 30;
        const found = unitizingAlpha([first, second], length);
        const at = (list: Unit[], i: number): Unit | undefined => list.find((unit) => unit.start <= i && i < unit.end);
        // Every character of one coder may meet every character of either, but not one of its own unit (a gap's characters are units of their own).
        let [pairs, differ, apart] = [0, 0, 0];
        const places = [first, second].flatMap((list, coder) => Array.from({ length }, (_, i) => ({ unit: at(list, i), id: at(list, i) ?? `${coder} ${i}` })));
        for (const x of places)
          for (const y of places) {
            if (x.id === y.id) continue;
            pairs += 1;
            if (x.unit?.value !== y.unit?.value) differ += 1;
            if (!x.unit !== !y.unit) apart += 1;
          }
        let [met, metApart] = [0, 0];
        for (let i = 0; i < length; i += 1) {
          if (at(first, i)?.value !== at(second, i)?.value) met += 2;
          if (!at(first, i) !== !at(second, i)) metApart += 2;
        }
        const expected = (observed: number, chance: number): number | null => (chance === 0 ? null : 1 - observed / ((2 * length * chance) / pairs));
        const [whole, binary] = [expected(met, differ), expected(metApart, apart)];
        if (whole === null) expect(valueOf(found.whole)).toBeNull();
        else expect(valueOf(found.whole)).toBeCloseTo(whole, 9);
        if (binary === null) expect(valueOf(found.binary)).toBeNull();
        else expect(valueOf(found.binary)).toBeCloseTo(binary, 9);
      }),
    );
  });
});
