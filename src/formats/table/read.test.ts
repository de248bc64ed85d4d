import { existsSync, readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inferColumns } from "./infer.ts";
import { dayOf } from "./days.ts";
import { numbersOf, readNumber } from "./numbers.ts";
import { readTable } from "./read.ts";
import type { Table } from "./table.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(name: string, file: Uint8Array | string): Promise<Table> {
  const reading = await readTable(name, typeof file === "string" ? bytes(file) : file);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}
async function xlsx(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe("CSV", () => {
  test.each([[",", "commas"], [";", "semicolons"], ["\t", "tabs"], ["|", "upright bars"]])("cells separated by %j", async (mark, said) => {
    const table = await read("p.csv", ["id", "age", "job"].join(mark) + "\n" + ["1", "30", "a, b; c".replace(mark, "")].join(mark) + "\n" + ["2", "31", "x"].join(mark));
    expect(table.columns).toEqual(["id", "age", "job"]);
    expect(table.delimiter).toBe(mark);
    expect(table.notes.join(" ")).toContain(said);
  });
  test("quoted cells keep separators, quotes and line breaks; rows know their line", async () => {
    const table = await read("p.csv", '\ufeffid,note\r\n1,"a ""b"",\r\nc"\r\n2,d\r\n');
    expect(table.rows).toEqual([["1", 'a "b",\nc'], ["2", "d"]]);
    expect(table.lines).toEqual([2, 4]);
  });
  test("title rows and blank rows are left out, and said", async () => {
    const table = await read("p.csv", "Register of mothers,,\n,,\nid,age,town\n1,30,Leeds\n\n2,31,York\n");
    expect(table.columns).toEqual(["id", "age", "town"]);
    expect(table.rows).toEqual([["1", "30", "Leeds"], ["2", "31", "York"]]);
    expect(table.lines).toEqual([4, 6]);
    expect(table.notes.join(" ")).toMatch(/1 row above the header on line 3.*"Register of mothers".*2 blank rows/);
  });
  test("names that are missing or stand twice are made distinct, and said", async () => {
    const table = await read("p.csv", "id,age,age,\n1,2,3,4\n");
    expect(table.columns).toEqual(["id", "age", "age (2)", "column 4"]);
    expect(table.notes).toHaveLength(4);
  });
  test("rows that are too long or too short are named by line", async () => {
    const table = await read("p.csv", "id,age\n1\n2,3,4\n5,6\n");
    expect(table.notes.join(" ")).toMatch(/Line 3 has more cells.*Line 2 has fewer cells/);
    expect(table.rows).toEqual([["1", "", ""], ["2", "3", "4"], ["5", "6", ""]]);
  });
  test("a file of one column is read, and that is said", async () => {
    const table = await read("p.csv", "id\n1\n2\n");
    expect(table.delimiter).toBeNull();
    expect(table.notes.join(" ")).toContain("one column");
  });
  test("a quotation mark that is never closed is named by its line", async () => {
    expect(await readTable("p.csv", bytes('id,note\n1,a\n2,"b\n3,c\n'))).toMatchObject({ ok: false, problem: expect.stringContaining("line 3") as string });
  });
  test("Windows-1252 is recognised and said", async () => {
    const table = await read("p.csv", Uint8Array.from([...bytes("id,name\n1,Z"), 0xfc, ...bytes("rich\n")]));
    expect(table.rows[0]?.[1]).toBe("Zürich");
    expect(table.charset).toBe("Windows-1252");
  });
});

describe("XLSX", () => {
  test("the first sheet with data is read; dates, numbers, formulas and merged cells come as a person sees them", async () => {
    const file = await xlsx((book) => {
      book.addWorksheet("Blank");
      const sheet = book.addWorksheet("People");
      sheet.addRow(["id", "born", "score", "sum", "site", "ok"]);
      sheet.addRow(["001", new Date(Date.UTC(1990, 1, 28)), 0.1 + 0.2, { formula: "1+1", result: 2 }, "Leeds", true]);
      sheet.addRow(["002", new Date(Date.UTC(2000, 11, 31, 9, 30)), 1e15, { richText: [{ text: "a" }, { text: "b" }] }, null, false]);
      sheet.mergeCells("E2:E3");
      book.addWorksheet("Other").addRow(["x"]);
    });
    const table = await read("p.xlsx", file);
    expect(table.columns).toEqual(["id", "born", "score", "sum", "site", "ok"]);
    expect(table.rows).toEqual([["001", "1990-02-28", "0.3", "2", "Leeds", "TRUE"], ["002", "2000-12-31 09:30", "1000000000000000", "ab", "Leeds", "FALSE"]]);
    expect(table.notes.join(" ")).toMatch(/"People" was read.*"Other".*"Blank"/);
  });
  test("what is no table is answered in one sentence", async () => {
    for (const [file, expected] of [["", /empty/], ["%PDF-1.4", /document/], [",,\n,,", /no cells/]] as const) {
      const reading = await readTable("p.csv", bytes(file));
      expect(reading.ok ? "" : reading.problem).toMatch(expected);
    }
    expect(await readTable("p.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toMatchObject({ ok: false });
  });
  test("damaged files never throw", async () => {
    const files = [await xlsx((book) => void book.addWorksheet("a").addRows([["id", "when"], [1, new Date(0)]])), bytes('id,note\n1,"a\nb"\n2,c\n')];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), async (file, sets, cut) => {
      const copy = file.slice(0, cut < 0.3 ? undefined : Math.floor(cut * file.length));
      for (const [at, value] of sets) copy[Math.floor(at * copy.length)] = value;
      const reading = await readTable("p.xlsx", copy);
      if (reading.ok) expect(reading.value.rows.every((row) => row.length === reading.value.columns.length)).toBe(true);
      else expect(reading.problem).toMatch(/^p\.xlsx [^\n]+\.$/);
    }), { numRuns: 200 });
  });
  const survey = new URL("../../../../shared/data/survey/", import.meta.url);
  test.skipIf(!existsSync(survey))("real survey files are read", async () => {
    const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, survey)));
    expect((await read("a.csv", load("qualcoder_cases123.csv"))).columns).toEqual(["case", "Age", "gender", "interest"]);
    expect((await read("a.xlsx", load("qualcoder_cases456.xlsx"))).rows.length).toBe(3);
    expect((await read("b.xlsx", load("qualcoder_survey789.xlsx"))).columns.slice(0, 3)).toEqual(["Case", "Age", "Gender"]);
    expect((await read("b.csv", load("qualcoder_survey456.csv"))).rows[1]?.[1]).toBe("");
  });
});

