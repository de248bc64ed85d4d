import { useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { dayInWords } from "../../../analysis/wording.ts";
import { settle, type DefinitionField } from "../../../analysis/settle.ts";
import type { CompareAnswer, DifferenceAnswer } from "../../../server/compare.ts";
import type { Outcome } from "../../../study/consensus.ts";
import type { Range } from "../../../text/range.ts";
import { timeCode } from "../../../text/turns.ts";
import { useDo, type Asked } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Chip, Dot } from "../../parts/chip.tsx";
import { say } from "../../parts/toast.tsx";
import { codesById, useSource, useStudy } from "../../queries.ts";
import { isWriting } from "../../shell/app.tsx";
import { allowed, compareAction, decidedWords, headings, nudge, shortened } from "../../state/comparing.ts";
import css from "./compare.module.css";
import { DecisionSide } from "./decision-side.tsx";
import { Passage, turnsAround } from "./passage.tsx";
import { Stripes } from "./stripes.tsx";

interface Props {
  readonly difference: DifferenceAnswer;
  readonly compare: CompareAnswer;
  readonly pair: readonly [string, string];
  readonly names: readonly [string, string];
  /** Called when a decision is recorded; `open` where it was left open. */
  readonly onSettled: (open: boolean) => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onChoose: (difference: DifferenceAnswer) => void;
}

/** What is being written about a difference: kept in this browser until it is settled. */
export interface Draft {
  readonly outcome: Outcome | null;
  readonly reason: string;
  readonly who: readonly string[];
  readonly code: string | null;
  readonly range: Range | null;
  readonly definition: { readonly code: string; readonly field: DefinitionField; readonly text: string } | null;
}

