import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import type { Line } from "../../../analysis/concordance.ts";
import type { ContextAnswer } from "../../../server/explore-words.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Picker } from "../../parts/picker.tsx";
import { useStudy } from "../../queries.ts";
import { placeOf } from "../../state/explore-framework.ts";
import type { LineOrder } from "../../state/explore-words.ts";
import css from "./concordance.module.css";
import { Choice, Waiting } from "./frame.tsx";

interface Props {
  readonly q: string;
  readonly answer: ContextAnswer | undefined;
  readonly error: Error | null;
  readonly isStale: boolean;
  readonly lines: readonly Line[];
  readonly order: LineOrder;
  readonly onOrder: (order: LineOrder) => void;
}

/** Words in their context, one line to each place; every line leads to where it was said. */
export function Concordance({ q, answer, error, isStale, lines, order, onOrder }: Props): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [choosing, setChoosing] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLOListElement>(null);
  if (q === "") return <EmptyState icon="search" title="Choose a word">Choose one at the left, or look for words of your own: this shows every place where they were said, and from there they can be coded one by one.</EmptyState>;
  if (error) return <p className={css.says} role="alert">{error.message}</p>;
  if (!answer || isStale) return <Waiting error={null} what="Looking" />;
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const all = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const next = all[all.indexOf(document.activeElement as HTMLElement) + (way ?? 0)];
    if (way === undefined || !next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <section className={css.context} aria-label={`“${q}” in its context`}>
      <header>
        <h2>“{q}”<small role="status">{answer.total === 0 ? "nowhere" : `${answer.total.toLocaleString("en-GB")} ${answer.total === 1 ? "time" : "times"} in ${answer.sources === 1 ? "one interview" : `${answer.sources} interviews`}, by ${answer.people === 1 ? "one person" : `${answer.people} people`}`}{lines.length < answer.total ? `; the first ${lines.length} here` : ""}</small></h2>
        {answer.total > 0 ? (
          <>
            <Choice label="Sorted by" value={order} options={[["people", "person"], ["before", "words before"], ["after", "words after"]]} onChange={(v) => onOrder(v as LineOrder)} />
            {study.readOnly || study.codes.length === 0 ? null : <span ref={button}><Button onClick={() => setChoosing(true)}>Code these…</Button></span>}
          </>
        ) : null}
      </header>
      {answer.total === 0 ? <p className={css.says}>Nobody whose words count said this. Look for fewer letters with a *, or choose other speakers above.</p> : (
        <ol ref={list} onKeyDown={onKeyDown}>
          {lines.map((l) => (
            <li key={`${l.source} ${l.start}`}>
              <Link to={`/interviews/${l.source}?from=${l.start}&to=${l.end}`} title={placeOf(l)}>
                <span className={css.who}>{l.label}</span>
                <span className={css.before} data-space={/\s$/.test(l.before) || undefined}><bdi>{l.before}</bdi></span>
                <span className={css.after} dir="auto"><mark>{l.match}</mark>{l.after}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {choosing ? (
        <Picker
          anchor={() => button.current?.getBoundingClientRect() ?? null}
          label="The code to suggest for these words"
          placeholder="Type a code"
          options={study.codes.filter((c) => c.kind === "code" && !c.retired)}
          onPick={(code) => void navigate(`/explore/words/suggest?q=${encodeURIComponent(q)}&code=${code}`)}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </section>
  );
}
