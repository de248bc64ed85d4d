import { deriveGuid, type Guid, readGuid } from "../../formats/project/guid.ts";
import type { Study } from "../../study/study.ts";

/** The nouns whose things have an identity outside. */
export type Noun = "coder" | "code" | "attribute" | "participant" | "source" | "coding" | "memo" | "theme";

/**
 * Identities outside and ids inside. What came from a project has its GUID as its id, in lower case; what was born here gets a GUID derived
 * from the study's id and its own, so that every export says the same. What is one with something older goes by `same`.
 */
export class Identity {
  readonly #study: Study;
  readonly #same: ReadonlyMap<Guid, string>;
  readonly #outside = new Map<string, Guid>();
  readonly #inside = new Map<string, string>();

  constructor(study: Study, same: ReadonlyMap<Guid, string>) {
    this.#study = study;
    this.#same = same;
    for (const [guid, id] of same) if (!this.#outside.has(id)) this.#outside.set(id, guid);
  }

  /** The GUID of a thing of the study. */
  guid(noun: Noun, id: string): Guid {
    const known = this.#outside.get(id);
    if (known !== undefined) return known;
    const guid = readGuid(id) ?? deriveGuid("earshot", this.#study.settings.id, noun, id);
    this.#outside.set(id, guid);
    this.#inside.set(`${noun}:${guid}`, id);
    return guid;
  }

  /** The id under which the study has, or would have, the thing of a GUID. */
  id(noun: Noun, guid: Guid): string {
    return this.#same.get(guid) ?? this.#inside.get(`${noun}:${guid}`) ?? guid.toLowerCase();
  }

  /** Makes the GUIDs of everything in the study known, so that they are recognised when they come back. */
  learn(): this {
    const { coders, codes, attributes, participants, sources, codings, memos, themes } = this.#study;
    const all: readonly (readonly [Noun, Iterable<string>])[] = [
      ["coder", coders.keys()], ["code", codes.keys()], ["attribute", attributes.keys()], ["participant", participants.keys()],
      ["source", sources.keys()], ["coding", codings.keys()], ["memo", memos.keys()], ["theme", themes.keys()],
    ];
    for (const [noun, ids] of all) for (const id of ids) this.guid(noun, id);
    return this;
  }
}
