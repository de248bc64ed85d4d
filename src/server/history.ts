import { Hono } from "hono";
import { z } from "zod";
import { auditClasses, auditTrail, type AuditClass, type AuditRow } from "../analysis/audit.ts";
import { codebook, codebookChanges, type CodebookChange, type CodebookRow } from "../analysis/codebook.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { themesUnder } from "../study/theme.ts";
import { studyAt } from "../workbench/past.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { eventsFor } from "./findings.ts";
import { Refused } from "./refusals.ts";
import { seenBy } from "./visible.ts";

export const trailQuery = z.object({
  who: z.string().optional(),
  class: z.enum(auditClasses).optional(),
  q: z.string().optional(),
  /** Only what happened on this day, `2016-06-14`, or before it. */
  until: z.string().optional(),
  /** How many steps to give at most. */
  limit: z.coerce.number().int().positive().max(2000).default(200),
});
export const thenQuery = z.object({ date: z.string().min(1) });

/** One step: what one command did. */
export interface TrailStep {
  readonly key: string;
  readonly stamp: string;
  /** In UTC. */
  readonly date: string;
  readonly who: string;
  readonly class: AuditClass;
  readonly sentence: string;
  /** What else the step did. */
  readonly more: readonly string[];
  readonly undone: boolean;
}

/** What happened, the latest first, with what it can be filtered by. */
export interface TrailAnswer {
  readonly steps: readonly TrailStep[];
  /** How many steps there are of this filter, shown or not. */
  readonly total: number;
  readonly people: readonly string[];
  /** How many steps on which day, over everything. */
  readonly days: readonly (readonly [date: string, n: number])[];
  readonly classes: readonly (readonly [AuditClass, number])[];
}

/** The study in numbers. */
export interface StandsAnswer {
  readonly participants: number;
  readonly interviews: number;
  readonly codes: number;
  readonly codings: number;
  readonly themes: number;
  readonly quotations: number;
  readonly memos: number;
  readonly coders: number;
}

/** The study as it stood, beside the study as it stands. */
export interface ThenAnswer {
  readonly date: string;
  /** When the last thing before that moment happened; "" where nothing had. */
  readonly last: string;
  readonly then: StandsAnswer;
  readonly now: StandsAnswer;
  readonly themes: readonly { readonly name: string; readonly depth: number; readonly state: string; readonly codes: number }[];
  readonly codebookThen: readonly CodebookRow[];
  readonly codebookNow: readonly CodebookRow[];
  readonly changes: readonly CodebookChange[];
}

const told = new WeakMap<object, { readonly key: string; readonly steps: readonly TrailStep[] }>();

/** All steps that a viewer may read of, oldest first; told anew only after something happened. */
async function stepsFor(open: Open): Promise<readonly TrailStep[]> {
  const { wb, viewer } = open;
  const key = `${viewer} ${wb.study.events} ${wb.study.lastStamp}`;
  const known = told.get(wb);
  if (known?.key === key) return known.steps;
  const steps = stepsOf(auditTrail(await eventsFor(open)));
  told.set(wb, { key, steps });
  return steps;
}

function stepsOf(rows: readonly AuditRow[]): TrailStep[] {
  const steps = new Map<string, AuditRow[]>();
  for (const row of rows) {
    const key = `${row.event.replica}:${row.event.step}`;
    const step = steps.get(key);
    if (step) step.push(row);
    else steps.set(key, [row]);
  }
  return [...steps].map(([key, [first, ...rest]]) => ({ key, stamp: first!.event.stamp, date: first!.date, who: first!.who || "someone", class: first!.class, sentence: first!.sentence, more: rest.map((r) => r.sentence), undone: first!.undone }));
}

const stands = (study: Study): StandsAnswer => ({
  participants: study.participants.size,
  interviews: presentSources(study).length,
  codes: codebook(study).filter((c) => c.kind === "code").length,
  codings: [...study.codings.values()].filter((c) => study.sources.get(c.source)?.removed === false).length,
  themes: [...study.themes.values()].filter((t) => t.state !== "discarded").length,
  quotations: [...study.themes.values()].filter((t) => t.state !== "discarded").reduce((n, t) => n + t.quotations.size, 0),
  memos: study.memos.size,
  coders: [...study.coders.values()].filter((c) => c.declared).length,
});

function themesIn(study: Study, parent: string | null = null, depth = 0): ThenAnswer["themes"][number][] {
  if (depth > 8) return [];
  return themesUnder(study, parent).flatMap((t) => [{ name: t.name, depth, state: t.state, codes: t.codes.size }, ...themesIn(study, t.id, depth + 1)]);
}

/** What happened in words, and the study as it stood. */
export const historyPages = new Hono<Environment>()
  .get("/trail", query(trailQuery), async (c) => {
    const all = await stepsFor(c.get("open")());
    const { who, class: wanted, q = "", until, limit } = c.req.valid("query");
    const words = q.trim().toLowerCase();
    const matching = all.filter((s) => (who === undefined || s.who === who) && (wanted === undefined || s.class === wanted) && (until === undefined || s.date <= until) && (words === "" || s.sentence.toLowerCase().includes(words) || s.more.some((m) => m.toLowerCase().includes(words))));
    const days = new Map<string, number>();
    const classes = new Map<AuditClass, number>(auditClasses.map((k) => [k, 0]));
    for (const step of all) {
      days.set(step.date, (days.get(step.date) ?? 0) + 1);
      classes.set(step.class, (classes.get(step.class) ?? 0) + 1);
    }
    return c.json({ steps: matching.slice(-limit).toReversed().map((s) => ({ ...s, more: s.more.slice(0, 200) })), total: matching.length, people: [...new Set(all.map((s) => s.who))], days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)), classes: [...classes] } as TrailAnswer);
  })
  .get("/then", query(thenQuery), async (c) => {
    const { wb, viewer, study } = c.get("open")();
    const { date } = c.req.valid("query");
    const past = await studyAt(wb, date);
    if (!past.ok) throw new Refused(past.refusal.reason, past.refusal.sentence);
    // What is hidden now was hidden then: an assignment that is open today covers the past too.
    const then = seenBy({ ...past.study, assignments: wb.study.assignments, finished: wb.study.finished }, viewer);
    return c.json({ date, last: past.study.lastStamp, then: stands(then), now: stands(study), themes: themesIn(then), codebookThen: codebook(then), codebookNow: codebook(study), changes: codebookChanges(then, study) } as ThenAnswer);
  });
