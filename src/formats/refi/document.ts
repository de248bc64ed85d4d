import { Refused } from "../project/archive.ts";
import type { Dialect } from "../project/dialect.ts";
import type { Reader } from "./reader.ts";
import { lists, schema } from "./schema.ts";
import { type Element, walk } from "./xml.ts";

/** How a project should be read where a person knows better than what is found. */
export interface ReadOptions {
  /** Overrules, wholly or in part, what is found out about offsets. */
  readonly dialect?: Partial<Dialect>;
}

/** The XML of a project, taken apart into its lists. */
export interface Document {
  root: Element | null;
  /** By list: "Users", "Codes", "Sets" … */
  readonly parts: Record<string, Element[]>;
  readonly instructions: string[];
}

/** Walks through the XML once and gathers what stands in each list. Throws `Refused` where it is no project or codebook. */
export async function readDocument(chunks: AsyncIterable<Uint8Array>, reader: Reader): Promise<Document> {
  const document: Document = { root: null, parts: Object.create(null), instructions: [] };
  const put = (list: string, element: Element): void => {
    (document.parts[list] ??= []).push(element);
  };
  const isUnit = (name: string, around: readonly string[]): boolean => (around.length === 1 ? !lists.has(name) : around.length === 2 && lists.has(around[1]!));
  await walk(chunks, isUnit, {
    root(element) {
      if (element.name !== "Project" && element.name !== "CodeBook") throw new Refused(`The XML is not a REFI-QDA project or codebook: it begins with <${element.name.slice(0, 40)}>.`);
      document.root = element;
    },
    element(element, around) {
      reader.keepUnknown(element);
      if (around.length === 2) return schema[element.name] ? put(around[1]!, element) : reader.keep(element, null);
      if (element.name === "CodeBook") for (const child of element.children) for (const item of child.children) put(child.name, item);
      else if (element.name === "Codes") for (const item of element.children) put("Codes", item);
      else if (element.name === "Description" || element.name === "NoteRef") put(element.name, element);
      else reader.keep(element, null);
    },
    instruction(target, body) {
      if (target === "earshot") document.instructions.push(body);
    },
  }, reader.survived);
  return document;
}
