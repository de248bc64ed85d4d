import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ask, server } from "../../server.ts";
import css from "./first.module.css";

/** The folders of this machine, to find a study file in. */
export function ChooseFile({ start, onClose, onChoose }: { readonly start: string; readonly onClose: () => void; readonly onChoose: (path: string) => void }): ReactElement {
  const [path, setPath] = useState(start);
  const [typed, setTyped] = useState(start);
  const { data, error } = useQuery({ queryKey: ["folder", path], staleTime: 0, retry: false, placeholderData: keepPreviousData, queryFn: () => ask(server.desk.folder.$get({ query: { path } })) });
  const go = (to: string): void => {
    setPath(to);
    setTyped(to);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim().endsWith(".earshot")) onChoose(typed.trim());
    else go(typed.trim());
  };
  return (
    <Dialog title="Choose a study file" onClose={onClose} actions={<Button onClick={onClose}>Cancel</Button>}>
      <form className={css.passphrase} onSubmit={submit}>
        <Field label="Folder or file" value={typed} onChange={(event) => setTyped(event.target.value)} problem={error ? error.message : null} />
        <Button type="submit">Go</Button>
      </form>
      {data ? (
        <ul className={css.files} aria-label={`In ${data.path}`}>
          {data.above === null ? null : <li><button type="button" onClick={() => go(data.above!)}><Icon name="up" /><span>The folder above</span></button></li>}
          {data.folders.map((one) => <li key={one.path}><button type="button" onClick={() => go(one.path)}><Icon name="right" /><span>{one.name}</span></button></li>)}
          {data.studies.map((one) => <li key={one.path}><button type="button" onClick={() => onChoose(one.path)}><Icon name="file" /><span><b>{one.name}</b><small>{new Date(one.changed).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}</small></span></button></li>)}
        </ul>
      ) : null}
      {data && data.studies.length === 0 ? <p className={css.quiet}>There is no study file in this folder.</p> : null}
    </Dialog>
  );
}
