import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import type { Imported } from "../project/imported.ts";
import { readTable } from "../table/read.ts";
import { textBlocks } from "./blocks.ts";
import { readReport } from "./report.ts";
import { readSegments, segmentKind } from "./read.ts";

const bytesOf = (csv: string): Uint8Array => new TextEncoder().encode(csv);

async function book(bytes: Uint8Array): Promise<Imported> {
  const table = await readTable("book", bytes);
  if (!table.ok) throw new Error(table.problem);
  expect(segmentKind(table.value.columns)).toBe("codebook");
  const read = readSegments("book", table.value);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}
const tree = ({ project }: Imported): string[] => project.codes.map((one) => {
  const path: string[] = [];
  for (let code: typeof one | undefined = one; code; code = project.codes.find(({ guid }) => guid === code!.parent)) path.unshift(code.name);
  return path.join("/") + (one.isCodable ? "" : " (heading)");
});
const of = async (csv: string): Promise<string[]> => tree(await book(bytesOf(csv)));

describe("the tree of a codebook kept as a table", () => {
  it("shows by the blanks before names: ordinary ones, ones that do not break, tabs, and of any width", async () => {
    const expected = ["Trust", "Trust/Lost", "Trust/Lost/For good", "Trust/Found", "Loss"];
    for (const blank of ["  ", "    ", "\u00a0\u00a0", "\u00a0", "\t", "\u3000"]) {
      expect(await of(`Name,Description,Files,References\nTrust,all of it,1,2\n"${blank}Lost",gone,1,1\n"${blank}${blank}For good",,0,0\n"${blank}Found",,0,0\nLoss,,0,0\n`)).toEqual(expected);
    }
  });
  it("shows by steps that are not all of one width", async () => {
    expect(await of("Code,Definition\nTrust,a\n   Lost,b\n         For good,c\n  Found,d\nLoss,e\n")).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Trust/Found", "Loss"]);
  });
  it("is not made of a blank that slipped in before one name of many", async () => {
    expect(await of("Code,Definition\nTrust,a\n Lost,b\nLoss,c\nHope,d\nFear,e\nWork,f\n")).toEqual(["Trust", "Lost", "Loss", "Hope", "Fear", "Work"]);
  });
  it("shows by how far the cells of a workbook are moved in by their format", async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("Codebook");
    sheet.addRow(["Name", "Description"]);
    for (const [name, indent] of [["Trust", 0], ["Lost", 1], ["For good", 2], ["Loss", 0]] as const) {
      const row = sheet.addRow([name, "x"]);
      row.getCell(1).alignment = { indent };
    }
    expect(tree(await book(new Uint8Array(await workbook.xlsx.writeBuffer())))).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Loss"]);
  });
  it("shows by a column for each level, said on every row or only where it changes", async () => {
    const expected = ["Trust", "Trust/Lost", "Trust/Lost/For good", "Trust/Found", "Loss"];
    expect(await of("Level 1,Level 2,Level 3,Definition\nTrust,,,a\nTrust,Lost,,b\nTrust,Lost,For good,c\nTrust,Found,,d\nLoss,,,e\n")).toEqual(expected);
    expect(await of("Ebene 1;Ebene 2;Ebene 3;Beschreibung\nTrust;;;a\n;Lost;;b\n;;For good;c\n;Found;;d\nLoss;;;e\n")).toEqual(expected);
    expect(await of("Code,Subcode,Sub-subcode,Description\nTrust,,,a\n,Lost,,b\n,,For good,c\n,Found,,d\nLoss,,,e\n")).toEqual(expected);
    expect(await of("Code System,,,Memo\nTrust,,,a\n,Lost,,b\n,,For good,c\n,Found,,d\nLoss,,,e\n")).toEqual(expected);
    expect(await of("Theme,Sub-theme,Code,Definition\nTrust,Lost,For good,a\n,,Never,b\n,Found,Again,c\nLoss,,,d\n")).toEqual(["Trust (heading)", "Trust/Lost (heading)", "Trust/Lost/For good", "Trust/Lost/Never", "Trust/Found (heading)", "Trust/Found/Again", "Loss"]);
    expect(await of("1st order concept,2nd order theme,Aggregate dimension,Description\nNobody called,Lost,Trust,a\nNobody came,Lost,Trust,b\n")).toEqual(["Trust (heading)", "Trust/Lost (heading)", "Trust/Lost/Nobody called", "Trust/Lost/Nobody came"]);
  });
  it("shows by a category beside each code, though it stands only in the first row of its codes", async () => {
    const found = await book(bytesOf("Category,Code,Definition\nTrust,Lost,gone\n,Found,again\nLoss,Home,\n"));
    expect(tree(found)).toEqual(["Trust (heading)", "Trust/Lost", "Trust/Found", "Loss (heading)", "Loss/Home"]);
  });
  it("shows by a column of depths", async () => {
    expect(await of("Depth,Code,Definition\n0,Trust,a\n1,Lost,b\n2,For good,c\n0,Loss,d\n")).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Loss"]);
  });
  it("shows by marks between names where codes bear witness to them, and not where a name has a mark in it", async () => {
    for (const mark of ["\\", " > ", "::", ": ", "/", " - "]) expect(await of(`Code,Definition\nTrust,a\nTrust${mark}Lost,b\nTrust${mark}Lost${mark}For good,c\n`)).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good"]);
    expect(await of("Code,Definition\nHope: small,a\nand/or,b\nwork - life,c\n")).toEqual(["Hope: small", "and/or", "work - life"]);
    expect(await of("Code path,Definition\nTrust/Lost,a\nTrust/Found,b\n")).toEqual(["Trust (heading)", "Trust/Lost", "Trust/Found"]);
  });
  it("shows by lines and dashes that are drawn before names", async () => {
    expect(await of("Code,Description\nTrust,a\n-- Lost,b\n---- For good,c\nLoss,d\n")).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Loss"]);
    expect(await of("Code,Description\nTrust,a\n├── Lost,b\n│   └── For good,c\nLoss,d\n")).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Loss"]);
  });
  it("does not show the root under which a program draws all codes", async () => {
    expect(await of("Code,Memo,Coded seg.\nCode System,,9\n    Trust,a,4\n        Lost,b,2\n    Loss,c,5\n")).toEqual(["Trust", "Trust/Lost", "Loss"]);
  });
  it("shows in a list of names alone", () => {
    const list = readReport("codes", textBlocks("Codes\nTrust\n\tLost\n\t\tFor good\nLoss\n"));
    if (!list?.ok) throw new Error("not read");
    expect(tree(list.value)).toEqual(["Trust", "Trust/Lost", "Trust/Lost/For good", "Loss"]);
  });
  it("has a code once, though it stands in several rows, with all that they say", async () => {
    const { project, loss } = await book(bytesOf("Code,Definition\nTrust,all of it\nTrust,and more\n"));
    expect(project.codes).toMatchObject([{ name: "Trust", description: "all of it\n\nand more" }]);
    expect(loss.changed).toHaveLength(1);
  });
  it("keeps when to use a code, when not, and an example with what the code means", async () => {
    const { project, loss } = await book(bytesOf("Code,Definition,Inclusion criteria,Exclusion criteria,Example\nTrust,all of it,when said,when meant,I trust you\n"));
    expect(project.codes[0]!.description).toBe("all of it\n\nWhen to use: when said\n\nWhen not to use: when meant\n\nExample: I trust you");
    expect(loss.noPlace).toEqual([]);
  });
  it("is not seen in a register of people who have names and remarks", () => {
    for (const columns of [["Name", "Age", "Comment"], ["Nombre", "Edad", "Comentario"], ["Nom", "Âge", "Description"], ["Title", "Name", "Postcode", "Notes"]]) expect(segmentKind(columns)).toBeNull();
    for (const columns of [["Name", "Description"], ["Nombre", "Descripción", "Color"], ["Name", "Definition", "Example", "Inclusion criteria"]]) expect(segmentKind(columns)).toBe("codebook");
  });
  it("is found under headings in other languages", async () => {
    expect(await of("Name;Beschreibung;Dateien;Referenzen\nVertrauen;alles;1;2\n    Verlust;weg;1;1\n")).toEqual(["Vertrauen", "Vertrauen/Verlust"]);
    expect(await of("Nom,Description,Fichiers,Références\nConfiance,tout,1,2\n    Perte,x,1,1\n")).toEqual(["Confiance", "Confiance/Perte"]);
    expect(await of("Código,Descripción\nConfianza,todo\nConfianza > Pérdida,x\n")).toEqual(["Confianza", "Confianza/Pérdida"]);
  });
});
