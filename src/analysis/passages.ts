import { codeOf, type Coding, type CodingId } from "../study/coding.ts";
import { pathOf, type CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { ParticipantId } from "../study/participant.ts";
import { turnsOf, type Source, type SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { codesOfTheme, type Theme } from "../study/theme.ts";
import { mapper, type Version } from "../text/edit.ts";
import { byPosition, isEmpty, type Range } from "../text/range.ts";
import { timeCode, type Turn } from "../text/turns.ts";
import { byLabel } from "./analysed.ts";
import { codingsUnder } from "./coded.ts";

/** Gives the current text of a source. */
export type Texts = (source: SourceId) => string;

/** A coded stretch of a source with its words and where they stand. */
export interface Passage extends Range {
  readonly coding: CodingId;
  readonly source: SourceId;
  readonly sourceName: string;
  readonly participant: ParticipantId | null;
  /** The participant's label, or the source's name where it is linked to nobody. */
  readonly label: string;
  readonly code: CodeId;
  readonly path: string;
  readonly coder: CoderId;
  readonly coderName: string;
  /** "" where all its words are gone from the text. */
  readonly quote: string;
  /** The turn in which it begins, counted from 1; null where the source has no turns. */
  readonly turn: number | null;
  /** When that turn was said, in milliseconds; null where the source does not say. */
  readonly at: number | null;
  /** "Mother 4, turn 12, 10:15"; the source's name comes first, and is in it only where it is not the label. */
  readonly locator: string;
}

export interface PassageOptions {
  /** Also the codes below; true unless said otherwise. */
  readonly below?: boolean;
  readonly coders?: ReadonlySet<CoderId>;
  readonly sources?: ReadonlySet<SourceId>;
  readonly participants?: ReadonlySet<ParticipantId>;
}

/** All passages of some codes, sorted by participant, then source, then position. */
export function passagesOf(study: Study, texts: Texts, codes: Iterable<CodeId>, { below = true, coders, sources, participants }: PassageOptions = {}): Passage[] {
  const chosen = codingsUnder(study, codes, below).filter((coding) => {
    if (coders && !coders.has(coding.coder)) return false;
    if (sources && !sources.has(coding.source)) return false;
    const person = study.sources.get(coding.source)!.participant;
    return !participants || (person !== null && participants.has(person));
  });
  return passagesFrom(study, texts, chosen);
}

/** The passages of some codings, sorted by participant, then source, then position. Codings in removed sources are left out. */
export function passagesFrom(study: Study, texts: Texts, codings: Iterable<Coding>): Passage[] {
  const bySource = new Map<SourceId, Coding[]>();
  for (const coding of codings) {
    const list = bySource.get(coding.source);
    if (list) list.push(coding);
    else bySource.set(coding.source, [coding]);
  }
  const paths = new Map<CodeId, string>();
  const groups = [...bySource].flatMap(([id, list]) => {
    const source = study.sources.get(id);
    return source && !source.removed ? [{ source, list, label: labelOf(study, source) }] : [];
  });
  groups.sort((a, b) => byLabel(a.label, b.label) || byLabel(a.source.name, b.source.name));
  return groups.flatMap(({ source, list, label }) => {
    const place = placer(source);
    const text = texts(source.id);
    return list
      .map((coding): Passage => {
        const range = place.rangeOf(coding);
        const code = codeOf(study, coding)?.id ?? coding.code;
        if (!paths.has(code)) paths.set(code, pathOf(study, code));
        const turn = place.turnAt(range.start);
        const at = turn === null ? null : place.turns[turn]!.at;
        return {
          coding: coding.id,
          source: source.id,
          sourceName: source.name,
          participant: source.participant,
          label,
          code,
          path: paths.get(code)!,
          coder: coding.coder,
          coderName: study.coders.get(coding.coder)?.name ?? "",
          start: range.start,
          end: range.end,
          quote: text.slice(range.start, range.end),
          turn: turn === null ? null : turn + 1,
          at,
          locator: locatorOf(source.name, turn, at),
        };
      })
      .sort((a, b) => byPosition(a, b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.coding < b.coding ? -1 : 1));
  });
}

const labelOf = (study: Study, source: Source): string => (source.participant === null ? undefined : study.participants.get(source.participant)?.label) ?? source.name;

/** "Mother 4, turn 12, 10:15". `turn` counts from 0. */
const locatorOf = (source: string, turn: number | null, at: number | null): string => [source, turn === null ? null : `turn ${turn + 1}`, at === null ? null : timeCode(at)].filter((part) => part !== null).join(", ");

/** The turns of a source as its text stands, found once for each version of it: moving them through edits costs more than looking one up. */
const found = new WeakMap<Source, { version: Version; turns: readonly Turn[] }>();
export function currentTurns(source: Source): readonly Turn[] {
  let known = found.get(source);
  if (known?.version !== source.version) found.set(source, (known = { version: source.version, turns: turnsOf(source) }));
  return known!.turns;
}

/** Where codings of one source stand in its current text, and in which turn. */
function placer(source: Source): { turns: readonly Turn[]; rangeOf: (coding: Coding) => Range; turnAt: (offset: number) => number | null } {
  const turns = currentTurns(source);
  const mappers = new Map<Version, (range: Range) => Range>();
  const rangeOf = (coding: Coding): Range => {
    if (coding.version === source.version) return coding;
    let map = mappers.get(coding.version);
    if (!map) mappers.set(coding.version, (map = mapper(source.text, coding.version, source.version)));
    return map(coding);
  };
  const turnAt = (offset: number): number | null => {
    let [low, high] = [0, turns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (turns[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return turns.length === 0 ? null : Math.max(0, low - 1);
  };
  return { turns, rangeOf, turnAt };
}

/** A theme's passages: those of its codes and its subthemes' codes, without what was excluded from it and without those that lost their words. */
export function passagesOfTheme(study: Study, texts: Texts, theme: Theme, options: PassageOptions = {}): Passage[] {
  return passagesOf(study, texts, codesOfTheme(study, theme), options).filter((p) => !theme.excluded.has(p.coding) && !isEmpty(p));
}
