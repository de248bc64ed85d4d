import { binaryUnitizingAlpha, squaresOf } from "./binary-unitizing.ts";
import { drawDocuments, fewestDocuments } from "./bootstrap.ts";
import { coefficientsOf, totalOf, type Coefficients, type Counts } from "./coefficients.ts";
import { layersOf } from "./layers.ts";
import { methodOf, type MethodStatement } from "./method.ts";
import { addMeanSums, meanSumsOf, meansOf, pool, pooledCoefficients, pooledUnitizing, type Counted, type MeansByName, type MeanSums } from "./pool.ts";
import { unitPatternsOf, unitsOf } from "./projection.ts";
import type { AgreementQuestion, SourceOfAgreement } from "./question.ts";
import type { Figure } from "./result.ts";
import { closedUp, comparedLength, cut } from "./scope.ts";
import { agreementOfExclusiveCodes } from "./exclusive-codes.ts";
import { agreementOfSets, type SetsAgreement } from "./sets-of-codes.ts";
import { charactersOf, patternsOf, type Layer } from "./sweep.ts";
import type { UnitizingAlpha } from "./unitizing.ts";

/** How much a set of coders, and no other, marked. */
export interface MarkedBy {
  readonly coders: readonly string[];
  readonly amount: number;
}

/** What was counted, as it is shown: the four numbers of a 2×2 table for two coders, how much each set of coders marked for any other number. */
export interface ShownCounts {
  readonly both?: number;
  readonly onlyFirst?: number;
  readonly onlySecond?: number;
  readonly neither?: number;
  readonly markedBy?: readonly MarkedBy[];
}

/** The agreement on one code in one source. */
export interface AgreementCell extends Coefficients, ShownCounts {
  readonly code: string;
  readonly source: string;
  /** Units counted. */
  readonly n: number;
  /** |u-α of the code's segments; for characters only. */
  readonly binaryUnitizingAlpha?: Figure;
}

/** Agreement over several cells: counts added up first, and means of the cells' own figures beside it. */
export interface PooledAgreement extends Coefficients, ShownCounts {
  readonly n: number;
  readonly binaryUnitizingAlpha?: Figure;
  readonly means: MeansByName;
}

/** The answer: nothing in it is to be shown without `method`. */
export interface AgreementAnswer {
  readonly method: MethodStatement;
  readonly pooled: PooledAgreement & { readonly byCode: readonly (PooledAgreement & { readonly code: string })[] };
  readonly cells: readonly AgreementCell[];
  /** Where it was asked for: alpha of the sets of codes on each unit. */
  readonly sets?: SetsAgreement;
  /** Where it was asked for: the unitizing alphas of codes that exclude each other. */
  readonly unitizing?: UnitizingAlpha;
}

/**
 * Agreement per code and source, per code over sources, and overall.
 * A source that one of the coders has not marked as finished counts nowhere and is named in the method; a coder who finished and marked nothing decided "not coded" everywhere.
 * Cells come by source, then code, in the question's order. With turns, sentences or paragraphs as the unit every source must bring its units.
 */
