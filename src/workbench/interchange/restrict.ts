import type { Guid } from "../../formats/project/guid.ts";
import type { Project } from "../../formats/project/project.ts";
import type { ParticipantId } from "../../study/participant.ts";
import type { SourceId } from "../../study/source.ts";
import type { Study } from "../../study/study.ts";
import type { Identity } from "./identity.ts";

/** Why something is not in an archive. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

/** What of a study may be in a project that others get. */
export interface Shared {
  readonly sources: ReadonlySet<SourceId>;
  /** Who must not be in it. */
  readonly closed: ReadonlySet<ParticipantId>;
  /** Memos that must not be in it. */
  readonly memos: ReadonlySet<string>;
}

/**
 * A project without what must not be shared: the people and sources that are closed with everything on them, memos on them, files and paths to files,
 * and whatever was kept from other programs, because nobody has looked through it.
 */
export function restrict(project: Project, identity: Identity, study: Study, { sources, closed, memos }: Shared, leftOut: LeftOut[]): Project {
  const open = new Set([...sources].map((id) => identity.guid("source", id)));
  const people = new Set([...study.participants.keys()].filter((id) => !closed.has(id)).map((id) => identity.guid("participant", id)));
  const kept = project.sources.flatMap((source) => {
    const transcripts = source.transcripts.filter(({ guid }) => open.has(guid)).map((one) => ({ ...one, rich: null }));
    return open.has(source.guid) || transcripts.length > 0 ? [{ ...source, media: null, transcripts, description: null }] : [];
  });
  const there = new Set<Guid>(kept.map(({ guid }) => guid));
  const pages = new Set<Guid>([...there, ...kept.flatMap(({ transcripts }) => transcripts.map(({ guid }) => guid))]);
  const selections = project.selections.filter(({ source, place }) => there.has(source) && (place.kind === "words" || (place.kind === "transcript" && pages.has(place.transcript)))).map((one) => (one.place.kind === "words" ? { ...one, place: { ...one.place, region: null } } : one));
  const passages = new Set(selections.map(({ guid }) => guid));
  const codings = project.codings.filter(({ source, selection }) => there.has(source) && (selection === null || passages.has(selection)));
  const marks = new Set(codings.map(({ guid }) => guid));
  const closedMemos = new Set([...memos].map((id) => identity.guid("memo", id)));
  for (const memo of study.memos.values()) {
    const theirs = memo.links.some((link) => (link.kind === "participant" && closed.has(link.id)) || (link.kind === "source" && !sources.has(link.id)) || (link.kind === "coding" && !marks.has(identity.guid("coding", link.id))));
    const guid = identity.guid("memo", memo.id);
    if (!theirs || closedMemos.has(guid)) continue;
    closedMemos.add(guid);
    leftOut.push({ what: memo.title ? `The memo "${memo.title}"` : "A memo", why: "it is about something that is not in the archive" });
  }
  const isMemo = new Set([...study.memos.keys()].map((id) => identity.guid("memo", id)));
  const notes = project.notes.filter(({ guid }) => isMemo.has(guid) && !closedMemos.has(guid));
  const written = new Set(notes.map(({ guid }) => guid));
  const stands = (guid: Guid | null): boolean => guid === null || marks.has(guid) || passages.has(guid) || pages.has(guid) || written.has(guid);
  const apart = project.links.length + project.graphs.length + project.kept.length;
  if (apart > 0) leftOut.push({ what: `${apart} links, drawings and other things kept from an imported project`, why: "nobody has looked through them" });
  const cases = project.cases.filter(({ guid }) => people.has(guid)).map((one) => ({ ...one, description: null, sources: one.sources.filter((guid) => there.has(guid)), selections: one.selections.filter((guid) => passages.has(guid)) }));
  return {
    ...project, basePath: null, sources: kept, selections, codings, cases, links: [], graphs: [], kept: [], codes: project.codes.filter(({ isCase }) => !isCase),
    notes: notes.map((note) => ({ ...note, rich: null, targets: note.targets.filter(({ kind, guid }) => kind === "code" || kind === "project" || stands(guid)) })),
    groups: project.groups.map((group) => ({ ...group, sources: group.sources.filter((guid) => there.has(guid)), notes: group.notes.filter((guid) => written.has(guid)) })).filter(({ codes, sources: own, notes: its }) => codes.length + own.length + its.length > 0),
  };
}

/** Texts with file names that every system takes, each once. */
export function byGuidName(texts: readonly { readonly guid: Guid; readonly name: string; readonly text: string | null }[]): { file: string; text: string }[] {
  const taken = new Set<string>();
  return texts.flatMap(({ name, text }) => {
    if (text === null) return [];
    const plain = name.normalize("NFC").replace(/[^\p{L}\p{N} ._-]+/gu, "_").replace(/^[. ]+|[. ]+$/g, "").slice(0, 80) || "text";
    let file = `${plain}.txt`;
    for (let n = 2; taken.has(file.toLowerCase()); n++) file = `${plain} (${n}).txt`;
    taken.add(file.toLowerCase());
    return [{ file, text }];
  });
}
