import { useEffect, type RefObject } from "react";
import type { Asked } from "./perform.ts";

/** Parts of the reader that are used for themselves, so that a press on them selects no words. */
const used = "header, button, a, input, select, textarea, [role=dialog], [data-handle], [data-coding]";

/** Follows the mouse from where it is pressed in the text to where it is let go, which may be beside the text or outside the window. */
export function usePressing(scroller: HTMLElement | null, column: RefObject<HTMLElement | null>, onAsk: (asked: Asked) => void): void {
  useEffect(() => {
    if (!scroller) return;
    let pressed = false;
    const isOutside = (target: EventTarget | null): boolean => !(target instanceof Node && column.current?.contains(target));
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest(used)) return;
      onAsk({ do: "press", x: event.clientX, y: event.clientY, extend: event.shiftKey });
      pressed = true;
    };
    const onUp = (event: PointerEvent): void => {
      if (event.button !== 0 || !pressed) return;
      pressed = false;
      onAsk({ do: "pointer", x: event.clientX, y: event.clientY, within: !isOutside(event.target) });
    };
    const onCancel = (): void => void (pressed = false);
    scroller.addEventListener("pointerdown", onDown);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onCancel);
    return () => {
      scroller.removeEventListener("pointerdown", onDown);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onCancel);
    };
  }, [scroller, column, onAsk]);
}
