import { mapRange, original, type Version } from "../text/edit.ts";
import { isEmpty, overlaps, union, type Range } from "../text/range.ts";
import type { CoderId } from "./coder.ts";
import { unitsOf } from "./coding.ts";
import { refuse, type Refusal } from "./event.ts";
import { turnsOf, type Source, type SourceId, type SourceSlice } from "./source.ts";

/** Some turns of a source, as they stood when they were given to a coder: the same turns however the text is corrected. */
export interface GivenPart {
  readonly source: SourceId;
  readonly ranges: readonly Range[];
}

/** The same, with the version of the text that the ranges are in. */
export interface AssignedPart extends GivenPart {
  readonly version: Version;
}

/** Who was given what, as far as parts go. */
interface Assigned {
  readonly assignments: ReadonlyMap<string, { readonly coder: CoderId; readonly sources: readonly SourceId[]; readonly parts: readonly AssignedPart[] }>;
}

/** A stretch of a source that is compared on its own. `key` stays the same whatever happens to the text: where it began when it was given. */
export interface Part extends Range {
  readonly key: number;
}

/** The turns of a source in its current text; the whole text as one turn where none could be told apart. */
export function turnsGivable(source: Source): readonly Range[] {
  const turns = turnsOf(source);
  return turns.length > 0 ? turns : [{ start: 0, end: unitsOf(source) }];
}

/** The turns of these numbers, counted from 1, as a part. */
export function partOf(source: Source, numbers: readonly number[]): { readonly ok: true; readonly part: GivenPart } | { readonly ok: false; readonly refusal: Refusal } {
  const turns = turnsGivable(source);
  const ranges: Range[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const turn = turns[number - 1];
    if (!turn) return refuse("missing", `"${source.name}" has ${turns.length === 1 ? "one turn" : `${turns.length} turns`}, so there is no turn ${number}.`);
    if (!isEmpty(turn)) ranges.push({ start: turn.start, end: turn.end });
  }
  return ranges.length > 0 ? { ok: true, part: { source: source.id, ranges } } : refuse("nothing to do", `The turns that were chosen of "${source.name}" have no words left.`);
}

/** Parts as they are kept, each with the version of the text it was given in. */
export const partsFrom = (given: readonly GivenPart[], versionOf: (source: SourceId) => Version | null): AssignedPart[] => given.map((part) => ({ ...part, version: versionOf(part.source) ?? original }));

/** The parts of a source that a coder was given, where they stand now; null for all of it: assigned as a whole, or not assigned at all. */
export function partsFor(study: Assigned, coder: CoderId, source: Source): Part[] | null {
  const own = [...study.assignments.values()].filter((a) => a.coder === coder && a.sources.includes(source.id));
  const parts = own.map((a) => a.parts.filter((part) => part.source === source.id));
  if (own.length === 0 || parts.some((list) => list.length === 0)) return null;
  const now = parts.flat().flatMap(({ ranges, version }) => ranges.map((range): Part => ({ ...mapRange(source.text, range, version, source.version), key: range.start })));
  const sorted = now.filter((part) => !isEmpty(part)).sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((part, i) => i === 0 || !overlaps(part, sorted[i - 1]!));
}

/** What all of these coders were given of a source; null for the whole of it. */
export function commonParts(study: Assigned, coders: readonly CoderId[], source: Source): Part[] | null {
  let common: Part[] | null = null;
  for (const coder of coders) {
    const own = partsFor(study, coder, source);
    if (own === null) continue;
    common = common === null ? own : common.flatMap((part) => own.flatMap((other) => shared(part, other)));
  }
  return common;
}

/** What two parts have in common; its key is the same whichever comes first. */
function shared(a: Part, b: Part): Part[] {
  const both = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end), key: Math.max(a.key, b.key) };
  return isEmpty(both) ? [] : [both];
}

/** Which turns these parts hold anything of, by number. */
export const turnNumbersIn = (source: Source, parts: readonly Range[]): number[] => {
  const joined = union(parts);
  return turnsGivable(source).flatMap((turn, i) => (joined.some((part) => overlaps(part, turn)) ? [i + 1] : []));
};

/** Of which sources an assignment gives only turns, and which, by number in the current text. */
export function turnsGiven(study: SourceSlice, { parts }: { readonly parts: readonly AssignedPart[] }): { readonly source: SourceId; readonly turns: number[] }[] {
  return parts.flatMap(({ source: id, ranges, version }) => {
    const source = study.sources.get(id);
    return source ? [{ source: id, turns: turnNumbersIn(source, ranges.map((range) => mapRange(source.text, range, version, source.version))) }] : [];
  });
}

/** The turns of a source that a coder has been given, by number: "all" where it was given as a whole. */
export function turnsTaken(study: Assigned, coder: CoderId, source: Source): readonly number[] | "all" {
  if (![...study.assignments.values()].some((a) => a.coder === coder && a.sources.includes(source.id))) return [];
  const parts = partsFor(study, coder, source);
  return parts === null ? "all" : turnNumbersIn(source, parts);
}

/** The turns of a source that an interviewer speaks, by number. */
export const questionsIn = (source: Source): number[] => source.turns.flatMap(({ speaker }, i) => (speaker !== null && source.speakers[speaker]?.role === "interviewer" ? [i + 1] : []));
