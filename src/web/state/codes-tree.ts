import type { CodeAnswer } from "../../server/answers.ts";

/** A line of the tree as it is shown. */
export interface TreeRow {
  readonly code: CodeAnswer;
  /** 1 at the top, as `aria-level` counts. */
  readonly level: number;
  /** Null where nothing lies below it. */
  readonly open: boolean | null;
  readonly place: number;
  readonly siblings: number;
  /** Codings of this code and of those below it. */
  readonly total: number;
  /** Shown only because a code below it fits what was typed. */
  readonly only: boolean;
}

export interface TreeView {
  readonly closed: ReadonlySet<string>;
  readonly filter: string;
  readonly retired: boolean;
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();

/** Codes by what they lie under; a code whose parent is not there (merged away, or not shown) counts as lying at the top. */
export function childrenBy(codes: readonly CodeAnswer[]): Map<string | null, CodeAnswer[]> {
  const known = new Set(codes.map((c) => c.id));
  const below = new Map<string | null, CodeAnswer[]>();
  for (const code of codes) {
    const parent = code.parent !== null && known.has(code.parent) ? code.parent : null;
    const list = below.get(parent);
    if (list) list.push(code);
    else below.set(parent, [code]);
  }
  return below;
}

/** The code and every code below it. */
export function withBelow(codes: readonly CodeAnswer[], id: string): Set<string> {
  const below = childrenBy(codes);
  const found = new Set<string>();
  const walk = (at: string): void => {
    if (found.has(at)) return;
    found.add(at);
    for (const child of below.get(at) ?? []) walk(child.id);
  };
  walk(id);
  return found;
}

/**
 * The lines to show, in order. What is typed looks at names, paths and definitions, opens what is closed, and keeps the
 * way up to what it found. Retired codes are shown where asked for, or where they hold codes in use.
 */
export function rowsOf(all: readonly CodeAnswer[], { closed, filter, retired }: TreeView): TreeRow[] {
  const codes = retired ? all : all.filter((c) => !c.retired);
  const below = childrenBy(codes);
  const words = fold(filter).split(/\s+/).filter(Boolean);
  const fits = (code: CodeAnswer): boolean => {
    const text = fold(`${code.path} ${code.description}`);
    return words.every((word) => text.includes(word));
  };
  const totals = new Map<string, number>();
  const kept = new Set<string>();
  const measure = (code: CodeAnswer, depth: number): boolean => {
    let [total, found] = [code.codings, words.length === 0 || fits(code)];
    for (const child of depth < 60 ? (below.get(code.id) ?? []) : []) {
      if (measure(child, depth + 1)) found = true;
      total += totals.get(child.id)!;
    }
    totals.set(code.id, total);
    if (found) kept.add(code.id);
    return found;
  };
  for (const root of below.get(null) ?? []) measure(root, 0);
  const rows: TreeRow[] = [];
  const walk = (parent: string | null, level: number): void => {
    const siblings = (below.get(parent) ?? []).filter((c) => kept.has(c.id));
    siblings.forEach((code, i) => {
      const holds = (below.get(code.id) ?? []).some((c) => kept.has(c.id));
      const open = holds ? words.length > 0 || !closed.has(code.id) : null;
      rows.push({ code, level, open, place: i + 1, siblings: siblings.length, total: totals.get(code.id)!, only: words.length > 0 && !fits(code) });
      if (open && level < 60) walk(code.id, level + 1);
    });
  };
  walk(null, 1);
  return rows;
}

/** Where a code is to stand. */
export interface Spot {
  readonly parent: string | null;
  readonly order: number;
}

/** An order between two siblings; either may be missing. */
export const between = (before: { readonly order: number } | undefined, after: { readonly order: number } | undefined): number =>
  before && after ? (before.order + after.order) / 2 : before ? before.order + 1 : after ? after.order - 1 : 1;

/** Where a code lands when it is dropped before, after or into another; null where that is no move at all, or below itself. */
export function dropAt(codes: readonly CodeAnswer[], id: string, target: string, where: "before" | "after" | "into"): Spot | null {
  const below = childrenBy(codes.filter((c) => !c.retired));
  const on = codes.find((c) => c.id === target);
  if (!on || withBelow(codes, id).has(target)) return null;
  if (where === "into") {
    const last = (below.get(target) ?? []).filter((c) => c.id !== id).at(-1);
    return { parent: target, order: between(last, undefined) };
  }
  const siblings = ([...below.values()].find((list) => list.some((c) => c.id === target)) ?? [on]).filter((c) => c.id !== id);
  const at = siblings.findIndex((c) => c.id === target);
  return { parent: on.parent, order: where === "before" ? between(siblings[at - 1], on) : between(on, siblings[at + 1]) };
}

/** Where Alt and an arrow take a code: up or down among its siblings, into the code before it, or out beside the one above it. Null where there is no such place. */
export function stepTo(codes: readonly CodeAnswer[], id: string, way: "up" | "down" | "in" | "out"): Spot | null {
  const code = codes.find((c) => c.id === id);
  if (!code) return null;
  const below = childrenBy(codes.filter((c) => !c.retired || c.id === id));
  const siblings = [...below.values()].find((list) => list.some((c) => c.id === id)) ?? [];
  const at = siblings.findIndex((c) => c.id === id);
  switch (way) {
    case "up":
      return at > 0 ? { parent: code.parent, order: between(siblings[at - 2], siblings[at - 1]) } : null;
    case "down":
      return at < siblings.length - 1 ? { parent: code.parent, order: between(siblings[at + 1], siblings[at + 2]) } : null;
    case "in":
      return at > 0 ? dropAt(codes, id, siblings[at - 1]!.id, "into") : null;
    case "out":
      return code.parent === null ? null : dropAt(codes, id, code.parent, "after");
  }
}

/** Codes put in the order of their tree again after parents, orders or names changed, with paths, depths and roots to match. */
export function replanted(codes: readonly CodeAnswer[]): CodeAnswer[] {
  const below = childrenBy(codes);
  const out: CodeAnswer[] = [];
  const bySibling = (a: CodeAnswer, b: CodeAnswer): number => Number(a.retired) - Number(b.retired) || a.order - b.order || (a.name < b.name ? -1 : 1);
  const walk = (parent: CodeAnswer | null): void => {
    if (out.length > codes.length) return;
    [...(below.get(parent?.id ?? null) ?? [])].sort(bySibling).forEach((code, place) => {
      const next: CodeAnswer = { ...code, depth: parent ? parent.depth + 1 : 0, root: parent?.root ?? code.id, hue: parent?.hue ?? place, path: parent ? `${parent.path} / ${code.name}` : code.name };
      out.push(next);
      if (next.depth < 60) walk(next);
    });
  };
  walk(null);
  return out;
}
