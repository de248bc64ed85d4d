import type { Participant, ParticipantSlice } from "../study/participant.ts";
import { joinedParticipants, type RecruitmentSlice } from "../study/recruitment.ts";
import type { Substudy } from "../study/substudy.ts";

/**
 * The people an analysis is about: everyone in the register who joined, or a substudy's frozen list, in the order of the register.
 * Who took everything back is left out; who withdrew but let the data stay is in.
 */
export function analysedParticipants(study: ParticipantSlice & RecruitmentSlice, substudy: Substudy | null): Participant[] {
  const members = substudy && new Set(substudy.members);
  return joinedParticipants(study).filter((p) => p.withdrawn?.level !== "remove everything" && (!members || members.has(p.id)));
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "variant" });

/** Order of labels as people read them: "Mother 4" before "Mother 14". */
export const byLabel = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
