import { readColour } from "../project/colour.ts";
import { deriveGuid, type Guid, readGuid } from "../project/guid.ts";
import { readMoment } from "../project/moment.ts";
import { Findings } from "../project/problems.ts";
import type { Audit, Direction, Kept, Target } from "../project/project.ts";
import { schema } from "./schema.ts";
import { type Element, serialise } from "./xml.ts";

/** The children of one name. */
export const childrenOf = (element: Element, name: string): Element[] => element.children.filter((child) => child.name === name);

/** The text of the first child of one name; null where there is none or it is empty. */
export const childText = (element: Element, name: string): string | null => element.children.find((child) => child.name === name)?.text || null;

/** An attribute; null where it is missing or empty. */
export const attribute = (element: Element, name: string): string | null => element.attributes[name] || null;

/** A whole number as `xsd:integer` has it, leniently; null where there is none. */
export function integer(element: Element, name: string): number | null {
  const raw = element.attributes[name]?.trim();
  const value = raw ? Number(raw.replace(",", ".")) : NaN;
  return Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null;
}

const directions: readonly Direction[] = ["Associative", "OneWay", "Bidirectional"];

/** What is shared while one project is read: identities given out, notes that were pointed at, and everything worth reporting. */
export class Reader {
  /** Survived without any change to what was meant. */
  readonly survived = new Findings();
  /** Came in another form. */
  readonly changed = new Findings();
  /** Has no place in the model. */
  readonly noPlace = new Findings();
  readonly kept: Kept[] = [];
  readonly targets = new Map<Guid, Target[]>();
  /** Users that something names as its author. */
  readonly authors = new Set<Guid>();
  readonly #taken = new Map<string, number>();
  #lastMoment: { readonly raw: string; readonly moment: string | null } = { raw: "", moment: null };

  /** The identity of a thing of one kind. Missing, malformed and repeated ones are replaced by derived ones, always the same. */
  identity(element: Element, kind: string, ...path: readonly (string | number)[]): Guid {
    const raw = attribute(element, "guid");
    let guid = raw === null ? null : readGuid(raw);
    if (raw === null) {
      guid = deriveGuid(kind, ...path);
      this.changed.add(`A ${kind} without a GUID got one.`, attribute(element, "name") ?? "");
    } else if (guid === null) {
      guid = deriveGuid(kind, raw.trim());
      this.changed.add(`A ${kind} had an identifier that is no GUID; it got one made from it.`, raw.slice(0, 60));
    }
    const key = `${kind}:${guid}`;
    const times = this.#taken.get(key) ?? 0;
    this.#taken.set(key, times + 1);
    if (times === 0) return guid!;
    this.changed.add(`A GUID stood on more than one ${kind}; the later ones got a new one made from it.`, guid!);
    return this.identity({ ...element, attributes: { ...element.attributes, guid: deriveGuid(kind, guid!, times) } }, kind, ...path);
  }

  /** What an attribute refers to; null where it refers to nothing. `kind` must be the one under which a malformed identity was declared. */
  reference(element: Element, name: string, kind: string): Guid | null {
    const raw = attribute(element, name);
    return raw === null ? null : readGuid(raw) ?? deriveGuid(kind, raw.trim());
  }

  /** An author, remembered so that a user who is missing from the list can be added. */
  author(element: Element, name: string): Guid | null {
    const guid = this.reference(element, name, "user");
    if (guid) this.authors.add(guid);
    return guid;
  }

  /** A moment; one that cannot be understood is reported and left out. */
  moment(element: Element, name: string): string | null {
    const raw = attribute(element, name);
    if (raw === null) return null;
    if (raw === this.#lastMoment.raw) return this.#lastMoment.moment;
    const moment = readMoment(raw);
    this.#lastMoment = { raw, moment };
    if (moment === null) this.changed.add("A date that is none was left out.", raw.slice(0, 60));
    return moment;
  }

  audit(element: Element): Audit {
    return {
      createdBy: this.author(element, "creatingUser"), createdAt: this.moment(element, "creationDateTime"),
      modifiedBy: this.author(element, "modifyingUser"), modifiedAt: this.moment(element, "modifiedDateTime"),
    };
  }

  colour(element: Element): string | null {
    const raw = attribute(element, "color");
    if (raw === null) return null;
    const colour = readColour(raw);
    if (colour === null) this.changed.add("A colour that is none was left out.", raw.slice(0, 60));
    else if (!/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(raw.trim())) this.changed.add("A colour was written in another way than the standard has it.", raw.slice(0, 60));
    return colour;
  }

  direction(element: Element): Direction | null {
    const raw = attribute(element, "direction");
    return directions.find((direction) => direction.toLowerCase() === raw?.trim().toLowerCase()) ?? null;
  }

  /** Remembers on what the notes that an element points at hang. */
  notes(element: Element, target: Target): void {
    for (const child of childrenOf(element, "NoteRef")) {
      const note = this.reference(child, "targetGUID", "note");
      if (!note) continue;
      const targets = this.targets.get(note) ?? [];
      if (!targets.some(({ kind, guid }) => kind === target.kind && guid === target.guid)) targets.push(target);
      this.targets.set(note, targets);
    }
  }

  /** Keeps one element whole that has no place. */
  keep(element: Element, stated: string | null): void {
    const parent = stated === null ? null : readGuid(stated);
    this.kept.push({ parent, what: element.name, raw: serialise(element) });
    this.noPlace.add(`<${element.name}> is not part of the standard; it was kept as it is.`, parent ?? "");
  }

  /** Takes everything out of a tree that the schema does not know, and keeps it. */
  keepUnknown(root: Element): void {
    const todo: { element: Element; owner: string | null }[] = [{ element: root, owner: null }];
    while (todo.length > 0) {
      const { element, owner } = todo.pop()!;
      const allowed = schema[element.name];
      if (!allowed) continue;
      const guid = element.attributes["guid"] ?? owner;
      for (const name in element.attributes) {
        if (allowed.attributes.includes(name)) continue;
        const value = element.attributes[name]!;
        this.kept.push({ parent: guid === null ? null : readGuid(guid), what: `@${name}`, raw: value });
        this.noPlace.add(`The attribute "${name}" of <${element.name}> is not part of the standard; it was kept as it is.`, guid ?? "");
      }
      if (element.children.length === 0) continue;
      const known = element.children.filter((child) => allowed.children.includes(child.name));
      if (known.length < element.children.length) {
        for (const child of element.children) if (!allowed.children.includes(child.name)) this.keep(child, guid);
        element.children.splice(0, element.children.length, ...known);
      }
      for (let i = known.length - 1; i >= 0; i--) todo.push({ element: known[i]!, owner: guid });
    }
  }
}
