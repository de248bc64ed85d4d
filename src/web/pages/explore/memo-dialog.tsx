import { useState, type ReactElement } from "react";
import { memoKinds, type MemoKind } from "../../../study/memo.ts";
import { act } from "../../doing.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, Select, TextArea } from "../../parts/field.tsx";
import { useStudy } from "../../queries.ts";
import { memoKindNames } from "../../state/memo-links.ts";

const says: Readonly<Record<MemoKind, string>> = { analytic: "of what it may mean", reflexive: "of yourself in it", method: "of how the study is done", case: "of one person or place" };

/** Writes a memo on the study as a whole; what it is about is said on its page. */
export function WriteMemo({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (memo: string) => void }): ReactElement {
  const { settings } = useStudy();
  const [typed, setTyped, forget] = useKept(`new memo ${settings.id}`, { kind: "analytic" as MemoKind, title: "", text: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (typed.text.trim() === "") return setProblem("Write something first.");
    const id = newId();
    const came = await act({ type: "memo.write", id, kind: typed.kind, title: typed.title.trim(), text: typed.text.trim(), links: [] }, { quiet: true });
    if (came.state === "refused") return setProblem(came.sentence);
    forget();
    onClose();
    if (came.state === "done") onMade(id);
  };
  return (
    <Dialog title="Write a memo" wide onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Throw away</Button><Button look="main" onClick={() => void save()}>Save <kbd>Ctrl Enter</kbd></Button></>}>
      <Field label="Title" hint="If it needs one." value={typed.title} onChange={(event) => setTyped({ ...typed, title: event.target.value })} />
      <TextArea label="The memo" rows={9} problem={problem} value={typed.text} onChange={(event) => { setTyped({ ...typed, text: event.target.value }); setProblem(null); }} onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(); }} />
      <Select label="Kind" value={typed.kind} onChange={(event) => setTyped({ ...typed, kind: event.target.value as MemoKind })}>{memoKinds.map((kind) => <option key={kind} value={kind}>{memoKindNames[kind]}: {says[kind]}</option>)}</Select>
    </Dialog>
  );
}
