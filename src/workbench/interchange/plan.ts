import type { Guid } from "../../formats/project/guid.ts";
import { Findings } from "../../formats/project/problems.ts";
import type { Project } from "../../formats/project/project.ts";
import type { Content } from "../../log/port.ts";
import type { CoderId } from "../../study/coder.ts";
import type { Command, Study } from "../../study/study.ts";

import type { Held } from "./held.ts";
import type { Identity, Noun } from "./identity.ts";
import type { Kept } from "./kept-parts.ts";

type Listed = "users" | "codes" | "variables" | "cases" | "sources" | "selections" | "codings" | "notes" | "groups";

/** What an import asks for beyond the file. */
export interface Wishes {
  /** Who coded what the file says nobody coded, and who does the import. */
  readonly actor: CoderId;
  /** Whether what is no longer in the file is removed here too. */
  readonly remove: boolean;
}

/** Everything that is known while an import is planned: the file, the study as it would go out now, and what the last import of the same project said. */
export class Plan {
  readonly study: Study;
  /** The project to bring in. */
  readonly project: Project;
  readonly held: Held;
  /** The study as a project. */
  readonly now: Project;
  readonly kept: Kept;
  readonly identity: Identity;
  readonly wishes: Wishes;
  readonly commands: Command[] = [];
  readonly contents: Content[] = [];
  readonly made = new Map<string, number>();
  readonly changes = new Map<string, number>();
  /** Trouble with the file that was survived: names that could not be taken as they are. */
  readonly troubles = new Findings();
  /** What was decided on the way. */
  readonly notes = new Findings();
  /** Where file and study were both changed; the study's own stands. */
  readonly conflicts = new Findings();
  readonly gone = new Findings();
  readonly same: Map<Guid, string>;
  readonly called: Map<Guid, string>;
  readonly #indexes = new Map<string, ReadonlyMap<Guid, unknown>>();

  constructor(study: Study, project: Project, held: Held, now: Project, kept: Kept, identity: Identity, wishes: Wishes) {
    this.study = study;
    this.project = project;
    this.held = held;
    this.now = now;
    this.kept = kept;
    this.identity = identity;
    this.wishes = wishes;
    this.same = new Map(kept.same);
    this.called = new Map(kept.called);
  }

  /** The id that a thing has, or will have. */
  id(noun: Noun, guid: Guid): string {
    return this.same.get(guid) ?? this.identity.id(noun, guid);
  }

  /** One thing of a list: of the file, of the study as it is now, or of what was kept. */
  find<L extends Listed>(where: "project" | "now" | "kept", list: L, guid: Guid): Project[L][number] | undefined {
    const key = `${where} ${list}`;
    let index = this.#indexes.get(key);
    if (!index) {
      const from = where === "kept" ? this.kept.project : this[where];
      this.#indexes.set(key, (index = new Map<Guid, unknown>((from[list] as readonly { guid: Guid }[]).map((item) => [item.guid, item]))));
    }
    return index.get(guid) as Project[L][number] | undefined;
  }

  /**
   * Whether the file's value is to be taken: it differs from the study's, and the study's is still what the file said last time. Where both were
   * changed that is noted, and the study's stands.
   */
  takes(file: unknown, here: unknown, before: unknown, what: string, where: string): boolean {
    const [f, h] = [JSON.stringify(file ?? null), JSON.stringify(here ?? null)];
    if (f === h) return false;
    if (before === undefined) return true;
    const b = JSON.stringify(before ?? null);
    if (b === f) return false;
    if (b === h) return true;
    this.conflicts.add(`${what} was changed in the file and in the study; the study's stands.`, where);
    return false;
  }

  make(what: string, ...commands: readonly Command[]): void {
    this.commands.push(...commands);
    this.made.set(what, (this.made.get(what) ?? 0) + 1);
  }
  change(what: string, ...commands: readonly Command[]): void {
    this.commands.push(...commands);
    this.changes.set(what, (this.changes.get(what) ?? 0) + 1);
  }

  /** The first of `name`, `name (2)`, `name (3)` … that is not taken. A name that is not the file's own is remembered. */
  free(guid: Guid, own: string | null, wanted: string, taken: (name: string) => boolean, noun: string): string {
    let name = wanted;
    for (let n = 2; taken(name); n++) name = `${wanted} (${n})`;
    if (name !== own) {
      this.called.set(guid, name);
      this.troubles.add(own?.trim() ? `A ${noun} has another name in the study, because its own was taken or cannot be a name there.` : `A ${noun} without a name got one.`, `${own?.trim() ? `${own} → ` : ""}${name}`);
    } else this.called.delete(guid);
    return name;
  }
}
