import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

type Figure = { readonly value?: number; readonly standardError?: number; readonly interval?: { low: number; high: number }; readonly undefined?: string };
interface Table {
  readonly percent: Figure;
  readonly cohenKappa: Figure;
  readonly weightedKappa: Figure;
  readonly fleissKappa: Figure;
  readonly congerKappa: Figure;
  readonly scottPi: Figure;
  readonly brennanPrediger: Figure;
  readonly gwetAC1: Figure;
  readonly gwetAC2: Figure;
  readonly krippendorffAlpha: Readonly<Record<"nominal" | "ordinal" | "interval" | "ratio", Figure>>;
}

const t = new Terminal();
const agree = async (csv: string, ...more: string[]): Promise<{ answer: Table; err: string; code: number }> => {
  const said = await t.try(["agree", "table", t.file("ratings.csv", csv), "--json", ...more]);
  return { answer: JSON.parse(said.out) as Table, err: said.err.trim(), code: said.code };
};

/** Krippendorff 2011, Computing Krippendorff's alpha-reliability, section C: four observers, twelve units, missing values. */
const krippendorffC = `unit,A,B,C,D
1,1,1,,1
2,2,2,3,2
3,3,3,3,3
4,3,3,3,3
5,2,2,2,2
6,1,2,3,4
7,4,4,4,4
8,1,1,2,1
9,2,2,2,2
10,,5,5,5
11,,,1,1
12,,,3,
`;

