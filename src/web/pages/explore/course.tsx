import { useMemo, useRef, type KeyboardEvent, type ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import { useKept } from "../../kept.ts";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName, hues } from "../../state/colours.ts";
import { coursePicture, laneLetter, tenthRows } from "../../state/explore-course.ts";
import { columnsOf, mostUsed } from "../../state/explore-framework.ts";
import { shade } from "../../state/explore-grid.ts";
import { choosable } from "./choosable.ts";
import { ColumnChoice } from "./column-choice.tsx";
import css from "./course.module.css";
import { Strips } from "./course-strips.tsx";
import { useCourse } from "./data.ts";
import { useFilters } from "./filters.tsx";
import { Choice, Frame, Waiting } from "./frame.tsx";
import { kinds } from "./kinds.ts";

const most = 8;

/** Codes or themes over the course of the interviews: all of them laid upon each other, and each by itself. */
export function CourseView(): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const navigate = useNavigate();
  const filters = useFilters();
  const { scope } = filters;
  const [keptKind, setKind] = useKept<UnitKind>("explore course kind", "top");
  const themes = study.themes.some((t) => t.state !== "discarded");
  const kind: UnitKind = keptKind === "theme" && !themes ? "top" : keptKind;
  const all = choosable(study, kind);
  const [chosen, choose] = useKept<readonly string[]>(`explore course ${study.settings.id} ${kind}`, []);
  const used = useMemo(() => all.filter((u) => kind === "theme" || study.codes.some((c) => (c.id === u.id || c.root === u.id) && c.codings > 0)), [all, kind, study.codes]);
  const shown = columnsOf(all, chosen, kind === "code" ? mostUsed(study.codes, 6) : (used.length > 0 ? used : all).filter((u) => u.depth === 0).slice(0, 6).map((u) => u.id)).slice(0, most);
  const { data, error } = useCourse(scope, kind, shown.map((u) => u.id));
  const picture = useMemo(() => (data ? coursePicture(data) : null), [data]);
  const svg = useRef<SVGSVGElement>(null);
  const tenths = useRef<HTMLTableElement>(null);
  const colours = data?.units.map((u, i) => { const code = codes.get(u.id); const colour = code ? colourName(code) : `k-${i % hues}`; registerColour(colour); return colour; }) ?? [];
  // Codes under one topmost code share its colour; lanes still part them, and letters name them.
  const letters = data?.units.map((_, i) => laneLetter(i)) ?? [];
  const greatest = data?.tenths.flat().reduce((a, b) => Math.max(a, b), 0) ?? 0;
  const has = data && picture && data.rows.length > 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.target instanceof Element && event.target.getAttribute("data-source")) void navigate(`/interviews/${event.target.getAttribute("data-source")}`);
  };
  return (
    <Frame
      view="course"
      chosen={filters}
      counted={data?.counted}
      note={`Every interview from its first word at the left to its last at the right, whatever its length.${shown.length >= most ? ` At most ${most} are shown together.` : ""}`}
      tools={
        <>
          <Choice label="Lanes" value={kind} options={kinds(study)} onChange={(v) => setKind(v as UnitKind)} />
          {all.length > 0 ? <ColumnChoice label="Shown" all={all} shown={shown} onChange={(ids) => choose(ids.slice(0, most))} /> : null}
        </>
      }
      save={has ? <><SaveMenu what="the picture" name={`${study.settings.title}, course of interviews`} picture={() => svg.current} /><SaveMenu what="the table" name={`${study.settings.title}, codes by tenths`} picture={() => tenths.current} rows={() => tenthRows(data)} /></> : null}
    >
      {all.length === 0 || study.codings === 0 ? (
        <EmptyState icon="codes" title="Nothing is coded yet" actions={<Link to="/interviews">Read and code an interview</Link>}>When passages are coded, this shows where in the interviews each code comes up: at the beginning, throughout, or only at the end.</EmptyState>
      ) : !has ? <Waiting error={error} what="Laying the interviews beside each other" /> : (
        <div className={css.page} onKeyDown={onKeyDown}>
          <h2>All interviews together</h2>
          <p className={css.says}>In how many of {data.rows.length === 1 ? "the one interview" : `the ${data.rows.length} interviews`} each stands, tenth by tenth.</p>
          <div className={css.scroll} role="region" aria-label="All interviews together" tabIndex={0}>
            <table ref={tenths} className={css.tenths}>
              <thead><tr><th scope="col"><span className="hidden-visually">Code</span></th>{data.tenths[0]?.map((_, i) => <th key={i} scope="col">{i * 10}%</th>)}</tr></thead>
              <tbody>
                {data.units.map((u, lane) => (
                  <tr key={u.id}>
                    <th scope="row" title={u.path}><div><b>{letters[lane]}</b>{codes.get(u.id) ? <Dot code={codes.get(u.id)} /> : <span className={`${css.dot} ${colours[lane]}`} aria-hidden="true" />}<span>{u.name}</span></div></th>
                    {data.tenths[lane]!.map((n, i) => <td key={i} data-shade={shade(n, greatest) || undefined}>{n === 0 ? "" : n}</td>)}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <h2>Interview by interview</h2>
          <p className={css.says}>A lane for each, in the order above. <kbd>←</kbd> <kbd>→</kbd> go from passage to passage, <kbd>↑</kbd> <kbd>↓</kbd> from interview to interview, <kbd>Enter</kbd> opens.</p>
          <Strips picture={picture} units={data.units} letters={letters} colours={colours} svg={svg} title={study.settings.title} />
        </div>
      )}
    </Frame>
  );
}
