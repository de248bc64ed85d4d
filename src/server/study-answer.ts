import { ancestry, childrenOf, currentCode, pathOf, type Code, type CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import { unitsOf, type Coding } from "../study/coding.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { byThemeOrder, quotationsOf } from "../study/theme.ts";
import type { CodeAnswer, MemoAnswer, SourceRow, ThemeAnswer } from "./answers.ts";
import { rangesIn } from "./ranges.ts";

/** All codes in the order of the tree, with how often each is used in what this study shows. */
export function codesOf(study: Study): CodeAnswer[] {
  const uses = new Map<CodeId, { codings: number; sources: Set<string> }>();
  for (const coding of study.codings.values()) {
    if (study.sources.get(coding.source)?.removed) continue;
    const code = currentCode(study, coding.code);
    if (!code) continue;
    const use = uses.get(code.id) ?? { codings: 0, sources: new Set() };
    use.codings++;
    use.sources.add(coding.source);
    uses.set(code.id, use);
  }
  const answers: CodeAnswer[] = [];
  const walk = (code: Code, depth: number, root: CodeId, above: string | null, hue: number): void => {
    if (depth > 60) return;
    const colour = code.colour ?? above;
    const { id, name, parent, kind, description, whenToUse, whenNotToUse, example, order, retired } = code;
    const use = uses.get(id);
    answers.push({ id, name, parent, path: pathOf(study, id), depth, root, kind, colour, hue, description, whenToUse, whenNotToUse, example, order, retired, codings: use?.codings ?? 0, sources: use?.sources.size ?? 0 });
    for (const child of sorted(study, id)) walk(child, depth + 1, root, colour, hue);
  };
  sorted(study, null).forEach((root, place) => walk(root, 0, root.id, null, place));
  return answers;
}

const sorted = (study: Study, parent: CodeId | null): Code[] => {
  const all = childrenOf(study, parent, true);
  return [...all.filter((c) => !c.retired), ...all.filter((c) => c.retired)];
};

/** Into how many stretches an interview is cut for its bar. */
const stretches = 40;

/** Which root code prevails in each stretch of a source, as runs. */
export function barOf(study: Study, source: Source, codings: readonly Coding[]): SourceRow["bar"] {
  const units = unitsOf(source);
  if (units === 0 || codings.length === 0) return [];
  const rangeIn = rangesIn(source);
  const weights: Map<string, number>[] = Array.from({ length: stretches }, () => new Map());
  const roots = new Map<CodeId, string | null>();
  for (const coding of codings) {
    let root = roots.get(coding.code);
    if (root === undefined) {
      const code = currentCode(study, coding.code);
      roots.set(coding.code, (root = code ? (ancestry(study, code.id)[0]?.id ?? null) : null));
    }
    if (root === null) continue;
    const { start, end } = rangeIn(coding);
    for (let i = Math.floor((start / units) * stretches); i < stretches && (i * units) / stretches < end; i++) {
      const shared = Math.min(end, ((i + 1) * units) / stretches) - Math.max(start, (i * units) / stretches);
      if (shared > 0) weights[i]!.set(root, (weights[i]!.get(root) ?? 0) + shared);
    }
  }
  const runs: [string | null, number][] = [];
  for (const weight of weights) {
    const [root = null] = [...weight].sort((a, b) => b[1] - a[1])[0] ?? [];
    const last = runs.at(-1);
    if (last && last[0] === root) last[1]++;
    else runs.push([root, 1]);
  }
  return runs;
}

export function sourceRows(study: Study, viewer: CoderId, blind: ReadonlySet<string>): SourceRow[] {
  return presentSources(study).map((source) => {
    const codings = study.codingsBySource.get(source.id) ?? [];
    return {
      id: source.id,
      name: source.name,
      participant: source.participant,
      units: unitsOf(source),
      turns: source.turns.length,
      format: source.format,
      imported: source.imported,
      reading: source.reading.get(viewer) ?? "unread",
      finished: study.finished.get(source.id)?.has(viewer) ?? false,
      codings: codings.length,
      bar: barOf(study, source, codings),
      blind: blind.has(source.id),
    };
  });
}

export const memosOf = (study: Study): MemoAnswer[] =>
  [...study.memos.values()].map(({ id, author, kind, title, text, links, written, changed }) => ({ id, author: study.coders.get(author)?.name ?? "someone", kind, title, text, links, written, changed }));

export const themesOf = (study: Study): ThemeAnswer[] =>
  [...study.themes.values()].sort(byThemeOrder).map((theme) => ({
    id: theme.id,
    name: theme.name,
    parent: theme.parent,
    order: theme.order,
    centralIdea: theme.centralIdea,
    scope: theme.scope,
    state: theme.state,
    codes: [...theme.codes],
    excluded: [...theme.excluded].map(([coding, reason]) => ({ coding, reason })),
    deviant: [...theme.deviant].map(([participant, reason]) => ({ participant, reason })),
    quotations: quotationsOf(theme).map(({ id, coding, cuts, order }) => ({ id, coding, cuts, order })),
  }));
