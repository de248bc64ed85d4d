import { useCallback, useState } from "react";

const prefix = "earshot.kept.";

/** Something typed that must survive a reload: like `useState`, but kept in this browser until it is cleared with null. */
export function useKept<T>(key: string, initial: T): readonly [T, (value: T) => void, () => void] {
  const [held, setHeld] = useState<{ key: string; value: T }>(() => ({ key, value: read(key, initial) }));
  const value = held.key === key ? held.value : read(key, initial);
  const set = useCallback(
    (next: T) => {
      setHeld({ key, value: next });
      try {
        localStorage.setItem(prefix + key, JSON.stringify(next));
      } catch {
        // Without storage it lives as long as the page.
      }
    },
    [key],
  );
  const clear = useCallback(() => {
    setHeld({ key, value: initial });
    localStorage.removeItem(prefix + key);
  }, [key, initial]);
  return [value, set, clear];
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = localStorage.getItem(prefix + key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}
