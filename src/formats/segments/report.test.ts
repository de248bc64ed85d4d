import { describe, expect, it } from "vitest";
import { gather, zip } from "../project/zip.ts";
import { openZip } from "../zip.ts";
import type { Imported } from "../project/imported.ts";
import { type Block, docxBlocks, textBlocks } from "./blocks.ts";
import { hasQcodes, readQcodes } from "./qcode.ts";
import { readReport } from "./report.ts";

/** A Word file: `# ` begins a heading, `| a | b` a row of a table, leading blanks move a first cell in. */
async function docx(written: string): Promise<Block[]> {
  const paragraph = (text: string, properties = ""): string => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</w:t></w:r></w:p>`;
  const body: string[] = [];
  let rows: string[] = [];
  const flush = (): void => {
    if (rows.length > 0) body.push(`<w:tbl>${rows.join("")}</w:tbl>`);
    rows = [];
  };
  for (const line of written.split("\n")) {
    if (line.startsWith("|")) {
      const cells = line.slice(1).split("|");
      rows.push(`<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell.replace(/^ +| +$/g, ""), /^ {2,}/.test(cell) ? `<w:ind w:left="${240 * (cell.length - cell.trimStart().length)}"/>` : "")}</w:tc>`).join("")}</w:tr>`);
      continue;
    }
    flush();
    const heading = /^(#+) (.*)$/.exec(line);
    body.push(heading ? paragraph(heading[2]!, `<w:pStyle w:val="H${heading[1]!.length}"/>`) : paragraph(line));
  }
  flush();
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const styles = [1, 2, 3].map((n) => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="heading ${n}"/></w:style>`).join("");
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const bytes = await gather(zip([{ name: "word/document.xml", content: encode(`<w:document ${w}><w:body>${body.join("")}</w:body></w:document>`) }, { name: "word/styles.xml", content: encode(`<w:styles ${w}>${styles}</w:styles>`) }]));
  const opened = openZip("r.docx", bytes);
  const read = opened.ok ? docxBlocks("r.docx", opened.value) : opened;
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

function report(name: string, blocks: readonly Block[], texts?: ReadonlyMap<string, string>): Imported {
  const read = readReport(name, blocks, texts ? { texts } : {});
  if (!read?.ok) throw new Error(read ? read.problem : "not a report");
  return read.value;
}
const pathOf = ({ project }: Imported, guid: string): string => {
  const path: string[] = [];
  for (let code = project.codes.find((one) => one.guid === guid); code; code = project.codes.find((one) => one.guid === code!.parent)) path.unshift(code.name);
  return path.join("/");
};
const codings = (imported: Imported): string[] => imported.project.codings.map(({ code, source, selection }) => `${imported.project.sources.find(({ guid }) => guid === source)!.name}|${pathOf(imported, code)}|${imported.project.selections.find(({ guid }) => guid === selection)!.quote}`);
const book = (imported: Imported): string[] => imported.project.codes.map(({ guid, description }) => `${pathOf(imported, guid)}: ${description ?? ""}`);

const nvivo = "Name: Codes\\\\Trust\\Lost\n\n<Files\\\\Interviews\\Anna> - § 2 references coded  [1.20% Coverage]\n\nReference 1 - 0.40% Coverage\n\nIt broke.\nFor good.\n\nReference 2 - 0.80% Coverage\n\nNobody asked.\n\n<Internals\\\\Bea> - § 1 reference coded  [0.50% Coverage]\n\nReference 1 - 0.50% Coverage\n\nI left.\n";

describe("coded passages in a report", () => {
  it("of NVivo stand under their files, and the code is the one that is named or the file is called by", async () => {
    for (const blocks of [textBlocks(nvivo), textBlocks(nvivo.replaceAll("\n", "\r\n")), await docx(nvivo)]) {
      const found = report("x", blocks);
      expect(found.kind).toBe("coded segments from NVivo");
      expect(codings(found)).toEqual(["Anna|Trust/Lost|It broke.\nFor good.", "Anna|Trust/Lost|Nobody asked.", "Bea|Trust/Lost|I left."]);
    }
    const bare = "Files\\\\Anna - § 1 reference coded [ 3.90% Coverage]\nReference 1 - 3.90% Coverage\nIt broke.\n";
    expect(codings(report("Distrust", textBlocks(bare)))).toEqual(["Anna|Distrust|It broke."]);
    const german = "<Dateien\\\\Anna> - § 1 Referenz kodiert  [1,20% Abdeckung]\nReferenz 1 - 1,20% Abdeckung\nEs ging.\n";
    expect(codings(report("Vertrauen", textBlocks(german)))).toEqual(["Anna|Vertrauen|Es ging."]);
  });
  it("of NVivo are put where they stand in the study's text, whatever ending the name has", () => {
    const text = "So. It broke.\nFor good. Nobody asked. ";
    const { project } = report("x", textBlocks(nvivo), new Map([["anna.docx", text]]));
    expect(project.sources[0]).toMatchObject({ name: "anna.docx", text });
    expect(project.selections[0]!.place).toMatchObject({ range: { start: 4, end: 23 } });
  });
  it("of ATLAS.ti come with their codes, before or after the words, in old and new reports", async () => {
    const seven = "All quotations (2)\n\nP 1: Anna.docx - 1:1 [It broke ..]  (3:3)   (Super)\nCodes:\t[Trust - Family: Feelings] [Loss] \nNo memos\n\nIt broke.\nFor good.\n\nP 2: Bea.docx - 2:4 [I left]  (8:8)   (Super)\nCodes:\t[Loss] \n\nI left.\n";
    expect(codings(report("x", textBlocks(seven)))).toEqual(["Anna.docx|Trust|It broke.\nFor good.", "Anna.docx|Loss|It broke.\nFor good.", "Bea.docx|Loss|I left."]);
    const later = "ATLAS.ti Report\nMy project\nQuotations\n\n1:1 ¶ 3, It broke in Anna\n\nIt broke.\nFor good.\n\n2 Codes:\n○ Trust\n● Loss: of love\n\nComment:\nTelling.\n\n2:4 ¶ 8 in Bea\n\nI left.\n\n1 Codes:\n○ Trust\n";
    const found = report("x", await docx(later));
    expect(found.kind).toBe("coded segments from ATLAS.ti");
    expect(codings(found)).toEqual(["Anna|Trust|It broke.\nFor good.", "Anna|Loss: of love|It broke.\nFor good.", "Bea|Trust|I left."]);
    expect(found.project.notes[0]).toMatchObject({ text: "Telling." });
    const eight = "Report: ATLAS.ti\n1:1 It broke… (1:20) - D 1: Anna\nCodes:\n○ Trust\nContent:\nIt broke.\n";
    expect(codings(report("x", textBlocks(eight)))).toEqual(["Anna|Trust|It broke."]);
  });
  it("of MAXQDA end with their place, under a heading or a line that names the code", async () => {
    const lines = "It broke.\nFor good.\nCode: ● Trust > Lost     Weight score: 0\nInterviews > Anna, Pos. 3-4\n\nI left.\nCode: ● Loss     Weight score: 0\nInterviews > Bea, Pos. 8\n";
    const found = report("x", await docx(lines));
    expect([found.kind, ...codings(found)]).toEqual(["coded segments from MAXQDA", "Anna|Trust/Lost|It broke.\nFor good.", "Bea|Loss|I left."]);
    const published = "# 1 Trust\n## 1.1 Lost\nIt broke.\nInterviews\\Anna: 3 - 4 (0)\nI left.\nInterviews\\Bea: 8 - 8 (0)\n# 2 Loss\nGone.\nInterviews\\Bea: 9 - 9 (0)";
    expect(codings(report("x", await docx(published)))).toEqual(["Anna|Trust/Lost|It broke.", "Bea|Trust/Lost|I left.", "Bea|Loss|Gone."]);
    const old = "Document: Interviews\\Anna\nCode: Trust\\Lost\nWeight: 100\nPosition: 3 - 4\nIt broke.\nFor good.\n\nDocument: Interviews\\Bea\nCode: Loss\nWeight: 100\nPosition: 8 - 8\nI left.";
    expect(codings(report("x", textBlocks(old)))).toEqual(["Anna|Trust/Lost|It broke.\nFor good.", "Bea|Loss|I left."]);
  });
  it("of Dedoose begin with their document and codes", () => {
    const written = "Title: Anna.docx\nDoc Creator: HN\nDate: 2/3/2024\nExcerpt Range: 10-40\nCodes Applied:\tTrust\tLoss\n\nIt broke.\nFor good.\n\nTitle: Bea.docx\nDoc Creator: HN\nCodes Applied: Loss\n\nI left.\n";
    const found = report("x", textBlocks(written));
    expect([found.kind, ...codings(found)]).toEqual(["coded segments from Dedoose", "Anna.docx|Trust|It broke.\nFor good.", "Anna.docx|Loss|It broke.\nFor good.", "Bea.docx|Loss|I left."]);
  });
  it("of Taguette are followed by their document and tags", async () => {
    const found = report("x", await docx("# Taguette highlights\nIt broke.\nDocument: Anna Tags: trust, loss\nI left.\nDocument: Bea Tags: loss"));
    expect([found.kind, ...codings(found)]).toEqual(["coded segments from Taguette", "Anna|trust|It broke.", "Anna|loss|It broke.", "Bea|loss|I left."]);
  });
  it("in a table of a Word file are read as in any table", async () => {
    const found = report("x", await docx("Retrieved segments\n| Document name | Code | Segment\n| Anna | Trust > Lost | It broke."));
    expect(codings(found)).toEqual(["Anna|Trust/Lost|It broke."]);
  });
  it("are not seen in an ordinary interview", async () => {
    expect(readReport("x", await docx("# Interview with Anna\nI: How was it?\nA: It broke. In 2:10 of the film.\nDate: never mind"))).toBeNull();
    expect(readReport("x", textBlocks("Interviewer: And then?\nAnna: Nothing. Code: none of that.\n"))).toBeNull();
  });
});

describe("a codebook in a report", () => {
  it("of NVivo is one or more tables, with what lies below another moved in", async () => {
    const found = report("x", await docx("My project\n# Codes\n| Name | Description | Files | References\n| Trust | all of it | 2 | 5\n|     Lost | gone | 1 | 2\n|         For good | no way | 1 | 1\n| Loss | | 1 | 1\n# Folder\n| Name | Description | Files | References\n| Other | x | 0 | 0"));
    expect([found.kind, ...book(found)]).toEqual(["codebook from NVivo", "Trust: all of it", "Trust/Lost: gone", "Trust/Lost/For good: no way", "Loss: ", "Other: x"]);
  });
  it("of NVivo shows what lies below another also by blanks that do not break", async () => {
    const found = report("x", await docx("| Name | Description\n| Trust | a\n|\u00a0\u00a0\u00a0\u00a0Lost | b\n|\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0For good | c\n| Loss | d"));
    expect(book(found)).toEqual(["Trust: a", "Trust/Lost: b", "Trust/Lost/For good: c", "Loss: d"]);
  });
  it("of Taguette and MAXQDA stands under headings", async () => {
    expect(book(report("x", await docx("# Taguette Codebook\n## trust: lost\n3 highlights\nGone.\n## loss\n1 highlight\n")))).toEqual(["trust: lost: Gone.", "loss: "]);
    const found = report("x", await docx("Codebook\n# 1 Trust\nAll of it.\nReally.\n## 1.1 Lost (4)\nGone.\n# 2 Loss"));
    expect(book(found)).toEqual(["Trust: All of it.\nReally.", "Trust/Lost: Gone.", "Loss: "]);
  });
  it("of ATLAS.ti is a list of codes with their comments", () => {
    expect(book(report("x", textBlocks("ATLAS.ti Report\nCodes\n○ Trust\nCreated: 1 May by HN\nComment:\nAll of it.\n● Loss\nComment: Gone.\n")))).toEqual(["Trust: All of it.", "Loss: Gone."]);
  });
});

describe("a text with the marks of qcoder", () => {
  it("is its words, and the marks are codings, also one within another", () => {
    const raw = "So. (QCODE)It (QCODE)broke(/QCODE){#loss} me(/QCODE){#trust, #loss} and (QCODE)never(/QCODE){} ended.";
    expect(hasQcodes(raw)).toBe(true);
    const read = readQcodes("Anna", raw);
    if (!read.ok) throw new Error(read.problem);
    expect(read.value.project.sources[0]!.text).toBe("So. It broke me and never ended.");
    expect(codings(read.value)).toEqual(["Anna|loss|broke", "Anna|trust|It broke me", "Anna|loss|It broke me"]);
    expect(read.value.problems).toHaveLength(1);
  });
});
