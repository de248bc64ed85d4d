/** What a key does in the list of what happened. */
export type HistoryAction =
  | { readonly do: "step"; readonly by: 1 | -1 }
  | { readonly do: "day"; readonly by: 1 | -1 }
  | { readonly do: "end"; readonly which: "first" | "last" }
  | { readonly do: "fold"; readonly open: boolean | null }
  | { readonly do: "go" }
  | { readonly do: "look back" }
  | { readonly do: "search" };

/** What a key means there; null where it means nothing, so that the browser does what it always does. */
export function historyAction({ key, mod, alt, shift }: { readonly key: string; readonly mod: boolean; readonly alt: boolean; readonly shift: boolean }): HistoryAction | null {
  if (mod || alt) return null;
  switch (key) {
    case "ArrowDown": case "j": return { do: "step", by: 1 };
    case "ArrowUp": case "k": return { do: "step", by: -1 };
    case "J": case "]": case "PageDown": return key === "PageDown" && shift ? null : { do: "day", by: 1 };
    case "K": case "[": case "PageUp": return key === "PageUp" && shift ? null : { do: "day", by: -1 };
    case "Home": return { do: "end", which: "first" };
    case "End": return { do: "end", which: "last" };
    case "ArrowRight": return { do: "fold", open: true };
    case "ArrowLeft": return { do: "fold", open: false };
    case "Enter": case " ": return { do: "fold", open: null };
    case "g": return { do: "go" };
    case "d": return { do: "look back" };
    case "/": return { do: "search" };
    default: return null;
  }
}
