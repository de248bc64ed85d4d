import { useState, type ReactElement } from "react";
import { dayInWords } from "../../../analysis/wording.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useStudy } from "../../queries.ts";
import { clausesOf, clausesProblem, clausesText } from "../../state/consent-clauses.ts";
import { nextVersion } from "../../state/guide-lines.ts";
import { wrong } from "./data.ts";
import css from "./papers.module.css";

/** The versions of the consent form, the newest first, with their clauses and how many people signed each. */
export function ConsentForms(): ReactElement {
  const { consentForms, consents, readOnly } = useStudy();
  const [adding, setAdding] = useState(false);
  return (
    <section className={css.card} aria-labelledby="consent-form">
      <header>
        <h2 id="consent-form">Consent form</h2>
        <Button size="s" className={css.far!} disabled={readOnly} onClick={() => setAdding(true)}><Icon name="plus" size="s" />{consentForms.length === 0 ? "Add the form" : "Add a version"}</Button>
      </header>
      {consentForms.length === 0 ? <p className={css.none}>No form is recorded yet. With its clauses here, each person’s page records what they agreed to.</p> : null}
      {consentForms.toReversed().map((form) => {
        const signed = new Set(consents.filter((c) => c.form === form.id).map((c) => c.participant)).size;
        return (
          <article key={form.id} className={css.formVersion}>
            <p className={css.about}><b>{form.version}</b> {form.date === "" ? "of a date not known" : dayInWords(form.date)} <Chip>{signed === 0 ? "signed by nobody" : signed === 1 ? "signed by 1 person" : `signed by ${signed} people`}</Chip></p>
            <dl>{form.clauses.map((clause) => <div key={clause.name}><dt>{clause.name}</dt><dd>{clause.wording}</dd></div>)}</dl>
          </article>
        );
      })}
      {adding ? <NewForm onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function NewForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { consentForms, settings } = useStudy();
  const last = consentForms.at(-1);
  const [typed, setTyped, forget] = useKept(`new consent form ${settings.id} ${consentForms.length}`, { version: nextVersion(consentForms.map((f) => f.version)), date: "", clauses: clausesText(last?.clauses ?? []) });
  const [problem, setProblem] = useState<string | null>(null);
  const set = (by: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...by });
    setProblem(null);
  };
  const save = async (): Promise<void> => {
    const clauses = clausesOf(typed.clauses);
    if (typed.version.trim() === "") return setProblem("Give the version a name, such as v2.");
    const amiss = clausesProblem(clauses);
    if (amiss) return setProblem(amiss);
    const sentence = wrong(await act({ type: "consentForm.define", version: typed.version.trim(), date: typed.date, clauses: [...clauses] }, { quiet: true, tell: true }));
    if (sentence !== null) return setProblem(sentence);
    forget();
    onClose();
  };
  return (
    <Dialog title={last ? `A version after ${last.version}` : "The consent form"} onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void save()}>Record it</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className={css.pair}>
          <Field label="Version" value={typed.version} onChange={(event) => set({ version: event.target.value })} />
          <Field label="Date" type="date" value={typed.date} onChange={(event) => set({ date: event.target.value })} />
        </div>
        <TextArea label="Clauses, one on a line" hint="A short name, a colon, and the wording that people sign: “recording: The conversation may be recorded.”" rows={7} value={typed.clauses} onChange={(event) => set({ clauses: event.target.value })} />
        {problem ? <p role="alert" className={css.problem}>{problem}</p> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
