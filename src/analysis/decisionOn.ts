import { hasFinished, type AssignmentSlice } from "../study/assignment.ts";
import type { CoderId } from "../study/coder.ts";
import type { ConsensusDecision, ConsensusSlice } from "../study/consensus.ts";
import type { Difference } from "./agreement/differences.ts";

/**
 * What decisions about a difference between two coders are kept under: the ids of its codings and, where only one of them coded, the coder who did not.
 * Without the second part one coder's passage that two others left uncoded would be one difference, and a decision with the one would settle it with the other too.
 */
export const decisionKey = (difference: Pick<Difference, "id" | "first" | "second">, [first, second]: readonly [CoderId, CoderId]): string =>
  difference.first && difference.second ? difference.id : `${difference.id}+~${difference.first ? second : first}`;

/** A key without the coder who coded nothing: what decisions were kept under before keys named them. */
export const withoutCoder = (key: string): string => key.split("+~")[0]!;

/** The decision that stands on a difference between these two coders; null where there is none. */
export function decisionOn(study: ConsensusSlice & AssignmentSlice, difference: Difference, coders: readonly [CoderId, CoderId]): ConsensusDecision | null {
  const own = study.decisions.get(decisionKey(difference, coders));
  if (own || (difference.first && difference.second)) return own ?? null;
  const older = study.decisions.get(difference.id);
  return older && !isOfOthers(study, older, coders) ? older : null;
}

/** Whether a decision about a passage of one coder was made with somebody else than these two, who finished the source as well. */
export function isOfOthers(study: AssignmentSlice, decision: ConsensusDecision, coders: readonly [CoderId, CoderId]): boolean {
  const named = decision.difference.split("+~")[1];
  if (named !== undefined) return !coders.includes(named);
  if (decision.first.length > 0 && decision.second.length > 0) return false;
  return !coders.every((coder) => decision.who.includes(coder)) && decision.who.some((coder) => !coders.includes(coder) && hasFinished(study, coder, decision.source));
}
