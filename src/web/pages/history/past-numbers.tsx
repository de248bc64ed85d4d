import type { ReactElement } from "react";
import { Link } from "react-router";
import type { StandsAnswer, ThenAnswer } from "../../../server/then.ts";
import { Table, TableScroll } from "../../parts/table.tsx";
import { dayName, type Day } from "../../state/history-days.ts";
import css from "./past.module.css";

const rows: readonly (readonly [keyof StandsAnswer, string, string | null])[] = [
  ["participants", "Participants", "people"],
  ["interviews", "Interviews", "interviews"],
  ["codes", "Codes in use", "codebook"],
  ["codings", "Coded passages", "interviews"],
  ["themes", "Themes and subthemes", "themes"],
  ["quotations", "Chosen quotations", "themes"],
  ["memos", "Memos", null],
  ["coders", "Coders", null],
];

/** "12 more since", "3 fewer since", "the same". */
export const changed = (then: number, now: number): string => (now === then ? "the same" : now > then ? `${(now - then).toLocaleString("en-GB")} more since` : `${(then - now).toLocaleString("en-GB")} fewer since`);

/** How much there was, beside today, and what has come since. */
export function PastNumbers({ day, then }: { readonly day: Day; readonly then: ThenAnswer }): ReactElement {
  const { since } = then;
  const came = ([["codes", since.codes], ["themes", since.themes], ["interviews", since.sources], ["participants", since.people]] as const).filter(([, names]) => names.length > 0);
  return (
    <>
      <TableScroll label={`The study on ${dayName(day)} in numbers`}>
        <Table>
          <thead><tr><th scope="col">What</th><th scope="col" data-number>On {dayName(day)}</th><th scope="col" data-number>Today</th><th scope="col">Since then</th></tr></thead>
          <tbody>
            {rows.map(([key, name, to]) => (
              <tr key={key}>
                <th scope="row">{to === null ? name : <Link to={`/history/on/${day}/${to}`}>{name}</Link>}</th>
                <td data-number>{then.then[key].toLocaleString("en-GB")}</td>
                <td data-number>{then.now[key].toLocaleString("en-GB")}</td>
                <td>{changed(then.then[key], then.now[key])}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {came.length > 0 ? (
        <section className={css.since}>
          <h2>What has come since</h2>
          {came.map(([what, names]) => (
            <details key={what}>
              <summary>{names.length} {names.length === 1 ? what.replace(/s$/, "") : what}</summary>
              <ul>{names.map((name, i) => <li key={i} dir="auto">{name}</li>)}</ul>
            </details>
          ))}
        </section>
      ) : null}
    </>
  );
}
