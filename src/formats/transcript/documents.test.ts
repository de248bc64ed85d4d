import { describe, expect, test } from "vitest";
import { bytes, docx, odt, p, read, run, said } from "./read.fixture.ts";
import { paragraphsOf, type PdfLine } from "./pdf-lines.ts";
import { withoutMargins } from "./pdf-margins.ts";
import { readInterview } from "./read.ts";

describe("docx", () => {
  test("symbols become the characters they show, and a tab to a margin parts words", async () => {
    const sym = (font: string, char: string): string => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
    expect((await read("a.docx", docx(`<w:p>${run("a")}<w:r><w:ptab w:alignment="right"/></w:r>${run("b ")}${sym("Symbol", "F061")}${sym("Symbol", "62")}${sym("Wingdings", "F0E0")}${sym("Webdings", "F0E0")}</w:p>`))).text).toBe("a\tb αβ→\uf0e0");
  });
  test("a document held inside another is not lost in silence", async () => {
    const reading = await readInterview("a.docx", docx(`${p("Before.")}<w:altChunk r:id="r1" xmlns:r="r"/>`));
    expect(reading).toEqual({ ok: false, problem: "a.docx holds another document inside it, whose words only a word processor can show. Open it in Word, save it again as .docx and import that." });
  });
});

describe("odt", () => {
  test("a deletion that stands in the text, as flat files have it, is left out across paragraphs", async () => {
    const body = '<text:tracked-changes><text:changed-region text:id="c3"><text:deletion/></text:changed-region></text:tracked-changes><text:p>one <text:change-start text:change-id="c3"/>two</text:p><text:p>three <text:change-end text:change-id="c3"/>four</text:p><text:p>five</text:p>';
    expect((await read("a.odt", odt(body))).text).toBe("one four\nfive");
  });
});

describe("rtf", () => {
  test("the usual font gives the code page where no font is named, and a symbol font its characters", async () => {
    const rtf = String.raw`{\rtf1\ansi\deff3{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}{\f3\fcharset238 Serif;}}P\'f8ed {\f1\'61\'b7} k\'f9\'f2\par}`;
    expect((await read("a.rtf", rtf)).text).toBe("Před α• kůň");
  });
});

describe("html", () => {
  test("XHTML with empty elements closed in their own tag keeps its words", async () => {
    const page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head><body><p/><p>I: Hello.</p><a id="q"/><p>P: Hi.</p></body></html>';
    expect(said(await read("a.html", page))).toEqual(["I: Hello.", "P: Hi."]);
  });
  test("deletions are left out and said", async () => {
    const interview = await read("a.html", "<!doctype html><p>I was <del>very</del><ins>quite</ins> tired.</p>");
    expect(interview.text).toBe("I was quite tired.");
    expect(interview.notes.join(" ")).toContain("1 deletion, which was left out");
  });
});

describe("pages of a pdf", () => {
  const line = (text: string, y: number, right = 500): PdfLine => ({ text, x: 72, y, right, height: 12 });
  const page = (n: number, words: string): PdfLine[] => [line("Study 7", 800), line(`Page ${n} of 3`, 30), line(`${words} one`, 760), line(`${words} two`, 746), line(`${words} three`, 732, 200)];
  test("headers recur at one height wherever the file has them; page numbers are told from them", () => {
    const { body, numbers, heads } = withoutMargins([page(1, "a"), page(2, "b"), page(3, "c")]);
    expect(heads).toEqual(["Study 7"]);
    expect(numbers).toBe(3);
    expect(paragraphsOf(body)).toEqual(["a one a two a three", "b one b two b three", "c one c two c three"]);
  });
  test("a short answer that ends each of two pages is no footer", () => {
    const pages = [0, 1].map((n) => [line(`I: Question ${"ab"[n] ?? ""}?`, 760), line("More.", 746), line("P: Yes.", 732)]);
    expect(withoutMargins(pages).heads).not.toContain("P: Yes.");
  });
  test("a column of names is set off by a tab, where other lines begin, though the gap is narrow", async () => {
    const place = (x: number, y: number, text: string): string => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`;
    const turns = [["Anna", "How was it?"], ["Ben", "Fine."], ["Anna", "And?"], ["Ben", "No."]] as const;
    const content = turns.flatMap(([who, words], i) => [place(72, 740 - i * 40, who), place(111, 740 - i * 40, words), place(111, 726 - i * 40, "and so on.")]).join("\n");
    expect(said(await read("a.pdf", pageOf(content)))).toEqual(["Anna: How was it? and so on.", "Ben: Fine.\nand so on.", "Anna: And?\nand so on.", "Ben: No.\nand so on."]);
  });
});

function pageOf(content: string): Uint8Array {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", `<< /Length ${content.length} >>\nstream\n${content}\nendstream`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  return bytes(`%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("")}trailer << /Root 1 0 R >>\n%%EOF`);
}
