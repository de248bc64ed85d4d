import { Hono } from "hono";
import { z } from "zod";
import { codeMatrix, type MatrixCell, type MatrixColumn } from "../analysis/codeMatrix.ts";
import { cooccurrence, meetingPlaces, type Meeting } from "../analysis/cooccurrence.ts";
import { course, type CourseRow } from "../analysis/course.ts";
import { countedIn, type Counted } from "../analysis/exploreCounted.ts";
import { codingsIn } from "../analysis/exploreScope.ts";
import { unitsFor, unitsOf, type Unit } from "../analysis/exploreUnits.ts";
import { framework, type FrameworkRow } from "../analysis/framework.ts";
import { currentTurns } from "../analysis/passages.ts";
import { placedCodings } from "../analysis/placed.ts";
import { search, searchable, type Hit } from "../analysis/search.ts";
import { fewPeople } from "../privacy/fewPeople.ts";
import type { Coding } from "../study/coding.ts";
import { dayOf } from "../study/stamp.ts";
import type { PassageAnswer } from "./answers.ts";
import { query, type Environment } from "./environment.ts";
import { ids, kindField, scopeFields, scopeFrom, yes } from "./explore-scope.ts";
import { textsOf } from "./findings.ts";
import { passagesWhere } from "./reading.ts";

export const searchQuery = z.object({ q: z.string(), in: z.string().default(searchable.join(",")), whole: yes, exact: yes, limit: z.coerce.number().int().positive().max(5000).default(500) });
const meetFields = {
  ...scopeFields,
  kind: kindField.default("code"),
  /** How many turns may lie between; left out where codes must stand on the same letters. */
  within: z.coerce.number().int().min(0).max(100).optional(),
};
export const meetQuery = z.object({ ...meetFields, top: z.coerce.number().int().positive().max(500).default(25) });
export const meetingQuery = z.object({ ...meetFields, a: z.string(), b: z.string(), limit: z.coerce.number().int().positive().max(5000).default(200) });
export const matrixQuery = z.object({ ...scopeFields, kind: kindField.default("code"), by: z.string().optional(), nested: yes });
export const cellQuery = z.object({
  ...scopeFields,
  kind: kindField.default("code"),
  nested: yes,
  /** A code or theme. */
  unit: z.string(),
  /** Ids of participants, separated by commas; everyone where it is left out. */
  people: ids.optional(),
});
export const unitsQuery = z.object({ ...scopeFields, kind: kindField.default("theme"), /** Ids of codes or themes, separated by commas. */ units: ids });

/** Something found: where, and its words in context. */
export interface SearchAnswer {
  readonly hits: readonly Hit[];
  /** True where there is more than was asked for. */
  readonly more: boolean;
}

export interface MeetAnswer {
  /** The codes that meet most, as many as were asked for, in the order of the codebook. */
  readonly units: readonly Unit[];
  /** How many codes meet any other. */
  readonly meeting: number;
  readonly stretches: Readonly<Record<string, number>>;
  /** The pairs among `units`. */
  readonly meetings: readonly Meeting[];
  /** The most frequent pairs of all codes. */
  readonly ranked: readonly Meeting[];
  /** All pairs, also beyond those given. */
  readonly pairs: number;
  readonly names: Readonly<Record<string, string>>;
  readonly leftOut: readonly string[];
  readonly counted: Counted;
}

