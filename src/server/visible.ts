import { hiddenFrom } from "../study/assignment.ts";
import type { CoderId } from "../study/coder.ts";
import type { Coding, CodingId } from "../study/coding.ts";
import type { SourceId } from "../study/source.ts";
import type { Recorded, Study } from "../study/study.ts";

interface Seen {
  readonly events: number;
  readonly lastStamp: string;
  readonly study: Study;
}
const remembered = new WeakMap<Study, Map<CoderId, Seen>>();

/** Whose work is hidden from a viewer, by source; sources where nothing is hidden are left out. */
export function hiddenWork(study: Study, viewer: CoderId): Map<SourceId, Set<CoderId>> {
  const hidden = new Map<SourceId, Set<CoderId>>();
  const assigned = new Set([...study.assignments.values()].filter((a) => a.blind).flatMap((a) => a.sources));
  for (const source of assigned) {
    const there = new Set((study.codingsBySource.get(source) ?? []).map((c) => c.coder));
    const coders = hiddenFrom(study, viewer, source, there);
    if (coders.size > 0) hidden.set(source, coders);
  }
  return hidden;
}

/**
 * The study as one coder may see it: without the codings that a blind assignment hides from them, and without what
 * hangs on those codings: memos, quotations, exclusions, decisions, finish marks and conflicts. What hangs on a coding that
 * was removed goes too, since nothing tells any more whose it was. Every answer that shows any of these is made
 * from what this gives, and from nothing else. It is the study itself where nothing is hidden. A viewer who is not a
 * coder of the study ("") sees no work on blind sources at all.
 */
export function seenBy(study: Study, viewer: CoderId): Study {
  const hidden = hiddenWork(study, viewer);
  if (hidden.size === 0) return study;
  const views = remembered.get(study) ?? new Map<CoderId, Seen>();
  remembered.set(study, views);
  const known = views.get(viewer);
  if (known && known.events === study.events && known.lastStamp === study.lastStamp) return known.study;
  const seen = without(study, hidden, viewer);
  views.set(viewer, { events: study.events, lastStamp: study.lastStamp, study: seen });
  return seen;
}

function without(study: Study, hidden: Map<SourceId, Set<CoderId>>, viewer: CoderId): Study {
  const gone = new Set<CodingId>();
  for (const [source, coders] of hidden) for (const coding of study.codingsBySource.get(source) ?? []) if (coders.has(coding.coder)) gone.add(coding.id);
  const isSeen = (coding: CodingId): boolean => study.codings.has(coding) && !gone.has(coding);
  const left = <K, V>(map: Map<K, V>, keep: (value: V, key: K) => boolean): Map<K, V> => new Map([...map].filter(([key, value]) => keep(value, key)));
  const lists = <K>(map: Map<K, Coding[]>): Map<K, Coding[]> => new Map([...map].map(([key, list]) => [key, list.some((c) => gone.has(c.id)) ? list.filter((c) => !gone.has(c.id)) : list]));
  return {
    ...study,
    codings: left(study.codings, (_, id) => !gone.has(id)),
    codingsBySource: lists(study.codingsBySource),
    codingsByCode: lists(study.codingsByCode),
    memos: left(study.memos, (memo) => memo.author === viewer || !memo.links.some((link) => (link.kind === "coding" && !isSeen(link.id)) || (link.kind === "source" && hidden.get(link.id)?.has(memo.author)))),
    themes: new Map([...study.themes].map(([id, theme]) => [id, { ...theme, excluded: left(theme.excluded, (_, coding) => isSeen(coding)), quotations: left(theme.quotations, (quotation) => isSeen(quotation.coding)) }])),
    decisions: left(study.decisions, ({ source }) => !hidden.has(source)),
    // A coder whose work is hidden counts as not finished there, or reports would read it as work that found nothing.
    finished: new Map([...study.finished].map(([source, marks]) => [source, hidden.has(source) ? left(marks, (_, coder) => !hidden.get(source)!.has(coder)) : marks])),
    conflicts: left(study.conflicts, ({ key }) => (key.split("/")[1] ?? "").split("+").every((id) => !gone.has(id))),
  };
}

/** The events that a viewer may not read of now, as `replica:seq`: codings of hidden coders, and all that speaks of them. */
export function hiddenEvents(study: Study, viewer: CoderId, events: readonly Recorded[]): Set<string> {
  const hidden = everHidden(study, viewer, events);
  const out = new Set<string>();
  if (hidden.size === 0) return out;
  const gone = new Set<string>();
  /** Steps of which nothing is left to see: that they were undone is hidden with them. */
  const steps = new Set<string>();
  const seen = new Set<string>();
  for (const event of events) {
    const step = `${event.replica}:${event.step}`;
    if (!isHidden(event, hidden, gone, steps)) {
      seen.add(step);
      steps.delete(step);
      continue;
    }
    out.add(`${event.replica}:${event.seq}`);
    if (!seen.has(step)) steps.add(step);
  }
  return out;
}

/** Whose work is hidden from a viewer, by source, those included who coded there once and have nothing there now. */
function everHidden(study: Study, viewer: CoderId, events: readonly Recorded[]): Map<SourceId, Set<CoderId>> {
  const hidden = new Map<SourceId, Set<CoderId>>();
  for (const source of new Set([...study.assignments.values()].filter((a) => a.blind).flatMap((a) => a.sources))) {
    const there = new Set((study.codingsBySource.get(source) ?? []).map((c) => c.coder));
    const coders = hiddenFrom(study, "", source, there);
    if (coders.size > 0) hidden.set(source, coders);
  }
  if (hidden.size === 0) return hidden;
  for (const event of events) if (event.type === "coding.added") hidden.get(event.body.source)?.add(event.body.coder);
  for (const coders of hidden.values()) coders.delete(viewer);
  return hidden;
}

/** Whether an event is part of hidden work, which then goes into `gone`: codings, memos and quotations by their ids. */
function isHidden(event: Recorded, hidden: Map<SourceId, Set<CoderId>>, gone: Set<string>, steps: ReadonlySet<string>): boolean {
  const { coding, memo, quotation } = event.body as Partial<Record<"coding" | "memo" | "quotation", string>>;
  const hides = (own: string | undefined): true => {
    if (own !== undefined) gone.add(own);
    return true;
  };
  switch (event.type) {
    case "coding.added":
      return hidden.get(event.body.source)?.has(event.body.coder) ? hides(coding) : false;
    case "memo.written":
      return event.body.links.some((link) => (link.kind === "coding" && gone.has(link.id)) || (link.kind === "source" && hidden.get(link.id)?.has(event.actor))) ? hides(memo) : false;
    case "theme.quotationChosen":
      return gone.has(event.body.coding) ? hides(quotation) : false;
    case "consensus.decided":
      return hidden.has(event.body.source);
    case "history.undone":
    case "history.redone":
      return steps.has(`${event.body.replica}:${event.body.step}`);
    default:
      // Whatever else names one of them, also an event that is invented after this was written.
      return [coding, memo, quotation].some((id) => id !== undefined && gone.has(id));
  }
}
