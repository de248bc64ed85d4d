import type { Workbench } from "../workbench/workbench.ts";
import type { Recorded } from "../study/study.ts";
import { hiddenWork } from "./visible.ts";

/** What changed, told to every page that is open: enough to know what to ask for again, and no words of the study. */
export interface Change {
  /** Counts changes since the server started. */
  readonly version: number;
  /** The kinds of events, "coding.added"; empty where the study was rebuilt, or the work is hidden from somebody, and everything may have changed. */
  readonly types: readonly string[];
  /** The sources whose codings or text changed. */
  readonly sources: readonly string[];
}

/** What lies open on a running server: one study, or none yet. */
export class Desk {
  workbench: Workbench | null = null;
  /** Where the study's file is; null where it has none. */
  path: string | null = null;
  /** Why the study that was asked for at the start lies not here: its file is missing, encrypted, damaged or newer. */
  problem: { readonly path: string; readonly reason: string; readonly sentence: string } | null = null;
  version = 0;
  #stop: (() => void) | null = null;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #versions = new Map<string, number>();

  constructor(workbench: Workbench | null = null, path: string | null = null) {
    if (workbench) this.place(workbench, path);
  }

  /** Puts a study on the desk in the place of the one before, which is returned for closing. */
  place(workbench: Workbench, path: string | null): Workbench | null {
    const before = this.workbench;
    this.#stop?.();
    this.workbench = workbench;
    this.path = path;
    this.problem = null;
    this.#stop = workbench.subscribe((events) => this.#tell(events));
    this.#tell([]);
    return before;
  }

  /** Takes the study off the desk; it is returned for closing. */
  clear(): Workbench | null {
    const before = this.workbench;
    this.#stop?.();
    this.#stop = null;
    [this.workbench, this.path, this.problem] = [null, null, null];
    this.#tell([]);
    return before;
  }

  /** The version that an event made; undefined for one of long ago. */
  versionOf(stamp: string): number | undefined {
    return this.#versions.get(stamp);
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(events: readonly Recorded[]): void {
    this.version++;
    const last = events.at(-1);
    if (last) this.#versions.set(last.stamp, this.version);
    for (const stamp of this.#versions.keys()) {
      if (this.#versions.size <= 200) break;
      this.#versions.delete(stamp);
    }
    const rebuilt = events.length === 0 || events.some((e) => e.type.startsWith("history.")) || this.#isVeiled(events);
    const change: Change = { version: this.version, types: rebuilt ? [] : [...new Set(events.map((e) => e.type))], sources: rebuilt ? [] : [...new Set(events.flatMap((e) => this.#sourcesOf(e)))] };
    for (const listener of this.#listeners) listener(change);
  }

  /** Whether these events are work that a blind assignment hides from somebody: then nothing is told but that something changed. */
  #isVeiled(events: readonly Recorded[]): boolean {
    const study = this.workbench?.study;
    const blind = study ? hiddenWork(study, "") : new Map<string, unknown>();
    if (blind.size === 0) return false;
    return events.some((event) => /^(coding|memo|theme|consensus)\./.test(event.type) && (this.#sourcesOf(event).length === 0 || this.#sourcesOf(event).some((source) => blind.has(source))));
  }

  #sourcesOf(event: Recorded): string[] {
    const body = event.body as { source?: unknown; coding?: unknown; links?: readonly { kind: string; id: string }[] };
    if (typeof body.source === "string") return [body.source];
    const of = (coding: string): string[] => {
      const source = this.workbench?.study.codings.get(coding)?.source;
      return source === undefined ? [] : [source];
    };
    if (typeof body.coding === "string") return of(body.coding);
    return body.links?.flatMap((link) => (link.kind === "source" ? [link.id] : link.kind === "coding" ? of(link.id) : [])) ?? [];
  }
}
