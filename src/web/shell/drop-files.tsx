import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from "react";
import type { StudyAnswer } from "../../server/answers.ts";
import { gather, type Given } from "../state/gathering.ts";
import { bringing, chosen, dropped } from "../uploading.ts";
import css from "./drop-files.module.css";

const Bring = lazy(() => import("../pages/bring/index.tsx"));
const Start = lazy(async () => ({ default: (await import("../pages/bring/start.tsx")).Start }));

let choose: (() => void) | null = null;
/** Opens the window in which files are chosen. */
export const chooseFiles = (): void => choose?.();

let begin: (() => void) | null = null;
/** Shows what can be brought in, and how. */
export const startBringing = (): void => begin?.();

let claim: ((files: readonly File[]) => readonly File[]) | null = null;
/** Lets a page take dropped files of its own kind before they are read here: it answers with those that it leaves. Returns how to stop. */
export function claimFiles(take: (files: readonly File[]) => readonly File[]): () => void {
  claim = take;
  return () => {
    if (claim === take) claim = null;
  };
}

/** Takes files dropped anywhere on the page, or chosen, to be looked at before anything is stored. */
export function DropFiles({ study }: { readonly study: StudyAnswer }): ReactElement {
  const [over, setOver] = useState(false);
  const [starting, setStarting] = useState(false);
  const items = useSyncExternalStore(bringing.subscribe, bringing.snapshot);
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const seen = useRef(study.settings.id);
  const [used, setUsed] = useState(false);
  // What came of a file is shown after it has left the queue.
  if (items.length > 0 && !used) setUsed(true);
  bringing.registers = study.participants.length === 0;
  const take = (given: readonly Given<File>[]): void => {
    setStarting(false);
    if (given.length > 0) void bringing.take(gather(given));
  };
  useEffect(() => {
    // What waits belongs to the study that was open.
    if (seen.current !== study.settings.id) bringing.leave();
    seen.current = study.settings.id;
  }, [study.settings.id]);
  useEffect(() => {
    choose = () => input.current?.click();
    begin = () => setStarting(true);
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
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void dropped(event.dataTransfer).then((given) => {
        const left = claim?.(given.map(({ file }) => file));
        take(left ? given.filter(({ file }) => left.includes(file)) : given);
      });
    };
    const events = [["dragenter", enter], ["dragleave", leave], ["dragover", hover], ["drop", drop]] as const;
    for (const [name, listener] of events) window.addEventListener(name, listener);
    return () => {
      choose = begin = null;
      for (const [name, listener] of events) window.removeEventListener(name, listener);
    };
  }, []);
  return (
    <>
      <input ref={input} type="file" multiple hidden data-files onChange={(event) => { take(chosen(event.target.files)); event.target.value = ""; }} />
      <input ref={folder} type="file" multiple hidden data-folder {...{ webkitdirectory: "" }} onChange={(event) => { take(chosen(event.target.files)); event.target.value = ""; }} />
      {over ? <div className={css.over}><p>Drop files to look at them before they are stored</p></div> : null}
      <Suspense fallback={null}>
        {starting ? <Start onFiles={() => input.current?.click()} onFolder={() => folder.current?.click()} onClose={() => setStarting(false)} /> : null}
        {used ? <Bring study={study} /> : null}
      </Suspense>
    </>
  );
}
