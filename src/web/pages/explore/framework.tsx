import { memo, useState, type ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import type { FrameworkPassage } from "../../../analysis/framework.ts";
import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import { useKept } from "../../kept.ts";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { columnsOf, frameworkRows, mostUsed, placeOf } from "../../state/explore-framework.ts";
import { choosable } from "./choosable.ts";
import { ColumnChoice } from "./column-choice.tsx";
import { useFramework } from "./data.ts";
import { useFilters } from "./filters.tsx";
import { Choice, Frame, Waiting } from "./frame.tsx";
import css from "./framework.module.css";
import { kinds } from "./kinds.ts";

const few = 4;

/** The framework matrix: a row for everyone, a column for each theme or code, and in the cells what they said. */
export function FrameworkView(): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const filters = useFilters();
  const { scope } = filters;
  const themes = study.themes.some((t) => t.state !== "discarded");
  const [keptKind, setKind] = useKept<UnitKind>("explore framework kind", "theme");
  const kind: UnitKind = keptKind === "theme" && !themes ? "top" : keptKind === "top" ? "top" : keptKind;
  const all = choosable(study, kind);
  const [chosen, choose] = useKept<readonly string[]>(`explore framework ${study.settings.id} ${kind}`, []);
  const shown = columnsOf(all, chosen, kind === "code" ? mostUsed(study.codes, 6) : all.filter((u) => u.depth === 0).slice(0, 12).map((u) => u.id));
  const { data, error } = useFramework(scope, kind, shown.map((u) => u.id));
  const has = data && data.rows.length > 0 && shown.length > 0;
  return (
    <Frame
      view="framework"
      chosen={filters}
      counted={data?.counted}
      note="What two coders coded alike stands once. Codes below a code, and subthemes of a theme, are in its column."
      tools={
        <>
          <Choice label="Columns" value={kind} options={kinds(study)} onChange={(v) => setKind(v as UnitKind)} />
          {all.length > 0 ? <ColumnChoice label="Shown" all={all} shown={shown} onChange={choose} /> : null}
        </>
      }
      save={has ? <SaveMenu what="the table" name={`${study.settings.title}, framework matrix`} rows={() => frameworkRows(data)} /> : null}
    >
      {all.length === 0 ? (
        <EmptyState icon="codes" title="There are no codes yet" actions={<Link to="/interviews">Read and code an interview</Link>}>The framework matrix sets everyone’s words beside each other, theme by theme or code by code.</EmptyState>
      ) : !data ? <Waiting error={error} what="Gathering what everyone said" /> : data.rows.length === 0 ? (
        <EmptyState icon="people" title="No participant has an interview yet" actions={<Link to="/people">Go to the register</Link>}>Say whose interview each transcript is; then everyone has a row here.</EmptyState>
      ) : (
        <div className={css.scroll} role="region" aria-label="Framework matrix" tabIndex={0}>
          <table className={css.matrix}>
            <thead>
              <tr>
                <th scope="col">Participant</th>
                {data.units.map((u) => <th key={u.id} scope="col" title={u.path}><span>{codes.get(u.id) ? <Dot code={codes.get(u.id)} /> : null}{u.name}</span></th>)}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.participant}>
                  <th scope="row"><Link to={`/people/${row.participant}`}>{row.label}</Link></th>
                  {row.cells.map((cell, i) => <Cell key={data.units[i]!.id} passages={cell} what={`${row.label}, ${data.units[i]!.name}`} />)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Frame>
  );
}

const Cell = memo(function Cell({ passages, what }: { readonly passages: readonly FrameworkPassage[]; readonly what: string }): ReactElement {
  const [all, setAll] = useState(false);
  const navigate = useNavigate();
  const shown = all ? passages : passages.slice(0, few);
  return (
    <td>
      {shown.map((p) => (
        <p key={p.start} dir="auto">
          {p.words}{" "}
          <a href={`/interviews/${p.source}?from=${p.start}&to=${p.end}`} onClick={(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); void navigate(`/interviews/${p.source}?from=${p.start}&to=${p.end}`); }} aria-label={`Open in the interview: ${placeOf(p) || "this passage"}`}>{placeOf(p) || "open"}</a>
        </p>
      ))}
      {passages.length > few ? <button type="button" aria-expanded={all} onClick={() => setAll(!all)} aria-label={`${all ? "Fewer" : `${passages.length - few} more`} passages, ${what}`}>{all ? "Fewer" : `${passages.length - few} more`}</button> : null}
    </td>
  );
});
