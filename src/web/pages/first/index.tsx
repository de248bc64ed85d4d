import { useState, type FormEvent, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { approaches, type Approach } from "../../../study/settings.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { memory, useDesk } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import css from "./first.module.css";

const says: Record<Approach, readonly [string, string]> = {
  reflexive: ["Reflexive", "Your reading is the instrument. A second coder is someone to think with; no coefficients unless you ask."],
  codebook: ["Codebook", "A shared codebook that grows with the reading; agreement is shown, not chased."],
  reliability: ["Coding reliability", "Two coders work blind on one codebook; agreement is computed and reported with its method."],
};

/** The first page: the sample, a new study, or one that is there already. */
export default function FirstPage({ inside = false }: { readonly inside?: boolean }): ReactElement {
  const Frame = inside ? "div" : "main";
  const { data: desk } = useDesk();
  const navigate = useNavigate();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ at: string; sentence: string } | null>(null);
  const [title, setTitle] = useState("");
  const [approach, setApproach] = useState<Approach>("codebook");
  const [path, setPath] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const shelf = desk?.shelf ?? null;
  const go = async (at: string, request: () => Promise<unknown>): Promise<void> => {
    setBusy(at);
    setProblem(null);
    try {
      await request();
      await memory.resetQueries();
      void navigate("/interviews");
    } catch (error) {
      setProblem({ at, sentence: (error as Error).message });
    } finally {
      setBusy(null);
    }
  };
  const open = (file: string): Promise<void> => go(file, () => ask(server.desk.open.$post({ json: { path: file, ...(passphrase !== "" && { passphrase }) } })));
  const submit = (work: () => void) => (event: FormEvent): void => {
    event.preventDefault();
    work();
  };
  const wrong = (at: string): ReactElement | null => (problem?.at === at ? <p className={css.problem} role="alert">{problem.sentence}</p> : null);
  return (
    <Frame className={css.first}>
      <div className={css.inside}>
        <header>
          <h1>Earshot</h1>
          <p>A workbench for interview studies, from consent to findings. Everything stays on this machine.</p>
        </header>
        {desk?.problem ? <p className={css.problem} role="alert">{desk.problem}</p> : null}
        {!shelf ? <p>{desk?.open ? `This server was started for "${desk.open.title}".` : "This server was started without a study."} Start Earshot without a file to choose one here.</p> : null}
        {shelf?.sample ? (
          <section className={css.sample}>
            <div>
              <h2>Look at the sample study</h2>
              <p>Eleven invented interviews about a parent-infant service, partly coded. Try anything: it is your own copy.</p>
              {wrong("sample")}
            </div>
            <Button look="main" disabled={busy !== null} onClick={() => void go("sample", () => ask(server.desk.sample.$post()))}>{busy === "sample" ? "Building it" : "Open the sample"}</Button>
          </section>
        ) : null}
        {shelf ? (
          <div className={css.two}>
            <form className={css.card} onSubmit={submit(() => void go("new", () => ask(server.desk.create.$post({ json: { title, approach } }))))}>
              <h2>Begin a study</h2>
              <Field label="Title" value={title} onChange={(event) => setTitle(event.target.value)} placeholder="Parents' experiences of …" required />
              <fieldset className={css.approaches}>
                <legend>How you analyse</legend>
                {approaches.map((one) => (
                  <label key={one}>
                    <input type="radio" name="approach" checked={approach === one} onChange={() => setApproach(one)} />
                    <span><b>{says[one][0]}</b>{says[one][1]}</span>
                  </label>
                ))}
              </fieldset>
              {wrong("new")}
              <Button look="main" type="submit" disabled={busy !== null || title.trim() === ""}>Make the study</Button>
            </form>
            <section className={css.card}>
              <h2>Open a study</h2>
              {shelf.studies.length === 0 ? <p className={css.quiet}>No study files in {shelf.folder} yet.</p> : null}
              <ul className={css.files}>
                {shelf.studies.map((file) => (
                  <li key={file.path}>
                    <button type="button" disabled={busy !== null} onClick={() => void open(file.path)}>
                      <Icon name="file" />
                      <span><b>{file.name}</b><small>{new Date(file.changed).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}</small></span>
                    </button>
                    {wrong(file.path)}
                  </li>
                ))}
              </ul>
              <form onSubmit={submit(() => void open(path.trim()))} className={css.path}>
                <Field label="Or a file elsewhere on this machine" value={path} onChange={(event) => setPath(event.target.value)} placeholder="/home/…/study.earshot" />
                <Field label="Passphrase, if it has one" type="password" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
                {path.trim() === "" ? null : wrong(path.trim())}
                <Button type="submit" disabled={busy !== null || path.trim() === ""}>Open</Button>
              </form>
            </section>
          </div>
        ) : null}
      </div>
    </Frame>
  );
}
