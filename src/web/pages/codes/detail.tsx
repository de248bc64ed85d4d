import { useMemo, useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { CodeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { useCodeStory, usePassagesOf, useVoices, wrongWith } from "../../foreseeing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Chip, Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { Menu } from "../../parts/menu.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { Story } from "../../parts/story.tsx";
import { useStudy } from "../../queries.ts";
import { placed } from "../../state/codes-passages.ts";
import { withBelow } from "../../state/codes-tree.ts";
import { countsOf } from "../../state/themes-board.ts";
import { CodePassages } from "./code-passages.tsx";
import { Definition } from "./definition.tsx";
import css from "./detail.module.css";
import { CodeDialogs, type Asking } from "./dialogs.tsx";

type Pane = "passages" | "definition" | "history";

/** Everything about one code: its passages in the middle, its definition and history beside them (or by turns, where there is less room). */
export function Detail({ code }: { readonly code: CodeAnswer }): ReactElement {
  const study = useStudy();
  const [below, setBelow] = useKept<boolean>(`passages below ${code.id}`, code.codings === 0);
  const { data, error, isPending } = usePassagesOf(code.id, below);
  const { data: voices } = useVoices();
  const { data: story = [] } = useCodeStory(code.id);
  const [pane, setPane] = useState<Pane>("passages");
  const [asking, setAsking] = useState<Asking | null>(null);
  const more = useRef<HTMLDivElement>(null);
  const passages = useMemo(() => placed(study, data ?? []), [study, data]);
  const under = useMemo(() => withBelow(study.codes, code.id), [study.codes, code.id]);
  const people = voices ? [...countsOf(voices, below ? under : [code.id])].filter(([person, n]) => person >= 0 && n > 0).length : null;
  const themes = study.themes.filter((t) => t.state !== "discarded" && t.codes.includes(code.id));
  const path = code.path.slice(0, Math.max(0, code.path.length - code.name.length - 3));
  const ask = (what: Asking["ask"]) => (): void => setAsking({ ask: what, code: code.id });
  return (
    <section className={css.detail} aria-label={`Code: ${code.name}`} data-pane={pane}>
      <header className={css.head}>
        <div className={css.title}>
          <Dot code={code} />
          <div>
            {path ? <p className={css.path}>{path}</p> : null}
            <InPlace label="Name of the code" bare keep={`code ${code.id} name`} value={code.name} hint="Name" look="title" line needed onSave={async (name) => wrongWith(await act({ type: "code.describe", code: code.id, name }, { quiet: true }))} />
          </div>
        </div>
        <div className={css.tools}>
          <Button size="s" onClick={ask("compare")}><Icon name="compare" size="s" />Compare <kbd>C</kbd></Button>
          <Button size="s" onClick={ask("split")}>Split <kbd>S</kbd></Button>
          <Button size="s" onClick={ask("merge")}>Merge <kbd>M</kbd></Button>
          <div ref={more}>
            <Menu
              label={`More to do with “${code.name}”`}
              button={<Icon name="more" />}
              items={[
                { id: "move", name: "Move under another", keys: "P", act: ask("move") },
                { id: "kind", name: code.kind === "code" ? "Make it a heading" : "Make it a code", act: () => void act({ type: "code.describe", code: code.id, kind: code.kind === "code" ? "heading" : "code" }, { tell: true }) },
                code.retired ? { id: "back", name: "Take back into use", keys: "Del", act: ask("back") } : { id: "retire", name: "Retire", keys: "Del", act: ask("retire") },
              ]}
            />
          </div>
        </div>
        <p className={css.meta}>
          <span><b>{passages.length}</b> {passages.length === 1 ? "passage" : "passages"}</span>
          {people === null ? null : <span><b>{people}</b> of {voices!.people.length} participants</span>}
          {under.size > 1 ? (
            <label className={css.below}><input type="checkbox" checked={below} onChange={(event) => setBelow(event.target.checked)} />with the {under.size === 2 ? "code" : `${under.size - 1} codes`} below</label>
          ) : null}
          {code.kind === "heading" ? <Chip>heading</Chip> : null}
          {code.retired ? <Chip tone="warn">retired</Chip> : null}
          {themes.map((t) => <Link key={t.id} to={`/themes/${t.id}`} className={css.theme} title="Open the theme"><Icon name="themes" size="s" />{t.name}</Link>)}
        </p>
        <div className={css.switch}><Segmented label="What is shown of the code" value={pane} options={[["passages", "Passages"], ["definition", "Definition"], ["history", "History"]]} onChange={setPane} /></div>
      </header>
      <div className={css.main}>
        {error ? <p role="alert" className={css.says}>{error.message}</p> : isPending ? <p role="status" className={css.says}>Looking for its passages</p> : passages.length === 0 ? (
          <EmptyState icon="interviews" title={code.kind === "heading" ? "A heading holds codes, not passages" : "Nothing is coded with this yet"} actions={code.kind === "heading" ? undefined : <Link to="/interviews">Read an interview</Link>}>
            {code.kind === "heading" ? "Move codes under it: drag them here in the tree, or choose one and press P." : under.size > 1 && !below ? "The codes below it may have passages: tick the box above to see them here." : "Select words in an interview and choose this code; every passage then stands here with who said it."}
          </EmptyState>
        ) : <CodePassages label={`Passages of ${code.name}`} passages={passages} showCode={below && under.size > 1} />}
      </div>
      <aside className={css.side} aria-label="Definition and history">
        <div className={css.definition}><Definition code={code} /></div>
        <div className={css.history}>
          <h2>What became of it</h2>
          {story.length === 0 ? <p className={css.says}>Nothing has been recorded of it yet.</p> : <Story rows={story} />}
          <p className={css.all}><Link to={`/history?about=${encodeURIComponent(code.id)}`}>All of its history</Link></p>
        </div>
      </aside>
      {asking ? <CodeDialogs asking={asking} anchor={() => more.current?.getBoundingClientRect() ?? null} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
