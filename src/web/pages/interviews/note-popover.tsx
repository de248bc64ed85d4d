import { useState, type ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import type { MemoKind } from "../../../study/memo.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { Floating } from "../../parts/floating.tsx";
import { codesById, useStudy } from "../../queries.ts";
import css from "./note-popover.module.css";

interface Props {
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly source: SourceAnswer;
  /** The coding that the note is on; null for one on the interview. */
  readonly coding: string | null;
  readonly onClose: () => void;
}

const kinds: readonly (readonly [MemoKind, string])[] = [["analytic", "Analytic"], ["reflexive", "Reflexive"], ["method", "Method"], ["case", "Case"]];

/** Writes a note beside the text. What is typed is kept until it is saved or thrown away. */
export function NotePopover({ anchor, source, coding, onClose }: Props): ReactElement {
  const study = useStudy();
  const [text, setText, forget] = useKept<string>(`note ${source.id} ${coding ?? ""}`, "");
  const [kind, setKind] = useState<MemoKind>("analytic");
  const on = source.codings.find((c) => c.id === coding);
  const save = async (): Promise<void> => {
    if (text.trim() === "") return;
    const came = await act({ type: "memo.write", kind, text: text.trim(), links: on ? [{ kind: "coding", id: on.id }] : [{ kind: "source", id: source.id }] });
    if (came.state === "refused") return;
    forget();
    onClose();
  };
  return (
    <Floating anchor={anchor} label="Write a note" onClose={onClose} className={css.note!}>
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <TextArea
          label={on ? `Note on “${codesById(study).get(on.code)?.name ?? ""}” here` : `Note on ${source.name}`}
          hint={on ? undefined : "These words have no code yet, so the note belongs to the interview. Code them first to keep it beside them."}
          value={text}
          autoFocus
          dir="auto"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(); }}
        />
        <div className={css.foot}>
          <select aria-label="Kind of note" value={kind} onChange={(event) => setKind(event.target.value as MemoKind)}>{kinds.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</select>
          <Button size="s" onClick={() => { forget(); onClose(); }}>Throw away</Button>
          <Button size="s" look="main" type="submit" disabled={text.trim() === ""}>Save <kbd>Ctrl Enter</kbd></Button>
        </div>
      </form>
    </Floating>
  );
}
