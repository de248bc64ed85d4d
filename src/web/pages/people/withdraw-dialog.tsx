import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { WithdrawalAnswer, WithdrawnAnswer } from "../../../server/withdrawing.ts";
import { withdrawalLevels, type WithdrawalLevel } from "../../../study/consent.ts";
import type { Participant } from "../../../study/participant.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { fileName, saveFile } from "../../parts/saving.ts";
import { memory } from "../../queries.ts";
import { ask, Gone, server } from "../../server.ts";
import css from "./person-page.module.css";

const about: Readonly<Record<WithdrawalLevel, readonly [name: string, says: string]>> = {
  "no further contact": ["No further contact", "Recorded. Everything stays."],
  "keep what was collected": ["No more data; keep what was collected", "Recorded. Everything stays and is analysed."],
  "remove what is not analysed": ["Remove what is not analysed", "Erases the interviews in which nothing is coded yet."],
  "remove everything": ["Remove everything", "Erases all that they said and all that was written about them."],
};
const erases = (level: WithdrawalLevel): boolean => level === "remove what is not analysed" || level === "remove everything";
const several = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Records that a participant withdrew. What is erased is shown beforehand and must be confirmed by their label; it cannot be undone. */
export function WithdrawDialog({ participant, onClose }: { readonly participant: Participant; readonly onClose: () => void }): ReactElement {
  // The label is taken now: it is gone once everything is erased.
  const [{ id, label }] = useState(participant);
  const [asked, setAsked, forget] = useKept<{ readonly level: WithdrawalLevel; readonly date: string; readonly reason: string }>(`withdrawal ${id}`, { level: "no further contact", date: "", reason: "" });
  const { level, date, reason } = asked;
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState<(WithdrawnAnswer & { readonly erased: boolean }) | null>(null);
  const reach = useQuery({ queryKey: ["analysis", "withdrawal", id, level], enabled: erases(level) && done === null, queryFn: () => ask<WithdrawalAnswer>(server.people[":id"].withdrawal.$get({ param: { id }, query: { level } }) as never) });
  const nothing = reach.data !== undefined && reach.data.events + reach.data.files === 0;
  const ready = !working && (!erases(level) || (reach.data !== undefined && (nothing || typed.trim() === label)));
  const go = async (): Promise<void> => {
    setWorking(true);
    setProblem(null);
    try {
      const answer = await ask<WithdrawnAnswer>(server.people[":id"].withdraw.$post({ param: { id }, json: { level, date, reason: reason.trim() } }) as never);
      setDone({ ...answer, erased: erases(level) });
      forget();
      await memory.invalidateQueries();
    } catch (error) {
      setProblem(error instanceof Gone ? "Earshot does not answer. Start it again, then see on this page whether the withdrawal was recorded." : error instanceof Error ? error.message : String(error));
    }
    setWorking(false);
  };
  if (done) {
    return (
      <Dialog title={`${label} withdrew`} onClose={onClose} actions={<><Button onClick={() => saveFile(`${fileName(`Withdrawal ${label}`)}.md`, done.certificate, "text/markdown")}>Save the certificate</Button><Button look="main" onClick={onClose}>Close</Button></>}>
        <div className={css.done} role="status">
          {done.said.map((line) => <p key={line}>{line}</p>)}
          {done.erased ? <p>Files written out before (reports, tables, exports, archives) and backups are not reached. The certificate lists what is left to do.</p> : null}
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`${label} withdraws`}
      onClose={onClose}
      actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look={erases(level) ? "danger" : "main"} disabled={!ready} onClick={() => void go()}>{erases(level) && !nothing ? "Erase for good" : "Record it"}</Button></>}
    >
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (ready) void go(); }}>
        <fieldset className={css.levels}>
          <legend className="hidden-visually">How much is taken back</legend>
          {withdrawalLevels.map((one) => <label key={one}><input type="radio" name="level" checked={one === level} onChange={() => { setAsked({ ...asked, level: one }); setTyped(""); }} /><span><b>{about[one][0]}</b>{about[one][1]}</span></label>)}
        </fieldset>
        <div className={css.pair}>
          <Field label="Date" type="date" value={date} hint="Today, if left empty." onChange={(event) => setAsked({ ...asked, date: event.target.value })} />
          <Field label="Reason" value={reason} hint="It is kept: nothing that points at them." onChange={(event) => setAsked({ ...asked, reason: event.target.value })} />
        </div>
        {erases(level) ? <Reach answer={reach.data} /> : null}
        {erases(level) && reach.data && !nothing ? <Field label={<>Type <b>{label}</b> to confirm. This cannot be undone.</>} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} /> : null}
        {problem ? <p role="alert" className={css.problem}>{problem}</p> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

/** What would go and what would stay. */
function Reach({ answer }: { readonly answer: WithdrawalAnswer | undefined }): ReactElement {
  if (!answer) return <p className={css.none}>Looking for what would be erased</p>;
  if (answer.events + answer.files === 0) return <p className={css.none}>There is nothing to erase.</p>;
  return (
    <div className={css.reach} role="status">
      <p><b>Erased: the words of {several(answer.events, "event")} and {several(answer.files, "file")}</b></p>
      <ul>
        {answer.sources.length > 0 ? <li>interviews: {answer.sources.join(", ")}</li> : null}
        {answer.kinds.map(({ what, n }) => <li key={what}>{what}: {n}</li>)}
      </ul>
      <p>{several(answer.codings, "coding")} {answer.codings === 1 ? "stays" : "stay"}, without words. Other copies lose the words when they next merge.</p>
      {answer.quoted.length > 0 ? <p>Their words seem to be repeated in {several(answer.quoted.length, "other place")}, which {answer.quoted.length === 1 ? "stays" : "stay"}:</p> : null}
      {answer.quoted.length > 0 ? <ol>{answer.quoted.slice(0, 3).map((place) => <li key={place}>{place}</li>)}{answer.quoted.length > 3 ? <li>and {answer.quoted.length - 3} more</li> : null}</ol> : null}
    </div>
  );
}
