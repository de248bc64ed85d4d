import type { ParticipantId } from "../study/participant.ts";
import type { SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import { byLabel } from "./analysed.ts";
import { saidIn, sourcesIn, type Scope } from "./exploreScope.ts";
import { currentTurns, type Texts } from "./passages.ts";
import { patternOf, type WordRule } from "./wordRule.ts";

/** A word or phrase where it was said, with what stands around it in the same turn. */
export interface Line extends Range {
  readonly source: SourceId;
  readonly participant: ParticipantId | null;
  /** The participant's label, or the source's name where it is nobody's. */
  readonly label: string;
  /** The label of who says it; null where the source does not tell. */
  readonly speaker: string | null;
  readonly turn: number | null;
  readonly at: number | null;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export type Concordance =
  | { readonly ok: true; readonly lines: readonly Line[]; /** How often it was said, also beyond the lines given. */ readonly total: number; readonly sources: number; readonly people: number }
  | { readonly ok: false; readonly sentence: string };

export interface ConcordanceOptions extends Scope, WordRule {
  /** How many characters to show on each side; 60 unless said otherwise. */
  readonly context?: number;
  /** How many lines to give; 500 unless said otherwise. */
  readonly limit?: number;
}

/** Where words were said, line by line with their context (keyword in context), by person and then in the order of the text. */
export function concordance(study: Study, texts: Texts, { words, pattern, context = 60, limit = 500, ...scope }: ConcordanceOptions): Concordance {
  const wanted = patternOf({ ...(words && { words }), ...(pattern !== undefined && { pattern }) });
  if (typeof wanted === "string") return { ok: false, sentence: wanted };
  const lines: Line[] = [];
  const people = new Set<ParticipantId>();
  let [total, sources] = [0, 0];
  const labelled = sourcesIn(study, scope).map((source) => ({ source, label: (source.participant === null ? undefined : study.participants.get(source.participant)?.label) ?? source.name }));
  for (const { source, label } of labelled.sort((a, b) => byLabel(a.label, b.label))) {
    const text = texts(source.id);
    const turns = currentTurns(source);
    const before = total;
    for (const said of saidIn(source, scope.roles)) {
      const end = Math.min(said.end, text.length);
      for (const { 0: match, index } of text.slice(said.start, end).matchAll(wanted)) {
        if (match === "") continue;
        total++;
        if (lines.length >= limit) continue;
        const start = said.start + index;
        const place = turns.findIndex((t) => t.said <= start && start < t.end);
        const turn = turns[place];
        const stop = start + match.length;
        lines.push({
          source: source.id, participant: source.participant, label, start, end: stop,
          speaker: turn?.speaker == null ? null : (source.speakers[turn.speaker]?.label ?? null), turn: place < 0 ? null : place + 1, at: turn?.at ?? null,
          before: flat(text.slice(wholeFrom(text, Math.max(said.start, start - context)), start)), match: flat(match), after: flat(text.slice(stop, wholeFrom(text, Math.min(end, stop + context)))),
        });
      }
    }
    if (total === before) continue;
    sources++;
    if (source.participant !== null) people.add(source.participant);
  }
  return { ok: true, lines, total, sources, people: people.size };
}

const flat = (words: string): string => words.replace(/\s+/g, " ");

/** The nearest offset at or before that does not cut a character in two. */
function wholeFrom(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return offset > 0 && unit >= 0xdc00 && unit < 0xe000 ? offset - 1 : offset;
}
