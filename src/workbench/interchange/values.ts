import { deriveGuid, type Guid } from "../../formats/project/guid.ts";
import type { Case, Project, Value as Stated, VariableType } from "../../formats/project/project.ts";
import type { Attribute, AttributeKind, Value } from "../../study/participant.ts";

const kinds: Readonly<Record<VariableType, AttributeKind>> = { Text: "text", Boolean: "yes/no", Integer: "number", Float: "number", Date: "date", DateTime: "text" };

/** A value as a study has it; undefined where it does not fit the kind of attribute. */
export function valueIn(stated: string | null, kind: AttributeKind): Value | undefined {
  if (stated === null) return null;
  switch (kind) {
    case "number":
      return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(stated.trim()) ? Number(stated) : undefined;
    case "yes/no":
      return stated === "true" ? true : stated === "false" ? false : undefined;
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(stated) && !Number.isNaN(Date.parse(stated)) ? stated : undefined;
    case "text":
    case "category":
      return stated;
  }
}

/** The kind of attribute for a variable: the one of its type or, where a value does not fit that, text. */
export function kindOf(variable: Guid, type: VariableType, values: readonly Stated[]): AttributeKind {
  const kind = kinds[type];
  return values.every((one) => one.variable !== variable || valueIn(one.value, kind) !== undefined) ? kind : "text";
}

/** A value as it goes out; the very letters that came in, where they still mean the same. */
export const valueOut = (value: Value, before: string | null | undefined, kind: AttributeKind): string | null =>
  (before !== undefined && valueIn(before, kind) === value ? before : value === null ? null : String(value));

/** The type under which an attribute that was born here goes out. */
export function typeOf(attribute: Attribute, values: readonly Value[]): VariableType {
  if (attribute.kind === "number") return values.every((value) => value === null || Number.isInteger(value)) ? "Integer" : "Float";
  return attribute.kind === "yes/no" ? "Boolean" : attribute.kind === "date" ? "Date" : "Text";
}

/** Someone of a project who becomes a participant: a case with a name, or the person that a source with values of its own, or a nameless case, tells of. */
export interface Someone {
  /** The identity under which the study has them. */
  readonly guid: Guid;
  readonly name: string;
  readonly values: readonly Stated[];
  readonly sources: readonly Guid[];
  /** The case they are; null where a source's own values tell of them. */
  readonly of: Case | null;
}

/** The identity of the person that a source's own values tell of. */
export const personOfSource = (source: Guid): Guid => deriveGuid("person of source", source);

/** Everyone of a project who becomes a participant. */
export function peopleOf(project: Project): Someone[] {
  const names = new Map(project.sources.map(({ guid, name }) => [guid, name]));
  const people: Someone[] = project.cases.flatMap((one): Someone[] => {
    const name = one.name?.trim() || one.sources.map((guid) => names.get(guid)).find((called) => called) || "";
    return name === "" ? [] : [{ guid: one.guid, name, values: one.values, sources: one.sources, of: one }];
  });
  const taken = new Set(people.flatMap(({ sources }) => sources));
  for (const { guid, name, values } of project.sources) if (values.length > 0 && !taken.has(guid)) people.push({ guid: personOfSource(guid), name: name || "unnamed", values, sources: [guid], of: null });
  return people;
}
