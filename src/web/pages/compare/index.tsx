import { useMemo, useState, type ReactElement } from "react";
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { Agreement } from "./agreement.tsx";
import { Assignments } from "./assignments.tsx";
import { Codes } from "./codes.tsx";
import css from "./compare.module.css";
import { useCompare, type Pair } from "./data.ts";
import { Differences } from "./differences.tsx";
import { RatingsTable } from "./ratings.tsx";

const views = [["differences", "Differences"], ["agreement", "Agreement"], ["codes", "Codes against codes"], ["assignments", "Who codes what"], ["table", "A table from elsewhere"]] as const;
type View = (typeof views)[number][0];

/** Two coders' work: who codes what, where they differ and what was decided, and how far they agree. */
export default function Compare(): ReactElement {
  const study = useStudy();
  const [chosen, setChosen] = useState<Pair>(null);
  const { data, error } = useCompare(chosen);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const part = pathname.split("/")[2] ?? "";
  const view: View = views.some(([v]) => v === part) ? (part as View) : "differences";
  const coders = useMemo(() => study.coders.filter((c) => c.declared), [study.coders]);
  const pair = data?.pair ?? null;
  const names = pair?.map((id) => study.coders.find((c) => c.id === id)?.name ?? "someone") as [string, string] | undefined;

  for (const code of study.codes) registerColour(colourName(code));
  if (error) return <Page title="Compare"><p role="alert">{error.message}</p></Page>;
  if (!data) return <Page title="Compare"><p role="status">Comparing</p></Page>;
  const choose = (side: 0 | 1, id: string): void => {
    const now = pair ?? ["", ""];
    const next: [string, string] = side === 0 ? [id, now[1]] : [now[0], id];
    setChosen(next[0] === next[1] ? [now[1], now[0]] : next);
  };
  return (
    <Page
      title="Compare"
      full
      beside={<Segmented label="What is shown" value={view} options={views} onChange={(next) => void navigate(`/compare/${next === "differences" ? "" : next}`)} />}
      actions={
        pair && names && coders.length > 1 && view !== "table" ? (
          <span className={css.pair}>
            {([0, 1] as const).map((side) => (
              <label key={side}>
                <span className={side === 0 ? css.firstMark : css.secondMark} aria-hidden="true" />
                <span className="hidden-visually">{side === 0 ? "First coder" : "Second coder"}</span>
                <select value={pair[side]} onChange={(event) => choose(side, event.target.value)}>
                  {coders.map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}
                </select>
              </label>
            ))}
          </span>
        ) : null
      }
    >
      <Routes>
        <Route path="table" element={<RatingsTable />} />
        <Route path="assignments" element={<Assignments compare={data} />} />
        {pair && names ? (
          <>
            <Route path="agreement" element={<Agreement compare={data} pair={pair} names={names} />} />
            <Route path="codes" element={<Codes compare={data} pair={pair} names={names} />} />
            <Route index element={<Differences compare={data} pair={pair} names={names} />} />
            <Route path="*" element={<Navigate to="/compare" replace />} />
          </>
        ) : <Route path="*" element={<NoPair />} />}
      </Routes>
    </Page>
  );
}

const NoPair = (): ReactElement => (
  <EmptyState icon="compare" title="Nothing to compare yet" actions={<Link to="/compare/assignments">Give interviews to a second coder</Link>}>
    When two people have coded the same interview and marked it as finished, their differences are settled here.
  </EmptyState>
);
