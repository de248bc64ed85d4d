import { bootstrap } from "./bootstrap.ts";
import type { BootstrapSettings } from "./bootstrap.ts";
import { binaryUnitizingAlpha } from "./binary-unitizing.ts";
import { coefficientsOf, type CoefficientName, type Coefficients, type Counts } from "./coefficients.ts";
import { figure, isDefined, reasons, undefinedBecause, valueOf, type Figure } from "./result.ts";
import { PatternTally, type Pattern } from "./sweep.ts";
import { pooled as pooledTables, type TwoByTwo } from "./two-by-two.ts";

/** The counts of one code in one source, with what weighs them. */
export interface Counted {
  readonly source: number;
  readonly counts: Counts;
  /** See `squaresOf`; 0 where characters are not what is counted. */
  readonly squares: number;
  /** The source's length in characters. */
  readonly length: number;
  readonly coefficients: Coefficients;
}

/** The counts of several cells added up, before any coefficient is computed. */
export function pool(cells: readonly Counted[], coders: number): Counts {
  if (coders === 2) return pooledTables(cells.map(({ counts }) => counts as TwoByTwo));
  const tally = new PatternTally(coders);
  for (const { counts } of cells) if ("patterns" in counts) for (const { by, amount } of counts.patterns) tally.add(by, amount);
  return { patterns: tally.patterns(), coders };
}

/** A coefficient averaged over cells. Cells where it is undefined are left out and counted. */
export interface Means {
  /** Every defined cell counting the same. */
  readonly mean: Figure;
  /** Every defined cell counting by its source's length. */
  readonly weightedByLength: Figure;
  /** As `mean`, but a cell with full agreement where the coefficient is undefined counts as 1: what NVivo shows. Only on request. */
  readonly undefinedAsOne?: Figure;
  readonly defined: number;
  readonly undefined: number;
}

/** The coefficients whose means are given. */
export const averaged = ["percent", "cohenKappa", "fleissKappa", "congerKappa", "lightKappa", "scottPi", "brennanPrediger", "gwetAC1", "positiveAgreement", "negativeAgreement"] as const satisfies readonly CoefficientName[];

/** The means of every averaged coefficient, and of nominal alpha under `krippendorffAlpha`. */
export type MeansByName = Readonly<Record<(typeof averaged)[number] | "krippendorffAlpha", Means>>;

/** What the means of one coefficient are made from. Sums over several lists of cells may be added up. */
interface Sums {
  value: number;
  defined: number;
  weighted: number;
  weight: number;
  asOne: number;
  shown: number;
}

/** What means are made from: one entry per averaged coefficient, the last that of nominal alpha. */
export interface MeanSums {
  readonly cells: number;
  readonly sums: readonly Sums[];
}

const nothing = (): Sums[] => [...averaged, "krippendorffAlpha"].map(() => ({ value: 0, defined: 0, weighted: 0, weight: 0, asOne: 0, shown: 0 }));

/** Adds up every averaged coefficient over cells, in one pass. */
export function meanSumsOf(cells: readonly Counted[]): MeanSums {
  const sums = nothing();
  for (const { coefficients, length } of cells) {
    const whole = valueOf(coefficients.percent) === 1;
    for (let i = 0; i <= averaged.length; i += 1) {
      const own = sums[i]!;
      const found = i < averaged.length ? coefficients[averaged[i]!] : coefficients.krippendorffAlpha.nominal;
      if (isDefined(found)) {
        own.value += found.value;
        own.defined += 1;
        own.weighted += found.value * length;
        own.weight += length;
        own.asOne += found.value;
        own.shown += 1;
      } else if (whole) {
        own.asOne += 1;
        own.shown += 1;
      }
    }
  }
  return { cells: cells.length, sums };
}

/** Adds sums together: the means over all codes come from those of each. */
export function addMeanSums(list: readonly MeanSums[]): MeanSums {
  const sums = nothing();
  for (const one of list) one.sums.forEach((own, i) => (Object.keys(own) as (keyof Sums)[]).forEach((key) => (sums[i]![key] += own[key])));
  return { cells: list.reduce((total, { cells }) => total + cells, 0), sums };
}