describe("what a column holds is inferred and never guessed silently", () => {
  const column = async (...cells: string[]): Promise<{ type: string; note: string | null }> => {
    const [first] = inferColumns(await read("p.csv", `x,y\n${cells.map((cell) => `"${cell}",z`).join("\n")}\n`));
    return { type: first?.type ?? "", note: first?.note ?? null };
  };
  test.each([
    ["number", ["1", "2.5", "-3"], null],
    ["yes/no", ["yes", "No", "Y"], null],
    ["date", ["2016-03-04", "2016-12-31"], null],
    ["date", ["25/12/2016", "03/04/2016"], /day comes first/],
    ["date", ["12/25/2016", "03/04/2016"], /month comes first/],
    ["text", ["03/04/2016", "05/06/2016"], /day or the month first/],
    ["text", ["25/12/2016", "12/25/2016"], /day first and/],
    ["text", ["007", "123"], /begins with a zero/],
    ["text", ["2016-02-31", "2016-01-01"], /"2016-02-31" on line 2 is not/],
    ["text", ["30", "31", "about 32"], /2 of 3 cells are numbers, but "about 32" on line 4 is not/],
    ["category", ["Leeds", "York", "Leeds"], null],
    ["text", ["1,5", "2"], /comma/],
    ["number", ["1", "n/a", "2"], /"n\/a" counted as blank/],
  ] as const)("%s: %j", async (type, cells, note) => {
    const inferred = await column(...cells);
    expect(inferred.type).toBe(type);
    if (note === null) expect(inferred.note).toBeNull();
    else expect(inferred.note).toMatch(note);
  });
  test("examples, distinct values and blanks are counted", async () => {
    const [first] = inferColumns(await read("p.csv", "town,n\nLeeds,1\n,2\nYork,3\nLeeds,4\n"));
    expect(first).toMatchObject({ name: "town", examples: ["Leeds", "York"], distinct: 2, blanks: 1 });
  });
});

describe("numbers, dates and headers as people write them", () => {
  const types = async (csv: string): Promise<Record<string, string>> => Object.fromEntries(inferColumns(await read("p.csv", csv)).map((c) => [c.name, c.type]));
  test("a comma before decimals is read, and said; what could be a thousand or a decimal stays text", async () => {
    const table = await read("p.csv", "id;a;b;c\n1;31,5;1.234,5;1,200\n2;28;2.000,0;3,400\n");
    const [, a, b, c] = inferColumns(table);
    expect([a?.type, b?.type, c?.type]).toEqual(["number", "number", "text"]);
    expect(a?.note).toContain('"31,5"');
    expect(c?.note).toContain("can be 1200 or 1.200");
    expect(numbersOf(["31,5", "28"], ";")).toMatchObject({ ok: true, mark: "," });
    expect(readNumber("1.234,5", ",")).toBe(1234.5);
    expect(readNumber("12,300.50", ".")).toBe(12300.5);
    expect(readNumber("−4", ".")).toBe(-4);
  });
  test("years first and months in words are dates in every order", async () => {
    expect(await types("id,a,b\n1,2020/01/05,March 4 2020\n2,2020-02-06,3rd Mar 2020\n")).toMatchObject({ a: "date", b: "date" });
    expect(dayOf("31 February 2020", null)).toBeNull();
    expect(dayOf("Sept 5, 2020", null)).toBe("2020-09-05");
  });
  test("a header that stands again is left out, and said", async () => {
    const table = await read("p.csv", "id,age\n1,30\nID,Age\n2,31\n");
    expect(table.rows).toEqual([["1", "30"], ["2", "31"]]);
    expect(table.notes.join(" ")).toContain("stands again on line 3");
  });
  test("of several sheets the first that holds a table is read, or the one that is named", async () => {
    const file = await xlsx((book) => {
      book.addWorksheet("About").addRow(["Made in May"]);
      const people = book.addWorksheet("People");
      people.addRows([["id", "age"], [7, 30]]);
      people.getCell("A2").numFmt = "000";
      book.addWorksheet("Sites").addRows([["site", "town"], ["N", "Leeds"]]);
    });
    expect(await read("p.xlsx", file)).toMatchObject({ columns: ["id", "age"], rows: [["007", "30"]] });
    const sites = await readTable("p.xlsx", file, { sheet: "sites" });
    expect(sites).toMatchObject({ ok: true, value: { columns: ["site", "town"] } });
    expect(await readTable("p.xlsx", file, { sheet: "Towns" })).toMatchObject({ ok: false, problem: expect.stringContaining('"About", "People", "Sites"') as string });
  });
});
