import { useState, type ReactElement, type ReactNode } from "react";
import { useKept } from "../kept.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextArea } from "./field.tsx";

interface Props {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly children?: ReactNode;
  /** What the button says: "Merge". */
  readonly does: string;
  readonly keep: string;
  readonly label?: string;
  readonly hint?: string;
  /** The reason that stands there already. */
  readonly before?: string;
  /** Nothing is done without a reason. */
  readonly needed?: boolean;
  readonly onClose: () => void;
  /** Does it; answers with what is wrong, or null. */
  readonly onDo: (reason: string) => Promise<string | null>;
}

/** Asks why before something is done that the audit trail should explain. What is typed is kept until it is done or given up. */
export function AskReason({ title, children, does, keep, label = "Why", hint = "For the audit trail, and for yourself in a year.", before = "", needed = false, onClose, onDo }: Props): ReactElement {
  const [reason, setReason, forget] = useKept<string>(`reason ${keep}`, before);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    if (needed && reason.trim() === "") return setProblem("Write down why; the write-up asks for it.");
    const wrong = await onDo(reason.trim());
    setProblem(wrong);
    if (wrong !== null) return;
    forget();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void go()}>{does} <kbd>Ctrl Enter</kbd></Button></>}>
      {children}
      <TextArea
        label={label}
        hint={hint}
        problem={problem}
        value={reason}
        autoFocus
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void go();
        }}
      />
    </Dialog>
  );
}
