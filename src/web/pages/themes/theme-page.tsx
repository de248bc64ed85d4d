import { useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { Link, Navigate, useNavigate, useParams } from "react-router";
import type { StudyAnswer, ThemeAnswer } from "../../../server/answers.ts";
import { themeStates, type ThemeState } from "../../../study/theme.ts";
import { act } from "../../doing.ts";
import { useThemePage, useThemeStory, useVoices, wrongWith } from "../../foreseeing.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { Story } from "../../parts/story.tsx";
import { useStudy } from "../../queries.ts";
import { placed } from "../../state/codes-passages.ts";
import { themesBelow, themeTree, voicesOf } from "../../state/themes-board.ts";
import { StateMark, ThemeMenu } from "./column.tsx";
import { Deviant } from "./deviant.tsx";
import { ThemeDialogs, type AskingTheme } from "./dialogs.tsx";
import { Frame } from "./frame.tsx";
import { Notes } from "./notes.tsx";
import { Quotations } from "./quotations.tsx";
import { ThemeCodes } from "./theme-codes.tsx";
import css from "./theme-page.module.css";
import { Excluded, ThemePassages } from "./theme-passages.tsx";
import { VoicesPanel } from "./voices-panel.tsx";

/** The page of the theme that was looked at last, or a word about what to do where there is none. */
export function PassagesPage(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [last] = useKept<string | null>(`theme in sight ${study.settings.id}`, null);
  const theme = study.themes.find((t) => t.id === last && t.state !== "discarded") ?? themesBelow(study.themes, null)[0];
  if (theme) return <Navigate to={`/themes/${theme.id}`} replace />;
  return (
    <Frame view="passages">
      <EmptyState icon="themes" title="No theme yet" actions={<Button look="main" onClick={() => void navigate("/themes")}>Go to the board</Button>}>Make a theme on the board and move codes to it. Its passages, quotations and deviant cases then stand here.</EmptyState>
    </Frame>
  );
}

/** The column that a theme lies in, for its colour. */
export function hueOf(study: Pick<StudyAnswer, "themes">, id: string): number {
  const byId = new Map(study.themes.map((t) => [t.id, t]));
  let top = byId.get(id);
  for (let i = 0; i < 30 && top?.parent; i++) top = byId.get(top.parent) ?? top;
  return Math.max(0, themesBelow(study.themes, null).findIndex((t) => t.id === top?.id));
}

export function ThemePage(): ReactElement {
  const { id = "" } = useParams();
  const study = useStudy();
  const theme = study.themes.find((t) => t.id === id);
  const [, setSight] = useKept<string | null>(`theme in sight ${study.settings.id}`, null);
  useEffect(() => {
    if (theme) setSight(id);
  }, [id, theme, setSight]);
  return (
    <Frame view="passages">
      {theme ? <Whole key={id} theme={theme} /> : (
        <EmptyState icon="themes" title="This theme is not in the study" actions={<Link to="/themes">Go to the board</Link>}>Making it was undone, or the address is of another study.</EmptyState>
      )}
    </Frame>
  );
}

function Whole({ theme }: { readonly theme: ThemeAnswer }): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const { data, error } = useThemePage(theme.id);
  const { data: voices } = useVoices();
  const { data: story = [] } = useThemeStory(theme.id);
  const [asking, setAsking] = useState<AskingTheme | null>(null);
  const menu = useRef<HTMLDivElement>(null);
  const hue = hueOf(study, theme.id);
  const all = useMemo(() => placed(study, data?.passages ?? []), [study, data]);
  const out = useMemo(() => new Map(theme.excluded.map((e) => [e.coding, e.reason])), [theme.excluded]);
  const passages = useMemo(() => all.filter((p) => !out.has(p.coding) && p.start < p.end), [all, out]);
  const above = study.themes.find((t) => t.id === theme.parent);
  const describe = (field: "name" | "centralIdea" | "scope") => async (words: string): Promise<string | null> => wrongWith(await act({ type: "theme.describe", theme: theme.id, [field]: words }, { quiet: true }));
  return (
    <div className={css.frame}>
      <nav className={css.list} aria-label="Themes">
        <ul>
          {themeTree(study.themes).map(({ theme: t, depth }) => (
            <li key={t.id}>
              <Link to={`/themes/${t.id}`} aria-current={t.id === theme.id ? "page" : undefined} className={depth === 0 ? css.top : `${css.below} ${depth > 1 ? css.deep : ""}`}>
                {depth === 0 ? <Dot code={{ colour: null, hue: hueOf(study, t.id) }} /> : null}
                <span>{t.name}</span>
                <small>{voices ? voicesOf(study, voices, t.id).passages : ""}<span className="hidden-visually"> passages</span></small>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <article className={`${css.theme} k-${hue % 12}`} aria-label={theme.name}>
        <header className={css.head}>
          {above ? <p className={css.above}><Link to={`/themes/${above.id}`}>{above.name}</Link></p> : null}
          <InPlace label="Name of the theme" bare keep={`theme ${theme.id} name`} value={theme.name} hint="Name" look="title" line needed onSave={describe("name")} />
          <div className={css.tools} ref={menu}>
            {theme.state === "discarded" ? <><StateMark theme={theme} /><Button size="s" onClick={() => void act({ type: "theme.setState", theme: theme.id, state: "candidate" }, { tell: true })}>Take back</Button></> : (
              <label>
                <span className="hidden-visually">State of the theme</span>
                <select value={theme.state} onChange={(event) => {
                  const state = event.target.value as ThemeState;
                  if (state === "discarded") setAsking({ ask: "discard", theme: theme.id });
                  else void act({ type: "theme.setState", theme: theme.id, state }, { tell: true });
                }}>
                  {themeStates.map((state) => <option key={state} value={state}>{state}</option>)}
                </select>
              </label>
            )}
            <ThemeMenu theme={theme} depth={above ? 1 : 0} ask={(next) => (next.ask === "rename" ? document.querySelector<HTMLElement>("article textarea")?.focus() : setAsking(next))} />
          </div>
        </header>
        <div className={css.idea}>
          <InPlace label="Central idea" keep={`theme ${theme.id} idea`} value={theme.centralIdea} hint="What is the one thing that these passages say together?" look="read" onSave={describe("centralIdea")} />
          <InPlace label="Scope" keep={`theme ${theme.id} scope`} value={theme.scope} hint="What belongs to it, and where does it end?" look="read" onSave={describe("scope")} />
        </div>
        <ThemeCodes theme={theme} />
        {error ? <p role="alert" className={css.says}>{error.message}</p> : data ? (
          <>
            <Quotations theme={theme} quotations={data.quotations} passages={all} />
            <Deviant theme={theme} passages={passages} />
            <Excluded theme={theme} passages={all.filter((p) => out.has(p.coding))} />
            <ThemePassages theme={theme} passages={passages} />
          </>
        ) : <p role="status" className={css.says}>Looking for its passages</p>}
      </article>
      <div className={css.side}>
        {voices ? <VoicesPanel theme={theme} voices={voices} hue={hue} /> : null}
        <section aria-label="Notes"><h2>Notes</h2><Notes themes={[theme.id]} ask={() => setAsking({ ask: "note", theme: theme.id })} /></section>
        {story.length > 0 ? <section aria-label="What became of it"><h2>What became of it</h2><Story rows={story} /><p className={css.history}><Link to={`/history?about=${encodeURIComponent(theme.id)}`}>All of its history</Link></p></section> : null}
      </div>
      {asking ? <ThemeDialogs asking={asking} anchor={() => menu.current?.getBoundingClientRect() ?? null} onNew={async (name, parent) => { const id = newId(); await act({ type: "theme.create", id, name, parent }); void navigate(`/themes/${id}`); }} onClose={() => setAsking(null)} onDiscarded={() => void navigate("/themes")} /> : null}
    </div>
  );
}
