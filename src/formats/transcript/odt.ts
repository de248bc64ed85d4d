import type { Reading } from "../interview.ts";
import { walkXml, walkXmlText, type XmlVisitor } from "../xml.ts";
import type { Zip } from "../zip.ts";
import { Flow } from "./flow.ts";
import type { Draft, Passage } from "./passage.ts";

/**
 * Reads an OpenDocument text. Tracked changes are taken as accepted (the format keeps deleted words apart from the text),
 * comments are left out, notes leave their number in brackets and their words after the text; all of that is said in the notes.
 */
export function readOdt(what: string, zip: Zip): Reading<Draft> {
  if (zip.has("META-INF/manifest.xml")) {
    let encrypted = false;
    const manifest = zip.read("META-INF/manifest.xml");
    if (!manifest.ok) return manifest;
    walkXml(manifest.value, { open: (name) => void (name === "encryption-data" && (encrypted = true)) });
    if (encrypted) return { ok: false, problem: `${what} is protected with a password. Open it, save it without the password and import that.` };
  }
  const content = zip.read("content.xml");
  if (!content.ok) return content;
  const draft = draftOf(what, (visitor) => walkXml(content.value, visitor));
  const margins = marginWords(zip);
  return draft.ok && margins !== "" ? { ok: true, value: { ...draft.value, notes: [...draft.value.notes, `Headers and footers were left out: "${margins.slice(0, 160)}".`] } } : draft;
}

/** The words of headers and footers, which stand with the styles of pages. */
function marginWords(zip: Zip): string {
  const styles = zip.has("styles.xml") ? zip.read("styles.xml") : null;
  if (!styles?.ok) return "";
  const words: string[] = [];
  let inside = 0;
  const margin = /^(header|footer)(-left|-first)?$/u;
  walkXml(styles.value, {
    open: (name) => void (margin.test(name) && inside++),
    close: (name) => void (margin.test(name) && inside--),
    text: (text) => void (inside > 0 && text.trim() !== "" && words.push(text.trim())),
  });
  return [...new Set(words)].join(" ");
}

/** Reads the same document kept as one XML file (.fodt). */
export const readFlatOdt = (what: string, text: string): Reading<Draft> => draftOf(what, (visitor) => walkXmlText(text, visitor));

function draftOf(what: string, walk: (visitor: XmlVisitor) => string | null): Reading<Draft> {
  const story = new OdtStory();
  const stopped = walk(story);
  if (stopped !== null) return { ok: false, problem: `${what} is damaged: its text breaks off (${stopped}). Open it in its own program, save it again and import that.` };
  const passages = story.finish();
  const { deletions, insertions, comments, notes: after } = story;
  const notes = [
    ...(deletions + insertions > 0 ? [`The document has tracked changes, which were taken as accepted: ${insertions} ${insertions === 1 ? "insertion" : "insertions"} kept, ${deletions} ${deletions === 1 ? "deletion" : "deletions"} left out.`] : []),
    ...(comments > 0 ? [`${comments} ${comments === 1 ? "comment was" : "comments were"} left out.`] : []),
    ...(after.length > 0 ? [`${after.length} ${after.length === 1 ? "note stands" : "notes stand"} after the text, by number.`] : []),
  ];
  return { ok: true, value: { format: "odt", charset: null, notes, passages, after } };
}

/** Parts that are no words of the text: definitions, deleted words, comments, and what repeats outside the page's text. */
const SKIPPED = new Set(["tracked-changes", "annotation", "automatic-styles-other", "scripts", "settings", "font-face-decls", "master-styles", "meta", "sequence-decls", "variable-decls", "user-field-decls", "forms", "note-citation", "desc", "title", "binary-data", "bibliography-source", "index-source"]);

class OdtStory implements Required<XmlVisitor> {
  deletions = 0;
  insertions = 0;
  comments = 0;
  readonly notes: string[] = [];
  private flow = new Flow();
  private skip = 0;
  private inBody = false;
  private paragraphs = 0;
  private readonly boldStyles = new Set<string>();
  private style = "";
  private readonly bold: boolean[] = [];
  private readonly outer: { flow: Flow; paragraphs: number; box: boolean; pending: boolean }[] = [];
  private readonly aside: Passage[] = [];
  private pendingSpace = false;
  private region = "";
  private readonly deleted = new Set<string>();
  private readonly gone = new Set<string>();

