import type { Guid } from "../../formats/project/guid.ts";
import type { Code as ProjectCode, Project } from "../../formats/project/project.ts";
import { inTreeOrder } from "../../formats/project/tree.ts";
import { childrenOf, type Code, type CodeId } from "../../study/code.ts";
import { nameOut, type Outward } from "./outward.ts";

/** A code's description with when to use it and when not, as programs have one field for all. */
export const describedAs = (code: Pick<Code, "description" | "whenToUse" | "whenNotToUse" | "example">): string =>
  [code.description, code.whenToUse && `When to use: ${code.whenToUse}`, code.whenNotToUse && `When not to use: ${code.whenNotToUse}`, code.example && `Example: ${code.example}`].filter(Boolean).join("\n\n");

/** What a project's code is in a study: something that is coded with is a code, whatever the project says. */
export const kindIn = (code: ProjectCode, coded: ReadonlySet<Guid>): Code["kind"] => (code.isCodable || coded.has(code.guid) ? "code" : "heading");

/** The codes of a project that something is coded with. */
export const codedIn = (project: Project): Set<Guid> => new Set(project.codings.map(({ code }) => code));

/** The codes of a study in the order of their tree, with those that a project kept for its cases. */
export function codesOut({ study, kept, identity, changed }: Outward): ProjectCode[] {
  const before = new Map(kept.project.codes.map((code) => [code.guid, code]));
  const coded = codedIn(kept.project);
  const parentIn = (code: ProjectCode): string | null => (code.parent === null || before.get(code.parent)?.isCase ? null : identity.id("code", code.parent));
  const codes: ProjectCode[] = [];
  const add = (parent: CodeId | null): void => {
    for (const code of childrenOf(study, parent, true)) {
      const guid = identity.guid("code", code.id);
      const old = before.get(guid);
      if (code.retired) changed.add("A retired code went out as an ordinary one.", code.name);
      const description = describedAs(code);
      codes.push({
        guid, name: nameOut(guid, code.name, old?.name, kept.called), isCase: false, colour: code.colour?.toUpperCase() ?? null,
        parent: old && parentIn(old) === code.parent ? old.parent : code.parent === null || !study.codes.has(code.parent) ? null : identity.guid("code", code.parent),
        description: description === (old?.description ?? "") ? old?.description ?? null : description,
        isCodable: old && kindIn(old, coded) === code.kind ? old.isCodable : code.kind === "code",
      });
      add(code.id);
    }
  };
  add(null);
  return inTreeOrder([...codes, ...kept.project.codes.filter(({ isCase }) => isCase)]);
}
