import { useState, type ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import type { Range } from "../../../text/range.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { Floating } from "../../parts/floating.tsx";
import css from "./note-popover.module.css";

interface Props {
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly source: SourceAnswer;
  readonly range: Range;
  readonly onClose: () => void;
}

/** Corrects the selected words. The original stays, the codings keep their place. */
export function Correct({ anchor, source, range, onClose }: Props): ReactElement {
  const words = source.text.slice(range.start, range.end);
  const [text, setText, forget] = useKept<string>(`correct ${source.id} ${range.start}`, words);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (text === words) return onClose();
    const came = await act({ type: "source.edit", source: source.id, edits: [{ at: range.start, remove: range.end - range.start, insert: text }], letters: source.text }, { quiet: true, tell: true });
    if (came.state === "refused") return setProblem(came.sentence);
    forget();
    onClose();
  };
  return (
    <Floating anchor={anchor} label="Correct the words" onClose={onClose} className={css.note!}>
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <TextArea
          label="Correct the words"
          hint="As they were said. The original is kept, and codings move with the text."
          problem={problem}
          value={text}
          autoFocus
          dir="auto"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            void save();
          }}
        />
        <div className={css.foot}>
          <Button size="s" onClick={() => { forget(); onClose(); }}>Leave as it was</Button>
          <Button size="s" look="main" type="submit">Correct <kbd>Enter</kbd></Button>
        </div>
      </form>
    </Floating>
  );
}
