import { authorMark, type Block, type Document, type Inline, type TableBlock } from "./document.ts";

/** Words as they are, in an element or an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
:root { color-scheme: light dark; --ink: #1d1c1a; --quiet: #625e57; --rule: #c9c3b8; --paper: #fdfcfa; --mark: #8a4b08; --mark-paper: #fdf3e3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6e0; --quiet: #a8a298; --rule: #4a463f; --paper: #1a1917; --mark: #f0b060; --mark-paper: #2c2316; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.5rem 6rem; max-width: 44rem; background: var(--paper); color: var(--ink); font: 1.06rem/1.6 Charter, "Bitstream Charter", "Source Serif 4", Cambria, Georgia, serif; text-wrap: pretty; overflow-wrap: break-word; }
h1, h2, h3, h4, caption, th, nav, .by { font-family: Seravek, "Gill Sans Nova", Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .8rem; }
h3 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
h4 { font-size: 1rem; margin: 1.8rem 0 .4rem; color: var(--quiet); }
p { margin: 0 0 1rem; }
.subtitle, .note, tfoot td, .by { color: var(--quiet); }
.note, tfoot td { font-size: .88rem; line-height: 1.45; }
nav { font-size: .92rem; margin: 2rem 0; } nav ol { padding-left: 1.2rem; margin: .3rem 0; } a { color: inherit; text-underline-offset: .15em; }
blockquote { margin: 1.2rem 0 1.4rem; padding: 0 0 0 1.2rem; border-left: 3px solid var(--rule); } blockquote p { margin: 0 0 .3rem; } .by { font-size: .88rem; }
.authors { margin: 1.2rem 0; padding: .7rem 1rem; background: var(--mark-paper); border-left: 3px solid var(--mark); } .authors strong:first-child { color: var(--mark); }
ul.authors { padding-left: 2.2rem; } p.authors + ul.authors { margin-top: -1.2rem; padding-top: 0; }
.scroll { overflow-x: auto; margin: 1.6rem 0 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.4; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; caption-side: top; }
thead th { border-bottom: 1px solid var(--ink); font-size: .85rem; } th, td { padding: .28rem .8rem .28rem 0; vertical-align: top; text-align: left; font-weight: 400; } thead th { font-weight: 600; } th:last-child, td:last-child { padding-right: 0; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .group th { font-weight: 600; padding-top: .7rem; }
.in1 { padding-left: 1.2rem; } .in2 { padding-left: 2.4rem; } .in3 { padding-left: 3.6rem; } .in4 { padding-left: 4.8rem; }
tbody th { font-family: inherit; } tfoot td { border-top: 1px solid var(--ink); padding-top: .5rem; } tfoot tr + tr td { border: 0; padding-top: 0; } table:has(tfoot) { border-bottom: 0; }
@page { size: A4; margin: 22mm 20mm 24mm; @bottom-center { content: counter(page); } }
@media print { :root { --ink: #000; --quiet: #444; --rule: #999; --paper: #fff; --mark: #000; --mark-paper: #f3f3f3; } body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } h2, h3, h4, caption { break-after: avoid; } blockquote, .authors, tr { break-inside: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; } .break { break-before: page; } .scroll { overflow: visible; } a { text-decoration: none; } }
`;

const inline = (parts: readonly Inline[]): string => parts.map((part) => (typeof part === "string" ? escapeHtml(part) : part.style === "strong" ? `<strong>${escapeHtml(part.text)}</strong>` : `<em>${escapeHtml(part.text)}</em>`)).join("");
const lines = (text: string): string => text.split(/[\r\n]+/).map(escapeHtml).join("<br>");

/** A table as an HTML element, with its caption, header cells and notes. */
export function htmlTable({ caption, columns, rows, notes }: TableBlock): string {
  const side = (i: number): string => (columns[i]?.align === "right" ? ' class="right"' : "");
  const head = columns.map((c, i) => `<th scope="col"${side(i)}>${escapeHtml(c.heading)}</th>`).join("");
  const body = rows.map(({ cells, group, indent = 0 }) => {
    if (group) return `<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${lines(cells[0] ?? "")}</th></tr>`;
    const [first = "", ...rest] = cells;
    const into = indent > 0 ? ` class="in${Math.min(indent, 4)}"` : "";
    return `<tr><th scope="row"${into}>${lines(first)}</th>${rest.map((c, i) => `<td${side(i + 1)}>${lines(c)}</td>`).join("")}</tr>`;
  });
  const foot = notes.length === 0 ? "" : `\n<tfoot>${notes.map((n) => `<tr><td colspan="${columns.length}">${escapeHtml(n)}</td></tr>`).join("")}</tfoot>`;
  return `<div class="scroll"><table>\n<caption>${escapeHtml(caption)}</caption>\n${columns.every((c) => c.heading === "") ? "" : `<thead><tr>${head}</tr></thead>\n`}<tbody>\n${body.join("\n")}\n</tbody>${foot}\n</table></div>`;
}

function block(part: Block, id: number, breakBefore: boolean): string {
  switch (part.kind) {
    case "heading":
      return `<h${part.level + 1} id="h${id}"${breakBefore ? ' class="break"' : ""}>${escapeHtml(part.text)}</h${part.level + 1}>`;
    case "paragraph":
      return part.for === "authors" ? `<p class="authors"><strong>${authorMark}</strong> ${inline(part.text)}</p>` : `<p${part.for === "note" ? ' class="note"' : ""}>${inline(part.text)}</p>`;
    case "quotation":
      return `<blockquote>${part.words.split("\n").map((words) => `<p>${escapeHtml(words)}</p>`).join("")}<p class="by">${escapeHtml(part.by)}</p></blockquote>`;
    case "list":
      return `<ul${part.for === "authors" ? ' class="authors"' : ""}>${part.items.map((item) => `<li>${inline(item)}</li>`).join("")}</ul>`;
    case "table":
      return htmlTable(part);
    case "pageBreak":
      return "";
  }
}

/** A document as one HTML file that needs nothing else: no script, no font or picture from elsewhere. The same document gives the same bytes. */
export function html({ title, subtitle, language, blocks }: Document): string {
  const contents = blocks.flatMap((b, i) => (b.kind === "heading" && b.level === 1 ? [`<li><a href="#h${i}">${escapeHtml(b.text)}</a></li>`] : []));
  const body = blocks.map((b, i) => block(b, i, blocks[i - 1]?.kind === "pageBreak")).filter((b) => b !== "");
  const nav = contents.length > 2 ? `<nav aria-label="Contents"><ol>${contents.join("")}</ol></nav>\n` : "";
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${subtitle ? `<p class="subtitle">${escapeHtml(subtitle)}</p>\n` : ""}${nav}${body.join("\n")}
</main>
</body>
</html>
`;
}
