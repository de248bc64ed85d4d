import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Imported } from "../project/imported.ts";
import { readTable } from "../table/read.ts";
import { readSegments, type SegmentOptions } from "./read.ts";

async function segments(csv: string | Uint8Array, options?: SegmentOptions): Promise<Imported> {
  const table = await readTable("x.csv", typeof csv === "string" ? new TextEncoder().encode(csv) : csv);
  if (!table.ok) throw new Error(table.problem);
  const result = readSegments("x.csv", table.value, options);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}
const codings = ({ project }: Imported): string[] => project.codings.map((coding) => {
  const path: string[] = [];
  for (let code = project.codes.find(({ guid }) => guid === coding.code); code; code = project.codes.find(({ guid }) => guid === code!.parent)) path.unshift(code.name);
  return `${project.sources.find(({ guid }) => guid === coding.source)!.name}|${path.join("/")}|${project.selections.find(({ guid }) => guid === coding.selection)!.quote}`;
});

describe("coded segments", () => {
  it("of MAXQDA come with paths of codes, coders and dates", async () => {
    const result = await segments("Color,Document group,Document name,Code,Segment,Begin,End,Weight score,Author,Created,Comment\n,G,I1,Trust\\Lost,it broke,1,1,0,Ann,2024-01-02 03:04:05,really\n,G,I1,Trust > Found,it healed,2,2,0,Bea,,\n");
    expect(result.kind).toBe("coded segments from MAXQDA");
    expect(codings(result)).toEqual(["I1|Trust/Lost|it broke", "I1|Trust/Found|it healed"]);
    expect(result.project.users.map(({ name }) => name)).toEqual(["Ann", "Bea"]);
    expect(result.project.codings[0]!.at).toBe("2024-01-02T03:04:05");
    expect(result.project.notes.map(({ text }) => text)).toEqual(["really"]);
    expect(result.loss.changed[0]!.what).toMatch(/passages and not the whole document/);
  });
  it("of ATLAS.ti have several codes to a quotation, one per line", async () => {
    expect(codings(await segments('ID,Document,Quotation Content,Codes\n1:1,D,"hello, you","a\nb"\n'))).toEqual(["D|a|hello, you", "D|b|hello, you"]);
  });
  it("of Dedoose have several codes, with commas", async () => {
    expect(codings(await segments('Media Title,Excerpt Copy,Codes Applied Combined\nD,hello,"a, b"\n'))).toEqual(["D|a|hello", "D|b|hello"]);
  });
  it("of Taguette have one tag per row, and rows of one passage are one selection", async () => {
    const result = await segments("id,document,tag,content\n1,D,a,hello\n1,D,b,hello\n");
    expect(result.kind).toBe("coded segments from Taguette");
    expect(result.counts).toMatchObject({ selections: 1, codings: 2 });
  });
  it("of Dedoose have a column for each code, which names may have commas in", async () => {
    const csv = 'Media Title,Excerpt Copy,Codes Applied Combined,Code: Trust Applied,"Code: Trust\\Lost, gone Applied"\nD,hello,"Trust, Lost, gone",True,True\nD,bye,Trust,True,False\n';
    expect(codings(await segments(csv))).toEqual(["D|Trust|hello", "D|Trust/Lost, gone|hello", "D|Trust|bye"]);
  });
  it("name every column that has no place", async () => {
    const { loss, project } = await segments("Document group,Document name,Code,Weight score,Segment,Modified by,Modified\nG,I1,Trust,3,it broke,Ann,2024-01-02 03:04:05\n");
    expect(loss.noPlace).toEqual([{ what: "A column of the table was left out.", where: ["Weight score"], count: 1 }]);
    expect(project.groups).toMatchObject([{ name: "G" }]);
    expect(project.users).toMatchObject([{ name: "Ann" }]);
  });
  it("are put where they stand in the whole text, if it is given", async () => {
    const text = "So. hello to  you. And hello again.";
    const { project } = await segments("document,text,code\nD,hello to you,a\nD,hello again,a\nD,never said,a\n", { texts: new Map([["D", text]]) });
    expect(project.selections.map(({ place }) => place)).toMatchObject([{ range: { start: 4, end: 17 } }, { range: { start: 23, end: 34 } }]);
    expect(project.codings).toHaveLength(2);
  });
});

describe("codebooks", () => {
  it("of NVivo come as a tree by their paths, of Taguette flat with descriptions", async () => {
    const nvivo = await segments("Name,Description,Files,References\nTrust,all of it,1,2\nTrust\\\\Lost,gone,1,1\n");
    expect(nvivo.project.codes.map(({ name, parent, description }) => [name, parent !== null, description])).toEqual([["Trust", false, "all of it"], ["Lost", true, "gone"]]);
    expect((await segments("tag,description,number of highlights\na: b,x,3\n")).project.codes.map(({ name }) => name)).toEqual(["a: b"]);
  });
  it("of NVivo and MAXQDA come as a tree also where they give whole paths", async () => {
    const tree = ({ project }: Imported): (string | null)[][] => project.codes.map(({ name, parent }) => [name, project.codes.find(({ guid }) => guid === parent)?.name ?? null]);
    expect(tree(await segments("Hierarchical Name,Nickname,User Assigned Color\nNodes,,\nNodes\\\\Trust,,Red\nNodes\\\\Trust\\Lost,,None\n"))).toEqual([["Trust", null], ["Lost", "Trust"]]);
    expect(tree(await segments("Color,Parent code,Code,Memo\n,,Trust,x\n,Trust,Lost,y\n,Trust > Lost,For good,\n,Gone,Never,\n"))).toEqual([["Trust", null], ["Lost", "Trust"], ["For good", "Lost"], ["Gone", null], ["Never", "Gone"]]);
  });
  it("of Dedoose find their parents by number, others by name", async () => {
    const result = await segments("Id,Parent Id,Depth,Title,Description\n7,,0,Top,x\n8,7,1,\"Below, too\",y\n");
    expect(result.project.codes.map(({ name, parent }) => [name, parent === null])).toEqual([["Top", true], ["Below, too", false]]);
    expect((await segments("code,parent,definition\nLost,Trust,gone\n")).project.codes.map(({ name, isCodable }) => [name, isCodable])).toEqual([["Trust", false], ["Lost", true]]);
  });
});

const shared = new URL("../../../../shared/data/coded/", import.meta.url);
describe.skipIf(!existsSync(shared))("tables of the shared data (skipped where absent)", () => {
  it("a transcript with tags gives a source with every turn, and a coding for every tag", async () => {
    const result = await segments(new Uint8Array(readFileSync(new URL("ohd_armantrout.csv", shared))));
    expect(result.kind).toBe("tagged transcript from a table");
    expect(result.project.sources).toHaveLength(1);
    expect(result.project.codes.length).toBeGreaterThan(5);
    for (const { place, quote } of result.project.selections) if (place.kind === "words") expect(result.project.sources[0]!.text!.slice(place.range.start, place.range.end)).toBe(quote);
  });
  it("two codebooks give their codes and what they mean", async () => {
    expect((await segments(new Uint8Array(readFileSync(new URL("ohd_filters.csv", shared))))).project.codes).toHaveLength(16);
    const codes = (await segments(new Uint8Array(readFileSync(new URL("qcoder_codes.csv", shared))))).project.codes;
    expect(codes.map(({ name, description }) => [name, description !== null])).toEqual(["harassment", "person_talk", "gender", "gender_id", "consequences", "license"].map((name) => [name, true]));
  });
});
