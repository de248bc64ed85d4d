import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { recognise } from "../project/recognise.ts";
import { everythingFiles, id, pack } from "../refi/fixture.ts";
import { readQdpx } from "../refi/read.ts";
import { readTable } from "../table/read.ts";
import { csvFiles, csvOf, jsonLines } from "./csv.ts";
import { tidyTables } from "./tables.ts";
import { webAnnotations } from "./web-annotations.ts";
import { xlsxOf } from "./xlsx.ts";

const reading = await readQdpx(await pack(everythingFiles));
if (!reading.ok) throw new Error(reading.problem);
const { project } = reading.value;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("tidy tables", () => {
  it("have a row for every thing, and rows refer to each other", () => {
    const tables = Object.fromEntries(tidyTables(project).map((table) => [table.name, table]));
    expect(Object.entries(tables).map(([name, { rows }]) => [name, rows.length])).toEqual([["people", 2], ["sources", 5], ["codes", 4], ["codings", 8], ["memos", 8]]);
    for (const { columns, rows } of Object.values(tables)) for (const row of rows) expect(row).toHaveLength(columns.length);
    const sources = new Set(tables["sources"]!.rows.map(([guid]) => guid));
    for (const [, source] of tables["codings"]!.rows) if (source !== id("E", 1)) expect(sources).toContain(source);
    expect(tables["codings"]!.rows[0]).toMatchObject([id("C0D", 1), id("50", 1), "Interview 1", id("C", 2), "Folder > Trust", "Ann & Co", "2024-01-03T00:00:00Z", 0, 5, null, null, "Hello"]);
  });

  it("read the same from CSV, with a dictionary that names every column", () => {
    const tables = tidyTables(project);
    const files = csvFiles(tables);
    expect(files.map(({ name }) => name)).toEqual(["people.csv", "sources.csv", "codes.csv", "codings.csv", "memos.csv", "data-dictionary.csv"]);
    for (const [i, table] of tables.entries()) {
      const parsed = Papa.parse<string[]>(text(files[i]!.bytes), { skipEmptyLines: true }).data;
      expect(parsed).toEqual([table.columns.map(({ name }) => name), ...table.rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))))]);
    }
    expect(Papa.parse(text(files.at(-1)!.bytes), { skipEmptyLines: true }).data).toHaveLength(1 + tables.reduce((sum, { columns }) => sum + columns.length, 0));
  });

  it("tell an empty text from a missing one in CSV", () => expect(csvOf([["", null, 'a "b"', 1, true]])).toBe('"",,"a ""b""",1,true\r\n'));

  it("read the same from a workbook, which is the same bytes every time and holds no formulas", async () => {
    const tables = [{ name: "t", meaning: "m", columns: [{ name: "a", meaning: "x" }, { name: "b", meaning: "y" }], rows: [["=1+1", 2.5], ["x_x0041_\n\u{1F600}<&", null], ["a".repeat(40_000), 1]] }];
    const { bytes, problems } = await xlsxOf(tables);
    expect((await xlsxOf(tables)).bytes).toEqual(bytes);
    expect(await recognise("", bytes)).toBe("xlsx");
    const table = await readTable("t.xlsx", bytes);
    if (!table.ok) throw new Error(table.problem);
    expect(table.value.columns).toEqual(["a", "b"]);
    expect(table.value.rows[0]).toEqual(["=1+1", "2.5"]);
    expect(table.value.rows[2]![0]).toHaveLength(32_767);
    expect(problems).toMatchObject([{ count: 1, where: ["t A4"] }]);
  });

  it("give JSON Lines, one value to a line", () => expect(text(jsonLines([{ a: "x\ny" }, 2]))).toBe('{"a":"x\\ny"}\n2\n'));
});

describe("web annotations", () => {
  const page = JSON.parse(text(webAnnotations(project))) as { items: { id: string; target: { source: string; selector: { type: string; value?: string; start?: number; end?: number; exact?: string; prefix?: string }[] } }[] };
  it("give one annotation for each coding, with its words where they stand", async () => {
    expect(await recognise("", webAnnotations(project))).toBe("web-annotations");
    expect(page.items).toHaveLength(8);
    expect(page.items[0]).toMatchObject({
      id: `urn:uuid:${id("C0D", 1).toLowerCase()}`, type: "Annotation", creator: { name: "Ann & Co" }, created: "2024-01-03T00:00:00Z", body: [{ value: "Trust" }, {}],
      target: { selector: [{ type: "TextPositionSelector", start: 0, end: 5 }, { type: "TextQuoteSelector", exact: "Hello", prefix: "", suffix: " \u{1F600} world\nsecond line\n" }] },
    });
  });
  it("count in Unicode characters: an emoji before the words is one", () => {
    const source = project.sources[0]!;
    const start = source.text!.indexOf("world");
    const moved = { ...project, codings: [project.codings[0]!], selections: [{ ...project.selections[0]!, place: { kind: "words" as const, range: { start, end: start + 5 }, region: null } }] };
    expect((JSON.parse(text(webAnnotations(moved))) as typeof page).items[0]!.target.selector[0]).toMatchObject({ start: start - 1, end: start + 4 });
  });
  it("tell rectangles and stretches of recordings by media fragments", () => {
    const fragments = page.items.map(({ target }) => target.selector as unknown as { value?: string } | undefined).map((one) => one?.value).filter((one) => one !== undefined);
    expect(fragments).toEqual(["xywh=1,3,8,183", "t=0.001,0.002"]);
  });
});
