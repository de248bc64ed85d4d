import { useCallback, useMemo, useSyncExternalStore } from "react";

const prefix = "earshot.kept.";
/** What is kept, as this tab knows it: another tab's typing is its own until the page is loaded anew. Null where nothing is kept. */
const known = new Map<string, string | null>();
const listeners = new Map<string, Set<() => void>>();

function read(key: string): string | null {
  const here = known.get(key);
  if (here !== undefined) return here;
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(prefix + key);
  } catch {
    // Without storage it lives as long as the page.
  }
  known.set(key, kept);
  return kept;
}

function write(key: string, text: string | null): void {
  known.set(key, text);
  try {
    if (text === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
  } catch {
    // Without storage, or with a full one, it lives as long as the page.
  }
  for (const listener of listeners.get(key) ?? []) listener();
}

/** What a kept text says; null where it says nothing that can be read. */
function parsed(text: string | null): { readonly value: unknown } | null {
  try {
    return text === null ? null : { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/**
 * Something typed that must survive a reload: like `useState`, but kept in this browser until it is cleared. Whoever
 * asks for the same key on one page sees the same.
 */
export function useKept<T>(key: string, initial: T): readonly [T, (value: T) => void, () => void] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(key) ?? new Set();
      listeners.set(key, own.add(listener));
      return () => void own.delete(listener);
    },
    [key],
  );
  const text = useSyncExternalStore(subscribe, () => read(key));
  const kept = useMemo(() => parsed(text), [text]);
  const set = useCallback((value: T) => write(key, JSON.stringify(value)), [key]);
  const clear = useCallback(() => write(key, null), [key]);
  return [kept ? (kept.value as T) : initial, set, clear];
}
