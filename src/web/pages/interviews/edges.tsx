import { useEffect, useLayoutEffect, useRef, type PointerEvent, type ReactElement } from "react";
import type { Range } from "../../../text/range.ts";
import { place } from "../../parts/place.ts";
import type { Painter } from "../../source/text/painter.ts";
import { isRightToLeft } from "../../state/direction.ts";
import css from "./edges.module.css";

interface Props {
  readonly painter: Painter;
  readonly range: Range;
  readonly text: string;
  readonly scroller: HTMLElement;
  /** The edge is drawn to a point of the window; `exact` where it is to be put to the character and not to the word. */
  readonly onDrag: (edge: "start" | "end", x: number, y: number, exact: boolean) => void;
  readonly onDrop: (keep: boolean) => void;
}

/** How near to the edge of the window a handle must be held for the text to move on, and by how much in a frame. */
const near = 36;
const pace = 14;

/** Two handles at the ends of a coding, to drag it longer or shorter. By keyboard: Shift and the arrows. */
export function Edges({ painter, range, text, scroller, onDrag, onDrop }: Props): ReactElement {
  const start = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const words = text.slice(range.start, range.end);
    const letters = [...words];
    const [one, other] = [letters[0] ?? "", letters.at(-1) ?? ""];
    const first = painter.rectsOf(range.start, range.start + one.length)[0];
    const last = painter.rectsOf(range.end - other.length, range.end).at(-1);
    if (!first || !last) return;
    const box = scroller.getBoundingClientRect();
    const put = (handle: HTMLElement | null, rect: DOMRect, x: number, line: number): void => place(handle, { left: x - box.left - line, top: rect.top - box.top + scroller.scrollTop, height: rect.height });
    put(start.current, first, runsLeft(text, range.start, one) ? first.right : first.left, 21);
    put(end.current, last, runsLeft(text, range.end - other.length, other) ? last.left : last.right, 3);
  });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const drag = (edge: "start" | "end") => (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    let [at, moved, frame] = [event.nativeEvent, false, 0];
    const draw = (): void => onDrag(edge, at.clientX, at.clientY, at.altKey);
    const scroll = (): void => {
      const { top, bottom } = scroller.getBoundingClientRect();
      const by = at.clientY < top + near ? -pace : at.clientY > bottom - near ? pace : 0;
      const before = scroller.scrollTop;
      if (by !== 0 && moved) scroller.scrollBy({ top: by, behavior: "instant" });
      if (scroller.scrollTop !== before) draw();
      frame = requestAnimationFrame(scroll);
    };
    const move = (next: globalThis.PointerEvent): void => {
      [at, moved] = [next, true];
      // Neither the handle nor what floats over the text must be what is found under the pointer.
      handle.dataset["dragged"] = scroller.dataset["dragging"] = "";
      draw();
    };
    const done = (keep: boolean): void => {
      cancelAnimationFrame(frame);
      delete handle.dataset["dragged"];
      delete scroller.dataset["dragging"];
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("lostpointercapture", lost);
      window.removeEventListener("keydown", onKey, true);
      stop.current = null;
      if (moved) onDrop(keep);
    };
    const drop = (): void => done(true);
    const lost = (): void => done(false);
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      done(false);
    };
    stop.current = () => done(false);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("lostpointercapture", lost);
    window.addEventListener("keydown", onKey, true);
    frame = requestAnimationFrame(scroll);
  };
  return (
    <>
      <div ref={start} data-handle="start" className={`${css.edge} ${css.start}`} aria-hidden="true" onPointerDown={drag("start")} />
      <div ref={end} data-handle="end" className={`${css.edge} ${css.end}`} aria-hidden="true" onPointerDown={drag("end")} />
    </>
  );
}

/** Whether a letter belongs to words that run from right to left; a mark between words runs as its paragraph does. */
function runsLeft(text: string, at: number, letter: string): boolean {
  if (/[\p{L}\p{N}]/u.test(letter)) return isRightToLeft(letter);
  const paragraph = text.slice(text.lastIndexOf("\n", at - 1) + 1, at + letter.length);
  return isRightToLeft(paragraph.replace(/^[^:\n]{1,40}:\s/u, ""));
}
