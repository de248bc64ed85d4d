import { reliedOnRule } from "../../analysis/voices.ts";
import type { CodeAnswer, StudyAnswer, ThemeAnswer } from "../../server/answers.ts";
import type { VoicesAnswer } from "../../server/themes.ts";
import { childrenBy, withBelow } from "./codes-tree.ts";

/** A code on the board: in a theme, or not yet placed. */
export interface Card {
  readonly code: CodeAnswer;
  /** The theme (or subtheme) it lies in; null in the tray. One code may lie in several. */
  readonly theme: string | null;
  readonly passages: number;
  /** Whether each person has a passage of it, in the order of the people. */
  readonly dots: readonly boolean[];
}
/** A theme and, below it, its subthemes. */
export interface Group {
  readonly theme: ThemeAnswer;
  /** 0 for a column's own theme. */
  readonly depth: number;
  readonly cards: readonly Card[];
}
export interface Column {
  readonly theme: ThemeAnswer;
  /** Which of the built-in hues the column has. */
  readonly hue: number;
  readonly groups: readonly Group[];
}
export interface Board {
  readonly columns: readonly Column[];
  readonly tray: readonly Card[];
}

/** The themes below one (or the top ones), in order, without discarded ones. */
export const themesBelow = (themes: readonly ThemeAnswer[], parent: string | null): ThemeAnswer[] => {
  const live = new Set(themes.filter((t) => t.state !== "discarded").map((t) => t.id));
  return themes.filter((t) => live.has(t.id) && (t.parent !== null && live.has(t.parent) ? t.parent : null) === parent);
};

/** All themes in the order of their tree, each with its depth. */
export function themeTree(themes: readonly ThemeAnswer[], parent: string | null = null, depth = 0): { theme: ThemeAnswer; depth: number }[] {
  return depth > 20 ? [] : themesBelow(themes, parent).flatMap((theme) => [{ theme, depth }, ...themeTree(themes, theme.id, depth + 1)]);
}

/** How many passages each person has under some codes; -1 is for passages of nobody who could be heard. */
export function countsOf(voices: VoicesAnswer, codes: Iterable<string>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const code of new Set(codes)) for (const [person, n] of voices.codes[code] ?? []) counts.set(person, (counts.get(person) ?? 0) + n);
  return counts;
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0);

/** The board as it stands: every theme with its cards, and the codes in use that no theme has taken in yet. */
export function boardOf({ codes, themes }: Pick<StudyAnswer, "codes" | "themes">, voices: VoicesAnswer): Board {
  const byId = new Map(codes.map((c) => [c.id, c]));
  const below = childrenBy(codes);
  const covered = new Set<string>();
  const cover = (id: string): void => {
    if (covered.has(id)) return;
    covered.add(id);
    for (const child of below.get(id) ?? []) cover(child.id);
  };
  const places = new Map(codes.map((c, i) => [c.id, i]));
  const cardOf = (code: CodeAnswer, theme: string | null): Card => {
    const counts = countsOf(voices, withBelow(codes, code.id));
    return { code, theme, passages: sum(counts.values()), dots: voices.people.map((_, i) => (counts.get(i) ?? 0) > 0) };
  };
  const groupOf = ({ theme, depth }: { theme: ThemeAnswer; depth: number }): Group => {
    const own = theme.codes.flatMap((id) => byId.get(id) ?? []).sort((a, b) => places.get(a.id)! - places.get(b.id)!);
    for (const code of own) cover(code.id);
    return { theme, depth, cards: own.map((code) => cardOf(code, theme.id)) };
  };
  const columns = themesBelow(themes, null).map((theme, i): Column => ({ theme, hue: i, groups: [groupOf({ theme, depth: 0 }), ...themeTree(themes, theme.id, 1).map(groupOf)] }));
  const tray = codes.filter((c) => c.kind === "code" && !c.retired && !covered.has(c.id)).map((code) => cardOf(code, null));
  return { columns, tray };
}

/** How often one person speaks under a theme. */
export interface Voice {
  readonly person: number;
  readonly label: string;
  readonly passages: number;
  readonly quotations: number;
}
export interface ThemeVoices {
  readonly voices: readonly Voice[];
  readonly passages: number;
  readonly quotations: number;
}

