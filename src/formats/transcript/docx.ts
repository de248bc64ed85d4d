import type { Reading } from "../interview.ts";
import { walkXml, type XmlVisitor } from "../xml.ts";
import type { Zip } from "../zip.ts";
import { Flow } from "./flow.ts";
import { symbolAt } from "./symbol-font.ts";
import type { Draft, Passage } from "./passage.ts";

/**
 * Reads a Word document with a walk of our own through its XML. A library that makes HTML was weighed and left: it says
 * nothing about tracked changes, drops deleted paragraph marks and the bold of labels on the way to plain text, and is slower.
 *
 * Tracked changes are taken as accepted: insertions stay, deletions go, moved text stands once, at its new place. Comments,
 * headers and footers are not the words of the interview and are left out; all of that is counted in the notes. Cells of a
 * table row are separated by tabs. A footnote or endnote leaves its number in brackets where it stands; its words follow
 * after the text under that number. Words of text boxes come after the paragraph they hang on.
 */
export function readDocx(what: string, zip: Zip): Reading<Draft> {
  const path = mainPart(what, zip);
  if (!path.ok) return path;
  const story = new Story();
  const main = walkPart(what, zip, path.value, story);
  if (!main.ok) return main;
  if (story.foreign > 0) return { ok: false, problem: `${what} holds another document inside it, whose words only a word processor can show. Open it in Word, save it again as .docx and import that.` };
  const passages = story.finish();
  const folder = path.value.replace(/[^/]*$/u, "");
  const after: string[] = [];
  for (const kind of ["footnote", "endnote"] as const) {
    if (![...story.noteNumbers.keys()].some((key) => key.startsWith(kind))) continue;
    const notes = readNotes(what, zip, `${folder}${kind}s.xml`, kind, story.noteNumbers);
    if (!notes.ok) return notes;
    after.push(...notes.value);
  }
  after.sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]));
  const notes = [...changeNotes(story), ...leftOut(what, zip, folder, story), ...(after.length > 0 ? [`${plural(after.length, "footnote or endnote", "footnotes and endnotes")} ${after.length === 1 ? "stands" : "stand"} after the text, by number.`] : [])];
  return { ok: true, value: { format: "docx", charset: null, notes, passages, after, ...teamsLayout(passages) } };
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const teamsLayout = (passages: readonly Passage[]): { layout?: string } =>
  passages.slice(0, 12).some(({ text }) => /started transcription\s*$/u.test(text)) ? { layout: "Teams transcript" } : {};

