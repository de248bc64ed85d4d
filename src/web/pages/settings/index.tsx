import type { ReactElement } from "react";
import { approaches, type Approach } from "../../../study/settings.ts";
import { useDo } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { approachWords } from "../../state/approach-words.ts";
import { factsToFill, factsToSend } from "../../state/study-facts.ts";
import css from "./settings.module.css";

/** What a study says of itself: its title, its approach, and the facts that a report must state. */
export default function StudySettings(): ReactElement {
  const { settings, readOnly } = useStudy();
  const act = useDo();
  const [title, setTitle, forgetTitle] = useKept<string | null>(`settings.${settings.id}.title`, null);
  const [approach, setApproach, forgetApproach] = useKept<Approach | null>(`settings.${settings.id}.approach`, null);
  const [facts, setFacts, forgetFacts] = useKept<Readonly<Record<string, string>>>(`settings.${settings.id}.facts`, {});
  const [more, setMore, forgetMore] = useKept(`settings.${settings.id}.more`, "");
  const news = factsToSend(settings.facts, facts);
  const changes = { ...(title !== null && title.trim() !== settings.title && { title: title.trim() }), ...(approach !== null && approach !== settings.approach && { approach }), ...(Object.keys(news).length > 0 && { facts: news }) };
  const changed = Object.keys(changes).length > 0;
  const save = async (): Promise<void> => {
    const came = await act({ type: "study.describe", ...changes }, { tell: true });
    if (came.state === "refused") return;
    forgetTitle();
    forgetFacts();
    forgetApproach();
  };
  const rows = factsToFill(settings.facts, facts);
  return (
    <Page title="Study settings" actions={<Button look="main" disabled={!changed || readOnly || title?.trim() === ""} onClick={() => void save()}>Save</Button>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (changed) void save(); }}>
        <Field label="Title" value={title ?? settings.title} onChange={(event) => setTitle(event.target.value)} problem={title?.trim() === "" ? "A study needs a title." : null} />
        <fieldset className={css.approaches}>
          <legend>How you analyse</legend>
          {approaches.map((one) => (
            <label key={one}>
              <input type="radio" name="approach" checked={(approach ?? settings.approach) === one} onChange={() => setApproach(one)} />
              <span><b>{approachWords[one][0]}</b>{approachWords[one][1]}</span>
            </label>
          ))}
        </fieldset>
        <section className={css.facts} aria-labelledby="facts">
          <h2 id="facts">Facts that a report must state</h2>
          <p>What is written here is filled into the methods section and the COREQ table of the write-up.</p>
          {rows.map(({ name, hint, text }) => <TextArea key={name} label={name} hint={hint} rows={1} value={text} onChange={(event) => setFacts({ ...facts, [name]: event.target.value })} />)}
          <div className={css.more}>
            <Field label="Another fact" placeholder="its name, such as funding" value={more} onChange={(event) => setMore(event.target.value)} />
            <Button disabled={more.trim() === ""} onClick={() => { setFacts({ ...facts, [more.trim()]: facts[more.trim()] ?? "" }); forgetMore(); }}>Add it</Button>
          </div>
        </section>
      </form>
    </Page>
  );
}
