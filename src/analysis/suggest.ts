import type { CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import { rangeOf } from "../study/coding.ts";
import { presentSources, type Source, type SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { overlaps, type Range } from "../text/range.ts";
import { sentences } from "../text/segments.ts";
import type { SpeakerRole, Turn } from "../text/turns.ts";
import { codingsUnder } from "./coded.ts";
import { currentTurns, type Texts } from "./passages.ts";
import { patternOf, type WordRule } from "./wordRule.ts";

/** A rule for suggesting where a code might apply. */
export interface SuggestionRule extends WordRule {
  readonly code: CodeId;
  /** Which sources; all unless said otherwise. */
  readonly sources?: ReadonlySet<SourceId>;
  /** Whose words; everyone's unless said otherwise. */
  readonly roles?: ReadonlySet<SpeakerRole>;
  /** By the label the file gave, whatever its case. */
  readonly speakers?: readonly string[];
  /** Only this coder's codings count as done; anyone's unless said otherwise. */
  readonly coder?: CoderId;
  /** How much is suggested around what was found. */
  readonly unit: "match" | "sentence" | "turn";
}

/** A stretch that a person may accept or not. It is never coded by itself. */
export interface Suggestion extends Range {
  readonly source: SourceId;
  readonly sourceName: string;
  readonly quote: string;
  /** What was found in it, in order. */
  readonly found: readonly string[];
}

export type Suggestions =
  | { readonly ok: true; readonly suggestions: readonly Suggestion[]; /** Sources with no turns, which cannot be searched by speaker. */ readonly skipped: readonly string[] }
  | { readonly ok: false; readonly sentence: string };

/** Where a rule's words stand in chosen sources and speakers' turns, and the code (or one below it) is not on them yet. */
export function suggestCodings(study: Study, texts: Texts, rule: SuggestionRule): Suggestions {
  const pattern = patternOf(rule);
  if (typeof pattern === "string") return { ok: false, sentence: pattern };
  if (!study.codes.has(rule.code)) return { ok: false, sentence: "The code to suggest is not in this study." };
  const done = new Map<SourceId, Range[]>();
  for (const coding of codingsUnder(study, [rule.code])) {
    if (rule.coder === undefined || coding.coder === rule.coder) done.set(coding.source, [...(done.get(coding.source) ?? []), rangeOf(study, coding)]);
  }
  const suggestions: Suggestion[] = [];
  const skipped: string[] = [];
  for (const source of presentSources(study)) {
    if (rule.sources && !rule.sources.has(source.id)) continue;
    const turns = currentTurns(source);
    const bySpeaker = rule.roles !== undefined || rule.speakers !== undefined;
    if (bySpeaker && turns.length === 0) {
      skipped.push(source.name);
      continue;
    }
    const text = texts(source.id);
    const coded = done.get(source.id) ?? [];
    const stretches: Range[] = turns.length === 0 ? [{ start: 0, end: text.length }] : turns.filter((t) => !bySpeaker || speaks(source, t, rule)).map((t) => ({ start: t.said, end: t.end }));
    for (const stretch of stretches) {
      const words = text.slice(stretch.start, stretch.end);
      let units: readonly Range[] | null = null;
      let last: (Suggestion & { found: string[] }) | null = null;
      for (const match of words.matchAll(pattern)) {
        if (match[0].length === 0) continue;
        const at = { start: match.index, end: match.index + match[0].length };
        if (coded.some((range) => overlaps(range, { start: stretch.start + at.start, end: stretch.start + at.end }))) continue;
        if (rule.unit === "sentence") units ??= sentences(words);
        const around = extent(rule.unit, at, units ?? [], words.length);
        const [start, end] = [stretch.start + around.start, stretch.start + around.end];
        if (last && last.start === start) last.found.push(match[0]);
        else suggestions.push((last = { source: source.id, sourceName: source.name, start, end, quote: text.slice(start, end), found: [match[0]] }));
      }
    }
  }
  return { ok: true, suggestions, skipped };
}

function speaks(source: Source, turn: Turn, { roles, speakers }: SuggestionRule): boolean {
  const speaker = turn.speaker === null ? undefined : source.speakers[turn.speaker];
  return (!roles || roles.has(speaker?.role ?? "unknown")) && (!speakers || speakers.some((s) => s.trim().toLowerCase() === speaker?.label.toLowerCase()));
}

/** The unit around a match; a match over several sentences takes them all. A whole turn stands for its words without the label. */
function extent(unit: SuggestionRule["unit"], match: Range, units: readonly Range[], length: number): Range {
  if (unit === "match") return match;
  if (unit === "turn" && length > 0) return { start: 0, end: length };
  const touched = units.filter((u) => overlaps(u, match));
  return touched.length === 0 ? match : { start: touched[0]!.start, end: touched.at(-1)!.end };
}
