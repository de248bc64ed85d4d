import { Hono } from "hono";
import { z } from "zod";
import { partsFor, turnsGivable, turnsGiven } from "../study/assignedPart.ts";
import { currentCode, type CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Coding } from "../study/coding.ts";
import { conflictSentence } from "../study/sentence.ts";
import { turnsOf, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { MemoAnswer, PassageAnswer, SourceAnswer, StudyAnswer } from "./answers.ts";
import { nextIsHidden } from "./do.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { find } from "./find.ts";
import { rangesIn } from "./ranges.ts";
import { Refused } from "./refusals.ts";
import { codesOf, memosOf, sourceRows, themesOf } from "./study-answer.ts";
import { hiddenWork } from "./visible.ts";

export const findQuery = z.object({ q: z.string().min(1), limit: z.coerce.number().int().positive().max(500).default(60) });

export const reading = new Hono<Environment>()
  .get("/study", async (c) => {
    const open = c.get("open")();
    return c.json((await studyAnswer(open, c.get("person"), c.get("desk"))) as StudyAnswer);
  })
  .get("/sources/:id", async (c) => {
    const { wb, study, viewer } = c.get("open")();
    const source = study.sources.get(c.req.param("id"));
    if (!source || source.removed) throw new Refused("missing", "That interview is not in this study. It may have been removed.");
    return c.json((await sourceAnswer(wb.textOf(source), study, source, viewer)) as SourceAnswer);
  })
  .get("/codes/:id/passages", async (c) => {
    const { wb, study } = c.get("open")();
    const code = study.codes.get(c.req.param("id"));
    if (!code) throw new Refused("missing", "That code is not in this study.");
    return c.json({ passages: (await passagesOf(wb.textOf.bind(wb), study, new Set([code.id]))) as PassageAnswer[] });
  })
  .get("/memos/:id/passages", async (c) => {
    const { wb, study } = c.get("open")();
    const memo = study.memos.get(c.req.param("id"));
    if (!memo) throw new Refused("missing", "That memo is not in this study.");
    const about = new Set(memo.links.flatMap((link) => (link.kind === "coding" ? [link.id] : [])));
    return c.json({ passages: (await passagesWhere(wb.textOf.bind(wb), study, (coding) => about.has(coding.id) && currentCode(study, coding.code) !== undefined)) as PassageAnswer[] });
  })
  .get("/find", query(findQuery), async (c) => {
    const { wb, study } = c.get("open")();
    const { q, limit } = c.req.valid("query");
    return c.json({ found: await find(study, wb.textOf.bind(wb), q, limit) });
  });

async function studyAnswer({ wb, viewer, study }: Open, name: string, desk: { version: number; path: string | null }): Promise<StudyAnswer> {
  const blind = new Set(hiddenWork(wb.study, viewer).keys());
  const hiddenNext = async (kind: "done" | "undone", sentence: string | null): Promise<string | null> => (sentence !== null && (await nextIsHidden(wb, viewer, kind)) ? "a change that is hidden from you" : sentence);
  const all = <V>(map: ReadonlyMap<unknown, V>): V[] => [...map.values()];
  return {
    version: desk.version,
    path: desk.path,
    readOnly: wb.log.replica === null,
    me: { id: viewer === "" ? null : viewer, name: study.coders.get(viewer)?.name ?? name },
    settings: study.settings,
    coders: all(study.coders),
    codes: codesOf(study),
    sources: sourceRows(study, viewer, blind),
    themes: themesOf(study),
    substudies: all(study.substudies),
    memos: memosOf(study),
    participants: all(study.participants),
    attributes: all(study.attributes),
    criteria: all(study.criteria),
    recruitment: all(study.recruitment).flat(),
    eligibility: [...study.eligibility].flatMap(([participant, met]) => [...met].map(([criterion, value]) => ({ participant, criterion, ...value }))),
    consentForms: all(study.consentForms),
    consents: all(study.consents).flat(),
    guides: all(study.guides),
    interviews: all(study.interviews),
    assignments: all(study.assignments).map(({ parts, ...a }) => ({ ...a, turns: turnsGiven(study, { parts }).map((given) => ({ ...given, of: turnsGivable(study.sources.get(given.source)!).length })) })),
    finished: [...wb.study.finished].flatMap(([source, marks]) => [...marks].map(([coder, stamp]) => ({ source, coder, stamp }))),
    conflicts: all(study.conflicts).map((conflict) => ({ key: conflict.key, kind: conflict.kind, sentence: conflictSentence(study, conflict) })),
    codings: study.codings.size,
    undo: await hiddenNext("done", await wb.nextUndo()),
    redo: await hiddenNext("undone", await wb.nextRedo()),
  };
}

export async function sourceAnswer(words: Promise<string>, study: Study, source: Source, viewer: CoderId): Promise<SourceAnswer> {
  const codings = study.codingsBySource.get(source.id) ?? [];
  const rangeIn = rangesIn(source);
  const here = new Set(codings.map((c) => c.id));
  return {
    id: source.id,
    name: source.name,
    participant: source.participant,
    format: source.format,
    text: await words,
    turns: turnsOf(source),
    speakers: source.speakers,
    given: partsFor(study, viewer, source)?.map(({ start, end }) => ({ start, end })) ?? null,
    codings: codings.map((coding) => {
      const { start, end } = rangeIn(coding);
      return { id: coding.id, code: currentCode(study, coding.code)?.id ?? coding.code, coder: coding.coder, start, end, stamp: coding.stamp };
    }),
    memos: memosOf(study).filter((memo) => memo.links.some((link) => (link.kind === "source" && link.id === source.id) || (link.kind === "coding" && here.has(link.id)))),
    edits: source.revisions.filter((r) => r.inForce).length,
  };
}

/** How much of the text around a passage is sent along, in UTF-16 code units. */
const around = 160;

/** All passages of some codes with their surroundings, in the order of the sources and of the text. */
export const passagesOf = (textOf: (source: Source) => Promise<string>, study: Study, codes: ReadonlySet<CodeId>): Promise<PassageAnswer[]> =>
  passagesWhere(textOf, study, (coding) => codes.has(currentCode(study, coding.code)?.id ?? ""));

/** The passages of some codings with their surroundings, in the order of the sources and of the text. */
export async function passagesWhere(textOf: (source: Source) => Promise<string>, study: Study, isWanted: (coding: Coding) => boolean): Promise<PassageAnswer[]> {
  const memos = new Map<string, string[]>();
  for (const memo of memosOf(study)) for (const link of memo.links) if (link.kind === "coding") memos.set(link.id, [...(memos.get(link.id) ?? []), (memo satisfies MemoAnswer).id]);
  const answers: PassageAnswer[] = [];
  for (const source of study.sources.values()) {
    if (source.removed) continue;
    const wanted = (study.codingsBySource.get(source.id) ?? []).filter(isWanted);
    if (wanted.length === 0) continue;
    const text = await textOf(source);
    const turns = turnsOf(source);
    const rangeIn = rangesIn(source);
    const placed = wanted.map((coding) => ({ coding, range: rangeIn(coding) })).sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    for (const { coding, range } of placed) {
      const place = turns.findLastIndex((t) => t.start <= range.start && range.start < t.end);
      const turn = turns[place];
      const from = Math.max(turn ? turn.said : 0, range.start - around);
      const to = Math.min(turn && range.end <= turn.end ? turn.end : text.length, range.end + around);
      answers.push({
        coding: coding.id,
        code: currentCode(study, coding.code)!.id,
        coder: coding.coder,
        source: source.id,
        start: range.start,
        end: range.end,
        before: text.slice(Math.min(from, range.start), range.start),
        words: text.slice(range.start, range.end),
        after: text.slice(range.end, to),
        speaker: turn?.speaker == null ? null : (source.speakers[turn.speaker]?.label ?? null),
        at: turn?.at ?? null,
        turn: place < 0 ? null : place + 1,
        memos: memos.get(coding.id) ?? [],
      });
    }
  }
  return answers;
}
