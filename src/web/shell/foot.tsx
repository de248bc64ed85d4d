import { useSyncExternalStore, type ReactElement } from "react";
import type { StudyAnswer } from "../../server/answers.ts";
import { useConnected, useWaiting } from "../changes.ts";
import { takeBack, useUnsaved } from "../doing.ts";
import { useIsLookingBack } from "../looking-back.ts";
import css from "./foot.module.css";

let said: readonly string[] = [];
const listeners = new Set<() => void>();

/** Lets a page say a few short things in the line at the bottom, for as long as it shows them. */
export function tellFoot(lines: readonly string[]): void {
  if (lines.length === said.length && lines.every((line, i) => line === said[i])) return;
  said = lines;
  for (const listener of listeners) listener();
}

/** The line at the bottom: whether all is saved, what the page has to say, and what undo would take back. */
export function Foot({ study }: { readonly study: StudyAnswer }): ReactElement {
  const lines = useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), () => said);
  const [unsaved, waiting, connected] = [useUnsaved(), useWaiting(), useConnected()];
  const lookingBack = useIsLookingBack();
  const state = waiting > 0 ? `${waiting} kept here` : !connected ? "Not connected" : unsaved > 0 ? "Saving" : "Saved";
  const shown = lines.length > 0 ? lines : [`${study.sources.length} interviews, ${study.codes.filter((c) => c.kind === "code" && !c.retired).length} codes, ${study.codings} codings`];
  return (
    <footer className={css.foot}>
      <span className={state === "Saved" || state === "Saving" ? css.ok : css.warn}>{state}</span>
      {shown.map((line) => <span key={line} className={css.line}>{line}</span>)}
      {study.conflicts.length > 0 ? <span className={css.warn}>{study.conflicts.length === 1 ? "1 conflict to look at" : `${study.conflicts.length} conflicts to look at`}</span> : null}
      <span className={css.end}>
        {study.redo && !lookingBack ? <button type="button" onClick={() => void takeBack("redo")} title={`Do again: ${study.redo}`}>Redo <kbd>Ctrl Shift Z</kbd></button> : null}
        {study.undo && !lookingBack ? (
          <button type="button" onClick={() => void takeBack("undo")} title={`Undo: ${study.undo}`}>
            <span className={css.what}>Undo: {study.undo}</span><span className={css.brief}>Undo</span> <kbd>Ctrl Z</kbd>
          </button>
        ) : null}
      </span>
    </footer>
  );
}
