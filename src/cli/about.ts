import { codeAt, currentCode, pathOf } from "../study/code.ts";
import { coderNamed } from "../study/coder.ts";
import { participantLabelled } from "../study/participant.ts";
import { sourceNamed } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { substudyNamed } from "../study/substudy.ts";
import { themeNamed } from "../study/theme.ts";
import type { Link } from "../study/memo.ts";
import { refused } from "./exit.ts";
import { theCode, theCoder, theCoding, theMemo, thePerson, theSource, theSubstudy, theTheme } from "./names.ts";
import { suggestion } from "./nearest.ts";
import type { Call } from "./call.ts";
import type { Option } from "./command.ts";

/** The id of whatever has a name: a source, code (also one merged away), theme, participant, coder, substudy, or an id itself. */
export function idOf(study: Study, name: string): string {
  const gone = [...study.codes.values()].find((c) => c.name.toLowerCase() === name.trim().toLowerCase() && currentCode(study, c.id) !== c);
  const found = codeAt(study, name) ?? sourceNamed(study, name) ?? participantLabelled(study, name) ?? themeNamed(study, name) ?? coderNamed(study, name) ?? substudyNamed(study, name) ?? gone;
  if (found) return found.id;
  for (const things of [study.codings, study.memos, study.sources, study.codes, study.themes, study.participants] as readonly ReadonlyMap<string, unknown>[]) if (things.has(name)) return name;
  const names = [...study.codes.values()].map((c) => pathOf(study, c.id)).concat([...study.sources.values()].map((s) => s.name), [...study.participants.values()].map((p) => p.label), [...study.themes.values()].map((t) => t.name));
  throw refused(`Nothing in this study is called "${name}".${suggestion(name, names, 0)}`);
}

/** The options by which a memo is linked to things. */
export const linkOptions: readonly Option[] = [
  { name: "source", value: "SOURCE", what: "about this source", many: true },
  { name: "code", value: "CODE", what: "about this code", many: true },
  { name: "theme", value: "THEME", what: "about this theme", many: true },
  { name: "participant", value: "LABEL", what: "about this participant", many: true },
  { name: "coding", value: "ID", what: "about this coding", many: true },
  { name: "coder", value: "CODER", what: "about this coder", many: true },
  { name: "substudy", value: "NAME", what: "about this substudy", many: true },
  { name: "guide", value: "VERSION", what: "about this version of the interview guide", many: true },
  { name: "memo", value: "MEMO", what: "about this memo", many: true },
];

/** What a memo is to be linked to, by the options given. */
export function linksOf(call: Call, study: Study): Link[] {
  const find: Readonly<Record<Link["kind"], (name: string) => { readonly id: string }>> = {
    source: (n) => theSource(study, n),
    code: (n) => theCode(study, n),
    theme: (n) => theTheme(study, n),
    participant: (n) => thePerson(study, n),
    coding: (n) => theCoding(study, n),
    coder: (n) => theCoder(study, n),
    substudy: (n) => theSubstudy(study, n),
    memo: (n) => theMemo(study, n),
    guide: (n) => {
      const guide = [...study.guides.values()].find((g) => g.version.toLowerCase() === n.trim().toLowerCase());
      if (!guide) throw refused(`There is no interview guide "${n}" in this study.${suggestion(n, [...study.guides.values()].map((g) => g.version))}`);
      return guide;
    },
  };
  return linkOptions.flatMap(({ name }) => call.values(name).map((written): Link => ({ kind: name as Link["kind"], id: find[name as Link["kind"]](written).id })));
}

/** What a link points at, in words: `source "Mother 4"`. */
export function linkWords(study: Study, { kind, id }: Link): string {
  const name: Readonly<Record<Link["kind"], () => string | undefined>> = {
    source: () => study.sources.get(id)?.name,
    code: () => (study.codes.has(id) ? pathOf(study, id) : undefined),
    theme: () => study.themes.get(id)?.name,
    participant: () => study.participants.get(id)?.label,
    coding: () => (study.codings.has(id) ? id : undefined),
    coder: () => study.coders.get(id)?.name,
    substudy: () => study.substudies.get(id)?.name,
    memo: () => study.memos.get(id)?.title,
    guide: () => study.guides.get(id)?.version,
  };
  return `${kind} "${name[kind]() ?? "that is gone"}"`;
}
