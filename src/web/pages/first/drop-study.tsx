import { useEffect, useRef, useState, type ReactElement } from "react";
import { Refused, ask, asPerson, server } from "../../server.ts";
import css from "./first.module.css";
import type { Opener } from "./index.tsx";

/** Takes a study file that is dropped on the first page: a copy of it is put beside the others and opened. Other files need a study first. */
export function DropStudy({ opener }: { readonly opener: Opener }): ReactElement {
  const [over, setOver] = useState(false);
  const now = useRef(opener);
  now.current = opener;
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) void now.current.go("dropped", () => keep(file));
    };
    const events = [["dragover", onOver], ["dragleave", onLeave], ["drop", onDrop]] as const;
    for (const [name, listener] of events) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of events) window.removeEventListener(name, listener as EventListener);
    };
  }, []);
  const { wrong, busy } = opener;
  return (
    <>
      <p className={css.quiet}>{busy === "dropped" ? "Taking it in" : "A study file can also be dropped here: a copy of it is put beside the others and opened."}</p>
      {wrong?.at === "dropped" ? <p className={css.problem} role="alert">{wrong.sentence}</p> : null}
      {over ? <div className={css.over}><p>Drop a study file to open a copy of it</p></div> : null}
    </>
  );
}

async function keep(file: File): Promise<void> {
  if (!/\.earshot$/i.test(file.name)) throw new Refused("invalid", `${file.name} is no study file. Begin or open a study first, then drop it there.`);
  const answer = await fetch(`/api/desk/receive?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers: asPerson() });
  const { upload, refusal } = (await answer.json()) as { upload?: string; refusal?: { reason: string; sentence: string } };
  if (upload === undefined) throw new Refused(refusal?.reason ?? "bug", refusal?.sentence ?? `${file.name} could not be taken in.`);
  await ask(server.desk.keep.$post({ json: { upload } }));
}
