import { useState, type ReactElement } from "react";
import type { Criterion } from "../../../study/recruitment.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { wrong } from "./data.ts";
import css from "./papers.module.css";

/** What somebody must meet to take part; edited where it stands. Who meets it is recorded on each person's page. */
export function Criteria(): ReactElement {
  const { criteria, readOnly } = useStudy();
  const [adding, setAdding] = useState(false);
  return (
    <section className={css.card} aria-labelledby="criteria">
      <header>
        <h2 id="criteria">Criteria</h2>
        <Button size="s" className={css.far!} disabled={readOnly} onClick={() => setAdding(true)}><Icon name="plus" size="s" />Add a criterion</Button>
      </header>
      {criteria.length === 0 ? <p className={css.none}>No criterion is recorded yet. With the criteria here, each person’s page records which of them are met.</p> : null}
      {criteria.map((criterion) => <OneCriterion key={criterion.id} criterion={criterion} />)}
      {adding ? <NewCriterion onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function OneCriterion({ criterion }: { readonly criterion: Criterion }): ReactElement {
  const { eligibility, readOnly } = useStudy();
  const { id, name, definition } = criterion;
  const known = eligibility.filter((e) => e.criterion === id);
  const count = (met: boolean): number => known.filter((e) => e.met === met).length;
  const define = async (by: { name?: string; definition?: string }): Promise<string | null> => wrong(await act({ type: "criterion.define", criterion: id, name, definition, ...by }, { quiet: true }));
  return (
    <article className={css.criterion}>
      <div>
        <InPlace label="Criterion" bare line needed keep={`criterion ${id} name`} value={name} hint="Its name" disabled={readOnly} onSave={(next) => define({ name: next })} />
        <InPlace label={`What ${name} means`} bare look="read" keep={`criterion ${id} definition`} value={definition} hint="What it means, and how it was found out." disabled={readOnly} onSave={(next) => define({ definition: next })} />
      </div>
      <p>{known.length === 0 ? "asked of nobody" : `${count(true)} met, ${count(false)} not${known.length > count(true) + count(false) ? `, ${known.length - count(true) - count(false)} not known` : ""}`}</p>
    </article>
  );
}

function NewCriterion({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { settings } = useStudy();
  const [typed, setTyped, forget] = useKept(`new criterion ${settings.id}`, { name: "", definition: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (typed.name.trim() === "") return setProblem("Give the criterion a name, such as “over 18”.");
    const sentence = wrong(await act({ type: "criterion.define", name: typed.name.trim(), definition: typed.definition.trim() }, { quiet: true, tell: true }));
    if (sentence !== null) return setProblem(sentence);
    forget();
    onClose();
  };
  return (
    <Dialog title="Add a criterion" onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void save()}>Add it</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label="Name" value={typed.name} problem={problem} onChange={(event) => { setTyped({ ...typed, name: event.target.value }); setProblem(null); }} />
        <TextArea label="What it means" value={typed.definition} onChange={(event) => setTyped({ ...typed, definition: event.target.value })} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
