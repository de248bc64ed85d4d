import { useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { StudyAnswer } from "../../../server/answers.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { say } from "../../parts/toast.tsx";
import { memory } from "../../queries.ts";
import { ask, Refused, server } from "../../server.ts";
import { isWanted, type Item } from "../../state/bringing.ts";
import { bringing } from "../../uploading.ts";
import css from "./bring.module.css";
import { LinkByPattern } from "./link-by-pattern.tsx";
import { OneInterview } from "./one-interview.tsx";

/** The command that stores what is wanted, all in one step. */
async function store(wanted: readonly Item<File>[]): Promise<{ name: string; source: string }[]> {
  const files = wanted.map(({ found, choice }) => {
    if (found?.is !== "interview" || !choice) throw new Error("not an interview");
    const { participant, name, speakers } = choice;
    return { upload: found.upload, name, participant: participant === "" ? null : participant === "new" ? { register: found.suggestion } : { id: participant }, speakers: speakers.map(({ label, role }) => ({ label, role })) };
  });
  return (await ask(server.import.store.$post({ json: { files } }))).stored;
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Transcripts that were dropped: what was found in each, correctable, before all are stored in one step. */
export function Interviews({ items, busy, study }: { readonly items: readonly Item<File>[]; readonly busy: boolean; readonly study: StudyAnswer }): ReactElement {
  const [storing, setStoring] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const navigate = useNavigate();
  const wanted = items.filter(isWanted);
  const interviews = items.filter(({ found }) => found?.is === "interview");
  const failed = items.filter(({ state }) => state === "failed");
  const later = items.filter(({ found }) => found !== null && found.is !== "interview");
  const read = items.filter(({ state }) => state === "found" || state === "failed").length;
  const nobody = wanted.filter(({ choice }) => choice?.participant === "").length;
  const unnamed = wanted.some(({ choice }) => choice!.name.trim() === "" || choice!.speakers.some(({ label }) => label.trim() === ""));
  const close = (): void => bringing.leave(busy || interviews.length + failed.length === 0 ? undefined : items.filter((item) => !later.includes(item)).map(({ key }) => key));
  const storeAll = async (): Promise<void> => {
    setStoring(true);
    setProblem(null);
    try {
      const stored = await store(wanted).catch(async (error: unknown) => {
        if (!(error instanceof Refused) || error.reason !== "missing") throw error;
        // The server was started anew and has forgotten the files; this page still has them.
        await bringing.again(wanted.map(({ key }) => key));
        const keys = new Set(wanted.map(({ key }) => key));
        return store(bringing.items.filter(({ key }) => keys.has(key)));
      });
      await memory.invalidateQueries();
      say(stored.length === 1 ? `"${stored[0]!.name}" is in the study.` : `${stored.length} interviews are in the study, as one step that Ctrl Z takes back.`);
      bringing.done(wanted.map(({ key }) => key));
      bringing.leave(bringing.items.filter(({ found }) => found === null || found.is === "interview").map(({ key }) => key));
      if (stored[0]) void navigate(`/interviews/${stored[0].source}`);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setStoring(false);
    }
  };
  const allKnown = wanted.length === 0 && interviews.length > 0 && failed.length === 0;
  const title = !busy && allKnown ? (interviews.length === 1 ? "This interview is in the study already" : "These interviews are in the study already") : busy ? `Reading ${count(items.length, "file")}` : interviews.length === 0 ? (failed.length === 1 ? "This file cannot be read" : "These files cannot be read") : `Bring in ${count(interviews.length, "interview")}`;
  return (
    <Dialog
      key={busy ? "reading" : "read"}
      title={title}
      wide
      onClose={close}
      actions={
        <>
          {problem ? <p className={css.problem} role="alert">{problem}</p> : null}
          <Button onClick={close}>{wanted.length === 0 && !busy ? "Close" : "Leave them"}</Button>
          {busy || wanted.length > 0 ? (
            <Button look="main" disabled={busy || storing || wanted.length === 0 || unnamed} onClick={() => void storeAll()}>
              {storing ? "Storing" : wanted.length < 2 ? "Store it" : `Store ${wanted.length} interviews`}
            </Button>
          ) : null}
        </>
      }
    >
      {busy && items.length > 1 ? (
        <div className={css.reading}>
          <progress value={read} max={items.length} aria-label="Files read" />
          <p role="status">{read} of {items.length} read</p>
        </div>
      ) : null}
      {!busy && wanted.length > 0 ? <p className={css.lead}>Nothing is stored yet. {interviews.length > 1 ? "Look through what was found, and correct whose is whose and who speaks." : "See whether the speakers are right and whose interview it is."}</p> : null}
      {!busy && failed.length > 0 && interviews.length > 0 ? <p className={css.note}>{count(failed.length, "file")} cannot be read; the others go on.</p> : null}
      {!busy && wanted.length > 1 && study.participants.length > 0 ? <LinkByPattern names={interviews.map(({ what }) => what.name)} /> : null}
      {!busy && nobody > 0 && study.participants.length > 0 ? <p className={css.note}>{nobody === 1 ? "One interview is" : `${nobody} interviews are`} linked to nobody.</p> : null}
      {!busy && later.length > 0 ? <p className={css.about}>{later.map(({ what }) => what.name).join(", ")}: {later.length === 1 ? "it is" : "they are"} shown next.</p> : null}
      <ul className={css.files}>
        {(busy ? items : [...failed, ...interviews]).map((item) => <OneInterview key={item.key} item={item} study={study} open={items.length === 1} />)}
      </ul>
    </Dialog>
  );
}
