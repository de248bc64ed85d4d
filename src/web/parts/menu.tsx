import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import css from "./menu.module.css";
import { placeBeside } from "./place.ts";

/** One thing to choose. */
export interface Item {
  readonly id: string;
  readonly name: ReactNode;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
}

/** A button that opens a list of things to do. By keyboard: arrows, first letters, Enter, Esc. */
export function Menu({ label, button, items, className = "" }: { readonly label: string; readonly button: ReactNode; readonly items: readonly Item[]; readonly className?: string }): ReactElement {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (refocus = true): void => {
    setOpen(false);
    if (refocus) trigger.current?.focus();
  };
  useEffect(() => {
    if (!open || !trigger.current || !list.current) return;
    list.current.showPopover();
    placeBeside(list.current, trigger.current.getBoundingClientRect());
    list.current.querySelector<HTMLElement>("[role=menuitem]:not(:disabled)")?.focus();
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && !list.current?.contains(event.target) && !trigger.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const { key } = event;
    const letter = key.length === 1 && !event.ctrlKey && !event.metaKey ? [...all.slice(at + 1), ...all].find((one) => one.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())) : undefined;
    const next = key === "ArrowDown" ? all[(at + 1) % all.length] : key === "ArrowUp" ? all.at(at - 1) : key === "Home" ? all[0] : key === "End" ? all.at(-1) : letter;
    if (key === "Escape" || key === "Tab") {
      close();
      if (key === "Escape") event.preventDefault();
    } else if (next) {
      event.preventDefault();
      next.focus();
    }
    if (key !== "Tab") event.stopPropagation();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className={`${css.trigger} ${className}`}
        onClick={() => setOpen((now) => !now)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {button}
      </button>
      {open ? (
        <div ref={list} id={id} role="menu" aria-label={label} popover="manual" className={css.menu} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <button key={item.id} type="button" role="menuitem" tabIndex={-1} disabled={item.disabled} className={item.danger ? `${css.item} ${css.danger}` : css.item} onPointerMove={(event) => event.currentTarget.focus()} onClick={() => { close(); item.act(); }}>
              <span>{item.name}</span>
              {item.keys ? <kbd>{item.keys}</kbd> : null}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}
