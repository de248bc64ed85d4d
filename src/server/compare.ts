import { Hono } from "hono";
import { z } from "zod";
import type { AgreementAnswer } from "../analysis/agreement/cells.ts";
import type { ConfusionMatrix } from "../analysis/agreement/confusion.ts";
import type { DifferenceKind, Side } from "../analysis/agreement/differences.ts";
import { unitNames } from "../analysis/agreement/question.ts";
import { setDistanceNames, type SetDistanceName } from "../analysis/agreement/set-distance.ts";
import { withoutCoder } from "../analysis/decisionOn.ts";
import { agreementOf, confusionOf, differencesOf, resultNow } from "../analysis/coderComparison.ts";
import { numbered, placeOf, progressOf, type Place, type Progress } from "../analysis/settling.ts";
import { commonParts, questionsIn, turnNumbersIn, turnsGivable } from "../study/assignedPart.ts";
import { hasFinished } from "../study/assignment.ts";
import type { CoderId } from "../study/coder.ts";
import type { Agreed, Outcome } from "../study/consensus.ts";
import type { Refusal } from "../study/event.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import { decisionsOn, isContested, type DecisionMade } from "../workbench/consensus.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { pastWithMarks } from "./past-study.ts";
import { Refused } from "./refusals.ts";
import { hiddenWork } from "./visible.ts";

/** One difference, or place of agreement, between the two coders. */
export interface DifferenceAnswer {
  readonly id: string;
  /** As the command line numbers it; null for what was agreed from the start. */
  readonly number: number | null;
  readonly kind: DifferenceKind;
  readonly source: string;
  readonly first: Side | null;
  readonly second: Side | null;
  readonly covering: Range;
  readonly place: Place;
  readonly settled: boolean;
  readonly decision: { readonly outcome: Outcome; readonly result: readonly Agreed[]; readonly who: readonly CoderId[]; readonly reason: string; readonly stamp: string; readonly earlier: number; readonly changedCode: string | null; readonly contested: boolean } | null;
}

/** How far two coders have come with one source. */
export interface ComparedSource {
  readonly id: string;
  readonly name: string;
  readonly finishedBy: readonly CoderId[];
  readonly assignedTo: readonly CoderId[];
  /** While a blind assignment hides others' work there from the viewer; nothing else is told of it then. */
  readonly blind: boolean;
  /** The turns that are compared, where the coders were given only some of it; null for the whole. */
  readonly turns: { readonly given: number; readonly of: number; readonly ranges: readonly Range[] } | null;
  /** Null where it cannot be compared yet. */
  readonly progress: Progress | null;
}

/** Everything that two coders' work comes to, as the viewer may see it. */
export interface CompareAnswer {
  /** First and second. Null where the study has no two coders. */
  readonly pair: readonly [CoderId, CoderId] | null;
  readonly sources: readonly ComparedSource[];
  readonly progress: Progress;
  readonly differences: readonly DifferenceAnswer[];
  /** Decisions on places where someone coded afterwards. */
  readonly outdated: number;
}

const flag = z.enum(["0", "1"]).default("0").transform((value) => value === "1");
const pairShape = { first: z.string().optional(), second: z.string().optional() };
export const pairQuery = z.object(pairShape);
export const agreementQuery = z.object({ ...pairShape, unit: z.enum(unitNames as [string, ...string[]]).default("character"), rule: z.enum(["any", "half"]).default("any"), when: z.enum(["before", "after"]).default("before"), bootstrap: z.coerce.number().int().min(2).max(20_000).optional(), seed: z.coerce.number().int().optional(), sets: z.enum(setDistanceNames as [SetDistanceName, ...SetDistanceName[]]).optional(), exclusive: flag, nvivo: flag, at: z.string().optional() });
export const decisionsQuery = z.object({ difference: z.string().min(1) });

/** The two coders asked for; else the viewer's pair with the most sources in common, the assigned one second. */
function pairOf(study: Study, viewer: CoderId, { first, second }: { first?: string | undefined; second?: string | undefined }): readonly [CoderId, CoderId] | null {
  if (first !== undefined && second !== undefined && first !== second && study.coders.has(first) && study.coders.has(second)) return [first, second];
  const sources = presentSources(study).map((s) => s.id);
  const there = (coder: CoderId, source: string): boolean => hasFinished(study, coder, source) || [...study.assignments.values()].some((a) => a.coder === coder && a.sources.includes(source)) || (study.codingsBySource.get(source) ?? []).some((c) => c.coder === coder);
  const coders = [...study.coders.values()].filter((c) => c.declared).map((c) => c.id);
  const work = new Map(coders.map((coder) => [coder, sources.filter((s) => there(coder, s))]));
  let best: { pair: readonly [CoderId, CoderId]; score: number } | null = null;
  for (const [i, a] of coders.entries())
    for (const b of coders.slice(i + 1)) {
      const common = work.get(a)!.filter((s) => work.get(b)!.includes(s)).length;
      const score = common * 2 + (a === viewer || b === viewer ? 1 : 0);
      if (score > (best?.score ?? -1)) best = { pair: [a, b], score };
    }
  if (!best) return null;
  const assigned = (coder: CoderId): number => [...study.assignments.values()].filter((a) => a.coder === coder).length;
  const [a, b] = best.pair;
  return assigned(a) > assigned(b) ? [b, a] : [a, b];
}

