import { useEffect, useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { StudyAnswer } from "../../server/answers.ts";
import type { Preview } from "../../server/importing.ts";
import { Button, IconButton } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { say } from "../parts/toast.tsx";
import { memory } from "../queries.ts";
import { ask, server } from "../server.ts";
import { sendFile } from "../uploading.ts";
import css from "./drop-files.module.css";

const roles = [["participant", "participant"], ["interviewer", "interviewer"], ["other", "someone else"], ["unknown", "not known"]] as const;
type Role = (typeof roles)[number][0];

interface Waiting {
  readonly key: number;
  readonly file: string;
  readonly progress: number;
  readonly problem: string | null;
  readonly preview: Preview | null;
  readonly name: string;
  /** An id, "new" to register the suggested label, or "" for nobody. */
  readonly participant: string;
  readonly speakers: readonly { readonly label: string; readonly role: Role; readonly turns: number }[];
}

let open: (() => void) | null = null;
/** Opens the window in which files are chosen. */
export const chooseFiles = (): void => open?.();

let claim: ((files: readonly File[]) => readonly File[]) | null = null;
/** Lets a page take dropped files of its own kind before they are read as interviews: it answers with those that it leaves. Returns how to stop. */
export function claimFiles(take: (files: readonly File[]) => readonly File[]): () => void {
  claim = take;
  return () => {
    if (claim === take) claim = null;
  };
}

let keys = 0;

/** Takes files dropped anywhere on the page, shows what was found in them, and stores those that are wanted. */
export function DropFiles({ study }: { readonly study: StudyAnswer }): ReactElement {
  const [over, setOver] = useState(false);
  const [files, setFiles] = useState<readonly Waiting[]>([]);
  const [storing, setStoring] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const change = (key: number, by: Partial<Waiting>): void => setFiles((now) => now.map((f) => (f.key === key ? { ...f, ...by } : f)));
  const take = async (list: readonly File[]): Promise<void> => {
    setProblem(null);
    const fresh = list.map((file): Waiting & { blob: File } => ({ key: ++keys, file: file.name, progress: 0, problem: null, preview: null, name: file.name, participant: "", speakers: [], blob: file }));
    setFiles((now) => [...now, ...fresh]);
    for (const { key, blob } of fresh) {
      try {
        const preview = await sendFile(blob, (progress) => change(key, { progress }));
        change(key, { preview, progress: 1, name: preview.name, participant: preview.participant ?? "new", speakers: preview.speakers });
      } catch (error) {
        change(key, { problem: (error as Error).message });
      }
    }
  };
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    open = () => input.current?.click();
    let depth = 0;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (hasFiles(event) && --depth <= 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const dropped = [...(event.dataTransfer?.files ?? [])];
      const left = claim ? claim(dropped) : dropped;
      if (left.length > 0) void taking.current(left);
    };
    const events = [["dragenter", enter], ["dragleave", leave], ["dragover", hover], ["drop", drop]] as const;
    for (const [name, listener] of events) window.addEventListener(name, listener);
    return () => {
      open = null;
      for (const [name, listener] of events) window.removeEventListener(name, listener);
    };
  }, []);
  const ready = files.filter((f) => f.preview !== null);
  const busy = files.some((f) => f.preview === null && f.problem === null);
  const store = async (): Promise<void> => {
    setStoring(true);
    setProblem(null);
    try {
      const wanted = ready.map(({ preview, name, participant, speakers }) => ({
        upload: preview!.upload,
        name,
        participant: participant === "" ? null : participant === "new" ? { register: preview!.suggestion } : { id: participant },
        speakers: speakers.map(({ label, role }) => ({ label, role })),
      }));
      const { stored } = await ask(server.import.store.$post({ json: { files: wanted } }));
      await memory.invalidateQueries();
      say(stored.length === 1 ? `"${stored[0]!.name}" is in the study.` : `${stored.length} interviews are in the study.`);
      setFiles([]);
      if (stored[0]) void navigate(`/interviews/${stored[0].source}`);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setStoring(false);
    }
  };
  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={(event) => { void take([...(event.target.files ?? [])]); event.target.value = ""; }} />
      {over ? <div className={css.over}><p>Drop transcripts to look at them before they are stored</p></div> : null}
      {files.length > 0 ? (
        <Dialog
          title={ready.length === 1 && files.length === 1 ? "Bring in an interview" : `Bring in ${files.length} interviews`}
          wide
          onClose={() => setFiles([])}
          actions={
            <>
              {problem ? <p className={css.problem} role="alert">{problem}</p> : null}
              <Button onClick={() => setFiles([])}>Leave them</Button>
              <Button look="main" disabled={busy || storing || ready.length === 0} onClick={() => void store()}>{storing ? "Storing" : ready.length === 1 ? "Store it" : `Store ${ready.length} interviews`}</Button>
            </>
          }
        >
          <ul className={css.files}>
            {files.map((file) => <OneFile key={file.key} file={file} study={study} onChange={(by) => change(file.key, by)} onLeave={() => setFiles((now) => now.filter((f) => f.key !== file.key))} />)}
          </ul>
        </Dialog>
      ) : null}
    </>
  );
}

