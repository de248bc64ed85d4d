import { Hono } from "hono";
import { z } from "zod";
import { concordance, type Line } from "../analysis/concordance.ts";
import { countedIn, type Counted } from "../analysis/exploreCounted.ts";
import { sourcesIn } from "../analysis/exploreScope.ts";
import { currentTurns } from "../analysis/passages.ts";
import { englishStopWords } from "../analysis/stopWords.ts";
import { suggestCodings, type Suggestion } from "../analysis/suggest.ts";
import { wordCounts, type WordCounts } from "../analysis/wordCounts.ts";
import { wordsIn } from "../analysis/wordRule.ts";
import { xlsxOf } from "../formats/tidy/xlsx.ts";
import { body, query, type Environment } from "./environment.ts";
import { scopeFields, scopeFrom, yes } from "./explore-scope.ts";
import { textsOf } from "./findings.ts";
import { Refused } from "./refusals.ts";

const { substudy, roles } = scopeFields;
export const wordsQuery = z.object({
  substudy,
  roles,
  /** "1" leaves out the usual English words. */
  stop: yes,
  /** More words to leave out, separated by white space or commas. */
  leave: z.string().default(""),
  /** Leave out words of fewer letters. */
  shortest: z.coerce.number().int().min(1).max(50).default(1),
  limit: z.coerce.number().int().positive().max(20000).default(200),
});
export const contextQuery = z.object({ substudy, roles, /** Words and phrases, separated by commas; * stands for any letters, ? for one. */ words: z.string(), context: z.coerce.number().int().min(0).max(500).default(70), limit: z.coerce.number().int().positive().max(5000).default(500) });
export const suggestionsQuery = z.object({ substudy, roles, words: z.string(), code: z.string(), unit: z.enum(["match", "sentence", "turn"]).default("sentence"), limit: z.coerce.number().int().positive().max(5000).default(1000) });
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const tableBody = z.object({ name: z.string().min(1), meaning: z.string(), columns: z.array(z.object({ name: z.string(), meaning: z.string() })).min(1).max(2000), rows: z.array(z.array(cell)).max(200_000) });

export interface WordsAnswer extends WordCounts {
  readonly counted: Counted;
}

export interface ContextAnswer {
  readonly lines: readonly Line[];
  readonly total: number;
  readonly sources: number;
  readonly people: number;
}

/** A passage that a rule found for a code, with what stands around it. */
export interface SuggestionAnswer extends Suggestion {
  readonly label: string;
  readonly turn: number | null;
  readonly at: number | null;
  readonly before: string;
  readonly after: string;
}

const around = 160;

/** The words that were said, and what can be done with them. */
export const exploreWords = new Hono<Environment>()
  .get("/explore/words", query(wordsQuery), async (c) => {
    const open = c.get("open")();
    const { stop, leave, shortest, limit, ...asked } = c.req.valid("query");
    const scope = scopeFrom(open.study, asked);
    const leaveOut = new Set([...(stop ? englishStopWords : []), ...leave.toLowerCase().replaceAll("’", "'").split(/[\s,;]+/).filter((w) => w !== "")]);
    return c.json({ ...wordCounts(open.study, await textsOf(open), { ...scope, leaveOut, shortest, limit }), counted: countedIn(open.study, scope) } as WordsAnswer);
  })
  .get("/explore/context", query(contextQuery), async (c) => {
    const open = c.get("open")();
    const { words, context, limit, ...asked } = c.req.valid("query");
    const found = concordance(open.study, await textsOf(open), { ...scopeFrom(open.study, asked), words: wordsIn(words), context, limit });
    if (!found.ok) throw new Refused("invalid", found.sentence);
    const { lines, total, sources, people } = found;
    return c.json({ lines, total, sources, people } as ContextAnswer);
  })
  .get("/explore/suggestions", query(suggestionsQuery), async (c) => {
    const open = c.get("open")();
    const { study, viewer } = open;
    const { words, code, unit, limit, ...asked } = c.req.valid("query");
    const scope = scopeFrom(study, asked);
    const texts = await textsOf(open);
    const found = suggestCodings(study, texts, { code, words: wordsIn(words), unit, sources: new Set(sourcesIn(study, scope).map((s) => s.id)), ...(scope.roles && { roles: scope.roles }), coder: viewer });
    if (!found.ok) throw new Refused("invalid", found.sentence);
    const suggestions = found.suggestions.slice(0, limit).map((s): SuggestionAnswer => {
      const source = study.sources.get(s.source)!;
      const turns = currentTurns(source);
      const place = turns.findLastIndex((t) => t.start <= s.start);
      const text = texts(s.source);
      const [from, to] = [Math.max(turns[place]?.said ?? 0, s.start - around), Math.min(turns[place]?.end ?? text.length, s.end + around)];
      const label = (source.participant === null ? undefined : study.participants.get(source.participant)?.label) ?? source.name;
      return { ...s, label, turn: place < 0 ? null : place + 1, at: turns[place]?.at ?? null, before: text.slice(Math.min(from, s.start), s.start), after: text.slice(s.end, Math.max(to, s.end)) };
    });
    return c.json({ suggestions, total: found.suggestions.length, skipped: found.skipped });
  })
  .post("/explore/xlsx", body(tableBody), async (c) => {
    const table = c.req.valid("json");
    const { bytes } = await xlsxOf([table]);
    return new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } });
  });
