import { useEffect, useState, type ReactElement } from "react";
import { Link, NavLink, Route, Routes, useLocation, useNavigate, useParams } from "react-router";
import type { ThenAnswer } from "../../../server/then.ts";
import { useLookBack, pastSentence } from "../../looking-back.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { say } from "../../parts/toast.tsx";
import { claimFiles } from "../../shell/drop-files.tsx";
import { dayName, isDay, neighbour, type Day } from "../../state/history-days.ts";
import { noFilter } from "../../state/history-filter.ts";
import { today, useDays, useThen } from "./data.ts";
import css from "./past.module.css";
import { PastCodes } from "./past-codes.tsx";
import { PastInterview } from "./past-interview.tsx";
import { PastInterviews, PastPeople, PastThemes } from "./past-lists.tsx";
import { PastNumbers } from "./past-numbers.tsx";

const parts = [["", "In numbers"], ["codebook", "Codebook"], ["themes", "Themes"], ["people", "People"], ["interviews", "Interviews"]] as const;

/** The study as it stood at the end of a day: to be read, never to be changed. */
export function Past(): ReactElement {
  const { day = "" } = useParams();
  useLookBack();
  useEffect(() => claimFiles(() => {
    say(pastSentence);
    return [];
  }), []);
  if (!isDay(day)) return <EmptyState icon="history" title="That is no day" actions={<Link to="/history/on">Choose a day</Link>}>A day is written like 2017-03-03.</EmptyState>;
  return <OnDay day={day} />;
}

function OnDay({ day }: { readonly day: Day }): ReactElement {
  const { data, error } = useThen(day);
  const { pathname } = useLocation();
  const root = `/history/on/${day}`;
  const rest = pathname.slice(root.length);
  return (
    <div className={css.past}>
      <Band day={day} rest={rest.split("/").slice(0, 2).join("/")} />
      <nav className={css.parts} aria-label={`The study on ${dayName(day)}`}>
        {parts.map(([path, name]) => <NavLink key={path} to={path === "" ? root : `${root}/${path}`} end={path === ""}>{name}</NavLink>)}
        <Link className={css.beside} to={`/history/codebook?from=${day}`}>Its codebook beside today’s</Link>
      </nav>
      <div className={css.body} data-past-body="">
        {error ? <p role="alert">{error.message}</p> : !data ? <p role="status">Going back</p> : !data.begun ? (
          <EmptyState icon="history" title="The study had not begun on that day" actions={<Link to="/history">See what happened</Link>}>Nothing is recorded before the evening of {dayName(day)}.</EmptyState>
        ) : <Shown day={day} then={data} />}
      </div>
    </div>
  );
}

const Shown = ({ day, then }: { readonly day: Day; readonly then: ThenAnswer }): ReactElement => (
  <Routes>
    <Route index element={<PastNumbers day={day} then={then} />} />
    <Route path="codebook" element={<PastCodes day={day} then={then} />} />
    <Route path="themes" element={<PastThemes then={then} />} />
    <Route path="people" element={<PastPeople then={then} />} />
    <Route path="interviews" element={<PastInterviews then={then} day={day} />} />
    <Route path="interviews/:id" element={<PastInterview day={day} then={then} />} />
  </Routes>
);

/** The band that says on which day one is, and the way to other days and back. */
function Band({ day, rest }: { readonly day: Day; readonly rest: string }): ReactElement {
  const navigate = useNavigate();
  const { data } = useDays(noFilter);
  const [typed, setTyped] = useState<string>(day);
  useEffect(() => setTyped(day), [day]);
  const go = (to: string | undefined): void => {
    if (isDay(to)) void navigate(`/history/on/${to}${rest}`);
  };
  const [earlier, later] = [neighbour(data?.days ?? [], day, -1), neighbour(data?.days ?? [], day, 1)];
  return (
    <section className={css.band} aria-label="You are looking back">
      <Icon name="history" />
      <div>
        <h1>The study as it stood on {dayName(day)}</h1>
        <p>Nothing can be changed here.{day >= today() ? " This is the study as it stands." : ""}</p>
      </div>
      <div className={css.when}>
        <IconButton label={earlier ? `To ${dayName(earlier)}, the last day before this on which something happened` : "Nothing happened before"} disabled={!earlier} onClick={() => go(earlier)}><Icon name="left" /></IconButton>
        <input type="date" aria-label="The day that is shown" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => go(typed)} onKeyDown={(event) => { if (event.key === "Enter") go(typed); }} />
        <IconButton label={later ? `To ${dayName(later)}, the next day on which something happened` : "Nothing happened later"} disabled={!later} onClick={() => go(later)}><Icon name="right" /></IconButton>
      </div>
      <Button look="main" onClick={() => void navigate("/history")}>Back to today</Button>
    </section>
  );
}
