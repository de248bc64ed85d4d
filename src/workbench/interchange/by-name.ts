import type { Guid } from "../../formats/project/guid.ts";
import type { Project } from "../../formats/project/project.ts";
import { liveCodes, pathOf, pathSeparator } from "../../study/code.ts";
import { sourceNamed } from "../../study/source.ts";
import type { Study } from "../../study/study.ts";
import { describedAs } from "./codes-out.ts";
import type { Identity } from "./identity.ts";

const fold = (names: readonly string[]): string => names.map((name) => name.trim().toLowerCase().replace(/\s+/g, " ")).join(pathSeparator);

/**
 * A project out of a table, where things are told by their names and nothing else: its codes and sources take the identities of those in the study
 * that are called the same. A code is meant by its full path, or by its name where only one has it.
 */
export function byName(project: Project, study: Study, identity: Identity): Project {
  const paths = new Map<string, string>();
  const names = new Map<string, string | null>();
  for (const { id, name } of liveCodes(study)) {
    paths.set(fold(pathOf(study, id).split(pathSeparator)), id);
    names.set(fold([name]), names.has(fold([name])) ? null : id);
  }
  const codes = new Map(project.codes.map((code) => [code.guid, code]));
  const pathIn = (guid: Guid | null): string[] => {
    const code = guid === null ? undefined : codes.get(guid);
    return code ? [...pathIn(code.parent), code.name] : [];
  };
  const now = new Map<Guid, Guid>();
  for (const { guid } of project.codes) {
    const path = pathIn(guid);
    const id = paths.get(fold(path)) ?? (path.length === 1 ? names.get(fold(path)) : undefined);
    if (id) now.set(guid, identity.guid("code", id));
  }
  for (const { guid, name } of project.sources) {
    const source = sourceNamed(study, name);
    if (source) now.set(guid, identity.guid("source", source.id));
  }
  const as = (guid: Guid): Guid => now.get(guid) ?? guid;
  const known = new Set(project.codes.map(({ guid }) => as(guid)));
  return {
    ...project,
    codes: project.codes.map((code) => {
      const id = study.codes.get(identity.id("code", as(code.guid)));
      if (!now.has(code.guid) || !id) return { ...code, parent: code.parent === null ? null : as(code.parent) };
      // What the table does not say of a known code stays as it is.
      const parent = code.parent === null ? (id.parent === null ? null : identity.guid("code", id.parent)) : as(code.parent);
      return { ...code, guid: as(code.guid), name: id.name, parent, description: code.description ?? (describedAs(id) || null), colour: code.colour ?? id.colour, isCodable: id.kind === "code" };
    }).filter((code, i, all) => known.has(code.guid) && all.findIndex(({ guid }) => guid === code.guid) === i),
    sources: project.sources.map((source) => ({ ...source, guid: as(source.guid) })),
    selections: project.selections.map((one) => ({ ...one, source: as(one.source) })),
    codings: project.codings.map((one) => ({ ...one, source: as(one.source), code: as(one.code) })),
    notes: project.notes.map((note) => ({ ...note, targets: note.targets.map((target) => (target.guid === null ? target : { ...target, guid: as(target.guid) })) })),
    cases: project.cases.map((one) => ({ ...one, sources: one.sources.map(as), codes: one.codes.map(as) })),
    groups: project.groups.map((one) => ({ ...one, sources: one.sources.map(as), codes: one.codes.map(as) })),
  };
}
