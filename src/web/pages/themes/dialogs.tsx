import { useState, type ReactElement } from "react";
import type { ThemeAnswer } from "../../../server/answers.ts";
import { memoKinds, type MemoKind } from "../../../study/memo.ts";
import { act } from "../../doing.ts";
import { useThemeStory, wrongWith } from "../../foreseeing.ts";
import { useKept } from "../../kept.ts";
import { AskReason } from "../../parts/ask-reason.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, Select, TextArea } from "../../parts/field.tsx";
import { Picker, type Pickable } from "../../parts/picker.tsx";
import { useStudy } from "../../queries.ts";
import { between } from "../../state/codes-tree.ts";
import { themesBelow, themeTree } from "../../state/themes-board.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import css from "./dialogs.module.css";

/** Something about a theme that must be asked first. */
export interface AskingTheme {
  readonly ask: "new" | "rename" | "note" | "nest" | "discard" | "discarded";
  /** The theme it is about; for a new one, the theme that it will lie under. */
  readonly theme: string | null;
}

/** Themes to pick from, in the order of their tree. */
export function themeOptions(themes: readonly ThemeAnswer[]): Pickable[] {
  const names = new Map(themes.map((t) => [t.id, t]));
  const pathOf = (t: ThemeAnswer): string => {
    const above = t.parent === null ? undefined : names.get(t.parent);
    return above ? `${above.name} / ${t.name}` : t.name;
  };
  return themeTree(themes).map(({ theme, depth }) => ({ id: theme.id, name: theme.name, path: pathOf(theme), codings: 0, depth, note: theme.state }));
}

interface Props {
  readonly asking: AskingTheme;
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly onNew: (name: string, parent: string | null) => Promise<void>;
  readonly onClose: () => void;
  readonly onDiscarded?: () => void;
}

export function ThemeDialogs({ asking, anchor, onNew, onClose, onDiscarded }: Props): ReactElement | null {
  const study = useStudy();
  const theme = study.themes.find((t) => t.id === asking.theme);
  switch (asking.ask) {
    case "new":
      return <Named title={theme ? `New subtheme of “${theme.name}”` : "New theme"} keep={`theme under ${asking.theme ?? ""}`} does="Make" onClose={onClose} onDo={async (name) => {
        if (study.themes.some((t) => t.state !== "discarded" && t.name.toLowerCase() === name.toLowerCase())) return `There is already a theme “${name}”. Give this one another name.`;
        await onNew(name, theme?.id ?? null);
        return null;
      }} />;
    case "rename":
      return theme ? <Named title="Rename the theme" keep={`theme name ${theme.id}`} before={theme.name} does="Rename" onClose={onClose} onDo={async (name) => wrongWith(await act({ type: "theme.describe", theme: theme.id, name }, { quiet: true }))} /> : null;
    case "note":
      return theme ? <Note theme={theme} onClose={onClose} /> : null;
    case "nest": {
      if (!theme) return null;
      const own = new Set([theme.id, ...themeTree(study.themes, theme.id).map((t) => t.theme.id)]);
      const top: Pickable = { id: "", name: "a theme of its own", path: "a theme of its own", codings: 0 };
      return (
        <Picker
          anchor={anchor}
          label={`Move “${theme.name}” under`}
          placeholder="Type a theme"
          options={[...(theme.parent === null ? [] : [top]), ...themeOptions(study.themes).filter((o) => !own.has(o.id) && o.id !== theme.parent)]}
          onPick={(id) => void act({ type: "theme.move", theme: theme.id, parent: id === "" ? null : id, order: between(themesBelow(study.themes, id === "" ? null : id).at(-1), undefined) }, { tell: true })}
          onClose={onClose}
        />
      );
    }
    case "discard":
      return theme ? (
        <AskReason title={`Discard “${theme.name}”`} does="Discard" keep={`discard ${theme.id}`} needed hint="What was it that did not hold? The audit trail of the write-up tells it." onClose={onClose} onDo={async (reason) => {
          const came = await act({ type: "theme.setState", theme: theme.id, state: "discarded", reason }, { quiet: true, tell: true });
          if (came.state !== "refused") onDiscarded?.();
          return wrongWith(came);
        }}>
          <p className={css.says}>It leaves the board{theme.codes.length > 0 ? ", and codes that no other theme has go back to the tray" : ""}. Its words, quotations and history are kept, and it can be taken back.</p>
        </AskReason>
      ) : null;
    case "discarded":
      return null;
  }
}

