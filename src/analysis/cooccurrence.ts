import { ancestry, type CodeId } from "../study/code.ts";
import type { SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { union, type Range } from "../text/range.ts";
import { placedCodings } from "./placed.ts";

/** Two codes that meet, and in how many places. */
export interface Meeting {
  readonly a: CodeId;
  readonly b: CodeId;
  /** Stretches of text that lie under both. */
  readonly places: number;
  readonly sources: number;
}

/** Which codes stand on the same text. */
export interface Cooccurrence {
  /** How many stretches of text lie under each code; touching ones are one, whoever coded them. */
  readonly stretches: ReadonlyMap<CodeId, number>;
  /** Every pair that meets anywhere, the most frequent first. */
  readonly meetings: readonly Meeting[];
}

/** A stretch of text that lies under both of two codes. */
export interface MeetingPlace extends Range {
  readonly source: SourceId;
}

interface Options {
  /** Count every code as its topmost ancestor. */
  readonly byRoot?: boolean;
}

/** The stretches of every source under every code. */
function stretchesOf(study: Study, byRoot: boolean): { readonly source: SourceId; readonly of: ReadonlyMap<CodeId, readonly Range[]> }[] {
  const roots = new Map<CodeId, CodeId>();
  const countsAs = (code: CodeId): CodeId => {
    if (!byRoot) return code;
    let root = roots.get(code);
    if (root === undefined) roots.set(code, (root = ancestry(study, code)[0]?.id ?? code));
    return root;
  };
  return placedCodings(study).map(({ source, codings }) => {
    const ranges = Map.groupBy(codings, (c) => countsAs(c.code));
    return { source: source.id, of: new Map([...ranges].map(([code, placed]) => [code, union(placed.map((p) => p.range))])) };
  });
}

/**
 * Counts where codes meet: a place is a stretch of text that lies under both. What two coders coded alike counts once,
 * so that a second coder does not make codes look closer than they are. A code does not meet itself.
 */
export function cooccurrence(study: Study, { byRoot = false }: Options = {}): Cooccurrence {
  const stretches = new Map<CodeId, number>();
  const pairs = new Map<string, { a: CodeId; b: CodeId; places: number; sources: Set<SourceId> }>();
  for (const { source, of } of stretchesOf(study, byRoot)) {
    const all = [...of].flatMap(([code, ranges]) => {
      stretches.set(code, (stretches.get(code) ?? 0) + ranges.length);
      return ranges.map((range) => ({ code, ...range }));
    });
    all.sort((x, y) => x.start - y.start || x.end - y.end);
    let open: typeof all = [];
    for (const next of all) {
      open = open.filter((o) => o.end > next.start);
      for (const other of open) {
        const [a, b] = other.code < next.code ? [other.code, next.code] : [next.code, other.code];
        const key = `${a} ${b}`;
        const pair = pairs.get(key) ?? { a, b, places: 0, sources: new Set() };
        pair.places++;
        pair.sources.add(source);
        pairs.set(key, pair);
      }
      open.push(next);
    }
  }
  const meetings = [...pairs.values()].map(({ a, b, places, sources }): Meeting => ({ a, b, places, sources: sources.size }));
  return { stretches, meetings: meetings.sort((x, y) => y.places - x.places || (x.a + x.b < y.a + y.b ? -1 : 1)) };
}

/** Where two codes meet, in the order of the sources and of the text. */
export function meetingPlaces(study: Study, a: CodeId, b: CodeId, { byRoot = false }: Options = {}): MeetingPlace[] {
  return stretchesOf(study, byRoot).flatMap(({ source, of }) =>
    (of.get(a) ?? []).flatMap((x) =>
      (of.get(b) ?? []).flatMap((y): MeetingPlace[] => {
        const [start, end] = [Math.max(x.start, y.start), Math.min(x.end, y.end)];
        return start < end ? [{ source, start, end }] : [];
      }),
    ),
  );
}
