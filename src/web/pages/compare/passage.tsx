import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import type { DifferenceAnswer } from "../../../server/compare.ts";
import type { Range } from "../../../text/range.ts";
import { timeCode, type Turn } from "../../../text/turns.ts";
import { initials } from "../../parts/chip.tsx";
import { place } from "../../parts/place.ts";
import { piecesOf, type Piece } from "../../state/comparing.ts";
import css from "./passage.module.css";

interface Props {
  readonly source: SourceAnswer;
  readonly difference: DifferenceAnswer;
  readonly names: readonly [string, string];
  /** The range that is being chosen; null where none is. */
  readonly other: Range | null;
  /** Called with what was selected with the mouse, where a range is being chosen. */
  readonly onSelect: ((range: Range) => void) | null;
}

/** The turns around a difference: those it stands in, one before and one after; all lines where there are no turns. */
export function turnsAround({ turns, text }: Pick<SourceAnswer, "turns" | "text">, { start, end }: Range): readonly Turn[] {
  const first = turns.findLastIndex((t) => t.start <= start);
  const last = turns.findIndex((t) => t.end >= end);
  if (first >= 0 && last >= first) return turns.slice(Math.max(0, first - 1), last + 2);
  const from = Math.max(0, text.lastIndexOf("\n", Math.max(0, start - 400)));
  const to = text.indexOf("\n", Math.min(text.length, end + 400));
  return [{ start: from, said: from, end: to < 0 ? text.length : to, speaker: null, at: null }];
}

/** A difference in its passage: the first coder's extent underlined, the second's tinted, both as lanes in the margin. */
export function Passage({ source, difference, names, other, onSelect }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  const marks = { first: difference.first?.ranges ?? [], second: difference.second?.ranges ?? [], other };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setLanes(lanesIn(element));
    measure();
    const size = new ResizeObserver(measure);
    size.observe(element);
    void document.fonts.ready.then(measure);
    return () => size.disconnect();
  }, [difference, source, other]);
  const choosing = onSelect !== null;
  useEffect(() => {
    // The passage may be long: what it is about comes into view, with the words before it.
    box.current?.querySelector('[data-sides]:not([data-sides=""])')?.scrollIntoView({ block: "nearest" });
  }, [difference.id, source.id, choosing]);
  const select = (): void => {
    const selection = getSelection();
    if (!onSelect || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start !== null && end !== null && end > start) onSelect({ start, end });
  };
  const latest = useRef(select);
  latest.current = select;
  useEffect(() => {
    // Selecting is the browser's own; only what came of it is taken up, wherever the mouse was let go.
    const onUp = (): void => latest.current();
    document.addEventListener("mouseup", onUp);
    return () => document.removeEventListener("mouseup", onUp);
  }, []);
  return (
    <div className={css.context} ref={box} data-choosing={choosing}>
      {turnsAround(source, difference.covering).map((turn) => {
        const speaker = turn.speaker === null ? undefined : source.speakers[turn.speaker];
        return (
          <div key={turn.start} className={css.turn} data-asked={speaker?.role === "interviewer"}>
            <span className={css.who}>
              {speaker?.label}
              {turn.at === null ? null : <time>{timeCode(turn.at)}</time>}
            </span>
            <p dir="auto">
              {piecesOf({ start: turn.said, end: turn.end }, marks).map((piece) => <Marked key={piece.start} piece={piece} words={source.text.slice(piece.start, piece.end)} />)}
            </p>
          </div>
        );
      })}
      <div className={css.lanes} aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane.side} className={`${css.lane} ${css[lane.side]}`} ref={(element) => place(element, { top: lane.top, height: lane.height })}>
            <i>{lane.side === "other" ? "new" : initials(names[lane.side === "first" ? 0 : 1])}</i>
          </span>
        ))}
      </div>
    </div>
  );
}

const Marked = ({ piece, words }: { readonly piece: Piece; readonly words: string }): ReactElement => {
  const sides = [piece.first && "first", piece.second && "second", piece.other && "other"].filter((s) => typeof s === "string");
  return <span data-at={piece.start} data-sides={sides.join(" ")} className={sides.map((side) => css[`m-${side}`]).join(" ")}>{words}</span>;
};

interface Lane {
  readonly side: "first" | "second" | "other";
  readonly top: number;
  readonly height: number;
}

/** Where each side's marks begin and end in the box, in pixels. */
function lanesIn(element: HTMLElement): Lane[] {
  const zero = element.getBoundingClientRect().top;
  return (["first", "second", "other"] as const).flatMap((side): Lane[] => {
    const rects = [...element.querySelectorAll<HTMLElement>(`[data-sides~="${side}"]`)].flatMap((e) => [...e.getClientRects()]).filter((r) => r.width > 0);
    if (rects.length === 0) return [];
    const top = Math.min(...rects.map((r) => r.top)) - zero;
    return [{ side, top, height: Math.max(12, Math.max(...rects.map((r) => r.bottom)) - zero - top) }];
  });
}

/** The offset in the source's text of a place in the page; null outside the passage's words. */
function offsetOf(node: Node, offset: number): number | null {
  const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]");
  return element ? Number(element.dataset["at"]) + (node instanceof Element ? 0 : offset) : null;
}
