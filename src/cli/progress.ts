import type { Sink } from "./call.ts";

/** Told how far a long work has come. */
export type Progress = (done: number, of: number) => void;

/**
 * A bar on a terminal for work that takes longer than a second; silent anywhere else. `clock` gives milliseconds.
 * `end` takes the bar away again.
 */
export function progressBar(err: Sink, what: string, clock: () => number): { readonly step: Progress; readonly end: () => void } {
  if (!err.isTTY) return { step: () => undefined, end: () => undefined };
  const began = clock();
  let drawn = 0;
  const step: Progress = (done, of) => {
    const now = clock();
    if (now - began < 1000 || (now - drawn < 80 && done < of)) return;
    drawn = now;
    const cells = 24;
    const full = of > 0 ? Math.min(cells, Math.round((done / of) * cells)) : 0;
    err.write(`\r\u001b[K${what} ${"█".repeat(full)}${"░".repeat(cells - full)} ${done} of ${of}`);
  };
  return { step, end: () => void (drawn > 0 && err.write("\r\u001b[K")) };
}
