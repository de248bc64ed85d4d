import { isDefined, type Figure } from "../analysis/agreement/result.ts";

/** Coefficients as people call them, by their keys, in the order in which they are printed. */
export const figureNames: Readonly<Record<string, string>> = {
  percent: "percent agreement",
  unanimous: "all coders agree",
  cohenKappa: "Cohen's kappa",
  weightedKappa: "weighted kappa",
  kappaMax: "highest kappa possible",
  scottPi: "Scott's pi",
  fleissKappa: "Fleiss' kappa",
  congerKappa: "Conger's kappa",
  lightKappa: "Light's kappa",
  brennanPrediger: "Brennan-Prediger (PABAK)",
  gwetAC1: "Gwet's AC1",
  gwetAC2: "Gwet's AC2",
  holsti: "Holsti",
  positiveAgreement: "positive agreement",
  negativeAgreement: "negative agreement",
  prevalenceIndex: "prevalence index",
  biasIndex: "bias index",
  binaryUnitizingAlpha: "binary unitizing alpha",
};

/** A figure in a table's cell: three decimals, "undefined" where there is no value. */
export const cellOf = (figure: Figure | undefined): string => (figure === undefined ? "" : isDefined(figure) ? figure.value.toFixed(3) : "undefined");

/** A line on one figure: its value, standard error and interval, or why it has none. */
export function figureRow(name: string, figure: Figure): string[] {
  if (!isDefined(figure)) return [name, "undefined", "", "", figure.undefined];
  const { value, standardError, interval, noInterval } = figure;
  const percent = interval && Math.round(interval.level * 1000) / 10;
  return [name, value.toFixed(4), standardError?.toFixed(4) ?? "", interval ? `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}` : "", interval ? `${percent}%, ${interval.method}` : (noInterval ?? "")];
}

/** Why figures are undefined, each reason once. */
export function reasonsIn(figures: Iterable<readonly [name: string, figure: Figure | undefined]>): string[] {
  const reasons = new Map<string, string[]>();
  for (const [name, figure] of figures) if (figure && !isDefined(figure)) reasons.set(figure.undefined, [...(reasons.get(figure.undefined) ?? []), name]);
  return [...reasons].map(([reason, names]) => `${[...new Set(names)].slice(0, 6).join(", ")}${new Set(names).size > 6 ? " and others" : ""}: ${reason}`);
}
