import type { Participant, ParticipantId } from "../study/participant.ts";
import { joinedParticipants, recruitmentSteps, type RecruitmentStep } from "../study/recruitment.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { presentSources } from "../study/source.ts";

/** The ways out of recruitment; the other steps lead on. */
export const waysOut = ["declined", "lost", "not eligible"] as const;
export type WayOut = (typeof waysOut)[number];

/** People who left after the same step by the same way, and how many gave which reason ("" where none was recorded). */
export interface Loss {
  readonly way: WayOut;
  readonly n: number;
  readonly reasons: readonly { readonly reason: string; readonly n: number }[];
}

/** One row of the flow. `registered`, everyone in the register, is there unless everybody was approached on record. */
export interface FlowStep {
  readonly step: RecruitmentStep | "registered";
  /** Who reached it or a later one. */
  readonly reached: number;
  /** Who came this far and then left. */
  readonly losses: readonly Loss[];
  /** Who came this far, did not leave, and of whom nothing further is recorded. */
  readonly waiting: number;
}

/** How many came how far, from the register into the analysis. */
export interface RecruitmentFlow {
  readonly steps: readonly FlowStep[];
  /** People who withdrew after taking part, by level. */
  readonly withdrawn: readonly { readonly level: string; readonly n: number }[];
  /** The substudy, and how many of the register are in it; null where there is none. */
  readonly analysed: { readonly name: string; readonly rule: string; readonly n: number; readonly notIn: number } | null;
}

const onward = recruitmentSteps.filter((s) => !(waysOut as readonly string[]).includes(s));
const isWayOut = (step: RecruitmentStep): step is WayOut => (waysOut as readonly string[]).includes(step);

/**
 * The recruitment flow from the records. A person counts at every recorded step up to the furthest they reached, also
 * where a step between was not written down. A consent, an interview and a transcript count as records of their steps.
 * Someone left if the last of their records is a way out. Steps that nobody has a record of are not shown.
 */
export function recruitmentFlow(study: Study, substudy: Substudy | null = null): RecruitmentFlow {
  const interviewed = new Set<ParticipantId>([...study.interviews.values()].map((i) => i.participant));
  for (const source of presentSources(study)) if (source.participant !== null) interviewed.add(source.participant);
  const people = [...study.participants.values()].map((person) => wayOf(study, person, interviewed));
  const seen = onward.filter((step) => people.some((p) => p.recorded.has(step)));
  // Where everybody was approached on record, being in the register says no more than that.
  const allApproached = people.length > 0 && people.every((p) => p.recorded.has("approached"));
  const rows: readonly (RecruitmentStep | "registered")[] = allApproached ? seen : ["registered", ...seen];
  const furthest = people.map((p) => rows.findLastIndex((step) => step === "registered" || p.recorded.has(step)));
  const steps = rows.map((step, i): FlowStep => {
    const here = people.filter((_, p) => furthest[p] === i);
    const losses = waysOut.flatMap((way): Loss[] => {
      const lost = here.filter((p) => p.out?.way === way);
      const reasons = new Map<string, number>();
      for (const p of lost) reasons.set(p.out!.reason, (reasons.get(p.out!.reason) ?? 0) + 1);
      return lost.length === 0 ? [] : [{ way, n: lost.length, reasons: [...reasons].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1)) }];
    });
    const isLast = i === rows.length - 1;
    return { step, reached: furthest.filter((f) => f >= i).length, losses, waiting: isLast ? 0 : here.filter((p) => !p.out).length };
  });
  const levels = new Map<string, number>();
  for (const { withdrawn } of study.participants.values()) if (withdrawn) levels.set(withdrawn.level, (levels.get(withdrawn.level) ?? 0) + 1);
  const members = substudy?.members.filter((id) => study.participants.has(id)).length ?? 0;
  return {
    steps,
    withdrawn: [...levels].map(([level, n]) => ({ level, n })),
    analysed: substudy && { name: substudy.name, rule: substudy.rule, n: members, notIn: joinedParticipants(study).length - members },
  };
}

interface Way {
  readonly recorded: ReadonlySet<RecruitmentStep>;
  readonly out: { readonly way: WayOut; readonly reason: string } | null;
}

function wayOf(study: Study, person: Participant, interviewed: ReadonlySet<ParticipantId>): Way {
  const records = study.recruitment.get(person.id) ?? [];
  const recorded = new Set(records.map((r) => r.step));
  if (study.consents.has(person.id)) recorded.add("consented");
  if (interviewed.has(person.id)) recorded.add("interviewed");
  // By date where both are dated, else in the order they were recorded.
  const last = records.reduce<(typeof records)[number] | null>((a, b) => (a && a.date !== "" && b.date !== "" && a.date > b.date ? a : b), null);
  return { recorded, out: last && isWayOut(last.step) ? { way: last.step, reason: last.reason.trim() } : null };
}
