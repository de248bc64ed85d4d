import type { Reading } from "../interview.ts";
import { Flow } from "./flow.ts";
import type { Draft } from "./passage.ts";
import { decodePage, pageOfCharset, SYMBOL_PAGE } from "./rtf-code-pages.ts";

/** Groups whose words are not the text: tables of fonts and styles, pictures, headers, comments, automatic bullets. */
const SILENT = new Set(
  "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn themedata colorschememapping listtable listoverridetable rsidtbl generator fldinst datafield bkmkstart bkmkend listtext pntext pntxta pntxtb xmlnstbl revtbl filetbl annotation atnid atnauthor atndate atnref atrfstart atrfend atntime latentstyles mmathPr nonshppict passwordhash private1 tc xe txe rxe do shprslt sp falt panose".split(" "),
);

/** Groups marked as skippable that nevertheless hold words: notes as LibreOffice writes them, text in shapes. */
const STARRED_WORDS = new Set(["ud", "footnote", "shppict", "shpinst", "shptxt"]);

const CHARACTERS: Readonly<Record<string, string>> = { par: "\n\n", line: "\n", tab: "\t", emdash: "—", endash: "–", lquote: "‘", rquote: "’", ldblquote: "“", rdblquote: "”", bullet: "•", emspace: "\u2003", enspace: "\u2002", qmspace: "\u2005", zwj: "\u200d", zwnj: "\u200c", ltrmark: "\u200e", rtlmark: "\u200f" };

interface State {
  silent: boolean;
  bold: boolean;
  page: number;
  /** How many characters after a \u escape are its fallback. */
  fallback: number;
  deleted: boolean;
  note: boolean;
}

const MOST_DEPTH = 20_000;

/**
 * Reads Rich Text Format: \u escapes with their fallbacks, hex escapes and raw bytes in the code page of their font, table
 * cells separated by tabs. Tracked deletions are left out, comments too. A footnote leaves its number in brackets, its words follow
 * after the text. A file whose groups are not closed at its end is cut off and refused: half an interview is none.
 */
export function readRtf(what: string, bytes: Uint8Array): Reading<Draft> {
  const reader = new RtfReader(bytes);
  const problem = reader.run();
  if (problem !== null) return { ok: false, problem: `${what} ${problem}` };
  if (reader.unclosed) return { ok: false, problem: `${what} is cut off: its end is missing. Fetch it again, or open it in Word, see that it is whole, and save it again.` };
  const { notes: after, comments, deletions } = reader;
  const notes = [
    ...(deletions > 0 ? [`The document has tracked changes, which were taken as accepted: ${deletions} ${deletions === 1 ? "deletion was" : "deletions were"} left out.`] : []),
    ...(comments > 0 ? [`${comments} ${comments === 1 ? "comment was" : "comments were"} left out.`] : []),
    ...(reader.margins > 0 ? ["Headers and footers were left out."] : []),
    ...(after.length > 0 ? [`${after.length} ${after.length === 1 ? "footnote stands" : "footnotes stand"} after the text, by number.`] : []),
  ];
  return { ok: true, value: { format: "rtf", charset: null, notes, passages: reader.flow.finish(), after } };
}

