import { randomBytes } from "node:crypto";
import { contentName } from "../log/chain.ts";
import { newSalt } from "../log/chance.ts";
import { Broken, type Content, type ContentStream, type Draft, type Entry, type Log } from "../log/port.ts";
import { isSealed } from "../log/sealed.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { refuse, type Refusal, type ReplicaId, type Words } from "../study/event.ts";
import { extend, folding, togglingTypes } from "../study/fold.ts";
import type { StepRef } from "../study/history.ts";
import { sentence } from "../study/sentence.ts";
import type { Source, SourceId } from "../study/source.ts";
import { nextStamp } from "../study/stamp.ts";
import { decide, emptyStudy, type Command, type Recorded, type Study, type StudyEvent } from "../study/study.ts";
import { lift } from "../study/upcast.ts";
import { render } from "../text/edit.ts";

/** What came of asking for something: what was done, in one line each, or why nothing was. */
export type Outcome = { readonly ok: true; readonly said: readonly string[]; readonly made: readonly (string | undefined)[]; readonly events: readonly Recorded[] } | { readonly ok: false; readonly refusal: Refusal };

/** What a workbench takes from the machine: the time and chance. Tests and the sample study give their own. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** So many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

export const machine: Surroundings = { now: () => Date.now(), random: (bytes) => randomBytes(bytes) };

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A new id: twelve characters, sixty bits of chance, nothing that reads like another. */
export const newId = (random: Surroundings["random"]): string => Array.from(random(12), (byte) => alphabet[byte & 31]).join("");

/**
 * One open study: its log, its state, and the only place where commands are carried out. A command is acknowledged
 * after its events are durable. Commands run one at a time, in the order they were asked for.
 */
export class Workbench {
  /** The study as it stands. Replaced as a whole when something was undone or merged; never change it from outside. */
  study: Study;
  readonly log: Log;
  readonly surroundings: Surroundings;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #letters = new Map<SourceId, string>();
  readonly #listeners = new Set<(events: readonly Recorded[]) => void>();

  private constructor(log: Log, surroundings: Surroundings) {
    this.log = log;
    this.study = emptyStudy();
    this.surroundings = surroundings;
  }

  /** Opens a log: reads all its events and folds them. */
  static async open(log: Log, surroundings: Surroundings = machine): Promise<Workbench> {
    const workbench = new Workbench(log, surroundings);
    await workbench.refold();
    return workbench;
  }

  readonly newId = (): string => newId(this.surroundings.random);

  /** Runs `work` after everything asked for before it, and before everything asked for later. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** The coder of a name, made if there is none: everyone who does something in a study is known by name. */
  async actor(name: string): Promise<CoderId> {
    const known = coderNamed(this.study, name);
    if (known) return known.id;
    return this.exclusively(async () => {
      const meanwhile = coderNamed(this.study, name);
      if (meanwhile) return meanwhile.id;
      const id = this.newId();
      await this.record(id, [{ type: "coder.added", body: { coder: id, declared: false }, words: { name } }]);
      return id;
    });
  }

  /** Carries out commands as one step: all of them or, if one is refused, none. `contents` are what they refer to. */
  do(commands: Command | readonly Command[], actor: CoderId, contents: readonly (Content | ContentStream)[] = []): Promise<Outcome> {
    const list = Array.isArray(commands) ? (commands as readonly Command[]) : [commands as Command];
    return this.exclusively(() => this.carryOut(list, actor, contents));
  }

  /** `do` for work that already runs exclusively. */
  async carryOut(commands: readonly Command[], actor: CoderId, contents: readonly (Content | ContentStream)[] = []): Promise<Outcome> {
    if (this.log.replica === null) return refuse("not allowed", "This study is open for reading only, so nothing can be changed.");
    const said: string[] = [];
    const made: (string | undefined)[] = [];
    const happenings: StudyEvent[] = [];
    const plan = this.#plan(actor);
    for (const command of commands) {
      const decision = decide(this.study, command, { id: this.newId, actor });
      if (!decision.ok) {
        if (happenings.length > 0) await this.refold();
        return decision;
      }
      said.push(decision.said);
      made.push(decision.made);
      for (const event of decision.events) {
        happenings.push(event);
        extend(this.study, [plan.next(event)]);
      }
    }
    if (happenings.length === 0) return { ok: true, said, made, events: [] };
    try {
      await this.log.append(plan.drafts, contents);
    } catch (problem) {
      await this.refold();
      throw problem;
    }
    this.#tell(plan.recorded);
    return { ok: true, said, made, events: plan.recorded };
  }

