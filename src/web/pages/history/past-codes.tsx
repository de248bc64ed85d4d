import { useLayoutEffect, useMemo, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { ThenAnswer } from "../../../server/then.ts";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { fromWord, toWord } from "../../parts/passages.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { dayName, type Day } from "../../state/history-days.ts";
import { useThenPassages } from "./data.ts";
import css from "./past.module.css";

type Code = ThenAnswer["codes"][number];
const fields = [["description", ""], ["whenToUse", "When to use: "], ["whenNotToUse", "When not to use: "], ["example", "Example: "]] as const;
const passages = (n: number): string => (n === 1 ? "1 passage" : `${n} passages`);

/** The codebook as it stood: every code with its definition, its passages of that day, and what has become of it. */
export function PastCodes({ day, then }: { readonly day: Day; readonly then: ThenAnswer }): ReactElement {
  const [open, setOpen] = useState<string | null>(null);
  useLayoutEffect(() => then.codes.forEach((c) => registerColour(colourName(c))), [then.codes]);
  if (then.codes.length === 0) return <EmptyState icon="codes" title="There were no codes yet">The first codes were made after {dayName(day)}.</EmptyState>;
  return (
    <ul className={css.codes}>
      {then.codes.map((code) => (
        <li key={code.id} data-depth={Math.min(code.depth, 4)} data-heading={code.kind === "heading" || undefined}>
          <h2><Dot code={code} /><span dir="auto">{code.name}</span>{code.retired ? <em>retired then</em> : null}</h2>
          <dl>
            {fields.map(([field, label]) => (code[field] === "" ? null : <div key={field}><dt className={label === "" ? "hidden-visually" : undefined}>{label || "Definition"}</dt><dd dir="auto">{code[field]}</dd></div>))}
          </dl>
          <p className={css.facts}>
            {code.kind === "heading" ? null : code.codings === 0 ? <span>No passages then, {code.codingsNow} today</span> : (
              <button type="button" aria-expanded={open === code.id} onClick={() => setOpen(open === code.id ? null : code.id)}>{passages(code.codings)} then, {code.codingsNow} today</button>
            )}
            <Became words={code.became} />
          </p>
          {open === code.id ? <Passages day={day} code={code} then={then} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** What has become of something since; nothing where it is as it was. */
export const Became = ({ words }: { readonly words: string }): ReactElement | null => (words === "" ? null : <span className={css.became}><b>Since:</b> {words}</span>);

function Passages({ day, code, then }: { readonly day: Day; readonly code: Code; readonly then: ThenAnswer }): ReactElement {
  const { data, error } = useThenPassages(day, code.id);
  const names = useMemo(() => new Map(then.sources.map((s) => [s.id, s.name])), [then.sources]);
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p role="status">Looking for its passages of that day</p>;
  return (
    <ol className={`${css.passages} ${colourName(code)}`} aria-label={`Passages of ${code.name} on ${dayName(day)}`}>
      {data.map((p) => (
        <li key={p.coding}>
          <Link to={`/history/on/${day}/interviews/${p.source}?from=${p.start}&to=${p.end}`}>{names.get(p.source) ?? "an interview"}</Link>
          <p dir="auto"><span>{p.before.length >= 160 ? fromWord(p.before) : p.before}</span>{p.start === p.end ? <em>Its words were no longer in the transcript.</em> : <mark>{p.words}</mark>}<span>{p.after.length >= 160 ? toWord(p.after) : p.after}</span></p>
        </li>
      ))}
    </ol>
  );
}
