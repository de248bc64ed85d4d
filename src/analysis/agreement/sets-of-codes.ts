import { alphaOfSets, type CodeSet } from "./alpha-of-sets.ts";
import { layersOf } from "./layers.ts";
import { unitsMarked } from "./projection.ts";
import type { AgreementQuestion } from "./question.ts";
import { closedUp, comparedLength, cut } from "./scope.ts";
import type { Layer } from "./sweep.ts";
import { reasons, undefinedBecause, type Figure } from "./result.ts";
import type { SetDistanceName } from "./set-distance.ts";

/** Krippendorff's alpha where a unit's value is the set of all codes that a coder gave it. */
export interface SetsAgreement {
  readonly distance: SetDistanceName;
  readonly alpha: Figure;
  /** Units counted, each once, whatever its number of codes. */
  readonly n: number;
  /** How many different sets were given. */
  readonly sets: number;
}

/**
 * Compares, unit by unit, the whole set of codes that each coder gave: for studies in which a passage may have several codes.
 * An empty set is a decision for no code. `included` are the places of the sources that every coder finished.
 * Units that have the same sets from the same coders are counted together, so that a text costs as much as it has changes of code.
 */
export function agreementOfSets(question: AgreementQuestion, included: readonly number[], distance: SetDistanceName): SetsAgreement {
  const { sources, codes, coders, unit, rule = "any" } = question;
  const layer = layersOf(question);
  const found = new Map<string, { sets: CodeSet[]; amount: number }>();
  const different = new Set<string>();
  let n = 0;
  const add = (given: readonly (readonly number[])[], amount: number): void => {
    if (amount <= 0) return;
    n += amount;
    const key = given.map((set) => set.join(",")).join(";");
    const known = found.get(key);
    if (known) return void (known.amount += amount);
    for (const set of given) different.add(set.join(","));
    found.set(key, { sets: given.map((set) => set.map((code) => codes[code]!)), amount });
  };
  for (const source of included) {
    const { units, scope } = sources[source]!;
    const length = comparedLength(sources[source]!);
    if (unit === "character") stretches(length, codes.length, coders.length, (code, coder) => closedUp(layer(source, code, coder), scope), add);
    else {
      const list = (unit === "source" ? [{ start: 0, end: length }] : cut(units ?? [], scope)).filter(({ start, end }) => end > start);
      const given = list.map(() => coders.map((): number[] => []));
      const marks = (code: number, coder: number): Layer => (unit === "source" ? closedUp(layer(source, code, coder), scope) : layer(source, code, coder));
      for (const code of codes.keys()) for (const coder of coders.keys()) unitsMarked(marks(code, coder), list, rule).forEach((marked, i) => marked && given[i]![coder]!.push(code));
      for (const sets of given) add(sets, 1);
    }
  }
  const rows = [...found.values()];
  const alpha = n === 0 ? undefinedBecause(reasons.empty) : alphaOfSets(rows.map(({ sets }) => sets), distance, rows.map(({ amount }) => amount));
  return { distance, alpha, n, sets: different.size };
}

/** Walks a text from change to change, telling which codes each coder gave in between. */
function stretches(length: number, codes: number, coders: number, layer: (code: number, coder: number) => readonly { readonly start: number; readonly end: number }[], add: (given: readonly (readonly number[])[], amount: number) => void): void {
  const edges: { at: number; code: number; coder: number; on: boolean }[] = [];
  for (let code = 0; code < codes; code += 1) for (let coder = 0; coder < coders; coder += 1) for (const { start, end } of layer(code, coder)) edges.push({ at: start, code, coder, on: true }, { at: end, code, coder, on: false });
  edges.sort((a, b) => a.at - b.at);
  const open = Array.from({ length: coders }, () => new Set<number>());
  const now = (): number[][] => open.map((set) => [...set].sort((a, b) => a - b));
  let from = 0;
  for (const { at, code, coder, on } of edges) {
    if (at > from) add(now(), at - from);
    from = at;
    if (on) open[coder]!.add(code);
    else open[coder]!.delete(code);
  }
  add(now(), length - from);
}
