import type { Unit } from "./selection.ts";

/** A key press, as far as it matters here. */
export interface Press {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
}

/** What a key does in the text. */
export type Action =
  | { readonly do: "step"; readonly unit: Unit; readonly direction: 1 | -1 }
  | { readonly do: "stretch"; readonly unit: Unit; readonly direction: 1 | -1; readonly edge: "start" | "end" }
  | { readonly do: "select turn" }
  | { readonly do: "palette"; readonly typed: string }
  | { readonly do: "recent"; readonly place: number }
  | { readonly do: "in vivo" }
  | { readonly do: "memo" }
  | { readonly do: "correct" }
  | { readonly do: "coding"; readonly direction: 1 | -1 }
  | { readonly do: "uncoded"; readonly direction: 1 | -1 }
  | { readonly do: "remove" }
  | { readonly do: "open" }
  | { readonly do: "focus mode" }
  | { readonly do: "clear" };

/** What is in hand when a key is pressed. */
export interface Hand {
  /** Words are selected. */
  readonly selection: boolean;
  /** A coding is picked out. */
  readonly coding: boolean;
  /** They stand in text that runs from right to left, so that the left arrow goes on and the right one goes back. */
  readonly rightToLeft?: boolean;
}

const arrows: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * What a key means in the text; null where it means nothing here, so that the browser does what it always does.
 * Up and down go by sentence, left and right by word; with Alt by turn and by character; Shift moves the end of the
 * selection, Shift and Alt its beginning.
 */
export function actionFor({ key, shift, alt, mod }: Press, hand: Hand): Action | null {
  const across = key === "ArrowLeft" || key === "ArrowRight";
  const direction = across && hand.rightToLeft ? arrows[key === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"] : arrows[key];
  if (direction !== undefined) {
    if (mod && !across) return { do: shift ? "uncoded" : "coding", direction };
    if (mod) return shift && (hand.selection || hand.coding) ? { do: "stretch", unit: "character", direction, edge: alt ? "start" : "end" } : null;
    const unit: Unit = across ? "word" : alt && !shift ? "turn" : "sentence";
    if (alt && !shift && across) return null;
    if (shift) return hand.selection || hand.coding ? { do: "stretch", unit, direction, edge: alt ? "start" : "end" } : { do: "step", unit, direction };
    return { do: "step", unit, direction };
  }
  if (mod) return key === "\\" ? { do: "focus mode" } : null;
  if (key === "]" || key === "[") return { do: "coding", direction: key === "]" ? 1 : -1 };
  if (key === "}" || key === "{") return { do: "uncoded", direction: key === "}" ? 1 : -1 };
  if (key === "Escape") return { do: "clear" };
  if (alt) return null;
  if (hand.coding && !hand.selection) {
    if (key === "Enter") return { do: "open" };
    if (key === "Delete" || key === "Backspace") return { do: "remove" };
  }
  if (!hand.selection) return key === "Enter" || key === "t" || key === "T" ? { do: "select turn" } : null;
  if (key === "Enter" || key === " ") return { do: "palette", typed: "" };
  if (key === "F2") return { do: "correct" };
  if (key === "t" || key === "T") return { do: "select turn" };
  if (key === "v" || key === "V") return { do: "in vivo" };
  if (key === "m" || key === "M") return { do: "memo" };
  if (/^[1-9]$/.test(key)) return { do: "recent", place: Number(key) - 1 };
  return [...key].length === 1 && /[\p{L}\p{N}]/u.test(key) ? { do: "palette", typed: key } : null;
}

/** Every key, for the help page: what it does in words. */
export const keyHelp: readonly { readonly title: string; readonly keys: readonly (readonly [keys: string, does: string])[] }[] = [
  {
    title: "Move and select",
    keys: [
      ["↓ ↑", "next, previous sentence"],
      ["→ ←", "next, previous word"],
      ["Alt ↓ ↑", "next, previous turn"],
      ["T", "the whole turn"],
      ["Shift →", "take in one more word; Shift ↓ one more sentence"],
      ["Shift Alt ←", "move the beginning instead of the end"],
      ["Ctrl Shift →", "by one character"],
      ["Shift click", "with the mouse: take in the words up to there"],
      ["Esc", "let go"],
    ],
  },
  {
    title: "Code",
    keys: [
      ["Enter", "choose a code for the selected words; or simply type its name"],
      ["1 … 9", "a code used lately"],
      ["V", "in vivo: a new code named with the words themselves"],
      ["Shift Enter", "in the palette: a new code named as typed"],
      ["Ctrl Enter", "in the palette: apply and stay, to give several codes"],
      ["M", "write a note on the selected words"],
      ["F2", "correct the selected words"],
    ],
  },
  {
    title: "Codings",
    keys: [
      ["Ctrl ↓ ↑ or ] [", "next, previous coded passage"],
      ["Ctrl Shift ↓ ↑ or } {", "next, previous passage not coded"],
      ["Enter", "open the coding: change, recode, note, remove"],
      ["Shift → ←", "resize the picked coding at its end; with Alt at its beginning, with Ctrl by one character"],
      ["Delete", "remove the picked coding"],
    ],
  },
  {
    title: "History",
    keys: [
      ["↓ ↑ or J K", "next, previous step"],
      ["] [", "the day before, the day after"],
      ["Enter", "open what is folded into a line; → ← open and fold"],
      ["G", "go to what the step speaks of"],
      ["D", "the study as it stood on that day"],
      ["/", "look for words"],
    ],
  },
  {
    title: "Everywhere",
    keys: [
      ["Ctrl K", "find in interviews, codes, memos and people"],
      ["Ctrl Z", "undo; Ctrl Shift Z do again"],
      ["Ctrl \\", "focus: text only"],
      ["?", "this help"],
    ],
  },
];