/** The means that these sums make. */
export function meansOf({ cells, sums }: MeanSums, undefinedAsOne: boolean): MeansByName {
  const over = (top: number, bottom: number): Figure => (bottom > 0 ? figure(top / bottom) : undefinedBecause("it is undefined in every cell"));
  const means = sums.map((own): Means => ({
    mean: over(own.value, own.defined),
    weightedByLength: over(own.weighted, own.weight),
    ...(undefinedAsOne ? { undefinedAsOne: over(own.asOne, own.shown) } : {}),
    defined: own.defined,
    undefined: cells - own.defined,
  }));
  return Object.fromEntries([...averaged, "krippendorffAlpha"].map((name, i) => [name, means[i]!])) as MeansByName;
}

/** The coefficients of pooled counts, with intervals by drawing sources where that was asked for; the unitizing alpha only for characters. */
export function pooledCoefficients(
  cells: readonly Counted[],
  coders: number,
  sources: readonly number[],
  settings?: { readonly bootstrap: BootstrapSettings; readonly draws: readonly Uint32Array[] },
): Coefficients {
  const whole = coefficientsOf(pool(cells, coders));
  if (!settings) return whole;
  const redraw = drawer(cells, coders, sources);
  const values = settings.draws.map((times) => coefficientsOf(redraw(times)));
  const withInterval = (found: Figure, pick: (c: Coefficients) => Figure): Figure => {
    if (!isDefined(found)) return found;
    let draw = 0;
    return { ...found, ...bootstrap(sources.length, () => valueOf(pick(values[draw++]!)), settings.bootstrap, settings.draws) };
  };
  const entries = averaged.map((name) => [name, withInterval(whole[name], (c) => c[name])] as const);
  return { ...whole, ...Object.fromEntries(entries), krippendorffAlpha: { nominal: withInterval(whole.krippendorffAlpha.nominal, (c) => c.krippendorffAlpha.nominal) } };
}

/** A function that pools the cells with each source counted as often as it was drawn; places in `sources` are places in the drawing. */
function drawer(cells: readonly Counted[], coders: number, sources: readonly number[]): (times: Uint32Array) => Counts {
  const { length } = sources;
  const at = new Map(sources.map((source, place) => [source, place]));
  if (coders === 2) {
    // Cells of one source are added up first, so that a draw costs one addition per source.
    const [both, first, second, neither] = [0, 1, 2, 3].map(() => new Float64Array(length)) as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (const { source, counts } of cells) {
      const place = at.get(source)!;
      const table = counts as TwoByTwo;
      both[place]! += table.both;
      first[place]! += table.onlyFirst;
      second[place]! += table.onlySecond;
      neither[place]! += table.neither;
    }
    return (times) => {
      const sum = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
      for (let i = 0; i < length; i += 1) {
        sum.both += times[i]! * both[i]!;
        sum.onlyFirst += times[i]! * first[i]!;
        sum.onlySecond += times[i]! * second[i]!;
        sum.neither += times[i]! * neither[i]!;
      }
      return sum;
    };
  }
  const patterns = new Map<string, { by: readonly boolean[]; amounts: Float64Array }>();
  for (const { source, counts } of cells) {
    if (!("patterns" in counts)) continue;
    for (const { by, amount } of counts.patterns) {
      const key = by.map(Number).join("");
      if (!patterns.has(key)) patterns.set(key, { by, amounts: new Float64Array(length) });
      patterns.get(key)!.amounts[at.get(source)!]! += amount;
    }
  }
  const list = [...patterns.values()];
  return (times) => {
    const drawn: Pattern[] = list.map(({ by, amounts }) => ({ by, amount: amounts.reduce((sum, amount, i) => sum + amount * times[i]!, 0) }));
    return { patterns: drawn.filter(({ amount }) => amount > 0), coders };
  };
}

/** The binary unitizing alpha over cells, one continuum after the other. */
export const pooledUnitizing = (cells: readonly Counted[], coders: number): Figure =>
  cells.length === 0 ? undefinedBecause(reasons.empty) : binaryUnitizingAlpha(pool(cells, coders), cells.reduce((sum, { squares }) => sum + squares, 0));
