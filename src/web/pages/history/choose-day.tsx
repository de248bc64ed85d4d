import { useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { dayName, isDay, latestIn } from "../../state/history-days.ts";
import { noFilter } from "../../state/history-filter.ts";
import { stripOf } from "../../state/history-days.ts";
import { ActivityStrip } from "./activity-strip.tsx";
import { useDays } from "./data.ts";
import css from "./past.module.css";
import { Views } from "./views.tsx";

/** Chooses the day that the study is to be looked at on. */
export function ChooseDay(): ReactElement {
  const navigate = useNavigate();
  const study = useStudy();
  const { data } = useDays(noFilter);
  const [day, setDay] = useState("");
  const go = (wanted: string | undefined): void => {
    if (isDay(wanted)) void navigate(`/history/on/${wanted}`);
  };
  const days = data?.days ?? [];
  return (
    <Page title="History" full beside={<Views now="on" />}>
      {days.length > 0 ? <ActivityStrip strip={stripOf(days)} people={data!.people} coders={study.coders} seen={null} range={noFilter} onChoose={(column) => go(latestIn(days, column))} /> : null}
      <EmptyState icon="history" title="The study as it stood on any day">
        <p>Its codebook, themes, people and interviews with their codings, beside what has become of them since. Looking back changes nothing.</p>
        <form className={css.choose} onSubmit={(event) => { event.preventDefault(); go(day); }}>
          <Field label="Day" type="date" required value={day} min={days[0]?.date} onChange={(event) => setDay(event.target.value)} hint={days.length > 0 ? `The study began on ${dayName(days[0]!.date)}.` : undefined} />
          <Button look="main" type="submit" disabled={!isDay(day)}>Look at the study on that day</Button>
        </form>
      </EmptyState>
    </Page>
  );
}
