import { useEffect, useSyncExternalStore } from "react";

let back = false;
const listeners = new Set<() => void>();
const set = (value: boolean): void => {
  back = value;
  for (const listener of listeners) listener();
};

export const pastSentence = "You are looking at the study as it stood. Nothing can be changed here; go back to today first.";

/** Whether this tab shows the study as it stood on another day: nothing may be changed while it does. */
export const isLookingBack = (): boolean => back;
export const useIsLookingBack = (): boolean => useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), isLookingBack);

/** Marks this tab as looking back for as long as the component that calls it is shown. */
export function useLookBack(): void {
  useEffect(() => {
    set(true);
    return () => set(false);
  }, []);
}
