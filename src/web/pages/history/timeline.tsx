import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { dayName, latestIn, stretchesOf, stripOf, type Day } from "../../state/history-days.ts";
import { filterOf, isNarrowed, noFilter, paramsOf, withinDays, type Filter } from "../../state/history-filter.ts";
import { historyAction } from "../../state/history-keys.ts";
import { ActivityStrip } from "./activity-strip.tsx";
import { useDays } from "./data.ts";
import { Filters } from "./filters.tsx";
import { StretchOfDays } from "./stretch.tsx";
import { TakeBack } from "./take-back.tsx";
import css from "./timeline.module.css";
import { Views } from "./views.tsx";

/** What happened, day by day, latest first. Days are fetched as they are scrolled to. */
export function Timeline(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const narrow = (change: Partial<Filter>): void => setParams(paramsOf({ ...filter, ...change }), { replace: true });
  const { data, error } = useDays(filter);
  const days = useMemo(() => withinDays(data?.days ?? [], filter), [data, filter]);
  const strip = useMemo(() => stripOf(data?.days ?? []), [data]);
  const stretches = useMemo(() => stretchesOf(days), [days]);
  const [at, setAt] = useState<string | null>(null);
  const [seen, setSeen] = useState<Day | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  /** The day that was jumped to, until the reader scrolls away: days above it may still come in and push it down. */
  const target = useRef<Day | null>(null);

  const hold = useCallback((): void => {
    if (target.current !== null) scroller.current?.querySelector(`[data-day="${target.current}"]`)?.scrollIntoView({ block: "start" });
  }, []);
  const jump = useCallback((day: Day | undefined, focus = true): void => {
    const heading = day === undefined ? null : scroller.current?.querySelector<HTMLElement>(`[data-day="${day}"] h2`);
    if (!heading) return;
    target.current = day!;
    hold();
    if (focus) heading.focus({ preventScroll: true });
  }, [hold]);
  useEffect(() => {
    const content = scroller.current?.firstElementChild;
    if (!content) return;
    const watch = new ResizeObserver(hold);
    watch.observe(content);
    return () => watch.disconnect();
  });
  const release = (): void => {
    target.current = null;
  };

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const here = new Set<Element>();
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) here.add(entry.target);
      else here.delete(entry.target);
      const first = [...here].map((e) => (e as HTMLElement).dataset["day"]!).sort().at(-1);
      if (first !== undefined) setSeen(first);
    }, { root: box, rootMargin: "0px 0px -80% 0px" });
    for (const day of box.querySelectorAll("[data-day]")) watch.observe(day);
    return () => watch.disconnect();
  }, [stretches]);

  const lines = (): HTMLElement[] => [...(scroller.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = event.target instanceof HTMLElement && event.target.matches("[data-line], [data-day] h2") ? event.target : null;
    if (!row) return;
    const action = historyAction({ key: event.key, mod: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey });
    if (!action) return;
    const all = lines();
    const day = row.closest<HTMLElement>("[data-day]")!;
    const focus = (next: HTMLElement | undefined): void => {
      release();
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: "nearest" });
    };
    switch (action.do) {
      case "step": {
        const place = row.matches("h2") ? all.findIndex((l) => day.contains(l)) - (action.by === 1 ? 1 : 0) : all.indexOf(row);
        focus(all[Math.max(0, place + action.by)]);
        break;
      }
      case "day": {
        const every = [...scroller.current!.querySelectorAll<HTMLElement>("[data-day]")];
        jump(every[every.indexOf(day) + action.by]?.dataset["day"]);
        break;
      }
      case "end":
        if (action.which === "first") focus(all[0]);
        else jump(days[0]?.date);
        break;
      case "fold": {
        const button = row.querySelector<HTMLButtonElement>("[aria-expanded]");
        if (button && (action.open === null || String(action.open) !== button.getAttribute("aria-expanded"))) button.click();
        break;
      }
      case "go":
        row.querySelector<HTMLAnchorElement>("[data-said] a")?.click();
        break;
      case "look back":
        void navigate(`/history/on/${day.dataset["day"]}`);
        break;
      case "search":
        search.current?.focus();
    }
    event.preventDefault();
  };

  if (error) return <Page title="History" beside={<Views now="" />}><p role="alert">{error.message}</p></Page>;
  if (data?.all === 0) return <Page title="History"><EmptyState icon="history" title="Nothing has happened yet">Everything that is done in the study is told here, and can be gone back to.</EmptyState></Page>;
  return (
    <Page title="History" full beside={<Views now="" />} actions={<TakeBack />}>
      <div className={css.frame}>
        <Filters ref={search} filter={filter} data={data} study={study} onChange={narrow} onClear={() => setParams(paramsOf(noFilter), { replace: true })} />
        <div className={css.main}>
          <ActivityStrip strip={strip} people={data?.people ?? []} coders={study.coders} seen={seen} range={filter} onChoose={(column) => {
            const day = latestIn(days, column) ?? latestIn(data?.days ?? [], column);
            if (day !== undefined && days.some((d) => d.date === day)) jump(day);
            else if (day !== undefined) narrow({ from: null, to: null });
          }} />
          <div className={css.list} ref={scroller} data-scroller="" onWheel={release} onTouchMove={release} onPointerDown={release} onKeyDown={onKeyDown} role="group" aria-label="What happened, latest first" aria-busy={!data}>
            <div>
              {data && days.length === 0 ? (
                <EmptyState icon="filter" title="Nothing like that happened" actions={<Button onClick={() => setParams(paramsOf(noFilter), { replace: true })}>Show everything</Button>}>
                  {isNarrowed(filter) ? "No step fits all that the history is narrowed to. Take away a word, a person or a date." : "There is nothing to show yet."}
                </EmptyState>
              ) : null}
              {stretches.map((stretch, i) => <StretchOfDays key={`${stretch.from} ${stretch.to}`} stretch={stretch} filter={filter} first={i === 0} at={at} onAt={setAt} />)}
              {data && days.length > 0 ? <p className={css.begun}>{isNarrowed(filter) ? `Nothing of this kind before ${dayName(days[0]!.date)}.` : `Here the study began, on ${dayName(days[0]!.date)}.`}</p> : null}
            </div>
          </div>
        </div>
      </div>
    </Page>
  );
}
