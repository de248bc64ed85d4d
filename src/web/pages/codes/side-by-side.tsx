import { useMemo, useRef, useState, type ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import type { CodeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { usePassagesOf, wrongWith } from "../../foreseeing.ts";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { placed } from "../../state/codes-passages.ts";
import { CodePassages } from "./code-passages.tsx";
import { CodeDialogs, type Asking } from "./dialogs.tsx";
import css from "./side-by-side.module.css";

/** Constant comparison: two codes with their definitions and passages beside each other, so that what tells them apart can be seen and written down. */
export function SideBySide({ one, other }: { readonly one: CodeAnswer; readonly other: CodeAnswer }): ReactElement {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking | null>(null);
  const box = useRef<HTMLElement>(null);
  const across = (side: number) => (): void => box.current?.querySelectorAll<HTMLElement>("[data-side]")[side]?.querySelector<HTMLElement>("[data-passage][tabindex='0']")?.focus();
  return (
    <section ref={box} className={css.both} aria-label={`${one.name} beside ${other.name}`}>
      <header className={css.head}>
        <h2>Constant comparison</h2>
        <p>What do the passages share, what sets them apart? <kbd>X</kbd> gives a passage to the other code, <kbd>←</kbd> <kbd>→</kbd> go across.</p>
        <span>
          <Button size="s" onClick={() => void navigate(`/codes/${other.id}?with=${one.id}`)}><Icon name="swap" size="s" />Change sides</Button>
          <Button size="s" onClick={() => setAsking({ ask: "compare", code: one.id })}>Another code</Button>
          <Link to={`/codes/${one.id}`} className={css.done}>Done</Link>
        </span>
      </header>
      {[[one, other], [other, one]].map(([code, beside], side) => (
        <Side key={code!.id} code={code!} beside={beside!} onAcross={across(1 - side)} />
      ))}
      {asking ? <CodeDialogs asking={asking} anchor={() => box.current?.getBoundingClientRect() ?? null} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

function Side({ code, beside, onAcross }: { readonly code: CodeAnswer; readonly beside: CodeAnswer; readonly onAcross: () => void }): ReactElement {
  const study = useStudy();
  const { data, isPending } = usePassagesOf(code.id, false);
  const passages = useMemo(() => placed(study, data ?? []), [study, data]);
  return (
    <div className={css.side} data-side={code.id}>
      <div className={css.code}>
        <h3><Dot code={code} /><Link to={`/codes/${code.id}`}>{code.name}</Link><span>{passages.length}</span></h3>
        <InPlace label={`Definition of ${code.name}`} bare keep={`code ${code.id} description`} value={code.description} hint="Definition: what does this code say?" look="read" onSave={async (description) => wrongWith(await act({ type: "code.describe", code: code.id, description }, { quiet: true }))} />
        <InPlace label="When not to use it" keep={`code ${code.id} whenNotToUse`} value={code.whenNotToUse} hint={`How is it told apart from “${beside.name}”?`} look="read" onSave={async (whenNotToUse) => wrongWith(await act({ type: "code.describe", code: code.id, whenNotToUse }, { quiet: true }))} />
      </div>
      {isPending ? <p role="status" className={css.says}>Looking for its passages</p> : passages.length === 0 ? <p className={css.says}>Nothing is coded with this.</p> : <CodePassages label={`Passages of ${code.name}`} passages={passages} beside={beside} onAcross={onAcross} />}
    </div>
  );
}
