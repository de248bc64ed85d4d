import { useMemo, useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { act } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useFocusLater } from "../../parts/focus-later.ts";
import { Passages } from "../../parts/passages.tsx";
import { Picker } from "../../parts/picker.tsx";
import { say } from "../../parts/toast.tsx";
import { newId } from "../../ids.ts";
import { codesById, memory, useStudy } from "../../queries.ts";
import { neighbour, type Placed } from "../../state/codes-passages.ts";
import css from "./code-passages.module.css";
import { pickable } from "./dialogs.tsx";

interface Props {
  readonly label: string;
  readonly passages: readonly Placed[];
  /** Say of each passage which code it has: several are shown together. */
  readonly showCode?: boolean;
  /** The code beside it, to which X gives a passage. */
  readonly beside?: { readonly id: string; readonly name: string };
  /** Called with the key that goes to the other side. */
  readonly onAcross?: () => void;
}

/** Passages of a code that can be recoded, removed and opened where they stand, by mouse or by keyboard. */
export function CodePassages({ label, passages: all, showCode = false, beside, onAcross }: Props): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const codes = codesById(study);
  const [at, setAt] = useState<string | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [recoding, setRecoding] = useState<readonly Placed[] | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const box = useRef<HTMLDivElement>(null);
  const focusLater = useFocusLater(box);
  const passages = useMemo(() => (gone.size === 0 ? all : all.filter((p) => !gone.has(p.coding))), [all, gone]);
  const several = new Set(all.map((p) => p.coder)).size > 1;
  const coderOf = (p: Placed): string => study.coders.find((c) => c.id === p.coder)?.name ?? "someone";
  const focusOn = (coding: string | null): void => {
    if (coding === null) return;
    setAt(coding);
    focusLater(`[data-passage="${coding}"]`);
  };
  /** The passages that are meant: those marked, or the one in hand; none where one of them is not the viewer's own. */
  const meant = (p: Placed): readonly Placed[] => {
    const list = marked.size > 0 ? passages.filter((q) => marked.has(q.coding)) : [p];
    const others = list.find((q) => q.coder !== study.me.id);
    if (!others) return list;
    say(`${coderOf(others)} coded this passage; only ${coderOf(others)} can change it. Code the words yourself in the interview, or talk it over.`);
    return [];
  };
  const carry = async (list: readonly Placed[], commands: Parameters<typeof act>[0], told: string): Promise<void> => {
    const ids = new Set([...gone, ...list.map((p) => p.coding)]);
    const next = neighbour(passages.map((p) => p.coding), ids, list[0]?.coding ?? null);
    setMarked(new Set());
    setGone(ids);
    focusOn(next);
    const came = await act(commands);
    if (came.state === "done") say(told);
    await memory.invalidateQueries({ queryKey: ["passages"] });
    setGone(new Set());
  };
  const recode = (list: readonly Placed[], to: string, name: string): void => {
    const changed = list.filter((p) => p.code !== to);
    if (changed.length === 0) return;
    void carry(changed, changed.map((p) => ({ type: "coding.recode", coding: p.coding, code: to })), changed.length === 1 ? `Recoded as “${name}”.` : `Recoded ${changed.length} passages as “${name}”.`);
  };
  const recodeAsNew = (list: readonly Placed[], name: string): void => {
    const id = newId();
    const parent = codes.get(list[0]?.code ?? "")?.parent ?? null;
    void carry(list, [{ type: "code.create", id, name, parent }, ...list.map((p) => ({ type: "coding.recode" as const, coding: p.coding, code: id }))], `Made “${name}” and gave it ${list.length === 1 ? "the passage" : `${list.length} passages`}.`);
  };
  const remove = (list: readonly Placed[]): void => {
    if (list.length > 0) void carry(list, list.map((p) => ({ type: "coding.remove", coding: p.coding })), list.length === 1 ? "Took the code off the passage. Ctrl Z puts it back." : `Took the code off ${list.length} passages. Ctrl Z puts it back.`);
  };
  const open = (p: Placed): void => void navigate(`/interviews/${p.source}?from=${p.start}&to=${p.end}`);
  const mark = (p: Placed): void => {
    const next = new Set(marked);
    if (!next.delete(p.coding)) next.add(p.coding);
    setMarked(next);
  };
  const begin = (p: Placed): void => {
    const list = meant(p);
    if (list.length > 0) setRecoding(list);
  };
  return (
    <div ref={box}>
      {marked.size > 0 ? (
        <p className={css.marked} role="status">
          {marked.size === 1 ? "1 passage is marked" : `${marked.size} passages are marked`}
          <Button size="s" onClick={() => { const [first] = passages.filter((p) => marked.has(p.coding)); if (first) begin(first); }}>Recode <kbd>R</kbd></Button>
          <Button size="s" look="quiet" onClick={() => setMarked(new Set())}>Let go <kbd>Esc</kbd></Button>
        </p>
      ) : null}
      <Passages
        label={label}
        passages={passages}
        at={at}
        onAt={setAt}
        marked={marked}
        codeOf={(p) => codes.get(p.code)}
        renderAbout={(p) =>
          showCode || several || p.memos.length > 0 ? (
            <>
              {showCode ? <span className={css.code}><Dot code={codes.get(p.code)} />{codes.get(p.code)?.name}</span> : null}
              {several ? <span>{coderOf(p)}</span> : null}
              {p.memos.length > 0 ? <span className={css.code}><Icon name="note" size="s" />{p.memos.length === 1 ? "a note" : `${p.memos.length} notes`}</span> : null}
            </>
          ) : null
        }
        renderActions={(p) => (
          <>
            {beside ? <Button size="s" look="quiet" tabIndex={-1} onClick={() => recode(meant(p), beside.id, beside.name)}>To “{beside.name}” <kbd>X</kbd></Button> : null}
            <Button size="s" look="quiet" tabIndex={-1} onClick={() => begin(p)}>Recode <kbd>R</kbd></Button>
            <Button size="s" look="quiet" tabIndex={-1} onClick={() => open(p)}>Open <kbd>O</kbd></Button>
            <Button size="s" look="quiet" tabIndex={-1} onClick={() => remove(meant(p))}>Remove <kbd>Del</kbd></Button>
          </>
        )}
        onKey={(event, p) => {
          const key = event.key.toLowerCase();
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (key === "r") begin(p);
          else if (key === "o" || key === "enter") open(p);
          else if (key === "delete" || key === "backspace") remove(meant(p));
          else if (key === " ") mark(p);
          else if (key === "escape" && marked.size > 0) setMarked(new Set());
          else if (key === "x" && beside) recode(meant(p), beside.id, beside.name);
          else if ((key === "arrowleft" || key === "arrowright") && onAcross) onAcross();
          else return;
          event.preventDefault();
        }}
      />
      {recoding ? (
        <Picker
          anchor={() => box.current?.querySelector(`[data-passage="${recoding[0]!.coding}"] mark`)?.getBoundingClientRect() ?? null}
          label={recoding.length === 1 ? "Another code for this passage" : `Another code for ${recoding.length} passages`}
          placeholder="Type a code"
          options={study.codes.filter((c) => c.kind === "code" && !c.retired && (recoding.length > 1 || c.id !== recoding[0]!.code)).map(pickable)}
          onPick={(id) => recode(recoding, id, codes.get(id)?.name ?? "")}
          onNew={(name) => recodeAsNew(recoding, name)}
          newLabel={(name) => `New code “${name}”`}
          onClose={() => setRecoding(null)}
        />
      ) : null}
    </div>
  );
}
