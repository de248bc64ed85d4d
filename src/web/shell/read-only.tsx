import { useState, type ReactElement } from "react";
import { Button } from "../parts/button.tsx";
import { say } from "../parts/toast.tsx";
import { memory } from "../queries.ts";
import { ask, server } from "../server.ts";
import css from "./app.module.css";

/** Says that the study can only be read here, and tries again when the person thinks that it is free. */
export function ReadOnly({ path }: { readonly path: string | null }): ReactElement {
  const [busy, setBusy] = useState(false);
  const again = async (): Promise<void> => {
    setBusy(true);
    try {
      await ask(server.desk.open.$post({ json: { path: path! } }));
      await memory.resetQueries();
      if ((await ask(server.desk.$get())).open?.readOnly) say("It can still only be read here.");
    } catch (problem) {
      say((problem as Error).message, "problem");
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className={css.banner} role="status">
      This study is in use by another program, or its file or folder cannot be written, so it can only be read here. Close it there to write here.{" "}
      {path === null ? null : <Button size="s" disabled={busy} onClick={() => void again()}>Try to write</Button>}
    </p>
  );
}
