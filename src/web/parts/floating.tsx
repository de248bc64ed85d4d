import { useEffect, useLayoutEffect, useRef, type ReactElement, type ReactNode } from "react";
import css from "./floating.module.css";
import { placeBeside } from "./place.ts";

interface Props {
  /** What it floats beside, in the window. Asked again when the window scrolls or changes size. */
  readonly anchor: () => { readonly left: number; readonly top: number; readonly bottom: number } | null;
  readonly label: string;
  readonly children: ReactNode;
  /** Called on a press outside and on Esc. */
  readonly onClose: () => void;
  readonly className?: string;
}

/** A small window beside something on the page, which does not keep the rest of the page from being used. */
export function Floating({ anchor, label, children, onClose, className = "" }: Props): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  const where = useRef(anchor);
  where.current = anchor;
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const put = (): void => {
      const at = where.current();
      if (at) placeBeside(ref.current, at);
    };
    put();
    const size = new ResizeObserver(put);
    if (ref.current) size.observe(ref.current);
    window.addEventListener("scroll", put, true);
    window.addEventListener("resize", put);
    return () => {
      size.disconnect();
      window.removeEventListener("scroll", put, true);
      window.removeEventListener("resize", put);
    };
  }, []);
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Element && (ref.current?.contains(event.target) || event.target.closest("[data-handle], dialog"))) return;
      close.current();
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, []);
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={label}
      className={`${css.floating} ${className}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </div>
  );
}
