import { useId, useRef, useState, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Floating } from "../../parts/floating.tsx";
import { Icon } from "../../parts/icon.tsx";
import type { CodeAnswer } from "../../../server/answers.ts";
import css from "./column-choice.module.css";

/** A code or theme that can be shown. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly code?: CodeAnswer | undefined;
}

interface Props {
  /** What is chosen: "Columns". */
  readonly label: string;
  readonly all: readonly Choosable[];
  readonly shown: readonly Choosable[];
  readonly onChange: (ids: string[]) => void;
}

/** Chooses which codes or themes are shown, by ticks; a line to type in finds them by name. */
export function ColumnChoice({ label, all, shown, onChange }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const button = useRef<HTMLSpanElement>(null);
  const id = useId();
  const chosen = new Set(shown.map((u) => u.id));
  const found = all.filter((u) => u.name.toLowerCase().includes(typed.trim().toLowerCase()));
  const close = (): void => {
    setOpen(false);
    setTyped("");
    button.current?.querySelector("button")?.focus();
  };
  const turn = (one: string): void => {
    const next = new Set(chosen);
    if (!next.delete(one)) next.add(one);
    if (next.size > 0) onChange(all.filter((u) => next.has(u.id)).map((u) => u.id));
  };
  return (
    <span ref={button} data-handle>
      <Button aria-expanded={open} aria-haspopup="dialog" onClick={() => (open ? close() : setOpen(true))}>{label}: {shown.length} of {all.length} <Icon name="down" size="s" /></Button>
      {open ? (
        <Floating anchor={() => button.current?.getBoundingClientRect() ?? null} label={label} onClose={close} className={css.choice!}>
          <input type="search" aria-label="Find by name" placeholder="Find by name" autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
          <ul>
            {found.map((u, i) => (
              <li key={u.id} data-depth={Math.min(u.depth, 3) || undefined}>
                <label htmlFor={`${id}-${i}`}><input id={`${id}-${i}`} type="checkbox" checked={chosen.has(u.id)} onChange={() => turn(u.id)} />{u.code ? <Dot code={u.code} /> : null}{u.name}</label>
              </li>
            ))}
          </ul>
          <p>
            <Button size="s" look="quiet" onClick={() => onChange(all.filter((u) => u.depth === 0).map((u) => u.id))}>The topmost</Button>
            <Button size="s" onClick={close}>Done</Button>
          </p>
        </Floating>
      ) : null}
    </span>
  );
}
