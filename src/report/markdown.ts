import { authorMark, type Block, type Document, type Inline, type TableBlock } from "./document.ts";

/** Words as they are, whatever signs of Markdown are in them. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~#$]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/^(\s*)([-+=]|\d+[.)])(?=\s|$)/gm, (_, space: string, sign: string) => `${space}${sign.length > 1 ? `${sign.slice(0, -1)}\\${sign.at(-1)!}` : `\\${sign}`}`);
}

const line = (text: string): string => escapeMarkdown(text.replace(/\s*[\r\n]+\s*/g, " "));
const inline = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (typeof part === "string") return line(part);
      const mark = part.style === "strong" ? "**" : "*";
      const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(part.text)!;
      return words === "" ? part.text : `${before}${mark}${line(words)}${mark}${after}`;
    })
    .join("");
const cell = (text: string): string => text.split(/[\r\n]+/).map(line).join("<br>");

/** A table in the pipe notation, its caption before it and its notes behind. */
export function markdownTable({ caption, columns, rows, notes }: TableBlock): string {
  const body = rows.map(({ cells, group, indent = 0 }) => `| ${cells.map((c, i) => (i > 0 || c === "" ? cell(c) : group ? `**${cell(c)}**` : "&nbsp;&nbsp;".repeat(indent) + cell(c))).join(" | ")} |`);
  const head = [`| ${columns.map((c) => cell(c.heading)).join(" | ")} |`, `| ${columns.map((c) => (c.align === "right" ? "---:" : "---")).join(" | ")} |`];
  return [`**${line(caption)}**`, [...head, ...body].join("\n"), ...notes.map((n) => `*${line(n)}*`)].join("\n\n");
}

function block(part: Block): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.level + 1)} ${line(part.text)}`;
    case "paragraph":
      return part.for === "authors" ? `> ✎ **${authorMark}** ${inline(part.text)}` : part.for === "note" ? `*${line(part.text.map((p) => (typeof p === "string" ? p : p.text)).join(""))}*` : inline(part.text);
    case "quotation":
      return `${part.words.split("\n").map((words) => `> ${line(words)}`).join("\n>\n")}\n>\n> — ${line(part.by)}`;
    case "list":
      return part.items.map((item) => `- ${part.for === "authors" ? "✎ " : ""}${inline(item)}`).join("\n");
    case "table":
      return markdownTable(part);
    case "pageBreak":
      return "---";
  }
}

/** A document as Markdown (CommonMark with pipe tables). The same document gives the same bytes. */
export const markdown = ({ title, subtitle, blocks }: Document): string => `${[`# ${line(title)}`, ...(subtitle ? [`*${line(subtitle)}*`] : []), ...blocks.map(block)].join("\n\n")}\n`;
