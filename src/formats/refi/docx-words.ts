import { SaxesParser } from "saxes";
import { inMemory, Refused, wholeEntry } from "../project/archive.ts";
import { unzip } from "../project/unzip.ts";

/**
 * The words of a word-processor file, one line per paragraph: a last resort where a project has no plain text of a source. Formatting, notes and
 * headers are left out. Null where the file is not a .docx.
 */
export async function docxWords(bytes: Uint8Array): Promise<string | null> {
  try {
    const archive = await unzip(inMemory(bytes));
    const entry = archive.entries.find(({ name }) => name === "word/document.xml");
    if (!entry) return null;
    const out: string[] = [];
    const parser = new SaxesParser({ xmlns: false, position: false });
    let inText = false;
    parser.on("error", () => {});
    parser.on("opentag", ({ name }) => {
      if (name === "w:t") inText = true;
      else if (name === "w:tab") out.push("\t");
      else if (name === "w:br" || name === "w:cr") out.push("\n");
    });
    parser.on("closetag", ({ name }) => {
      if (name === "w:t") inText = false;
      else if (name === "w:p") out.push("\n");
    });
    parser.on("text", (text) => {
      if (inText) out.push(text);
    });
    parser.write(new TextDecoder().decode(await wholeEntry(archive, entry, 1 << 27))).close();
    return out.join("").replace(/\n+$/, "\n");
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
