import type { MouseEvent, ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { writeProse } from "./data.ts";
import css from "./report.module.css";

/** A section of the write-up, with the address that the outline leads to. */
export const Section = ({ id, title, level = 2, children }: { readonly id: string; readonly title: string; readonly level?: 2 | 3; readonly children: ReactNode }): ReactElement => (
  <section id={`report-${id}`} className={css.section} aria-labelledby={`report-${id}-title`} tabIndex={-1}>
    {level === 2 ? <h2 id={`report-${id}-title`}>{title}</h2> : <h3 id={`report-${id}-title`}>{title}</h3>}
    {children}
  </section>
);

/** Goes to a section by scrolling the paper alone: the browser's own jump would scroll whatever stands around it too. */
export function goTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  const section = document.getElementById(`report-${id}`);
  const paper = section?.closest("[data-paper]");
  if (!section || !paper) return;
  paper.scrollTo({ top: paper.scrollTop + section.getBoundingClientRect().top - paper.getBoundingClientRect().top - 8 });
  section.focus({ preventScroll: true });
}

/** What the records tell, marked as such, with the way to them. */
export const FromRecords = ({ what, to, children }: { readonly what: string; readonly to: string; readonly children: ReactNode }): ReactElement => (
  <div className={css.filled}>
    <p className={css.from}>From <Link to={to}>{what}</Link></p>
    {children}
  </div>
);

/** The authors' own words, written in place and saved when the cursor leaves them. */
export function Prose({ section, hint, optional = false }: { readonly section: string; readonly hint: string; readonly optional?: boolean }): ReactElement {
  const { settings, readOnly } = useStudy();
  const text = settings.prose[section] ?? "";
  return (
    <div className={css.prose} data-empty={text.trim() === "" || undefined} data-optional={optional || undefined}>
      <InPlace label={`Your words: ${section}`} bare look="read" keep={`prose ${settings.id} ${section}`} value={text} hint={hint} disabled={readOnly} onSave={(next) => writeProse(section, next)} />
    </div>
  );
}
