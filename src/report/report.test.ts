import { unzipSync, strFromU8 } from "fflate";
import { parse, parseFragment, type DefaultTreeAdapterMap } from "parse5";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elevenMothers } from "../../test/elevenMothers.ts";
import type { StudyNotation } from "../../test/notation.ts";
import { table1 } from "../analysis/table1.ts";
import { suppressTable } from "../privacy/suppressTable.ts";
import { docx } from "./docx.ts";
import type { Document } from "./document.ts";
import { escapeHtml, html } from "./html.ts";
import { escapeMarkdown, markdown, markdownTable } from "./markdown.ts";
import { table1Block, table1Csv } from "./table1.ts";
import { writeUp } from "./writeup.ts";

const study = (): StudyNotation => {
  const told = elevenMothers()
    .participant("Mother |12| <b>*x*</b> & co", { Age: 30 })
    .source("Mother 4", "Interviewer: Tell me.\nMother 4: I felt safe there, honestly, at last.")
    .coded("I felt safe there, honestly, at last.", "Support / <safety>", "HN")
    .source("Mother |12| <b>*x*</b> & co", "I said | and <script>alert(1)</script> and _that_.")
    .coded("<script>alert(1)</script>", "Support / <safety>", "HN")
    .theme("Safe & *sound*", { codes: ["Support / <safety>"], centralIdea: "# Not a heading", state: "defined" })
    .quoted("Safe & *sound*", "I felt safe there, honestly, at last.", ", honestly,")
    .quoted("Safe & *sound*", "<script>alert(1)</script>")
    .deviant("Safe & *sound*", "Mother 5", "was never seen");
  return told;
};
const document = (told = study()): Document => writeUp(told.study(), told.events, told.texts, { software: "Earshot 0.1.0" });

type Node = DefaultTreeAdapterMap["node"];
const textOf = (node: Node): string => ("value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "");
const tags = (node: Node): string[] => ("childNodes" in node ? node.childNodes.flatMap((c) => ("tagName" in c ? [c.tagName, ...tags(c)] : tags(c))) : []);

describe("the write-up", () => {
  it("is the same to the byte when it is made twice", () => {
    expect(markdown(document())).toBe(markdown(document()));
    expect(html(document())).toBe(html(document()));
  });
  it("has its parts in order", () => {
    expect(document().blocks.flatMap((b) => (b.kind === "heading" && b.level === 1 ? [b.text] : []))).toEqual(["Introduction", "Methods", "Findings", "Balance of voices", "Discussion", "Appendix: codebook", "Appendix: COREQ checklist", "Appendix: audit trail"]);
  });
  it("shows chosen quotations with their cuts, labels and places", () => {
    expect(document().blocks.filter((b) => b.kind === "quotation")).toEqual([
      { kind: "quotation", words: "I felt safe there […] at last.", by: "Mother 4, turn 2" },
      { kind: "quotation", words: "<script>alert(1)</script>", by: "Mother |12| <b>*x*</b> & co" },
    ]);
  });
  it("of a study in which nothing has happened says what is left to do, and does not fail", () => {
    const text = markdown(writeUp({ ...study().study(), participants: new Map(), sources: new Map(), codes: new Map(), codings: new Map(), themes: new Map() }, [], () => "", { software: "Earshot" }));
    expect(text).toContain("✎ **For the authors:** nobody is in the register yet.");
  });
  it("does not quote who withdrew with everything, and says so", () => {
    const told = study();
    told.record({ type: "consent.withdrawn", body: { participant: told.participantId("Mother 4"), level: "remove everything", date: "" }, words: {} });
    expect(markdown(document(told))).not.toContain("I felt safe there");
    expect(markdown(document(told))).toContain("Mother 4 withdrew with everything");
  });
  it("hides small numbers in Table 1 when asked to", () => {
    const told = study();
    const text = markdown(writeUp(told.study(), told.events, told.texts, { software: "Earshot", profile: "under 5" }));
    expect(text).toContain("\\<5");
    expect(text).not.toContain("psychosis | 1");
  });
});

describe("HTML", () => {
  const page = html(document());
  it("is one file without scripts, and holds words as they are", () => {
    const found = tags(parse(page));
    expect(found).not.toContain("script");
    expect(found.filter((t) => ["link", "img", "iframe"].includes(t))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|https?:/);
    expect(textOf(parse(page))).toContain("Mother |12| <b>*x*</b> & co");
  });
  it("escapes whatever is written", () => {
    fc.assert(fc.property(fc.string(), (raw) => {
      const text = raw.replace(/[\r\0]/g, "");
      expect(textOf(parseFragment(`<p>${escapeHtml(text)}</p>`))).toBe(text);
    }));
  });
});

describe("Markdown", () => {
  it("keeps a table's columns whatever a cell holds", () => {
    const text = markdownTable({ kind: "table", caption: "c", columns: [{ heading: "a", align: "left", share: 1 }, { heading: "b", align: "right", share: 1 }], rows: [{ cells: ["x | y", "two\nlines"] }], notes: [] });
    expect(text.split("\n").at(-1)).toBe("| x \\| y | two<br>lines |");
  });
  it.each([["# x", "\\# x"], ["- x", "\\- x"], ["1. x", "1\\. x"], ["*x* _y_ `z` <b>", "\\*x\\* \\_y\\_ \\`z\\` \\<b\\>"], ["a &lt; b & c", "a \\&lt; b & c"], ["[…]", "\\[…\\]"]])("takes %j as words", (text, expected) => expect(escapeMarkdown(text)).toBe(expected));
  it("has no bare sign of Markdown in what people wrote", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."\\`*_[]<>|~#$ ab") }), (text) => {
      expect(escapeMarkdown(text).replace(/\\[\\`*_[\]<>|~#$]/g, "")).not.toMatch(/[\\`*_[\]<>|~#$]/);
    }));
  });
});

