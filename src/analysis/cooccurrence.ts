import type { ParticipantId } from "../study/participant.ts";
import type { Source, SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { union, type Range } from "../text/range.ts";
import { codingsIn, type Scope } from "./exploreScope.ts";
import { unitsFor, type UnitKind } from "./exploreUnits.ts";
import { currentTurns } from "./passages.ts";

/** Two codes (or themes) that meet, and in how many places: pairs of stretches, one under each. `a` comes before `b` as text. */
export interface Meeting {
  readonly a: string;
  readonly b: string;
  readonly places: number;
  readonly sources: number;
  readonly people: number;
  /** How many stretches of `a` meet one of `b`, and the other way round. */
  readonly ofA: number;
  readonly ofB: number;
}

/** Which codes stand together. */
export interface Cooccurrence {
  /** How many stretches of text lie under each code; touching ones are one, whoever coded them. */
  readonly stretches: ReadonlyMap<string, number>;
  /** Every pair that meets anywhere, the most frequent first. */
  readonly meetings: readonly Meeting[];
  /** Names of sources that have no turns, where these were asked for: nothing can be said of them. */
  readonly leftOut: readonly string[];
}

/** A pair of stretches that meet, one under each of two codes. */
export interface MeetingPlace {
  readonly source: SourceId;
  readonly a: Range;
  readonly b: Range;
}

export interface MeetOptions extends Scope {
  readonly kind?: UnitKind;
  /**
   * When two stretches meet: null where they share letters; else where at most so many turns lie from the last of the one
   * to the first of the other, so that 0 asks for a turn that both stand in and 1 also for the next turn.
   */
  readonly within?: number | null;
}

interface Stretch extends Range {
  readonly unit: string;
  /** Its place among all stretches. */
  readonly id: number;
  /** Where it begins and ends on the scale on which meeting is measured: letters or turns. */
  readonly from: number;
  readonly to: number;
}

interface Measured {
  readonly source: Source;
  readonly stretches: readonly Stretch[];
}

/** The stretches of every source in scope under every code, sorted by where they begin; without sources that cannot be measured. */
function measured(study: Study, { kind = "code", within = null, ...scope }: MeetOptions): { readonly sources: readonly Measured[]; readonly leftOut: readonly string[] } {
  const units = unitsFor(study, kind);
  const leftOut: string[] = [];
  let id = 0;
  const sources = codingsIn(study, scope).flatMap(({ source, codings }): Measured[] => {
    const turns = within === null ? null : currentTurns(source);
    if (turns?.length === 0) {
      leftOut.push(source.name);
      return [];
    }
    const ranges = new Map<string, Range[]>();
    for (const placed of codings) for (const unit of units(placed)) ranges.set(unit, [...(ranges.get(unit) ?? []), placed.range]);
    const starts = turns?.map((t) => t.start);
    const turnOf = (offset: number): number => Math.max(0, lastAtMost(starts!, offset));
    const stretches = [...ranges].flatMap(([unit, list]) => union(list).map(({ start, end }): Stretch => ({ unit, id: id++, start, end, from: starts ? turnOf(start) : start, to: starts ? turnOf(end - 1) : end - 1 })));
    return [{ source, stretches: stretches.sort((x, y) => x.from - y.from || x.to - y.to) }];
  });
  return { sources, leftOut };
}

/** The place of the last of some sorted numbers that is not greater than another; -1 where none is. */
function lastAtMost(sorted: readonly number[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Every pair of stretches of different codes that meet in one source. */
function* pairsIn(stretches: readonly Stretch[], reach: number): Generator<readonly [Stretch, Stretch]> {
  let open: Stretch[] = [];
  for (const next of stretches) {
    open = open.filter((o) => o.to + reach >= next.from);
    for (const other of open) if (other.unit !== next.unit) yield other.unit < next.unit ? [other, next] : [next, other];
    open.push(next);
  }
}

/**
 * Counts where codes meet. What two coders coded alike counts once, so that a second coder does not make codes look
 * closer than they are. A code does not meet itself.
 */
export function cooccurrence(study: Study, options: MeetOptions = {}): Cooccurrence {
  const stretches = new Map<string, number>();
  const pairs = new Map<string, Map<string, { places: number; sources: number; last: SourceId; people: Set<ParticipantId | null>; ofA: Set<number>; ofB: Set<number> }>>();
  const { sources, leftOut } = measured(study, options);
  for (const { source, stretches: here } of sources) {
    for (const { unit } of here) stretches.set(unit, (stretches.get(unit) ?? 0) + 1);
    for (const [x, y] of pairsIn(here, options.within ?? 0)) {
      let row = pairs.get(x.unit);
      if (!row) pairs.set(x.unit, (row = new Map()));
      let pair = row.get(y.unit);
      if (!pair) row.set(y.unit, (pair = { places: 0, sources: 0, last: "", people: new Set(), ofA: new Set(), ofB: new Set() }));
      pair.places++;
      if (pair.last !== source.id) pair.sources++;
      pair.last = source.id;
      if (source.participant !== null) pair.people.add(source.participant);
      pair.ofA.add(x.id);
      pair.ofB.add(y.id);
    }
  }
  const meetings = [...pairs].flatMap(([a, row]) => [...row].map(([b, p]): Meeting => ({ a, b, places: p.places, sources: p.sources, people: p.people.size, ofA: p.ofA.size, ofB: p.ofB.size })));
  return { stretches, meetings: meetings.sort((x, y) => y.places - x.places || y.sources - x.sources || (x.a + x.b < y.a + y.b ? -1 : 1)), leftOut };
}

/** Where two codes meet, in the order of the sources and of the text. */
export function meetingPlaces(study: Study, a: string, b: string, options: MeetOptions = {}): MeetingPlace[] {
  return measured(study, options).sources.flatMap(({ source, stretches }) =>
    [...pairsIn(stretches.filter((s) => s.unit === a || s.unit === b), options.within ?? 0)]
      .map(([x, y]): MeetingPlace => {
        const [one, other] = x.unit === a ? [x, y] : [y, x];
        return { source: source.id, a: { start: one.start, end: one.end }, b: { start: other.start, end: other.end } };
      })
      .sort((p, q) => p.a.start - q.a.start || p.b.start - q.b.start),
  );
}