/** Asks for a name. */
function Named({ title, keep, before = "", does, onClose, onDo }: { readonly title: string; readonly keep: string; readonly before?: string; readonly does: string; readonly onClose: () => void; readonly onDo: (name: string) => Promise<string | null> }): ReactElement {
  const [name, setName, forget] = useKept<string>(keep, before);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    const wanted = name.replace(/\s+/g, " ").trim();
    if (wanted === "") return setProblem("Give it a name, if only for now.");
    const wrong = wanted === before ? null : await onDo(wanted);
    setProblem(wrong);
    if (wrong !== null) return;
    forget();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void go()}>{does} <kbd>Enter</kbd></Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); void go(); }}>
        <Field label="Name" hint="A claim says more than a topic: “Nobody brought a chair” rather than “Fathers”." problem={problem} value={name} autoFocus onFocus={(event) => event.target.select()} onChange={(event) => setName(event.target.value)} />
      </form>
    </Dialog>
  );
}

const kindNames: Record<MemoKind, string> = { analytic: "Analytic", reflexive: "Reflexive", method: "Method", case: "Case" };

function Note({ theme, onClose }: { readonly theme: ThemeAnswer; readonly onClose: () => void }): ReactElement {
  const [text, setText, forget] = useKept<string>(`theme note ${theme.id}`, "");
  const [kind, setKind] = useKept<MemoKind>(`theme note kind ${theme.id}`, "analytic");
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (text.trim() === "") return setProblem("Write something first.");
    const wrong = wrongWith(await act({ type: "memo.write", kind, text: text.trim(), links: [{ kind: "theme", id: theme.id }] }, { quiet: true }));
    setProblem(wrong);
    if (wrong !== null) return;
    forget();
    onClose();
  };
  return (
    <Dialog title={`Note on “${theme.name}”`} onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Throw away</Button><Button look="main" onClick={() => void save()}>Save <kbd>Ctrl Enter</kbd></Button></>}>
      <TextArea label="Note" bare problem={problem} rows={6} value={text} autoFocus onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(); }} />
      <Select label="Kind of note" value={kind} onChange={(event) => setKind(event.target.value as MemoKind)}>{memoKinds.map((k) => <option key={k} value={k}>{kindNames[k]}</option>)}</Select>
    </Dialog>
  );
}

/** The themes that were given up, with the reason, and the way back. */
export function Discarded({ onClose }: { readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const gone = study.themes.filter((t) => t.state === "discarded");
  return (
    <Dialog title="Discarded themes" onClose={onClose}>
      {gone.length === 0 ? <p className={css.says}>None is discarded now.</p> : gone.map((theme) => <Gone key={theme.id} theme={theme} />)}
    </Dialog>
  );
}

function Gone({ theme }: { readonly theme: ThemeAnswer }): ReactElement {
  const { data: story } = useThemeStory(theme.id);
  const last = story?.findLast((row) => row.text === "Discarded");
  return (
    <article className={css.gone}>
      <h3>{theme.name}</h3>
      <Button size="s" onClick={() => void act({ type: "theme.setState", theme: theme.id, state: "candidate" }, { tell: true })}>Take back as a candidate</Button>
      {last ? <p>{last.reason || "No reason was given."} <span>{last.by}, {dayOfStamp(last.stamp)}</span></p> : null}
    </article>
  );
}