function orRefuse<T extends { readonly ok: boolean }>(found: T): Extract<T, { readonly ok: true }> {
  const { refusal } = found as unknown as { readonly refusal?: Refusal };
  if (refusal) throw new Refused(refusal.reason, refusal.sentence);
  return found as Extract<T, { readonly ok: true }>;
}

/** The sources that the viewer may compare. Where a blind assignment hides work, the answer would read it as work not done. */
function openSources(wb: Workbench, study: Study, viewer: CoderId): { readonly open: Source[]; readonly blind: ReadonlySet<string> } {
  const blind = new Set<string>(hiddenWork(wb.study, viewer).keys());
  return { open: presentSources(study).filter((s) => !blind.has(s.id)), blind };
}

const namesOf = (study: Study, pair: readonly [CoderId, CoderId]): string[] => pair.map((id) => study.coders.get(id)?.name ?? "");

function turnsCompared(study: Study, pair: readonly [CoderId, CoderId], source: Source): ComparedSource["turns"] {
  const parts = commonParts(study, pair, source);
  return parts && { given: turnNumbersIn(source, parts).length, of: turnsGivable(source).length, ranges: parts.map(({ start, end }) => ({ start, end })) };
}

async function compareAnswer({ wb, study, viewer }: Open, asked: { first?: string | undefined; second?: string | undefined }): Promise<CompareAnswer> {
  const pair = pairOf(study, viewer, asked);
  const { open, blind } = openSources(wb, study, viewer);
  const text = await wb.texts(open);
  const found = pair ? orRefuse(differencesOf(study, text, { coders: namesOf(study, pair), sources: open.map((s) => s.name) })) : null;
  const list = numbered(found?.differences ?? []);
  const compared = new Set(found?.compared.map((s) => s.id as string));
  const sources = presentSources(study).map((s): ComparedSource => ({
    id: s.id,
    name: s.name,
    finishedBy: [...(wb.study.finished.get(s.id)?.keys() ?? [])],
    assignedTo: [...study.assignments.values()].filter((a) => a.sources.includes(s.id)).map((a) => a.coder),
    blind: blind.has(s.id),
    turns: pair && turnsCompared(study, pair, s),
    progress: compared.has(s.id) ? progressOf(list.filter((d) => d.source === s.id)) : null,
  }));
  const differences = list.map((d): DifferenceAnswer => {
    const source = study.sources.get(d.source)!;
    const { id, number, kind, first, second, covering, settled, decision } = d;
    const shown = decision && { outcome: decision.outcome, result: resultNow(source, decision), who: decision.who, reason: decision.reason, stamp: decision.stamp, earlier: decision.earlier, changedCode: decision.changedCode, contested: isContested(study, id) };
    return { id, number, kind, source: d.source, first, second, covering, place: placeOf(source, covering.start), settled, decision: shown };
  });
  return { pair, sources, progress: progressOf(list), differences, outdated: found?.outdated.length ?? 0 };
}

/** Coders' own layers and what came of comparing them. Nothing is answered about sources where others' work is hidden from the viewer. */
export const comparing = new Hono<Environment>()
  .get("/compare", query(pairQuery), async (c) => c.json((await compareAnswer(c.get("open")(), c.req.valid("query"))) as CompareAnswer))
  .get("/compare/agreement", query(agreementQuery), async (c) => {
    const now = c.get("open")();
    const { wb, viewer } = now;
    const { first, second, unit, rule, when, bootstrap, seed, sets, exclusive, nvivo, at } = c.req.valid("query");
    const study = at ? await pastWithMarks(now, at) : now.study;
    const pair = pairOf(study, viewer, { first, second });
    if (!pair) throw new Refused("nothing to do", "Agreement is between two coders, and this study has not two yet.");
    const { open } = openSources(wb, study, viewer);
    const both = open.filter((s) => pair.every((coder) => hasFinished(study, coder, s.id)));
    const found = orRefuse(agreementOf(study, await wb.texts(both), { coders: namesOf(study, pair), sources: both.map((s) => s.name), unit: unit as (typeof unitNames)[number], rule, when, exclusive, undefinedAsOne: nvivo, ...(sets && { sets }), ...(bootstrap !== undefined && { bootstrap: { draws: bootstrap, seed: seed ?? 1 } }) }));
    return c.json(found.answer as AgreementAnswer);
  })
  .get("/compare/questions", (c) => c.json({ questions: Object.fromEntries(presentSources(c.get("open")().study).map((source) => [source.id, questionsIn(source)])) as Record<string, number[]> }))
  .get("/compare/confusion", query(pairQuery), async (c) => {
    const { wb, study, viewer } = c.get("open")();
    const pair = pairOf(study, viewer, c.req.valid("query"));
    if (!pair) throw new Refused("nothing to do", "A confusion matrix is between two coders, and this study has not two yet.");
    const { open } = openSources(wb, study, viewer);
    const found = orRefuse(confusionOf(study, await wb.texts(open), { coders: namesOf(study, pair), sources: open.map((s) => s.name) }));
    return c.json(found.matrix as ConfusionMatrix);
  })
  .get("/compare/decisions", query(decisionsQuery), async (c) => {
    const { wb, viewer } = c.get("open")();
    const { difference } = c.req.valid("query");
    const source = (wb.study.decisions.get(difference) ?? wb.study.decisions.get(withoutCoder(difference)))?.source;
    const hidden = source !== undefined && hiddenWork(wb.study, viewer).has(source);
    return c.json({ decisions: (hidden ? [] : await decisionsOn(wb, difference)) as DecisionMade[] });
  });

