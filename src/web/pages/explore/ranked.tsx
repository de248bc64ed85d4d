import type { ReactElement } from "react";
import type { CodeAnswer } from "../../../server/answers.ts";
import type { MeetAnswer } from "../../../server/explore.ts";
import { Dot } from "../../parts/chip.tsx";
import css from "./ranked.module.css";

/** The pairs that meet most, each a button that opens where. */
export const Ranked = ({ answer: { ranked, names, stretches, pairs }, codes, onOpen }: { readonly answer: MeetAnswer; readonly codes: ReadonlyMap<string, CodeAnswer>; readonly onOpen: (a: string, b: string) => void }): ReactElement => (
  <section className={css.side} aria-label="Pairs by how often">
    <h2>{pairs === 1 ? "One pair" : `${pairs.toLocaleString("en-GB")} pairs`}<small>{ranked.length < pairs ? `the ${ranked.length} most frequent` : "most frequent first"}</small></h2>
    <ol>
      {ranked.map((m) => (
        <li key={`${m.a} ${m.b}`}>
          <button type="button" onClick={() => onOpen(m.a, m.b)}>
            <b>{m.places}</b>
            {[m.a, m.b].map((id) => <span key={id}>{codes.get(id) ? <Dot code={codes.get(id)} /> : null}{names[id]}</span>)}
            <small>{m.ofA} of {stretches[m.a]} · {m.ofB} of {stretches[m.b]} stretches · {m.sources === 1 ? "1 interview" : `${m.sources} interviews`}</small>
          </button>
        </li>
      ))}
    </ol>
  </section>
);
