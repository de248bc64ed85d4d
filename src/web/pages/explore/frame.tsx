import type { ReactElement, ReactNode } from "react";
import { useNavigate } from "react-router";
import { countedSentence, type Counted } from "../../../analysis/exploreCounted.ts";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import css from "./explore.module.css";
import { FilterBar, type Chosen } from "./filters.tsx";

const views = [["together", "Codes together"], ["who", "Who speaks of what"], ["framework", "Framework"], ["words", "Words"], ["course", "Course"]] as const;
export type View = (typeof views)[number][0];

interface Props {
  readonly view: View;
  readonly chosen: Chosen;
  /** Choices of this view. */
  readonly tools?: ReactNode;
  readonly save?: ReactNode;
  /** What was counted, for the line below the choices. */
  readonly counted?: Counted | undefined;
  /** More for that line: what the figures are and what they are a share of. */
  readonly note?: ReactNode;
  /** The layers do not matter to this view. */
  readonly words?: boolean;
  readonly children: ReactNode;
}

/** What stands around every view: the switch between them, what is counted, and whose work it is. */
export function Frame({ view, chosen, tools, save, counted, note, words = false, children }: Props): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  for (const code of study.codes) registerColour(colourName(code));
  const blind = words ? 0 : study.sources.filter((s) => s.blind).length;
  return (
    <Page title="Explore" full beside={<Segmented<View> label="What is asked" value={view} options={views} onChange={(next) => void navigate(`/explore/${next}`)} />} actions={save}>
      <div className={css.frame}>
        <div className={css.bar}>
          {tools}
          <span className={css.filters}><FilterBar chosen={chosen} words={words} /></span>
        </div>
        <p className={css.note}>
          {counted && !words ? `${countedSentence(counted)} ` : null}
          {note}
          {blind > 0 ? <> {blind === 1 ? "One interview is coded blind" : `${blind} interviews are coded blind`}: what others did there is not counted until all have finished.</> : null}
        </p>
        <div className={css.content}>{children}</div>
      </div>
    </Page>
  );
}

/** While an answer is on its way, or why there is none. */
export const Waiting = ({ error, what }: { readonly error: Error | null; readonly what: string }): ReactElement => (error ? <p className={css.said} role="alert">{error.message}</p> : <p className={css.said} role="status">{what}</p>);

/** A choice from a short list, with its name before it. */
export const Choice = ({ label, value, options, onChange }: { readonly label: string; readonly value: string; readonly options: readonly (readonly [value: string, name: string])[]; readonly onChange: (value: string) => void }): ReactElement => (
  <label className={css.choice}>
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map(([option, name]) => <option key={option} value={option}>{name}</option>)}
    </select>
  </label>
);