describe("Word documents", () => {
  it("have real headings, tables with header rows, styles and page numbers", async () => {
    const files = unzipSync(await docx(document()));
    const body = strFromU8(files["word/document.xml"]!);
    expect(body).toContain('<w:pStyle w:val="Heading1"/>');
    expect(body).toContain('<w:pStyle w:val="Quote"/>');
    expect(body.match(/<w:tblHeader\/>/g)!.length).toBe(document().blocks.filter((b) => b.kind === "table").length);
    expect(body).toContain("&lt;script&gt;");
    expect(Object.keys(files).some((name) => name.startsWith("word/footer") && strFromU8(files[name]!).includes("PAGE"))).toBe(true);
    expect(strFromU8(files["word/styles.xml"]!)).toContain('w:styleId="Quote"');
  });
  it("are the same when made twice, however much later", async () => {
    const first = await docx(document());
    await new Promise((done) => setTimeout(done, 1100));
    expect(await docx(document())).toEqual(first);
  });
  it("can hold what XML cannot", async () => {
    const files = unzipSync(await docx({ title: "a\u0000b\ud800", subtitle: "", language: "en-GB", blocks: [] }));
    expect(strFromU8(files["word/document.xml"]!)).toContain("a\ufffdb\ufffd");
  });
});

describe("Table 1 as a table", () => {
  const result = table1(elevenMothers().study());
  if (!result.ok) throw new Error(result.problems.join(" "));
  it("shows counts with percentages to one decimal", () => {
    const text = markdownTable(table1Block(result.table, "Table 1"));
    expect(text).toContain("&nbsp;&nbsp;White British | 8 (72.7) |");
    expect(text).toContain("&nbsp;&nbsp;Mean (SD) | 29.9 (7.3) |");
    expect(text).toContain("&nbsp;&nbsp;Range | 20 to 39 |");
    expect(text).not.toContain("Missing");
  });
  it("comes as CSV, with what a spreadsheet would calculate made harmless", () => {
    const csv = table1Csv({ n: 1, characteristics: [{ name: 'A "b", c', levels: [{ level: "=1+1", n: 1, percent: 100 }], missing: 0 }] });
    expect(csv).toBe('characteristic,level,n,percent,value\r\n"A ""b"", c",\'=1+1,1,100.0,\r\n"A ""b"", c",missing,0,0.0,\r\n');
  });
  it("comes with small numbers hidden", () => expect(table1Csv(suppressTable(result.table, "under 5"))).toContain("Primary diagnosis,psychosis,<5,,"));
});