/** One difference: its passage, what can stand, why, and who decides. */
export function Settling({ difference: d, compare, pair, names, onSettled, onNext, onPrevious, onStep, onChoose }: Props): ReactElement | null {
  const study = useStudy();
  const codes = codesById(study);
  const source = useSource(d.source).data;
  const act = useDo();
  const reasonBox = useRef<HTMLTextAreaElement>(null);
  const initial = useMemo((): Draft => {
    const was = d.decision;
    return { outcome: was?.outcome ?? null, reason: was?.reason ?? "", who: was?.who ?? pair, code: null, range: was?.outcome === "other" && was.result[0] ? { start: was.result[0].start, end: was.result[0].end } : null, definition: null };
  }, [d, pair]);
  // What was decided when this was opened. A decision that comes in meanwhile must not take away what is being written.
  const stamp = d.decision?.stamp ?? null;
  const [basis, setBasis] = useState(stamp);
  const own = useRef(false);
  useEffect(() => {
    if (own.current) setBasis(stamp);
    own.current = false;
  }, [stamp]);
  const meanwhile = stamp !== null && stamp !== basis && !own.current ? d.decision : null;
  const [draft, setDraft, clearDraft] = useKept<Draft>(`settling ${d.id}${basis === null ? "" : ` ${basis}`}`, initial);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);

  const side = d.first ?? d.second!;
  const otherRange = draft.outcome === "other" ? (draft.range ?? side.ranges[0]!) : null;
  const choose = (outcome: Outcome): void => {
    if (allowed(d, outcome)) change({ outcome });
  };
  const finish = async (): Promise<void> => {
    if (draft.outcome === null) return say("Choose what stands first: 1 to 6.", "problem");
    const other = draft.outcome === "other" ? { code: draft.code ?? side.code, range: otherRange ?? undefined } : undefined;
    const settled = settle(d, { outcome: draft.outcome, other, reason: draft.reason.trim(), who: draft.who, over: stamp, definition: draft.definition && draft.definition.text.trim() !== "" ? draft.definition : undefined });
    if (!settled.ok) return say(settled.refusal.sentence, "problem");
    busy.current = true;
    own.current = true;
    setSaving(true);
    const came = await act(settled.commands as Asked[]);
    busy.current = false;
    setSaving(false);
    if (came.state === "refused") return void (own.current = false);
    clearDraft();
    onSettled(draft.outcome === "open");
  };

  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const action = compareAction({ key: event.key, mod: event.ctrlKey || event.metaKey, alt: event.altKey });
    if (!action) return;
    const writing = isWriting(event.target);
    if (writing && !(action.do === "settle" && (event.ctrlKey || event.metaKey))) return;
    // Enter on a button presses that button.
    if (action.do === "settle" && !writing && event.target instanceof HTMLElement && event.target.closest("a, button:not([data-choice]), [role=menuitem]")) return;
    event.preventDefault();
    // What is pressed while a decision is on its way was meant for the next difference, or pressed twice.
    if (busy.current) return;
    if (action.do === "choose") choose(action.outcome);
    else if (action.do === "settle") void finish();
    else if (action.do === "next") onNext();
    else if (action.do === "previous") onPrevious();
    else if (action.do === "reason") reasonBox.current?.focus();
    else onStep(action.do === "down" ? 1 : -1);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => keys.current(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  if (!source) return null;
  const words = (ranges: readonly Range[]): string => ranges.map((r) => source.text.slice(r.start, r.end)).join(" […] ");
  const around = turnsAround(source, d.covering);
  const within: Range = { start: around[0]!.said, end: around.at(-1)!.end };
  const codebook = compare.pair ? study.assignments.filter((a) => pair.includes(a.coder) && a.sources.includes(d.source)).at(-1)?.codebookAt.slice(0, 10) : undefined;
  const minor: readonly (readonly [Outcome, string, string])[] = [["both", "Keep both", "3"], ["other", "Another range or code", "4"], ["none", "Nothing should be coded here", "5"], ["open", "Leave open", "6"]];
  return (
    <>
      <section className={css.mid} aria-label="The passage" data-other={draft.outcome === "other"}>
        <Stripes source={source} pair={pair} names={names} parts={compare.sources.find((s) => s.id === d.source)?.turns?.ranges ?? null} differences={compare.differences.filter((x) => x.source === d.source)} current={d.id} onChoose={onChoose} />
        <h2>{headings[d.kind]}</h2>
        <div className={css.meta}>
          {d.place.turn === null ? null : <Chip>turn {d.place.turn}</Chip>}
          {d.place.at === null ? null : <Chip>{timeCode(d.place.at)}</Chip>}
          {codebook === undefined ? null : <Chip>codebook of {dayInWords(codebook)}</Chip>}
          {d.decision?.contested ? <Chip tone="warn">decided twice, unseen by each other</Chip> : d.settled ? <Chip tone="good">settled</Chip> : d.decision ? <Chip tone="warn">left open</Chip> : null}
          <Link to={`/interviews/${d.source}?from=${d.covering.start}&to=${d.covering.end}`}>In the interview</Link>
        </div>
        {meanwhile ? <p className={css.meanwhile} role="status">{meanwhile.who.map((w) => study.coders.find((c) => c.id === w)?.name ?? "someone").join(" and ")}: {decidedWords(d, names)}, decided while this was open. What you settle now stands in its place, and both stay in the history.</p> : null}
        <Passage source={source} difference={d} names={names} other={otherRange} onSelect={draft.outcome === "other" ? (range) => change({ range }) : null} />
        <div className={css.stand} data-other={draft.outcome === "other"}>
        {draft.outcome === "other" && otherRange ? (
          <fieldset className={css.other}>
            <legend>Another range or code</legend>
            <label>Code
              <select value={draft.code ?? side.code} onChange={(event) => change({ code: event.target.value })}>
                {study.codes.filter((c) => c.kind === "code" && (!c.retired || c.id === side.code)).map((c) => <option key={c.id} value={c.id}>{c.path}</option>)}
              </select>
            </label>
            <p className={css.hint}>Select the words in the passage, or move the ends word by word.</p>
            <div className={css.nudges}>
              {([["start", -1, "Begin earlier"], ["start", 1, "Begin later"], ["end", -1, "End earlier"], ["end", 1, "End later"]] as const).map(([edge, by, name]) => <Button key={name} size="s" onClick={() => change({ range: nudge(source.text, otherRange, edge, by, within) })}>{name}</Button>)}
            </div>
            <p className={css.quote}><Dot code={codes.get(draft.code ?? side.code)} /> “{shortened(words([otherRange]))}”</p>
          </fieldset>
        ) : null}
        <div className={css.choices} role="group" aria-label="What stands">
          {([["first", d.first, "1"], ["second", d.second, "2"]] as const).map(([outcome, mine, key]) => (
            <button key={outcome} type="button" data-choice="" className={css.choice} data-side={outcome} aria-pressed={draft.outcome === outcome} disabled={!mine} onClick={() => choose(outcome)}>
              <b><span className={outcome === "first" ? css.firstMark : css.secondMark} /><span>{names[outcome === "first" ? 0 : 1]}: {mine ? (codes.get(mine.code)?.name ?? "a code that is gone") : "coded nothing here"}</span><kbd>{key}</kbd></b>
              {mine ? <span className={css.quote}>“{shortened(words(mine.ranges))}”</span> : <span className={css.quote}>To agree with this, choose that nothing should be coded.</span>}
            </button>
          ))}
        </div>
        <div className={css.mini}>
          {minor.map(([outcome, name, key]) => <Button key={outcome} data-choice="" aria-pressed={draft.outcome === outcome} className={css.small ?? ""} disabled={!allowed(d, outcome)} onClick={() => choose(outcome)}>{name} <kbd>{key}</kbd></Button>)}
        </div>
        </div>
      </section>
      <DecisionSide difference={d} draft={draft} onChange={change} onSettle={() => void finish()} saving={saving} pair={pair} compare={compare} reason={reasonBox} />
    </>
  );
}
