import { byLabel } from "../../analysis/analysed.ts";
import type { PassageAnswer, StudyAnswer } from "../../server/answers.ts";
import { timeCode } from "../../text/turns.ts";

/** A passage with whose it is and where it stands, in words. */
export interface Placed extends PassageAnswer {
  /** The participant's label, or the interview's name where it is nobody's. */
  readonly label: string;
  readonly participant: string | null;
  /** "turn 12, 10:15", with the interview's name before it where that is not the label. */
  readonly locator: string;
}

/** Passages in the order in which people read them: by participant, interview and place. */
export function placed(study: Pick<StudyAnswer, "sources" | "participants">, passages: readonly PassageAnswer[]): Placed[] {
  const sources = new Map(study.sources.map((s) => [s.id, s]));
  const labels = new Map(study.participants.map((p) => [p.id, p.label]));
  const all = passages.map((p): Placed => {
    const source = sources.get(p.source);
    const participant = source?.participant ?? null;
    const label = (participant === null ? undefined : labels.get(participant)) ?? source?.name ?? "";
    return { ...p, participant, label, locator: [source && source.name !== label ? source.name : null, p.turn === null ? null : `turn ${p.turn}`, p.at === null ? null : timeCode(p.at)].filter((part) => part !== null).join(", ") };
  });
  return all.sort((a, b) => byLabel(a.label, b.label) || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.start - b.start || a.end - b.end));
}

/** Passages under the people they are of. */
export function byPerson(passages: readonly Placed[]): { label: string; participant: string | null; passages: Placed[] }[] {
  const groups: { label: string; participant: string | null; passages: Placed[] }[] = [];
  for (const passage of passages) {
    const last = groups.at(-1);
    if (last?.label === passage.label) last.passages.push(passage);
    else groups.push({ label: passage.label, participant: passage.participant, passages: [passage] });
  }
  return groups;
}

/** The place to go to when the passage in hand goes away: the next one, else the one before. */
export const neighbour = (ids: readonly string[], gone: ReadonlySet<string>, at: string | null): string | null => {
  const place = Math.max(0, ids.indexOf(at ?? ""));
  return ids.slice(place).find((id) => !gone.has(id)) ?? ids.slice(0, place).findLast((id) => !gone.has(id)) ?? null;
};
