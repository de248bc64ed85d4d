import { useEffect, useLayoutEffect, useMemo, useState, type ReactElement } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { SourceAnswer } from "../../../server/answers.ts";
import type { ThenAnswer } from "../../../server/then.ts";
import { initials } from "../../parts/chip.tsx";
import { useStudy } from "../../queries.ts";
import { Painter } from "../../source/text/painter.ts";
import textCss from "../../source/text/text.module.css";
import { Turns } from "../../source/text/turns.tsx";
import { blockAt, blocksOf } from "../../state/blocks.ts";
import { colourName } from "../../state/colours.ts";
import { dayName, type Day } from "../../state/history-days.ts";
import { planOf, type Painted } from "../../state/painting.ts";
import { useThenSource } from "./data.ts";
import { changed } from "./past-numbers.tsx";
import css from "./past.module.css";

/** One interview as it stood: its words of that day, painted with the codings of that day. */
export function PastInterview({ day, then }: { readonly day: Day; readonly then: ThenAnswer }): ReactElement {
  const { id = "" } = useParams();
  const { data, error } = useThenSource(day, id);
  const row = then.sources.find((s) => s.id === id);
  return (
    <article className={css.interview} aria-label={data?.name ?? "An interview"}>
      <p className={css.trail}><Link to={`/history/on/${day}/interviews`}>All interviews of that day</Link></p>
      {error ? <p role="alert">{error.message}</p> : !data ? <p role="status">Opening</p> : (
        <>
          <h2 dir="auto">{data.name}</h2>
          <p className={css.facts}><span>{data.codings.length === 1 ? "1 coding" : `${data.codings.length} codings`} on {dayName(day)}{row ? `, ${changed(row.codings, row.codingsNow)}` : ""}</span>{row?.became ? <span className={css.became}><b>Since:</b> {row.became}</span> : null}</p>
          <Words source={data} then={then} />
        </>
      )}
    </article>
  );
}

const nothing = (): void => undefined;

function Words({ source, then }: { readonly source: SourceAnswer; readonly then: ThenAnswer }): ReactElement {
  const study = useStudy();
  const [params] = useSearchParams();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const painter = useMemo(() => (box ? new Painter(box) : null), [box]);
  useEffect(() => () => painter?.destroy(), [painter]);
  const { text, turns } = source;
  const blocks = useMemo(() => blocksOf(text, turns), [text, turns]);
  const painted = useMemo(() => {
    const codes = new Map(then.codes.map((c) => [c.id, c]));
    const names = new Map(study.coders.map((c) => [c.id, initials(c.name)]));
    return source.codings.map((c): Painted => {
      const code = codes.get(c.code);
      return { id: c.id, start: c.start, end: c.end, colour: code ? colourName(code) : "k-none", label: code?.name ?? "a code that is gone", other: c.coder === study.me.id ? null : (names.get(c.coder) ?? "?") };
    });
  }, [source, then.codes, study.coders, study.me.id]);
  const plan = useMemo(() => planOf(blocks, painted), [blocks, painted]);
  useLayoutEffect(() => painter?.plan(plan), [painter, plan]);
  useEffect(() => {
    const measure = (): void => painter?.remeasure();
    document.fonts.addEventListener("loadingdone", measure);
    return () => document.fonts.removeEventListener("loadingdone", measure);
  }, [painter]);
  const [from, to] = [params.get("from"), params.get("to")];
  useEffect(() => {
    if (!painter || from === null) return;
    const block = blockAt(blocks, Number(from));
    if (block) painter.elementOf(block.index)?.scrollIntoView({ block: "center" });
    painter.mark("found", { start: Number(from), end: Number(to ?? from) });
    return () => painter.mark("found", null);
  }, [painter, blocks, from, to]);
  return (
    <div ref={(element) => setBox(element?.closest<HTMLElement>("[data-past-body]") ?? element)} className={textCss.column} role="group" aria-label="The words of the interview on that day" tabIndex={0}>
      {painter ? <Turns source={source} blocks={blocks} upTo={blocks.length} painter={painter} onPick={nothing} onMore={nothing} /> : null}
    </div>
  );
}
