/** Files on their way from where they were dropped to the page that takes files of their kind. */
export class Handing<F> {
  #waiting: readonly F[] = [];
  #taker: ((files: readonly F[]) => void) | null = null;

  /** Gives files to the page that takes them, now or when it is shown. */
  give(files: readonly F[]): void {
    if (this.#taker) this.#taker(files);
    else this.#waiting = [...this.#waiting, ...files];
  }

  /** Takes what waits and what comes from now on. Returns how to stop. */
  take(taker: (files: readonly F[]) => void): () => void {
    this.#taker = taker;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) taker(waiting);
    return () => {
      if (this.#taker === taker) this.#taker = null;
    };
  }
}

/** Tables of participants and their records, on their way to the People page. */
export const registers = new Handing<File>();