class RtfReader {
  flow = new Flow();
  readonly notes: string[] = [];
  comments = 0;
  deletions = 0;
  margins = 0;
  unclosed = false;
  private readonly bytes: Uint8Array;
  private at = 0;
  private readonly stack: State[] = [];
  private state: State = { silent: false, bold: false, page: 1252, fallback: 1, deleted: false, note: false };
  private documentPage = 1252;
  private readonly fontPages = new Map<number, number>();
  private fontBeingDefined = 0;
  private usualFont: number | null = null;
  private inFonts = 0;
  private skipping = 0;
  private run8: number[] = [];
  private words: string[] = [];
  private starred = false;
  private inRow = false;
  private readonly outer: Flow[] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Reads to the end; returns what is wrong in words where nothing can be made of the file. */
  run(): string | null {
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at++] ?? 0;
      if (byte === 0x7b) this.open();
      else if (byte === 0x7d) {
        this.close();
        if (this.stack.length === 0) break;
      } else if (byte === 0x5c) this.control();
      else if (byte !== 0x0d && byte !== 0x0a && byte !== 0) this.byte(byte);
      if (this.stack.length > MOST_DEPTH) return "is damaged: its groups are nested without end. Save it again in its own program.";
    }
    this.flush();
    this.unclosed = this.stack.length > 0;
    while (this.outer.length > 0) this.endNote();
    if (this.inRow) this.flow.endRow();
    return null;
  }

  private open(): void {
    this.flush();
    this.stack.push({ ...this.state });
    this.state.note = false;
    this.starred = false;
    this.skipping = 0;
  }

  private close(): void {
    this.flush();
    this.skipping = 0;
    this.starred = false;
    const endsFonts = this.inFonts > 0 && this.stack.length === this.inFonts;
    if (endsFonts) this.inFonts = 0;
    if (this.state.note) this.endNote();
    this.state = this.stack.pop() ?? this.state;
    if (endsFonts && this.usualFont !== null) this.state.page = this.pageOfFont(this.usualFont);
  }

  private control(): void {
    const byte = this.bytes[this.at] ?? 0;
    const letter = (b: number): boolean => (b >= 0x61 && b <= 0x7a) || (b >= 0x41 && b <= 0x5a);
    if (!letter(byte)) {
      this.at++;
      this.symbol(byte);
      return;
    }
    const from = this.at;
    while (letter(this.bytes[this.at] ?? 0) && this.at - from < 32) this.at++;
    const word = String.fromCharCode(...this.bytes.subarray(from, this.at));
    const digits = this.at;
    if (this.bytes[this.at] === 0x2d) this.at++;
    while ((this.bytes[this.at] ?? 0) >= 0x30 && (this.bytes[this.at] ?? 0) <= 0x39 && this.at - digits < 12) this.at++;
    const number = this.at > digits ? Number(String.fromCharCode(...this.bytes.subarray(digits, this.at))) : null;
    if (this.bytes[this.at] === 0x20) this.at++;
    if (word === "bin") {
      this.at += Math.max(0, number ?? 0);
      return;
    }
    if (this.skipping > 0 && word !== "u") {
      this.skipping--;
      return;
    }
    this.word(word, Number.isFinite(number) ? number : null);
  }

  private symbol(byte: number): void {
    const char = String.fromCharCode(byte);
    if (char === "'") {
      const code = Number.parseInt(String.fromCharCode(...this.bytes.subarray(this.at, this.at + 2)), 16);
      this.at += 2;
      if (Number.isFinite(code)) this.byte(code);
    } else if (char === "*") this.starred = true;
    else if (this.skipping > 0) this.skipping--;
    else if (char === "~") this.say("\u00a0");
    else if (char === "_") this.say("\u2011");
    else if (char === "\n" || char === "\r") this.paragraph();
    else if (char === "\t") this.say("\t");
    else if ("\\{}".includes(char)) this.byte(byte);
  }

  private word(word: string, number: number | null): void {
    const starred = this.starred;
    this.starred = false;
    if (word === "u" && number !== null) {
      this.skipping = 0;
      this.say(String.fromCharCode(number < 0 ? number + 65_536 : number));
      this.skipping = this.state.fallback;
      return;
    }
    if (SILENT.has(word) || (starred && !STARRED_WORDS.has(word))) this.silence(word);
    else if (CHARACTERS[word] !== undefined && word !== "par") this.say(CHARACTERS[word]);
    else this.command(word, number);
  }

  private pageOfFont(font: number): number {
    return this.fontPages.get(font) ?? this.documentPage;
  }

  private silence(word: string): void {
    this.flush();
    if (word === "fonttbl") this.inFonts = this.stack.length;
    if (word === "annotation" && !this.state.silent) this.comments++;
    if (/^(header|footer)/u.test(word) && !this.state.silent) this.margins++;
    this.state.silent = true;
  }

  private command(word: string, number: number | null): void {
    this.flush();
    const on = number !== 0;
    switch (word) {
      case "ansicpg": this.documentPage = this.state.page = number === null || number === 0 ? 1252 : number; break;
      case "mac": this.documentPage = this.state.page = 10000; break;
      case "pc": this.documentPage = this.state.page = 437; break;
      case "pca": this.documentPage = this.state.page = 850; break;
      case "deff": this.usualFont = number ?? 0; break;
      case "f": this.fontBeingDefined = number ?? 0; if (this.inFonts === 0) this.state.page = this.pageOfFont(number ?? 0); break;
      case "fcharset": this.fontPages.set(this.fontBeingDefined, number === 2 ? SYMBOL_PAGE : (pageOfCharset(number ?? 0) ?? this.documentPage)); break;
      case "uc": this.state.fallback = Math.min(16, Math.max(0, number ?? 1)); break;
      case "b": this.state.bold = on; break;
      case "plain": this.state.bold = this.state.deleted = false; if (this.usualFont !== null) this.state.page = this.pageOfFont(this.usualFont); break;
      case "deleted": if (on && !this.state.deleted && !this.state.silent) this.deletions++; this.state.deleted = on; break;
      case "par": case "sect": case "page": this.paragraph(); break;
      case "trowd": if (!this.inRow && !this.state.silent) { this.inRow = true; this.flow.startRow(); } break;
      case "cell": case "nestcell": if (this.inRow) this.flow.endCell(); else this.say("\t"); break;
      case "row": if (this.inRow) this.flow.endRow(); this.inRow = false; break;
      case "footnote": this.startNote(); break;
      case "upr": this.state.silent = true; break;
      case "ud": this.state.silent = false; break;
    }
  }

  /** Inside a row a paragraph mark is a line of its cell; before the row's own end it belongs to no cell. */
  private paragraph(): void {
    this.flush();
    if (!this.state.silent) this.flow.endParagraph();
  }

  private startNote(): void {
    if (this.state.silent) return;
    this.flow.add(`[${this.notes.length + this.outer.length + 1}]`);
    this.outer.push(this.flow);
    this.flow = new Flow();
    this.state.note = true;
  }

  private endNote(): void {
    const outer = this.outer.pop();
    if (!outer) return;
    this.notes.push(`[${this.notes.length + 1}] ${this.flow.finish().map(({ text }) => text.trim()).filter((text) => text !== "").join(" ")}`);
    this.flow = outer;
    this.state.note = false;
  }

  private byte(byte: number): void {
    if (this.skipping > 0) this.skipping--;
    else if (!this.state.silent && !this.state.deleted) this.run8.push(byte);
  }

  private say(text: string): void {
    if (this.skipping > 0) {
      this.skipping--;
      return;
    }
    if (this.state.silent || this.state.deleted) return;
    this.endBytes();
    this.words.push(text);
  }

  private endBytes(): void {
    if (this.run8.length === 0) return;
    this.words.push(decodePage(this.run8, this.state.page));
    this.run8 = [];
  }

  private flush(): void {
    this.endBytes();
    if (this.words.length === 0) return;
    this.flow.add(this.words.join(""), this.state.bold);
    this.words = [];
  }
}
