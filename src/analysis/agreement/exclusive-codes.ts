import { layersOf } from "./layers.ts";
import type { AgreementQuestion } from "./question.ts";
import { closedUp, comparedLength } from "./scope.ts";
import { unitizingAlpha, type Unit, type UnitizingAlpha } from "./unitizing.ts";

/**
 * u-α, cu-α and (k)u-α of codes that exclude each other: a coder's segments of all of them on one continuum, the sources that count one after the other.
 * Undefined, naming the place, where a coder gave two of the codes to the same text. `included` are the places of the sources that every coder finished.
 */
export function agreementOfExclusiveCodes(question: AgreementQuestion, included: readonly number[]): UnitizingAlpha {
  const { sources, codes, coders } = question;
  const layer = layersOf(question);
  const units = coders.map((): Unit[] => []);
  for (const source of included) {
    for (const coder of coders.keys()) {
      const own = codes.flatMap((value, code) => layer(source, code, coder).map(({ start, end }): Unit => ({ start, end, value }))).sort((a, b) => a.start - b.start);
      const clash = own.findIndex((unit, i) => i > 0 && unit.start < own[i - 1]!.end);
      if (clash > 0) return nothing(`${coders[coder]} gave “${own[clash - 1]!.value}” and “${own[clash]!.value}” to the same text in ${sources[source]!.id}, and codes that exclude each other cannot share text; name with --codes those that do`);
    }
  }
  let length = 0;
  for (const source of included) {
    for (const [coder, list] of units.entries()) for (const [code, value] of codes.entries()) for (const { start, end } of closedUp(layer(source, code, coder), sources[source]!.scope)) list.push({ start: start + length, end: end + length, value });
    length += comparedLength(sources[source]!);
  }
  return unitizingAlpha(units, length);
}

function nothing(why: string): UnitizingAlpha {
  const none = { undefined: why };
  return { whole: none, binary: none, valued: none, coverage: none, byValue: [] };
}
