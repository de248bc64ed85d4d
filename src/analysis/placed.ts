import { currentCode, type CodeId } from "../study/code.ts";
import type { Coding } from "../study/coding.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { mapper, type Version } from "../text/edit.ts";
import { isEmpty, type Range } from "../text/range.ts";

/** A coding where it stands in the current text of its source, under the code that it counts for now. */
export interface Placed {
  readonly coding: Coding;
  readonly code: CodeId;
  readonly range: Range;
}

/** Every coding that still has words, source by source in the order in which sources came in. Sources without any are left out. */
export function placedCodings(study: Study): { readonly source: Source; readonly codings: readonly Placed[] }[] {
  const now = new Map<CodeId, CodeId | undefined>();
  return presentSources(study).flatMap((source) => {
    const mappers = new Map<Version, (range: Range) => Range>();
    const codings = (study.codingsBySource.get(source.id) ?? []).flatMap((coding): Placed[] => {
      if (!now.has(coding.code)) now.set(coding.code, currentCode(study, coding.code)?.id);
      const code = now.get(coding.code);
      if (code === undefined) return [];
      let map = mappers.get(coding.version);
      if (!map) mappers.set(coding.version, (map = coding.version === source.version ? (range) => range : mapper(source.text, coding.version, source.version)));
      const { start, end } = map(coding);
      return isEmpty({ start, end }) ? [] : [{ coding, code, range: { start, end } }];
    });
    return codings.length === 0 ? [] : [{ source, codings }];
  });
}