describe("agreement in a table of units and coders", () => {
  it("gives Krippendorff's 2011 example C: alpha .743 nominal, .815 ordinal, .849 interval, .797 ratio", async () => {
    const { answer, err, code } = await agree(krippendorffC, "--weights", "quadratic");
    expect([code, err]).toEqual([0, ""]);
    const { nominal, ordinal, interval, ratio } = answer.krippendorffAlpha;
    expect([nominal.value, ordinal.value, interval.value, ratio.value].map((v) => Number(v!.toFixed(10)))).toEqual([0.7434210526, 0.8153875038, 0.8491071429, 0.7974027747]);
    expect(answer.gwetAC1.value).toBeCloseTo(0.7754440681, 9);
    expect(answer.gwetAC2.value).toBeCloseTo(0.9140007236, 9);
    expect(answer.fleissKappa.value).toBeCloseTo(0.7611692754, 9);
    expect(answer.brennanPrediger.value).toBeCloseTo(0.7727272727, 9);
    expect(answer.percent.value).toBeCloseTo(0.8181818182, 9);
    expect(answer.gwetAC1.standardError).toBeCloseTo(0.1429499506, 9);
    expect(answer.gwetAC1.interval!.low).toBeLessThan(answer.gwetAC1.value!);
    expect(answer.cohenKappa.undefined).toContain("two coders");
  });

  it("gives weighted kappa only where weights were chosen: Fleiss, Cohen and Everitt 1969, .429 and linear .492 of 3 categories", async () => {
    // Psychological Bulletin 72:323, table 1: proportions .53 .05 .02 / .11 .14 .05 / .01 .06 .03, here of 200.
    const counts = [[106, 10, 4], [22, 28, 10], [2, 12, 6]];
    const rows = counts.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => `${i + 1},${j + 1}`)));
    const csv = `unit,X,Y\n${rows.map((row, i) => `${i},${row}`).join("\n")}\n`;
    const { answer } = await agree(csv, "--weights", "linear");
    expect(answer.cohenKappa.value).toBeCloseTo(0.4285714286, 9);
    expect(answer.weightedKappa.value).toBeCloseTo(0.4923076923, 9);
    expect((await agree(csv)).answer.weightedKappa).toEqual({ undefined: "no weights were chosen" });
  });

  it("reads names as categories, also with semicolons and a byte order mark", async () => {
    const { answer, err } = await agree("\ufeffpassage;HN;RO\n1;trust;trust\n2;trust;shame\n3;shame;shame\n4;shame;shame\n", "--level", "nominal");
    expect(err).toBe("");
    expect(answer.percent.value).toBe(0.75);
    // p_o = 3/4, p_e = (2·1 + 2·3)/16 = 1/2
    expect(answer.cohenKappa.value).toBeCloseTo(0.5, 12);
  });

  it.each([
    ["text in a numeric level", "u,A,B\n1,1,1\n2,two,2\n3,3,1\n", ["--level", "interval"], 'interval alpha needs numbers, and unit “2”, coder “A” has “two”', "percent"],
    ["one coder", "u,A\n1,1\n2,2\n", [], 'one coder only ("A")', null],
    ["one unit", "u,A,B\n1,1,1\n", [], "Only one row", "percent"],
    ["all missing", "u,A,B\n1,,\n2,,\n", [], "Every value in ratings.csv is missing", null],
    ["no unit with two values", "u,A,B\n1,1,\n2,,1\n", [], "No row of ratings.csv has values from two coders", null],
    ["a row that is too short", "u,A,B\n1,1,1\n2,2\n3,1,2\n4,2,2\n", [], "Line 3 has fewer cells than the header (3); what is not there counts as missing.", "cohenKappa"],
    ["a row that is too long", "u,A,B\n1,1,1\n2,2,2,9\n3,1,2\n", [], "Line 3 has more cells than the header (3); the extra cells stand under no coder's name and were left out.", "cohenKappa"],
    ["a header without rows", "u,A,B\n", [], "no rows below its header", null],
  ])("says in one sentence what is wrong with %s, and computes what still can be", async (_, csv, more, sentence, defined) => {
    const { answer, err, code } = await agree(csv, ...more);
    expect(code).toBe(0);
    expect(err.split("\n")).toHaveLength(1);
    expect(err).toContain(sentence);
    for (const key of ["percent", "cohenKappa", "fleissKappa", "gwetAC1"] as const) expect(Object.keys(answer[key])).toContain(key === defined || "value" in answer[key] ? "value" : "undefined");
    if (defined !== null) expect(answer[defined as "percent"].value).toBeTypeOf("number");
    else expect(answer.percent.undefined).toBeTypeOf("string");
  });

  it("refuses what is no table in one sentence", async () => {
    for (const [name, content] of [["empty.csv", ""], ["picture.csv", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])]] as const) {
      const said = await t.try(["agree", "table", t.file(name, content)]);
      expect([said.code, said.out, said.err.trim().split("\n").length]).toEqual([1, "", 1]);
    }
    expect((await t.try(["agree", "table", "nowhere.csv"])).err).toContain("nowhere.csv is not there");
    expect((await t.try(["agree", "table", "ratings.csv", "--weights", "cubic"])).code).toBe(2);
  });

  it("prints every coefficient with its method for a person", async () => {
    t.file("c.csv", krippendorffC);
    const out = await t.do("agree", "table", "c.csv");
    expect(out).toContain("c.csv: 12 units, 4 coders (A, B, C, D), 5 categories, 7 missing");
    expect(out).toMatch(/Krippendorff's alpha \(ordinal\) +0\.8154/);
    expect(out).toContain("Method: unit is a row of the table; 11 of 12 rows have values from two coders");
  });

  const reference = new URL("../../../shared/data/agreement/krippendorff_alpha.json", import.meta.url);
  it.skipIf(!existsSync(reference))("equals every reference value of Krippendorff's alpha to nine digits", async () => {
    const { datasets } = JSON.parse(readFileSync(reference, "utf8")) as { datasets: Record<string, { data: readonly (readonly (number | string | null)[])[]; alpha?: Partial<Record<string, number | null>> }> };
    let compared = 0;
    for (const [name, { data, alpha = {} }] of Object.entries(datasets)) {
      if (!Array.isArray(data?.[0])) continue;
      const rows = data[0]!.map((_, unit) => [unit + 1, ...data.map((coder) => coder[unit] ?? "")].join(","));
      const { answer } = await agree(`unit,${data.map((_, i) => `c${i}`).join(",")}\n${rows.join("\n")}\n`);
      for (const level of ["nominal", "ordinal", "interval", "ratio"] as const) {
        const wanted = alpha[level];
        if (typeof wanted !== "number") continue;
        expect(answer.krippendorffAlpha[level].value, `${name} ${level}`).toBeCloseTo(wanted, 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(11);
  });
});
