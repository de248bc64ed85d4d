import type { DifferenceAnswer } from "../../server/compare.ts";
import type { Outcome } from "../../study/consensus.ts";
import type { Range } from "../../text/range.ts";

/** A piece of a passage that is marked alike throughout. */
export interface Piece extends Range {
  readonly first: boolean;
  readonly second: boolean;
  /** In the range that is being chosen as another one. */
  readonly other: boolean;
}

/** Cuts a stretch of text where any mark begins or ends. */
export function piecesOf({ start, end }: Range, marks: { readonly first: readonly Range[]; readonly second: readonly Range[]; readonly other: Range | null }): Piece[] {
  const all = [...marks.first, ...marks.second, ...(marks.other ? [marks.other] : [])];
  const cuts = [...new Set([start, end, ...all.flatMap((r) => [r.start, r.end])])].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  const within = (ranges: readonly Range[], at: number): boolean => ranges.some((r) => r.start <= at && at < r.end);
  return cuts.slice(0, -1).map((at, i) => ({ start: at, end: cuts[i + 1]!, first: within(marks.first, at), second: within(marks.second, at), other: marks.other !== null && within([marks.other], at) }));
}

/** What a key means while differences are settled; null where it means nothing here. */
export type CompareAction = { readonly do: "choose"; readonly outcome: Outcome } | { readonly do: "settle" | "next" | "previous" | "down" | "up" | "reason" };

const outcomesByKey: Readonly<Record<string, Outcome>> = { "1": "first", "2": "second", "3": "both", "4": "other", "5": "none", "0": "none", "6": "open", l: "open" };

export function compareAction({ key, mod, alt }: { readonly key: string; readonly mod: boolean; readonly alt: boolean }): CompareAction | null {
  if (alt || mod) return mod && key === "Enter" ? { do: "settle" } : null;
  const outcome = outcomesByKey[key.toLowerCase()];
  if (outcome) return { do: "choose", outcome };
  switch (key) {
    case "Enter": return { do: "settle" };
    case "j": case "J": return { do: "next" };
    case "k": case "K": return { do: "previous" };
    case "ArrowDown": return { do: "down" };
    case "ArrowUp": return { do: "up" };
    case "r": case "R": return { do: "reason" };
    default: return null;
  }
}

/** Which outcomes a difference allows: what one coder did not do cannot be kept. */
export const allowed = ({ first, second }: Pick<DifferenceAnswer, "first" | "second">, outcome: Outcome): boolean => (outcome === "first" ? first !== null : outcome === "second" ? second !== null : outcome === "both" ? first !== null && second !== null : true);

/** The next (or the one before) that is not settled, going round at the end; null where all are settled. */
export function nextOpen<D extends { readonly id: string; readonly settled: boolean }>(list: readonly D[], current: string | null, direction: 1 | -1): D | null {
  const at = list.findIndex((d) => d.id === current);
  for (let i = 1; i <= list.length; i++) {
    const one = list[(at + direction * i + list.length * 2) % list.length]!;
    if (!one.settled && one.id !== current) return one;
  }
  return null;
}

/** Moves one end of a range by a word, within the passage; an end never passes the other. */
export function nudge(text: string, range: Range, edge: "start" | "end", direction: 1 | -1, within: Range): Range {
  const at = range[edge];
  const edges = [within.start, ...[...text.slice(within.start, within.end).matchAll(/\S+/g)].map((m) => within.start + m.index + (edge === "end" ? m[0].length : 0)), within.end];
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  const moved = direction > 0 ? sorted.find((e) => e > at) : sorted.findLast((e) => e < at);
  if (moved === undefined) return range;
  const next = { ...range, [edge]: moved };
  return next.end > next.start ? next : range;
}

/** What differs, in the words of the list. `names` are the coders', first and second. */
export function kindWords({ kind, first }: Pick<DifferenceAnswer, "kind" | "first">, names: readonly [string, string]): string {
  return { agreed: "agreed", boundary: "boundary", label: "other code", presence: `only ${first ? names[0] : names[1]}` }[kind];
}

/** The heading over a difference. */
export const headings: Readonly<Record<DifferenceAnswer["kind"], string>> = { agreed: "Coded alike", boundary: "Same code, two extents", label: "Same passage, two codes", presence: "Coded by one, not by the other" };

/** What was decided, in a few words. */
export function decidedWords({ decision }: Pick<DifferenceAnswer, "decision">, names: readonly [string, string]): string {
  if (!decision) return "";
  return { first: `kept ${names[0]}'s`, second: `kept ${names[1]}'s`, both: "kept both", other: "another range or code", none: "nothing coded here", open: "left open" }[decision.outcome];
}

/** The beginning and the end of a quotation that is too long for its place, cut between words; without quotation marks of its own around it. */
export function shortened(text: string, most = 90): string {
  const words = text.replace(/\s+/g, " ").trim().replace(/^["“‘']+|["”’']+$/g, "");
  if (words.length <= most) return words;
  const head = words.slice(0, Math.floor(most * 0.6));
  const tail = words.slice(-Math.floor(most * 0.35));
  return `${head.slice(0, Math.max(head.lastIndexOf(" "), 1))} … ${tail.slice(tail.indexOf(" ") + 1)}`;
}

/** A figure with so many decimals; a hair below nought is nought. */
export const decimals = (value: number, places: number): string => value.toFixed(places).replace(/^-(0(\.0*)?)$/, "$1");

/** How good an agreement looks in a heat map, from 0 to 4; null where there is no figure. Steps of equal width from 0 to 1: no verdict is meant by them. */
export const heatOf = (value: number | null): 0 | 1 | 2 | 3 | 4 | null => (value === null ? null : (Math.max(0, Math.min(4, Math.floor(value * 5))) as 0 | 1 | 2 | 3 | 4));

/**
 * Where to see that the first coder gave one code and the second another to the same text: the difference that says so, else the first coder's that lies on the second's.
 * For one and the same code, an interview with that code. Null where there is nothing to lead to.
 */
export function placeOfPair(differences: readonly Pick<DifferenceAnswer, "id" | "kind" | "source" | "first" | "second" | "covering">[], first: string | undefined, second: string | undefined): string | null {
  if (first === undefined || second === undefined) return null;
  const of = differences.filter((d) => d.first?.code === first);
  if (first === second) {
    const same = of.find((d) => d.second?.code === second && d.kind !== "agreed") ?? of.find((d) => d.kind !== "agreed");
    return same ? `/compare?d=${encodeURIComponent(same.id)}` : null;
  }
  const others = differences.filter((d) => d.second?.code === second);
  const meets = (d: (typeof of)[number]): boolean => others.some((o) => o.source === d.source && o.covering.start < d.covering.end && o.covering.end > d.covering.start);
  const place = of.find((d) => d.second?.code === second) ?? of.find((d) => d.kind !== "agreed" && meets(d)) ?? others.find((o) => o.kind !== "agreed" && of.some((d) => d.source === o.source && d.covering.start < o.covering.end && d.covering.end > o.covering.start));
  return place ? `/compare?d=${encodeURIComponent(place.id)}` : null;
}
