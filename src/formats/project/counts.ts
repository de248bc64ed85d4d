import type { Project } from "./project.ts";

/** How many of each kind of thing a project holds. Kinds of which there are none are left out. */
export function counts(project: Project): Record<string, number> {
  const of = (kind: string): number => project.sources.filter((source) => source.kind === kind).length;
  const all: Record<string, number> = {
    users: project.users.length,
    codes: project.codes.filter((code) => !code.isCase).length,
    variables: project.variables.length,
    cases: project.cases.length,
    sources: project.sources.length,
    "text sources": of("text"),
    "PDF sources": of("pdf"),
    pictures: of("picture"),
    "audio sources": of("audio"),
    "video sources": of("video"),
    transcripts: project.sources.reduce((sum, source) => sum + source.transcripts.length, 0),
    selections: project.selections.length,
    codings: project.codings.length,
    notes: project.notes.length,
    links: project.links.length,
    groups: project.groups.length,
    graphs: project.graphs.length,
  };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}

/** The same as the first part of a loss report. */
export const came = (project: Project): { what: string; count: number }[] =>
  Object.entries(counts(project)).map(([what, count]) => ({ what, count }));
