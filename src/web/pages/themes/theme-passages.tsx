import { useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { wrongWith } from "../../foreseeing.ts";
import { AskReason } from "../../parts/ask-reason.tsx";
import { Button } from "../../parts/button.tsx";
import { Chip, Dot } from "../../parts/chip.tsx";
import { useFocusLater } from "../../parts/focus-later.ts";
import { InPlace } from "../../parts/in-place.tsx";
import { Passages } from "../../parts/passages.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { expected } from "../../state/foresee.ts";
import { neighbour, type Placed } from "../../state/codes-passages.ts";
import css from "./theme-passages.module.css";

const shortened = (words: string): string => (words.length > 140 ? `${words.slice(0, 140).replace(/\s\S*$/u, "")} …` : words);

/** A theme's passages under the people they are of: choose what will be quoted, leave out what does not belong. */
export function ThemePassages({ theme, passages }: { readonly theme: ThemeAnswer; readonly passages: readonly Placed[] }): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const codes = codesById(study);
  const [at, setAt] = useState<string | null>(null);
  const [excluding, setExcluding] = useState<Placed | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const focusLater = useFocusLater(box);
  const quoted = new Map(theme.quotations.map((q) => [q.coding, q.id]));
  const quote = (p: Placed): void => {
    const id = quoted.get(p.coding);
    if (id?.startsWith(expected)) return;
    void act(id === undefined ? { type: "theme.chooseQuotation", theme: theme.id, coding: p.coding } : { type: "theme.dropQuotation", theme: theme.id, quotation: id }, { tell: true });
  };
  const open = (p: Placed): void => void navigate(`/interviews/${p.source}?from=${p.start}&to=${p.end}`);
  return (
    <section className={css.passages} aria-label="Passages">
      <h2>Passages by participant <span>{passages.length}</span></h2>
      {passages.length === 0 ? <p className={css.none}>{theme.codes.length === 0 ? "Add a code above, or move cards to this theme on the board: their passages then stand here." : "Its codes have no passages yet. Code some words in the interviews."}</p> : null}
      <div ref={box}>
        <Passages
          label={`Passages of ${theme.name}`}
          headings={3}
          passages={passages}
          at={at}
          onAt={setAt}
          codeOf={(p) => codes.get(p.code)}
          renderAbout={(p) => (
            <>
              <span className={css.code}><Dot code={codes.get(p.code)} />{codes.get(p.code)?.name}</span>
              {quoted.has(p.coding) ? <Chip tone="good">quoted</Chip> : null}
            </>
          )}
          renderActions={(p) => (
            <>
              <Button size="s" look="quiet" tabIndex={-1} onClick={() => quote(p)}>{quoted.has(p.coding) ? "Do not quote" : "Quote"} <kbd>Q</kbd></Button>
              <Button size="s" look="quiet" tabIndex={-1} onClick={() => setExcluding(p)}>Leave out <kbd>X</kbd></Button>
              <Button size="s" look="quiet" tabIndex={-1} onClick={() => open(p)}>Open <kbd>O</kbd></Button>
            </>
          )}
          onKey={(event, p) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const key = event.key.toLowerCase();
            if (key === "q") quote(p);
            else if (key === "x" || key === "delete") setExcluding(p);
            else if (key === "o" || key === "enter") open(p);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      {excluding ? (
        <AskReason
          title="Leave a passage out of the theme"
          does="Leave out"
          keep={`exclude ${theme.id} ${excluding.coding}`}
          needed
          hint="What does it say that is not this theme?"
          onClose={() => setExcluding(null)}
          onDo={async (reason) => {
            const next = neighbour(passages.map((p) => p.coding), new Set([excluding.coding]), excluding.coding);
            const wrong = wrongWith(await act({ type: "theme.excludePassage", theme: theme.id, coding: excluding.coding, reason }, { quiet: true, tell: true }));
            if (wrong === null && next !== null) {
              setAt(next);
              setTimeout(() => focusLater(`[data-passage="${next}"]`));
            }
            return wrong;
          }}
        >
          <blockquote className={css.quote}>{shortened(excluding.words)}<footer>{excluding.label}, {excluding.locator}</footer></blockquote>
        </AskReason>
      ) : null}
    </section>
  );
}

/** What a theme's codes bring and does not belong, each with its reason. */
export function Excluded({ theme, passages }: { readonly theme: ThemeAnswer; readonly passages: readonly Placed[] }): ReactElement | null {
  if (passages.length === 0) return null;
  return (
    <details className={css.excluded}>
      <summary>Left out of the theme <span>{passages.length}</span></summary>
      <ul>
        {passages.map((p) => (
          <li key={p.coding}>
            <p className={css.quote}>{shortened(p.words)} <small>{p.label}, {p.locator}</small></p>
            <InPlace label="Because" keep={`excluded ${theme.id} ${p.coding}`} value={theme.excluded.find((e) => e.coding === p.coding)?.reason ?? ""} hint="Why does it not belong?" look="read" needed onSave={async (reason) => wrongWith(await act({ type: "theme.excludePassage", theme: theme.id, coding: p.coding, reason }, { quiet: true }))} />
            <Button size="s" onClick={() => void act({ type: "theme.excludePassage", theme: theme.id, coding: p.coding, excluded: false }, { tell: true })}>Take back in</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
