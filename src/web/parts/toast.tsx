import { useSyncExternalStore, type ReactElement } from "react";
import css from "./toast.module.css";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "problem";
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Says something in the corner of the page for some seconds; a problem stays longer and can be closed. */
export function say(text: string, tone: Toast["tone"] = "plain"): void {
  const id = ++last;
  change([...toasts.filter((t) => t.text !== text).slice(-2), { id, text, tone }]);
  setTimeout(() => change(toasts.filter((t) => t.id !== id)), tone === "problem" ? 12_000 : 5000);
}

/** Where what is said appears. Once per page. */
export function Toasts(): ReactElement {
  const shown = useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), () => toasts);
  return (
    <div className={css.toasts} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={toast.tone === "problem" ? `${css.toast} ${css.problem}` : css.toast}>
          <span>{toast.text}</span>
          <button type="button" aria-label="Close" onClick={() => change(toasts.filter((t) => t.id !== toast.id))}>×</button>
        </div>
      ))}
    </div>
  );
}
