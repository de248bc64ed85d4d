import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";
import type { ParticipantId, ParticipantSlice } from "./participant.ts";
import { aDay } from "./recruitment.ts";

export type InterviewId = string & { readonly __noun?: "interview" };
export type GuideId = string & { readonly __noun?: "guide" };

/** One version of the interview guide: the questions and probes, and what changed since the last and why. */
export interface Guide {
  readonly id: GuideId;
  readonly date: string;
  version: string;
  text: string;
  change: string;
}

/** A conversation that took place; its transcript, if there is one, is a source. */
export interface Interview {
  readonly id: InterviewId;
  readonly participant: ParticipantId;
  readonly date: string;
  /** Length in minutes; null where it is not known. */
  readonly minutes: number | null;
  readonly guide: GuideId | null;
  readonly place: string;
  readonly interviewer: string;
  readonly others: string;
}

export interface InterviewSlice {
  readonly guides: Map<GuideId, Guide>;
  readonly interviews: Map<InterviewId, Interview>;
}

export type InterviewEvent =
  | Happening<"guide.defined", { guide: GuideId; date: string }, { version: string; text: string; change: string }>
  | Happening<"interview.recorded", { interview: InterviewId; participant: ParticipantId; date: string; minutes: number | null; guide: GuideId | null }, { place: string; interviewer: string; others: string }>;

export const interviewCommands = [
  z.object({ type: z.literal("guide.define"), version: z.string().trim().min(1), date: aDay, text: z.string(), change: z.string().default("") }),
  z.object({
    type: z.literal("interview.record"),
    interview: z.string().optional(),
    participant: z.string(),
    date: aDay,
    minutes: z.number().nonnegative().nullable().default(null),
    guide: z.string().nullable().default(null),
    place: z.string().default(""),
    interviewer: z.string().default(""),
    others: z.string().default(""),
  }),
] as const;
export type InterviewCommand = z.infer<(typeof interviewCommands)[number]>;

export function decideInterview(study: InterviewSlice & ParticipantSlice, command: InterviewCommand, { id }: Context): Decision<InterviewEvent> {
  if (command.type === "guide.define") {
    if ([...study.guides.values()].some((g) => g.version === command.version)) return refuse("duplicate", `There is already an interview guide version "${command.version}".`);
    const guide = id();
    const { version, date, text, change } = command;
    return accept(`Recorded the interview guide version "${version}".`, [{ type: "guide.defined", body: { guide, date }, words: { version, text, change } }], guide);
  }
  const person = study.participants.get(command.participant);
  if (!person) return refuse("missing", "That participant is not in this study.");
  if (command.guide !== null && !study.guides.has(command.guide)) return refuse("missing", "That interview guide version is not in this study.");
  const { participant, date, minutes, guide, place, interviewer, others } = command;
  const interview = command.interview ?? id();
  return accept(`Recorded an interview with ${person.label}.`, [{ type: "interview.recorded", body: { interview, participant, date, minutes, guide }, words: { place, interviewer, others } }], interview);
}

export function evolveInterview(study: InterviewSlice, event: InterviewEvent): void {
  switch (event.type) {
    case "guide.defined": {
      const { guide: id, date } = event.body;
      study.guides.set(id, { id, date, version: event.words.version ?? erased, text: event.words.text ?? "", change: event.words.change ?? "" });
      return;
    }
    case "interview.recorded": {
      const { interview: id, participant, date, minutes, guide } = event.body;
      const { place = "", interviewer = "", others = "" } = event.words;
      study.interviews.set(id, { id, participant, date, minutes, guide, place, interviewer, others });
    }
  }
}
