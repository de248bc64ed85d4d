import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import css from "./grid.module.css";

interface Props {
  readonly label: string;
  readonly start: string;
  readonly selectAll: boolean;
  readonly choices: readonly string[];
  readonly problem: string | null;
  /** False where what was typed does not fit and stays. */
  readonly onCommit: (typed: string, then: "down" | "right" | "left" | "stay") => Promise<boolean>;
  readonly onCancel: () => void;
  readonly onType: (typed: string) => void;
}

/** The line in a cell that is edited: Enter takes it and goes down, Tab goes on, Esc leaves the cell as it was. */
export function CellEditor({ label, start, selectAll, choices, problem, onCommit, onCancel, onType }: Props): ReactElement {
  const [typed, setTyped] = useState(start);
  const input = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const id = useId();
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (selectAll) input.current?.select();
  }, [selectAll]);
  const commit = async (then: "down" | "right" | "left" | "stay"): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    const taken = await onCommit(typed, then);
    busy.current = false;
    if (!taken) input.current?.focus({ preventScroll: true });
  };
  return (
    <span className={css.editor}>
      <input
        ref={input}
        value={typed}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        list={choices.length > 0 ? `${id}-choices` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          onType(event.target.value);
        }}
        onBlur={() => {
          if (!busy.current) void commit("stay");
        }}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") {
            event.preventDefault();
            busy.current = true;
            onCancel();
          } else if (event.key === "Enter") {
            event.preventDefault();
            void commit("down");
          } else if (event.key === "Tab") {
            event.preventDefault();
            void commit(event.shiftKey ? "left" : "right");
          }
        }}
      />
      {choices.length > 0 ? <datalist id={`${id}-choices`}>{choices.map((choice) => <option key={choice} value={choice} />)}</datalist> : null}
      {problem ? <span className={css.problem} role="alert" id={`${id}-problem`}>{problem} <span>Esc puts back what was there.</span></span> : null}
    </span>
  );
}
