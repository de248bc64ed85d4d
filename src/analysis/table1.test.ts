import { describe, expect, it } from "vitest";
import { elevenMothers } from "../../test/elevenMothers.ts";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { quantile, summarise } from "./summary.ts";
import { table1, type Table1, type Table1Options } from "./table1.ts";

const tableOf = (told: StudyNotation, options?: Table1Options): Table1 => {
  const result = table1(told.study(), options);
  if (!result.ok) throw new Error(result.problems.join(" "));
  return result.table;
};
const levels = (table: Table1, name: string): string[] => table.characteristics.find((c) => c.name === name)!.levels.map((l) => `${l.level} ${l.n} (${l.percent.toFixed(1)})`);

// The published table: J. Reprod. Infant Psychol. 41(2), 2023, doi 10.1080/02646838.2021.1983920, Table 1 (n = 11).
describe("Table 1 of the published study", () => {
  const table = tableOf(elevenMothers());
  it("has its counts, and the percentages that follow from them", () => {
    expect(table.n).toBe(11);
    expect(levels(table, "Age")).toEqual(["under 25 4 (36.4)", "26-30 3 (27.3)", "31-35 1 (9.1)", "36-40 3 (27.3)"]);
    expect(levels(table, "Ethnicity")).toEqual(["White British 8 (72.7)", "Black Caribbean 2 (18.2)", "White Other 1 (9.1)"]);
    expect(levels(table, "Location")).toEqual(["South of England 6 (54.5)", "London 5 (45.5)"]);
    expect(levels(table, "Primary diagnosis")).toEqual(["depression 5 (45.5)", "personality disorder 5 (45.5)", "psychosis 1 (9.1)"]);
    expect(levels(table, "Education")).toEqual(["degree or further education 4 (36.4)", "A levels or equivalent 4 (36.4)", "GCSE or less 3 (27.3)"]);
    expect(levels(table, "Marital status")).toEqual(["living with partner or husband 7 (63.6)", "not living with one 4 (36.4)"]);
    expect(levels(table, "Child protection")).toEqual(["none 5 (45.5)", "plan or team around the child 4 (36.4)", "loss of custody 1 (9.1)", "parenting assessment 1 (9.1)"]);
    expect(levels(table, "Number of children")).toEqual(["one 6 (54.5)", "two 3 (27.3)", "three or more 2 (18.2)"]);
  });
  it("has its mean and range of age", () => {
    const age = table.characteristics.find((c) => c.name === "Age")!;
    expect([Math.round(age.mean!), age.min, age.max]).toEqual([30, 20, 39]);
  });
  it("warns that 25 is in no band", () => {
    const result = table1(elevenMothers().study());
    expect(result.ok && result.warnings).toContain('The bands of "Age": 25 is in no band.');
  });
});

