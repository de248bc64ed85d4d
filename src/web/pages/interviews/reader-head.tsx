import { lazy, Suspense, useState, type ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import { dayInWords } from "../../../analysis/wording.ts";
import { readingStatuses } from "../../../study/source.ts";
import { act } from "../../doing.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { useStudy } from "../../queries.ts";
import type { Asked } from "./perform.ts";
import css from "./reader-head.module.css";
import { setView, useView } from "./view.ts";

const SourceDialog = lazy(async () => ({ default: (await import("../bring/source-dialog.tsx")).SourceDialog }));

const names = { unread: "To read", reading: "Reading", read: "Read", "read again": "Read again" } as const;

/** The interview's name, what is known of it, and how it is shown. */
export function ReaderHead({ source, onAsk }: { readonly source: SourceAnswer; readonly onAsk: (asked: Asked) => void }): ReactElement {
  const study = useStudy();
  const view = useView();
  const [about, setAbout] = useState(false);
  const row = study.sources.find((s) => s.id === source.id);
  const person = study.participants.find((p) => p.id === source.participant);
  const interview = study.interviews.find((i) => i.participant === source.participant);
  const others = source.codings.some((c) => c.coder !== study.me.id && c.coder !== "me");
  const lost = source.codings.filter((c) => c.start === c.end);
  const assigned = study.assignments.some((a) => a.coder === study.me.id && a.sources.includes(source.id));
  const day = interview?.date ? dayInWords(interview.date) : "";
  const known = [interview ? [["Interviewed", day].filter(Boolean).join(" "), interview.place, interview.minutes ? `${interview.minutes} min` : ""].filter(Boolean).join(", ") : "", person && person.label !== source.name ? person.label : ""].filter(Boolean);
  return (
    <header className={css.head}>
      <h1>{source.name}</h1>
      <div className={css.meta}>
        {known.map((line) => <span key={line}>{line}</span>)}
        {source.edits > 0 ? <Chip>{source.edits === 1 ? "one correction" : `${source.edits} corrections`}</Chip> : null}
        {lost.length > 0 ? <button type="button" className={css.lost} onClick={() => onAsk({ do: "open all", codings: lost.map((c) => c.id) })}>{lost.length === 1 ? "one coding has lost its words" : `${lost.length} codings have lost their words`}</button> : null}
        {row?.blind ? <Chip>coded blind</Chip> : null}
        {source.given ? <Chip>{source.given.length === 1 ? "1 turn is" : `${source.given.length} turns are`} yours to code</Chip> : null}
      </div>
      <div className={css.tools}>
        <label className={css.status}>
          <span className="hidden-visually">How far you have read</span>
          <select value={row?.reading ?? "unread"} onChange={(event) => void act({ type: "source.markReading", source: source.id, status: event.target.value as (typeof readingStatuses)[number] })}>
            {readingStatuses.map((status) => <option key={status} value={status}>{names[status]}</option>)}
          </select>
        </label>
        {others ? <Segmented label="Whose codings are shown" value={view.layers} options={[["all", "Everyone"], ["mine", "Mine"]]} onChange={(layers) => setView({ layers })} /> : null}
        {assigned ? <Button size="s" onClick={() => void act({ type: "assignment.finish", coder: study.me.id!, sources: [source.id], finished: !row?.finished }, { tell: true })}>{row?.finished ? "Reopen" : "Mark as finished"}</Button> : null}
        <span className={css.end}>
          <IconButton label="Previous coded passage (Ctrl ↑)" onClick={() => onAsk({ do: "coding", direction: -1 })}><Icon name="up" /></IconButton>
          <IconButton label="Next coded passage (Ctrl ↓)" onClick={() => onAsk({ do: "coding", direction: 1 })}><Icon name="down" /></IconButton>
          <Button size="s" look="quiet" onClick={() => onAsk({ do: "uncoded", direction: 1 })} title="Next passage that is not coded (Ctrl Shift ↓)">Next uncoded</Button>
          <IconButton label="About this interview: name, participant, speakers" onClick={() => setAbout(true)}><Icon name="pen" /></IconButton>
          <IconButton label="Text only (Ctrl \)" aria-pressed={view.focus} onClick={() => setView({ focus: !view.focus })}><Icon name="focus" /></IconButton>
        </span>
      </div>
      {view.recent.length === 0 && !study.readOnly ? (
        <p className={css.hint}>Drag over some words, or press <kbd>↓</kbd>, to select them. Then type the name of a code and press <kbd>Enter</kbd>. <kbd>?</kbd> shows every key.</p>
      ) : null}
      {about ? <Suspense fallback={null}><SourceDialog source={source} onClose={() => setAbout(false)} /></Suspense> : null}
    </header>
  );
}
