import { useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { useKept } from "../../kept.ts";
import { Dot } from "../../parts/chip.tsx";
import { Floating } from "../../parts/floating.tsx";
import { useStudy } from "../../queries.ts";
import { canBeNew, choices } from "../../state/palette.ts";
import css from "./palette.module.css";
import type { Asked } from "./perform.ts";
import { useView } from "./view.ts";

interface Props {
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly typed: string;
  readonly purpose: "code" | "recode";
  readonly sourceId: string;
  readonly onAction: (asked: Asked) => void;
}

const most = 9;

/** Type two letters of a code, press Enter: the selected words have it. */
export function Palette({ anchor, typed: first, purpose, sourceId, onAction }: Props): ReactElement {
  const study = useStudy();
  const { recent } = useView();
  const [kept, keep, forget] = useKept<string>(`palette ${sourceId}`, "");
  const [typed, setTyped] = useState(first === "" ? kept : first);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    return forget;
  }, []);
  useEffect(() => setTyped(first), [first]);
  useEffect(() => setAt(0), [typed]);
  const usable = useMemo(() => study.codes.filter((c) => c.kind === "code" && !c.retired), [study.codes]);
  const lately = useMemo(() => recent.filter((id) => usable.some((c) => c.id === id)), [recent, usable]);
  const found = useMemo(() => choices(usable, typed, lately), [usable, typed, lately]);
  const shown = found.slice(0, typed === "" ? 60 : 40);
  const fresh = canBeNew(study.codes, typed);
  const newAt = shown.length;
  const empty = typed === "";
  useEffect(() => {
    void list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const choose = (place: number, stay: boolean): void => {
    const code = shown[place];
    forget();
    if (code) onAction({ do: "apply", code: code.id, stay });
    else if (fresh) onAction({ do: "new code", name: typed.trim(), stay });
    if (stay) setTyped("");
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { key, shiftKey, altKey } = event;
    const mod = event.ctrlKey || event.metaKey;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      setAt((i) => Math.max(0, Math.min(shown.length - (fresh ? 0 : 1), i + (key === "ArrowDown" ? 1 : -1))));
    } else if (key === "Enter") {
      event.preventDefault();
      if (shiftKey && typed.trim() !== "") {
        forget();
        onAction({ do: "new code", name: typed.trim() });
      } else choose(at, mod);
    } else if (purpose === "code" && ((empty && !mod && /^[vVmM]$/.test(key)) || (altKey && /^[vVmM]$/.test(key)))) {
      event.preventDefault();
      onAction(key.toLowerCase() === "v" ? { do: "in vivo" } : { do: "memo" });
    } else if (empty && /^[1-9]$/.test(key) && lately[Number(key) - 1]) {
      event.preventDefault();
      onAction({ do: "apply", code: lately[Number(key) - 1]! });
    } else if (empty && key === "F2" && purpose === "code") {
      event.preventDefault();
      onAction({ do: "correct" });
    } else if (empty && shiftKey && key.startsWith("Arrow") && purpose === "code") {
      event.preventDefault();
      const direction = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
      onAction({ do: "stretch", unit: key === "ArrowRight" || key === "ArrowLeft" ? "word" : "sentence", direction, edge: altKey ? "start" : "end" });
      onAction({ do: "palette", typed: "" });
    }
  };
  return (
    <Floating anchor={anchor} label={purpose === "code" ? "Code the selected words" : "Choose another code"} onClose={() => { forget(); onAction({ do: "close" }); }} className={css.palette!}>
      <input
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-codes"
        aria-activedescendant={`palette-${at}`}
        aria-label={purpose === "code" ? "Name of a code" : "Name of the other code"}
        placeholder={usable.length === 0 ? "Name what you see in these words" : purpose === "code" ? "Type a code" : "Type the other code"}
        value={typed}
        onChange={(event) => { setTyped(event.target.value); keep(event.target.value); }}
        onKeyDown={onKeyDown}
        spellCheck={false}
        autoComplete="off"
      />
      <ul id="palette-codes" role="listbox" aria-label="Codes" ref={list}>
        {shown.map((code, i) => {
          const number = empty ? lately.indexOf(code.id) : -1;
          return (
            <li key={code.id} id={`palette-${i}`} role="option" aria-selected={i === at} onPointerMove={() => setAt(i)} onClick={() => choose(i, false)}>
              <Dot code={code} />
              <span className={css.name}>{code.name}{code.depth > 0 ? <small> {code.path.slice(0, -code.name.length - 3)}</small> : null}</span>
              {i === at ? <kbd>Enter</kbd> : number >= 0 && number < most ? <kbd>{number + 1}</kbd> : null}
            </li>
          );
        })}
        {fresh ? (
          <li id={`palette-${newAt}`} role="option" aria-selected={at === newAt} className={css.fresh} onPointerMove={() => setAt(newAt)} onClick={() => { forget(); onAction({ do: "new code", name: typed.trim() }); }}>
            <Dot code={undefined} />
            <span className={css.name}>New code “{typed.trim()}”</span>
            <kbd>{shown.length === 0 ? "Enter" : "Shift Enter"}</kbd>
          </li>
        ) : null}
        {shown.length === 0 && !fresh ? <li className={css.none}>Type a name and press Enter to make the first code.</li> : null}
      </ul>
      <div className={css.foot}>
        {purpose === "code" ? (
          <>
            <button type="button" onClick={() => onAction({ do: "in vivo" })}><kbd>V</kbd> in vivo</button>
            <button type="button" onClick={() => onAction({ do: "memo" })}><kbd>M</kbd> note</button>
            <button type="button" onClick={() => onAction({ do: "correct" })}><kbd>F2</kbd> correct</button>
          </>
        ) : null}
        <button type="button" onClick={() => onAction({ do: "close" })}><kbd>Esc</kbd></button>
      </div>
    </Floating>
  );
}
