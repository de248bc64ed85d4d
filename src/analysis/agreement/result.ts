/** Where a figure plausibly lies: `level` is the confidence (0.95), `method` says in words how the ends were found. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

/** A figure that has a value. `noInterval` says why there is no interval where one was asked for. */
export interface DefinedFigure {
  readonly value: number;
  /** The agreement that chance alone would bring, p_e; for coefficients that are corrected for it. */
  readonly expected?: number;
  readonly standardError?: number;
  /** The standard error there would be if agreement were by chance alone: value / this is the z of a test against chance. */
  readonly nullStandardError?: number;
  readonly interval?: Interval;
  readonly noInterval?: string;
}

/** A figure that cannot be computed, with the reason in words. It is a result, never NaN and never a stand-in number. */
export interface UndefinedFigure {
  readonly undefined: string;
}

/** One statistic: a value, or the reason why there is none. */
export type Figure = DefinedFigure | UndefinedFigure;

/** True where a figure has a value. */
export const isDefined = (figure: Figure): figure is DefinedFigure => "value" in figure;

/** The value of a figure, or null where it is undefined. */
export const valueOf = (figure: Figure): number | null => (isDefined(figure) ? figure.value : null);

/** A figure that cannot be computed, because of `reason`. */
export const undefinedBecause = (reason: string): UndefinedFigure => ({ undefined: reason });

/** A figure with this value. A number that overflowed on the way is undefined rather than infinite. */
export const figure = (value: number): Figure =>
  Number.isFinite(value) ? { value } : undefinedBecause("the values are too large or too small to compute with");

/** The reasons that several statistics share, so that each is worded once. */
export const reasons = {
  oneCoder: "agreement needs at least two coders",
  noCommonUnit: "no unit has values from two coders",
  noVariation: "no variation: every value is the same, so agreement by chance cannot be told from agreement",
  oneCategory: "only one category is available; state how many categories the coders could choose from",
  empty: "there is nothing to compare: the text has no characters or units",
} as const;
