import { memo, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { LineAnswer, LinePiece } from "../../../server/history.ts";
import { Button } from "../../parts/button.tsx";
import { Avatar } from "../../parts/chip.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { useStudy } from "../../queries.ts";
import type { Filter, Kind } from "../../state/history-filter.ts";
import { addressOf } from "../../state/history-goals.ts";
import { useParts } from "./data.ts";
import css from "./timeline.module.css";

const icons: Readonly<Record<Kind, IconName>> = { people: "people", interviews: "interviews", codes: "codes", codings: "pen", themes: "themes", memos: "note", comparing: "compare", report: "report", study: "file" };

const clock = (stamp: string): string => new Date(stamp.slice(0, 24)).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** A sentence in which what it speaks of leads there. */
export function Said({ pieces, tab }: { readonly pieces: readonly LinePiece[]; readonly tab: boolean }): ReactElement {
  const { memos } = useStudy();
  return (
    <>
      {pieces.map((piece, i) => {
        if (typeof piece === "string") return <span key={i}>{piece}</span>;
        const to = addressOf(piece.to, memos);
        return to === null ? <span key={i}>{piece.text}</span> : <Link key={i} to={to} tabIndex={tab ? undefined : -1}>{piece.text}</Link>;
      })}
    </>
  );
}

/** One line: when, who, what. A folded one opens; what was undone says so. */
export const Line = memo(function Line({ line, filter, here, onAt }: { readonly line: LineAnswer; readonly filter: Filter; readonly here: boolean; readonly onAt: (key: string) => void }): ReactElement {
  const { coders } = useStudy();
  const [open, setOpen] = useState(false);
  const folded = line.events > 1;
  const about = filter.about === null ? line.said.find((p) => typeof p !== "string") : undefined;
  const icon = line.type === "history.undone" ? "undo" : line.type === "history.redone" ? "redo" : icons[line.kind];
  const times = line.steps > 1 && clock(line.since) !== clock(line.stamp) ? `${clock(line.since)} to ${clock(line.stamp)}` : clock(line.stamp);
  return (
    <li className={css.line} data-line={line.key} data-undone={line.undone || undefined} tabIndex={here ? 0 : -1} onFocus={() => { if (!here) onAt(line.key); }} onPointerDown={() => { if (!here) onAt(line.key); }}>
      <div className={css.row}>
        <time dateTime={line.stamp.slice(0, 24)}>{times}</time>
        <span className={css.who}><Avatar name={line.who} place={Math.max(0, coders.findIndex((c) => c.id === line.actor))} /><span className="hidden-visually">{line.who}: </span></span>
        <span className={css.kind}><Icon name={icon} size="s" /></span>
        <p dir="auto" data-said="">
          {line.undone ? <><s><Said pieces={line.said} tab={here} /></s> <em className={css.undone}>undone</em></> : <Said pieces={line.said} tab={here} />}
          {line.also ? <span className={css.also}> Also {line.also}.</span> : null}
        </p>
        {about === undefined ? null : <Link className={css.only} to={`/history?about=${about.to.id}`} tabIndex={here ? undefined : -1}>only this<span className="hidden-visually">: what speaks of {about.text}</span></Link>}
        {folded ? (
          <button type="button" className={css.unfold} aria-expanded={open} tabIndex={here ? undefined : -1} onClick={() => setOpen(!open)} aria-label={`${open ? "Fold" : "Show"} all ${line.events}`}>
            {line.events.toLocaleString("en-GB")}<Icon name={open ? "up" : "down"} size="s" />
          </button>
        ) : null}
      </div>
      {open ? <Parts line={line} filter={filter} /> : null}
    </li>
  );
});

const shownAtOnce = 40;

/** All that is folded into a line, in the order in which it happened. */
function Parts({ line, filter }: { readonly line: LineAnswer; readonly filter: Filter }): ReactElement {
  const { data, error } = useParts(filter, line.day, line.key);
  const [all, setAll] = useState(false);
  if (error) return <p role="alert" className={css.parts}>{error.message}</p>;
  if (!data) return <p role="status" className={css.parts}>Looking</p>;
  const parts = all ? data.parts : data.parts.slice(0, shownAtOnce);
  return (
    <ul className={css.parts}>
      {parts.map((part, i) => <li key={i}>{line.steps > 1 ? <time>{clock(part.stamp)}</time> : null}<span dir="auto"><Said pieces={part.said} tab /></span></li>)}
      {parts.length < data.parts.length ? <li><Button size="s" onClick={() => setAll(true)}>Show the other {data.parts.length - parts.length}</Button></li> : data.total > parts.length ? <li>And {(data.total - parts.length).toLocaleString("en-GB")} more.</li> : null}
    </ul>
  );
}
