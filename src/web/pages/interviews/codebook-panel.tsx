import { memo, useCallback, useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { CodeAnswer } from "../../../server/answers.ts";
import { expectPassagesOf } from "../../foreseeing.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { say } from "../../parts/toast.tsx";
import { useSource, useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import css from "./codebook-panel.module.css";
import { inText } from "./in-text.ts";
import { Notes } from "./notes.tsx";
import { setView, toggleOnly, useView } from "./view.ts";

/** The codebook beside the text: click a code to apply it to what is selected; the eye shows only some. */
export function CodebookPanel({ source }: { readonly source: string }): ReactElement {
  const study = useStudy();
  const { data } = useSource(source);
  const view = useView();
  const [wanted, setWanted] = useState("");
  const live = study.codes.filter((c) => !c.retired);
  const here = new Map<string, number>();
  for (const coding of data?.codings ?? []) here.set(coding.code, (here.get(coding.code) ?? 0) + 1);
  const q = wanted.trim().toLowerCase();
  const shown = q === "" ? live : live.filter((c) => c.path.toLowerCase().includes(q));
  const below = (code: CodeAnswer): string[] => live.filter((c) => c.id === code.id || c.path.startsWith(`${code.path} / `)).map((c) => c.id);
  const total = (code: CodeAnswer): number => (code.depth === 0 ? live.filter((c) => c.root === code.id).reduce((sum, c) => sum + c.codings, 0) : code.codings);
  const latest = useRef(below);
  latest.current = below;
  const onEye = useCallback((code: CodeAnswer) => toggleOnly(latest.current(code)), [latest]);
  for (const code of live) registerColour(colourName(code));
  return (
    <aside className={css.panel} aria-label="Codebook">
      <div className={css.codes}>
        <h2>
          <span>Codebook</span>
          <span className={css.count}>{live.length} {live.length === 1 ? "code" : "codes"}</span>
        </h2>
        {live.length > 12 ? <input type="search" className={css.search} placeholder="Find a code" aria-label="Find a code" value={wanted} onChange={(event) => setWanted(event.target.value)} /> : null}
        {view.only ? (
          <p className={css.filter}>
            <span>{view.only.size === 1 ? "One code is shown" : `${view.only.size} codes are shown`}</span>
            <Button size="s" onClick={() => setView({ only: null })}>Show all</Button>
          </p>
        ) : null}
        {live.length === 0 ? <p className={css.none}>No codes yet. Select some words in the text and type a name for what you see in them.</p> : null}
        <ul>
          {shown.map((code) => <CodeRow key={code.id} code={code} found={q !== ""} only={view.only === null ? null : view.only.has(code.id)} here={here.get(code.id) ?? 0} total={total(code)} onEye={onEye} />)}
        </ul>
      </div>
      <Notes source={data} />
    </aside>
  );
}

interface RowProps {
  readonly code: CodeAnswer;
  /** Whether the row stands among those found, and so under its whole path. */
  readonly found: boolean;
  /** Whether it is among the codes shown; null where all are. */
  readonly only: boolean | null;
  readonly here: number;
  readonly total: number;
  readonly onEye: (code: CodeAnswer) => void;
}

/** One code: a coding changes one row of perhaps hundreds, so the others are not made again. */
const CodeRow = memo(function CodeRow({ code, found, only, here, total, onEye }: RowProps): ReactElement {
  return (
    <li className={`${css.code} ${code.depth === 0 ? css.root : ""} ${css[`d${Math.min(code.depth, 4)}`]} ${only === false ? css.off : ""}`}>
      <button type="button" className={css.apply} title={code.description || code.path} onClick={() => (code.kind === "code" ? inText.current?.({ do: "apply", code: code.id }) : say(`"${code.name}" is a heading; use one of the codes below it.`))}>
        {code.depth === 0 || (code.colour !== null && found) ? <Dot code={code} /> : null}
        <span className={css.name}>{found ? code.path : code.name}</span>
      </button>
      <IconButton label={only ? `Stop showing only ${code.name}` : `Show only ${code.name}`} aria-pressed={only ?? false} className={css.eye!} onClick={() => onEye(code)}>
        <Icon name="eye" size="s" />
      </IconButton>
      <Link to={`/codes/${code.id}`} className={css.number} onClick={() => expectPassagesOf(code.id, code.codings === 0)} title={`${here} in this interview, ${total} in all. Open its passages`}>{total}</Link>
    </li>
  );
});
