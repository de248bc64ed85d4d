import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import type { CodeAnswer } from "../../server/answers.ts";
import { registerColour } from "../source/text/colour-sheet.ts";
import { byPerson, type Placed } from "../state/codes-passages.ts";
import { colourName } from "../state/colours.ts";
import css from "./passages.module.css";

interface Props {
  readonly label: string;
  readonly passages: readonly Placed[];
  /** The passage in hand. */
  readonly at: string | null;
  readonly onAt: (coding: string) => void;
  /** Passages that were marked to do something with all of them. */
  readonly marked?: ReadonlySet<string>;
  readonly codeOf: (passage: Placed) => CodeAnswer | undefined;
  /** Small words below a passage: its code, its coder, a note. */
  readonly renderAbout?: (passage: Placed) => ReactNode;
  /** What can be done with the passage in hand. */
  readonly renderActions: (passage: Placed) => ReactNode;
  /** Keys that the list does not use itself. */
  readonly onKey: (event: KeyboardEvent, passage: Placed) => void;
  readonly headings?: 2 | 3;
}

const step = 120;

/**
 * Passages in their context, under the people they are of. One of them is in hand: up and down go from one to the next,
 * Home and End to the first and last. Long lists are shown as far as they are looked at.
 */
export function Passages({ label, passages, at, onAt, marked, codeOf, renderAbout, renderActions, onKey, headings = 2 }: Props): ReactElement {
  const [limit, setLimit] = useState(step);
  const list = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  // Before one is taken in hand, the first is.
  const place = Math.max(0, passages.findIndex((p) => p.coding === at));
  const current = passages[place];
  const groups = useMemo(() => byPerson(passages), [passages]);
  useEffect(() => {
    if (!more.current) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((e) => e.isIntersecting)) setLimit((n) => n + step);
    }, { rootMargin: "600px" });
    watch.observe(more.current);
    return () => watch.disconnect();
  });
  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-passage="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
  const go = (to: number): void => {
    const next = passages[Math.max(0, Math.min(passages.length - 1, to))];
    if (!next) return;
    wanted.current = next.coding;
    if (to >= limit - 2) setLimit(to + step);
    onAt(next.coding);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-passage]") || !current) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const way = plain ? { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: passages.length - 1, j: place + 1, k: place - 1 }[event.key] : undefined;
    if (way === undefined) return onKey(event, current);
    event.preventDefault();
    go(way);
  };
  let shown = 0;
  const Heading = `h${headings}` as const;
  return (
    <div ref={list} className={css.passages} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {groups.map((group) => {
        if (shown >= limit) return null;
        const here = group.passages.slice(0, limit - shown);
        shown += here.length;
        return (
          <div key={group.label} role="group" className={css.person} aria-label={group.label}>
            <Heading className={css.label}>{group.label} <span>{group.passages.length}</span></Heading>
            <ol>
              {here.map((p) => (
                <Row key={p.coding} passage={p} code={codeOf(p)} here={p.coding === current?.coding} marked={marked?.has(p.coding) ?? false} about={renderAbout?.(p)} actions={p.coding === current?.coding ? renderActions(p) : null} onAt={onAt} />
              ))}
            </ol>
          </div>
        );
      })}
      {shown < passages.length ? <div ref={more} className={css.more}>{passages.length - shown} more below</div> : null}
    </div>
  );
}

interface RowProps {
  readonly passage: Placed;
  readonly code: CodeAnswer | undefined;
  readonly here: boolean;
  readonly marked: boolean;
  readonly about: ReactNode;
  readonly actions: ReactNode;
  readonly onAt: (coding: string) => void;
}

/** Words cut off at their beginning, from the first whole one on. */
export const fromWord = (text: string): string => (/^\s/.test(text) ? `… ${text.trimStart()}` : text.replace(/^\S*\s/u, "… "));
export const toWord = (text: string): string => (/[\s.!?…]$/.test(text) ? text : text.replace(/\s\S*$/u, " …"));

const Row = memo(function Row({ passage: p, code, here, marked, about, actions, onAt }: RowProps): ReactElement {
  const colour = code ? colourName(code) : "";
  if (colour) registerColour(colour);
  return (
    <li className={`${css.row} ${colour}`} data-passage={p.coding} data-marked={marked || undefined} data-here={here || undefined} tabIndex={here ? 0 : -1} aria-current={here ? "true" : undefined} onFocus={(event) => { if (event.target === event.currentTarget && !here) onAt(p.coding); }} onPointerDown={() => { if (!here) onAt(p.coding); }}>
      <span className={css.where}>
        {marked ? <b>marked</b> : null}
        {p.locator.split(", ").map((part) => <span key={part}>{part}</span>)}
      </span>
      <p dir="auto" className={css.words}>
        <span className={css.context}>{p.before.length >= 160 ? fromWord(p.before) : p.before}</span>
        {p.start === p.end ? <em>The words of this passage are no longer in the transcript.</em> : <mark>{p.words}</mark>}
        <span className={css.context}>{p.after.length >= 160 ? toWord(p.after) : p.after}</span>
      </p>
      {about || actions ? <div className={css.below}>{about ? <span className={css.about}>{about}</span> : null}{actions ? <span className={css.actions}>{actions}</span> : null}</div> : null}
    </li>
  );
});
