import { randomFrom } from "./agreement/random.ts";
import { refuse, type Refusal } from "../study/event.ts";

/** What a fraction is of: so many of the interviews, or interviews that hold so many of the turns. */
export type FractionOf = "interviews" | "turns";

/** A source as far as a draw goes. */
export interface Drawable {
  readonly name: string;
  readonly turns: number;
}

/** Sources chosen by chance, and the rule in words, with which anyone can draw them again. */
export interface Draw<T> {
  readonly ok: true;
  readonly sources: readonly T[];
  readonly rule: string;
}

const byName = (a: Drawable, b: Drawable): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** A text in which no turns could be told apart counts as one turn. */
const turnsIn = (source: Drawable): number => Math.max(1, source.turns);

/** The least whole number that is at least `x`, were it not for the last binary digits of a product such as 0.7 × 10. */
const atLeast = (x: number): number => Math.ceil(x - 1e-9);

/**
 * Draws whole sources by chance. They are put in the order of their names, shuffled by the seed (Fisher and Yates, with the
 * chance of analysis/agreement/random.ts), and taken from the front: at least the fraction of the interviews, or as many
 * interviews as it takes for at least the fraction of the turns. Whole interviews also for turns, since a coder marks a whole source as finished
 * and only then counts in agreement. The same sources, fraction and seed give the same draw.
 */
export function drawSources<T extends Drawable>(pool: readonly T[], { fraction, of, seed }: { fraction: number; of: FractionOf; seed: number }): Draw<T> | { ok: false; refusal: Refusal } {
  if (!(fraction > 0 && fraction <= 1)) return refuse("invalid", `A fraction is a number above 0 and up to 1, such as 0.2; ${fraction} is not.`);
  if (pool.length === 0) return refuse("nothing to do", "There is no source left to draw from: the study has none, or all are assigned to this coder already.");
  const shuffled = [...pool].sort(byName);
  const random = randomFrom(seed);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  const all = shuffled.reduce((sum, source) => sum + turnsIn(source), 0);
  const wanted = atLeast(fraction * (of === "turns" ? all : pool.length));
  const taken: T[] = [];
  let held = 0;
  for (const source of shuffled) {
    if (held >= wanted) break;
    taken.push(source);
    held += of === "turns" ? turnsIn(source) : 1;
  }
  const what = of === "turns" ? `whole interviews drawn until they held at least ${fraction} of the turns: ${taken.length} of ${pool.length} interviews, ${held} of ${all} turns` : `at least ${fraction} of the interviews: ${taken.length} of ${pool.length}`;
  return { ok: true, sources: taken.sort(byName), rule: `drawn by chance, ${what}; sorted by name, shuffled with seed ${seed}` };
}
