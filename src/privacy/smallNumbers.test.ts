import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elevenMothers } from "../../test/elevenMothers.ts";
import { table1 } from "../analysis/table1.ts";
import { disclosure, smallNumberWarnings } from "./disclosure.ts";
import { isSmall, profiles, shownCount, suppress } from "./smallNumbers.ts";
import { suppressTable } from "./suppressTable.ts";

const cases = new URL("../../../shared/data/agreement/workbench_cases.json", import.meta.url);

describe.skipIf(!existsSync(cases))("small counts by the reference values (shared data, workbench cases)", () => {
  const { suppression } = existsSync(cases) ? (JSON.parse(readFileSync(cases, "utf8")) as { suppression: Record<"hes_2018_rule" | "simple_lt5", Record<string, string>> }) : { suppression: { hes_2018_rule: {}, simple_lt5: {} } };
  it("of the hospital rule of 2018", () => expect(Object.fromEntries(Object.keys(suppression.hes_2018_rule).map((n) => [n, shownCount(Number(n), "hospital")]))).toEqual(suppression.hes_2018_rule));
  it("of fewer than five", () => expect(Object.fromEntries(Object.keys(suppression.simple_lt5).map((n) => [n, shownCount(Number(n), "under 5")]))).toEqual(suppression.simple_lt5));
});

const whole = (counts: number[]) => suppress(counts, [{ cells: counts.map((_, i) => i) }], "under 5");

describe("secondary suppression", () => {
  it("hides the next smallest where one alone is hidden", () => expect(whole([3, 8, 9, 0]).shown).toEqual(["<5", "*", "9", "0"]));
  it("hides another where the hidden ones could be worked out all the same", () => {
    expect(whole([1, 1, 9]).shown).toEqual(["<5", "<5", "*"]);
    expect(whole([1, 2, 9]).shown).toEqual(["<5", "<5", "9"]);
    expect(whole([4, 4, 9]).shown).toEqual(["<5", "<5", "*"]);
  });
  it("says where nothing helps but to hide the total", () => expect(whole([3]).open).toEqual([0]));
  it("sees that a small cell is given away by what the others cannot be", () => expect(whole([1, 0, 5]).open).toContain(0));
  it("protects rows and columns of a cross table", () => {
    // 3 × 3 with one small cell: it, one more in its row, one in its column, and the corner between them.
    const counts = [2, 10, 20, 12, 30, 40, 22, 50, 60];
    const lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]].map((cells) => ({ cells }));
    const { hiding, open, feasible } = suppress(counts, lines, "under 5");
    expect(hiding.flatMap((h, i) => (h === null ? [] : [i]))).toEqual([0, 1, 3, 4]);
    expect(open).toEqual([]);
    expect(feasible[0]).toEqual([1, 4]);
  });

  /** All ways a reader could fill the hidden cells of one sum, by trying. */
  function possible(counts: readonly number[], hiding: readonly (string | null)[], limit: number): Set<number>[] {
    const total = counts.reduce((a, b) => a + b, 0);
    const found = counts.map(() => new Set<number>());
    const fill = (i: number, sum: number, chosen: number[]): void => {
      if (i === counts.length) {
        if (sum === total) chosen.forEach((n, at) => found[at]!.add(n));
        return;
      }
      const options = hiding[i] === null ? [counts[i]!] : hiding[i] === "small" ? Array.from({ length: limit - 1 }, (_, k) => k + 1) : [0, ...Array.from({ length: Math.max(0, total - limit + 1) }, (_, k) => k + limit)];
      for (const n of options) if (sum + n <= total) fill(i + 1, sum + n, [...chosen, n]);
    };
    fill(0, 0, []);
    return found;
  }
  it("leaves every hidden cell of a sum at least two possible values, as trying them all shows", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }), fc.constantFrom("under 5" as const, "under 10" as const), (counts, profile) => {
        const { hiding, open } = suppress(counts, [{ cells: counts.map((_, i) => i) }], profile);
        const tried = possible(counts, hiding, profile === "under 5" ? 5 : 10);
        const shown = counts.filter((n, i) => isSmall(n, profile) && hiding[i] !== "small");
        const given = counts.filter((_, i) => hiding[i] !== null && !open.includes(i) && tried[i]!.size < 2);
        expect([shown, given]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a table with small numbers", () => {
  const result = table1(elevenMothers().study());
  if (!result.ok) throw new Error(result.problems.join(" "));
  const { table, people } = result;
  it("warns of the cells that hold one person, of the small ones, and of who stands alone", () => {
    const found = disclosure(table, people);
    expect(found.ones).toEqual([{ characteristic: "Age", level: "31-35" }, { characteristic: "Ethnicity", level: "White Other" }, { characteristic: "Primary diagnosis", level: "psychosis" }, { characteristic: "Child protection", level: "loss of custody" }, { characteristic: "Child protection", level: "parenting assessment" }]);
    expect(found.cells).toBe(24);
    expect(smallNumberWarnings(found)[0]).toMatch(/^5 of the 24 cells hold a single person/);
    expect(found.unique.some((u) => u.combination.length === 2)).toBe(true);
    for (const { label, combination } of found.unique) {
      const same = people.filter((p) => combination.every((c) => p.levels.get(c.characteristic) === c.level));
      expect(same.map((p) => p.label)).toEqual([label]);
    }
  });
  it.each(profiles)("hides them by the profile %s, with their percentages and the extremes", (profile) => {
    const hiddenTable = suppressTable(table, profile);
    const text = JSON.stringify(hiddenTable);
    expect(text).not.toMatch(/"(min|max)"/);
    for (const c of hiddenTable.characteristics) {
      for (const l of c.levels) {
        if (profile !== "round to 5") expect(isSmall(Number(l.n) || 0, profile)).toBe(false);
        if (!/^\d+$/.test(l.n)) expect(l.percent).toBeNull();
      }
    }
  });
  it("shows nothing but that there are few people where there are few", () => {
    const two = suppressTable({ n: 2, characteristics: [{ name: "A", levels: [{ level: "x", n: 2, percent: 100 }], missing: 0, mean: 3 }] }, "under 5");
    expect(two).toMatchObject({ n: "<5", characteristics: [{ name: "A", levels: [{ n: "*", percent: null }] }] });
    expect(two.characteristics[0]).not.toHaveProperty("mean");
  });
});
