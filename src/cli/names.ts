import { codeAt, liveCodes, pathOf, type Code } from "../study/code.ts";
import { coderNamed, type Coder } from "../study/coder.ts";
import type { Coding } from "../study/coding.ts";
import type { Memo } from "../study/memo.ts";
import { attributeNamed, participantLabelled, type Attribute, type Participant } from "../study/participant.ts";
import { presentSources, sourceNamed, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { substudyNamed, type Substudy } from "../study/substudy.ts";
import { themeNamed, type Theme } from "../study/theme.ts";
import { refused, type Stop } from "./exit.ts";
import { suggestion } from "./nearest.ts";

/** Finding things by the names people write. Each throws `Stop` with the nearest name where there is no such thing. */

const missing = (noun: string, name: string, names: readonly string[], list: string, also: readonly string[] = []): Stop =>
  refused(names.length === 0 ? `There is no ${noun} "${name}"; the study has none yet.` : `There is no ${noun} "${name}" in this study.${suggestion(name, [...names, ...also])} "earshot ${list} STUDY" shows them all.`);

export function theSource(study: Study, name: string): Source {
  const found = sourceNamed(study, name) ?? sourceNamed(study, name.replace(/\.[a-z0-9]{1,5}$/i, ""));
  if (!found) throw missing("source", name, presentSources(study).map((s) => s.name), "sources list");
  return found;
}

export function theCode(study: Study, path: string): Code {
  const found = codeAt(study, path);
  if (found) return found;
  const namesakes = liveCodes(study).filter((c) => c.name.toLowerCase() === path.trim().toLowerCase());
  if (namesakes.length > 1) throw refused(`Several codes are called "${path}": ${namesakes.map((c) => `"${pathOf(study, c.id)}"`).join(", ")}. Write the full path.`);
  const live = liveCodes(study);
  throw missing("code", path, live.map((c) => pathOf(study, c.id)), "codes list", live.map((c) => c.name));
}

export function thePerson(study: Study, label: string): Participant {
  const found = participantLabelled(study, label);
  if (!found) throw missing("participant", label, [...study.participants.values()].map((p) => p.label), "people list");
  return found;
}

export function theAttribute(study: Study, name: string): Attribute {
  const found = attributeNamed(study, name);
  if (!found) throw missing("attribute", name, [...study.attributes.values()].map((a) => a.name), "people attributes");
  return found;
}

export function theCoder(study: Study, name: string): Coder {
  const found = coderNamed(study, name);
  if (!found) throw missing("coder", name, [...study.coders.values()].map((c) => c.name), "coders list");
  return found;
}

export function theTheme(study: Study, name: string): Theme {
  const found = themeNamed(study, name);
  if (!found) throw missing("theme", name, [...study.themes.values()].filter((t) => t.state !== "discarded").map((t) => t.name), "themes list");
  return found;
}

export function theSubstudy(study: Study, name: string): Substudy {
  const found = substudyNamed(study, name);
  if (!found) throw missing("substudy", name, [...study.substudies.values()].map((s) => s.name), "substudy list");
  return found;
}

/** By its id or the beginning of it, as the listing shows it. */
function byId<T extends { readonly id: string }>(things: ReadonlyMap<string, T>, noun: string, written: string, list: string): T {
  const exact = things.get(written);
  if (exact) return exact;
  const found = written.length < 4 ? [] : [...things.values()].filter((t) => t.id.startsWith(written));
  if (found.length === 1) return found[0]!;
  throw refused(found.length > 1 ? `Several ${noun}s have an id that begins with "${written}". Write more of it.` : `There is no ${noun} "${written}" in this study. "earshot ${list} STUDY" shows their ids.`);
}

export const theCoding = (study: Study, id: string): Coding => byId(study.codings, "coding", id, "codings list");

export function theMemo(study: Study, written: string): Memo {
  const titled = [...study.memos.values()].filter((m) => m.title.toLowerCase() === written.trim().toLowerCase() && m.title !== "");
  return titled.length === 1 ? titled[0]! : byId(study.memos, "memo", written, "memos list");
}
