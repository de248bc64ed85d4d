import { codeAt, currentCode, liveCodes, pathOf, pathSeparator, type Code, type CodeId } from "../study/code.ts";
import type { Command, Study } from "../study/study.ts";

/** The names of a full path, from the top. Written with or without spaces around the separator where the spaces are doubled or lacking on one side. */
export const namesOf = (path: string): string[] => path.split(/\s+\/\s+/).map((name) => name.trim().replace(/\s+/g, " "));

const foldPath = (names: readonly string[]): string => names.map((n) => n.toLowerCase()).join(pathSeparator);

/** A code that an import may use: its id, and whether it is there already. */
type Needed = { readonly ok: true; readonly id: CodeId; readonly note?: string } | { readonly ok: false; readonly why: string };

/**
 * Plans the codes that an import needs: those in the study are used, those that are not are made, with headings above
 * them. `commands` make them, in order; `made` and `turned` say what to tell the person.
 */
export class CodePlan {
  readonly commands: Command[] = [];
  /** Full paths of codes that will be made. */
  readonly made: string[] = [];
  /** Full paths of headings that will be made above them. */
  readonly headings: string[] = [];
  /** Headings of the study that will become codes, because something is coded with them. */
  readonly turned: string[] = [];
  readonly #study: Study;
  readonly #newId: () => string;
  readonly #planned = new Map<string, { readonly id: CodeId; kind: Code["kind"]; readonly at: number }>();
  readonly #found = new Map<string, Needed>();

  constructor(study: Study, newId: () => string) {
    this.#study = study;
    this.#newId = newId;
  }

  /** The code at a path, to code with: a heading becomes a code, a merged code stands for what it was merged into. */
  toCodeWith(written: string): Needed {
    const key = foldPath(namesOf(written));
    const before = this.#found.get(key);
    if (before) return before;
    const needed = this.#toCodeWith(written);
    this.#found.set(key, needed);
    return needed;
  }

  #toCodeWith(written: string): Needed {
    const code = codeAt(this.#study, written);
    if (code) {
      if (code.retired) return { ok: false, why: `the code "${pathOf(this.#study, code.id)}" is retired; take it back into use first ("codes retire --back")` };
      if (code.kind === "heading") {
        this.commands.push({ type: "code.describe", code: code.id, kind: "code", reason: "needed by imported codings" });
        this.turned.push(pathOf(this.#study, code.id));
      }
      return { ok: true, id: code.id };
    }
    const namesakes = liveCodes(this.#study).filter((c) => c.name.toLowerCase() === written.trim().toLowerCase());
    if (namesakes.length > 1) return { ok: false, why: `several codes are called "${written}" (${namesakes.map((c) => `"${pathOf(this.#study, c.id)}"`).join(", ")}); write the full path` };
    const gone = [...this.#study.codes.values()].find((c) => c.mergedInto !== null && (foldPath(namesOf(pathOf(this.#study, c.id))) === foldPath(namesOf(written))));
    const into = gone && currentCode(this.#study, gone.id);
    if (into && !into.retired && into.kind === "code") return { ok: true, id: into.id, note: `"${written}" was merged into "${pathOf(this.#study, into.id)}", so its codings count there.` };
    return this.make(namesOf(written), "code");
  }

  /** Plans a code at a path that the study does not have, and the headings above it. */
  make(names: readonly string[], kind: Code["kind"], details: Partial<Pick<Code, "description" | "whenToUse" | "whenNotToUse" | "example" | "colour">> = {}): Needed {
    if (names.some((n) => n === "")) return { ok: false, why: `the path "${names.join(pathSeparator)}" has an empty part` };
    let parent: CodeId | null = null;
    for (let depth = 1; depth < names.length; depth++) {
      const above = names.slice(0, depth);
      const there = this.at(above);
      if (there !== null) parent = there;
      else {
        parent = this.#create(above, parent, "heading", {});
        this.headings.push(above.join(pathSeparator));
      }
    }
    const planned = this.#planned.get(foldPath(names));
    if (planned) {
      // What was made as a heading a moment ago turns out to be coded with.
      if (kind === "code" && planned.kind === "heading") {
        planned.kind = "code";
        this.commands[planned.at] = { ...(this.commands[planned.at] as Extract<Command, { type: "code.create" }>), kind: "code" };
        this.headings.splice(this.headings.findIndex((h) => foldPath(namesOf(h)) === foldPath(names)), 1);
        this.made.push(names.join(pathSeparator));
      }
      return { ok: true, id: planned.id };
    }
    this.made.push(names.join(pathSeparator));
    return { ok: true, id: this.#create(names, parent, kind, details) };
  }

  #create(names: readonly string[], parent: CodeId | null, kind: Code["kind"], details: object): CodeId {
    const id = this.#newId();
    this.#planned.set(foldPath(names), { id, kind, at: this.commands.length });
    this.commands.push({ type: "code.create", id, name: names.at(-1)!, parent, kind, colour: null, ...details });
    return id;
  }

  /** The id of what stands or is planned at exactly this path; null where there is nothing. */
  at(names: readonly string[]): CodeId | null {
    return this.#planned.get(foldPath(names))?.id ?? this.existing(names)?.id ?? null;
  }

  /** What stands in the study at exactly this path. */
  existing(names: readonly string[]): Code | undefined {
    this.#paths ??= new Map(liveCodes(this.#study).map((c) => [foldPath(namesOf(pathOf(this.#study, c.id))), c]));
    return this.#paths.get(foldPath(names));
  }
  #paths: Map<string, Code> | undefined;
}
