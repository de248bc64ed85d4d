import type { StudyAnswer } from "../../server/answers.ts";
import { neverJoined } from "../../study/recruitment.ts";

/** Whom the register shows: those who took part, those who were approached and never did, or everyone. */
export type Scope = "joined" | "not joined" | "everyone";

/** The people of a scope, in the order of the register. "Joined" is who is counted anywhere else in the study. */
export function inScope<T extends { readonly id: string }>(study: Pick<StudyAnswer, "recruitment">, people: readonly T[], scope: Scope): readonly T[] {
  if (scope === "everyone") return people;
  const recruitment = Map.groupBy(study.recruitment, (record) => record.participant);
  return people.filter(({ id }) => neverJoined({ recruitment, criteria: new Map(), eligibility: new Map() }, id) === (scope === "not joined"));
}
