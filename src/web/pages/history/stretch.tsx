import { memo, useEffect, useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { LineAnswer } from "../../../server/history.ts";
import { Button } from "../../parts/button.tsx";
import { place } from "../../parts/place.ts";
import { dayName, type Stretch } from "../../state/history-days.ts";
import type { Filter } from "../../state/history-filter.ts";
import { today, useTrail } from "./data.ts";
import { Line } from "./line.tsx";
import css from "./timeline.module.css";

interface Props {
  readonly stretch: Stretch;
  readonly filter: Filter;
  readonly first: boolean;
  /** The line in hand. */
  readonly at: string | null;
  readonly onAt: (key: string) => void;
}

/** How many lines are asked for at once; a day can have more. */
const many = 80;
const steps = (n: number): string => (n === 1 ? "1 step" : `${n.toLocaleString("en-GB")} steps`);

/** Some days that are fetched together, once they come near. Until then each has its heading and room for what it holds. */
export const StretchOfDays = memo(function StretchOfDays({ stretch, filter, first, at, onAt }: Props): ReactElement {
  const [near, setNear] = useState(first);
  const [limit, setLimit] = useState(many);
  const box = useRef<HTMLDivElement>(null);
  const { data, error, refetch } = useTrail(filter, { from: stretch.from, to: stretch.to }, limit, near);
  useEffect(() => (near ? undefined : whenNear(box.current, 900, () => setNear(true))), [near]);
  const now = today();
  return (
    <div ref={box}>
      {stretch.days.map((day) => {
        const lines = data?.lines.filter((l) => l.day === day.date);
        return (
          <section key={day.date} className={css.day} data-day={day.date} aria-label={dayName(day.date)}>
            <header>
              <h2 tabIndex={-1}><time dateTime={day.date}>{dayName(day.date, { weekday: true })}</time>{day.date === now ? <em>today</em> : null}</h2>
              <span>{steps(day.n)}</span>
              <Link to={`/history/on/${day.date}`}>The study on this day<span className="hidden-visually">, {dayName(day.date)}</span></Link>
            </header>
            {lines ? <Lines lines={lines} filter={filter} at={at} first={first && day === stretch.days[0]} onAt={onAt} /> : error ? <p role="alert">{error.message} <Button size="s" onClick={() => void refetch()}>Try again</Button></p> : <div className={css.room} ref={(element) => place(element, { height: Math.min(day.n, 24) * 33 })} />}
          </section>
        );
      })}
      {data && data.lines.length < data.total ? <More key={data.lines.length} left={data.total - data.lines.length} onMore={() => setLimit(data.lines.length * 3)} /> : null}
    </div>
  );
});

/** Asks for more of a long day once it comes near, or by its button. */
function More({ left, onMore }: { readonly left: number; readonly onMore: () => void }): ReactElement {
  const box = useRef<HTMLParagraphElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => whenNear(box.current, 600, () => more.current()), []);
  return <p ref={box} className={css.more}><Button size="s" onClick={onMore}>Show more of this day</Button> {left === 1 ? "1 line is" : `${left.toLocaleString("en-GB")} lines are`} left</p>;
}

/** Calls back once an element comes as near to the window of the list as so many pixels. Returns how to stop. */
function whenNear(element: HTMLElement | null, margin: number, act: () => void): (() => void) | undefined {
  if (!element) return undefined;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((e) => e.isIntersecting)) return;
    watch.disconnect();
    act();
  }, { root: element.closest("[data-scroller]"), rootMargin: `${margin}px 0px` });
  watch.observe(element);
  return () => watch.disconnect();
}

const Lines = ({ lines, filter, at, first, onAt }: { readonly lines: readonly LineAnswer[]; readonly filter: Filter; readonly at: string | null; readonly first: boolean; readonly onAt: (key: string) => void }): ReactElement => (
  <ol>
    {lines.map((line, i) => <Line key={line.key} line={line} filter={filter} here={at === line.key || (at === null && first && i === 0)} onAt={onAt} />)}
  </ol>
);
