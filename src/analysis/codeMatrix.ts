import type { AttributeId, Participant, ParticipantId } from "../study/participant.ts";
import type { Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { union, type Range } from "../text/range.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { analysedParticipants, byLabel } from "./analysed.ts";
import { bandsOf, readBands } from "./bands.ts";
import { codingsIn, saidIn, sourcesIn, type Scope } from "./exploreScope.ts";
import { unitsFor, type UnitKind } from "./exploreUnits.ts";
import type { Texts } from "./passages.ts";
import { shared, wordsBetween, wordStarts } from "./wordsIn.ts";

/** A group of participants, or one of them. */
export interface MatrixColumn {
  /** The participant's id where every participant has a column, else the level. */
  readonly key: string;
  readonly label: string;
  readonly people: readonly ParticipantId[];
  /** All words that its people said in their sources: what a share is a share of. */
  readonly words: number;
}

/** How often a code was used in what a column's people said, by how many of them, and how many of their words lie under it. */
export interface MatrixCell {
  readonly passages: number;
  readonly people: number;
  /** Words of the people themselves; what lies under two codings of the code counts once. */
  readonly words: number;
}

export interface CodeMatrix {
  readonly columns: readonly MatrixColumn[];
  /** By code or theme: one cell for each column. What was used nowhere here has no row. */
  readonly rows: ReadonlyMap<string, readonly MatrixCell[]>;
  /** Sources in which nobody is marked as a participant, so that none of their words count. */
  readonly unheard: readonly string[];
}

export interface MatrixOptions extends Scope {
  /** Group people by this attribute; null for a column for everyone. */
  readonly by?: AttributeId | null;
  readonly kind?: UnitKind;
  /** Count codes with those above them, and subthemes with their themes. */
  readonly nested?: boolean;
}

const notKnown = "not known";
const own: ReadonlySet<SpeakerRole> = new Set(["participant"]);

/** The level of an attribute that a person falls under: its band for a number that has bands. */
function levelOf(study: Study, id: AttributeId, person: Participant): string {
  const attribute = study.attributes.get(id);
  const value = person.values[id] ?? null;
  if (value === null || value === "") return notKnown;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && attribute && attribute.bands.trim() !== "") {
    const read = readBands(attribute.bands);
    return (read.ok ? bandsOf(read.bands, value)[0]?.label : undefined) ?? `${value}, in no band`;
  }
  return String(value).trim();
}

/** Those who could be heard: the analysed participants with a source, in the order of their labels. */
export function heardPeople(study: Study, scope: Scope): Participant[] {
  const heard = new Set(sourcesIn(study, scope).map((s) => s.participant));
  return analysedParticipants(study, scope.substudy ?? null).filter((p) => heard.has(p.id)).sort((a, b) => byLabel(a.label, b.label));
}

/** Everyone who could be heard, or the groups that an attribute puts them in, without any counts. */
export function peopleColumns(study: Study, scope: Scope, by: AttributeId | null): Omit<MatrixColumn, "words">[] {
  const people = heardPeople(study, scope);
  return by === null ? people.map((p) => ({ key: p.id, label: p.label, people: [p.id] })) : levels(study, by, people);
}

/**
 * Codes or themes against participants, or against the levels of an attribute. A passage is one coding that still has
 * words; a second coder's counts too. Whoever has a source has a place, also where nothing of it is coded; people without
 * one could not be heard and are left out.
 */
export function codeMatrix(study: Study, texts: Texts, { by = null, kind = "code", nested = false, ...scope }: MatrixOptions = {}): CodeMatrix {
  const columns = peopleColumns(study, scope, by);
  const place = new Map(columns.flatMap((column, i) => column.people.map((id) => [id, i] as const)));
  const columnOf = (source: Source): number | undefined => (source.participant === null ? undefined : place.get(source.participant));
  const totals = columns.map(() => 0);
  const unheard: string[] = [];
  const saidBy = new Map<string, { readonly said: readonly Range[]; readonly starts: Uint32Array }>();
  for (const source of sourcesIn(study, scope)) {
    const column = columnOf(source);
    if (column === undefined) continue;
    const said = saidIn(source, own);
    if (said.length === 0) unheard.push(source.name);
    const starts = wordStarts(source, texts(source.id));
    saidBy.set(source.id, { said, starts });
    for (const range of said) totals[column]! += wordsBetween(starts, range);
  }
  const units = unitsFor(study, kind, nested);
  const counts = new Map<string, { passages: number; people: Set<ParticipantId>; words: number }[]>();
  for (const { source, codings } of codingsIn(study, scope)) {
    const column = columnOf(source);
    if (column === undefined) continue;
    const ranges = new Map<string, Range[]>();
    for (const placed of codings) {
      for (const unit of units(placed)) {
        let row = counts.get(unit);
        if (!row) counts.set(unit, (row = columns.map(() => ({ passages: 0, people: new Set<ParticipantId>(), words: 0 }))));
        row[column]!.passages++;
        row[column]!.people.add(source.participant!);
        const here = ranges.get(unit);
        if (here) here.push(placed.range);
        else ranges.set(unit, [placed.range]);
      }
    }
    const { said, starts } = saidBy.get(source.id)!;
    for (const [unit, list] of ranges) for (const range of shared(union(list), said)) counts.get(unit)![column]!.words += wordsBetween(starts, range);
  }
  return {
    columns: columns.map((column, i) => ({ ...column, words: totals[i]! })),
    rows: new Map([...counts].map(([unit, row]) => [unit, row.map((c) => ({ passages: c.passages, people: c.people.size, words: c.words }))])),
    unheard,
  };
}

function levels(study: Study, by: AttributeId, people: readonly Participant[]): Omit<MatrixColumn, "words">[] {
  const attribute = study.attributes.get(by);
  const groups = Map.groupBy(people, (p) => levelOf(study, by, p));
  const bands = attribute && attribute.bands.trim() !== "" ? readBands(attribute.bands) : null;
  const order = [...(attribute?.levels ?? []), ...(bands?.ok ? bands.bands.map((b) => b.label) : []), "yes", "no"];
  const rank = (level: string): number => (level === notKnown ? Number.POSITIVE_INFINITY : order.includes(level) ? order.indexOf(level) : order.length);
  return [...groups].sort(([a], [b]) => (rank(a) === rank(b) ? byLabel(a, b) : rank(a) - rank(b))).map(([level, group]) => ({ key: level, label: level, people: group.map((p) => p.id) }));
}
