import type { Guid } from "../../formats/project/guid.ts";
import type { Code } from "../../formats/project/project.ts";
import { pathSeparator, type CodeId } from "../../study/code.ts";
import { codedIn, describedAs, kindIn } from "./codes-out.ts";
import type { Plan } from "./plan.ts";

/** A code as it will stand: what a later command of the same plan has to reckon with. */
interface Standing {
  name: string;
  parent: CodeId | null;
}

/** Plans the codes: new ones are made with their headings, known ones are renamed, moved and described as the file says, unless the study says otherwise. */
export function planCodes(plan: Plan): void {
  const { study, project, held } = plan;
  const standing = new Map<CodeId, Standing>();
  for (const code of study.codes.values()) if (code.mergedInto === null) standing.set(code.id, { name: code.name, parent: code.parent });
  const [coded, codedBefore] = [codedIn(project), codedIn(plan.kept.project)];
  const isCase = new Set(project.codes.filter((code) => code.isCase).map(({ guid }) => guid));
  const parentOf = (code: Code): CodeId | null => (code.parent === null || isCase.has(code.parent) ? null : plan.id("code", code.parent));
  const taken = (id: CodeId, parent: CodeId | null) => (name: string): boolean => {
    for (const [other, { name: its, parent: above }] of standing) if (other !== id && above === parent && its.toLowerCase() === name.toLowerCase() && !study.codes.get(other)?.retired) return true;
    return false;
  };
  const circles = (id: CodeId, parent: CodeId | null): boolean => {
    const seen = new Set<CodeId>();
    for (let at = parent; at !== null && !seen.has(at); at = standing.get(at)?.parent ?? null) {
      if (at === id) return true;
      seen.add(at);
    }
    return false;
  };
  const plainName = (code: Code): string => code.name.trim().replaceAll(pathSeparator, " - ").replace(/\s+/g, " ") || `unnamed (${code.guid.slice(0, 4)})`;
  for (const code of project.codes) {
    if (code.isCase) continue;
    const id = plan.id("code", code.guid);
    const here = study.codes.get(id);
    const kind = kindIn(code, coded);
    if (!here) {
      const parent = parentOf(code);
      const name = plan.free(code.guid, code.name, plainName(code), taken(id, parent), "code");
      if (!code.isCodable && kind === "code") plan.notes.add("A heading that something is coded with came as a code.", name);
      standing.set(id, { name, parent });
      plan.make(kind === "code" ? "codes" : "headings", { type: "code.create", id, name, parent, kind, colour: code.colour, description: code.description ?? "" });
      continue;
    }
    if (here.mergedInto !== null) continue;
    const [now, before] = [plan.find("now", "codes", code.guid), plan.find("kept", "codes", code.guid)];
    if (!now) continue;
    const where = here.name;
    if (plan.takes(code.name, now.name, before?.name, "The name of a code", where)) {
      const name = plan.free(code.guid, code.name, plainName(code), taken(id, here.parent), "code");
      standing.get(id)!.name = name;
      plan.change("renamed codes", { type: "code.describe", code: id, name, reason: "as in the imported file" });
    }
    if (plan.takes(code.parent, now.parent, before?.parent, "The place of a code", where)) {
      const parent = parentOf(code);
      const name = standing.get(id)!.name;
      if (circles(id, parent)) plan.conflicts.add("A code could not be moved: it would lie under itself.", where);
      else if (taken(id, parent)(name)) plan.conflicts.add("A code could not be moved: there is a code of its name already.", where);
      else {
        standing.get(id)!.parent = parent;
        plan.change("moved codes", { type: "code.move", code: id, parent, reason: "as in the imported file" });
      }
    }
    const description = plan.takes(code.description ?? "", describedAs(here), before && (before.description ?? ""), "The description of a code", where) ? { description: code.description ?? "" } : {};
    const colour = plan.takes(code.colour, now.colour, before?.colour, "The colour of a code", where) ? { colour: code.colour } : {};
    const wasKind = before && kindIn(before, codedBefore);
    const as = plan.takes(kind, here.kind, wasKind, "The kind of a code", where) && (kind === "code" || (study.codingsByCode.get(id)?.length ?? 0) === 0) ? { kind } : {};
    // Programs have one field for everything that is said of a code; what stands apart here is not taken for a change.
    const said = "description" in description && (here.whenToUse || here.whenNotToUse || here.example) ? { ...description, whenToUse: "", whenNotToUse: "", example: "" } : description;
    if (Object.keys({ ...said, ...colour, ...as }).length > 0) plan.change("described codes", { type: "code.describe", code: id, reason: "as in the imported file", ...said, ...colour, ...as });
  }
  // Something newly coded needs codes that can be coded with.
  const woken = new Set<CodeId>();
  for (const coding of held.codings.values()) {
    const id = plan.id("code", coding.code);
    const code = study.codes.get(id);
    if (!code || woken.has(id) || code.mergedInto !== null || study.codings.has(plan.id("coding", coding.guid))) continue;
    woken.add(id);
    if (code.retired) plan.change("codes taken back into use", { type: "code.retire", code: id, retired: false, reason: "needed by imported codings" });
    if (code.kind === "heading") plan.change("headings made codes", { type: "code.describe", code: id, kind: "code", reason: "needed by imported codings" });
  }
}

/** The codes that the last import brought and this file no longer has. */
export function goneCodes(plan: Plan, isOurs: (guid: Guid) => boolean): void {
  for (const code of plan.kept.project.codes) {
    if (code.isCase || !isOurs(code.guid) || plan.find("project", "codes", code.guid)) continue;
    const here = plan.study.codes.get(plan.id("code", code.guid));
    if (!here || here.mergedInto !== null || here.retired) continue;
    plan.gone.add("A code is no longer in the file.", here.name);
    if (plan.wishes.remove) plan.change("retired codes", { type: "code.retire", code: here.id, retired: true, reason: "no longer in the imported file" });
  }
}