function OneFile({ file, study, onChange, onLeave }: { readonly file: Waiting; readonly study: StudyAnswer; readonly onChange: (by: Partial<Waiting>) => void; readonly onLeave: () => void }): ReactElement {
  const { preview } = file;
  return (
    <li className={css.file}>
      <IconButton label={`Leave ${file.file} out`} className={css.leave!} onClick={onLeave}><Icon name="close" size="s" /></IconButton>
      {file.problem ? (
        <div><b>{file.file}</b><p className={css.problem} role="alert">{file.problem}</p></div>
      ) : !preview ? (
        <div><b>{file.file}</b><progress value={file.progress} aria-label={`Sending ${file.file}`} /></div>
      ) : (
        <>
          <div className={css.line}>
            <label>Name<input value={file.name} onChange={(event) => onChange({ name: event.target.value })} /></label>
            <label>
              Participant
              <select value={file.participant} onChange={(event) => onChange({ participant: event.target.value })}>
                {study.participants.map((p) => <option key={p.id} value={p.id}>{p.label}</option>)}
                <option value="new">{`Register "${preview.suggestion}"`}</option>
                <option value="">Nobody's</option>
              </select>
            </label>
          </div>
          <p className={css.about}>{[preview.format, preview.layout, `${preview.words.toLocaleString()} words`, `${preview.turns} turns`, preview.minutes === null ? null : `${preview.minutes} min`].filter(Boolean).join(" · ")}</p>
          {preview.taken ? <p className={css.note}>There is an interview of this name already; this one gets another name.</p> : null}
          {file.speakers.length > 0 ? (
            <table className={css.speakers}>
              <thead><tr><th scope="col">Speaker</th><th scope="col">Is the</th><th scope="col">Turns</th></tr></thead>
              <tbody>
                {file.speakers.map((speaker, i) => (
                  <tr key={i}>
                    <td><input aria-label={`Name of speaker ${i + 1}`} value={speaker.label} onChange={(event) => onChange({ speakers: file.speakers.map((s, j) => (j === i ? { ...s, label: event.target.value } : s)) })} /></td>
                    <td>
                      <select aria-label={`What ${speaker.label} is`} value={speaker.role} onChange={(event) => onChange({ speakers: file.speakers.map((s, j) => (j === i ? { ...s, role: event.target.value as Role } : s)) })}>
                        {roles.map(([role, name]) => <option key={role} value={role}>{name}</option>)}
                      </select>
                    </td>
                    <td>{speaker.turns}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <p className={css.note}>No speakers were found, so the text is taken as one voice.</p>
          )}
          {preview.notes.map((note) => <p key={note} className={css.note}>{note}</p>)}
          <p className={css.beginning}>{preview.beginning}</p>
        </>
      )}
    </li>
  );
}
