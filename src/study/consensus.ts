import { z } from "zod";
import type { Version } from "../text/edit.ts";
import type { CodeId, CodeSlice } from "./code.ts";
import type { CoderId } from "./coder.ts";
import type { CodingId } from "./coding.ts";
import { accept, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";
import { versionSeenBy, type SourceId, type SourceSlice } from "./source.ts";

/** How a difference was settled. `none`: nothing should be coded here. `open`: talked about, left for later. */
export const outcomes = ["first", "second", "both", "other", "none", "open"] as const;
export type Outcome = (typeof outcomes)[number];

/** A stretch of the consensus layer. Its version is the text that its range was chosen in. */
export interface Agreed {
  readonly code: CodeId;
  readonly start: number;
  readonly end: number;
}

/** What was decided about one difference, by whom and why. The last decision stands; the earlier ones stay in the log. */
export interface ConsensusDecision {
  readonly difference: string;
  readonly source: SourceId;
  /** The codings that differ: the first coder's and the second's. */
  readonly first: readonly CodingId[];
  readonly second: readonly CodingId[];
  readonly outcome: Outcome;
  /** What the consensus layer holds here as a result. */
  readonly result: readonly Agreed[];
  readonly version: Version;
  readonly who: readonly CoderId[];
  readonly reason: string;
  readonly stamp: string;
  /** How many decisions were made on it before this one. */
  readonly earlier: number;
  /** The code whose definition the decision changed, if it did. */
  readonly changedCode: CodeId | null;
  /** Whoever decided had not seen the decision before this one: two people decided at once. */
  readonly unseen: boolean;
}

export interface ConsensusSlice {
  /** By difference. */
  readonly decisions: Map<string, ConsensusDecision>;
}

export type ConsensusEvent = Happening<
  "consensus.decided",
  { difference: string; source: SourceId; first: readonly CodingId[]; second: readonly CodingId[]; outcome: Outcome; result: readonly Agreed[]; who: readonly CoderId[]; changedCode: CodeId | null; over?: string | null },
  { reason: string }
>;

const offset = z.number().int().nonnegative();
export const consensusCommands = [
  z.object({
    type: z.literal("consensus.decide"),
    difference: z.string().min(1),
    source: z.string(),
    first: z.array(z.string()),
    second: z.array(z.string()),
    outcome: z.enum(outcomes),
    result: z.array(z.object({ code: z.string(), start: offset, end: offset })),
    who: z.array(z.string()).min(1),
    reason: z.string().default(""),
    changedCode: z.string().nullable().default(null),
    /** The stamp of the decision that whoever decides has in front of them, null where they see none. Left out where nobody could have come between. */
    over: z.string().nullable().optional(),
  }),
] as const;
export type ConsensusCommand = z.infer<(typeof consensusCommands)[number]>;

export function decideConsensus(study: ConsensusSlice & SourceSlice & CodeSlice, command: ConsensusCommand, _context: Context): Decision<ConsensusEvent> {
  const source = study.sources.get(command.source);
  if (!source || source.removed) return refuse("missing", "That source is not in this study.");
  const { type: _type, reason, over, ...rest } = command;
  const body = { ...rest, ...(over !== undefined && { over }) };
  if (["none", "open"].includes(command.outcome) !== (command.result.length === 0)) return refuse("invalid", command.result.length === 0 ? "Say which code and range the decision leads to." : "A decision that nothing should be coded here cannot have a range.");
  const stray = command.result.find((r) => !study.codes.has(r.code));
  if (stray) return refuse("missing", "The code that was decided on is not in this study.");
  if (command.result.some((r) => r.end <= r.start)) return refuse("invalid", "The range that was decided on covers no text.");
  const said = { first: "kept the first coder's", second: "kept the second coder's", both: "kept both", other: "chose another range or code", none: "decided that nothing should be coded here", open: "left it open" }[command.outcome];
  return accept(`Difference in "${source.name}": ${said}.`, [{ type: "consensus.decided", body, words: { reason } }]);
}

export function evolveConsensus(study: ConsensusSlice & SourceSlice, event: ConsensusEvent, at: Envelope): void {
  const source = study.sources.get(event.body.source);
  const before = study.decisions.get(event.body.difference);
  const { over, ...decided } = event.body;
  study.decisions.set(event.body.difference, {
    ...decided,
    version: source ? versionSeenBy(study, source, at.replica) : new Set(),
    reason: event.words.reason ?? "",
    stamp: at.stamp,
    earlier: before ? before.earlier + 1 : 0,
    unseen: over !== undefined && over !== (before?.stamp ?? null),
  });
}
