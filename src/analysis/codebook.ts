import { childrenOf, currentCode, pathOf, type Code, type CodeId } from "../study/code.ts";
import type { Coding } from "../study/coding.ts";
import type { Study } from "../study/study.ts";

/** A code as the codebook shows it. */
export interface CodebookRow {
  readonly id: CodeId;
  readonly name: string;
  readonly path: string;
  /** 0 at the top. */
  readonly depth: number;
  readonly kind: "code" | "heading";
  readonly colour: string | null;
  readonly description: string;
  readonly whenToUse: string;
  readonly whenNotToUse: string;
  readonly example: string;
  readonly retired: boolean;
  /** Its own codings, those of codes merged into it included. */
  readonly codings: number;
  /** And those of the codes below it. */
  readonly codingsWithBelow: number;
  /** How many different participants its own codings are of. */
  readonly participants: number;
}

/** The codebook in the order of its tree. Codings in removed sources do not count. Merged codes have no row; retired ones only if asked for. */
export function codebook(study: Study, { withRetired = false }: { withRetired?: boolean } = {}): CodebookRow[] {
  const codings = new Map<CodeId, Coding[]>();
  for (const [id, list] of study.codingsByCode) {
    const now = currentCode(study, id)?.id;
    if (now === undefined) continue;
    const present = list.filter((c) => study.sources.get(c.source)?.removed === false);
    codings.set(now, [...(codings.get(now) ?? []), ...present]);
  }
  const seen = new Set<CodeId>();
  const walk = (code: Code, depth: number): CodebookRow[] => {
    if (seen.has(code.id)) return [];
    seen.add(code.id);
    const own = codings.get(code.id) ?? [];
    const people = new Set(own.map((c) => study.sources.get(c.source)!.participant).filter((p) => p !== null));
    const below = childrenOf(study, code.id, withRetired).flatMap((child) => walk(child, depth + 1));
    const { id, name, kind, colour, description, whenToUse, whenNotToUse, example, retired } = code;
    const codingsWithBelow = own.length + below.reduce((sum, row) => sum + row.codings, 0);
    return [{ id, name, path: pathOf(study, id), depth, kind, colour, description, whenToUse, whenNotToUse, example, retired, codings: own.length, codingsWithBelow, participants: people.size }, ...below];
  };
  const rows = childrenOf(study, null, withRetired).flatMap((root) => walk(root, 0));
  // Codes that two people's concurrent moves put below each other, or that lie below a retired one, have no way up: they are shown at the top.
  const stray = [...study.codes.values()].filter((c) => c.mergedInto === null && (withRetired || !c.retired) && !seen.has(c.id));
  return [...rows, ...stray.flatMap((code) => walk(code, 0))];
}

/** One difference between two states of a codebook. */
export interface CodebookChange {
  readonly code: CodeId;
  readonly kind: "added" | "removed" | "merged" | "renamed" | "moved" | "redefined" | "retired" | "back in use";
  /** The path before; "" for an added one. */
  readonly before: string;
  /** The path after, or the code it was merged into; "" for a removed one. */
  readonly after: string;
  /** For a redefined one, what changed: "description", "when to use" … */
  readonly fields: readonly string[];
}

const definition = { description: "description", whenToUse: "when to use", whenNotToUse: "when not to use", example: "example", kind: "kind" } as const;

/** What became of the codebook between two states of one study. A code that changed in several ways has several rows. */
export function codebookChanges(then: Study, now: Study): CodebookChange[] {
  const changes: CodebookChange[] = [];
  for (const id of new Set([...then.codes.keys(), ...now.codes.keys()])) {
    const [old, code] = [then.codes.get(id), now.codes.get(id)];
    const before = old ? pathOf(then, id) : "";
    const after = code ? pathOf(now, id) : "";
    const add = (kind: CodebookChange["kind"], to = after, fields: readonly string[] = []): void => void changes.push({ code: id, kind, before, after: to, fields });
    if (!old || !code) {
      if (code && code.mergedInto === null) add("added");
      else if (old && old.mergedInto === null) add("removed");
      continue;
    }
    if (code.mergedInto !== null && old.mergedInto === null) {
      add("merged", pathOf(now, currentCode(now, id)!.id));
      continue;
    }
    if (code.mergedInto !== null) continue;
    if (old.mergedInto !== null) add("added");
    if (old.name !== code.name) add("renamed");
    // A child of a code that was merged came along with it; that is not a move.
    const parent = old.parent === null ? null : currentCode(now, old.parent)?.id ?? old.parent;
    if (parent !== code.parent) add("moved");
    const fields = (Object.keys(definition) as (keyof typeof definition)[]).filter((field) => old[field] !== code[field]).map((field) => definition[field]);
    if (fields.length > 0) add("redefined", after, fields);
    if (old.retired !== code.retired) add(code.retired ? "retired" : "back in use");
  }
  return changes;
}
