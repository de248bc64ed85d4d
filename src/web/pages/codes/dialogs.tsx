import { useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { CodeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { wrongWith } from "../../foreseeing.ts";
import { useKept } from "../../kept.ts";
import { AskReason } from "../../parts/ask-reason.tsx";
import { Button, IconButton } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Picker, type Pickable } from "../../parts/picker.tsx";
import { say } from "../../parts/toast.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { between, withBelow } from "../../state/codes-tree.ts";
import css from "./dialogs.module.css";

/** Something about a code that must be asked first. */
export interface Asking {
  readonly ask: "merge" | "split" | "retire" | "back" | "move" | "compare";
  readonly code: string;
}

interface Props {
  readonly asking: Asking;
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly onClose: () => void;
}

export const pickable = (code: CodeAnswer): Pickable => ({ id: code.id, name: code.name, path: code.path, codings: code.codings, depth: code.depth, colour: code.colour, hue: code.hue, ...(code.kind === "heading" && { note: "heading" }) });
const passages = (n: number): string => (n === 0 ? "No passage" : n === 1 ? "The 1 passage" : `The ${n} passages`);

/** Asks for the other code, the names of the parts, or the reason; then does it. */
export function CodeDialogs({ asking, anchor, onClose }: Props): ReactElement | null {
  const study = useStudy();
  const navigate = useNavigate();
  const [into, setInto] = useState<string | null>(null);
  const code = codesById(study).get(asking.code);
  if (!code) return null;
  const below = withBelow(study.codes, code.id);
  const others = study.codes.filter((c) => !c.retired && !below.has(c.id));
  switch (asking.ask) {
    case "compare":
      return <Picker anchor={anchor} label={`Put “${code.name}” beside`} placeholder="Type the other code" options={study.codes.filter((c) => c.id !== code.id && c.codings > 0).map(pickable)} onPick={(id) => void navigate(`/codes/${code.id}?with=${id}`)} onClose={onClose} />;
    case "move": {
      const move = (parent: string | null): void => void act({ type: "code.move", code: code.id, parent, order: between(study.codes.filter((c) => c.parent === parent && c.id !== code.id).at(-1), undefined) }, { tell: true });
      const top: Pickable = { id: "", name: "the top level", path: "the top level", codings: 0 };
      return <Picker anchor={anchor} label={`Move “${code.name}” under`} placeholder="Type a code or heading" options={[...(code.parent === null ? [] : [top]), ...others.filter((c) => c.id !== code.parent).map(pickable)]} onPick={(id) => move(id === "" ? null : id)} onClose={onClose} />;
    }
    case "merge": {
      const target = study.codes.find((c) => c.id === into);
      if (!target) return <Picker anchor={anchor} label={`Merge “${code.name}” into`} placeholder="Type the code that stays" options={others.filter((c) => c.kind === "code").map(pickable)} onPick={setInto} onClose={(picked) => picked || onClose()} />;
      const under = below.size - 1;
      return (
        <AskReason
          title={`Merge “${code.name}” into “${target.name}”`}
          does="Merge"
          keep={`merge ${code.id}`}
          onClose={onClose}
          onDo={async (reason) => {
            const came = await act({ type: "code.merge", code: code.id, into: target.id, reason }, { quiet: true, tell: true });
            if (came.state !== "refused") void navigate(`/codes/${target.id}`, { replace: true });
            return wrongWith(came);
          }}
        >
          <p className={css.says}>{passages(code.codings)} of “{code.name}” will count under “{target.name}”{under > 0 ? `, and the ${under === 1 ? "code" : `${under} codes`} below it will lie under it` : ""}. Undo takes it apart again.</p>
        </AskReason>
      );
    }
    case "split":
      return <Split code={code} onClose={onClose} />;
    case "retire":
      return (
        <AskReason title={`Retire “${code.name}”`} does="Retire" keep={`retire ${code.id}`} onClose={onClose} onDo={async (reason) => wrongWith(await act({ type: "code.retire", code: code.id, retired: true, reason }, { quiet: true, tell: true }))}>
          <p className={css.says}>Nothing can be coded with it any more. {code.codings > 0 ? `${passages(code.codings)} keep it until they are recoded.` : "No passage has it."} It can be taken back into use at any time.</p>
        </AskReason>
      );
    case "back":
      return (
        <AskReason title={`Take “${code.name}” back into use`} does="Take back" keep={`back ${code.id}`} onClose={onClose} onDo={async (reason) => wrongWith(await act({ type: "code.retire", code: code.id, retired: false, reason }, { quiet: true, tell: true }))}>
          <p className={css.says}>It can be coded with again, as before.</p>
        </AskReason>
      );
  }
}

interface Part {
  readonly name: string;
  readonly description: string;
}
const empty: Part = { name: "", description: "" };

function Split({ code, onClose }: { readonly code: CodeAnswer; readonly onClose: () => void }): ReactElement {
  const navigate = useNavigate();
  const [parts, setParts, forgetParts] = useKept<readonly Part[]>(`split ${code.id}`, [empty, empty]);
  const [reason, setReason, forgetReason] = useKept<string>(`reason split ${code.id}`, "");
  const [problem, setProblem] = useState<string | null>(null);
  const change = (i: number, part: Partial<Part>): void => setParts(parts.map((p, n) => (n === i ? { ...p, ...part } : p)));
  const named = parts.filter((p) => p.name.trim() !== "");
  const split = async (): Promise<void> => {
    if (named.length === 0) return setProblem("Name at least one part.");
    const came = await act({ type: "code.split", code: code.id, into: named.map((p) => ({ name: p.name.trim(), description: p.description.trim() })), reason: reason.trim() }, { quiet: true });
    if (came.state === "refused") return setProblem(came.sentence);
    forgetParts();
    forgetReason();
    onClose();
    say(code.codings > 0 ? `Split “${code.name}”. Its passages stay here until each has its new code: choose one and press R.` : `Split “${code.name}”.`);
    void navigate(`/codes/${code.id}`, { replace: true });
  };
  return (
    <Dialog title={`Split “${code.name}”`} onClose={onClose} actions={<><Button onClick={() => { forgetParts(); forgetReason(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void split()}>Split</Button></>}>
      <p className={css.says}>The parts stand beside “{code.name}”. {code.codings > 0 ? `${passages(code.codings)} stay with it until each is read again and given to a part.` : ""}</p>
      {parts.map((part, i) => (
        <fieldset key={i} className={css.part}>
          <legend className="hidden-visually">Part {i + 1}</legend>
          <Field label={`Name of part ${i + 1}`} value={part.name} autoFocus={i === 0} onChange={(event) => change(i, { name: event.target.value })} />
          <Field label="Definition" value={part.description} onChange={(event) => change(i, { description: event.target.value })} />
          {parts.length > 1 ? <IconButton label={`Leave out part ${i + 1}`} onClick={() => setParts(parts.filter((_, n) => n !== i))}><Icon name="close" size="s" /></IconButton> : null}
        </fieldset>
      ))}
      <Button size="s" className={css.another!} onClick={() => setParts([...parts, empty])}><Icon name="plus" size="s" />Another part</Button>
      <TextArea label="Why" hint="For the audit trail, and for yourself in a year." problem={problem} value={reason} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void split(); }} />
    </Dialog>
  );
}