/** Usually word/document.xml; some programs name it otherwise and say so in the package's links. */
function mainPart(what: string, zip: Zip): Reading<string> {
  if (zip.has("word/document.xml")) return { ok: true, value: "word/document.xml" };
  let target = "";
  if (zip.has("_rels/.rels")) {
    const links = walkPart(what, zip, "_rels/.rels", {
      open: (name, a) => void (name === "Relationship" && (a["Type"] ?? "").endsWith("/officeDocument") && (target = (a["Target"] ?? "").replace(/^\//u, ""))),
    });
    if (!links.ok) return links;
  }
  return zip.has(target) ? { ok: true, value: target } : { ok: false, problem: `${what} is incomplete: the text of the document is missing in it. Fetch or export the file again.` };
}

function walkPart(what: string, zip: Zip, path: string, visitor: XmlVisitor): Reading<null> {
  const bytes = zip.read(path);
  if (!bytes.ok) return bytes;
  const stopped = walkXml(bytes.value, visitor);
  return stopped === null ? { ok: true, value: null } : { ok: false, problem: `${what} is damaged: "${path}" in it breaks off (${stopped}). Open it in Word, save it again and import that.` };
}

function readNotes(what: string, zip: Zip, path: string, kind: "footnote" | "endnote", numbers: ReadonlyMap<string, number>): Reading<string[]> {
  if (!zip.has(path)) return { ok: true, value: [] };
  const found: string[] = [];
  let note: { id: string; story: Story } | null = null;
  const read = walkPart(what, zip, path, {
    open: (name, a) => {
      if (name === kind) note = { id: a["id"] ?? "", story: new Story() };
      else note?.story.open(name, a);
    },
    close: (name) => {
      if (name !== kind) return void note?.story.close(name);
      const number = note ? numbers.get(`${kind} ${note.id}`) : undefined;
      const words = note?.story.finish().map(({ text }) => text.trim()).filter((text) => text !== "").join(" ") ?? "";
      if (number !== undefined) found.push(`[${number}] ${words}`);
      note = null;
    },
    text: (words) => note?.story.text(words),
  });
  return read.ok ? { ok: true, value: found } : read;
}

function changeNotes({ inserted, deleted, moved }: Story): string[] {
  if (inserted + deleted + moved === 0) return [];
  const parts = [
    ...(inserted > 0 ? [`${plural(inserted, "insertion", "insertions")} kept`] : []),
    ...(deleted > 0 ? [`${plural(deleted, "deletion", "deletions")} left out`] : []),
    ...(moved > 0 ? [`${plural(moved, "moved passage", "moved passages")} read once, at the new place`] : []),
  ];
  return [`The document has tracked changes, which were taken as accepted: ${parts.join(", ")}.`];
}

function leftOut(what: string, zip: Zip, folder: string, story: Story): string[] {
  const notes = story.comments > 0 ? [`${plural(story.comments, "comment was", "comments were")} left out.`] : [];
  const margins: string[] = [];
  for (const name of zip.names.filter((n) => n.startsWith(folder) && /(header|footer)\d*\.xml$/u.test(n))) {
    const margin = new Story();
    if (!walkPart(what, zip, name, margin).ok) continue;
    const words = margin.finish().map(({ text }) => text.trim()).filter((text) => text !== "").join(" ");
    if (words !== "" && !margins.includes(words)) margins.push(words);
  }
  if (margins.length > 0) notes.push(`Headers and footers were left out: "${margins.join('", "').slice(0, 160)}".`);
  if (story.hidden > 0) notes.push(`${plural(story.hidden, "stretch", "stretches")} of hidden text ${story.hidden === 1 ? "was" : "were"} kept.`);
  return notes;
}

const SKIPPED = new Set(["del", "moveFrom", "delText", "delInstrText", "instrText", "Fallback", "fldData", "sdtPr", "sectPr", "tblPr", "tblGrid", "tcPr", "pict-data", "docPart", "rubyPr"]);

/** Walks one story of a document (the body, a note, a header) and collects its paragraphs. */
class Story implements Required<XmlVisitor> {
  inserted = 0;
  deleted = 0;
  moved = 0;
  comments = 0;
  hidden = 0;
  /** Documents of other kinds held inside this one, whose words only a word processor can show. */
  foreign = 0;
  readonly noteNumbers = new Map<string, number>();
  private flow = new Flow();
  private readonly outer: { flow: Flow; aside: Passage[] }[] = [];
  private aside: Passage[] = [];
  private skip = 0;
  private taking = false;
  private inParagraphProperties = false;
  private inRunProperties = false;
  private bold = false;
  private markGone = false;
  private rowsGone: boolean[] = [];

  open = (name: string, a: Readonly<Record<string, string>>): void => {
    if (this.skip > 0 || (SKIPPED.has(name) && !this.inRunProperties)) {
      if (this.skip === 0) this.count(name);
      this.skip++;
      return;
    }
    switch (name) {
      case "t": this.taking = true; break;
      case "r": this.bold = false; break;
      case "rPr": this.inRunProperties = true; break;
      case "pPr": this.inParagraphProperties = true; break;
      case "b": if (this.inRunProperties && !this.inParagraphProperties) this.bold = isOn(a); break;
      case "rStyle": if (/^(strong|fett|gras|negrita)$/iu.test(a["val"] ?? "")) this.bold = true; break;
      case "vanish": if (!this.inParagraphProperties && isOn(a)) this.hidden++; break;
      case "del": case "moveFrom": if (this.inParagraphProperties) this.markGone = true; break;
      case "ins": if (!this.inRunProperties) this.inserted++; break;
      case "moveTo": if (!this.inRunProperties) this.moved++; break;
      case "softHyphen": this.flow.add("\u00ad", this.bold); break;
      case "ptab": this.flow.add("\t", this.bold); break;
      case "altChunk": this.foreign++; break;
      case "tab": if (!this.inParagraphProperties) this.flow.add("\t", this.bold); break;
      case "br": case "cr": this.flow.add("\n", this.bold); break;
      case "noBreakHyphen": this.flow.add("\u2011", this.bold); break;
      case "sym": this.flow.add(symbol(a), this.bold); break;
      case "footnoteReference": case "endnoteReference": this.reference(name.replace("Reference", ""), a["id"] ?? ""); break;
      case "commentReference": this.comments++; break;
      case "txbxContent": this.outer.push({ flow: this.flow, aside: this.aside }); [this.flow, this.aside] = [new Flow(), []]; break;
      case "tr": this.flow.startRow(); this.rowsGone.push(false); break;
    }
  };

  close = (name: string): void => {
    if (this.skip > 0) {
      this.skip--;
      return;
    }
    switch (name) {
      case "t": this.taking = false; break;
      case "rPr": this.inRunProperties = false; break;
      case "pPr": this.inParagraphProperties = false; break;
      case "p": this.endParagraph(); break;
      case "tc": this.flow.endCell(); break;
      case "tr": this.rowsGone.pop(); this.flow.endRow(); break;
      case "txbxContent": this.endBox(); break;
    }
  };

  text = (words: string): void => {
    if (this.taking && this.skip === 0) this.flow.add(words, this.bold);
  };

  finish(): Passage[] {
    return this.flow.finish();
  }

  private count(name: string): void {
    if (name === "del") this.deleted++;
  }

  /** A deleted paragraph mark joins the paragraph to the next one, as accepting the deletion in Word does. */
  private endParagraph(): void {
    if (!this.markGone) this.flow.endParagraph();
    this.markGone = false;
    if (this.outer.length > 0) return;
    for (const { text, bold } of this.aside.splice(0)) {
      this.flow.add(text, (bold ?? 0) > 0);
      this.flow.endParagraph();
    }
  }

  private endBox(): void {
    const box = [...this.flow.finish(), ...this.aside];
    const outer = this.outer.pop();
    if (!outer) return;
    [this.flow, this.aside] = [outer.flow, outer.aside];
    this.aside.push(...box.filter(({ text }) => text.trim() !== ""));
  }

  private reference(kind: string, id: string): void {
    const key = `${kind} ${id}`;
    const number = this.noteNumbers.get(key) ?? this.noteNumbers.size + 1;
    this.noteNumbers.set(key, number);
    this.flow.add(`[${number}]`, false);
  }
}

const isOn = (a: Readonly<Record<string, string>>): boolean => !["0", "false", "off"].includes(a["val"] ?? "1");

/** Arrows, ticks and faces of the font Wingdings that people put into transcripts. */
const WINGDINGS: Readonly<Record<number, string>> = { 0xdf: "←", 0xe0: "→", 0xe1: "↑", 0xe2: "↓", 0xe8: "➔", 0x4a: "☺", 0x4b: "😐", 0x4c: "☹", 0xfc: "✓", 0xfb: "✗", 0xa7: "▪", 0xb7: "•", 0x6c: "●", 0x6e: "■" };

/** A character of a symbol font, whose places stand in Unicode's private area or below 256. What no one knows stays as it is. */
function symbol(a: Readonly<Record<string, string>>): string {
  const point = Number.parseInt(a["char"] ?? "", 16);
  if (!Number.isFinite(point) || point <= 0 || point > 0xffff) return "";
  const place = point >= 0xf000 && point <= 0xf0ff ? point - 0xf000 : point;
  if (place > 0xff) return String.fromCharCode(point);
  if (/^symbol/iu.test(a["font"] ?? "")) return symbolAt(place);
  return (/^wingdings$/iu.test(a["font"] ?? "") ? WINGDINGS[place] : undefined) ?? String.fromCharCode(point);
}
