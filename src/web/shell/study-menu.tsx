import { useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { StudyAnswer } from "../../server/answers.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { Menu, type Item } from "../parts/menu.tsx";
import { say } from "../parts/toast.tsx";
import { memory, useDesk } from "../queries.ts";
import { lastOpen } from "../reopening.ts";
import { ask, server } from "../server.ts";
import { chooseFiles, startBringing } from "./drop-files.tsx";
import css from "./study-menu.module.css";

/** The study's title, and what can be done with the study as a whole. */
export function StudyMenu({ study }: { readonly study: StudyAnswer }): ReactElement {
  const navigate = useNavigate();
  const desk = useDesk().data;
  const [checking, setChecking] = useState(false);
  const { title } = study.settings;
  const close = async (): Promise<void> => {
    try {
      lastOpen.path = null;
      await ask(server.desk.close.$post());
      await memory.resetQueries();
      void navigate("/");
    } catch (problem) {
      say((problem as Error).message, "problem");
    }
  };
  const items: Item[] = [
    { id: "in", name: "Bring files in", disabled: study.readOnly, act: startBringing },
    { id: "out", name: "Take the study out", act: () => void navigate("/out") },
    { id: "merge", name: "Merge another copy", disabled: study.readOnly, act: chooseFiles },
    { id: "check", name: "Check the file", act: () => setChecking(true) },
    { id: "settings", name: "Study settings", act: () => void navigate("/settings") },
    ...(desk?.shelf ? [{ id: "open", name: "Open another study", act: () => void navigate("/studies") }, { id: "close", name: "Close the study", act: () => void close() }] : []),
  ];
  return (
    <>
      <Menu className={css.study!} label={`${title}: bring in, take out, check, settings`} button={<><span className={css.title}>{title}</span><Icon name="down" size="s" /></>} items={items} />
      {checking ? <CheckFile path={desk?.open?.path ?? null} onClose={() => setChecking(false)} /> : null}
    </>
  );
}

/** Walks the whole file and says whether it is sound, or what broke first. */
function CheckFile({ path, onClose }: { readonly path: string | null; readonly onClose: () => void }): ReactElement {
  const [found, setFound] = useState<{ readonly broken: boolean; readonly sentence: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void ask(server.check.$get()).then(setFound, (error: unknown) => setProblem((error as Error).message));
  }
  return (
    <Dialog title="Check the file" onClose={onClose} actions={<Button look="main" onClick={onClose}>Close</Button>}>
      {path === null ? null : <p className={css.path}>{path}</p>}
      {problem !== null ? <p className={css.bad} role="alert">{problem}</p> : found === null ? <div role="status"><p>Reading every event and content.</p><progress aria-label="Checking" /></div> : <p role="status" className={found.broken ? css.bad : css.good}>{found.sentence}</p>}
      {found?.broken ? <p>What is sound can be rescued: close the study, open the file again from the first page, or merge a copy that checks clean.</p> : null}
    </Dialog>
  );
}
