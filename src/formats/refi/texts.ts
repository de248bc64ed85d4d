import { type Archive, Refused, wholeEntry } from "../project/archive.ts";
import type { Media } from "../project/project.ts";
import { docxWords } from "./docx-words.ts";
import type { Paths } from "./paths.ts";
import { attribute, childrenOf, type Reader } from "./reader.ts";
import { readTextFile, type TextFile, textFile } from "../project/text-file.ts";
import type { Element } from "./xml.ts";

/** A text file of a project may have so many bytes; a whole library of interviews has fewer. */
const largestText = 1 << 26;
const allTexts = 1 << 30;

/** Finds and reads the words of sources, notes, representations and transcripts. */
export class Texts {
  readonly #archive: Archive | null;
  readonly #paths: Paths;
  readonly #reader: Reader;
  #spent = 0;

  constructor(archive: Archive | null, paths: Paths, reader: Reader) {
    this.#archive = archive;
    this.#paths = paths;
    this.#reader = reader;
  }

  async #bytes(raw: string): Promise<Uint8Array | null> {
    const entry = this.#paths.find(raw);
    if (!entry || !this.#archive) return null;
    this.#spent += entry.size;
    if (this.#spent > allTexts) throw new Refused("The texts of the project are larger together than 1 GB. Such a project is not opened.");
    return wholeEntry(this.#archive, entry, largestText);
  }

  /** The word-processor twin of a text, if the element names one. */
  rich(element: Element): Media | null {
    const raw = attribute(element, "richTextPath");
    return raw === null ? null : this.#paths.media(raw, null);
  }

  /** The words of an element with `plainTextPath` or `PlainTextContent`; null where it has none or they are missing, which is reported. */
  async words(element: Element, called: string): Promise<TextFile | null> {
    const [path, content] = [attribute(element, "plainTextPath"), childrenOf(element, "PlainTextContent")[0]];
    if (path !== null) {
      const bytes = await this.#bytes(path);
      if (bytes) {
        const file = readTextFile(bytes);
        if (content?.text) this.#reader.survived.add("A text stands both in the project and in a file of its own; the file was taken.", called);
        if (file.charset !== "UTF-8") this.#reader.changed.add(`A text file is not UTF-8; it was read as ${file.charset}.`, called);
        return file;
      }
      if (content) {
        this.#reader.survived.add("The text file of a source is missing; the text in the project was taken.", called);
        return textFile(content.text);
      }
    } else if (content) return textFile(content.text);
    const rich = attribute(element, "richTextPath");
    const bytes = rich === null ? null : await this.#bytes(rich);
    const words = bytes && (await docxWords(bytes));
    if (typeof words === "string") {
      this.#reader.changed.add("There is no plain text; the words were taken from the word-processor file.", called);
      return textFile(words);
    }
    if (path !== null) this.#reader.survived.add("The text of a source is missing from the archive; its selections keep the words that the project repeats.", `${called} (${path.slice(0, 80)})`);
    return null;
  }
}
