import { useEffect, useId, useMemo, useRef, useState, type ReactElement } from "react";
import { choices } from "../state/palette.ts";
import { Dot } from "./chip.tsx";
import { Floating } from "./floating.tsx";
import css from "./picker.module.css";

/** One thing that can be picked. */
export interface Pickable {
  readonly id: string;
  readonly name: string;
  /** The names above it and its own, for finding it. */
  readonly path: string;
  /** How often it is used: among equals the more used comes first. */
  readonly codings: number;
  /** How far in it stands, where things lie below one another. */
  readonly depth?: number;
  readonly colour?: string | null;
  readonly hue?: number;
  /** A few words at the end of the line. */
  readonly note?: string;
}

interface Props {
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  /** What is picked and what for: "Move “visits” to". */
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly Pickable[];
  readonly onPick: (id: string) => void;
  /** What to do with a name that is not there yet; left out where nothing new can be made. */
  readonly onNew?: (name: string) => void;
  readonly newLabel?: (name: string) => string;
  /** Called when it is to go away; `picked` says whether something was. */
  readonly onClose: (picked: boolean) => void;
}

const most = 60;

/** A list to pick from by typing: arrows, Enter, Esc. It goes away when something was picked, and gives the focus back. */
export function Picker({ anchor, label, placeholder, options, onPick, onNew, newLabel, onClose }: Props): ReactElement {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const from = useRef<Element | null>(null);
  const found = useMemo(() => choices(options, typed, []).slice(0, most), [options, typed]);
  const name = typed.trim();
  const fresh = onNew !== undefined && name !== "" && !options.some((o) => o.name.toLowerCase() === name.toLowerCase());
  const count = found.length + (fresh ? 1 : 0);
  useEffect(() => {
    from.current = document.activeElement;
    input.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => void list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at, found]);
  const leave = (): void => {
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus({ preventScroll: true });
  };
  const choose = (place: number): void => {
    const option = found[place];
    if (!option && !fresh) return;
    leave();
    onClose(true);
    if (option) onPick(option.id);
    else onNew?.(name);
  };
  return (
    <Floating anchor={anchor} label={label} onClose={() => { leave(); onClose(false); }} className={css.picker!}>
      <p className={css.label} aria-hidden="true">{label}</p>
      <input
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => { setTyped(event.target.value); setAt(0); }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setAt((i) => Math.max(0, Math.min(count - 1, i + (event.key === "ArrowDown" ? 1 : -1))));
          } else if (event.key === "Enter") {
            event.preventDefault();
            choose(event.shiftKey && fresh ? found.length : at);
          } else if (event.key === "Tab") {
            event.preventDefault();
            leave();
            onClose(false);
          }
          if (event.key !== "Escape") event.stopPropagation();
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} ref={list}>
        {found.map((option, i) => (
          <li key={option.id} id={`${id}-${i}`} role="option" aria-selected={i === at} className={typed === "" ? css[`d${Math.min(option.depth ?? 0, 4)}`] : undefined} onPointerMove={() => setAt(i)} onClick={() => choose(i)}>
            {option.hue === undefined ? null : <Dot code={{ colour: option.colour ?? null, hue: option.hue }} />}
            <span className={css.name}>{option.name}{typed !== "" && option.path !== option.name ? <small> {option.path.slice(0, -option.name.length - 3)}</small> : null}</span>
            {option.note ? <small className={css.note}>{option.note}</small> : null}
            {i === at ? <kbd>Enter</kbd> : null}
          </li>
        ))}
        {fresh ? (
          <li id={`${id}-${found.length}`} role="option" aria-selected={at === found.length} onPointerMove={() => setAt(found.length)} onClick={() => choose(found.length)}>
            <span className={css.name}>{newLabel?.(name) ?? `New “${name}”`}</span>
            <kbd>{found.length === 0 ? "Enter" : "Shift Enter"}</kbd>
          </li>
        ) : null}
      </ul>
      {count === 0 ? <p className={css.none} role="status">{options.length === 0 && onNew ? "Type a name to make the first one." : "Nothing is called that. Type fewer letters."}</p> : null}
    </Floating>
  );
}