interface Side {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Where two codes meet: what lies under the one and what under the other. */
export interface MeetingPassage {
  readonly source: string;
  readonly label: string;
  readonly name: string;
  readonly turn: number | null;
  readonly at: number | null;
  readonly a: Side;
  readonly b: Side;
}

export interface MatrixAnswer {
  readonly columns: readonly MatrixColumn[];
  readonly units: readonly Unit[];
  readonly rows: Readonly<Record<string, readonly MatrixCell[]>>;
  readonly unheard: readonly string[];
  /** What a careful reader should be told of cells with few people; none where every column is one person. */
  readonly warnings: readonly string[];
  readonly counted: Counted;
}

export interface FrameworkAnswer {
  readonly units: readonly Unit[];
  readonly rows: readonly FrameworkRow[];
  readonly counted: Counted;
}

export interface CourseAnswer {
  readonly units: readonly Unit[];
  readonly rows: readonly CourseRow[];
  readonly tenths: readonly (readonly number[])[];
  readonly counted: Counted;
}

/** How many codings each coder added on a day and which still stand. */
export interface TimelineAnswer {
  readonly days: readonly { readonly date: string; readonly coder: string; readonly n: number }[];
}

const rankedMost = 200;

/** Questions over all interviews at once. All are answered from the study as the viewer may see it. */
export const explore = new Hono<Environment>()
  .get("/explore/search", query(searchQuery), async (c) => {
    const open = c.get("open")();
    const { q, in: where, whole, exact, limit } = c.req.valid("query");
    const kinds = searchable.filter((k) => where.split(",").includes(k));
    const hits = search(open.study, await textsOf(open), q, { in: kinds, wholeWords: whole, ignoreCase: !exact, ignoreAccents: !exact, context: 90, limit: limit + 1 });
    return c.json({ hits: hits.slice(0, limit), more: hits.length > limit } as SearchAnswer);
  })
  .get("/explore/meet", query(meetQuery), (c) => {
    const { study } = c.get("open")();
    const { kind, within = null, top, ...asked } = c.req.valid("query");
    const scope = scopeFrom(study, asked);
    const { meetings, stretches, leftOut } = cooccurrence(study, { ...scope, kind, within });
    const sums = new Map<string, number>();
    for (const { a, b, places } of meetings) for (const unit of [a, b]) sums.set(unit, (sums.get(unit) ?? 0) + places);
    const chosen = new Set([...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, top).map(([unit]) => unit));
    const all = unitsOf(study, kind);
    return c.json({
      units: all.filter((u) => chosen.has(u.id)),
      meeting: sums.size,
      stretches: Object.fromEntries(stretches),
      meetings: meetings.filter((m) => chosen.has(m.a) && chosen.has(m.b)),
      ranked: meetings.slice(0, rankedMost),
      pairs: meetings.length,
      names: Object.fromEntries(all.map((u) => [u.id, u.name])),
      leftOut,
      counted: countedIn(study, scope),
    } as MeetAnswer);
  })
  .get("/explore/meeting", query(meetingQuery), async (c) => {
    const { wb, study } = c.get("open")();
    const { a, b, kind, within = null, limit, ...asked } = c.req.valid("query");
    const places = meetingPlaces(study, a, b, { ...scopeFrom(study, asked), kind, within });
    const passages: MeetingPassage[] = [];
    for (const place of places.slice(0, limit)) {
      const source = study.sources.get(place.source)!;
      const text = await wb.textOf(source);
      const turns = currentTurns(source);
      const turn = turns.findLastIndex((t) => t.start <= Math.min(place.a.start, place.b.start));
      const side = ({ start, end }: { start: number; end: number }): Side => ({ start, end, words: text.slice(start, end) });
      const label = (source.participant === null ? undefined : study.participants.get(source.participant)?.label) ?? source.name;
      passages.push({ source: source.id, label, name: source.name, turn: turn < 0 ? null : turn + 1, at: turns[turn]?.at ?? null, a: side(place.a), b: side(place.b) });
    }
    return c.json({ passages, total: places.length });
  })
  .get("/explore/matrix", query(matrixQuery), async (c) => {
    const open = c.get("open")();
    const { study } = open;
    const { by, kind, nested, ...asked } = c.req.valid("query");
    const scope = scopeFrom(study, asked);
    const { columns, rows, unheard } = codeMatrix(study, await textsOf(open), { ...scope, by: by ?? null, kind, nested });
    const units = unitsOf(study, kind, true).filter((u) => rows.has(u.id));
    const warnings = by === undefined ? [] : fewPeople(columns.map((column) => ({ label: column.label, people: column.people.length })), units.map((u) => ({ name: u.name, people: rows.get(u.id)!.map((cell) => cell.people) })));
    return c.json({ columns, units, rows: Object.fromEntries(rows), unheard, warnings, counted: countedIn(study, scope) } as MatrixAnswer);
  })
  .get("/explore/cell", query(cellQuery), async (c) => {
    const { wb, study } = c.get("open")();
    const { unit, kind, nested, people, ...asked } = c.req.valid("query");
    const units = unitsFor(study, kind, nested);
    const among = people && new Set(people);
    const wanted = new Set<Coding>();
    for (const { source, codings } of codingsIn(study, scopeFrom(study, asked))) {
      if (among && (source.participant === null || !among.has(source.participant))) continue;
      for (const placed of codings) if (units(placed).includes(unit)) wanted.add(placed.coding);
    }
    return c.json({ passages: (await passagesWhere(wb.textOf.bind(wb), study, (coding) => wanted.has(coding))) as PassageAnswer[] });
  })
  .get("/explore/framework", query(unitsQuery), async (c) => {
    const open = c.get("open")();
    const { study } = open;
    const { kind, units: wanted, ...asked } = c.req.valid("query");
    const scope = scopeFrom(study, asked);
    const units = unitsOf(study, kind, true).filter((u) => wanted.includes(u.id));
    return c.json({ units, rows: framework(study, await textsOf(open), { ...scope, kind, units: units.map((u) => u.id) }), counted: countedIn(study, scope) } as FrameworkAnswer);
  })
  .get("/explore/course", query(unitsQuery), (c) => {
    const { study } = c.get("open")();
    const { kind, units: wanted, ...asked } = c.req.valid("query");
    const scope = scopeFrom(study, asked);
    const units = unitsOf(study, kind, true).filter((u) => wanted.includes(u.id));
    return c.json({ units, ...course(study, { ...scope, kind, units: units.map((u) => u.id) }), counted: countedIn(study, scope) } as CourseAnswer);
  })
  .get("/explore/timeline", (c) => {
    const { study } = c.get("open")();
    const counts = new Map<string, number>();
    for (const { codings } of placedCodings(study)) {
      for (const { coding } of codings) {
        const key = `${dayOf(coding.stamp)}\n${study.coders.get(coding.coder)?.name ?? "someone"}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const days = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => ({ date: key.split("\n")[0]!, coder: key.split("\n")[1]!, n }));
    return c.json({ days } as TimelineAnswer);
  });
