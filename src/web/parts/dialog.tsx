import { useLayoutEffect, useRef, type ReactElement, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import css from "./dialog.module.css";
import { Icon } from "./icon.tsx";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Buttons at the foot; the one that does it last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}

/** A window over the page that keeps the focus until it is closed: by its button, by Esc, or by what it asks. */
export function Dialog({ title, children, onClose, actions, wide = false }: Props): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the page, so that the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // What is only to be read is scrolled by the keys, so it must be reached by them.
    const body = element?.querySelector<HTMLElement>(`.${css.body}`);
    if (body && !body.querySelector("input, textarea, select, button, a")) body.tabIndex = 0;
    // What is asked comes before the button that closes.
    element?.querySelector<HTMLElement>(`.${css.body} :is(input, textarea, select)`)?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? `${css.dialog} ${css.wide}` : css.dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={css.inside}>
        <header>
          <h2>{title}</h2>
          <IconButton label="Close" onClick={onClose}><Icon name="close" /></IconButton>
        </header>
        <div className={css.body}>{children}</div>
        {actions ? <footer>{actions}</footer> : null}
      </div>
    </dialog>
  );
}