  /** Records events that no command makes: of the log itself, or a person at work. */
  async record(actor: CoderId, events: readonly StudyEvent[]): Promise<void> {
    const plan = this.#plan(actor);
    let inPlace = true;
    for (const event of events) inPlace = extend(this.study, [plan.next(event)]) && inPlace;
    await this.log.append(plan.drafts);
    if (!inPlace) await this.refold();
    this.#tell(plan.recorded);
  }

  /** Stamps and numbers events as the log will, so that the state can take them in at once. */
  #plan(actor: CoderId): { next(event: StudyEvent): Recorded; readonly drafts: Draft[]; readonly recorded: Recorded[] } {
    const replica = this.log.replica!;
    const { now } = this.surroundings;
    let last = this.study.lastStamp;
    let seq = this.seqOf(replica);
    const drafts: Draft[] = [];
    const recorded: Recorded[] = [];
    const put = (event: StudyEvent, step: number): Recorded => {
      last = nextStamp(last, now(), replica);
      seq++;
      drafts.push({ stamp: last, step, actor, type: event.type, body: event.body, words: event.words as Words });
      const placed = { replica, seq, stamp: last, step, actor, ...event } as Recorded;
      recorded.push(placed);
      return placed;
    };
    let step = seq + 1;
    const next = (event: StudyEvent): Recorded => {
      if (seq === 0 && this.heads.size > 0) {
        // A copy's first word: what it has in front of it, and whose undo history it goes on with.
        const joined: StudyEvent = { type: "history.joined", body: { heads: Object.fromEntries(this.heads), continues: this.log.continues }, words: {} };
        extend(this.study, [put(joined, 1)]);
        step = 2;
      }
      return put(event, step);
    };
    return { next, drafts, recorded };
  }

  /** How many events of each replica are in the state. */
  readonly heads = new Map<ReplicaId, number>();
  seqOf(replica: ReplicaId): number {
    return this.heads.get(replica) ?? 0;
  }

  /** What undo would take back, in words; null where there is nothing. */
  async nextUndo(): Promise<string | null> {
    const step = this.#stacks().done.at(-1);
    return step ? this.#describe(step) : null;
  }

  /** What redo would do again, in words; null where there is nothing. */
  async nextRedo(): Promise<string | null> {
    const step = this.#stacks().undone.at(-1);
    return step ? this.#describe(step) : null;
  }

  undo(actor: CoderId): Promise<Outcome> {
    return this.#toggle(actor, "undone");
  }

  redo(actor: CoderId): Promise<Outcome> {
    return this.#toggle(actor, "redone");
  }

  #toggle(actor: CoderId, kind: "undone" | "redone"): Promise<Outcome> {
    return this.exclusively(async () => {
      if (this.log.replica === null) return refuse("not allowed", "This study is open for reading only, so nothing can be changed.");
      const { done, undone } = this.#stacks();
      const step = (kind === "undone" ? done : undone).at(-1);
      if (!step) return refuse("nothing to do", kind === "undone" ? "There is nothing to undo." : "There is nothing to redo.");
      const what = await this.#describe(step);
      const events: StudyEvent[] = [{ type: `history.${kind}`, body: { replica: step.replica, step: step.step }, words: {} }];
      await this.record(actor, events);
      return { ok: true, said: [`${kind === "undone" ? "Undid" : "Did again"}: ${what}`], made: [], events: [] };
    });
  }

  #stacks(): { done: readonly StepRef[]; undone: readonly StepRef[] } {
    const { replica, continues } = this.log;
    const own = replica === null ? undefined : this.study.stacks.get(replica);
    return own ?? (continues === null ? undefined : this.study.stacks.get(continues)) ?? { done: [], undone: [] };
  }

  async #describe({ replica, step }: StepRef): Promise<string> {
    const sentences: string[] = [];
    for await (const batch of this.log.entries({ after: new Map([...this.heads].map(([r, seq]) => [r, r === replica ? step - 1 : seq])) })) {
      for (const entry of batch) if (entry.replica === replica && entry.step === step) sentences.push(sentence(this.study, toRecorded(entry)));
      if (sentences.length > 0 && batch.at(-1)!.step !== step) break;
    }
    const [first = "a step that is not here"] = sentences;
    return sentences.length > 1 ? `${first} (and ${sentences.length - 1} more)` : first;
  }

  /** Builds the state from the log again. */
  async refold(): Promise<void> {
    const { study, heads } = await foldLog(this.log).catch(async (problem: unknown) => {
      throw await damageBehind(this.log, problem);
    });
    this.study = study;
    this.heads.clear();
    for (const [replica, seq] of heads) this.heads.set(replica, seq);
    this.#letters.clear();
  }

  #count(events: readonly Recorded[]): void {
    for (const { replica, seq } of events) if (seq > this.seqOf(replica)) this.heads.set(replica, seq);
  }

  #tell(events: readonly Recorded[]): void {
    this.#count(events);
    for (const listener of this.#listeners) listener(events);
  }

  /** Calls back after every change, with the events that made it (none where the whole state was rebuilt). Returns how to stop. */
  subscribe(listener: (events: readonly Recorded[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all listeners that the state was rebuilt. */
  announce(): void {
    this.#tell([]);
  }

  /** The text of a source as it stands. Throws where its content is not in the file or was changed. */
  async textOf(source: Source): Promise<string> {
    let letters = this.#letters.get(source.id);
    if (letters === undefined) {
      const bytes = await this.log.content(source.content);
      letters = bytes === null ? "\u2588".repeat(source.units) : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      this.#letters.set(source.id, letters);
    }
    return render(source.text, letters, source.version);
  }

  /** A way to look up current texts without waiting, after loading those of the sources given (all, if none are). */
  async texts(sources: Iterable<Source> = this.study.sources.values()): Promise<(source: Source) => string> {
    const loaded = new Map<SourceId, string>();
    for (const source of sources) loaded.set(source.id, await this.textOf(source));
    return (source) => loaded.get(source.id) ?? "";
  }

  /** Names bytes as the log keeps them: under a salted hash. */
  contentOf(bytes: Uint8Array): Content {
    const salt = this.newSalt();
    return { name: contentName(salt, bytes), salt, bytes };
  }

  /** A salt for a content that is named elsewhere. */
  newSalt(): string {
    return newSalt(this.surroundings.random);
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.log.close();
  }
}

/**
 * What lies behind an error that nobody foresaw while a log was read: damage, where checking the log finds some; else the
 * error itself. An event whose bytes were changed may no longer be what any code expects.
 */
export async function damageBehind(log: Log, problem: unknown): Promise<unknown> {
  if (!(problem instanceof SyntaxError || problem instanceof TypeError || problem instanceof RangeError)) return problem;
  const found = await log.check().catch(() => null);
  return found ? new Broken(found.sentence) : problem;
}

/** An entry as the study understands it. */
export const toRecorded = (entry: Entry): Recorded => lift(entry, entry.type, entry.body, entry.words);

/** All events of a log, or those of some types, in order; without those that are held back in this copy. */
export async function readAll(log: Log, types?: readonly string[]): Promise<Recorded[]> {
  const events: Recorded[] = [];
  for await (const batch of log.entries(types && { types })) for (const entry of batch) if (!isSealed(entry)) events.push(toRecorded(entry));
  return events;
}

/** The state of a log, up to a stamp if one is given, and how many events of each replica are in it. Never holds all events at once. */
export async function foldLog(log: Log, until = "\uffff"): Promise<{ study: Study; heads: Map<ReplicaId, number> }> {
  const toggles = await readAll(log, togglingTypes);
  const { study, take } = folding(toggles.filter((event) => event.stamp <= until));
  const heads = new Map<ReplicaId, number>();
  for await (const batch of log.entries()) {
    for (const entry of batch) {
      if (entry.stamp > until) return { study, heads };
      if (!isSealed(entry)) take(toRecorded(entry));
      heads.set(entry.replica, entry.seq);
    }
  }
  return { study, heads };
}