describe("Table 1", () => {
  it("names the person and the number that fall between two bands, or into two", () => {
    const told = aStudy().attribute("Age", "number", { bands: "under 25; 26-30; 30-40" }).participant("P1", { Age: 25 }).participant("P2", { Age: 30 });
    const result = table1(told.study());
    expect(result.ok ? [] : result.problems).toEqual(['P1: "Age" is 25, which is in none of the bands "under 25; 26-30; 30-40".', 'P2: "Age" is 30, which is in two bands, "26-30" and "30-40".']);
  });
  it("gives percentages of everyone, those of whom it is not known included", () => {
    const told = aStudy().participant("P1", { Service: "A" }).participant("P2", { Service: null }).participant("P3", { Service: " " }).participant("P4", { Service: "A" });
    expect(tableOf(told).characteristics[0]).toEqual({ name: "Service", levels: [{ level: "A", n: 2, percent: 50 }], missing: 2 });
  });
  it("shows levels in the attribute's order, then by how many have them, with other last", () => {
    const told = aStudy().attribute("Education", "category", { levels: ["GCSE", "Degree"] });
    ["Other", "Other", "Other", "None", "Degree", "GCSE", "Diploma", "Diploma"].forEach((Education, i) => told.participant(`P${i}`, { Education }));
    expect(tableOf(told).characteristics[0]!.levels.map((l) => l.level)).toEqual(["GCSE", "Degree", "Diploma", "None", "Other"]);
  });
  it("shows levels that are bands by size", () => {
    const told = aStudy();
    ["41+", "26-30", "26-30", "under 25", "Unknown"].forEach((Age, i) => told.participant(`P${i}`, { Age }));
    expect(tableOf(told).characteristics[0]!.levels.map((l) => l.level)).toEqual(["under 25", "26-30", "41+", "Unknown"]);
  });
  it("lists a number that few differ in, and only sums up one that tells people apart", () => {
    const told = aStudy();
    [1, 1, 2, 2, 3, 1].forEach((Children, i) => told.participant(`P${i}`, { Children, Age: 20 + i }));
    expect(levels(tableOf(told), "Children")).toEqual(["1 3 (50.0)", "2 2 (33.3)", "3 1 (16.7)"]);
    expect(levels(tableOf(told), "Age")).toEqual([]);
  });
  it("leaves out free text and identifiers, and says so; shows them when asked; and shows of what nobody has that it is missing", () => {
    const told = aStudy().attribute("Note", "text").attribute("Empty", "category").attribute("Study number", "number");
    for (const i of [1, 2, 3]) told.participant(`P${i}`, { Note: `note ${i}`, "Study number": i, Service: "A" });
    const result = table1(told.study());
    expect(result.ok && result.table.characteristics.map((c) => [c.name, c.missing])).toEqual([["Empty", 3], ["Service", 0]]);
    expect(result.ok && result.warnings).toHaveLength(2);
    expect(tableOf(told, { attributes: ["note"] }).characteristics[0]!.levels).toHaveLength(3);
  });
  it("has the same rows for a few people as for the whole register, although all of them differ", () => {
    const told = aStudy().attribute("Service", "text").attribute("Remark", "text");
    for (const [i, service] of ["A", "B", "C", "A", "B", "C", "A"].entries()) told.participant(`P${i}`, { Service: service, Remark: `remark ${i}` });
    told.substudy("Three", "", ["P0", "P1", "P2"]);
    const table = tableOf(told, { substudy: told.study().substudies.values().next().value! });
    expect(table.characteristics.map((c) => c.name)).toEqual(["Service"]);
  });
  it("counts a substudy's members alone, shows yes and no, and gives a date's range", () => {
    const told = aStudy().attribute("Birth", "date");
    for (const i of [1, 2, 3]) told.participant(`P${i}`, { Used: true, Birth: `2016-0${i}-01` });
    told.substudy("Two", "", ["P1", "P3"]);
    const table = tableOf(told, { substudy: told.study().substudies.values().next().value! });
    expect(table.n).toBe(2);
    expect(levels(table, "Used")).toEqual(["yes 2 (100.0)", "no 0 (0.0)"]);
    expect(table.characteristics.find((c) => c.name === "Birth")).toEqual({ name: "Birth", levels: [], missing: 0, min: "2016-01-01", max: "2016-03-01" });
  });
  it("says when one word is spelt in two ways, and when an attribute is not there", () => {
    const told = aStudy().participant("P1", { Service: "Team" }).participant("P2", { Service: "team" });
    const result = table1(told.study());
    expect(result.ok && result.warnings[0]).toMatch(/"Team" and "team" are counted apart/);
    const wrong = table1(told.study(), { attributes: ["Ages"] });
    expect(wrong.ok ? [] : wrong.problems).toEqual(['There is no attribute "Ages" in this study; it has "Service".']);
  });
  it("of nobody is empty", () => expect(tableOf(aStudy())).toEqual({ n: 0, characteristics: [] }));
});

describe("quantiles of type 7", () => {
  // Hyndman & Fan 1996, definition 7: (n − 1)p. R: quantile(c(1, 2, 3, 4)) is 1, 1.75, 2.5, 3.25, 4.
  it("are those that R gives by default", () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile([1, 2, 3, 4], p))).toEqual([1, 1.75, 2.5, 3.25, 4]);
  });
  it("come with the sample's standard deviation, and none for a single value", () => {
    expect(summarise([2, 4, 4, 4, 5, 5, 7, 9])!.sd).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(summarise([3])!.sd).toBeUndefined();
  });
});
