import { useState, type ReactElement } from "react";
import type { StudyAnswer } from "../../../server/answers.ts";
import type { FoundInterview } from "../../../server/found.ts";
import type { SpeakerRole } from "../../../text/turns.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import type { Choice, Item } from "../../state/bringing.ts";
import { bringing } from "../../uploading.ts";
import css from "./bring.module.css";
import { Speakers } from "./speakers.tsx";

const roleNames: Record<SpeakerRole, string> = { participant: "participant", interviewer: "interviewer", other: "someone else", unknown: "not known" };
const who = (speakers: Choice["speakers"]): string => speakers.map(({ label, role }) => `${label} (${roleNames[role]})`).join(", ");

const megabytes = (bytes: number): string => (bytes / (1 << 20)).toLocaleString("en-GB", { maximumFractionDigits: bytes < 10 << 20 ? 1 : 0 });

/** How much of a file has been sent and, once all has, that it is being read, of which nobody can say how long it takes. */
const HowFar = ({ name, progress, bytes }: { readonly name: string; readonly progress: number; readonly bytes: number }): ReactElement =>
  progress < 1 ? (
    <>
      <progress value={progress} aria-label={`Sending ${name}`} />
      {bytes > 1 << 20 ? <small>{megabytes(progress * bytes)} of {megabytes(bytes)} MB sent</small> : null}
    </>
  ) : (
    <>
      <progress aria-label={`Reading ${name}`} />
      <small role="status">{bytes > 8 << 20 ? `Reading ${megabytes(bytes)} MB. Nothing is stored yet.` : "Reading"}</small>
    </>
  );

/** One file of those that were dropped: how far it is, why it cannot be read, or what was found in it. */
export function OneInterview({ item, study, open }: { readonly item: Item<File>; readonly study: StudyAnswer; readonly open: boolean }): ReactElement {
  const { key, what, state, progress, problem, found, choice, twin } = item;
  const leave = <IconButton label={`Leave ${what.name} out`} className={css.leave!} onClick={() => bringing.leave([key])}><Icon name="close" size="s" /></IconButton>;
  if (state === "failed") return <li className={css.file}>{leave}<div><b>{what.name}</b><p className={css.bad} role="alert">{problem}</p></div></li>;
  if (found && found.is !== "interview") return <li className={css.file}>{leave}<div className={css.going}><b>{what.name}</b><small>is shown by itself</small></div></li>;
  if (!found || !choice) {
    return (
      <li className={css.file}>
        {leave}
        <div className={css.going}>
          <b>{what.name}</b>
          {state === "waiting" ? <small>waits</small> : <HowFar name={what.name} progress={progress} bytes={what.files.reduce((sum, { file }) => sum + file.size, 0)} />}
        </div>
      </li>
    );
  }
  const known = found.already ?? twin;
  if (known !== null) return <li className={css.file}>{leave}<div><b>{what.name}</b><p className={css.about}>{found.already !== null ? `It is in the study already, as "${known}", and is not brought in again.` : `It has the same words as ${known}, and is brought in once.`}</p></div></li>;
  return <li className={css.file}>{leave}<Chosen itemKey={key} found={found} choice={choice} study={study} open={open} /></li>;
}

function Chosen({ itemKey, found, choice, study, open }: { readonly itemKey: number; readonly found: FoundInterview; readonly choice: Choice; readonly study: StudyAnswer; readonly open: boolean }): ReactElement {
  const [shown, setShown] = useState(open);
  const { name, participant, speakers } = choice;
  const doubtful = speakers.length > 0 && !speakers.some(({ role }) => role === "participant");
  return (
    <>
      <div className={css.line}>
        <label>Name<input value={name} onChange={(event) => bringing.choose(itemKey, { name: event.target.value })} /></label>
        <label>
          Participant
          <select value={participant} onChange={(event) => bringing.choose(itemKey, { participant: event.target.value })}>
            {study.participants.map((p) => <option key={p.id} value={p.id}>{p.label}</option>)}
            <option value="new">{`Register "${found.suggestion}"`}</option>
            <option value="">Nobody's</option>
          </select>
        </label>
      </div>
      <p className={css.about}>
        {[found.file, found.format, found.charset, found.layout, `${found.words.toLocaleString("en-GB")} words`, found.turns === 0 ? null : `${found.turns.toLocaleString("en-GB")} turns`, found.minutes === null ? null : `${found.minutes} min`].filter(Boolean).join(" · ")}
      </p>
      {shown || speakers.length === 0 ? null : <p className={css.about}>{who(speakers)}</p>}
      {found.taken ? <p className={css.note}>There is an interview of this name already; this one gets another name.</p> : null}
      {speakers.length === 0 ? <p className={css.note}>No speakers were found, so the text is taken as one voice.</p> : doubtful ? <p className={css.note}>Nobody in it was recognised as the participant. Say who is who.</p> : null}
      {shown ? (
        <>
          {speakers.length > 0 ? <Speakers speakers={speakers} onChange={(next) => bringing.choose(itemKey, { speakers: next })} /> : null}
          {found.notes.map((note) => <p key={note} className={css.note}>{note}</p>)}
          <p className={css.beginning}>{found.beginning}</p>
        </>
      ) : found.notes.length > 0 ? <p className={css.note}>{found.notes[0]}{found.notes.length > 1 ? ` And ${found.notes.length - 1} more.` : ""}</p> : null}
      {open ? null : <div><Button size="s" look="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}><Icon name={shown ? "up" : "down"} size="s" />{shown ? "Less" : "Speakers and words"}</Button></div>}
    </>
  );
}
