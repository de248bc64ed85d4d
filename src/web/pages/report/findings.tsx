import { useState, type KeyboardEvent, type ReactElement } from "react";
import { Link } from "react-router";
import type { ReportQuotation, ReportTheme } from "../../../server/report.ts";
import { act } from "../../doing.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { movedBy } from "../../state/report-order.ts";
import { ChooseQuotations } from "./choose-quotations.tsx";
import { sentenceOf, writeProse } from "./data.ts";
import css from "./findings.module.css";

/** The themes as the write-up tells them; quotations are chosen and ordered here, and everywhere else they follow. */
export function Findings({ themes }: { readonly themes: readonly ReportTheme[] }): ReactElement {
  if (themes.length === 0) return <p className={css.none}>No theme has been made yet. <Link to="/themes">Build themes from the codes</Link>, and they are told here.</p>;
  return <>{themes.map((theme) => <OneTheme key={theme.id} theme={theme} />)}</>;
}

function OneTheme({ theme }: { readonly theme: ReportTheme }): ReactElement {
  const study = useStudy();
  const [choosing, setChoosing] = useState(false);
  const { id } = theme;
  const describe = async (words: { centralIdea?: string; scope?: string }): Promise<string | null> => sentenceOf(await act({ type: "theme.describe", theme: id, ...words, reason: "" }, { quiet: true }));
  const Heading = theme.depth === 0 ? "h3" : "h4";
  return (
    <section className={css.theme} data-sub={theme.depth > 0 || undefined} aria-label={theme.title}>
      <header>
        <Heading>{theme.title}</Heading>
        <Link to={`/themes/${id}`} className={css.open}>Open<span className="hidden-visually"> the theme {theme.name}</span></Link>
      </header>
      <div className={css.yours} data-empty={theme.centralIdea === "" || undefined}><InPlace label="Central idea" look="read" keep={`theme ${id} centralIdea`} value={theme.centralIdea} hint="What holds this theme together, in a sentence or two." disabled={study.readOnly} onSave={(centralIdea) => describe({ centralIdea })} /></div>
      <div className={css.yours}><InPlace label="Scope" look="read" keep={`theme ${id} scope`} value={theme.scope} hint="What belongs to it and what does not." disabled={study.readOnly} onSave={(scope) => describe({ scope })} /></div>
      <div className={css.yours}><InPlace label="Your account of it" look="read" keep={`prose ${study.settings.id} theme/${id}`} value={theme.prose} hint="Tell the theme in your own words; the quotations follow." disabled={study.readOnly} onSave={(text) => writeProse(`theme/${id}`, text)} /></div>
      <p className={css.note}>{theme.passages === 1 ? "1 coded passage" : `${theme.passages} coded passages`} from {theme.people} of {theme.of} participants. {theme.codes.length > 0 ? `Codes: ${theme.codes.join(", ")}.` : "No codes of its own."} <Chip>{theme.state}</Chip></p>
      {theme.quotations.length > 0 ? <Quotations theme={theme} /> : theme.subthemes === 0 ? <p className={css.none}>No quotation is chosen yet.</p> : null}
      {theme.passages > 0 ? <Button size="s" disabled={study.readOnly} onClick={() => setChoosing(true)}><Icon name="plus" size="s" />{theme.quotations.length === 0 ? "Choose quotations" : "Choose others"}<span className="hidden-visually"> for {theme.name}</span></Button> : null}
      {theme.deviant.map((d) => <p key={d.label} className={css.deviant}><b>Against the grain.</b> <em>{d.label}</em>: {d.why || "the reason is not recorded."}</p>)}
      {choosing ? <ChooseQuotations theme={theme} onClose={() => setChoosing(false)} /> : null}
    </section>
  );
}

function Quotations({ theme }: { readonly theme: ReportTheme }): ReactElement {
  const { readOnly } = useStudy();
  const list = theme.quotations;
  const move = (q: ReportQuotation, by: -1 | 1): void => {
    const changes = movedBy(list, q.id, by);
    if (changes && !readOnly) void act(changes.map(({ id, order }) => ({ type: "theme.moveQuotation", theme: theme.id, quotation: id, order })));
  };
  const drop = (q: ReportQuotation): void => {
    if (!readOnly) void act({ type: "theme.dropQuotation", theme: theme.id, quotation: q.id }, { tell: true });
  };
  const onKeyDown = (event: KeyboardEvent, q: ReportQuotation): void => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(q, event.key === "ArrowUp" ? -1 : 1);
    }
  };
  return (
    <ol className={css.quotations} aria-label={`Quotations of ${theme.name}, in order`}>
      {list.map((q, i) => (
        <li key={q.id} className={css.quotation} data-gone={q.gone !== null || undefined} onKeyDown={(event) => onKeyDown(event, q)}>
          {q.gone === null ? (
            <blockquote>
              {q.words.split("\n").map((line, n) => <p key={n}>{line}</p>)}
              <footer>{q.locator.startsWith(`${q.label}, `) || q.locator === q.label ? q.locator : `${q.label} (${q.locator})`}</footer>
            </blockquote>
          ) : <p className={css.gone}>Not shown. {q.label ? `${q.label}: ` : ""}{q.gone}</p>}
          <span className={css.tools}>
            <IconButton label={`Move this quotation of ${q.label || "nobody"} up (Alt ↑)`} disabled={i === 0 || readOnly} onClick={() => move(q, -1)}><Icon name="up" size="s" /></IconButton>
            <IconButton label={`Move this quotation of ${q.label || "nobody"} down (Alt ↓)`} disabled={i === list.length - 1 || readOnly} onClick={() => move(q, 1)}><Icon name="down" size="s" /></IconButton>
            <IconButton label={`Drop this quotation of ${q.label || "nobody"}`} disabled={readOnly} onClick={() => drop(q)}><Icon name="close" size="s" /></IconButton>
          </span>
        </li>
      ))}
    </ol>
  );
}
