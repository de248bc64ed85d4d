import { useState, type ReactElement } from "react";
import { approaches, type Approach } from "../../../study/settings.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { ask, server } from "../../server.ts";
import { approachWords } from "../../state/approach-words.ts";
import css from "./first.module.css";
import type { Opener } from "./index.tsx";

/** Makes a new study: its title, its approach, and whether its file is encrypted. */
export function NewStudy({ folder, opener: { busy, wrong, go } }: { readonly folder: string; readonly opener: Opener }): ReactElement {
  const [title, setTitle, clear] = useKept("first.title", "");
  const [approach, setApproach] = useState<Approach>("codebook");
  const [encrypt, setEncrypt] = useState(false);
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const differs = encrypt && second !== "" && first !== second;
  const ready = title.trim() !== "" && (!encrypt || (first !== "" && first === second));
  const make = (): void => void go("new", async () => {
    await ask(server.desk.create.$post({ json: { title, approach, ...(encrypt && { passphrase: first }) } }));
    clear();
  });
  return (
    <form className={css.card} aria-labelledby="new" onSubmit={(event) => { event.preventDefault(); if (ready) make(); }}>
      <h2 id="new">Begin a study</h2>
      <Field label="Title" value={title} onChange={(event) => setTitle(event.target.value)} placeholder="Parents' experiences of …" required />
      <fieldset className={css.approaches}>
        <legend>How you analyse</legend>
        {approaches.map((one) => (
          <label key={one}>
            <input type="radio" name="approach" checked={approach === one} onChange={() => setApproach(one)} />
            <span><b>{approachWords[one][0]}</b>{approachWords[one][1]}</span>
          </label>
        ))}
      </fieldset>
      <label className={css.check}><input type="checkbox" checked={encrypt} onChange={(event) => setEncrypt(event.target.checked)} /><span><b>Encrypt the file</b>It opens with a passphrase only. Nobody can open it without, so keep the passphrase safe.</span></label>
      {encrypt ? (
        <div className={css.pair}>
          <Field label="Passphrase" type="password" autoComplete="new-password" value={first} onChange={(event) => setFirst(event.target.value)} />
          <Field label="The same again" type="password" autoComplete="new-password" value={second} onChange={(event) => setSecond(event.target.value)} problem={differs ? "The two are not the same." : null} />
        </div>
      ) : null}
      {wrong?.at === "new" ? <p className={css.problem} role="alert">{wrong.sentence}</p> : null}
      <Button look="main" type="submit" disabled={busy !== null || !ready}>{busy === "new" ? "Making it" : "Make the study"}</Button>
      <p className={css.quiet}>Its file is made in {folder}.</p>
    </form>
  );
}
