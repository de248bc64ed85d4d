import { useSyncExternalStore } from "react";

/** How interviews are shown: kept while going from one to the next. */
export interface View {
  /** Only these codes are painted; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** Whose codings are painted: everyone's whose work may be seen, or the reader's own. */
  readonly layers: "all" | "mine";
  /** The text alone, without the lists at its sides. */
  readonly focus: boolean;
  /** The codes used lately, the last first. */
  readonly recent: readonly string[];
}

const recentKey = "earshot.recent";
let view: View = { only: null, layers: "all", focus: false, recent: JSON.parse(localStorage.getItem(recentKey) ?? "[]") as string[] };
const listeners = new Set<() => void>();

export const useView = (): View => useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), () => view);

export function setView(change: Partial<View>): void {
  view = { ...view, ...change };
  if (change.recent) localStorage.setItem(recentKey, JSON.stringify(change.recent));
  for (const listener of listeners) listener();
}

/** Shows or hides a code (with those given along) among the ones that are painted. */
export function toggleOnly(ids: readonly string[]): void {
  const only = new Set(view.only ?? []);
  const all = ids.every((id) => only.has(id));
  for (const id of ids) if (all) only.delete(id);
    else only.add(id);
  setView({ only: only.size === 0 ? null : only });
}
