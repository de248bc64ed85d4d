import { z } from "zod";
import { lengthIn, mapRange, original, type Version } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import { currentCode, pathOf, type CodeId, type CodeSlice } from "./code.ts";
import type { CoderId, CoderSlice } from "./coder.ts";
import { accept, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";
import { versionSeenBy, type Source, type SourceId, type SourceSlice } from "./source.ts";

export type CodingId = string & { readonly __noun?: "coding" };

/** One coder's application of one code to one range of a source. */
export interface Coding {
  readonly id: CodingId;
  readonly source: SourceId;
  code: CodeId;
  readonly coder: CoderId;
  /** In the offsets of the version it was anchored in; `rangeOf` gives it in the current text's. */
  start: number;
  end: number;
  version: Version;
  readonly stamp: string;
}

/** Every coding, and where to find those of one source and of one code (by the code they were given, before any merge). */
export interface CodingSlice {
  readonly codings: Map<CodingId, Coding>;
  readonly codingsBySource: Map<SourceId, Coding[]>;
  readonly codingsByCode: Map<CodeId, Coding[]>;
}

export type CodingEvent =
  | Happening<"coding.added", { coding: CodingId; source: SourceId; code: CodeId; coder: CoderId; start: number; end: number }, Record<never, never>>
  | Happening<"coding.resized", { coding: CodingId; start: number; end: number }, Record<never, never>>
  | Happening<"coding.recoded", { coding: CodingId; code: CodeId }, { reason: string }>
  | Happening<"coding.removed", { coding: CodingId }, { reason: string }>;

const offset = z.number().int().nonnegative();
export const codingCommands = [
  z.object({ type: z.literal("coding.add"), id: z.string().optional(), source: z.string(), code: z.string(), start: offset, end: offset, coder: z.string().optional() }),
  z.object({ type: z.literal("coding.resize"), coding: z.string(), start: offset, end: offset }),
  z.object({ type: z.literal("coding.recode"), coding: z.string(), code: z.string(), reason: z.string().default("") }),
  z.object({ type: z.literal("coding.remove"), coding: z.string(), reason: z.string().default("") }),
] as const;
export type CodingCommand = z.infer<(typeof codingCommands)[number]>;

type Slices = CodingSlice & CodeSlice & SourceSlice & CoderSlice;

/** Where a coding stands in the current text of its source. Empty where its words are gone. */
export function rangeOf(study: SourceSlice, coding: Coding): Range {
  const source = study.sources.get(coding.source);
  const range = { start: coding.start, end: coding.end };
  return source ? mapRange(source.text, range, coding.version, source.version) : range;
}

/** A coding's code as it counts now, through merges; undefined where the code is gone. */
export const codeOf = (study: CodeSlice, coding: Coding): ReturnType<typeof currentCode> => currentCode(study, coding.code);

/** How long a source's current text is, in UTF-16 code units. */
export function unitsOf(source: Source): number {
  return source.version === original ? source.units : lengthIn(source.text, source.version);
}

function badRange(source: Source, { start, end }: Range): ReturnType<typeof refuse> | null {
  if (end <= start) return refuse("invalid", `A coding must cover at least one character; ${start} to ${end} in "${source.name}" covers none.`);
  const units = unitsOf(source);
  return end > units ? refuse("invalid", `"${source.name}" has ${units} characters (UTF-16), so nothing can be coded from ${start} to ${end}.`) : null;
}

export function decideCoding(study: Slices, command: CodingCommand, { id, actor }: Context): Decision<CodingEvent> {
  if (command.type === "coding.add") {
    const source = study.sources.get(command.source);
    if (!source || source.removed) return refuse("missing", "That source is not in this study.");
    const code = study.codes.get(command.code);
    if (!code || code.mergedInto !== null) return refuse("missing", "That code is not in this study.");
    if (code.kind === "heading") return refuse("not allowed", `"${code.name}" is a heading; code with one of the codes below it, or make it a code.`);
    if (code.retired) return refuse("not allowed", `"${code.name}" is retired; take it back into use first.`);
    const bad = badRange(source, command);
    if (bad) return bad;
    const coder = command.coder ?? actor;
    if (!study.coders.has(coder)) return refuse("missing", "That coder is not in this study.");
    const coding = command.id ?? id();
    const body = { coding, source: source.id, code: code.id, coder, start: command.start, end: command.end };
    return accept(`Coded ${command.end - command.start} characters of "${source.name}" with "${pathOf(study, code.id)}".`, [{ type: "coding.added", body, words: {} }], coding);
  }
  const coding = study.codings.get(command.coding);
  if (!coding) return refuse("missing", "That coding is not in this study.");
  const source = study.sources.get(coding.source);
  const name = codeOf(study, coding)?.name ?? "a code that is gone";
  const about = { coding: coding.id };
  switch (command.type) {
    case "coding.resize": {
      const bad = source ? badRange(source, command) : null;
      if (bad) return bad;
      return accept(`Changed where "${name}" is coded in "${source?.name}".`, [{ type: "coding.resized", body: { ...about, start: command.start, end: command.end }, words: {} }]);
    }
    case "coding.recode": {
      const code = study.codes.get(command.code);
      if (!code || code.mergedInto !== null) return refuse("missing", "That code is not in this study.");
      if (code.kind === "heading") return refuse("not allowed", `"${code.name}" is a heading; use one of the codes below it.`);
      return accept(`Changed a coding in "${source?.name}" from "${name}" to "${code.name}".`, [{ type: "coding.recoded", body: { ...about, code: code.id }, words: { reason: command.reason } }]);
    }
    case "coding.remove":
      return accept(`Removed a coding of "${name}" in "${source?.name}".`, [{ type: "coding.removed", body: about, words: { reason: command.reason } }]);
  }
}

const push = <K>(index: Map<K, Coding[]>, key: K, coding: Coding): void => {
  const list = index.get(key);
  if (list) list.push(coding);
  else index.set(key, [coding]);
};
const drop = <K>(index: Map<K, Coding[]>, key: K, coding: Coding): void => {
  const list = index.get(key);
  const at = list?.lastIndexOf(coding) ?? -1;
  if (at >= 0) list!.splice(at, 1);
};

export function evolveCoding(study: Slices, event: CodingEvent, at: Envelope): void {
  if (event.type === "coding.added") {
    const { coding: id, source: sourceId, code, coder, start, end } = event.body;
    if (study.codings.has(id)) return;
    const source = study.sources.get(sourceId);
    const person = study.coders.get(coder);
    // The ids of what is there already, so that a million codings share a few hundred strings.
    const coding: Coding = { id, source: source?.id ?? sourceId, code: study.codes.get(code)?.id ?? code, coder: person?.id ?? coder, start, end, version: source ? versionSeenBy(study, source, at.replica) : original, stamp: at.stamp };
    study.codings.set(id, coding);
    push(study.codingsBySource, coding.source, coding);
    push(study.codingsByCode, coding.code, coding);
    if (person) person.declared = true;
    return;
  }
  const coding = study.codings.get(event.body.coding);
  if (!coding) return;
  switch (event.type) {
    case "coding.resized": {
      const source = study.sources.get(coding.source);
      coding.start = event.body.start;
      coding.end = event.body.end;
      if (source) coding.version = versionSeenBy(study, source, at.replica);
      return;
    }
    case "coding.recoded":
      drop(study.codingsByCode, coding.code, coding);
      coding.code = event.body.code;
      push(study.codingsByCode, coding.code, coding);
      return;
    case "coding.removed":
      study.codings.delete(coding.id);
      drop(study.codingsBySource, coding.source, coding);
      drop(study.codingsByCode, coding.code, coding);
  }
}
