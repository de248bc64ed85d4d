/** Something that a rule found and a person decides about. */
export interface Reviewed {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** What was decided about suggestions, by the place that each has; undecided ones are in neither. */
export interface Review {
  readonly accepted: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
}

export const nothingDecided: Review = { accepted: new Set(), skipped: new Set() };

/** How a suggestion is known: the same words in the same place are the same suggestion, whatever rule found them. */
export const keyOf = ({ source, start, end }: Reviewed): string => `${source}:${start}-${end}`;

export const isOpen = (review: Review, one: Reviewed): boolean => !review.accepted.has(keyOf(one)) && !review.skipped.has(keyOf(one));

export function decided(review: Review, one: Reviewed, how: "accepted" | "skipped" | "open"): Review {
  const key = keyOf(one);
  const without = (set: ReadonlySet<string>): Set<string> => new Set([...set].filter((k) => k !== key));
  const next = { accepted: without(review.accepted), skipped: without(review.skipped) };
  if (how !== "open") next[how].add(key);
  return next;
}

/** The next one to decide about: the first open one after this, else the first open one of all; null where none is left. */
export function nextOpen<T extends Reviewed>(list: readonly T[], review: Review, after: T | null): T | null {
  const place = after === null ? -1 : list.findIndex((one) => keyOf(one) === keyOf(after));
  return list.slice(place + 1).find((one) => isOpen(review, one)) ?? list.find((one) => isOpen(review, one) && one !== after) ?? null;
}

/** What a key does with the suggestion in hand; null for keys that mean nothing here. */
export function reviewKey(key: string): "accept" | "skip" | "back" | "next" | "previous" | "open" | null {
  switch (key) {
    case "Enter": case "a": case "y": return "accept";
    case "s": case "n": case "Delete": return "skip";
    case "u": case "Backspace": return "back";
    case "ArrowDown": case "j": return "next";
    case "ArrowUp": case "k": return "previous";
    case "o": return "open";
    default: return null;
  }
}
