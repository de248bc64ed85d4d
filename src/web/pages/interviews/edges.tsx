import { useLayoutEffect, useRef, type PointerEvent, type ReactElement } from "react";
import type { Range } from "../../../text/range.ts";
import { place } from "../../parts/place.ts";
import type { Painter } from "../../source/text/painter.ts";
import css from "./edges.module.css";

interface Props {
  readonly painter: Painter;
  readonly range: Range;
  readonly scroller: HTMLElement;
  readonly onDrag: (edge: "start" | "end", x: number, y: number) => void;
  readonly onDrop: () => void;
}

/** Two handles at the ends of a coding, to drag it longer or shorter. By keyboard: Shift and the arrows. */
export function Edges({ painter, range, scroller, onDrag, onDrop }: Props): ReactElement {
  const start = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const rects = painter.rectsOf(range.start, range.end);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) return;
    const box = scroller.getBoundingClientRect();
    place(start.current, { left: first.left - box.left - 6, top: first.top - box.top + scroller.scrollTop, height: first.height });
    place(end.current, { left: last.right - box.left - 6, top: last.top - box.top + scroller.scrollTop, height: last.height });
  });
  const drag = (edge: "start" | "end") => (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    // The handle itself must not be what is found under the pointer.
    const move = (at: globalThis.PointerEvent): void => {
      handle.dataset["dragged"] = "";
      onDrag(edge, at.clientX, at.clientY);
    };
    const drop = (): void => {
      delete handle.dataset["dragged"];
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      onDrop();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
  };
  return (
    <>
      <div ref={start} data-handle="start" className={`${css.edge} ${css.start}`} aria-hidden="true" onPointerDown={drag("start")} />
      <div ref={end} data-handle="end" className={`${css.edge} ${css.end}`} aria-hidden="true" onPointerDown={drag("end")} />
    </>
  );
}
