import type { ParticipantId } from "../study/participant.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { themesUnder, type Theme } from "../study/theme.ts";
import type { Substudy } from "../study/substudy.ts";
import { analysedParticipants, byLabel } from "./analysed.ts";
import { passagesOfTheme, type Texts } from "./passages.ts";
import { shownQuotations } from "./quotations.ts";

/** When someone is relied on too much; printed wherever it is applied. */
export const reliedOnRule = "relied on much: quoted at least three times and more than twice an equal share";

/** How often one person speaks. */
export interface Voice {
  readonly participant: ParticipantId;
  readonly label: string;
  readonly quotations: number;
  readonly passages: number;
  /** More than twice an equal share of the quotations, and at least three. */
  readonly reliedOn: boolean;
}

/** Who speaks in a theme, its subthemes included, or in all. */
export interface Balance {
  /** Null for all themes together. */
  readonly theme: { readonly id: string; readonly name: string; readonly depth: number } | null;
  readonly quotations: number;
  readonly passages: number;
  /** Quotations per person, if all were quoted alike. */
  readonly equalShare: number;
  /** Everyone who could be heard, the most quoted first. */
  readonly voices: readonly Voice[];
  readonly never: readonly string[];
  readonly reliedOn: readonly string[];
}

/**
 * The balance of voices: over all themes first, then theme by theme in order. Those who could be heard are the analysed
 * participants with a source; quotations of others are not counted. A quotation chosen for two themes counts in both, and twice in all.
 */
export function balanceOfVoices(study: Study, texts: Texts, substudy: Substudy | null = null): Balance[] {
  const heard = new Set(presentSources(study).map((s) => s.participant));
  const people = analysedParticipants(study, substudy).filter((p) => heard.has(p.id)).sort((a, b) => byLabel(a.label, b.label));
  const quoted = (theme: Theme, seen: Set<string>): ParticipantId[] => {
    seen.add(theme.id);
    const own = shownQuotations(study, texts, theme).flatMap((q) => (q.gone === null && q.participant !== null ? [q.participant] : []));
    return [...own, ...themesUnder(study, theme.id).flatMap((sub) => (seen.has(sub.id) ? [] : quoted(sub, seen)))];
  };
  const passages = (theme: Theme): Map<string, ParticipantId> => new Map(passagesOfTheme(study, texts, theme).flatMap((p) => (p.participant === null ? [] : [[p.coding, p.participant] as const])));
  const balance = (theme: Balance["theme"], quotations: readonly ParticipantId[], found: ReadonlyMap<string, ParticipantId>): Balance => {
    const tally = (ids: Iterable<ParticipantId>): Map<ParticipantId, number> => {
      const counts = new Map(people.map((p) => [p.id, 0]));
      for (const id of ids) if (counts.has(id)) counts.set(id, counts.get(id)! + 1);
      return counts;
    };
    const byQuotation = tally(quotations);
    const byPassage = tally(found.values());
    const total = [...byQuotation.values()].reduce((a, b) => a + b, 0);
    const equalShare = people.length === 0 ? 0 : total / people.length;
    const voices = people
      .map((p): Voice => ({ participant: p.id, label: p.label, quotations: byQuotation.get(p.id)!, passages: byPassage.get(p.id)!, reliedOn: byQuotation.get(p.id)! >= 3 && byQuotation.get(p.id)! > 2 * equalShare }))
      .sort((a, b) => b.quotations - a.quotations || byLabel(a.label, b.label));
    return {
      theme,
      quotations: total,
      passages: [...byPassage.values()].reduce((a, b) => a + b, 0),
      equalShare,
      voices,
      never: voices.filter((v) => v.quotations === 0).map((v) => v.label),
      reliedOn: voices.filter((v) => v.reliedOn).map((v) => v.label),
    };
  };
  const inOrder = (parent: string | null, depth: number, seen: Set<string>): { theme: Theme; depth: number }[] =>
    themesUnder(study, parent).flatMap((theme) => {
      if (seen.has(theme.id)) return [];
      seen.add(theme.id);
      return [{ theme, depth }, ...inOrder(theme.id, depth + 1, seen)];
    });
  const themes = inOrder(null, 0, new Set());
  const each = themes.map(({ theme, depth }) => ({ depth, balance: balance({ id: theme.id, name: theme.name, depth }, quoted(theme, new Set()), passages(theme)), quoted: quoted(theme, new Set()), passages: passages(theme) }));
  const top = each.filter((e) => e.depth === 0);
  return [balance(null, top.flatMap((e) => e.quoted), new Map(top.flatMap((e) => [...e.passages]))), ...each.map((e) => e.balance)];
}
