import type { Segment } from "./segments-of-coder.ts";

/** Segments of the first and of the second coder that belong together; one list may be empty, not both. */
export interface Match {
  readonly first: readonly Segment[];
  readonly second: readonly Segment[];
}

interface Pair {
  readonly a: number;
  readonly b: number;
  /** How well they fit: the more the better. */
  readonly fit: number;
  /** Where their common text begins, to settle ties the same way for both coders. */
  readonly at: number;
}

const byFit = (x: Pair, y: Pair): number => y.fit - x.fit || x.at - y.at;

/**
 * Matches two coders' segments of the same code in one source, both sorted and each coder's disjoint: one to one, the pair with the most common text first.
 * A segment left over that still overlaps a matched one of the other coder (one coder's long segment against two short ones) joins that match, the one with which it shares most.
 * What overlaps nothing of the other coder stands alone. Near-linear: there are fewer overlapping pairs than segments.
 */
export function matchSameCode(first: readonly Segment[], second: readonly Segment[]): Match[] {
  const pairs: Pair[] = [];
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const [x, y] = [first[a]!, second[b]!];
    const at = Math.max(x.start, y.start);
    const fit = Math.min(x.end, y.end) - at;
    if (fit > 0) pairs.push({ a, b, fit, at });
    if (x.end < y.end) a += 1;
    else b += 1;
  }
  pairs.sort(byFit);
  const matches: { first: Segment[]; second: Segment[] }[] = [];
  const ofFirst = Array<(typeof matches)[number] | undefined>(first.length).fill(undefined);
  const ofSecond = Array<(typeof matches)[number] | undefined>(second.length).fill(undefined);
  for (const { a, b } of pairs) if (!ofFirst[a] && !ofSecond[b]) matches.push((ofFirst[a] = ofSecond[b] = { first: [first[a]!], second: [second[b]!] }));
  // Whoever is left in a pair has a partner who was matched with someone else.
  for (const { a, b } of pairs) {
    if (!ofFirst[a]) (ofFirst[a] = ofSecond[b]!).first.push(first[a]!);
    else if (!ofSecond[b]) (ofSecond[b] = ofFirst[a]!).second.push(second[b]!);
  }
  first.forEach((segment, a) => ofFirst[a] ?? matches.push({ first: [segment], second: [] }));
  second.forEach((segment, b) => ofSecond[b] ?? matches.push({ first: [], second: [segment] }));
  return matches;
}

/** So many of a coder's unmatched segments are kept in view at one place of the text at most, so that no input makes the search slow. */
const inView = 64;

/**
 * Matches two coders' segments of different codes, each of which overlaps nothing of its own code on the other side: one to one, where the common text is at least half of the longer one.
 * Segments of the very same extent go first, in the order of their codes; then the pairs that have most of their joint text in common.
 */
export function matchOtherCode(first: readonly Segment[], second: readonly Segment[]): Match[] {
  const matches: Match[] = [];
  const taken = new Set<Segment>();
  const take = (a: Segment, b: Segment): void => {
    matches.push({ first: [a], second: [b] });
    taken.add(a).add(b);
  };
  const byExtent = new Map<string, Segment[]>();
  for (const segment of [...second].sort(byCode)) {
    const key = `${segment.start} ${segment.end}`;
    const list = byExtent.get(key);
    if (list) list.push(segment);
    else byExtent.set(key, [segment]);
  }
  const used = new Map<string, number>();
  for (const segment of [...first].sort(byCode)) {
    const key = `${segment.start} ${segment.end}`;
    const next = used.get(key) ?? 0;
    const other = byExtent.get(key)?.[next];
    if (!other) continue;
    used.set(key, next + 1);
    take(segment, other);
  }

  const rest = [...first.map((segment) => ({ segment, own: 0 as const })), ...second.map((segment) => ({ segment, own: 1 as const }))].filter(({ segment }) => !taken.has(segment));
  rest.sort((x, y) => x.segment.start - y.segment.start || y.segment.end - x.segment.end || byCode(x.segment, y.segment));
  const open: [Segment[], Segment[]] = [[], []];
  const pairs: { a: Segment; b: Segment; fit: number; at: number }[] = [];
  for (const { segment, own } of rest) {
    const others = (open[1 - own] = open[1 - own]!.filter(({ end }) => end > segment.start));
    for (const other of others) {
      const common = Math.min(segment.end, other.end) - segment.start;
      const longer = Math.max(segment.end - segment.start, other.end - other.start);
      if (common * 2 < longer) continue;
      const [a, b] = own === 0 ? [segment, other] : [other, segment];
      pairs.push({ a, b, fit: common / (Math.max(segment.end, other.end) - other.start), at: segment.start });
    }
    open[own].push(segment);
    if (open[own].length > inView) open[own].shift();
  }
  const codesOf = ({ a, b }: { a: Segment; b: Segment }): string => JSON.stringify([a.code, b.code].sort());
  pairs.sort((x, y) => y.fit - x.fit || x.at - y.at || (codesOf(x) < codesOf(y) ? -1 : 1));
  for (const { a, b } of pairs) if (!taken.has(a) && !taken.has(b)) take(a, b);
  return [...matches, ...first.filter((s) => !taken.has(s)).map((s) => ({ first: [s], second: [] })), ...second.filter((s) => !taken.has(s)).map((s) => ({ first: [], second: [s] }))];
}

const byCode = (a: Segment, b: Segment): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
