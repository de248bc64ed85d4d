import type { ReactElement } from "react";
import type { Problem } from "../../../formats/project/problems.ts";
import { howMany, withoutTwice, type Section } from "../../state/bring-words.ts";
import css from "./bring.module.css";

/** Counts as a row of figures. */
export const Counts = ({ counts, label }: { readonly counts: Readonly<Record<string, number>>; readonly label: string }): ReactElement => (
  <ul className={css.counts} aria-label={label}>
    {Object.entries(withoutTwice(counts)).map(([what, count]) => <li key={what}><b>{count.toLocaleString("en-GB")}</b> {howMany(what, count).replace(/^\S+ /, "")}</li>)}
  </ul>
);

const Finding = ({ what, where, count }: Problem): ReactElement => {
  const places = where.filter((one) => one.trim() !== "");
  return (
    <li>
      {count > 1 ? <b>{count.toLocaleString("en-GB")} × </b> : null}
      {what}
      {places.length > 0 ? <small>{places.slice(0, 8).join("; ")}{count > Math.min(8, places.length) ? "; …" : ""}</small> : null}
    </li>
  );
};

/** The parts of a report; those that should not be missed stand open. */
export const Sections = ({ sections }: { readonly sections: readonly Section[] }): ReactElement => (
  <>
    {sections.map(({ title, findings, weighty }) => (
      <details key={title} className={css.section} open={weighty || findings.length <= 3}>
        <summary><b>{title}</b> <span>{findings.length}</span></summary>
        <ul>{findings.map((finding) => <Finding key={finding.what} {...finding} />)}</ul>
      </details>
    ))}
  </>
);
