import { currentCode, isWithin, type CodeId, type CodeSlice } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import { rangeOf, type Coding, type CodingSlice } from "../study/coding.ts";
import type { ParticipantId } from "../study/participant.ts";
import type { SourceSlice } from "../study/source.ts";
import { isEmpty } from "../text/range.ts";

/** Every code whose codings count under one of these now: themselves, what was merged into them and, with `below`, what lies under them. */
export function countingUnder(study: CodeSlice, codes: Iterable<CodeId>, below = true): CodeId[] {
  const wanted = [...new Set([...codes].map((id) => currentCode(study, id)?.id).filter((id) => id !== undefined))];
  const found = new Map<CodeId, boolean>();
  const belongs = (id: CodeId): boolean => {
    let answer = found.get(id);
    if (answer === undefined) found.set(id, (answer = wanted.includes(id) || (below && wanted.some((w) => isWithin(study, id, w)))));
    return answer;
  };
  return [...study.codes.keys()].filter((id) => {
    const now = currentCode(study, id);
    return now !== undefined && belongs(now.id);
  });
}

/** The codings that count under these codes, in sources that are still there. Those that have lost their words are among them. */
export function codingsUnder(study: CodeSlice & CodingSlice & SourceSlice, codes: Iterable<CodeId>, below = true): Coding[] {
  const found: Coding[] = [];
  for (const id of countingUnder(study, codes, below)) {
    for (const coding of study.codingsByCode.get(id) ?? []) {
      const source = study.sources.get(coding.source);
      if (source && !source.removed) found.push(coding);
    }
  }
  return found;
}

/** The participants with at least one passage, still with words, coded with a code or one below it, by anyone or by one coder. */
export function codedParticipants(study: CodeSlice & CodingSlice & SourceSlice, code: CodeId, coder: CoderId | null): Set<ParticipantId> {
  const people = new Set<ParticipantId>();
  for (const coding of codingsUnder(study, [code])) {
    const person = study.sources.get(coding.source)!.participant;
    if (person === null || people.has(person) || (coder !== null && coding.coder !== coder) || isEmpty(rangeOf(study, coding))) continue;
    people.add(person);
  }
  return people;
}
