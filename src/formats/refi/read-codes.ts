import { deriveGuid, type Guid } from "../project/guid.ts";
import type { Code, Group, User } from "../project/project.ts";
import { attribute, childrenOf, childText, type Reader } from "./reader.ts";
import type { Element } from "./xml.ts";

/** `true`, `1` and a missing word are true, as is anything that is not plainly false. */
const isFalse = (raw: string | undefined): boolean => raw !== undefined && /^\s*(false|0|no)\s*$/i.test(raw);

/** The codes of a `Codes` element as a flat list, parents before their children. */
export function readCodes(roots: readonly Element[], reader: Reader): Code[] {
  const codes: Code[] = [];
  const todo = roots.toReversed().map((element): { element: Element; parent: Guid | null } => ({ element, parent: null }));
  while (todo.length > 0) {
    const { element, parent } = todo.pop()!;
    const name = element.attributes["name"] ?? "";
    const guid = reader.identity(element, "code", parent ?? "", name, codes.length);
    if (name === "") reader.survived.add("A code has no name.", guid);
    codes.push({ guid, parent, name, description: childText(element, "Description"), colour: reader.colour(element), isCodable: !isFalse(element.attributes["isCodable"]), isCase: false });
    reader.notes(element, { kind: "code", guid });
    for (const child of childrenOf(element, "Code").toReversed()) todo.push({ element: child, parent: guid });
  }
  return codes;
}

/** The people of a project. The same person twice is one. */
export function readUsers(elements: readonly Element[], reader: Reader): User[] {
  const users = new Map<Guid, User>();
  for (const element of elements) {
    const guid = reader.reference(element, "guid", "user") ?? deriveGuid("user", element.attributes["name"] ?? "");
    if (users.has(guid)) reader.survived.add("A user is listed twice; the first was taken.", element.attributes["name"] ?? guid);
    else users.set(guid, { guid, name: element.attributes["name"] ?? "", id: attribute(element, "id") });
  }
  return [...users.values()];
}

/** Sets, as a project and as a codebook write them: members have `targetGUID` in one and `guid` in the other. */
export function readGroups(elements: readonly Element[], reader: Reader): Group[] {
  return elements.map((element, i) => {
    const guid = reader.identity(element, "set", element.attributes["name"] ?? "", i);
    const members = (name: string, kind: string): Guid[] =>
      childrenOf(element, name).flatMap((child) => reader.reference(child, "targetGUID", kind) ?? reader.reference(child, "guid", kind) ?? []);
    return {
      guid, name: element.attributes["name"] ?? "", description: childText(element, "Description"),
      codes: members("MemberCode", "code"), sources: members("MemberSource", "source"), notes: members("MemberNote", "note"),
    };
  });
}
