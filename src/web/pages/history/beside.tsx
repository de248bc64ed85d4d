import { useLayoutEffect, useMemo, useState, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { BesideRow } from "../../../server/then.ts";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { bySide, countedMarks, definitionParts, markWords } from "../../state/history-beside.ts";
import { colourName } from "../../state/colours.ts";
import { dayName, isDay, localDay, type Day } from "../../state/history-days.ts";
import { noFilter } from "../../state/history-filter.ts";
import { wordDifference } from "../../state/history-words.ts";
import css from "./beside.module.css";
import { today, useBeside, useDays } from "./data.ts";
import { Views } from "./views.tsx";

/** The codebook of two days side by side, with what became of every code, in words, and the reasons that were given. */
export function Beside(): ReactElement {
  const [params, setParams] = useSearchParams();
  const [all, setAll] = useState<"changed" | "all">("changed");
  const { data: days } = useDays({ ...noFilter, kind: "codes" });
  const now = today();
  const first = days?.days[0]?.date ?? null;
  const asked = (key: string): Day | null => {
    const day = params.get(key);
    return isDay(day) ? day : null;
  };
  const [one, other] = bySide(asked("from") ?? first, asked("to"), now);
  const { data, error } = useBeside(one, other);
  const rows = useMemo(() => (data?.rows ?? []).filter((r) => all === "all" || r.marks.length > 0), [data, all]);
  const counts = useMemo(() => countedMarks(data?.rows ?? []), [data]);
  useLayoutEffect(() => data?.rows.forEach((r) => registerColour(colourName(r.now ?? r.then!))), [data]);
  const set = (key: "from" | "to", day: string): void => {
    const next = new URLSearchParams(params);
    if (day === "") next.delete(key);
    else next.set(key, day);
    setParams(next, { replace: true });
  };
  const [left, right] = [one === null ? "" : dayName(one), other === null ? "Today" : dayName(other)];
  return (
    <Page title="History" beside={<Views now="codebook" />}>
      <div className={css.head}>
        <Field label="One day" type="date" value={one ?? ""} max={now} onChange={(event) => set("from", event.target.value)} />
        <Field label="The other day (today, if empty)" type="date" value={other ?? ""} max={now} onChange={(event) => set("to", event.target.value)} />
        <Segmented label="Which codes are shown" value={all} options={[["changed", "Only what changed"], ["all", "Every code"]]} onChange={setAll} />
        <p role="status">{data ? (counts.length === 0 ? "Nothing changed in the codebook between these days." : `Between them: ${counts.join(", ")}.`) : one === null && days ? "" : "Comparing"}</p>
      </div>
      {error ? <p role="alert">{error.message}</p> : null}
      {days && first === null ? <EmptyState icon="codes" title="There is no codebook yet" actions={<Link to="/interviews">Read an interview</Link>}>Once codes are made, their codebook can be set beside that of any earlier day.</EmptyState> : null}
      {data && rows.length > 0 ? (
        <table className={css.both}>
          <caption className="hidden-visually">The codebook on {left} and {right === "Today" ? "today" : `on ${right}`}</caption>
          <thead><tr><th scope="col">{left}</th><th scope="col">What became of it</th><th scope="col">{right}</th></tr></thead>
          <tbody>{rows.map((row) => <Row key={row.id} row={row} />)}</tbody>
        </table>
      ) : null}
    </Page>
  );
}

function Row({ row }: { readonly row: BesideRow }): ReactElement {
  const { then, now, marks, story } = row;
  return (
    <tr data-same={marks.length === 0 || undefined}>
      <td data-depth={Math.min(then?.depth ?? now?.depth ?? 0, 4)}>{then ? <Side row={row} side="then" /> : <p className={css.none}>Not there yet</p>}</td>
      <td className={css.middle}>
        {marks.length === 0 ? <p className={css.none}>As it was</p> : (
          <ul className={css.marks}>{marks.map((mark, i) => <li key={i}><b data-kind={mark.kind}>{mark.kind}</b> <span dir="auto">{markWords(mark)}</span></li>)}</ul>
        )}
        {story.length > 0 ? (
          <ol className={css.story} aria-label="When, who and why">
            {story.map((s, i) => <li key={i}><time dateTime={s.stamp.slice(0, 10)}>{dayName(localDay(new Date(s.stamp.slice(0, 24))))}</time>, {s.by}: {s.text}{s.reason ? <>, because: <q dir="auto">{s.reason}</q></> : "."}</li>)}
          </ol>
        ) : null}
      </td>
      <td data-depth={Math.min(now?.depth ?? then?.depth ?? 0, 4)}>{now ? <Side row={row} side="now" /> : <p className={css.none}>Not there any more</p>}</td>
    </tr>
  );
}

/** One code on one of the days; where its definition changed, with the words that went or came. */
function Side({ row, side }: { readonly row: BesideRow; readonly side: "then" | "now" }): ReactElement {
  const code = row[side]!;
  const gone = side === "then" ? "out" : "in";
  return (
    <div className={css.side}>
      <p className={css.name}><Dot code={code} />{side === "now" ? <Link to={`/codes/${row.id}`} dir="auto">{code.name}</Link> : <span dir="auto">{code.name}</span>}{code.retired ? <em>retired</em> : null}<small>{code.kind === "heading" ? "heading" : code.codings === 1 ? "1 passage" : `${code.codings} passages`}</small></p>
      {definitionParts(row, side).map(({ field, label, before, after, changed }) => (
        <p key={field} className={css.part} dir="auto">
          {label ? <b>{label} </b> : null}
          {changed
            ? wordDifference(before, after).filter((run) => run.is === "same" || run.is === gone).map((run, i) => (run.is === "same" ? <span key={i}>{run.text}</span> : run.is === "out" ? <del key={i}><span className="hidden-visually">taken out: </span>{run.text}</del> : <ins key={i}><span className="hidden-visually">put in: </span>{run.text}</ins>))
            : side === "then" ? before : after}
        </p>
      ))}
    </div>
  );
}