/** Who speaks under a theme and its subthemes, those with most passages first; what was excluded from the theme is not counted. */
export function voicesOf({ codes, themes }: Pick<StudyAnswer, "codes" | "themes">, answer: VoicesAnswer, theme: string): ThemeVoices {
  const family = new Set([theme, ...themeTree(themes, theme).map((t) => t.theme.id)]);
  const own = new Set(themes.filter((t) => family.has(t.id)).flatMap((t) => t.codes.flatMap((code) => [...withBelow(codes, code)])));
  const counts = countsOf(answer, own);
  for (const out of answer.excluded) if (out.theme === theme && own.has(out.code)) counts.set(out.person, (counts.get(out.person) ?? 0) - 1);
  const voices = answer.people.map(({ label }, person): Voice => ({ person, label, passages: counts.get(person) ?? 0, quotations: answer.quoted.filter((q) => family.has(q.theme) && q.person === person).length }));
  return { voices: voices.sort((a, b) => b.passages - a.passages || a.person - b.person), passages: sum(counts.values()), quotations: voices.reduce((total, v) => total + v.quotations, 0) };
}

const words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const inWords = (n: number): string => words[n] ?? String(n);
const shareInWords = (share: number): string => (share >= 0.95 ? "nearly all" : share >= 0.72 ? "three quarters" : share >= 0.61 ? "two thirds" : share >= 0.45 ? "half" : share >= 0.29 ? "a third" : share >= 0.22 ? "a quarter" : share >= 0.18 ? "a fifth" : `${Math.round(share * 100)} per cent`);
const listed = (items: readonly string[]): string => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

/** What should make one think twice about whose theme this is, in sentences; nothing where all is well. */
export function warningsOf({ voices, passages, quotations }: ThemeVoices, known: Pick<StudyAnswer, "participants" | "attributes">, people: VoicesAnswer["people"]): string[] {
  if (passages === 0 || voices.length === 0) return [];
  const said: string[] = [];
  const silent = voices.filter((v) => v.passages === 0);
  const [first] = voices;
  if (silent.length > 0) said.push(`${inWords(silent.length)} of ${inWords(voices.length).toLowerCase()} participants ${silent.length === 1 ? "says" : "say"} nothing under this theme${silent.length <= 4 ? `: ${listed(silent.map((v) => v.label))}` : ""}.`);
  if (first && voices.length > 2 && first.passages >= 3 && first.passages / passages > 2 / voices.length && first.passages / passages >= 0.18) said.push(`${first.label} holds ${shareInWords(first.passages / passages)} of its passages.`);
  const apart = setApart(silent.map((v) => people[v.person]!.id), voices.filter((v) => v.passages > 0).map((v) => people[v.person]!.id), known);
  if (apart) said.push(apart);
  if (quotations > 0) {
    const much = voices.filter((v) => v.quotations >= 3 && v.quotations > (2 * quotations) / voices.length);
    if (much.length > 0) said.push(`${listed(much.map((v) => v.label))} ${much.length === 1 ? "is" : "are"} relied on much for quotations (${reliedOnRule.replace(/^[^:]*: /, "")}).`);
  }
  return said;
}

/** What most of the silent share and few of the others do, if anything: a hint at whom a theme leaves out. Needs two silent people and a clear difference. */
export function setApart(silent: readonly string[], heard: readonly string[], { participants, attributes }: Pick<StudyAnswer, "participants" | "attributes">): string | null {
  if (silent.length < 2 || heard.length < 2) return null;
  const byId = new Map(participants.map((p) => [p.id, p]));
  let best: { gap: number; sentence: string } | null = null;
  for (const attribute of attributes) {
    if (attribute.kind !== "category" && attribute.kind !== "yes/no") continue;
    const valueOf = (id: string): string | null => {
      const value = byId.get(id)?.values[attribute.id];
      return value === null || value === undefined || value === "" ? null : value === true ? "yes" : value === false ? "no" : String(value);
    };
    for (const value of new Set(silent.map(valueOf))) {
      if (value === null) continue;
      const [there, others] = [silent, heard].map((ids) => ids.filter((id) => valueOf(id) === value).length) as [number, number];
      const gap = there / silent.length - others / heard.length;
      if (there < 2 || gap < 0.4 || (best && gap <= best.gap)) continue;
      best = { gap, sentence: `${there === silent.length ? `All ${inWords(silent.length).toLowerCase()}` : `${inWords(there)} of these ${inWords(silent.length).toLowerCase()}`} have “${attribute.name}: ${value}”; of those who speak, ${others === 0 ? "nobody does" : `${inWords(others).toLowerCase()} of ${inWords(heard.length).toLowerCase()} do`}.` };
    }
  }
  return best?.sentence ?? null;
}
