import { useEffect, useState, type ReactElement, type Ref } from "react";
import type { StudyAnswer } from "../../../server/answers.ts";
import type { DaysAnswer } from "../../../server/history.ts";
import { Button } from "../../parts/button.tsx";
import { Avatar } from "../../parts/chip.tsx";
import { Field } from "../../parts/field.tsx";
import { dayName } from "../../state/history-days.ts";
import { memoTitle } from "../../state/memo-links.ts";
import { isNarrowed, kindNames, type Filter } from "../../state/history-filter.ts";
import css from "./filters.module.css";

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly filter: Filter;
  readonly data: DaysAnswer | undefined;
  readonly study: StudyAnswer;
  readonly onChange: (change: Partial<Filter>) => void;
  readonly onClear: () => void;
}

/** How long after the last letter the history is asked again. */
const pause = 200;

/** What the history is narrowed to: words, a person, a kind, some days. */
export function Filters({ ref, filter, data, study, onChange, onClear }: Props): ReactElement {
  const [typed, setTyped] = useState(filter.q);
  useEffect(() => setTyped(filter.q), [filter.q]);
  useEffect(() => {
    if (typed === filter.q) return;
    const timer = setTimeout(() => onChange({ q: typed }), pause);
    return () => clearTimeout(timer);
  });
  const about = filter.about === null ? null : nameIn(study, filter.about);
  const first = data?.days[0]?.date;
  const last = data?.days.at(-1)?.date;
  return (
    <aside className={css.filters} aria-label="Narrow the history">
      <input ref={ref} className={css.search} type="search" placeholder="Words, a name, a reason" aria-label="Words in what happened" value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={(event) => {
        if (event.key === "Escape" && typed !== "") {
          event.preventDefault();
          setTyped("");
          onChange({ q: "" });
        }
      }} />
      <p className={css.count} role="status">{data ? (isNarrowed(filter) ? `${data.total.toLocaleString("en-GB")} of ${data.all.toLocaleString("en-GB")} steps` : `${data.all.toLocaleString("en-GB")} steps`) : "Counting"}{first !== undefined && last !== undefined && !isNarrowed(filter) ? first === last ? `, on ${dayName(first)}` : `, ${dayName(first)} to ${dayName(last)}` : ""}</p>
      {about !== null ? <p className={css.about}>Only what speaks of <b>{about}</b> <Button size="s" onClick={() => onChange({ about: null })}>All</Button></p> : null}
      <Choice label="Who" any="Everyone" value={filter.who} options={(data?.people ?? []).map((p) => ({ id: p.id, name: p.name, n: p.n, mark: <Avatar name={p.name} place={Math.max(0, study.coders.findIndex((c) => c.id === p.id))} /> }))} onChange={(who) => onChange({ who })} />
      <Choice label="What" any="Everything" value={filter.kind} options={(data?.kinds ?? []).filter(([kind, n]) => n > 0 || kind === filter.kind).map(([kind, n]) => ({ id: kind, name: kindNames[kind], n }))} onChange={(kind) => onChange({ kind: kind as Filter["kind"] })} />
      <fieldset className={css.when}>
        <legend>When</legend>
        <Field label="From" type="date" value={filter.from ?? ""} onChange={(event) => onChange({ from: event.target.value === "" ? null : event.target.value })} />
        <Field label="To" type="date" value={filter.to ?? ""} onChange={(event) => onChange({ to: event.target.value === "" ? null : event.target.value })} />
      </fieldset>
      {isNarrowed(filter) ? <Button onClick={onClear}>Show everything</Button> : null}
    </aside>
  );
}

/** The name of what an id stands for, whatever it is. */
function nameIn(study: StudyAnswer, id: string): string {
  const found = study.codes.find((c) => c.id === id)?.path ?? study.themes.find((t) => t.id === id)?.name ?? study.sources.find((s) => s.id === id)?.name ?? study.participants.find((p) => p.id === id)?.label ?? study.memos.filter((m) => m.id === id).map(memoTitle)[0];
  return found === undefined ? "something that is gone" : `“${found}”`;
}

interface Option {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  readonly mark?: ReactElement;
}

const Choice = ({ label, any, value, options, onChange }: { readonly label: string; readonly any: string; readonly value: string | null; readonly options: readonly Option[]; readonly onChange: (id: string | null) => void }): ReactElement => (
  <div className={css.choice} role="group" aria-label={label}>
    <h2>{label}</h2>
    <button type="button" aria-pressed={value === null} onClick={() => onChange(null)}><span>{any}</span></button>
    {options.map((option) => (
      <button key={option.id} type="button" aria-pressed={option.id === value} onClick={() => onChange(option.id === value ? null : option.id)}>
        {option.mark}
        <span>{option.name}</span>
        <small>{option.n.toLocaleString("en-GB")}</small>
      </button>
    ))}
  </div>
);
