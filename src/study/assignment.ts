import { z } from "zod";
import type { CoderId, CoderSlice } from "./coder.ts";
import { accept, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";
import { partOf, partsFrom, type AssignedPart, type GivenPart } from "./assignedPart.ts";
import { versionSeenBy, type SourceId, type SourceSlice } from "./source.ts";

export type AssignmentId = string & { readonly __noun?: "assignment" };

/** Sources given to a coder to code, and the terms. */
export interface Assignment {
  readonly id: AssignmentId;
  readonly coder: CoderId;
  readonly sources: readonly SourceId[];
  /** The sources of which only some turns were given. */
  readonly parts: readonly AssignedPart[];
  /** While blind, neither this coder nor the others see each other's work on these sources. */
  readonly blind: boolean;
  readonly mayMakeCodes: boolean;
  /** How the sources were chosen, in words; with the seed where chance chose. */
  readonly rule: string;
  readonly seed: number | null;
  /** The codebook it starts from: the study as it stood at this stamp. */
  readonly codebookAt: string;
}

export interface AssignmentSlice {
  readonly assignments: Map<AssignmentId, Assignment>;
  /** Who marked which source as finished, and when. Finished with no codings is not the same as never opened. */
  readonly finished: Map<SourceId, Map<CoderId, string>>;
}

export type AssignmentEvent =
  | Happening<"assignment.made", { assignment: AssignmentId; coder: CoderId; sources: readonly SourceId[]; blind: boolean; mayMakeCodes: boolean; seed: number | null; parts?: readonly GivenPart[] }, { rule: string }>
  | Happening<"assignment.withdrawn", { assignment: AssignmentId }, Record<never, never>>
  | Happening<"assignment.finished", { coder: CoderId; sources: readonly SourceId[]; finished: boolean }, Record<never, never>>;

export const assignmentCommands = [
  z.object({ type: z.literal("assignment.make"), coder: z.string(), sources: z.array(z.string()).min(1), turns: z.array(z.object({ source: z.string(), turns: z.array(z.number().int().positive()).min(1) })).optional(), blind: z.boolean().default(true), mayMakeCodes: z.boolean().default(false), rule: z.string().default("chosen by hand"), seed: z.number().int().nullable().default(null) }),
  z.object({ type: z.literal("assignment.withdraw"), assignment: z.string() }),
  z.object({ type: z.literal("assignment.finish"), coder: z.string(), sources: z.array(z.string()).min(1), finished: z.boolean().default(true) }),
] as const;
export type AssignmentCommand = z.infer<(typeof assignmentCommands)[number]>;

/** Whether a coder has marked a source as finished. */
export const hasFinished = (study: AssignmentSlice, coder: CoderId, source: SourceId): boolean => study.finished.get(source)?.has(coder) ?? false;

/**
 * Whose work on a source a coder must not see now: everyone else who codes it, while a blind assignment on it is open.
 * It is open until the assigned coder and every other coder who has work there have marked it as finished.
 */
export function hiddenFrom(study: AssignmentSlice, viewer: CoderId, source: SourceId, codersThere: Iterable<CoderId>): Set<CoderId> {
  const blind = [...study.assignments.values()].filter((a) => a.blind && a.sources.includes(source));
  if (blind.length === 0) return new Set();
  const involved = new Set<CoderId>([...blind.map((a) => a.coder), ...codersThere]);
  if ([...involved].every((coder) => hasFinished(study, coder, source))) return new Set();
  involved.delete(viewer);
  return involved;
}

/** The coder's name, where all that is assigned to them and not finished says that they make no new codes; null where they may make some. */
export function barredFromNewCodes(study: AssignmentSlice & CoderSlice, coder: CoderId): string | null {
  const current = [...study.assignments.values()].filter((a) => a.coder === coder && a.sources.some((source) => !hasFinished(study, coder, source)));
  return current.length > 0 && current.every((a) => !a.mayMakeCodes) ? (study.coders.get(coder)?.name ?? "This coder") : null;
}

export function decideAssignment(study: AssignmentSlice & CoderSlice & SourceSlice, command: AssignmentCommand, { id }: Context): Decision<AssignmentEvent> {
  if (command.type === "assignment.withdraw") {
    if (!study.assignments.has(command.assignment)) return refuse("missing", "That assignment is not in this study.");
    return accept("Withdrew an assignment.", [{ type: "assignment.withdrawn", body: { assignment: command.assignment }, words: {} }]);
  }
  const coder = study.coders.get(command.coder);
  if (!coder) return refuse("missing", "That coder is not in this study.");
  const sources = command.sources.map((s) => study.sources.get(s));
  if (sources.some((s) => !s || s.removed)) return refuse("missing", "One of those sources is not in this study.");
  const names = sources.map((s) => `"${s!.name}"`).join(", ");
  if (command.type === "assignment.finish") {
    const { finished } = command;
    return accept(`${coder.name} ${finished ? "finished" : "reopened"} ${names}.`, [{ type: "assignment.finished", body: { coder: coder.id, sources: command.sources, finished }, words: {} }]);
  }
  const { blind, mayMakeCodes, rule, seed } = command;
  const parts: GivenPart[] = [];
  for (const { source: of, turns } of command.turns ?? []) {
    const source = sources.find((s) => s!.id === of);
    if (!source) return refuse("invalid", "Turns can only be given of a source that is assigned.");
    const part = partOf(source, turns);
    if (!part.ok) return part;
    parts.push(part.part);
  }
  const assignment = id();
  const given = sources.map((s) => `"${s!.name}"${partWords(command.turns?.find((t) => t.source === s!.id)?.turns)}`).join(", ");
  return accept(`Assigned ${given} to ${coder.name}${blind ? ", blind" : ""}.`, [{ type: "assignment.made", body: { assignment, coder: coder.id, sources: command.sources, blind, mayMakeCodes, seed, ...(parts.length > 0 && { parts }) }, words: { rule } }], assignment);
}

const partWords = (turns: readonly number[] | undefined): string => (turns === undefined ? "" : turns.length === 1 ? " (1 turn)" : ` (${turns.length} turns)`);

export function evolveAssignment(study: AssignmentSlice & CoderSlice & SourceSlice, event: AssignmentEvent, at: Envelope): void {
  switch (event.type) {
    case "assignment.made": {
      const { assignment: id, coder, sources, blind, mayMakeCodes, seed } = event.body;
      const parts = partsFrom(event.body.parts ?? [], (source) => {
        const there = study.sources.get(source);
        return there ? versionSeenBy(study, there, at.replica) : null;
      });
      study.assignments.set(id, { id, coder, sources, parts, blind, mayMakeCodes, seed, rule: event.words.rule ?? "", codebookAt: at.stamp });
      const person = study.coders.get(coder);
      if (person) person.declared = true;
      return;
    }
    case "assignment.withdrawn":
      study.assignments.delete(event.body.assignment);
      return;
    case "assignment.finished": {
      const { coder, sources, finished } = event.body;
      for (const source of sources) {
        const marks = study.finished.get(source) ?? new Map<CoderId, string>();
        if (finished) marks.set(coder, at.stamp);
        else marks.delete(coder);
        study.finished.set(source, marks);
      }
    }
  }
}
