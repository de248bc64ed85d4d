import type { Study } from "./study.ts";

/** What is bookkeeping of the log rather than the study itself: who has seen what, and how much was recorded. */
const bookkeeping = new Set(["knowledge", "stacks", "lastWrites", "events", "lastStamp"]);

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return { map: [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
  if (value instanceof Set) return { set: [...value].sort() };
  return value;
};

/** A study written out so that two states are equal exactly when the texts are. Long: hash it before keeping it. */
export function fingerprint(study: Study): string {
  return JSON.stringify(Object.fromEntries(Object.entries(study).filter(([name]) => !bookkeeping.has(name))), plain);
}
