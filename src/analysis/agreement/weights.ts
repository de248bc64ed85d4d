import type { Value } from "./ratings.ts";

/** How much of an agreement it is when one coder chose category k and another l: 1 for the same, 0 for the farthest apart. Always symmetric. */
export type Weight = (k: number, l: number) => number;

/** The families of weights that can be asked for by name. */
export type WeightName = "linear" | "quadratic" | "ordinal" | "ratio";

/** Every family of weights, in the order in which they are listed to people. */
export const weightNames: readonly WeightName[] = ["linear", "quadratic", "ordinal", "ratio"];

/** Only the same category counts as agreement. */
export const identity: Weight = (k, l) => (k === l ? 1 : 0);

/**
 * The weights of this name over these categories, in their order.
 * linear 1 − |x − y| / range, quadratic the same squared (Cohen 1968; Fleiss and Cohen 1973), on the values themselves where all are numbers, otherwise on
 * their places in the order; ordinal 1 − C(d + 1, 2) / C(q, 2) with d places apart; ratio 1 − ((x − y) / (x + y))² / its maximum (Gwet 2014, chapter 3).
 * A reason in words where the categories do not allow it, naming `example` as one that is not a number.
 */
export function weightsOf(name: WeightName, categories: readonly Value[], ordered = false, example?: string): Weight | { readonly undefined: string } {
  const numbers = categories.every((value) => typeof value === "number");
  const text = example ?? categories.find((value) => typeof value !== "number");
  if (name === "ratio" && !numbers) return { undefined: `ratio weights need numbers, and “${text}” is not one` };
  if (!numbers && !ordered) return { undefined: `${name} weights need an order, and the categories are names (“${text}”) in no stated order` };
  const x = categories.map((value, place) => (numbers ? (value as number) : place));
  const q = x.length;
  if (name === "ordinal") {
    const place = placesOf(x);
    const most = (q * (q - 1)) / 2;
    return (k, l) => {
      const apart = Math.abs(place[k]! - place[l]!);
      return most === 0 ? 1 : 1 - (apart * (apart + 1)) / 2 / most;
    };
  }
  if (name === "ratio") {
    if (x.some((value) => value < 0)) return { undefined: `ratio weights need values of 0 or more, and ${Math.min(...x)} is below` };
    const distance = (a: number, b: number): number => (a === b ? 0 : ((a - b) / (a + b)) ** 2);
    const ends = [...x].sort((a, b) => a - b);
    const most = q > 0 ? distance(ends[0]!, ends[q - 1]!) : 0;
    return (k, l) => (most === 0 ? 1 : 1 - distance(x[k]!, x[l]!) / most);
  }
  const [low, high] = x.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const range = high - low;
  if (!(range > 0)) return () => 1;
  if (name === "linear") return (k, l) => 1 - Math.abs(x[k]! - x[l]!) / range;
  return (k, l) => 1 - ((x[k]! - x[l]!) / range) ** 2;
}

function placesOf(x: readonly number[]): number[] {
  const order = x.map((_, k) => k).sort((a, b) => x[a]! - x[b]!);
  const place = Array<number>(x.length);
  order.forEach((k, at) => (place[k] = at));
  return place;
}
