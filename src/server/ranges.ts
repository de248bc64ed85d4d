import type { Coding } from "../study/coding.ts";
import type { Source } from "../study/source.ts";
import { mapper, type Version } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** A way to find where the codings of a source stand in its current text; prepared once for each version that they were anchored in. */
export function rangesIn(source: Source): (coding: Coding) => Range {
  const mappers = new Map<Version, (range: Range) => Range>();
  return (coding) => {
    if (coding.version === source.version) return coding;
    let map = mappers.get(coding.version);
    if (!map) mappers.set(coding.version, (map = mapper(source.text, coding.version, source.version)));
    return map(coding);
  };
}

