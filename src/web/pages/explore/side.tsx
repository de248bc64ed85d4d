import { useCallback, useEffect, useRef, type ReactElement, type ReactNode } from "react";
import { IconButton } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import css from "./side.module.css";

interface Props {
  readonly label: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** What has the focus when its content has come: the first that this selector finds, else the button that closes. */
  readonly focus: string;
  /** Changes where something else is shown. */
  readonly of: string;
  readonly ready: boolean;
}

/** What lies behind a cell, beside the table. Esc closes it. */
export function Side({ label, title, children, onClose, focus, of, ready }: Props): ReactElement {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (ready) (box.current?.querySelector<HTMLElement>(focus) ?? box.current?.querySelector("button"))?.focus({ preventScroll: true });
  }, [ready, of, focus]);
  return (
    <section ref={box} className={css.side} aria-label={label} onKeyDown={(event) => { if (event.key === "Escape") onClose(); }}>
      <header>
        <h2>{title}</h2>
        <IconButton label="Close (Esc)" onClick={onClose}><Icon name="close" /></IconButton>
      </header>
      <div className={css.body}>{children}</div>
    </section>
  );
}

/** Gives the focus to something when what is beside it has gone. */
export function useBackTo(): (element: HTMLElement | null | undefined) => void {
  return useCallback((element) => void requestAnimationFrame(() => element?.focus({ preventScroll: true })), []);
}
