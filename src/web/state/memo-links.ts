import type { StudyAnswer } from "../../server/answers.ts";
import type { Link, Memo, MemoKind } from "../../study/memo.ts";

type Known = Pick<StudyAnswer, "sources" | "codes" | "themes" | "participants" | "substudies" | "guides" | "coders" | "memos">;

/** Something that a memo can be about, by its link. */
export interface Linkable extends Link {
  readonly name: string;
  /** What it is, in a word. */
  readonly what: string;
  /** Its page; null where it has none. */
  readonly to: string | null;
}

export const memoKindNames: Readonly<Record<MemoKind, string>> = { analytic: "Analytic", reflexive: "Reflexive", method: "Method", case: "Case" };

/** What a memo is called where it has no title: its first words. */
export const memoTitle = ({ title, text }: Pick<Memo, "title" | "text">): string => title || (text.length > 60 ? `${text.slice(0, 60).replace(/\s+\S*$/u, "")} …` : text);

/** Everything of a study that a memo can be linked to by hand; passages are linked where they are read. */
export const linkables = (study: Known): readonly Linkable[] => [
  ...study.sources.map(({ id, name }) => ({ kind: "source", id, name, what: "interview", to: `/interviews/${id}` }) as const),
  ...study.codes.filter((c) => !c.retired).map(({ id, name }) => ({ kind: "code", id, name, what: "code", to: `/codes/${id}` }) as const),
  ...study.themes.filter((t) => t.state !== "discarded").map(({ id, name }) => ({ kind: "theme", id, name, what: "theme", to: `/themes/${id}` }) as const),
  ...study.participants.map(({ id, label }) => ({ kind: "participant", id, name: label, what: "participant", to: `/people/${id}` }) as const),
  ...study.substudies.map(({ id, name }) => ({ kind: "substudy", id, name, what: "substudy", to: "/people/substudies" }) as const),
  ...study.guides.map(({ id, version }) => ({ kind: "guide", id, name: `Interview guide ${version}`, what: "guide", to: "/people/papers" }) as const),
  ...study.coders.filter((c) => c.declared).map(({ id, name }) => ({ kind: "coder", id, name, what: "researcher", to: null }) as const),
  ...study.memos.map((memo) => ({ kind: "memo", id: memo.id, name: memoTitle(memo), what: "memo", to: `/explore/memos/${memo.id}` }) as const),
];

export const keyOf = ({ kind, id }: Link): string => `${kind} ${id}`;

/** What a memo is about, but for passages; what is gone since, or has retired, is said as that. */
export function linkedTo(study: Known, links: readonly Link[]): readonly Linkable[] {
  const known = new Map(linkables(study).map((one) => [keyOf(one), one]));
  return links.flatMap((link): Linkable[] => {
    if (link.kind === "coding") return [];
    const code = link.kind === "code" ? study.codes.find((c) => c.id === link.id) : undefined;
    return [known.get(keyOf(link)) ?? { ...link, name: code?.name ?? "something that is gone", what: code ? "code, retired" : link.kind, to: code ? `/codes/${link.id}` : null }];
  });
}

/** Links with one more; the same where it is there already. */
export const linkedWith = (links: readonly Link[], { kind, id }: Link): Link[] => (links.some((l) => l.kind === kind && l.id === id) ? [...links] : [...links, { kind, id }]);

/** Links without one. */
export const linkedWithout = (links: readonly Link[], { kind, id }: Link): Link[] => links.filter((l) => l.kind !== kind || l.id !== id);
