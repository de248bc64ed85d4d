import { deriveGuid, type Guid } from "../project/guid.ts";
import { Findings } from "../project/problems.ts";
import type { Audit, Coding, Media, Project, Selection, Target, Value } from "../project/project.ts";
import type { ToPack } from "../project/zip.ts";
import type { Layout } from "./export-dialect.ts";
import { escapeAttribute, escapeText, hasIllegal } from "./xml.ts";

/** Gives the content of a medium to be packed; null where it is not at hand. It may be run through more than once. */
export type Open = (media: Media) => (() => AsyncIterable<Uint8Array>) | null;

/** The largest file that the standard allows inside a project. */
const largest = 2_147_483_647;

/** What is shared while one project is written. */
export class Writer {
  readonly changed = new Findings();
  readonly noPlace = new Findings();
  readonly files: ToPack[] = [];
  readonly layout: Layout;
  readonly #open: Open;
  readonly #notes = new Map<string, Guid[]>();
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly codings = new Map<Guid, Coding[]>();
  readonly selections = new Map<Guid, Selection[]>();

  constructor(project: Project, layout: Layout, open: Open) {
    this.layout = layout;
    this.#open = open;
    const push = <T>(map: Map<string, T[]>, key: string, item: T): void => {
      const list = map.get(key);
      if (list) list.push(item);
      else map.set(key, [item]);
    };
    for (const note of project.notes) for (const { kind, guid } of note.targets) push(this.#notes, `${kind}:${guid ?? ""}`, note.guid);
    for (const selection of project.selections) push(this.selections, selection.source, selection);
    for (const coding of project.codings) push(this.codings, coding.selection ?? `whole:${coding.source}`, coding);
  }

  /** An element. Attributes that are null are left out; so is nothing else. */
  tag(name: string, attributes: Readonly<Record<string, string | number | null>>, children: readonly string[] = []): string {
    let out = `<${name}`;
    for (const key in attributes) {
      const value = attributes[key];
      if (value === null || value === undefined) continue;
      const text = typeof value === "number" ? String(value) : value;
      if (hasIllegal(text)) this.changed.add("Control characters that XML cannot carry were left out.", text.slice(0, 40));
      out += ` ${key}="${escapeAttribute(text)}"`;
    }
    return children.length === 0 ? `${out}/>` : `${out}>${children.join("")}</${name}>`;
  }

  /** A container, which must not be empty. */
  list(name: string, children: readonly string[]): string[] {
    return children.length === 0 ? [] : [`<${name}>\n${children.join("\n")}\n</${name}>\n`];
  }

  words(name: string, text: string | null): string[] {
    if (text === null) return [];
    if (hasIllegal(text)) this.changed.add("Control characters that XML cannot carry were left out.", text.slice(0, 40));
    return [`<${name}>${escapeText(text)}</${name}>`];
  }

  refs(name: string, guids: readonly Guid[]): string[] {
    return guids.map((guid) => `<${name} targetGUID="${guid}"/>`);
  }

  notes(kind: Target["kind"], guid: Guid | null): string[] {
    return this.refs("NoteRef", this.#notes.get(`${kind}:${guid ?? ""}`) ?? []);
  }

  audit(audit: Audit): Record<string, string | null> {
    return { creatingUser: audit.createdBy, creationDateTime: audit.createdAt, modifyingUser: audit.modifiedBy, modifiedDateTime: audit.modifiedAt };
  }

  /** A coordinate or time, which the standard wants whole. */
  whole(value: number, where: string): number {
    if (!Number.isInteger(value)) this.changed.add("Positions were rounded: the standard has whole numbers only.", where);
    return Math.round(value);
  }

  codingsOf(key: string, twins = false): string[] {
    return (this.codings.get(key) ?? []).flatMap((coding) => {
      if (twins && coding.twin === null) return [];
      return [this.tag("Coding", { guid: twins ? coding.twin : coding.guid, creatingUser: coding.coder, creationDateTime: coding.at }, [`<CodeRef targetGUID="${coding.code}"/>`, ...(twins ? [] : this.notes("coding", coding.guid))])];
    });
  }

  values(values: readonly Value[]): string[] {
    return values.map(({ variable, type, value }) => {
      const ref = `<VariableRef targetGUID="${variable}"/>`;
      if (value === null) return this.tag("VariableValue", {}, [ref]);
      const fits = lexical[type](value);
      if (!fits) this.changed.add(`A value is no ${type === "Float" ? "decimal number" : type.toLowerCase()} as the standard writes it; it went out as text.`, value.slice(0, 40));
      return this.tag("VariableValue", {}, [ref, ...this.words(fits ? `${type}Value` : "TextValue", value)]);
    });
  }

  /** Puts a text into a file of its own and gives the path to it. */
  textFile(guid: Guid, text: string): string {
    const raw = this.layout.lineEnd === "\n" ? text : text.replaceAll("\n", this.layout.lineEnd);
    const name = this.#free(guid, "txt");
    this.files.push({ name: `${this.layout.folder}/${name}`, content: new TextEncoder().encode(this.layout.mark ? `\ufeff${raw}` : raw) });
    return `internal://${name}`;
  }

  /** A file name that is not taken: the owner's GUID, or one made from it. */
  #free(owner: Guid, extension: string): string {
    const tail = extension ? `.${extension}` : "";
    let name = `${owner}${tail}`;
    for (let n = 1; this.#used.has(name); n++) name = `${deriveGuid("file", owner, n)}${tail}`;
    this.#used.add(name);
    return name;
  }

  /** The path of a medium, which is packed if it is at hand. */
  media(media: Media | null, owner: Guid): string | null {
    if (media === null) return null;
    if (media.entry === null) return media.path;
    const before = this.#names.get(media.entry);
    if (before) return before;
    const content = this.#open(media);
    if (!content || (media.size ?? 0) > largest) {
      this.noPlace.add(content ? "A file is larger than the 2 GB that a project may hold; only its name went out." : "A file was not at hand; only its name went out.", media.path);
      return media.path;
    }
    const name = this.#free(owner, media.extension);
    this.files.push({ name: `${this.layout.folder}/${name}`, content });
    this.#names.set(media.entry, `internal://${name}`);
    return `internal://${name}`;
  }
}

const lexical: Readonly<Record<Value["type"], (value: string) => boolean>> = {
  Text: () => true,
  Boolean: (value) => value === "true" || value === "false",
  Integer: (value) => /^[+-]?\d+$/.test(value),
  Float: (value) => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value),
  Date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
  DateTime: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(value) && !Number.isNaN(Date.parse(value)),
};
