import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pack } from "../refi/fixture.ts";
import { recognise } from "./recognise.ts";

const shared = new URL("../../../../shared/data/", import.meta.url);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe("a file", () => {
  it.each([
    ["sqlite", "SQLite format 3\0rest"], ["pdf", "%PDF-1.7"], ["rtf", "{\\rtf1 x}"], ["vtt", "\ufeffWEBVTT\n\n"], ["srt", "1\n00:00:01,000 --> 00:00:02,000\nHi"], ["html", "<!DOCTYPE html><p>"],
    ["refi-project-xml", '<?xml version="1.0"?><!-- x --><q:Project xmlns:q="u">'], ["refi-codebook", "<CodeBook><Codes/>"], ["elan", '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT>'], ["xml", "<?xml version='1.0'?><other/>"],
    ["textgrid", 'File type = "ooTextFile"\nObject class = "TextGrid"'], ["chat", "@UTF8\n@Begin\n*CHI:\thello ."], ["web-annotations", '{"@context": "http://www.w3.org/ns/anno.jsonld"}'],
    ["json-lines", '{"a":1}\n{"a":2}\n'], ["json", '{"a":\n1}'], ["table", 'a,b,c\n1,"x, y",3\n4,5,6\n'], ["table", "a;b\n1;2\n"], ["text", "Well, I think so.\nYes, no, maybe.\nGood."], ["empty", ""], ["empty", "\n \n"],
  ])("is %s by its content", async (kind, content) => expect(await recognise("misleading.docx", text(content))).toBe(kind));

  it("is told by its table of contents where it is a zip", async () => {
    expect(await recognise("x.zip", await pack({ "a/My project.qde": "x" }))).toBe("refi-project");
    expect(await recognise("x.qdpx", await pack({ "word/document.xml": "x" }))).toBe("docx");
    expect(await recognise("x.qdpx", await pack({ "xl/workbook.xml": "x" }))).toBe("xlsx");
    expect(await recognise("x.qdpx", (await pack({ "a.txt": "x" })).subarray(0, 40))).toBe("zip");
  });

  it.skipIf(!existsSync(shared))("of the shared data is what it is (skipped where absent)", async () => {
    const kinds = async (folder: string): Promise<Record<string, string>> => {
      const found: Record<string, string> = {};
      for (const name of readdirSync(new URL(folder, shared))) found[name] = await recognise("x", new Uint8Array(readFileSync(new URL(folder + name, shared))));
      return found;
    };
    expect(new Set(Object.values(await kinds("refi/synthetic/")))).toEqual(new Set(["refi-project"]));
    expect(await kinds("native/")).toEqual({ "rqda-small.rqda": "sqlite", "taguette-sample-project.sqlite3": "sqlite", "taguette-sample.codings.tsv": "table" });
    expect(await kinds("coded/")).toEqual({ "ohd_armantrout.csv": "table", "ohd_filters.csv": "table", "qcoder_CoC_Example1_MU.txt": "text", "qcoder_codes.csv": "table" });
  });
});
