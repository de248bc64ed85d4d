import { useRef, useState, type ReactElement } from "react";
import { dayInWords } from "../../../analysis/wording.ts";
import type { Guide } from "../../../study/interview.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { useStudy } from "../../queries.ts";
import { guideLines, nextVersion, questionsIn } from "../../state/guide-lines.ts";
import { wrong } from "./data.ts";
import css from "./papers.module.css";

/** The interview guide: the version that is looked at, with what changed in it and why, and how often it was used. */
export function Guides(): ReactElement {
  const study = useStudy();
  const { guides, readOnly } = study;
  const [chosen, choose] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const guide = guides.find((g) => g.id === chosen) ?? guides.at(-1);
  return (
    <section className={css.card} aria-labelledby="guide">
      <header>
        <h2 id="guide">Interview guide</h2>
        {guides.length > 1 && guides.length <= 5 && guide ? <Segmented label="Version shown" value={guide.id} options={guides.map((g) => [g.id, g.version] as const)} onChange={choose} /> : null}
        {guides.length > 5 && guide ? <select aria-label="Version shown" value={guide.id} onChange={(event) => choose(event.target.value)}>{guides.map((g) => <option key={g.id} value={g.id}>{g.version}</option>)}</select> : null}
        <Button size="s" className={css.far!} disabled={readOnly} onClick={() => setAdding(true)}><Icon name="plus" size="s" />{guides.length === 0 ? "Add the guide" : "Add a version"}</Button>
      </header>
      {guide ? <OneGuide guide={guide} before={guides[guides.indexOf(guide) - 1] ?? null} /> : <p className={css.none}>No guide is recorded yet. Add its first version, as text or from a file; later versions say what was changed and why.</p>}
      {adding ? <NewGuide onClose={() => setAdding(false)} onMade={choose} /> : null}
    </section>
  );
}

function OneGuide({ guide, before }: { readonly guide: Guide; readonly before: Guide | null }): ReactElement {
  const { interviews } = useStudy();
  const shown = guideLines(guide.text, before?.text ?? null);
  const questions = questionsIn(shown);
  const used = interviews.filter((i) => i.guide === guide.id).length;
  return (
    <>
      <p className={css.about}>
        <b>{guide.version}</b>{[guide.date === "" ? "from a date not known" : `from ${dayInWords(guide.date)}`, questions > 0 && (questions === 1 ? "1 question" : `${questions} questions`), shown.mostlyNew && "most of it new"].filter(Boolean).join(", ")} <Chip>{used === 0 ? "in no interview" : used === 1 ? "in 1 interview" : `in ${used} interviews`}</Chip>
      </p>
      {guide.change ? <p className={css.change}><b>What changed, and why</b>{guide.change}</p> : null}
      <div className={css.guide}>
        {shown.lines.map((line, i) => (
          <p key={i} data-kind={line.kind} >
            {line.mark ? <span>{line.mark}</span> : null}{line.text}{line.fresh && !shown.mostlyNew ? <small>new</small> : null}
          </p>
        ))}
        {guide.text.trim() === "" ? <p className={css.none}>Its text is not recorded.</p> : null}
      </div>
      {shown.gone.length > 0 ? <details className={css.goneLines}><summary>{shown.gone.length === 1 ? "1 line" : `${shown.gone.length} lines`} of {before?.version} left out</summary><ul>{shown.gone.map((line, i) => <li key={i}>{line}</li>)}</ul></details> : null}
    </>
  );
}

function NewGuide({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (guide: string) => void }): ReactElement {
  const { guides, settings } = useStudy();
  const last = guides.at(-1);
  const [typed, setTyped, forget] = useKept(`new guide ${settings.id} ${guides.length}`, { version: nextVersion(guides.map((g) => g.version)), date: "", text: last?.text ?? "", change: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const set = (by: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...by });
    setProblem(null);
  };
  const read = async (given: File | undefined): Promise<void> => {
    if (!given) return;
    if (given.size > 2_000_000 || !/\.(txt|md|markdown|text)$/i.test(given.name)) return setProblem(`${given.name} is no plain text. Save the guide as a text or Markdown file, or paste its words here.`);
    set({ text: (await given.text()).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").trim() });
  };
  const save = async (): Promise<void> => {
    if (typed.version.trim() === "") return setProblem("Give the version a name, such as v2.");
    if (typed.text.trim() === "") return setProblem("Write the questions, or take them from a file.");
    const came = await act({ type: "guide.define", version: typed.version.trim(), date: typed.date, text: typed.text.trim(), change: typed.change.trim() }, { quiet: true, tell: true });
    const sentence = wrong(came);
    if (sentence !== null) return setProblem(sentence);
    forget();
    if (came.state === "done" && came.made[0]) onMade(came.made[0]);
    onClose();
  };
  return (
    <Dialog title={last ? `A version after ${last.version}` : "The interview guide"} wide onClose={onClose} actions={<><Button onClick={() => { forget(); onClose(); }}>Cancel</Button><Button look="main" onClick={() => void save()}>Record it</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className={css.pair}>
          <Field label="Version" value={typed.version} onChange={(event) => set({ version: event.target.value })} />
          <Field label="In use from" type="date" value={typed.date} onChange={(event) => set({ date: event.target.value })} />
        </div>
        <TextArea label="The guide" hint={last ? "It begins as the version before. Number the questions; begin a probe with a dash." : "Number the questions; begin a probe with a dash, and a heading with #."} rows={14} className={css.words!} value={typed.text} onChange={(event) => set({ text: event.target.value })} />
        <p className={css.fromFile}>
          <input ref={file} type="file" hidden accept=".txt,.md,.markdown,.text,text/plain" onChange={(event) => { void read(event.target.files?.[0]); event.target.value = ""; }} />
          <Button size="s" onClick={() => file.current?.click()}>Take it from a text file</Button>
        </p>
        {last ? <TextArea label="What changed, and why" hint="The write-up and the audit trail tell it." rows={2} value={typed.change} onChange={(event) => set({ change: event.target.value })} /> : null}
        {problem ? <p role="alert" className={css.problem}>{problem}</p> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
