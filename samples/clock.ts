import { randomFrom } from "../src/analysis/agreement/random.ts";
import type { Surroundings } from "../src/workbench/workbench.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Milliseconds since 1970 of a time of a day such as `2017-05-09`, in UTC. */
const at = (day: string, hours: number): number => Date.parse(`${day}T00:00:00.000Z`) + hours * hour;

/**
 * The time and chance of the sample study. Time runs in the office hours of the days on which things happened, and
 * only while somebody works; both are the same at every building, so that two samples are alike to the last id.
 */
export class OfficeHours {
  readonly #random: () => number;
  #now = 0;
  #closes = 0;
  #pace = 0;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** Begins a sitting on a day: the first of a day some time after nine, each other one after a pause. `pace` is minutes per event. */
  begin(day: string, pace: number): void {
    if (this.#closes !== at(day, 18)) {
      this.#now = at(day, 9) + Math.floor(this.#random() * 50 * minute);
      this.#closes = at(day, 18);
    } else this.#pass((5 + this.#random() * 20) * minute, 5);
    this.#pace = pace * minute;
  }

  /** Lets time pass, but never until closing time: at most a share of what is left of the day. */
  #pass(milliseconds: number, share: number): void {
    this.#now += Math.max(1, Math.floor(Math.min(milliseconds, (this.#closes - this.#now) / share)));
  }

  readonly surroundings: Surroundings = {
    now: () => {
      this.#pass(this.#pace * (0.5 + this.#random()), 12);
      return this.#now;
    },
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(this.#random() * 256)),
  };
}
