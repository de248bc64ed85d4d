import { memo, type PointerEvent, type ReactElement, type RefObject } from "react";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import type { TreeRow } from "../../state/codes-tree.ts";
import css from "./tree.module.css";

export type Where = "before" | "after" | "into";

/** What a line of the tree can ask for. */
export interface Hands {
  readonly take: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly edit: (id: string) => void;
  readonly rename: (id: string, name: string) => void;
  readonly leave: () => void;
  readonly press: (id: string, event: PointerEvent) => void;
}

interface Props {
  readonly row: TreeRow;
  readonly active: boolean;
  readonly current: boolean;
  readonly editing: boolean;
  readonly drop: Where | null;
  readonly hands: RefObject<Hands>;
}

function Line({ row, active, current, editing, drop, hands }: Props): ReactElement {
  const { code, level, open, place, siblings, total, only } = row;
  const colour = colourName(code);
  registerColour(colour);
  const number = open === false ? total : code.codings;
  return (
    <div
      role="treeitem"
      data-code={code.id}
      data-drop={drop ?? undefined}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={open ?? undefined}
      aria-selected={current}
      aria-label={`${code.name}${code.kind === "heading" ? ", heading" : ""}${code.retired ? ", retired" : ""}, ${code.codings} codings${total > code.codings ? `, ${total} with those below` : ""}`}
      tabIndex={active ? 0 : -1}
      className={`${css.row} ${css[`l${Math.min(level, 7)}`]} ${code.kind === "heading" ? css.heading : ""} ${level === 1 ? css.root : ""} ${code.retired ? css.retired : ""} ${only ? css.only : ""}`}
      onClick={() => hands.current.take(code.id)}
      onDoubleClick={() => hands.current.edit(code.id)}
      onPointerDown={(event) => hands.current.press(code.id, event)}
    >
      {open === null ? <span className={css.leaf} /> : (
        <span className={css.twist} data-open={open || undefined} onPointerDown={(event) => event.stopPropagation()} onClick={(event) => { event.stopPropagation(); hands.current.toggle(code.id); }}><Icon name="right" size="s" /></span>
      )}
      <Dot code={code} />
      {editing ? (
        <input
          className={css.rename}
          aria-label={`Name of “${code.name}”`}
          defaultValue={code.name}
          autoFocus
          onFocus={(event) => event.target.select()}
          onClick={(event) => event.stopPropagation()}
          onPointerDown={(event) => event.stopPropagation()}
          onBlur={(event) => hands.current.rename(code.id, event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Enter") event.currentTarget.blur();
            else if (event.key === "Escape") {
              event.currentTarget.value = code.name;
              hands.current.leave();
            }
          }}
        />
      ) : <span className={css.name}>{code.name}{code.retired ? <small> retired</small> : null}</span>}
      <span className={css.number}>{number === 0 ? "" : number}</span>
    </div>
  );
}

export const Row = memo(Line, (a, b) => a.active === b.active && a.current === b.current && a.editing === b.editing && a.drop === b.drop && a.row.code === b.row.code && a.row.level === b.row.level && a.row.open === b.row.open && a.row.place === b.row.place && a.row.siblings === b.row.siblings && a.row.total === b.row.total && a.row.only === b.row.only);
