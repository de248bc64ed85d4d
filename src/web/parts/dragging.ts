import { place } from "./place.ts";

interface Drag {
  /** What is shown under the pointer while it is dragged: a copy is made of it. */
  readonly element: HTMLElement;
  readonly className: string;
  /** Told what lies under the pointer; null while nothing does. */
  readonly onOver: (under: Element | null, x: number, y: number) => void;
  readonly onDrop: (under: Element | null, x: number, y: number) => void;
  /** Called at the end, dropped or not. */
  readonly onEnd: () => void;
}

const threshold = 5;
const edge = 44;

/** What scrolls around an element, itself included, up or down or sideways. */
function scrollersOf(element: Element | null): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element; at instanceof HTMLElement; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    if ((/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight) || (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth)) found.push(at);
  }
  return found;
}

/**
 * Follows the pointer from a press until it is let go. Nothing happens before it has moved a few pixels, so that a click
 * stays a click; Esc gives up. Near the edge of what scrolls, it scrolls.
 */
export function dragFrom(start: PointerEvent, drag: Drag): void {
  if (start.button !== 0) return;
  const box = drag.element.getBoundingClientRect();
  let ghost: HTMLElement | null = null;
  let [x, y] = [start.clientX, start.clientY];
  let frame = 0;
  const under = (): Element | null => document.elementFromPoint(x, y);
  const show = (): void => place(ghost, { left: x - (start.clientX - box.left), top: y - (start.clientY - box.top) });
  // Beyond the edge of what scrolls it goes on scrolling.
  let around: HTMLElement[] = [];
  const creep = (): void => {
    const here = scrollersOf(under());
    if (here.length > 0) around = here;
    for (const scroller of around) {
      const b = scroller.getBoundingClientRect();
      const pull = (at: number, from: number, to: number): number => (at < from + edge ? -9 : at > to - edge ? 9 : 0);
      scroller.scrollBy(pull(x, b.left, b.right), pull(y, b.top, b.bottom));
    }
    drag.onOver(under(), x, y);
    frame = requestAnimationFrame(creep);
  };
  const begin = (): void => {
    ghost = drag.element.cloneNode(true) as HTMLElement;
    ghost.className = `${drag.element.className} ${drag.className}`;
    ghost.setAttribute("aria-hidden", "true");
    ghost.removeAttribute("id");
    ghost.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
    place(ghost, { width: box.width, height: box.height });
    // Out of its place the copy would lose the colour that it has from there.
    ghost.style.setProperty("--k", getComputedStyle(drag.element).getPropertyValue("--k"));
    drag.element.dataset["lifted"] = "";
    document.body.append(ghost);
    document.documentElement.dataset["dragging"] = "";
    show();
    frame = requestAnimationFrame(creep);
  };
  const move = (event: PointerEvent): void => {
    [x, y] = [event.clientX, event.clientY];
    if (!ghost && Math.hypot(x - start.clientX, y - start.clientY) < threshold) return;
    event.preventDefault();
    if (!ghost) begin();
    show();
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", drop);
    window.removeEventListener("pointercancel", stop);
    window.removeEventListener("keydown", giveUp, true);
    delete document.documentElement.dataset["dragging"];
    delete drag.element.dataset["lifted"];
    const dragged = ghost !== null;
    ghost?.remove();
    ghost = null;
    if (dragged) {
      // The click that follows a drop is not meant.
      const swallow = (event: Event): void => event.stopPropagation();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, true), 50);
    }
    drag.onEnd();
  };
  const drop = (): void => {
    const dropped = ghost !== null;
    if (ghost) ghost.hidden = true;
    const found = under();
    stop();
    if (dropped) drag.onDrop(found, x, y);
  };
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    stop();
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", drop);
  window.addEventListener("pointercancel", stop);
  window.addEventListener("keydown", giveUp, true);
}
