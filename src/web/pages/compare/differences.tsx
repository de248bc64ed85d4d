import { useEffect, useMemo, useRef, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { CompareAnswer, DifferenceAnswer } from "../../../server/compare.ts";
import { timeCode } from "../../../text/turns.ts";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { tellFoot } from "../../shell/foot.tsx";
import { decidedWords, kindWords, nextOpen } from "../../state/comparing.ts";
import css from "./compare.module.css";
import { Settling } from "./settling.tsx";

interface Props {
  readonly compare: CompareAnswer;
  readonly pair: readonly [string, string];
  readonly names: readonly [string, string];
}

/** The differences of an interview at the left; the one in hand in its passage, and its decision. */
export function Differences({ compare, pair, names }: Props): ReactElement {
  const [params, setParams] = useSearchParams();
  const comparable = compare.sources.filter((s) => s.progress !== null);
  const wanted = params.get("d");
  const only = params.get("code");
  const of = compare.differences.find((d) => d.id === wanted)?.source ?? params.get("in");
  const source = comparable.find((s) => s.id === of) ?? comparable.find((s) => s.progress!.settled < s.progress!.differences) ?? comparable[0];
  const list = useMemo(() => compare.differences.filter((d) => d.source === source?.id && d.kind !== "agreed" && (only === null || d.first?.code === only || d.second?.code === only)), [compare.differences, source?.id, only]);
  const current = list.find((d) => d.id === wanted) ?? list.find((d) => !d.settled) ?? list[0] ?? null;
  const all = useMemo(() => compare.differences.filter((d) => d.kind !== "agreed"), [compare.differences]);
  const go = (d: DifferenceAnswer | null | undefined): void => {
    if (d) setParams({ d: d.id, ...(only !== null && d.source === source?.id && { code: only }) });
  };
  // What was settled here and is not yet in the server's answer: who settles quickly must not be led back to it.
  const done = useRef(new Set<string>());
  useEffect(() => done.current.clear(), [compare.differences]);
  const latest = useRef({ list, all });
  latest.current = { list, all };
  const goOn = (from: string, direction: 1 | -1): void => {
    const known = (some: readonly DifferenceAnswer[]): readonly DifferenceAnswer[] => some.map((d) => (done.current.has(d.id) ? { ...d, settled: true } : d));
    go(nextOpen(known(latest.current.list), from, direction) ?? nextOpen(known(latest.current.all), from, direction));
  };
  const { progress } = compare;
  const finished = source?.name;
  useEffect(() => {
    tellFoot([
      progress.differences === 0 ? "No differences" : `${progress.settled} of ${progress.differences} differences settled`,
      ...(finished === undefined ? [] : [`Both have finished ${finished}`]),
      "Their own codings stay as they were; consensus is a layer of its own",
      ...(progress.settled < progress.differences ? ["J: next open"] : []),
    ]);
    return () => tellFoot([]);
  }, [progress.settled, progress.differences, finished]);

  if (!source) return <Waiting compare={compare} names={names} />;
  const at = current ? list.indexOf(current) : -1;
  return (
    <div className={css.frame}>
      <List compare={compare} source={source} list={list} current={current} names={names} only={only} onChoose={go} onSource={(id) => setParams({ in: id })} onAll={() => setParams({ in: source.id })} />
      {current ? (
        <Settling
          key={current.id}
          difference={current}
          compare={compare}
          pair={pair}
          names={names}
          onSettled={(open) => {
            if (!open) done.current.add(current.id);
            goOn(current.id, 1);
          }}
          onNext={() => goOn(current.id, 1)}
          onPrevious={() => goOn(current.id, -1)}
          onStep={(by) => go(list[at + by])}
          onChoose={go}
        />
      ) : (
        <EmptyState icon="check" title={only === null ? `${names.join(" and ")} coded ${source.name} alike` : "No differences with this code here"}>
          {source.progress!.agreed === 1 ? "One place was coded, by both in the same way." : `${source.progress!.agreed} places were coded by both in the same way.`}
        </EmptyState>
      )}
    </div>
  );
}

function List({ compare, source, list, current, names, only, onChoose, onSource, onAll }: Pick<Props, "compare" | "names"> & { source: CompareAnswer["sources"][number]; list: readonly DifferenceAnswer[]; current: DifferenceAnswer | null; only: string | null; onChoose: (d: DifferenceAnswer) => void; onSource: (id: string) => void; onAll: () => void }): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [current?.id]);
  const comparable = compare.sources.filter((s) => s.progress !== null);
  const waiting = compare.sources.filter((s) => s.progress === null && (s.blind || s.assignedTo.length > 0));
  const { settled, differences, leftOpen, agreed } = source.progress!;
  return (
    <nav className={css.list} aria-label="Differences">
      <label className={css.which}>
        <span className="hidden-visually">Interview</span>
        <select value={source.id} onChange={(event) => onSource(event.target.value)}>
          {comparable.map((s) => <option key={s.id} value={s.id}>{`${s.name} (${s.progress!.differences - s.progress!.settled} open)`}</option>)}
        </select>
      </label>
      <p className={css.sub}>
        Coded by {names[0]} and {names[1]}. {settled} settled, {differences - settled} open{leftOpen > 0 ? ` (${leftOpen} talked about)` : ""}; {agreed} coded alike.{source.turns ? ` Compared: ${source.turns.given} of ${source.turns.of} turns, those that were given.` : ""}
      </p>
      <progress className={css.progress} max={Math.max(1, differences)} value={differences === 0 ? 1 : settled} aria-label={`${settled} of ${differences} settled in ${source.name}`} />
      {only === null ? null : <p className={css.filter}>Only {codes.get(only)?.name ?? "one code"} <button type="button" onClick={onAll}>Show all</button></p>}
      <ul>
        {list.map((d) => {
          const side = d.first ?? d.second!;
          const on = d.id === current?.id;
          return (
            <li key={d.id}>
              <button type="button" ref={on ? chosen : null} className={css.item} aria-current={on} data-settled={d.settled} onClick={() => onChoose(d)}>
                <Dot code={codes.get(side.code)} />
                <span className={css.codeName}>{codes.get(side.code)?.name ?? "a code that is gone"}</span>
                <span className={css.kind}>{kindWords(d, names)}</span>
                <small>
                  {d.decision ? <b>{decidedWords(d, names)}{d.decision.contested ? ", decided twice" : ""}</b> : d.kind === "label" ? `${names[1]}: ${codes.get(d.second!.code)?.name ?? "gone"}` : [d.place.turn === null ? "" : `turn ${d.place.turn}`, d.place.at === null ? "" : timeCode(d.place.at)].filter(Boolean).join(", ")}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      {compare.outdated > 0 ? <p className={css.sub}>{compare.outdated === 1 ? "One earlier decision is on a place" : `${compare.outdated} earlier decisions are on places`} where someone coded afterwards, and must be made anew.</p> : null}
      {waiting.length > 0 ? (
        <section className={css.waiting}>
          <h3>Not compared yet</h3>
          <ul>{waiting.map((s) => <li key={s.id}><Link to="/compare/assignments">{s.name}</Link> <small>{s.blind ? "blind until all have finished" : "not finished"}</small></li>)}</ul>
        </section>
      ) : null}
    </nav>
  );
}

function Waiting({ compare, names }: Pick<Props, "compare" | "names">): ReactElement {
  const blind = compare.sources.filter((s) => s.blind).map((s) => s.name);
  return (
    <EmptyState icon="compare" title="Nothing to compare yet" actions={<Link to="/compare/assignments">Who codes what</Link>}>
      {blind.length > 0 ? `${blind.slice(0, 4).join(", ")}${blind.length > 4 ? " and others" : ""}: what others coded there is hidden until everyone who codes them has marked them as finished.` : `${names.join(" and ")} have not both marked an interview as finished.`}
    </EmptyState>
  );
}
