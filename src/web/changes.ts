import { useSyncExternalStore } from "react";
import type { Change } from "../server/desk.ts";
import { flush, isOwn, outbox, quiet, waitingHere } from "./doing.ts";
import { memory } from "./queries.ts";

let connected = true;
const listeners = new Set<() => void>();
const set = (value: boolean): void => {
  if (connected === value) return;
  connected = value;
  for (const listener of listeners) listener();
};

/** Whether the server answers. */
export const useConnected = (): boolean => useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), () => connected);

/** How many changes wait here for the server. */
export const useWaiting = (): number => useSyncExternalStore(outbox.subscribe, waitingHere);

let timer: ReturnType<typeof setTimeout> | undefined;
const soon = new Set<string>();

/** Asks again for what a change may have touched; several changes in a row are asked for once. */
function forget(keys: readonly string[]): void {
  for (const key of keys) soon.add(key);
  clearTimeout(timer);
  timer = setTimeout(() => void askForForgotten(), 60);
}

/** An answer given while a change is on its way would not have it: so it is asked for when all have arrived. */
async function askForForgotten(): Promise<void> {
  await quiet();
  for (const key of soon) void memory.invalidateQueries(key === "everything" ? undefined : { queryKey: key.split(":") });
  soon.clear();
}

async function onChange(change: Change): Promise<void> {
  await quiet();
  if (change.types.length === 0) return forget(["everything"]);
  forget(["study", "history", "passages", "at", "find", "analysis"]);
  const onlyCodings = change.types.every((type) => type.startsWith("coding."));
  if (isOwn(change.version) && onlyCodings) return;
  if (change.sources.length > 0) forget(change.sources.map((id) => `source:${id}`));
  if (change.types.some((type) => type.startsWith("code.") || type.startsWith("source."))) forget(["source"]);
}

/** Listens for what is changed elsewhere: another tab, the command line. Returns how to stop. */
export function listen(): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let lost = false;
  const open = (): void => {
    source = new EventSource("/api/events");
    source.addEventListener("hello", () => {
      set(true);
      if (lost) forget(["everything"]);
      lost = false;
      void flush();
    });
    source.addEventListener("change", (event) => void onChange(JSON.parse((event as MessageEvent<string>).data) as Change));
    source.onerror = () => {
      source.close();
      lost = true;
      again = setTimeout(() => {
        set(false);
        open();
      }, connected ? 300 : 1000);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
