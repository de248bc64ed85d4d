import { useState, type FormEvent, type ReactElement } from "react";
import type { Found, FoundStudy } from "../../../server/found.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { memory, useDesk, useStudy } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import { howMany } from "../../state/bring-words.ts";
import { bringing } from "../../uploading.ts";
import css from "./bring.module.css";
import type { Outcome } from "./brought.tsx";

/** Another study file: a copy of this study, to be merged, or another study, to be opened. */
export function Copy({ item, found, onDone }: { readonly item: number; readonly found: FoundStudy; readonly onDone: (outcome: Outcome) => void }): ReactElement {
  const { upload, file, look } = found;
  const study = useStudy();
  const canOpen = useDesk().data?.shelf != null;
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = (): void => bringing.leave([item]);
  const phrase = passphrase === "" ? {} : { passphrase };
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const unlock = (event: FormEvent): void => {
    event.preventDefault();
    void during(async () => bringing.found(item, (await ask(server.import.look.$post({ json: { upload, ...phrase } }))) as Found));
  };
  const merge = (): Promise<void> => during(async () => {
    const merged = await ask(server.import.merge.$post({ json: { upload, ...phrase } }));
    await memory.invalidateQueries();
    onDone({ file, merged });
  });
  const openIt = (): Promise<void> => during(async () => {
    await ask(server.desk.keep.$post({ json: { upload, ...phrase } }));
    bringing.done([item]);
    await memory.resetQueries();
  });
  const foot = (main: ReactElement | null): ReactElement => <>{problem ? <p className={css.problem} role="alert">{problem}</p> : null}<Button onClick={leave}>{main ? "Leave it" : "Close"}</Button>{main}</>;
  if (look === null) {
    return (
      <Dialog title={`${file} is encrypted`} onClose={leave} actions={foot(<Button look="main" disabled={busy || passphrase === ""} onClick={unlock}>Look into it</Button>)}>
        <form onSubmit={unlock}><Field label="Its passphrase" type="password" autoComplete="off" value={passphrase} problem={found.problem} onChange={(event) => setPassphrase(event.target.value)} /></form>
      </Dialog>
    );
  }
  if (!look.same) {
    return (
      <Dialog title={`${file} is another study`} onClose={leave} actions={foot(canOpen ? <Button look="main" disabled={busy} onClick={() => void openIt()}>Open it instead</Button> : null)}>
        <p className={css.lead}>It holds “{look.title}”, and “{study.settings.title}” is open. Only copies of one study can be merged.</p>
        {canOpen ? <p className={css.about}>If you open it, a copy of the file is put beside your other studies, and this study is closed.</p> : null}
      </Dialog>
    );
  }
  return (
    <Dialog title={`Merge ${file}`} wide onClose={leave} actions={foot(look.events === 0 ? null : <Button look="main" disabled={busy || study.readOnly} onClick={() => void merge()}>{busy ? "Merging" : "Merge it"}</Button>)}>
      {look.events === 0 ? <p className={css.lead}>This copy of the study has nothing that is not here already.</p> : (
        <>
          <p className={css.lead}>This copy of the study has {howMany("events", look.events)} that are not here, {look.from === look.to ? `of ${look.from}` : `from ${look.from} to ${look.to}`}. Nothing is stored yet.</p>
          {look.by.length === 0 ? null : <ul className={css.counts} aria-label="Whose work it is">{look.by.map(({ name, count }) => <li key={name}><b>{count.toLocaleString("en-GB")}</b> by {name}</li>)}</ul>}
          <p className={css.about}>Both copies' work stays. What two people changed without seeing each other is listed afterwards. A merge is no step of yours, so Ctrl Z does not take it back; keep a copy of the file where you are unsure.</p>
        </>
      )}
    </Dialog>
  );
}
