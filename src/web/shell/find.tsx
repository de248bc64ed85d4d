import { useDeferredValue, useEffect, useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { FoundAnswer } from "../../server/answers.ts";
import { pages, places as views } from "../pages/pages.ts";
import { Dot } from "../parts/chip.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { codesById, useFound, useStudy } from "../queries.ts";
import css from "./find.module.css";

interface Row {
  readonly key: string;
  readonly to: string;
  readonly icon: IconName;
  readonly code?: string;
  readonly title: string;
  readonly found?: FoundAnswer;
  readonly what: string;
}

const places: Record<FoundAnswer["kind"], { icon: IconName; what: string; to: (found: FoundAnswer) => string }> = {
  interview: { icon: "interviews", what: "interview", to: (f) => `/interviews/${f.id}${f.start === null ? "" : `?from=${f.start}&to=${f.end}`}` },
  code: { icon: "codes", what: "code", to: (f) => `/codes/${f.id}` },
  memo: { icon: "note", what: "memo", to: (f) => `/explore/memos/${f.id}` },
  person: { icon: "person", what: "person", to: (f) => `/people/${f.id}` },
  theme: { icon: "themes", what: "theme", to: (f) => `/themes/${f.id}` },
};

/** Whether a word of a name begins with what was typed. */
const beginsWord = (name: string, typed: string): boolean => ` ${name.toLowerCase()}`.includes(` ${typed.toLowerCase()}`);

/** Finds anything by its words, and goes there. */
export function Find({ onClose }: { readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => sessionStorage.getItem("earshot.find") ?? "");
  const q = useDeferredValue(typed.trim());
  const { data: found = [], isFetching } = useFound(q);
  // Enter pressed before the answer to what was typed is there waits for it.
  const [going, setGoing] = useState(false);
  const settled = q === typed.trim() && !isFetching;
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  useEffect(() => {
    sessionStorage.setItem("earshot.find", typed);
    setAt(0);
    setGoing(false);
  }, [typed]);
  const codes = codesById(study);
  const shown: Row[] =
    q === ""
      ? pages.map((p) => ({ key: p.path, to: `/${p.path}`, icon: p.icon, title: p.name, what: "page" }))
      : [
          ...pages.filter((p) => p.name.toLowerCase().startsWith(q.toLowerCase())).map((p) => ({ key: p.path, to: `/${p.path}`, icon: p.icon, title: p.name, what: "page" })),
          ...views.filter((p) => beginsWord(p.name, q)).map((p) => ({ key: p.to, to: p.to, icon: p.icon, title: p.name, what: "page" })),
          ...found.map((f, i) => ({ key: `${f.kind}${f.id}${i}`, to: places[f.kind].to(f), icon: places[f.kind].icon, title: f.title, what: places[f.kind].what, found: f, ...(f.kind === "code" && { code: f.id }) })),
        ];
  useEffect(() => {
    void list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const go = (row: Row | undefined): void => {
    if (!row) return;
    onClose();
    void navigate(row.to);
    // The next Tab goes into the page that was found, not to where one was before.
    requestAnimationFrame(() => document.getElementById("page")?.focus({ preventScroll: true }));
  };
  useEffect(() => {
    if (going && settled) go(shown[at]);
  });
  return (
    <dialog
      ref={dialog}
      className={css.find}
      aria-label="Find"
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onPointerDown={(event) => { if (event.target === dialog.current) onClose(); }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          setAt((i) => Math.max(0, Math.min(shown.length - 1, i + (event.key === "ArrowDown" ? 1 : -1))));
        } else if (event.key === "Enter") {
          event.preventDefault();
          if (settled) go(shown[at]);
          else setGoing(true);
        }
      }}
    >
      <div className={css.line}>
        <Icon name="search" />
        <input role="combobox" aria-expanded="true" aria-controls="found" aria-activedescendant={shown[at] ? `found-${at}` : undefined} aria-label="Find in all interviews, codes, memos and people" placeholder="Find in all interviews, codes, memos and people" value={typed} onChange={(event) => setTyped(event.target.value)} onFocus={(event) => event.target.select()} />
        <kbd>Esc</kbd>
      </div>
      <ul id="found" role="listbox" aria-label="Found" ref={list} className={css.list}>
        {shown.map((row, i) => (
          <li key={row.key} id={`found-${i}`} role="option" aria-selected={i === at} onPointerMove={() => setAt(i)} onClick={() => go(row)}>
            <span className={css.icon}>{row.code ? <Dot code={codes.get(row.code)} /> : <Icon name={row.icon} size="s" />}</span>
            <span className={css.title}>{row.title}</span>
            {row.found && row.found.words ? <span className={css.words}>{row.found.before}<mark>{row.found.words}</mark>{row.found.after}</span> : null}
            <span className={css.what}>{row.what}</span>
          </li>
        ))}
      </ul>
      {q !== "" && shown.length === 0 ? <p className={css.none} role="status">{isFetching ? "Looking" : `Nothing has “${q}” in it. Try fewer or other words.`}</p> : null}
    </dialog>
  );
}
