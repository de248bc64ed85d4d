import { z } from "zod";
import type { Version } from "../text/edit.ts";
import { accept, erased, type Decision, type Envelope, type Happening } from "./event.ts";
import type { ParticipantId } from "./participant.ts";
import { versionSeenBy, type ContentName, type SourceId, type SourceSlice } from "./source.ts";

/**
 * What an imported project said and the study has no noun for, kept as content so that it can go out again: one part
 * for the project as a whole, and one for each of its sources and cases, so that a withdrawal reaches what is about a person.
 */
export interface KeptPart {
  /** The imported project, the same for every later state of it that is imported. */
  readonly project: string;
  /** "project", or the kind and identity of what it is about: "source:…", "case:…". */
  readonly part: string;
  /** What that project is called. */
  readonly name: string;
  /** The content that holds it, as compressed JSON. */
  readonly content: ContentName;
  /** Whose words it may hold; null for nobody's. */
  readonly source: SourceId | null;
  readonly participant: ParticipantId | null;
  readonly stamp: string;
  /** The versions of texts in which places in the part count; the text as it came in, where a source is not named. */
  readonly versions: ReadonlyMap<SourceId, Version>;
}

/** By project and part, as `project/part`. */
export interface KeptSlice {
  readonly kept: Map<string, KeptPart>;
}

export type KeptEvent = Happening<"import.kept", { project: string; part: string; content: ContentName; source: SourceId | null; participant: ParticipantId | null; counted?: readonly SourceId[] }, { name: string }>;

export const keptCommands = [
  z.object({ type: z.literal("import.keep"), project: z.string().min(1), part: z.string().min(1), content: z.string(), source: z.string().nullable(), participant: z.string().nullable(), name: z.string(), counted: z.array(z.string()).optional() }),
] as const;
export type KeptCommand = z.infer<(typeof keptCommands)[number]>;

export function decideKept(_study: KeptSlice, { project, part, content, source, participant, name, counted }: KeptCommand): Decision<KeptEvent> {
  return accept(`Kept what "${name}" holds and a study has no place for.`, [{ type: "import.kept", body: { project, part, content, source, participant, ...(counted && counted.length > 0 ? { counted } : {}) }, words: { name } }]);
}

/** A later state of a part replaces the earlier one. `counted` names the sources in whose present text, as the importing copy saw it, the part's places count. */
export function evolveKept(study: KeptSlice & SourceSlice, { body, words }: KeptEvent, at: Envelope): void {
  const { counted = [], ...part } = body;
  const versions = new Map(counted.flatMap((id) => {
    const source = study.sources.get(id);
    return source ? [[id, versionSeenBy(study, source, at.replica)] as const] : [];
  }));
  study.kept.set(`${body.project}/${body.part}`, { ...part, name: words.name ?? erased, stamp: at.stamp, versions });
}
