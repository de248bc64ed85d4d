import { useSyncExternalStore } from "react";

/** Light, dark, or as the machine is set. */
export type Scheme = "auto" | "light" | "dark";
const key = "earshot.scheme";
const listeners = new Set<() => void>();
const read = (): Scheme => {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "auto";
};
const apply = (): void => {
  const scheme = read();
  if (scheme === "auto") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
};

/** The scheme chosen on this machine, and how to choose another. */
export function useScheme(): readonly [Scheme, (scheme: Scheme) => void] {
  const scheme = useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), read);
  return [
    scheme,
    (next) => {
      localStorage.setItem(key, next);
      apply();
      for (const listener of listeners) listener();
    },
  ];
}
useScheme.apply = apply;
