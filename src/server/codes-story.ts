import { currentCode, pathSeparator, type CodeId } from "../study/code.ts";
import { stepKey, undoneSteps } from "../study/fold.ts";
import type { Recorded, Study } from "../study/study.ts";

/** One thing that happened to a code or a theme, told from its point of view, in the names of that time. */
export interface StoryRow {
  readonly stamp: string;
  /** The name of who did it. */
  readonly by: string;
  /** Without a full stop: `Split from "home visits"`. */
  readonly text: string;
  /** Why, as it was said then; "" where nothing was said. */
  readonly reason: string;
}

const gone = "one that is gone";
const quoted = (names: readonly string[]): string => {
  const all = names.map((n) => `“${n}”`);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
};
const definition = { description: "the definition", whenToUse: "when to use it", whenNotToUse: "when not to use it", example: "the example" } as const;
const listed = (items: readonly string[]): string => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

/** Leaves out what was undone and not done again, and what is hidden from whoever asks (`replica:seq`). */
export function inForce(events: readonly Recorded[], hidden: ReadonlySet<string>): Recorded[] {
  const undone = undoneSteps(events);
  return events.filter((e) => !undone.has(stepKey(e.replica, e.step)) && !hidden.has(`${e.replica}:${e.seq}`));
}

/** The kinds of events that a code's story is made from. */
export const storyTypes = [
  "code.created", "code.described", "code.moved", "code.merged", "code.split", "code.retired",
  "coding.added", "coding.recoded", "coding.removed", "theme.created", "theme.described", "theme.codePlaced", "history.undone", "history.redone",
] as const;

/**
 * What became of a code, oldest first. Of codings there is one row for what one person coded in one day, so that the
 * story stays as short as a person would tell it. Events in force only, in order.
 */
export function codeStory(study: Study, events: readonly Recorded[], id: CodeId): StoryRow[] {
  const names = new Map<string, string>();
  const parents = new Map<string, string | null>();
  const themes = new Map<string, string>();
  const codeOfCoding = new Map<string, string>();
  const splits = new Map(events.flatMap((e) => (e.type === "code.split" && e.body.into.includes(id) ? [[`${e.replica}:${e.step}`, e] as const] : [])));
  const nameOf = (code: string): string => names.get(code) ?? gone;
  const pathOf = (code: string): string => {
    const line: string[] = [];
    for (let at: string | null = code; at !== null && line.length < 60; at = parents.get(at) ?? null) line.unshift(nameOf(at));
    return line.join(pathSeparator);
  };
  const rows: (StoryRow & { tally?: { key: string; count: number } })[] = [];
  const add = ({ stamp, actor }: Recorded, text: string, reason = ""): void => void rows.push({ stamp, by: study.coders.get(actor)?.name ?? "someone", text, reason });
  const tally = (event: Recorded, said: (count: number) => string): void => {
    const key = `${event.actor} ${event.stamp.slice(0, 10)} ${said(0)}`;
    const before = rows.findLastIndex((r) => r.tally?.key === key);
    if (before >= 0) {
      const count = rows[before]!.tally!.count + 1;
      rows[before] = { ...rows[before]!, text: said(count), tally: { key, count } };
      return;
    }
    add(event, said(1));
    rows[rows.length - 1] = { ...rows.at(-1)!, tally: { key, count: 1 } };
  };
  const passages = (n: number): string => (n === 1 ? "1 passage" : `${n} passages`);

  for (const event of events) {
    switch (event.type) {
      case "code.created": {
        const { code, parent, kind } = event.body;
        names.set(code, event.words.name ?? gone);
        parents.set(code, parent);
        if (code !== id) break;
        const split = splits.get(`${event.replica}:${event.step}`);
        if (split?.type === "code.split") add(event, `Split from “${nameOf(split.body.code)}”`, split.words.reason);
        else add(event, `Made as a ${kind} “${nameOf(code)}”${parent === null ? "" : ` under “${pathOf(parent)}”`}`);
        break;
      }
      case "code.described": {
        const { code, colour, kind } = event.body;
        const { name, reason } = event.words;
        const before = names.get(code);
        if (name !== undefined) names.set(code, name);
        if (code !== id) break;
        const changed: string[] = (Object.keys(definition) as (keyof typeof definition)[]).filter((field) => event.words[field] !== undefined).map((field) => definition[field]);
        if (colour !== undefined) changed.push("the colour");
        if (kind !== undefined) changed.push(`what it is (now a ${kind})`);
        if (name !== undefined && name !== before) add(event, `Renamed from “${before ?? gone}” to “${name}”${changed.length > 0 ? `, and changed ${listed(changed)}` : ""}`, reason);
        else if (changed.length > 0) add(event, `Changed ${listed(changed)}`, reason);
        break;
      }
      case "code.moved": {
        const { code, parent } = event.body;
        const before = parents.get(code) ?? null;
        parents.set(code, parent);
        if (code === id && parent !== before) add(event, parent === null ? `Moved to the top${before === null ? "" : `, out of “${pathOf(before)}”`}` : `Moved ${before === null ? "" : `from “${pathOf(before)}” `}to “${pathOf(parent)}”`, event.words.reason);
        break;
      }
      case "code.merged":
        if (event.body.code === id) add(event, `Merged into “${nameOf(event.body.into)}”`, event.words.reason);
        else if (event.body.into === id) add(event, `Took in “${nameOf(event.body.code)}”`, event.words.reason);
        break;
      case "code.split":
        if (event.body.code === id) add(event, `Split into ${quoted(event.body.into.map(nameOf))}`, event.words.reason);
        break;
      case "code.retired":
        if (event.body.code === id) add(event, event.body.retired ? "Retired" : "Taken back into use", event.words.reason);
        break;
      case "coding.added":
        codeOfCoding.set(event.body.coding, event.body.code);
        if (event.body.code === id) tally(event, (n) => `Coded ${passages(n)}`);
        break;
      case "coding.recoded": {
        const { coding, code } = event.body;
        const before = codeOfCoding.get(coding) ?? "";
        codeOfCoding.set(coding, code);
        if (before === code) break;
        if (code === id) tally(event, (n) => `Took over ${passages(n)} from “${nameOf(before)}”`);
        else if (before === id) tally(event, (n) => `Gave ${passages(n)} to “${nameOf(code)}”`);
        break;
      }
      case "coding.removed":
        if (codeOfCoding.get(event.body.coding) === id) tally(event, (n) => `Took the code off ${passages(n)}`);
        break;
      case "theme.created":
      case "theme.described":
        if (event.words.name !== undefined) themes.set(event.body.theme, event.words.name);
        break;
      case "theme.codePlaced":
        if (event.body.code === id) add(event, `${event.body.placed ? "Placed in" : "Taken out of"} the theme “${themes.get(event.body.theme) ?? gone}”`, event.words.reason);
    }
  }
  return rows.map(({ tally: _, ...row }) => row);
}

/** The code itself and every code that counts under it now: merged into it and, with `below`, under it in the tree. */
export const codesAsked = (study: Study, ids: readonly string[], below: boolean): Set<CodeId> => {
  const wanted = new Set(ids.map((id) => currentCode(study, id)?.id).filter((id) => id !== undefined));
  if (!below) return wanted;
  for (let grew = true; grew; ) {
    grew = false;
    for (const code of study.codes.values()) {
      if (code.parent === null || code.mergedInto !== null || !wanted.has(code.parent) || wanted.has(code.id)) continue;
      wanted.add(code.id);
      grew = true;
    }
  }
  return wanted;
};
