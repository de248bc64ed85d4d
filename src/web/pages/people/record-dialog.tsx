import { useState, type ReactElement } from "react";
import { recruitmentSteps, type RecruitmentStep } from "../../../study/recruitment.ts";
import type { Participant } from "../../../study/participant.ts";
import { act, type Asked } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, Select } from "../../parts/field.tsx";
import { useStudy } from "../../queries.ts";
import css from "./person-page.module.css";

export type RecordKind = "step" | "consent" | "interview";
const titles: Readonly<Record<RecordKind, string>> = { step: "Record a step", consent: "Record consent", interview: "Record an interview" };
const steps = recruitmentSteps.filter((s) => s !== "consented" && s !== "interviewed");

interface Typed {
  readonly date: string;
  readonly step: RecruitmentStep;
  readonly by: string;
  readonly service: string;
  readonly reason: string;
  readonly form: string;
  readonly mode: string;
  readonly refused: readonly string[];
  readonly minutes: string;
  readonly place: string;
  readonly others: string;
  readonly guide: string;
}

/** Records one more thing about a person: a step of the way in, a consent, or an interview that took place. */
export function RecordDialog({ kind, participant, onClose }: { readonly kind: RecordKind; readonly participant: Participant; readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const newest = study.consentForms.at(-1);
  const [typed, setTyped, forget] = useKept<Typed>(`record ${kind} ${participant.id}`, { date: "", step: "approached", by: study.me.name, service: "", reason: "", form: newest?.id ?? "", mode: "on paper", refused: [], minutes: "", place: "", others: "", guide: study.guides.at(-1)?.id ?? "" });
  const [problem, setProblem] = useState<string | null>(null);
  const set = (by: Partial<Typed>): void => {
    setTyped({ ...typed, ...by });
    setProblem(null);
  };
  const close = (): void => {
    forget();
    onClose();
  };
  const form = study.consentForms.find((f) => f.id === typed.form);
  const command = (): Asked | string => {
    const about = { participant: participant.id, date: typed.date };
    if (kind === "step") return { type: "recruitment.record", ...about, step: typed.step, by: typed.by.trim(), service: typed.service.trim(), reason: typed.reason.trim() } as Asked;
    if (kind === "consent") return form ? ({ type: "consent.record", ...about, form: form.id, mode: typed.mode.trim(), taker: typed.by.trim(), clauses: Object.fromEntries(form.clauses.map((c) => [c.name, !typed.refused.includes(c.name)])) } as Asked) : "Choose the version of the form.";
    const minutes = typed.minutes.trim() === "" ? null : Number(typed.minutes);
    if (minutes !== null && !(minutes >= 0)) return `"${typed.minutes}" is no number of minutes. Write it in figures, like 62.`;
    return { type: "interview.record", ...about, minutes, guide: typed.guide || null, place: typed.place.trim(), interviewer: typed.by.trim(), others: typed.others.trim() } as Asked;
  };
  const save = async (): Promise<void> => {
    const asked = command();
    if (typeof asked === "string") return setProblem(asked);
    const came = await act(asked, { quiet: true, tell: true });
    if (came.state === "refused") setProblem(came.sentence);
    else close();
  };
  return (
    <Dialog title={`${titles[kind]} of ${participant.label}`} onClose={close} actions={<><Button onClick={close}>Cancel</Button><Button look="main" onClick={() => void save()}>Record it</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {kind === "step" ? <Select label="Step" value={typed.step} onChange={(event) => set({ step: event.target.value as RecruitmentStep })}>{steps.map((s) => <option key={s} value={s}>{s}</option>)}</Select> : null}
        {kind === "consent" ? <Select label="Version of the form" value={typed.form} onChange={(event) => set({ form: event.target.value, refused: [] })}>{study.consentForms.map((f) => <option key={f.id} value={f.id}>{f.version}</option>)}</Select> : null}
        <Field label="Date" type="date" value={typed.date} hint="Leave it empty where it is not known." onChange={(event) => set({ date: event.target.value })} />
        <Field label={kind === "interview" ? "Interviewer" : kind === "consent" ? "Taken by" : "By"} value={typed.by} onChange={(event) => set({ by: event.target.value })} />
        {kind === "step" ? <><Field label="Service" value={typed.service} onChange={(event) => set({ service: event.target.value })} /><Field label="How, or why" hint="By post; declined because …" value={typed.reason} onChange={(event) => set({ reason: event.target.value })} /></> : null}
        {kind === "interview" ? (
          <>
            <Field label="Minutes" inputMode="numeric" value={typed.minutes} onChange={(event) => set({ minutes: event.target.value })} />
            <Field label="Place" value={typed.place} onChange={(event) => set({ place: event.target.value })} />
            <Field label="Others present" value={typed.others} onChange={(event) => set({ others: event.target.value })} />
            {study.guides.length > 0 ? <Select label="Interview guide" value={typed.guide} onChange={(event) => set({ guide: event.target.value })}><option value="">none</option>{study.guides.map((g) => <option key={g.id} value={g.id}>{g.version}</option>)}</Select> : null}
          </>
        ) : null}
        {kind === "consent" ? (
          <>
            <Field label="How" value={typed.mode} onChange={(event) => set({ mode: event.target.value })} />
            <fieldset className={css.clauses}>
              <legend>Agreed to</legend>
              {form?.clauses.map((c) => <label key={c.name}><input type="checkbox" checked={!typed.refused.includes(c.name)} onChange={() => set({ refused: typed.refused.includes(c.name) ? typed.refused.filter((r) => r !== c.name) : [...typed.refused, c.name] })} /><span><b>{c.name}</b>{c.wording}</span></label>)}
            </fieldset>
          </>
        ) : null}
        {problem ? <p role="alert" className={css.problem}>{problem}</p> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
