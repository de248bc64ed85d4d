import { isDefined, type Figure } from "../analysis/agreement/result.ts";

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
