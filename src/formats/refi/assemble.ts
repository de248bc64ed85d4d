import type { Archive } from "../project/archive.ts";
import type { Guid } from "../project/guid.ts";
import type { Case, Code, Coding, Kept, Project, Selection, User } from "../project/project.ts";
import { Paths } from "./paths.ts";
import type { Detected } from "./detect.ts";
import type { Document, ReadOptions } from "./document.ts";
import { readCodes, readGroups, readUsers } from "./read-codes.ts";
import { readCases, readGraphs, readLinks, readVariables } from "./read-rest.ts";
import { type Gathered, unresolved } from "./read-selections.ts";
import { type Around, isSource, type NoteDraft, readNote, readSource, type SourceDraft } from "./read-sources.ts";
import { attribute, type Reader } from "./reader.ts";
import { Settler, settled } from "./settle.ts";
import { Texts } from "./texts.ts";

/** What a file of ours kept for things that have no place, as its processing instructions tell. */
function keptBefore(instructions: readonly string[], reader: Reader): Kept[] {
  return instructions.flatMap((body) => {
    try {
      const { parent, what, raw } = JSON.parse(body.replace(/^kept\s+/, "")) as Record<string, unknown>;
      if (typeof what === "string" && typeof raw === "string" && (parent === null || typeof parent === "string")) {
        // What only we read has a place here.
        if (!what.startsWith("earshot ")) reader.noPlace.add(`<${what.slice(0, 60)}> is not part of the standard; it was kept as it is.`, parent ?? "");
        return [{ parent, what, raw }];
      }
    } catch {
      // Not one of ours after all.
    }
    return [];
  });
}

/** Codings whose code is not in the codebook come under one code of their own. */
function resolve(codes: Code[], codings: readonly Coding[], reader: Reader): Coding[] {
  const known = new Set(codes.map(({ guid }) => guid));
  const missing = codings.filter(({ code }) => !known.has(code));
  if (missing.length === 0) return [...codings];
  if (!known.has(unresolved)) codes.push({ guid: unresolved, parent: null, name: "unresolved", description: null, colour: null, isCodable: true, isCase: false });
  for (const { code } of missing) reader.changed.add('A coding names a code that is not in the codebook; it came under the code "unresolved".', code || "no code at all");
  return codings.map((coding) => (known.has(coding.code) ? coding : { ...coding, code: unresolved }));
}

/** Some programs write a case also as a code: its codings say which passages belong to the case. */
function realign(codes: Code[], cases: readonly Case[], codings: readonly Coding[], reader: Reader): { codes: Code[]; cases: Case[] } {
  const isCase = new Set(cases.map(({ guid }) => guid));
  const both = codes.filter(({ guid }) => isCase.has(guid));
  if (both.length === 0) return { codes, cases: [...cases] };
  for (const { name } of both) reader.changed.add("A code is also a case; its codings say what belongs to the case.", name);
  return {
    codes: codes.map((code) => (isCase.has(code.guid) ? { ...code, isCase: true } : code)),
    cases: cases.map((one) => {
      const own = codings.filter(({ code }) => code === one.guid);
      const add = (list: readonly Guid[], more: (Guid | null)[]): Guid[] => [...new Set([...list, ...more.filter((guid) => guid !== null)])];
      return { ...one, sources: add(one.sources, own.map((c) => (c.selection ? null : c.source))), selections: add(one.selections, own.map((c) => c.selection)) };
    }),
  };
}

function complete(users: User[], reader: Reader): User[] {
  const known = new Set(users.map(({ guid }) => guid));
  const missing = [...reader.authors].filter((guid) => !known.has(guid)).sort();
  for (const guid of missing) reader.survived.add("Someone is named as an author who is not in the list of users; a user without a name was added.", guid);
  return [...users, ...missing.map((guid) => ({ guid, name: "", id: null }))];
}

/** Puts a project together from its XML and its files. */
export async function assemble(document: Document, archive: Archive | null, base: string, options: ReadOptions, reader: Reader): Promise<{ project: Project; detected: Detected }> {
  const root = document.root!;
  const part = (name: string) => document.parts[name] ?? [];
  const origin = attribute(root, "origin");
  const paths = new Paths(archive, base, reader.survived);
  const users = readUsers(part("Users"), reader);
  const codes = readCodes(part("Codes"), reader);
  const variables = readVariables(part("Variables"), reader);
  const around: Around = { reader, paths, texts: new Texts(archive, paths, reader), variables: new Map(variables.map((one) => [one.guid, one])), pageUp: !/QualCoder/i.test(origin ?? "") };
  const read = readCases(part("Cases"), around.variables, reader);
  const sources: SourceDraft[] = [];
  for (const element of part("Sources")) {
    if (isSource(element.name)) sources.push(await readSource(element, sources.length, around));
    else reader.keep(element, null);
  }
  const notes: NoteDraft[] = [];
  for (const element of part("Notes")) {
    if (element.name === "Note") notes.push(await readNote(element, notes.length, around));
    else reader.keep(element, null);
  }
  const all: Gathered[] = [...sources.map(({ gathered }) => gathered), ...notes.map(({ gathered }) => gathered)];
  const settler = new Settler(all.map(({ drafts }) => drafts), origin, options.dialect, reader);
  const finished = sources.map((draft) => settled(draft, draft.transcripts.map((transcript) => settler.transcript(transcript))));
  const selections: Selection[] = [
    ...sources.flatMap((draft, i) => draft.gathered.drafts.map((one) => settler.selection(one, draft.source, finished[i]!.transcripts))),
    ...notes.flatMap((draft) => draft.gathered.drafts.map((one) => settler.selection(one, null, []))),
  ];
  const codings = resolve(codes, all.flatMap((gathered) => gathered.codings), reader);
  const { codes: tree, cases } = realign(codes, read, codings, reader);
  for (const element of part("NoteRef")) reader.notes({ ...root, children: [element] }, { kind: "project", guid: null });
  const isNote = new Set(notes.map(({ note }) => note.guid));
  for (const [guid, targets] of reader.targets) if (!isNote.has(guid)) reader.noPlace.add("Something refers to a note that is not in the project.", targets[0]?.guid ?? guid, targets.length);
  const links = readLinks(part("Links"), reader);
  const project: Project = {
    name: attribute(root, "name") ?? "", origin, basePath: attribute(root, "basePath"),
    description: part("Description")[0]?.text || null,
    createdBy: reader.author(root, "creatingUserGUID"), createdAt: reader.moment(root, "creationDateTime"),
    modifiedBy: reader.author(root, "modifyingUserGUID"), modifiedAt: reader.moment(root, "modifiedDateTime"),
    users: complete(users, reader), codes: tree, variables, cases, sources: finished, selections, codings,
    notes: notes.map(({ note, file }) => ({ ...note, text: file?.text ?? null, targets: reader.targets.get(note.guid) ?? [] })),
    links, groups: readGroups(part("Sets"), reader), graphs: readGraphs(part("Graphs"), reader),
    kept: [...reader.kept, ...keptBefore(document.instructions, reader)],
  };
  return { project, detected: settler.detected };
}
