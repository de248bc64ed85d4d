import type { Piece, Plan } from "../../state/painting.ts";

const none: readonly Piece[] = [];
const later: (call: (left: () => number) => void) => void =
  typeof requestIdleCallback === "function" ? (call) => void requestIdleCallback((deadline) => call(() => deadline.timeRemaining())) : (call) => void setTimeout(() => call(() => 8));

/**
 * What each block is coded with, for those who listen to the text: of all blocks, also those far from the window, but
 * only when the browser has nothing else to do. Blocks ask it for their own.
 */
export class Telling {
  #plan: Plan = new Map();
  readonly #told = new Map<number, readonly Piece[]>();
  readonly #listeners = new Map<number, () => void>();
  #waiting = false;

  plan(plan: Plan): void {
    this.#plan = plan;
    this.#tell();
  }

  readonly subscribe = (index: number, listener: () => void): (() => void) => {
    this.#listeners.set(index, listener);
    this.#tell();
    return () => this.#listeners.delete(index);
  };

  of(index: number): readonly Piece[] {
    return this.#told.get(index) ?? none;
  }

  #tell(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    later((left) => {
      this.#waiting = false;
      for (const [index, listener] of this.#listeners) {
        const pieces = this.#plan.get(index) ?? none;
        if (pieces === this.of(index)) continue;
        if (left() < 2) return this.#tell();
        this.#told.set(index, pieces);
        listener();
      }
    });
  }
}