export function agreement(question: AgreementQuestion): AgreementAnswer {
  const { sources, codes, coders, unit, undefinedAsOne = false, bootstrap } = question;
  const unfinished = sources.map(({ finishedBy }) => coders.filter((coder) => !finishedBy.includes(coder)));
  const included = [...sources.keys()].filter((i) => unfinished[i]!.length === 0);
  const leftOut = sources.flatMap(({ id }, i) => (unfinished[i]!.length > 0 ? [{ source: id, unfinishedBy: unfinished[i]! }] : []));

  const layer = layersOf(question);
  const cells: AgreementCell[] = [];
  const counted: Counted[][] = codes.map(() => []);
  let n = 0;
  for (const source of included) {
    const { id } = sources[source]!;
    const length = comparedLength(sources[source]!);
    const count = counter(sources[source]!, question);
    const size = totalOf(count(coders.map(() => [])));
    n += size;
    for (const [code, name] of codes.entries()) {
      const layers = coders.map((_, coder) => layer(source, code, coder));
      const counts = count(layers);
      const coefficients = coefficientsOf(counts);
      const squares = unit === "character" ? squaresOf(layers) : 0;
      counted[code]!.push({ source, counts, squares, length, coefficients });
      cells.push(cellOf({ code: name, source: id, n: size }, shown(counts, coders), coefficients, unit === "character" ? binaryUnitizingAlpha(counts, squares) : null));
    }
  }

  const draws = bootstrap && included.length >= fewestDocuments ? drawDocuments(included.length, bootstrap) : [];
  const together = (list: readonly Counted[], sums: MeanSums): PooledAgreement => {
    const counts = pool(list, coders.length);
    return {
      n: totalOf(counts),
      ...shown(counts, coders),
      ...pooledCoefficients(list, coders.length, included, bootstrap && { bootstrap, draws }),
      ...(unit === "character" ? { binaryUnitizingAlpha: pooledUnitizing(list, coders.length) } : {}),
      means: meansOf(sums, undefinedAsOne),
    };
  };
  const sums = counted.map(meanSumsOf);
  const overall = together(counted.flat(), addMeanSums(sums));
  const byCode = codes.map((code, i) => ({ code, ...together(counted[i]!, sums[i]!) }));
  const keys = Object.keys(overall).filter((key) => typeof overall[key as keyof PooledAgreement] === "object" && !["means", "markedBy"].includes(key));
  const documents = included.map((i) => sources[i]!.id);
  return {
    method: methodOf(question, documents, leftOut, n, keys),
    pooled: { ...overall, byCode },
    cells,
    ...(question.sets && { sets: agreementOfSets(question, included, question.sets) }),
    ...(question.exclusive && unit === "character" && { unitizing: agreementOfExclusiveCodes(question, included) }),
  };
}

/** Counts one source's layers in the question's unit. */
function counter(source: SourceOfAgreement, { unit, rule = "any", coders }: AgreementQuestion): (layers: readonly Layer[]) => Counts {
  const two = coders.length === 2;
  const { scope } = source;
  const length = comparedLength(source);
  if (unit === "character") {
    return two ? ([a, b]) => charactersOf(a!, b!, length) : (layers) => ({ patterns: patternsOf(layers.map((layer) => closedUp(layer, scope)), length), coders: coders.length });
  }
  if (unit === "source") {
    const whole = [{ start: 0, end: length }];
    const closed = (layers: readonly Layer[]): Layer[] => layers.map((layer) => closedUp(layer, scope));
    return two ? (layers) => unitsOf(closed(layers)[0]!, closed(layers)[1]!, whole, rule) : (layers) => ({ patterns: unitPatternsOf(closed(layers), whole, rule), coders: coders.length });
  }
  if (!source.units) throw new TypeError(`Source ${source.id} was given without its units, and the unit is ${unit}`);
  const units = cut(source.units, scope);
  return two ? ([a, b]) => unitsOf(a!, b!, units, rule) : (layers) => ({ patterns: unitPatternsOf(layers, units, rule), coders: coders.length });
}

/** A cell, written out: merging four objects for every code in every source would take longer than all the counting. */
function cellOf({ code, source, n }: Pick<AgreementCell, "code" | "source" | "n">, counts: ShownCounts, c: Coefficients, unitizing: Figure | null): AgreementCell {
  const cell: { -readonly [key in keyof AgreementCell]: AgreementCell[key] } = {
    code,
    source,
    n,
    percent: c.percent,
    cohenKappa: c.cohenKappa,
    kappaMax: c.kappaMax,
    fleissKappa: c.fleissKappa,
    congerKappa: c.congerKappa,
    lightKappa: c.lightKappa,
    scottPi: c.scottPi,
    brennanPrediger: c.brennanPrediger,
    gwetAC1: c.gwetAC1,
    krippendorffAlpha: c.krippendorffAlpha,
    holsti: c.holsti,
    positiveAgreement: c.positiveAgreement,
    negativeAgreement: c.negativeAgreement,
    prevalenceIndex: c.prevalenceIndex,
    biasIndex: c.biasIndex,
  };
  if (counts.markedBy) cell.markedBy = counts.markedBy;
  else {
    cell.both = counts.both!;
    cell.onlyFirst = counts.onlyFirst!;
    cell.onlySecond = counts.onlySecond!;
    cell.neither = counts.neither!;
  }
  if (unitizing) cell.binaryUnitizingAlpha = unitizing;
  return cell;
}

function shown(counts: Counts, coders: readonly string[]): ShownCounts {
  if ("both" in counts) return counts;
  return { markedBy: counts.patterns.map(({ by, amount }) => ({ coders: coders.filter((_, i) => by[i]), amount })) };
}
