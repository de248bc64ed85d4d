import { came } from "../project/counts.ts";
import type { LossReport } from "../project/problems.ts";
import { emptyProject, type Project } from "../project/project.ts";
import { layouts } from "./export-dialect.ts";
import { writeCodes } from "./write.ts";
import { Writer } from "./writer.ts";

/**
 * Writes the codes of a project and their sets as a codebook, `.qdc`: valid against the schema, the same codes always as the same bytes.
 * A codebook must have a code: without one there is a sentence and no bytes.
 */
export function writeQdc(project: Project): { readonly ok: true; readonly bytes: Uint8Array; readonly loss: LossReport } | { readonly ok: false; readonly problem: string } {
  const only: Project = { ...emptyProject(project.name), codes: project.codes, groups: project.groups.filter(({ codes }) => codes.length > 0) };
  const writer = new Writer(only, layouts.standard, () => null);
  const codes = writeCodes(only.codes.filter(({ isCase }) => !isCase), writer, false);
  if (codes.length === 0) return { ok: false, problem: "The study has no codes yet, and a codebook without codes is not allowed by its standard. Make a code first." };
  const sets = only.groups.map((group) => writer.tag("Set", { guid: group.guid, name: group.name },
    [...writer.words("Description", group.description), ...group.codes.map((guid) => `<MemberCode guid="${guid}"/>`)]));
  const parts = [...writer.list("Codes", codes), ...writer.list("Sets", sets)];
  for (const note of project.notes) {
    if (note.targets.some(({ kind }) => kind === "code")) writer.noPlace.add("A note on a code has no place in a codebook.", note.name ?? note.guid);
  }
  for (const group of only.groups) {
    if (group.sources.length + group.notes.length > 0) writer.noPlace.add("A set's sources and notes have no place in a codebook.", group.name);
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${writer.tag("CodeBook", { xmlns: "urn:QDA-XML:codebook:1.0", origin: layouts.standard.origin }, ["\n", ...parts])}\n`;
  return { ok: true, bytes: new TextEncoder().encode(xml), loss: { came: came(only), changed: writer.changed.list(), noPlace: writer.noPlace.list() } };
}
