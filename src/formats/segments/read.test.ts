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

describe("dates of coded segments", () => {
  const csv = (date: string, other = "") => `Document name,Code,Segment,Created,Modified\nI1,Trust,it broke,${date},${other}\n`;
  const at = async (...args: Parameters<typeof segments>) => (await segments(...args)).project.codings[0]!.at;
  it("are read as the column writes them, or as another column of the file shows", async () => {
    expect(await at(csv("11/26/2023 2:03 PM"))).toBe("2023-11-26T14:03:00");
    expect(await at(csv("26.11.2023 14:03:09"))).toBe("2023-11-26T14:03:09");
    expect(await at(csv("3/4/2023 2:03 PM", "3/26/2023 2:03 PM"))).toBe("2023-03-04T14:03:00");
  });
  it("that could be two days are left out and said, unless a person tells", async () => {
    const open = await segments(csv("3/4/2023 2:03 PM"));
    expect([open.project.codings[0]!.at, open.dates, open.problems.some(({ what }) => /day or the month first/.test(what))]).toEqual([null, { order: null, example: "3/4/2023 2:03 PM" }, true]);
    expect(await at(csv("3/4/2023 2:03 PM"), { dates: "day-first" })).toBe("2023-04-03T14:03:00");
  });
  it("of Dedoose have the month first", async () => {
    expect(await at("Media Title,Excerpt Creator,Excerpt Date,Excerpt Copy,Codes Applied Combined\nD,HN,3/4/2023,hello,a\n")).toBe("2023-03-04T00:00:00");
  });
});

describe("layouts of programs in other languages", () => {
  it("of MAXQDA have their codes, documents, groups, coders, dates and comments", async () => {
    for (const head of [
      "Farbe;Kommentar;Dokumentgruppe;Dokumentname;Code;Anfang;Ende;Gewicht;Segment;Erstellt von;Erstellt am",
      "Couleur;Commentaire;Groupe de documents;Nom du document;Code;Début;Fin;Poids;Segment;Créé par;Créé le",
      "Color;Comentario;Grupo de documentos;Nombre del documento;Código;Inicio;Fin;Peso;Segmento;Creado por;Creado",
      "Cor;Comentário;Grupo de documentos;Nome do documento;Código;Início;Fim;Peso;Segmento;Criado por;Criado em",
    ]) {
      const result = await segments(`${head}\n#ff0000;wichtig;Gruppe A;I1;Trust > Lost;3;4;0;it broke;Ann;26.11.2023 14:03:09\n`);
      expect(result.kind).toBe("coded segments from MAXQDA");
      expect(codings(result)).toEqual(["I1|Trust/Lost|it broke"]);
      expect([result.project.users[0]?.name, result.project.codings[0]!.at, result.project.notes[0]?.text, result.project.groups[0]?.name]).toEqual(["Ann", "2023-11-26T14:03:09", "wichtig", "Gruppe A"]);
    }
  });
  it("of ATLAS.ti have quotations with their names, codes and groups of documents", async () => {
    for (const head of [
      "ID,Quotation Name,Document,Document Groups,Quotation Content,Comment,Codes,Reference,Density,Created by,Modified by,Created,Modified",
      "ID,Zitatname,Dokument,Dokumentgruppen,Zitatinhalt,Kommentar,Codes,Referenz,Dichte,Erstellt von,Geändert von,Erstellt,Geändert",
      "ID,Nombre de la cita,Documento,Grupos de documentos,Contenido de la cita,Comentario,Códigos,Referencia,Densidad,Creado por,Modificado por,Creado,Modificado",
      "ID,Nom de la citation,Document,Groupes de documents,Contenu de la citation,Commentaire,Codes,Référence,Densité,Créé par,Modifié par,Créé,Modifié",
    ]) {
      const result = await segments(`${head}\n1:3,The break,I1,"A\nB",it broke,telling,"Trust: Lost\nTrust: Found\nLoss",12 - 13,3,Ann,Bea,26/11/2023 14:03,27/11/2023 15:00\n`);
      expect(result.kind).toBe("coded segments from ATLAS.ti");
      expect(codings(result)).toEqual(["I1|Trust/Lost|it broke", "I1|Trust/Found|it broke", "I1|Loss|it broke"]);
      expect([result.project.selections[0]!.name, result.project.groups.map(({ name }) => name), result.project.codings[0]!.at]).toEqual(["The break", ["A", "B"], "2023-11-26T14:03:00"]);
    }
  });
  it("of Dedoose have columns of codes with weights beside them, and every word of all of it", async () => {
    const result = await segments("Media Title,Excerpt Range,Excerpt Creator,Excerpt Date,Excerpt Copy,Resource Creator,Resource Date,Codes Applied Combined,Code: Trust Applied,Code: Trust Range,Code: Trust Weight,Code: Trust\\Lost Applied\nI1,0-8,HN,11/26/2023,it broke,HN,11/20/2023,\"Trust, Lost\",True,,,True\n");
    expect(result.kind).toBe("coded segments from Dedoose");
    expect(codings(result)).toEqual(["I1|Trust|it broke", "I1|Trust/Lost|it broke"]);
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
