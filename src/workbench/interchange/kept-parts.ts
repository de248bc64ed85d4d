import { deflateRawSync, inflateRawSync } from "node:zlib";
import { deriveGuid, type Guid } from "../../formats/project/guid.ts";
import { emptyProject, type Project, type Source } from "../../formats/project/project.ts";
import type { Log } from "../../log/port.ts";
import type { ParticipantId } from "../../study/participant.ts";
import type { SourceId } from "../../study/source.ts";
import type { Version } from "../../text/edit.ts";
import type { Study } from "../../study/study.ts";

const lists = ["users", "codes", "variables", "cases", "sources", "selections", "codings", "notes", "links", "groups", "graphs", "kept"] as const;
type List = (typeof lists)[number];
type Lists = { readonly [L in List]: Project[L] };

/** What one part of an imported project keeps, as it stands in its content. Texts that are sources of the study are not repeated in it. */
export interface Part extends Lists {
  /** "project", "source:…" or "case:…". */
  readonly part: string;
  /** What only the project as a whole has. */
  readonly root: Omit<Project, List> | null;
  /** What a study has no noun for. */
  readonly apart: readonly Guid[];
  /** Things that are one with something the study had under another id. */
  readonly same: Readonly<Record<Guid, string>>;
  /** What things are called in the study where their own names were taken. */
  readonly called: Readonly<Record<Guid, string>>;
}

/** Everything kept from imported projects, as one project. */
export interface Kept {
  readonly project: Project;
  readonly apart: ReadonlySet<Guid>;
  readonly same: ReadonlyMap<Guid, string>;
  readonly called: ReadonlyMap<Guid, string>;
  /** To which imported project each identity belongs. */
  readonly of: ReadonlyMap<Guid, string>;
  /** To which imported project each thing without an identity belongs, by its JSON. */
  readonly rawOf: ReadonlyMap<string, string>;
  /** The JSON of each part, to tell whether a later state differs. */
  readonly written: ReadonlyMap<string, string>;
  /** The versions of texts in which places count; the text as it came in, where a source is not named. */
  readonly versions: ReadonlyMap<SourceId, Version>;
  /** How many parts are gone, because somebody withdrew. */
  readonly erased: number;
}

const emptyLists = (): { -readonly [L in List]: unknown[] } => Object.fromEntries(lists.map((list) => [list, []])) as never;

/** Reads what the study keeps of imported projects. A part whose content was erased is counted and left out. */
export async function readKept(study: Study, log: Log): Promise<Kept> {
  const all = emptyLists();
  const [apart, same, called, of, written] = [new Set<Guid>(), new Map<Guid, string>(), new Map<Guid, string>(), new Map<Guid, string>(), new Map<string, string>()];
  const rawOf = new Map<string, string>();
  let root: Part["root"] = null;
  let erased = 0;
  const seen: Partial<Record<List, Set<Guid>>> = {};
  const versions = new Map<SourceId, Version>();
  for (const [key, { content, project, versions: own }] of study.kept) {
    const bytes = await log.content(content);
    const json = bytes && unpack(bytes);
    const part = json === null ? null : (JSON.parse(json) as Part);
    if (!part || json === null) {
      erased++;
      continue;
    }
    written.set(key, json);
    for (const [source, version] of own) if (!versions.has(source)) versions.set(source, version);
    root ??= part.root;
    for (const guid of part.apart) apart.add(guid);
    for (const [guid, id] of Object.entries(part.same)) same.set(guid, id);
    for (const [guid, name] of Object.entries(part.called)) called.set(guid, name);
    for (const list of lists) {
      const known = (seen[list] ??= new Set());
      for (const item of part[list]) {
        if (!("guid" in item)) {
          const raw = JSON.stringify(item);
          if (rawOf.has(raw)) continue;
          rawOf.set(raw, project);
          all[list].push(item);
        } else if (!known.has(item.guid)) {
          known.add(item.guid);
          all[list].push(item);
          of.set(item.guid, project);
        }
      }
    }
  }
  return { project: { ...emptyProject(""), ...root, ...(all as unknown as Lists) }, apart, same, called, of, rawOf, written, versions, erased };
}

/** The bytes of a part, and back. */
export const pack = (json: string): Uint8Array => new Uint8Array(deflateRawSync(json));
function unpack(bytes: Uint8Array): string | null {
  try {
    return inflateRawSync(bytes).toString("utf8");
  } catch {
    return null;
  }
}

/** A part to be kept, and whose words may be in it. */
export interface ToKeep {
  readonly part: string;
  readonly json: string;
  readonly source: SourceId | null;
  readonly participant: ParticipantId | null;
}

