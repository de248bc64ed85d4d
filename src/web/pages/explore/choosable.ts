import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import type { StudyAnswer, ThemeAnswer } from "../../../server/answers.ts";
import type { Choosable } from "./column-choice.tsx";

/** The codes or themes that can be shown, in their order, with how deep they lie. */
export function choosable(study: StudyAnswer, kind: UnitKind): Choosable[] {
  if (kind !== "theme") return study.codes.filter((c) => kind === "code" || c.depth === 0).map((code) => ({ id: code.id, name: code.name, depth: code.depth, code }));
  const live = study.themes.filter((t) => t.state !== "discarded");
  const known = new Set(live.map((t) => t.id));
  const seen = new Set<string>();
  const under = (parent: string | null, depth: number): Choosable[] =>
    live
      .filter((t: ThemeAnswer) => (t.parent !== null && known.has(t.parent) ? t.parent : null) === parent && !seen.has(t.id))
      .sort((a, b) => a.order - b.order)
      .flatMap((t) => {
        seen.add(t.id);
        return [{ id: t.id, name: t.name, depth }, ...under(t.id, depth + 1)];
      });
  return under(null, 0);
}
