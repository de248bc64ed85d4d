import { useEffect, useRef, type RefObject } from "react";

const patience = 2500;

/**
 * Gives the focus to something that may not be on the page yet: what was just made, moved or comes after what went
 * away. It is looked for after every rendering, for a moment; whoever has put the focus elsewhere meanwhile keeps it.
 */
export function useFocusLater(box: RefObject<HTMLElement | null>): (selector: string) => void {
  const wanted = useRef<{ selector: string; until: number } | null>(null);
  const look = (): void => {
    const now = wanted.current;
    if (!now) return;
    const element = box.current?.querySelector<HTMLElement>(now.selector);
    const active = document.activeElement;
    // A dialog that is still open keeps the focus until it has gone.
    const elsewhere = active !== null && active !== document.body && !box.current?.contains(active) && !active.closest("dialog");
    if (performance.now() > now.until || elsewhere) wanted.current = null;
    else if (element) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (document.activeElement === element) wanted.current = null;
    }
  };
  useEffect(look);
  return (selector) => {
    wanted.current = { selector, until: performance.now() + patience };
    requestAnimationFrame(look);
  };
}