interface Splitting {
  readonly apart: ReadonlySet<Guid>;
  readonly same: ReadonlyMap<Guid, string>;
  readonly called: ReadonlyMap<Guid, string>;
  /** The texts that are sources of the study. */
  readonly pages: ReadonlyMap<Guid, unknown>;
  /** Whose a source of the project is: its first text in the study, and the participant it was linked to. */
  readonly owner: (source: Guid) => { readonly source: SourceId | null; readonly participant: ParticipantId | null };
  readonly participantOf: (one: Guid) => ParticipantId | null;
}

/** Cuts a project into the parts that are kept: one for each source and case, so that a withdrawal reaches it, and one for the rest. */
export function split(project: Project, { apart, same, called, pages, owner, participantOf }: Splitting): ToKeep[] {
  const home = new Map<Guid, string>();
  const sourcesPart = (guid: Guid): string => `source:${guid}`;
  for (const { guid, transcripts } of project.sources) for (const one of [guid, ...transcripts.map((t) => t.guid)]) home.set(one, sourcesPart(guid));
  for (const { guid, source } of project.selections) if (home.has(source)) home.set(guid, home.get(source)!);
  for (const { guid, source } of project.codings) if (home.has(source)) home.set(guid, home.get(source)!);
  for (const { guid, targets } of project.notes) {
    const at = targets.map((target) => (target.guid === null || target.kind === "code" ? undefined : home.get(target.guid))).find((found) => found !== undefined);
    if (at !== undefined) home.set(guid, at);
  }
  const drafts = new Map<string, ReturnType<typeof emptyLists>>([["project", emptyLists()]]);
  const put = (part: string, list: List, item: unknown): void => {
    let draft = drafts.get(part);
    if (!draft) drafts.set(part, (draft = emptyLists()));
    draft[list].push(item);
  };
  const bare = (source: Source): Source => ({ ...source, text: pages.has(source.guid) ? null : source.text, transcripts: source.transcripts.map((t) => ({ ...t, text: pages.has(t.guid) ? null : t.text })) });
  for (const source of project.sources) put(sourcesPart(source.guid), "sources", bare(source));
  for (const selection of project.selections) put(home.get(selection.guid) ?? "project", "selections", selection.place.kind === "words" && pages.has(selection.source) ? { ...selection, quote: null } : selection);
  for (const coding of project.codings) put(home.get(coding.guid) ?? "project", "codings", coding);
  for (const note of project.notes) put(home.get(note.guid) ?? "project", "notes", note);
  for (const one of project.cases) put(`case:${one.guid}`, "cases", one);
  for (const one of project.kept) put((one.parent !== null && home.get(one.parent)) || "project", "kept", one);
  for (const list of ["users", "codes", "variables", "links", "groups", "graphs"] as const) for (const item of project[list]) put("project", list, item);
  const root = Object.fromEntries(Object.entries(project).filter(([key]) => !(lists as readonly string[]).includes(key)));
  return [...drafts].map(([part, draft]): ToKeep => {
    const inside = new Set(Object.values(draft).flat().map((item) => (item as { guid?: Guid }).guid ?? ""));
    for (const source of draft.sources as Source[]) for (const { guid } of source.transcripts) inside.add(guid);
    const [kind, guid = ""] = part.split(":");
    const whose = kind === "source" ? owner(guid) : kind === "case" ? { source: null, participant: participantOf(guid) } : { source: null, participant: null };
    const pick = (from: ReadonlyMap<Guid, string>): Record<Guid, string> => Object.fromEntries([...from].filter(([one]) => inside.has(one) || (part === "project" && !home.has(one) && !drafts.has(`case:${one}`))));
    const json = JSON.stringify({ part, root: part === "project" ? root : null, ...draft, apart: [...apart].filter((one) => inside.has(one)), same: pick(same), called: pick(called) });
    return { part, json, ...whose };
  });
}

/** The key of an imported project: of the one that shares most with it, or a new one. */
export function keyOf(project: Project, kept: Kept): string {
  const votes = new Map<string, number>();
  for (const list of ["users", "codes", "sources", "cases", "codings"] as const) {
    for (const { guid } of project[list]) {
      const key = kept.of.get(guid);
      if (key !== undefined) votes.set(key, (votes.get(key) ?? 0) + 1);
    }
  }
  const [best] = [...votes].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return best?.[0] ?? deriveGuid("project", project.name, ...[...project.codes, ...project.sources, ...project.users].map(({ guid }) => guid).toSorted());
}