  open = (name: string, a: Readonly<Record<string, string>>): void => {
    if (name === "changed-region") this.region = a["id"] ?? "";
    if (name === "deletion") {
      this.deletions++;
      this.deleted.add(this.region);
    }
    if (name === "insertion") this.insertions++;
    if (name === "annotation" && this.skip === 0) this.comments++;
    if (name === "style") this.style = a["name"] ?? "";
    if (name === "text-properties" && /^(bold|[6-9]00)$/u.test(a["font-weight"] ?? "")) this.boldStyles.add(this.style);
    if (this.skip > 0 || (SKIPPED.has(name) && (this.inBody || name !== "title"))) {
      this.skip++;
      return;
    }
    if (name === "body") this.inBody = true;
    if (!this.inBody) return;
    switch (name) {
      case "p": case "h": this.paragraphs++; this.pendingSpace = false; this.bold.push(this.boldStyles.has(a["style-name"] ?? "")); break;
      case "span": this.bold.push(this.boldStyles.has(a["style-name"] ?? "") || (this.bold.at(-1) ?? false)); break;
      case "s": this.put(" ".repeat(Math.min(1000, Math.max(1, Number(a["c"] ?? 1) || 1)))); break;
      case "change-start": if (this.deleted.has(a["change-id"] ?? "")) this.gone.add(a["change-id"] ?? ""); break;
      case "change-end": this.gone.delete(a["change-id"] ?? ""); break;
      case "tab": this.put("\t"); break;
      case "line-break": this.put("\n"); break;
      case "note-body": this.put(`[${this.notes.length + 1}]`); this.enter(false); break;
      case "text-box": this.enter(true); break;
      case "table-row": this.flow.startRow(); break;
    }
  };

  close = (name: string): void => {
    if (this.skip > 0) {
      this.skip--;
      return;
    }
    if (!this.inBody) return;
    switch (name) {
      case "body": this.inBody = false; break;
      case "p": case "h": this.bold.pop(); this.paragraphs--; this.endParagraph(); break;
      case "span": this.bold.pop(); break;
      case "table-cell": case "covered-table-cell": this.flow.endCell(); break;
      case "table-row": this.flow.endRow(); break;
      case "note-body": this.notes.push(`[${this.notes.length + 1}] ${this.leave().map(({ text }) => text.trim()).join(" ")}`); break;
      case "text-box": this.aside.push(...this.leave().filter(({ text }) => text.trim() !== "")); break;
    }
  };

  /** White space runs in the XML count as one space, and none at the start of a paragraph: only text:s keeps several. */
  text = (words: string): void => {
    if (this.skip > 0 || this.paragraphs === 0) return;
    const lead = /^[ \t\r\n]/u.test(words);
    const body = words.replace(/[ \t\r\n]+/gu, " ").replace(/^ | $/gu, "");
    if (lead && this.flow.open) this.pendingSpace = true;
    if (body !== "") this.put(body);
    if (body !== "" && /[ \t\r\n]$/u.test(words)) this.pendingSpace = true;
  };

  finish(): Passage[] {
    return this.flow.finish();
  }

  /** Words between the marks of a deletion that stands in the text, as flat files have it, are gone. */
  private put(text: string): void {
    if (this.gone.size > 0) return;
    this.flow.add((this.pendingSpace ? " " : "") + text, this.bold.at(-1) ?? false);
    this.pendingSpace = false;
  }

  private endParagraph(): void {
    if (this.gone.size > 0) return;
    if (this.pendingSpace) this.put("");
    this.flow.endParagraph();
    if (this.outer.some(({ box }) => box)) return;
    for (const { text } of this.aside.splice(0)) {
      this.flow.add(text);
      this.flow.endParagraph();
    }
  }

  private enter(box: boolean): void {
    this.outer.push({ flow: this.flow, paragraphs: this.paragraphs, box, pending: this.pendingSpace });
    [this.flow, this.paragraphs, this.pendingSpace] = [new Flow(), 0, false];
  }

  private leave(): Passage[] {
    const inner = this.flow.finish();
    const outer = this.outer.pop();
    if (outer) [this.flow, this.paragraphs, this.pendingSpace] = [outer.flow, outer.paragraphs, outer.pending];
    return inner;
  }
}
