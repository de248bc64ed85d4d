import { currentCode, pathOf, type CodeId } from "../study/code.ts";
import type { Recorded, Study } from "../study/study.ts";
import { codebookChanges } from "./codebook.ts";

export const markKinds = ["added", "split", "renamed", "moved", "merged", "redefined", "retired", "back in use", "removed"] as const;
export type MarkKind = (typeof markKinds)[number];

/** One thing that became of a code between two days, in words without a full stop. */
export interface Mark {
  readonly kind: MarkKind;
  readonly words: string;
}

const quoted = (name: string): string => `“${name}”`;
const above = (study: Study, id: CodeId): string => {
  const parent = study.codes.get(id)?.parent ?? null;
  return parent === null ? "the top" : quoted(pathOf(study, parent));
};
const listed = (items: readonly string[]): string => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

/** What became of every code between two states of one study; codes of which nothing became are left out. `events` are those in force between the two. */
export function codebookMarks(then: Study, now: Study, events: readonly Recorded[]): Map<CodeId, Mark[]> {
  const marks = new Map<CodeId, Mark[]>();
  const add = (code: CodeId, kind: MarkKind, words: string): void => void marks.set(code, [...(marks.get(code) ?? []), { kind, words }]);
  const nameIn = (study: Study, id: CodeId): string => quoted(study.codes.get(id)?.name ?? "a code that is gone");
  const splitFrom = new Map<CodeId, CodeId>();
  for (const event of events) {
    if (event.type !== "code.split") continue;
    const { code, into } = event.body;
    for (const part of into) splitFrom.set(part, code);
    if (then.codes.has(code)) add(code, "split", `Split into ${listed(into.map((id) => nameIn(now, id)))}`);
  }
  for (const { code, kind, fields } of codebookChanges(then, now)) {
    switch (kind) {
      case "added": {
        const from = splitFrom.get(code);
        if (from === undefined) add(code, "added", "Added");
        else add(code, "split", `Split from ${nameIn(then.codes.has(from) ? then : now, from)}`);
        break;
      }
      case "removed":
        add(code, "removed", "Taken out: making it was undone");
        break;
      case "merged": {
        const into = currentCode(now, code)!;
        add(code, "merged", `Merged into ${quoted(pathOf(now, into.id))}`);
        if (then.codes.has(into.id)) add(into.id, "merged", `Took in ${nameIn(then, code)}`);
        break;
      }
      case "renamed":
        add(code, "renamed", `Renamed from ${nameIn(then, code)} to ${nameIn(now, code)}`);
        break;
      case "moved":
        add(code, "moved", `Moved from ${above(then, code)} to ${above(now, code)}`);
        break;
      case "redefined":
        add(code, "redefined", `Changed: ${listed(fields)}`);
        break;
      case "retired":
        add(code, "retired", "Retired");
        break;
      case "back in use":
        add(code, "back in use", "Taken back into use");
    }
  }
  return marks;
}

/** Two orders of ids as one: the later order, with what is gone from it after what stood before it in the earlier. */
export function woven(then: readonly CodeId[], now: readonly CodeId[]): CodeId[] {
  const here = new Set(now);
  const after = new Map<CodeId | null, CodeId[]>();
  let last: CodeId | null = null;
  for (const id of then) {
    if (here.has(id)) last = id;
    else after.set(last, [...(after.get(last) ?? []), id]);
  }
  return [...(after.get(null) ?? []), ...now.flatMap((id) => [id, ...(after.get(id) ?? [])])];
}
