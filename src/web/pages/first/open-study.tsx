import { useState, type FormEvent, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { isTrouble } from "../../state/trouble-words.ts";
import { ChooseFile } from "./choose-file.tsx";
import css from "./first.module.css";
import type { Opener } from "./index.tsx";

interface Study {
  readonly path: string;
  readonly name: string;
  readonly changed: string;
}

const nameOf = (path: string): string => path.replace(/^.*[/\\]/, "");

/** Opens a study of the folder, or one from elsewhere on this machine. One that is encrypted asks for its passphrase. */
export function OpenStudy({ folder, studies, asked, here, opener }: { readonly folder: string; readonly studies: readonly Study[]; readonly asked: { readonly path: string; readonly sentence: string } | null; readonly here: string | null; readonly opener: Opener }): ReactElement {
  const { busy, open } = opener;
  // What is wrong with a file that is damaged stands at the top of the page.
  const wrong = opener.wrong && !isTrouble(opener.wrong.reason) ? opener.wrong : null;
  const [choosing, setChoosing] = useState(false);
  const locked = wrong?.reason === "passphrase" ? wrong.at : wrong === null && busy === null ? (asked?.path ?? null) : null;
  const [last, setLast] = useState<string | null>(null);
  // While a passphrase is tried, its question stays.
  const ask = locked ?? (busy !== null && busy === last ? last : null);
  const elsewhere = ask !== null && !studies.some(({ path }) => path === ask);
  const question = (path: string): ReactElement => <Passphrase key={path} name={nameOf(path)} tried={wrong?.at === path && last === path} busy={busy !== null} onGive={(phrase) => { setLast(path); void open(path, phrase); }} />;
  return (
    <section className={css.card} aria-labelledby="open">
      <h2 id="open">Open a study</h2>
      {studies.length === 0 ? <p className={css.quiet}>There are no studies in {folder} yet.</p> : null}
      <ul className={css.files}>
        {studies.map(({ path, name, changed }) => (
          <li key={path}>
            <button type="button" disabled={busy !== null} aria-current={path === here || undefined} onClick={() => { setLast(null); void open(path); }}>
              <Icon name="file" />
              <span><b>{name}</b><small>{path === here ? "open now" : new Date(changed).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}</small></span>
            </button>
            {ask === path ? question(path) : wrong?.at === path ? <p className={css.problem} role="alert">{wrong.sentence}</p> : null}
          </li>
        ))}
      </ul>
      {elsewhere ? question(ask) : wrong && wrong.at.includes("/") && wrong.reason !== "passphrase" && !studies.some(({ path }) => path === wrong.at) ? <p className={css.problem} role="alert">{wrong.sentence}</p> : null}
      <div><Button disabled={busy !== null} onClick={() => setChoosing(true)}>Choose a file elsewhere on this machine</Button></div>
      {choosing ? <ChooseFile start={folder} onClose={() => setChoosing(false)} onChoose={(path) => { setChoosing(false); setLast(null); void open(path); }} /> : null}
    </section>
  );
}

function Passphrase({ name, tried, busy, onGive }: { readonly name: string; readonly tried: boolean; readonly busy: boolean; readonly onGive: (phrase: string) => void }): ReactElement {
  const [phrase, setPhrase] = useState("");
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (phrase !== "") onGive(phrase);
  };
  return (
    <form className={css.passphrase} onSubmit={give}>
      <Field label={`Passphrase of ${name}`} type="password" autoComplete="off" autoFocus value={phrase} onChange={(event) => setPhrase(event.target.value)} hint="The file is encrypted." problem={tried && !busy ? "It does not open with this passphrase. See whether capitals and language of the keyboard are right; a file whose beginning is damaged looks the same." : null} />
      <Button look="main" type="submit" disabled={busy || phrase === ""}>{busy ? "Opening" : "Open"}</Button>
    </form>
  );
}
