import { Hono } from "hono";
import { z } from "zod";
import { codeMatrix, type MatrixCell, type MatrixColumn } from "../analysis/codeMatrix.ts";
import { cooccurrence, meetingPlaces, type Meeting } from "../analysis/cooccurrence.ts";
import { currentTurns } from "../analysis/passages.ts";
import { placedCodings } from "../analysis/placed.ts";
import { search, searchable, type Hit } from "../analysis/search.ts";
import { englishStopWords } from "../analysis/stopWords.ts";
import { wordCounts, type WordCounts } from "../analysis/wordCounts.ts";
import { dayOf } from "../study/stamp.ts";
import { query, type Environment } from "./environment.ts";
import { substudyOf, textsOf } from "./findings.ts";

const yes = z.enum(["0", "1"]).default("0").transform((v) => v === "1");
export const searchQuery = z.object({ q: z.string(), in: z.string().default(searchable.join(",")), whole: yes, exact: yes, limit: z.coerce.number().int().positive().max(5000).default(500) });
export const meetQuery = z.object({ roots: yes });
export const meetingQuery = z.object({ a: z.string(), b: z.string(), roots: yes });
export const matrixQuery = z.object({ by: z.string().optional(), substudy: z.string().optional(), below: yes });
export const wordsQuery = z.object({
  /** Ids of sources, separated by commas; all where it is left out. */
  sources: z.string().optional(),
  role: z.enum(["interviewer", "participant", "other", "unknown"]).optional(),
  /** "1" leaves out the usual English words. */
  stop: yes,
  /** More words to leave out, separated by white space. */
  leave: z.string().default(""),
  limit: z.coerce.number().int().positive().max(2000).default(120),
});

/** Something found: where, and its words in context. */
export interface SearchAnswer {
  readonly hits: readonly Hit[];
  /** True where there is more than was asked for. */
  readonly more: boolean;
}

export interface MeetAnswer {
  readonly meetings: readonly Meeting[];
  readonly stretches: Readonly<Record<string, number>>;
}

/** Where two codes meet, with the words that lie under both and what stands around them. */
export interface MeetingPassage {
  readonly source: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

export interface MatrixAnswer {
  readonly columns: readonly MatrixColumn[];
  readonly rows: Readonly<Record<string, readonly MatrixCell[]>>;
}

/** How many codings each coder added on a day and which still stand. */
export interface TimelineAnswer {
  readonly days: readonly { readonly date: string; readonly coder: string; readonly n: number }[];
}

const around = 120;

/** Questions over all interviews at once. */
export const explore = new Hono<Environment>()
  .get("/explore/search", query(searchQuery), async (c) => {
    const open = c.get("open")();
    const { q, in: where, whole, exact, limit } = c.req.valid("query");
    const kinds = searchable.filter((k) => where.split(",").includes(k));
    const hits = search(open.study, await textsOf(open), q, { in: kinds, wholeWords: whole, ignoreCase: !exact, ignoreAccents: !exact, context: 90, limit: limit + 1 });
    return c.json({ hits: hits.slice(0, limit), more: hits.length > limit } as SearchAnswer);
  })
  .get("/explore/meet", query(meetQuery), (c) => {
    const { meetings, stretches } = cooccurrence(c.get("open")().study, { byRoot: c.req.valid("query").roots });
    return c.json({ meetings, stretches: Object.fromEntries(stretches) } as MeetAnswer);
  })
  .get("/explore/meeting", query(meetingQuery), async (c) => {
    const { wb, study } = c.get("open")();
    const { a, b, roots } = c.req.valid("query");
    const passages: MeetingPassage[] = [];
    for (const { source: id, start, end } of meetingPlaces(study, a, b, { byRoot: roots })) {
      const source = study.sources.get(id)!;
      const text = await wb.textOf(source);
      const turn = currentTurns(source).findLast((t) => t.start <= start && start < t.end);
      const from = Math.max(turn && start >= turn.said ? turn.said : 0, start - around);
      const to = Math.min(turn && end <= turn.end ? turn.end : text.length, end + around);
      passages.push({ source: id, name: source.name, start, end, before: text.slice(from, start), words: text.slice(start, end), after: text.slice(end, to) });
    }
    return c.json({ passages });
  })
  .get("/explore/matrix", query(matrixQuery), (c) => {
    const { study } = c.get("open")();
    const { by, substudy, below } = c.req.valid("query");
    const matrix = codeMatrix(study, { by: by ?? null, substudy: substudyOf(study, substudy), below });
    return c.json({ columns: matrix.columns, rows: Object.fromEntries(matrix.rows) } as MatrixAnswer);
  })
  .get("/explore/words", query(wordsQuery), async (c) => {
    const open = c.get("open")();
    const { sources, role, stop, leave, limit } = c.req.valid("query");
    const leaveOut = new Set([...(stop ? englishStopWords : []), ...leave.toLowerCase().replaceAll("’", "'").split(/[\s,;]+/).filter((w) => w !== "")]);
    return c.json(wordCounts(open.study, await textsOf(open), { ...(sources !== undefined && { sources: new Set(sources.split(",")) }), ...(role && { role }), leaveOut, limit }) as WordCounts);
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
