import type { Found, FoundInterview } from "../../server/found.ts";
import type { SpeakerRole } from "../../text/turns.ts";
import type { Sending } from "./gathering.ts";

/** How the queue reaches the server: a stand-in in tests. */
export interface Sender<F> {
  /** Sends a file to be read; rejects with a sentence. */
  readonly send: (what: Sending<F>, onProgress: (done: number) => void) => Promise<Found>;
  readonly leave: (uploads: readonly string[]) => void;
  /** The participants that files belong to by a pattern, in the order of the names. */
  readonly link: (pattern: string, names: readonly string[]) => Promise<{ readonly found: readonly (string | null)[]; readonly notes: readonly string[] }>;
}

/** What a person decided about an interview that waits. */
export interface Choice {
  readonly wanted: boolean;
  readonly name: string;
  /** An id, "new" to register the suggested label, or "" for nobody. */
  readonly participant: string;
  readonly speakers: readonly { readonly label: string; readonly role: SpeakerRole; readonly turns: number; readonly begins: string }[];
}

/** One thing that was dropped. */
export interface Item<F> {
  readonly key: number;
  readonly what: Sending<F>;
  readonly state: "waiting" | "sending" | "found" | "failed";
  /** How much was sent, from 0 to 1; at 1 it is being read. */
  readonly progress: number;
  readonly problem: string | null;
  readonly found: Found | null;
  /** For interviews. */
  readonly choice: Choice | null;
  /** The file of the same drop that has the same bytes; null where there is none. */
  readonly twin: string | null;
}

/** Whether an interview will be stored. */
export const isWanted = <F>({ found, choice, twin }: Item<F>): boolean => found?.is === "interview" && found.already === null && twin === null && (choice?.wanted ?? false);

/** What was dropped and waits to be looked at. Files are sent one after the other; what can be read goes on whatever became of the others. */
export class Bringing<F> {
  items: readonly Item<F>[] = [];
  /** Whether files of nobody in the register are registered anew: only where there is no register yet. */
  registers = true;
  readonly #sender: Sender<F>;
  readonly #listeners = new Set<() => void>();
  #keys = 0;
  #working: Promise<void> | null = null;

  constructor(sender: Sender<F>) {
    this.#sender = sender;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): readonly Item<F>[] => this.items;

  #set(items: readonly Item<F>[]): void {
    this.items = items;
    for (const listener of this.#listeners) listener();
  }

  #change(key: number, by: Partial<Item<F>>): void {
    this.#set(this.items.map((item) => (item.key === key ? { ...item, ...by } : item)));
  }

  /** Takes files in and reads them; resolves when all are read. */
  take(list: readonly Sending<F>[]): Promise<void> {
    const fresh = list.map((what): Item<F> => ({ key: ++this.#keys, what, state: "waiting", progress: 0, problem: null, found: null, choice: null, twin: null }));
    this.#set([...this.items, ...fresh]);
    this.#working ??= this.#work().finally(() => (this.#working = null));
    return this.#working;
  }

  async #work(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) await this.#read(next);
  }

  #next(): Item<F> | undefined {
    return this.items.find(({ state }) => state === "waiting");
  }

  async #read({ key, what }: Item<F>): Promise<void> {
    this.#change(key, { state: "sending" });
    try {
      const found = await this.#sender.send(what, (progress) => this.#change(key, { progress }));
      // It may have been left meanwhile.
      if (!this.items.some((item) => item.key === key)) return this.#sender.leave([found.upload]);
      this.found(key, found);
    } catch (problem) {
      this.#change(key, { state: "failed", problem: problem instanceof Error ? problem.message : String(problem) });
    }
  }

  /** Shows what a file was found to be, at first or when it was looked at again as something else. */
  found(key: number, found: Found): void {
    const twin = found.is === "interview" && found.mark !== "" ? this.items.find((item) => item.key !== key && item.found?.is === "interview" && item.found.mark === found.mark) : undefined;
    const choice = found.is === "interview" ? this.#choiceFor(found, key) : null;
    this.#change(key, { state: "found", progress: 1, found, choice, twin: twin?.what.name ?? null });
  }

  #choiceFor({ name, participant, speakers }: FoundInterview, key: number): Choice {
    const taken = new Set(this.items.flatMap((item) => (item.key !== key && item.choice ? [item.choice.name.toLowerCase()] : [])));
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} (${n})`;
    return { wanted: true, name: free, participant: participant ?? (this.registers ? "new" : ""), speakers };
  }

  choose(key: number, by: Partial<Choice>): void {
    const item = this.items.find((one) => one.key === key);
    if (item?.choice) this.#change(key, { choice: { ...item.choice, ...by } });
  }

  /** Leaves some out, or all. */
  leave(keys: readonly number[] = this.items.map(({ key }) => key)): void {
    const gone = this.items.filter(({ key }) => keys.includes(key));
    this.#set(this.items.filter(({ key }) => !keys.includes(key)));
    const uploads = gone.flatMap(({ found }) => (found ? [found.upload] : []));
    if (uploads.length > 0) this.#sender.leave(uploads);
  }

  /** Takes out what has been stored: the server has forgotten it already. */
  done(keys: readonly number[]): void {
    this.#set(this.items.filter(({ key }) => !keys.includes(key)));
  }

  /** Links every interview by a pattern for the files' names; says how many were linked and what did not fit. */
  async link(pattern: string): Promise<{ readonly linked: number; readonly notes: readonly string[] }> {
    const all = this.items.filter(({ found }) => found?.is === "interview");
    const { found, notes } = await this.#sender.link(pattern, all.map(({ what }) => what.name));
    all.forEach(({ key }, i) => this.choose(key, { participant: found[i] ?? "" }));
    return { linked: found.filter((id) => id !== null).length, notes };
  }

  /** Sends interviews again that the server has forgotten, because it was started anew; what was chosen for them stands. */
  async again(keys: readonly number[]): Promise<void> {
    for (const { key, what } of this.items.filter((item) => keys.includes(item.key))) {
      const found = await this.#sender.send(what, () => undefined);
      this.#change(key, { found });
    }
  }
}
