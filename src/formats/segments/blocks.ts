import type { Reading } from "../interview.ts";
import { indentOf } from "../table/indent.ts";
import { walkXml } from "../xml.ts";
import type { Zip } from "../zip.ts";

/** A paragraph of a report. */
export interface Line {
  readonly text: string;
  /** 1 for a heading of the first level, and so on; null for running text. */
  readonly level: number | null;
  /** How far it is moved in from the left, in twentieths of a point or leading blanks: only to be compared. */
  readonly indent: number;
}

/** A table of a report, cells as their paragraphs joined by line ends. */
export interface Grid {
  readonly rows: readonly (readonly Line[])[];
}

/** What a report consists of, in order. */
export type Block = { readonly kind: "line"; readonly line: Line } | { readonly kind: "grid"; readonly grid: Grid };

/** The paragraphs of a text file. */
export const textBlocks = (text: string): Block[] =>
  text.replace(/^\ufeff/, "").split(/\r\n?|\n/).map((line): Block => ({ kind: "line", line: { text: line.trim(), level: null, indent: indentOf(line) } }));

/** The paragraphs and tables of a Word document, with levels of headings and indents. */
export function docxBlocks(name: string, zip: Zip): Reading<Block[]> {
  const levels = stylesOf(zip);
  const main = zip.read("word/document.xml");
  if (!main.ok) return main;
  const blocks: Block[] = [];
  let rows: Line[][] | null = null;
  let [depth, text, cell, style, indent, outline] = [0, "", [] as Line[], "", 0, null as number | null];
  let inWords = false;
  const stopped = walkXml(main.value, {
    open(tag, attributes) {
      if (tag === "tbl" && depth++ === 0) rows = [];
      else if (tag === "tr" && depth === 1) rows!.push([]);
      else if (tag === "tc" && depth === 1) cell = [];
      else if (tag === "p") [text, style, indent, outline] = ["", "", 0, null];
      else if (tag === "pStyle") style = attributes["val"] ?? "";
      else if (tag === "outlineLvl") outline = Number(attributes["val"]) + 1;
      else if (tag === "ind") indent = Number(attributes["left"] ?? attributes["start"] ?? 0) || indent;
      else if (tag === "ilvl") indent ||= 360 * (Number(attributes["val"]) + 1) || 0;
      else if (tag === "t") inWords = true;
      else if (tag === "tab") text += "\t";
      else if (tag === "br" || tag === "cr") text += "\n";
    },
    close(tag) {
      if (tag === "t") inWords = false;
      else if (tag === "tbl" && --depth === 0) {
        blocks.push({ kind: "grid", grid: { rows: rows! } });
        rows = null;
      } else if (tag === "tc" && depth === 1) {
        rows?.at(-1)?.push({ text: cell.map((line) => line.text).join("\n").trim(), level: null, indent: cell[0]?.indent ?? 0 });
      } else if (tag === "p") {
        const level = outline ?? levels.get(style) ?? levelOf(style);
        for (const part of text.split("\n")) {
          const line: Line = { text: part.trim(), level: level !== null && level < 10 ? level : null, indent: indent + 60 * indentOf(part) };
          if (depth > 0) cell.push(line);
          else blocks.push({ kind: "line", line });
        }
      }
    },
    text(words) {
      if (inWords) text += words;
    },
  });
  if (stopped !== null && blocks.length === 0) return { ok: false, problem: `${name} is a damaged Word file: ${stopped}. Save it again in Word.` };
  return { ok: true, value: blocks };
}

const levelOf = (style: string): number | null => {
  const found = /^(?:heading|berschrift|überschrift|titre|ttulo|título|kop|rubrik|overskrift) ?(\d)/i.exec(style)?.[1];
  return found ? Number(found) : null;
};

/** Styles that are headings, by their own names or outline levels. */
function stylesOf(zip: Zip): Map<string, number> {
  const levels = new Map<string, number>();
  const read = zip.has("word/styles.xml") ? zip.read("word/styles.xml") : null;
  let style = "";
  if (read?.ok) {
    walkXml(read.value, {
      open(tag, attributes) {
        if (tag === "style") style = attributes["styleId"] ?? "";
        else if (tag === "name" && style !== "") {
          const level = levelOf(attributes["val"] ?? "");
          if (level !== null) levels.set(style, level);
        } else if (tag === "outlineLvl" && style !== "") levels.set(style, Number(attributes["val"]) + 1);
      },
    });
  }
  return levels;
}
