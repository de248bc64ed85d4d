import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { Avatar } from "../../parts/chip.tsx";
import type { Column, Day, Strip } from "../../state/history-days.ts";
import css from "./activity-strip.module.css";

interface Props {
  readonly strip: Strip;
  readonly people: readonly { readonly id: string; readonly name: string; readonly n: number }[];
  readonly coders: readonly { readonly id: string }[];
  /** The day at the top of the list. */
  readonly seen: Day | null;
  readonly range: { readonly from: Day | null; readonly to: Day | null };
  readonly onChoose: (column: Column) => void;
}

/** How high a person's row is drawn, in units of the picture. */
const tall = 20;
/** So many people have a row of their own. */
const rows = 5;

/** How much was done when, one row per person; a week (or day, or month) leads to its place in the list. Left and right go along, Enter goes there. */
export function ActivityStrip({ strip, people, coders, seen, range, onChoose }: Props): ReactElement | null {
  const [at, setAt] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { columns, most, unit } = strip;
  if (columns.length === 0) return null;
  const shown = people.filter((p) => columns.some((c) => (c.by[p.id] ?? 0) > 0));
  const own = shown.length > rows ? shown.toSorted((a, b) => b.n - a.n).slice(0, rows - 1) : shown;
  const others = shown.filter((p) => !own.includes(p));
  const lanes = [...own.map((p) => ({ id: p.id, name: p.name, of: [p.id] })), ...(others.length > 0 ? [{ id: "others", name: `${others.length} others`, of: others.map((p) => p.id) }] : [])];
  const full = columns.filter((c) => c.n > 0);
  const current = full.find((c) => c.first === at) ?? full.findLast((c) => seen !== null && c.first <= seen && seen <= c.last) ?? full.at(-1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = full.indexOf(current!);
    const next = { ArrowLeft: full[place - 1], ArrowRight: full[place + 1], Home: full[0], End: full.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    setAt(next.first);
    box.current?.querySelector<HTMLElement>(`[data-column="${next.first}"]`)?.focus();
  };
  const within = (c: Column): boolean => (range.from === null || c.last >= range.from) && (range.to === null || c.first <= range.to);
  const told = (c: Column): string => `${c.name.replace(/^t/, "T")}: ${c.n === 1 ? "1 step" : `${c.n} steps`}${c.n > 0 ? ` (${lanes.map((l) => [l.name, l.of.reduce((sum, id) => sum + (c.by[id] ?? 0), 0)] as const).filter(([, n]) => n > 0).map(([name, n]) => `${name} ${n}`).join(", ")})` : ""}`;
  return (
    <div className={css.strip}>
      <ul className={css.names}>
        {lanes.map((lane) => <li key={lane.id}>{lane.id === "others" ? null : <Avatar name={lane.name} place={Math.max(0, coders.findIndex((c) => c.id === lane.id))} />}<span>{lane.name}</span></li>)}
      </ul>
      <div className={css.columns} ref={box} role="group" aria-label={`How much was done, by ${unit}. Left and right go along, Enter goes to that ${unit}.`} onKeyDown={onKeyDown} data-many={columns.length > 90 || undefined}>
        {columns.map((column) => (
          <button
            key={column.first}
            type="button"
            data-column={column.first}
            data-out={!within(column) || undefined}
            disabled={column.n === 0}
            tabIndex={column === current ? 0 : -1}
            aria-current={seen !== null && column.first <= seen && seen <= column.last ? "date" : undefined}
            aria-label={told(column)}
            title={told(column)}
            onFocus={() => setAt(column.first)}
            onBlur={() => setAt(null)}
            onClick={() => onChoose(column)}
          >
            <svg viewBox={`0 0 10 ${tall * lanes.length}`} preserveAspectRatio="none" aria-hidden="true">
              {lanes.map((lane, i) => {
                const n = lane.of.reduce((sum, id) => sum + (column.by[id] ?? 0), 0);
                const height = n === 0 ? 0 : Math.max(2.5, Math.sqrt(n / most) * (tall - 3));
                return n === 0 ? null : <rect key={lane.id} className={css[`p${Math.max(0, coders.findIndex((c) => c.id === lane.id)) % 5}`]} x="1" width="8" y={(i + 1) * tall - height} height={height} />;
              })}
            </svg>
            {column.tick ? <span aria-hidden="true">{column.tick}</span> : null}
          </button>
        ))}
      </div>
    </div>
  );
}
