/** Commands that were asked for and not acknowledged yet, with the person who asked. */
export interface Letter {
  readonly id: string;
  readonly study: string;
  readonly as: string;
  readonly commands: readonly unknown[];
}

/** Where letters are kept over a reload: the browser's storage, or a stand-in. */
export interface Keeping {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = "earshot.outbox";

/** What waits for a server that has gone away. In order; nothing is dropped before it was acknowledged or refused. */
export class Outbox {
  #letters: Letter[];
  readonly #keeping: Keeping;
  readonly #listeners = new Set<() => void>();

  constructor(keeping: Keeping) {
    this.#keeping = keeping;
    try {
      const read: unknown = JSON.parse(keeping.getItem(key) ?? "[]");
      this.#letters = Array.isArray(read) ? (read as Letter[]) : [];
    } catch {
      this.#letters = [];
    }
  }

  get letters(): readonly Letter[] {
    return this.#letters;
  }

  /** What waits for one study: another that is open in its place must not get it. */
  of(study: string): readonly Letter[] {
    return this.#letters.filter((l) => l.study === study);
  }

  put(letter: Letter): void {
    this.#letters = [...this.#letters, letter];
    this.#keep();
  }

  take(id: string): void {
    this.#letters = this.#letters.filter((l) => l.id !== id);
    this.#keep();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #keep(): void {
    try {
      this.#keeping.setItem(key, JSON.stringify(this.#letters));
    } catch {
      // A full or forbidden storage: the letters live as long as the page does.
    }
    for (const listener of this.#listeners) listener();
  }
}
