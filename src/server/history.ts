import { Hono } from "hono";
import { z } from "zod";
import { historyKinds, type HistoryKind } from "../analysis/historyKind.ts";
import { historyLines, type HistoryLine } from "../analysis/historyLines.ts";
import { historySteps, type HistoryStep } from "../analysis/historySteps.ts";
import { linked, type Goal, type Mention, type Piece } from "../analysis/mentions.ts";
import type { Study, StudyEvent } from "../study/study.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { eventsFor } from "./findings.ts";
import { rangesIn } from "./ranges.ts";
import { Refused } from "./refusals.ts";
import { dayIn } from "./zone.ts";

/** What a history is narrowed to. */
const filter = {
  /** A coder's id. */
  who: z.string().optional(),
  kind: z.enum(historyKinds).optional(),
  /** Words that a sentence holds. */
  q: z.string().optional(),
  /** The id of something that a step speaks of: a code, theme, interview or participant. */
  about: z.string().optional(),
  /** Where the reader is, for what belongs to which day. */
  zone: z.string().default("UTC"),
};
export const daysQuery = z.object(filter);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day is written like 2016-06-14");
export const trailQuery = z.object({
  ...filter,
  /** The first and the last day, both included. */
  from: day.optional(),
  to: day.optional(),
  /** How many lines to give at most, from the latest. */
  limit: z.coerce.number().int().positive().max(5000).default(200),
});
export const lineQuery = z.object({ ...filter, day, key: z.string() });

/** How much happened, over all days that the filter leaves. */
export interface DaysAnswer {
  /** Oldest first: how many steps each coder took. */
  readonly days: readonly { readonly date: string; readonly n: number; readonly by: Readonly<Record<string, number>> }[];
  readonly total: number;
  /** Everyone who ever did something, with how many steps the filter leaves of them. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly n: number }[];
  readonly kinds: readonly (readonly [HistoryKind, number])[];
  /** How many steps there are without any filter. */
  readonly all: number;
}

/** A part of a sentence that leads somewhere; a passage by its place in its interview. */
export type LinePiece = string | { readonly text: string; readonly to: Omit<Goal, "coding"> & { readonly from?: number; readonly end?: number } };

export interface LineAnswer {
  readonly key: string;
  readonly day: string;
  /** When its latest step was taken, and its first. */
  readonly stamp: string;
  readonly since: string;
  readonly who: string;
  readonly actor: string;
  readonly kind: HistoryKind;
  readonly type: StudyEvent["type"];
  readonly said: readonly LinePiece[];
  /** What else the step did, "made 2 codes"; "" for nothing. */
  readonly also: string;
  /** How many sentences it opens into; 1 for none but its own. */
  readonly events: number;
  readonly steps: number;
  readonly undone: boolean;
}

/** What happened on some days, latest first. */
export interface TrailAnswer {
  readonly lines: readonly LineAnswer[];
  /** How many lines these days have, given or not. */
  readonly total: number;
}

/** A folded line, opened: its events in the order in which they happened. */
export interface PartsAnswer {
  readonly parts: readonly { readonly stamp: string; readonly said: readonly LinePiece[] }[];
  readonly total: number;
}

interface Known {
  readonly version: string;
  readonly steps: Promise<readonly HistoryStep[]>;
}
const told = new WeakMap<object, Known>();

/** All steps that a viewer may read of, oldest first; told anew only after something happened. */
function stepsFor(open: Open): Promise<readonly HistoryStep[]> {
  const { wb, viewer } = open;
  const version = `${viewer} ${wb.study.events} ${wb.study.lastStamp}`;
  const known = told.get(wb);
  if (known?.version === version) return known.steps;
  const steps = eventsFor(open).then(historySteps);
  told.set(wb, { version, steps });
  steps.catch(() => told.delete(wb));
  return steps;
}

type Filter = z.output<typeof daysQuery>;

const speaksOf = (step: HistoryStep, id: string): boolean => step.told.some((t) => t.mentions.some((m) => m.id === id));

/** The steps that a filter leaves, oldest first; `but` names a part of the filter that is not to count. */
function narrowed(steps: readonly HistoryStep[], { who, kind, q = "", about }: Filter, but?: "who" | "kind"): readonly HistoryStep[] {
  const words = q.trim().toLowerCase();
  return steps.filter(
    (s) =>
      (but === "who" || who === undefined || s.actor === who) &&
      (but === "kind" || kind === undefined || s.kinds.has(kind)) &&
      (words === "" || s.told.some((t) => t.sentence.toLowerCase().includes(words))) &&
      (about === undefined || speaksOf(s, about)),
  );
}

