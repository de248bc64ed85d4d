import { z } from "zod";
import { accept, erased, type Decision, type Happening } from "./event.ts";
import type { ParticipantId } from "./participant.ts";
import type { ContentName, SourceId } from "./source.ts";

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
}

/** By project and part, as `project/part`. */
export interface KeptSlice {
  readonly kept: Map<string, KeptPart>;
}

export type KeptEvent = Happening<"import.kept", { project: string; part: string; content: ContentName; source: SourceId | null; participant: ParticipantId | null }, { name: string }>;

export const keptCommands = [
  z.object({ type: z.literal("import.keep"), project: z.string().min(1), part: z.string().min(1), content: z.string(), source: z.string().nullable(), participant: z.string().nullable(), name: z.string() }),
] as const;
export type KeptCommand = z.infer<(typeof keptCommands)[number]>;

export function decideKept(_study: KeptSlice, { project, part, content, source, participant, name }: KeptCommand): Decision<KeptEvent> {
  return accept(`Kept what "${name}" holds and a study has no place for.`, [{ type: "import.kept", body: { project, part, content, source, participant }, words: { name } }]);
}

/** A later state of a part replaces the earlier one. */
export function evolveKept(study: KeptSlice, { body, words }: KeptEvent, stamp: string): void {
  study.kept.set(`${body.project}/${body.part}`, { ...body, name: words.name ?? erased, stamp });
}
