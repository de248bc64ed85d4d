import type { SourceId } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { lengthIn } from "../text/edit.ts";
import { union, type Range } from "../text/range.ts";
import { codingsIn, sourcesIn, type Scope } from "./exploreScope.ts";
import { unitsFor, type UnitKind } from "./exploreUnits.ts";

/** Into how many parts of equal length every source is cut to be put beside the others. */
export const parts = 10;

/** Where one source's stretches under each code lie, in its offsets. */
export interface CourseRow {
  readonly source: SourceId;
  readonly name: string;
  /** The length of its text, in UTF-16 code units. */
  readonly units: number;
  /** One list for each of the codes or themes asked for; what two coders coded alike is one. */
  readonly stretches: readonly (readonly Range[])[];
}

export interface Course {
  readonly rows: readonly CourseRow[];
  /** For each code or theme and each tenth of the sources: in how many sources it stands there. */
  readonly tenths: readonly (readonly number[])[];
}

export interface CourseOptions extends Scope {
  readonly kind?: UnitKind;
  readonly units: readonly string[];
}

/** Codes or themes over the course of each interview, and over all of them laid upon each other. */
export function course(study: Study, { kind = "top", units, ...scope }: CourseOptions): Course {
  const laneOf = new Map(units.map((unit, i) => [unit, i]));
  const belonging = unitsFor(study, kind, true);
  const coded = new Map(codingsIn(study, scope).map(({ source, codings }) => [source.id, codings]));
  const tenths = units.map(() => Array.from({ length: parts }, () => 0));
  const rows = sourcesIn(study, scope).map((source): CourseRow => {
    const length = lengthIn(source.text, source.version);
    const ranges = units.map((): Range[] => []);
    for (const placed of coded.get(source.id) ?? []) {
      for (const unit of belonging(placed)) {
        const lane = laneOf.get(unit);
        if (lane !== undefined) ranges[lane]!.push(placed.range);
      }
    }
    const stretches = ranges.map((list) => union(list));
    stretches.forEach((list, lane) => {
      for (let part = 0; part < parts; part++) {
        const [from, to] = [(length * part) / parts, (length * (part + 1)) / parts];
        if (list.some((r) => r.start < to && from < r.end)) tenths[lane]![part]!++;
      }
    });
    return { source: source.id, name: source.name, units: length, stretches };
  });
  return { rows, tenths };
}