const stillIn = (study: Study) => ({ kind, id }: Mention): boolean => {
  switch (kind) {
    case "code": return study.codes.get(id)?.mergedInto === null;
    case "theme": return study.themes.has(id);
    case "source": return study.sources.get(id)?.removed === false;
    case "participant": return study.participants.has(id);
    case "memo": return study.memos.has(id);
  }
};

/** Pieces with passages by their place: a coding that is still there leads to its words. */
function placed(study: Study, pieces: readonly Piece[]): LinePiece[] {
  return pieces.map((piece): LinePiece => {
    if (typeof piece === "string") return piece;
    const { coding: id, ...to } = piece.to;
    const coding = id === undefined ? undefined : study.codings.get(id);
    const source = coding && study.sources.get(coding.source);
    if (!coding || !source || source.id !== to.id) return { text: piece.text, to };
    const { start, end } = rangesIn(source)(coding);
    return { text: piece.text, to: { ...to, from: start, end } };
  });
}

const nameOf = (study: Study, { actor, who }: HistoryStep): string => study.coders.get(actor)?.name ?? who;

function lineAnswer(study: Study, line: HistoryLine, day: string): LineAnswer {
  const last = line.steps.at(-1)!;
  const { key, kind, type, said, also, events } = line;
  return { key, day, stamp: last.stamp, since: line.steps[0]!.stamp, who: nameOf(study, last), actor: last.actor, kind, type, said: placed(study, said), also, events, steps: line.steps.length, undone: last.undone };
}

/** What happened, in words. */
export const historyPages = new Hono<Environment>()
  .get("/trail/days", query(daysQuery), async (c) => {
    const open = c.get("open")();
    const asked = c.req.valid("query");
    const dayOf = dayIn(asked.zone);
    const all = await stepsFor(open);
    const steps = narrowed(all, asked);
    const days = new Map<string, { date: string; n: number; by: Record<string, number> }>();
    for (const { stamp, actor } of steps) {
      const date = dayOf(stamp);
      let found = days.get(date);
      if (!found) days.set(date, (found = { date, n: 0, by: {} }));
      found.n++;
      found.by[actor] = (found.by[actor] ?? 0) + 1;
    }
    const people = new Map<string, { id: string; name: string; n: number }>();
    for (const step of all) if (!people.has(step.actor)) people.set(step.actor, { id: step.actor, name: nameOf(open.study, step), n: 0 });
    for (const { actor } of narrowed(all, asked, "who")) people.get(actor)!.n++;
    const kinds = new Map<HistoryKind, number>(historyKinds.map((k) => [k, 0]));
    for (const step of narrowed(all, asked, "kind")) for (const kind of step.kinds) kinds.set(kind, kinds.get(kind)! + 1);
    return c.json({ days: [...days.values()], total: steps.length, people: [...people.values()], kinds: [...kinds], all: all.length } as DaysAnswer);
  })
  .get("/trail", query(trailQuery), async (c) => {
    const open = c.get("open")();
    const { from = "", to = "9999", limit, ...asked } = c.req.valid("query");
    const dayOf = dayIn(asked.zone);
    const steps = narrowed(await stepsFor(open), asked).filter((s) => dayOf(s.stamp) >= from && dayOf(s.stamp) <= to);
    const lines = historyLines(steps, dayOf, stillIn(open.study));
    return c.json({ lines: lines.slice(0, limit).map((line) => lineAnswer(open.study, line, dayOf(line.steps.at(-1)!.stamp))), total: lines.length } as TrailAnswer);
  })
  .get("/trail/line", query(lineQuery), async (c) => {
    const open = c.get("open")();
    const { day: wanted, key, ...asked } = c.req.valid("query");
    const dayOf = dayIn(asked.zone);
    const there = stillIn(open.study);
    const line = historyLines(narrowed(await stepsFor(open), asked).filter((s) => dayOf(s.stamp) === wanted), dayOf, there).find((l) => l.steps.some((s) => s.key === key));
    if (!line) throw new Refused("missing", "That step is not in the history any more; something has changed meanwhile. Reload the page.");
    const parts = line.steps.flatMap((step) => step.told.map((t) => ({ stamp: step.stamp, said: placed(open.study, linked(t.sentence, t.mentions, there)) })));
    return c.json({ parts: parts.slice(0, 500), total: parts.length } as PartsAnswer);
  });
