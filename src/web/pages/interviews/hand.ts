import { useCallback, useRef, useState } from "react";
import type { Range } from "../../../text/range.ts";

/** What floats over the text. */
export type Over =
  | { readonly kind: "palette"; readonly purpose: "code" | "recode"; readonly typed: string }
  | { readonly kind: "coding"; readonly ids: readonly string[] }
  | { readonly kind: "note"; readonly coding: string | null }
  | { readonly kind: "correct" };

/** What the reader has in hand: selected words, or a coding that was picked out, and what floats over them. */
export interface HandState {
  readonly selection: Range | null;
  readonly picked: string | null;
  /** The edges of the picked coding while they are being moved. */
  readonly resizing: (Range & { readonly id: string }) | null;
  readonly over: Over | null;
  /** Where the next move by keyboard starts from, when nothing is selected. */
  readonly caret: number;
  /** What was done last, for those who listen to the page. */
  readonly told: string;
}

export interface Hand {
  readonly state: HandState;
  /** Changes some of it; what is read right afterwards is the new state. */
  readonly set: (change: Partial<HandState>) => void;
}

export function useHand(selection: Range | null): Hand {
  const [state, setState] = useState<HandState>(() => ({ selection, picked: null, resizing: null, over: null, caret: selection?.start ?? -1, told: "" }));
  const now = useRef(state);
  const set = useCallback((change: Partial<HandState>) => setState((now.current = { ...now.current, told: "", ...change })), []);
  now.current = state;
  return { state, set };
}
