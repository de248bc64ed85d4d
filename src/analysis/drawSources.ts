import { randomFrom } from "./agreement/random.ts";
import { refuse, type Refusal } from "../study/event.ts";

/** What a fraction is of: the interviews, or the turns of all of them. */
export type FractionOf = "interviews" | "turns";

/** A source as far as a draw goes. */
export interface Drawable {
  readonly name: string;
  /** How many turns it has; a text in which none could be told apart counts as one. */
  readonly turns: number;
  /** Turns that are not to be drawn, by their numbers: the coder has them already. */
  readonly taken?: readonly number[];
  /** The interviewer's turns, by their numbers: nobody draws questions to code. */
  readonly questions?: readonly number[];
}

/** A source that was drawn; `turns` are the numbers of those drawn of it, null where it was drawn as a whole. */
export interface Drawn<T> {
  readonly source: T;
  readonly turns: readonly number[] | null;
}

/** What chance chose, and the rule in words, with which anyone can draw it again. */
export interface Draw<T> {
  readonly ok: true;
  readonly drawn: readonly Drawn<T>[];
  readonly rule: string;
}

const byName = (a: Drawable, b: Drawable): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const counted = (n: number, what: string): string => `${n} ${n === 1 ? what : `${what}s`}`;

/** The least whole number that is at least `x`, were it not for the last binary digits of a product such as 0.7 × 10. */
const atLeast = (x: number): number => Math.ceil(x - 1e-9);

/** A list in an order of chance: Fisher and Yates, with the chance of analysis/agreement/random.ts. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const mixed = [...list];
  const random = randomFrom(seed);
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

/**
 * Draws by chance at least this fraction of the interviews, or of the turns of all interviews that are not questions. They are put in order (interviews by name, turns by interview and place), shuffled by the seed
 * and taken from the front; they come back in the order in which they were given. The same sources, fraction and seed give the same draw.
 */
export function drawSources<T extends Drawable>(pool: readonly T[], { fraction, of, seed }: { fraction: number; of: FractionOf; seed: number }): Draw<T> | { ok: false; refusal: Refusal } {
  if (!(fraction > 0 && fraction <= 1)) return refuse("invalid", `A fraction is a number above 0 and up to 1, such as 0.2; ${fraction} is not.`);
  const sources = [...pool].sort(byName);
  if (of === "interviews") {
    if (sources.length === 0) return refuse("nothing to do", "There is no source left to draw from: the study has none, or all are assigned to this coder already.");
    const chosen = new Set(shuffled(sources, seed).slice(0, atLeast(fraction * sources.length)));
    const drawn = pool.filter((source) => chosen.has(source));
    return { ok: true, drawn: drawn.map((source) => ({ source, turns: null })), rule: `drawn by chance, at least ${fraction} of the interviews: ${drawn.length} of ${sources.length}; sorted by name, shuffled with seed ${seed}` };
  }
  const turns = sources.flatMap((source) => {
    const taken = new Set([...(source.taken ?? []), ...(source.questions ?? [])]);
    return Array.from({ length: Math.max(1, source.turns) }, (_, i) => ({ source, turn: i + 1 })).filter(({ turn }) => !taken.has(turn));
  });
  if (turns.length === 0) return refuse("nothing to do", "There is no turn left to draw from: the study has none, or all are assigned to this coder already.");
  const chosen = shuffled(turns, seed).slice(0, atLeast(fraction * turns.length));
  const drawn = pool.flatMap((source): Drawn<T>[] => {
    const own = chosen.filter((c) => c.source === source).map(({ turn }) => turn).sort((a, b) => a - b);
    return own.length > 0 ? [{ source, turns: own }] : [];
  });
  const asked = sources.some(({ questions = [] }) => questions.length > 0) ? ", the interviewer's left out" : "";
  return { ok: true, drawn, rule: `drawn by chance, at least ${fraction} of the turns${asked}: ${counted(chosen.length, "turn")} of ${turns.length}, in ${drawn.length} of ${counted(sources.length, "interview")}; sorted by the interview's name and by place, shuffled with seed ${seed}` };
}
