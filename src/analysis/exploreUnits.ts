import { ancestry, childrenOf, currentCode, pathOf, type CodeId } from "../study/code.ts";
import type { Study } from "../study/study.ts";
import { codesOfTheme, themesUnder, type Theme } from "../study/theme.ts";
import { countingUnder } from "./coded.ts";
import type { Placed } from "./placed.ts";

/** What is counted: every code, codes as their topmost ancestors, or themes with all that serves them. */
export const unitKinds = ["code", "top", "theme"] as const;
export type UnitKind = (typeof unitKinds)[number];

/** A code or theme that things are counted for. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** The names from the top down, joined by " / ". */
  readonly path: string;
  /** 0 for one that lies under nothing. */
  readonly depth: number;
}

/** Themes and subthemes in their order, each theme before its subthemes; discarded ones are left out. */
function themesInOrder(study: Study): (Unit & { readonly theme: Theme })[] {
  const seen = new Set<string>();
  const under = (parent: string | null, above: string, depth: number): (Unit & { readonly theme: Theme })[] =>
    themesUnder(study, parent).flatMap((theme) => {
      if (seen.has(theme.id)) return [];
      seen.add(theme.id);
      const path = above === "" ? theme.name : `${above} / ${theme.name}`;
      return [{ id: theme.id, name: theme.name, path, depth, theme }, ...under(theme.id, path, depth + 1)];
    });
  return under(null, "", 0);
}

/** All codes or themes that could be counted, in the order of the codebook or of the themes. With `nested` false: of themes the topmost alone. */
export function unitsOf(study: Study, kind: UnitKind, nested = false): Unit[] {
  if (kind === "theme") return themesInOrder(study).filter((t) => nested || t.depth === 0).map(({ theme: _, ...unit }) => unit);
  const seen = new Set<CodeId>();
  const under = (parent: CodeId | null, depth: number): Unit[] =>
    childrenOf(study, parent, true).flatMap(({ id, name }) => {
      if (seen.has(id)) return [];
      seen.add(id);
      return [{ id, name, path: pathOf(study, id), depth }, ...(kind === "top" ? [] : under(id, depth + 1))];
    });
  return under(null, 0);
}

/**
 * Which units a coding counts for. With `nested` a coding counts for its code and every code above it, and for every theme
 * and the themes above it; without, for its code alone, and for the topmost theme. What was excluded from a theme does not count there.
 */
export function unitsFor(study: Study, kind: UnitKind, nested = false): (placed: Pick<Placed, "code" | "coding">) => readonly string[] {
  const known = new Map<CodeId, readonly string[]>();
  const remember = (code: CodeId, find: () => readonly string[]): readonly string[] => {
    let found = known.get(code);
    if (!found) known.set(code, (found = find()));
    return found;
  };
  if (kind === "top") return ({ code }) => remember(code, () => [ancestry(study, code)[0]?.id ?? code]);
  if (kind === "code") return ({ code }) => remember(code, () => (nested ? ancestry(study, code).map((c) => c.id) : [code]));
  const themes = themesInOrder(study).filter((t) => nested || t.depth === 0);
  const serving = new Map<CodeId, Theme[]>();
  for (const { theme } of themes) {
    const codes = new Set(countingUnder(study, codesOfTheme(study, theme)).map((id) => currentCode(study, id)!.id));
    for (const code of codes) serving.set(code, [...(serving.get(code) ?? []), theme]);
  }
  return ({ code, coding }) => (serving.get(code) ?? []).filter((theme) => !theme.excluded.has(coding.id)).map((theme) => theme.id);
}
