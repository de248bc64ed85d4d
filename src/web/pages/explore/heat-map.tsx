import { memo, useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactElement, type Ref } from "react";
import type { CodeAnswer } from "../../../server/answers.ts";
import { Dot } from "../../parts/chip.tsx";
import { step } from "../../state/explore-grid.ts";
import css from "./heat-map.module.css";

/** One cell: what it says, how dark it is, and what a screen reader says of it. */
export interface HeatCell {
  readonly text: string;
  readonly shade: number;
  readonly says: string;
  /** Nothing lies behind it. */
  readonly empty?: boolean;
  /** Few people are behind it. */
  readonly few?: boolean;
  /** A code by itself. */
  readonly self?: boolean;
}

export interface HeatHead {
  readonly key: string;
  readonly name: string;
  /** All of it, for the tooltip. */
  readonly title: string;
  /** Small words below the name of a column. */
  readonly below?: string;
  readonly depth?: number;
  readonly code?: CodeAnswer | undefined;
}

interface Props {
  readonly label: string;
  readonly rows: readonly HeatHead[];
  readonly columns: readonly HeatHead[];
  readonly cells: readonly (readonly HeatCell[])[];
  readonly corner: string;
  readonly foot?: { readonly name: string; readonly cells: readonly string[] }[];
  readonly open: { readonly row: string; readonly column: string } | null;
  readonly onOpen: (row: number, column: number) => void;
  readonly table: Ref<HTMLTableElement>;
}

/** Where a cell is in the table: heads are not counted. */
const placeOf = (target: EventTarget | null): { cell: HTMLTableCellElement; row: number; column: number } | null => {
  const cell = target instanceof Element ? target.closest("td") : null;
  const row = cell?.parentElement;
  return cell && row instanceof HTMLTableRowElement && row.dataset["row"] !== undefined ? { cell, row: Number(row.dataset["row"]), column: cell.cellIndex - 1 } : null;
};

/** Counts of rows against columns, the more the darker. One cell is in hand: arrows go from cell to cell, Enter opens what lies behind it. */
export function HeatMap({ label, rows, columns, cells, corner, foot = [], open, onOpen, table }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const held = useRef<HTMLTableCellElement | null>(null);
  const hold = (cell: HTMLTableCellElement): void => {
    if (held.current && held.current !== cell) held.current.tabIndex = -1;
    else if (!held.current) for (const other of box.current?.querySelectorAll<HTMLElement>("td[tabindex='0']") ?? []) other.tabIndex = -1;
    cell.tabIndex = 0;
    held.current = cell;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = placeOf(event.target);
    if (!at || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return onOpen(at.row, at.column);
    }
    const next = step(at, { key: event.key, mod: event.ctrlKey || event.metaKey }, { rows: rows.length, columns: columns.length });
    if (!next) return;
    event.preventDefault();
    const cell = box.current?.querySelector<HTMLTableRowElement>(`tr[data-row="${next.row}"]`)?.cells[next.column + 1];
    if (!cell) return;
    hold(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const onClick = (event: MouseEvent): void => {
    const at = placeOf(event.target);
    if (!at) return;
    hold(at.cell);
    onOpen(at.row, at.column);
  };
  const head = useMemo(
    () => (
      <thead>
        <tr>
          <th scope="col" className={css.corner}><b>{corner}</b></th>
          {columns.map((c) => <th key={c.key} scope="col" title={c.title}><span>{c.name}</span>{c.below ? <small>{c.below}</small> : null}</th>)}
        </tr>
      </thead>
    ),
    [columns, corner],
  );
  return (
    <div ref={box} className={css.scroll} onKeyDown={onKeyDown} onClick={onClick} onFocus={(event) => { const at = placeOf(event.target); if (at) hold(at.cell); }}>
      <table ref={table} role="grid" aria-label={label} className={css.heat} data-below={columns.some((c) => c.below) || undefined}>
        {head}
        <tbody>
          {rows.map((row, i) => <Row key={row.key} head={row} place={i} cells={cells[i]!} first={i === 0} open={open?.row === row.key ? columns.findIndex((c) => c.key === open.column) : -1} />)}
        </tbody>
        {foot.length > 0 ? (
          <tfoot>
            {foot.map((line) => <tr key={line.name}><th scope="row">{line.name}</th>{line.cells.map((words, i) => <td key={columns[i]!.key}>{words}</td>)}</tr>)}
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

const Row = memo(function Row({ head, place, cells, first, open }: { readonly head: HeatHead; readonly place: number; readonly cells: readonly HeatCell[]; readonly first: boolean; readonly open: number }): ReactElement {
  return (
    <tr data-row={place}>
      <th scope="row" title={head.title} data-depth={Math.min(head.depth ?? 0, 3) || undefined}>
        <div>{head.code ? <Dot code={head.code} /> : null}<span>{head.name}</span></div>
      </th>
      {cells.map((cell, i) => (
        <td key={i} tabIndex={first && i === 0 ? 0 : -1} data-shade={cell.shade || undefined} data-few={cell.few || undefined} data-self={cell.self || undefined} aria-selected={open === i || undefined} aria-label={cell.says} title={cell.says}>{cell.text}</td>
      ))}
    </tr>
  );
});
