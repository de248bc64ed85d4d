import type { Figure } from "./result.ts";
import type { TableAgreement } from "./table.ts";

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

/** The figures of a table that say something of their own, by name and in order: those of two coders where there are two, and the weighted ones where there are weights. */
export function figuresOf(agreement: TableAgreement): [name: string, figure: Figure][] {
  const { coders, weights } = agreement.method;
  const left = [...(coders.length === 2 ? ["unanimous"] : ["cohenKappa", "weightedKappa", "kappaMax", "scottPi"]), ...(weights === null ? ["weightedKappa", "gwetAC2"] : [])];
  return Object.entries(figureNames).flatMap(([key, name]) => (key in agreement && !left.includes(key) ? [[name, agreement[key as keyof TableAgreement] as Figure]] : []));
}
