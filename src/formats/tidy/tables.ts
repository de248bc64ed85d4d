import type { Project } from "../project/project.ts";

/** A cell; null where the value is missing. */
export type Cell = string | number | boolean | null;

/** A column with what it means, for the data dictionary. */
export interface TidyColumn {
  readonly name: string;
  readonly meaning: string;
}

/** One table for analysis elsewhere: one row per thing, one column per property. */
export interface TidyTable {
  /** Also the name of its file or sheet: lower case, no blanks. */
  readonly name: string;
  /** What one row is. */
  readonly meaning: string;
  readonly columns: readonly TidyColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const column = (name: string, meaning: string): TidyColumn => ({ name, meaning });
const code = (name: string): string => name.trim().replace(/\s+/g, " ");

/** People, sources, codes, codings and memos of a project as tables that refer to each other by identity. */
export function tidyTables(project: Project): TidyTable[] {
  const user = new Map(project.users.map(({ guid, name }) => [guid, name]));
  const source = new Map(project.sources.map((one) => [one.guid, one]));
  const codes = new Map(project.codes.map((one) => [one.guid, one]));
  const selections = new Map(project.selections.map((one) => [one.guid, one]));
  const caseOf = new Map<string, string>();
  for (const one of project.cases) for (const guid of one.sources) if (!caseOf.has(guid)) caseOf.set(guid, one.guid);
  const path = (guid: string): string => {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let at = codes.get(guid); at && !seen.has(at.guid); at = at.parent === null ? undefined : codes.get(at.parent)) {
      seen.add(at.guid);
      names.unshift(code(at.name));
    }
    return names.join(" > ");
  };
  const who = (guid: string | null): Cell => (guid === null ? null : user.get(guid) ?? guid);
  const values = (list: readonly { readonly variable: string; readonly value: string | null }[]): Cell[] => project.variables.map(({ guid, type }) => {
    const value = list.find(({ variable }) => variable === guid)?.value ?? null;
    // A number is one also in a workbook, unless it would be written otherwise than it is here.
    return value !== null && (type === "Integer" || type === "Float") && String(Number(value)) === value ? Number(value) : value;
  });
  const variables = project.variables.map(({ name, description, type }) => column(name, description ?? `Variable of type ${type}.`));
  return [
    { name: "people", meaning: "one participant or case", columns: [column("person_id", "Identity of the person."), column("person", "Name or pseudonym."), column("description", "What is noted about the person."), ...variables],
      rows: project.cases.map((one) => [one.guid, one.name, one.description, ...values(one.values)]) },
    { name: "sources", meaning: "one interview, text, picture or recording", columns: [column("source_id", "Identity of the source."), column("source", "Name."), column("kind", "text, pdf, picture, audio or video."), column("person_id", "Whose it is; see people."), column("created", "When it was brought in (ISO 8601)."), column("characters", "Length of the text in Unicode characters."), ...variables],
      rows: project.sources.map((one) => [one.guid, one.name, one.kind, caseOf.get(one.guid) ?? null, one.createdAt, one.text === null ? null : [...one.text].length, ...values(one.values)]) },
    { name: "codes", meaning: "one code of the codebook", columns: [column("code_id", "Identity of the code."), column("code", "Name."), column("path", "Names from the top, joined by ' > '."), column("parent_id", "The code above it."), column("codable", "Whether passages can be coded with it, or it is a heading."), column("colour", "#RRGGBB."), column("description", "What it means.")],
      rows: project.codes.filter(({ isCase }) => !isCase).map((one) => [one.guid, one.name, path(one.guid), one.parent, one.isCodable, one.colour, one.description]) },
    { name: "codings", meaning: "one coder's application of one code to one passage", columns: [column("coding_id", "Identity of the coding."), column("source_id", "See sources."), column("source", "Name of the source."), column("code_id", "See codes."), column("code", "Path of the code."), column("coder", "Who coded."), column("created", "When (ISO 8601)."), column("start", "First character of the passage, in UTF-16 units from 0."), column("end", "First character after the passage, in UTF-16 units."), column("begin_ms", "Begin in a recording, in milliseconds."), column("end_ms", "End in a recording, in milliseconds."), column("quotation", "The words.")],
      rows: project.codings.map((one) => {
        const selection = one.selection === null ? undefined : selections.get(one.selection);
        const place = selection?.place;
        const [range, time] = [place?.kind === "words" ? place.range : null, place?.kind === "time" ? place : null];
        return [one.guid, one.source, source.get(one.source)?.name ?? null, one.code, path(one.code), who(one.coder), one.at, range?.start ?? null, range?.end ?? null, time?.begin ?? null, time?.end ?? null, selection?.quote ?? null];
      }) },
    { name: "memos", meaning: "one memo and one thing it is about", columns: [column("memo_id", "Identity of the memo."), column("memo", "Title."), column("about", "The kind of thing it is about; empty where it stands alone."), column("about_id", "The identity of that thing."), column("author", "Who wrote it."), column("created", "When (ISO 8601)."), column("text", "The words.")],
      rows: project.notes.flatMap((note) => (note.targets.length === 0 ? [{ kind: null, guid: null }] : note.targets).map((target) => [note.guid, note.name, target.kind, target.guid, who(note.createdBy), note.createdAt, note.text])) },
  ];
}
