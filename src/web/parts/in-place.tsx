import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import { useKept } from "../kept.ts";
import { Button } from "./button.tsx";
import css from "./in-place.module.css";

interface Props {
  readonly label: string;
  /** Keep the label for screen readers only. */
  readonly bare?: boolean;
  /** Where what is typed is kept until it is saved: one for each thing that is written. */
  readonly keep: string;
  readonly value: string;
  /** What to write here, shown while it is empty. */
  readonly hint: string;
  /** `read` for longer words in the reading face, `title` for a name in large letters, `plain` otherwise. */
  readonly look?: "read" | "title" | "plain";
  /** One line: Enter saves. Otherwise Ctrl Enter does. */
  readonly line?: boolean;
  /** Nothing may stand there: an empty text is put back instead of saved. */
  readonly needed?: boolean;
  readonly disabled?: boolean;
  /** Saves; answers with what is wrong, or null. */
  readonly onSave: (value: string) => Promise<string | null>;
}

/** What was typed, and over which words; where these were saved just now, which words stood there before. */
interface Typed {
  readonly text: string;
  readonly over: string;
  readonly before?: string;
}

/**
 * Words that are edited where they stand. They are saved when the cursor leaves them; Esc puts back what was there.
 * What was typed and not saved is kept, over a reload too, and comes back with a word about it. Where others changed
 * the words meanwhile, theirs are shown, and nothing is saved over them until it is asked for.
 */
export function InPlace({ label, bare = false, keep, value, hint, look = "plain", line = false, needed = false, disabled = false, onSave }: Props): ReactElement {
  const id = useId();
  const [kept, setKept, forget] = useKept<Typed | null>(`in place ${keep}`, null);
  const [problem, setProblem] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const saving = useRef(false);
  // What was taken to be saved is shown until it comes back: at once, or when a server that was stopped is there again.
  const [settling, setSettling] = useState<{ readonly keep: string; readonly text: string } | null>(null);
  const typed = kept?.text ?? null;
  const shown = typed ?? value;
  const isSettling = settling?.keep === keep && settling.text === typed;
  const meanwhile = kept !== null && kept.over !== value && kept.before !== value && kept.text !== value && !isSettling && !saving.current;
  useEffect(() => setProblem(null), [keep]);
  useEffect(() => {
    if (saving.current || kept === null) return;
    // It has come back, or others' words came after it.
    if (kept.text === value || (isSettling && kept.over !== value)) {
      forget();
      setSettling(null);
    }
  }, [kept, value, isSettling, forget]);
  const save = async (over = false): Promise<void> => {
    if (typed === null || saving.current || (meanwhile && !over)) return;
    const next = line ? typed.replace(/\s+/g, " ").trim() : typed.trim();
    if (next === value.trim() || (needed && next === "")) {
      forget();
      return setProblem(null);
    }
    saving.current = true;
    setKept({ text: next, over: value });
    const wrong = await onSave(next);
    saving.current = false;
    setProblem(wrong);
    if (wrong === null) setSettling({ keep, text: next });
  };
  return (
    <div className={css.field}>
      <label htmlFor={id} className={bare ? "hidden-visually" : css.label}>{label}</label>
      <textarea
        id={id}
        ref={area}
        rows={1}
        disabled={disabled}
        className={`${css.area} ${css[look]}`}
        placeholder={hint}
        value={shown}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem || typed !== null ? `${id}-about` : undefined}
        onChange={(event) => setKept({ text: line ? event.target.value.replaceAll("\n", " ") : event.target.value, ...(isSettling && kept ? { over: kept.text, before: kept.over } : { over: kept?.over ?? value, ...(kept?.before !== undefined && { before: kept.before }) }) })}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Escape" && typed !== null) {
            event.preventDefault();
            event.stopPropagation();
            forget();
            setProblem(null);
          } else if (event.key === "Enter" && (line || event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (meanwhile) void save(true);
            else area.current?.blur();
          } else event.stopPropagation();
        }}
      />
      {problem ? <p className={css.problem} role="alert" id={`${id}-about`}>{problem} What you typed is kept here; Esc puts back what was there.</p> : meanwhile ? (
        <div className={css.meanwhile} role="alert" id={`${id}-about`}>
          <p>{value.trim() === "" ? "This was emptied meanwhile." : <>This was changed meanwhile, to: <q>{value}</q></>}</p>
          <p><Button size="s" onClick={() => void save(true)}>Save mine over it</Button><Button size="s" onClick={() => { forget(); setProblem(null); }}>Take theirs</Button></p>
        </div>
      ) : typed !== null && typed !== value && !isSettling ? <p className={css.unsaved} id={`${id}-about`}>Not saved yet; {line ? "Enter" : "Ctrl Enter"} saves, Esc puts back what was there.</p> : null}
    </div>
  );
}
