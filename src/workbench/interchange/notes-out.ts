import type { Guid } from "../../formats/project/guid.ts";
import type { Note, Project, Target } from "../../formats/project/project.ts";
import { type Link, type Memo } from "../../study/memo.ts";
import { kindLine, memoOf } from "./held.ts";
import type { Identity } from "./identity.ts";
import { momentOf, type Outward } from "./outward.ts";

/** What a memo is linked to, for a note of a project: each passage by its codings, a transcript by its source. */
export function linksOf(note: Note, pages: ReadonlySet<Guid>, identity: Identity, { codingsOf, sourceOf, apartIn }: Lookups): Link[] {
  const links = note.targets.flatMap(({ kind, guid }): Link[] => {
    if (guid === null) return [];
    switch (kind) {
      case "code":
        return [{ kind: "code", id: identity.id("code", guid) }];
      case "source":
      case "transcript":
        return pages.has(guid) ? [{ kind: "source", id: identity.id("source", guid) }] : [];
      case "coding": {
        const source = apartIn.get(guid);
        return source === undefined ? [{ kind: "coding", id: identity.id("coding", guid) }] : pages.has(source) ? [{ kind: "source", id: identity.id("source", source) }] : [];
      }
      case "selection": {
        const codings = codingsOf.get(guid) ?? [];
        const source = sourceOf.get(guid);
        return codings.length > 0 ? codings.map((one) => ({ kind: "coding" as const, id: identity.id("coding", one) })) : source !== undefined && pages.has(source) ? [{ kind: "source", id: identity.id("source", source) }] : [];
      }
      case "note":
        return [{ kind: "memo", id: identity.id("memo", guid) }];
      case "project":
      case "link":
        return [];
    }
  });
  return links.filter((link, i) => links.findIndex((other) => other.kind === link.kind && other.id === link.id) === i);
}

/** What `linksOf` looks up, for the notes of one project: codings by selection (held ones only), the page of each selection, and the source of each coding that is kept apart. */
export interface Lookups {
  readonly codingsOf: ReadonlyMap<Guid, readonly Guid[]>;
  readonly sourceOf: ReadonlyMap<Guid, Guid>;
  readonly apartIn: ReadonlyMap<Guid, Guid>;
}

export function lookups(project: Project, apart: ReadonlySet<Guid>): Lookups {
  const codingsOf = new Map<Guid, Guid[]>();
  for (const { guid, selection } of project.codings) if (selection !== null && !apart.has(guid)) codingsOf.set(selection, [...(codingsOf.get(selection) ?? []), guid]);
  return { codingsOf, apartIn: new Map(project.codings.flatMap(({ guid, source }) => (apart.has(guid) ? [[guid, source] as const] : []))), sourceOf: new Map(project.selections.map(({ guid, source, place }) => [guid, place.kind === "transcript" ? place.transcript : source])) };
}

const sameLinks = (a: readonly Link[], b: readonly Link[]): boolean => a.length === b.length && a.every((one, i) => one.kind === b[i]!.kind && one.id === b[i]!.id);

/** Memos as notes: those that came as notes as they came, but for what was changed here. `there` are the passages and codings that go out. */
export function notesOut({ study, kept, identity, sources, noPlace }: Outward, there: ReadonlySet<Guid>): Note[] {
  const { project, apart } = kept;
  const looked = lookups(project, apart);
  const pages = new Set([...study.sources.keys()].map((id) => identity.guid("source", id)));
  const here = new Set(sources.map(({ id }) => id));
  const stands = ({ kind, guid }: Target): boolean => {
    if (guid === null) return true;
    if (kind === "selection" || kind === "coding") return there.has(guid);
    const id = identity.id("source", guid);
    return kind !== "source" || !study.sources.has(id) || here.has(id);
  };
  const targetsOf = (memo: Memo): Target[] => memo.links.flatMap((link): Target[] => {
    if (link.kind === "code" || link.kind === "source" || link.kind === "coding" || link.kind === "memo") {
      const guid = identity.guid(link.kind, link.id);
      return link.kind === "coding" && !there.has(guid) ? [] : [{ kind: link.kind === "memo" ? "note" : link.kind, guid }];
    }
    noPlace.add("What a memo is about, beside sources, codes, codings and memos, stays in the study.", memo.title);
    return [];
  });
  const done = new Set<string>();
  const notes = project.notes.flatMap((note): Note[] => {
    if (apart.has(note.guid)) return [{ ...note, targets: note.targets.filter(stands) }];
    const id = identity.id("memo", note.guid);
    const memo = study.memos.get(id);
    if (!memo) return [];
    done.add(id);
    const was = memoOf(note)!;
    const isSame = sameLinks(memo.links, linksOf(note, pages, identity, looked));
    const words = memo.text === was.text ? {} : note.text === null && note.description !== null ? { description: memo.text } : { text: memo.text, description: null };
    return [{ ...note, ...words, name: memo.title === was.title ? note.name : memo.title || null, targets: isSame ? note.targets.filter(stands) : targetsOf(memo) }];
  });
  for (const memo of study.memos.values()) {
    if (done.has(memo.id)) continue;
    notes.push({
      guid: identity.guid("memo", memo.id), name: memo.title || null, description: memo.kind === "analytic" ? null : kindLine(memo.kind), text: memo.text, rich: null, targets: targetsOf(memo), values: [],
      createdBy: identity.guid("coder", memo.author), createdAt: momentOf(memo.written), modifiedBy: null, modifiedAt: memo.changed === memo.written ? null : momentOf(memo.changed),
    });
  }
  return notes;
}

