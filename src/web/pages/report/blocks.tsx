import type { ReactElement } from "react";
import type { Block, Inline, TableBlock } from "../../../report/document.ts";
import css from "./blocks.module.css";

const inline = (parts: readonly Inline[]): (string | ReactElement)[] => parts.map((part, i) => (typeof part === "string" ? part : part.style === "strong" ? <strong key={i}>{part.text}</strong> : <em key={i}>{part.text}</em>));

/** Parts of a document as the page shows them: the same that are downloaded. */
export const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }): ReactElement => (
  <div className={css.blocks}>{blocks.map((block, i) => <OneBlock key={i} block={block} />)}</div>
);

function OneBlock({ block }: { readonly block: Block }): ReactElement | null {
  switch (block.kind) {
    case "heading":
      return <h4>{block.text}</h4>;
    case "paragraph":
      return <p className={block.for === "authors" ? css.authors : block.for === "note" ? css.note : undefined}>{block.for === "authors" ? <strong>For you: </strong> : null}{inline(block.text)}</p>;
    case "quotation":
      return <blockquote><p>{block.words}</p><footer>{block.by}</footer></blockquote>;
    case "list":
      return <ul className={block.for === "authors" ? css.authorList : css.list}>{block.items.map((item, i) => <li key={i}>{inline(item)}</li>)}</ul>;
    case "table":
      return <DocumentTable table={block} />;
    case "pageBreak":
      return null;
  }
}

function DocumentTable({ table: { caption, columns, rows, notes } }: { readonly table: TableBlock }): ReactElement {
  const long = rows.length > 24;
  return (
    <div className={long ? `${css.table} ${css.long}` : css.table} role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        {columns.every((c) => c.heading === "") ? null : <thead><tr>{columns.map((c, i) => <th key={i} scope="col" data-right={c.align === "right" || undefined}>{c.heading}</th>)}</tr></thead>}
        <tbody>
          {rows.map(({ cells, group, indent = 0 }, i) =>
            group ? <tr key={i} className={css.group}><th scope="rowgroup" colSpan={columns.length}>{cells[0]}</th></tr> : (
              <tr key={i}>
                <th scope="row" className={css[`in${Math.min(3, indent)}`]}>{cells[0]}</th>
                {cells.slice(1).map((cell, c) => <td key={c} data-right={columns[c + 1]?.align === "right" || undefined}>{cell.split("\n").map((line, l) => <span key={l}>{line}</span>)}</td>)}
              </tr>
            ),
          )}
        </tbody>
      </table>
      {notes.length > 0 ? <p className={css.notes}>{notes.join(" ")}</p> : null}
    </div>
  );
}
