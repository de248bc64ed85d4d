import type { ParticipantId } from "../study/participant.ts";
import type { SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { union, type Range } from "../text/range.ts";
import { heardPeople } from "./codeMatrix.ts";
import { codingsIn, type Scope } from "./exploreScope.ts";
import { unitsFor, type UnitKind } from "./exploreUnits.ts";
import { currentTurns, type Texts } from "./passages.ts";

/** A stretch of what a person said under a code or theme; what two coders coded alike is one. */
export interface FrameworkPassage extends Range {
  readonly source: SourceId;
  readonly words: string;
  /** The turn in which it begins, counted from 1; null where the source has no turns. */
  readonly turn: number | null;
  /** When that turn was said, in milliseconds; null where the source does not say. */
  readonly at: number | null;
}

export interface FrameworkRow {
  readonly participant: ParticipantId;
  readonly label: string;
  /** One cell for each of the units asked for. */
  readonly cells: readonly (readonly FrameworkPassage[])[];
}

export interface FrameworkOptions extends Scope {
  readonly kind?: UnitKind;
  /** The codes or themes that have a column, in this order. */
  readonly units: readonly string[];
}

/** People against codes or themes with their words in the cells: the framework matrix. Everyone who could be heard has a row. */
export function framework(study: Study, texts: Texts, { kind = "theme", units, ...scope }: FrameworkOptions): FrameworkRow[] {
  const columnOf = new Map(units.map((unit, i) => [unit, i]));
  const rows = new Map(heardPeople(study, scope).map((p) => [p.id, { participant: p.id, label: p.label, cells: units.map((): FrameworkPassage[] => []) }]));
  const belonging = unitsFor(study, kind, true);
  for (const { source, codings } of codingsIn(study, scope)) {
    const row = source.participant === null ? undefined : rows.get(source.participant);
    if (!row) continue;
    const ranges = units.map((): Range[] => []);
    for (const placed of codings) {
      for (const unit of belonging(placed)) {
        const column = columnOf.get(unit);
        if (column !== undefined) ranges[column]!.push(placed.range);
      }
    }
    const turns = currentTurns(source);
    const text = texts(source.id);
    ranges.forEach((list, column) => {
      for (const { start, end } of union(list)) {
        const turn = turns.findLastIndex((t) => t.start <= start);
        row.cells[column]!.push({ source: source.id, start, end, words: text.slice(start, end), turn: turn < 0 ? null : turn + 1, at: turns[turn]?.at ?? null });
      }
    });
  }
  return [...rows.values()];
}
