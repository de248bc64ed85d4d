import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";
import type { Participant, ParticipantId, ParticipantSlice } from "./participant.ts";

export type CriterionId = string & { readonly __noun?: "criterion" };

/** The steps from first word to interview, in order, and the two ways out. */
export const recruitmentSteps = ["approached", "interested", "called", "information sheet", "screened", "consented", "interviewed", "declined", "lost", "not eligible"] as const;
export type RecruitmentStep = (typeof recruitmentSteps)[number];

/** One step of one person's way into the study. */
export interface RecruitmentRecord {
  readonly participant: ParticipantId;
  readonly step: RecruitmentStep;
  /** As `2016-06-14`; "" where it is not known. */
  readonly date: string;
  /** Who did it: the clinician who approached, the researcher who called. */
  readonly by: string;
  readonly service: string;
  /** How (email or post) or why (declined because …). */
  readonly reason: string;
}

/** What a person must meet to take part. */
export interface Criterion {
  readonly id: CriterionId;
  name: string;
  definition: string;
}

export interface RecruitmentSlice {
  readonly recruitment: Map<ParticipantId, RecruitmentRecord[]>;
  readonly criteria: Map<CriterionId, Criterion>;
  /** Whether a person meets a criterion; null where it could not be told. */
  readonly eligibility: Map<ParticipantId, Map<CriterionId, { readonly met: boolean | null; readonly date: string }>>;
}

export type RecruitmentEvent =
  | Happening<"recruitment.recorded", { participant: ParticipantId; step: RecruitmentStep; date: string }, { by: string; service: string; reason: string }>
  | Happening<"criterion.defined", { criterion: CriterionId }, { name: string; definition: string }>
  | Happening<"eligibility.recorded", { participant: ParticipantId; criterion: CriterionId; met: boolean | null; date: string }, Record<never, never>>;

/**
 * Whether somebody was approached but never took part: recruitment ended in a way out, and neither consent nor an
 * interview is on record. Such a person belongs to the recruitment flow and is no participant in any count.
 */
export function neverJoined(study: RecruitmentSlice, participant: ParticipantId): boolean {
  const steps = (study.recruitment.get(participant) ?? []).map((record) => record.step);
  const left = steps.some((step) => step === "declined" || step === "lost" || step === "not eligible");
  return left && !steps.includes("consented") && !steps.includes("interviewed");
}

/** The participants: everyone in the register but those who never joined. */
export const joinedParticipants = (study: RecruitmentSlice & ParticipantSlice): Participant[] => [...study.participants.values()].filter((person) => !neverJoined(study, person.id));

/** A calendar day as the commands take it, `2016-06-14`, or "" where it is not known. */
export const aDay = z.union([z.literal(""), z.iso.date()]).describe("a day, as 2016-06-14, or empty where it is not known");

export const recruitmentCommands = [
  z.object({ type: z.literal("recruitment.record"), participant: z.string(), step: z.enum(recruitmentSteps), date: aDay, by: z.string().default(""), service: z.string().default(""), reason: z.string().default("") }),
  z.object({ type: z.literal("criterion.define"), criterion: z.string().optional(), name: z.string().trim().min(1), definition: z.string().default("") }),
  z.object({ type: z.literal("eligibility.record"), participant: z.string(), criterion: z.string(), met: z.boolean().nullable(), date: aDay }),
] as const;
export type RecruitmentCommand = z.infer<(typeof recruitmentCommands)[number]>;

export function decideRecruitment(study: RecruitmentSlice & ParticipantSlice, command: RecruitmentCommand, { id }: Context): Decision<RecruitmentEvent> {
  if (command.type === "criterion.define") {
    const namesake = [...study.criteria.values()].find((c) => c.name.toLowerCase() === command.name.toLowerCase());
    if (namesake && namesake.id !== command.criterion) return refuse("duplicate", `There is already a criterion "${namesake.name}".`);
    const criterion = command.criterion ?? id();
    return accept(`Recorded the criterion "${command.name}".`, [{ type: "criterion.defined", body: { criterion }, words: { name: command.name, definition: command.definition } }], criterion);
  }
  const person = study.participants.get(command.participant);
  if (!person) return refuse("missing", "That participant is not in this study.");
  if (command.type === "recruitment.record") {
    const { participant, step, date, by, service, reason } = command;
    return accept(`Recorded for ${person.label}: ${step}.`, [{ type: "recruitment.recorded", body: { participant, step, date }, words: { by, service, reason } }]);
  }
  const criterion = study.criteria.get(command.criterion);
  if (!criterion) return refuse("missing", "That criterion is not in this study.");
  const { participant, met, date } = command;
  return accept(`Recorded for ${person.label}: "${criterion.name}" ${met === null ? "not known" : met ? "met" : "not met"}.`, [{ type: "eligibility.recorded", body: { participant, criterion: criterion.id, met, date }, words: {} }]);
}

export function evolveRecruitment(study: RecruitmentSlice, event: RecruitmentEvent): void {
  switch (event.type) {
    case "recruitment.recorded": {
      const { participant, step, date } = event.body;
      const { by = "", service = "", reason = "" } = event.words;
      const known = study.recruitment.get(participant) ?? [];
      study.recruitment.set(participant, [...known, { participant, step, date, by, service, reason }]);
      return;
    }
    case "criterion.defined": {
      const id = event.body.criterion;
      study.criteria.set(id, { id, name: event.words.name ?? erased, definition: event.words.definition ?? "" });
      return;
    }
    case "eligibility.recorded": {
      const { participant, criterion, met, date } = event.body;
      const known = study.eligibility.get(participant) ?? new Map();
      study.eligibility.set(participant, known.set(criterion, { met, date }));
    }
  }
}
