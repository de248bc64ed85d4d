import { barredFromNewCodes, decideAssignment, evolveAssignment, assignmentCommands, type AssignmentCommand, type AssignmentEvent, type AssignmentSlice } from "./assignment.ts";
import { codeCommands, decideCode, evolveCode, type CodeCommand, type CodeEvent, type CodeSlice } from "./code.ts";
import { coderCommands, decideCoder, evolveCoder, type CoderCommand, type CoderEvent, type CoderSlice } from "./coder.ts";
import { codingCommands, decideCoding, evolveCoding, type CodingCommand, type CodingEvent, type CodingSlice } from "./coding.ts";
import { consensusCommands, decideConsensus, evolveConsensus, type ConsensusCommand, type ConsensusEvent, type ConsensusSlice } from "./consensus.ts";
import { consentCommands, decideConsent, evolveConsent, type ConsentCommand, type ConsentEvent, type ConsentSlice } from "./consent.ts";
import { refuse, type Context, type Decision, type Envelope } from "./event.ts";
import type { HistoryEvent, HistorySlice } from "./history.ts";
import { decideInterview, evolveInterview, interviewCommands, type InterviewCommand, type InterviewEvent, type InterviewSlice } from "./interview.ts";
import { decideKept, evolveKept, keptCommands, type KeptCommand, type KeptEvent, type KeptSlice } from "./kept.ts";
import { decideMemo, evolveMemo, memoCommands, type MemoCommand, type MemoEvent, type MemoSlice } from "./memo.ts";
import { decideParticipant, evolveParticipant, participantCommands, type ParticipantCommand, type ParticipantEvent, type ParticipantSlice } from "./participant.ts";
import { decideRecruitment, evolveRecruitment, recruitmentCommands, type RecruitmentCommand, type RecruitmentEvent, type RecruitmentSlice } from "./recruitment.ts";
import { decideSettings, evolveSettings, settingsCommands, type SettingsCommand, type SettingsEvent, type SettingsSlice } from "./settings.ts";
import { decideSource, evolveSource, sourceCommands, type SourceCommand, type SourceEvent, type SourceSlice } from "./source.ts";
import { decideSubstudy, evolveSubstudy, substudyCommands, type SubstudyCommand, type SubstudyEvent, type SubstudySlice } from "./substudy.ts";
import { decideTheme, evolveTheme, themeCommands, type ThemeCommand, type ThemeEvent, type ThemeSlice } from "./theme.ts";

/** Everything that happens in a study, apart from what is said of the log itself. */
export type DomainEvent =
  | SettingsEvent
  | CoderEvent
  | ParticipantEvent
  | RecruitmentEvent
  | ConsentEvent
  | InterviewEvent
  | SourceEvent
  | CodeEvent
  | CodingEvent
  | MemoEvent
  | ThemeEvent
  | SubstudyEvent
  | AssignmentEvent
  | ConsensusEvent
  | KeptEvent;

export type StudyEvent = DomainEvent | HistoryEvent;

/** An event as it stands in the log. */
export type Recorded = Envelope & StudyEvent;

/** Everything that people can ask a study to do. */
export type Command =
  | SettingsCommand
  | CoderCommand
  | ParticipantCommand
  | RecruitmentCommand
  | ConsentCommand
  | InterviewCommand
  | SourceCommand
  | CodeCommand
  | CodingCommand
  | MemoCommand
  | ThemeCommand
  | SubstudyCommand
  | AssignmentCommand
  | ConsensusCommand
  | KeptCommand;

/** The schemas of all commands, for whoever takes commands from outside. */
export const commandSchemas = [
  ...settingsCommands,
  ...coderCommands,
  ...participantCommands,
  ...recruitmentCommands,
  ...consentCommands,
  ...interviewCommands,
  ...sourceCommands,
  ...codeCommands,
  ...codingCommands,
  ...memoCommands,
  ...themeCommands,
  ...substudyCommands,
  ...assignmentCommands,
  ...consensusCommands,
  ...keptCommands,
] as const;

/** Two people changed one thing without seeing each other, or an event speaks of something that is not there. */
export interface Conflict {
  readonly kind: "both changed" | "not there";
  /** What it is about, as noun, id and field: `code/abc/name`. */
  readonly key: string;
  readonly earlier: Ref | null;
  readonly later: Ref;
}
/** An event by its place in the log. */
export interface Ref {
  readonly replica: string;
  readonly seq: number;
}

/** A study as it stands: the fold of its events. Built by `fold`, read by everyone, changed by nobody else. */
export interface Study
  extends SettingsSlice,
    CoderSlice,
    ParticipantSlice,
    RecruitmentSlice,
    ConsentSlice,
    InterviewSlice,
    SourceSlice,
    CodeSlice,
    CodingSlice,
    MemoSlice,
    ThemeSlice,
    SubstudySlice,
    AssignmentSlice,
    ConsensusSlice,
    KeptSlice,
    HistorySlice {
  readonly conflicts: Map<string, Conflict>;
  /** Who wrote each field last, to tell when two wrote it without seeing each other. */
  readonly lastWrites: Map<string, Ref & { readonly value: string }>;
  events: number;
  lastStamp: string;
}

/** A study in which nothing has happened yet. */
export const emptyStudy = (): Study => ({
  settings: { id: "", title: "", approach: "codebook", facts: {}, created: "", prose: {} },
  coders: new Map(),
  attributes: new Map(),
  participants: new Map(),
  recruitment: new Map(),
  criteria: new Map(),
  eligibility: new Map(),
  consentForms: new Map(),
  consents: new Map(),
  guides: new Map(),
  interviews: new Map(),
  sources: new Map(),
  codes: new Map(),
  codings: new Map(),
  codingsBySource: new Map(),
  codingsByCode: new Map(),
  memos: new Map(),
  themes: new Map(),
  substudies: new Map(),
  assignments: new Map(),
  finished: new Map(),
  decisions: new Map(),
  kept: new Map(),
  knowledge: new Map(),
  stacks: new Map(),
  conflicts: new Map(),
  lastWrites: new Map(),
  events: 0,
  lastStamp: "",
});

/** What a command comes to in a study as it stands: events, or a refusal. Changes nothing. */
export function decide(study: Study, command: Command, context: Context): Decision<DomainEvent> {
  switch (command.type) {
    case "study.create": case "study.describe": case "study.writeProse":
      return decideSettings(study, command);
    case "coder.add": case "coder.describe": case "positionality.state":
      return decideCoder(study, command, context);
    case "attribute.define": case "participant.register": case "participant.describe":
      return decideParticipant(study, command, context);
    case "recruitment.record": case "criterion.define": case "eligibility.record":
      return decideRecruitment(study, command, context);
    case "consentForm.define": case "consent.record": case "consent.withdraw":
      return decideConsent(study, command, context);
    case "guide.define": case "interview.record":
      return decideInterview(study, command, context);
    case "source.import": case "source.link": case "source.rename": case "source.edit": case "source.nameSpeakers": case "source.markReading": case "source.remove":
      return decideSource(study, command, context);
    case "code.create": case "code.split": {
      const barred = barredFromNewCodes(study, context.actor);
      if (barred !== null) return refuse("not allowed", `${barred} codes with the codebook as it was assigned and makes no new codes until what is assigned is finished. Write a memo on what is missing, or assign it anew so that new codes may be made.`);
      return decideCode(study, command, context);
    }
    case "code.describe": case "code.move": case "code.merge": case "code.retire":
      return decideCode(study, command, context);
    case "coding.add": case "coding.resize": case "coding.recode": case "coding.remove":
      return decideCoding(study, command, context);
    case "memo.write": case "memo.rewrite": case "memo.link": case "memo.remove":
      return decideMemo(study, command, context);
    case "theme.create": case "theme.describe": case "theme.move": case "theme.setState": case "theme.placeCode": case "theme.excludePassage": case "theme.markDeviant": case "theme.chooseQuotation": case "theme.dropQuotation": case "theme.moveQuotation":
      return decideTheme(study, command, context);
    case "substudy.freeze": case "substudy.remove":
      return decideSubstudy(study, command, context);
    case "assignment.make": case "assignment.withdraw": case "assignment.finish":
      return decideAssignment(study, command, context);
    case "consensus.decide":
      return decideConsensus(study, command, context);
    case "import.keep":
      return decideKept(study, command);
  }
}

/** Applies one event. `inForce` is false for an event that was undone: only an edit of a text is still told of it. */
export function evolve(study: Study, event: Envelope & DomainEvent, inForce: boolean): void {
  switch (event.type) {
    case "study.created": case "study.described": case "study.proseWritten":
      return evolveSettings(study, event, event.stamp);
    case "coder.added": case "coder.described": case "positionality.stated":
      return evolveCoder(study, event, event.stamp);
    case "attribute.defined": case "participant.registered": case "participant.described":
      return evolveParticipant(study, event);
    case "recruitment.recorded": case "criterion.defined": case "eligibility.recorded":
      return evolveRecruitment(study, event);
    case "consentForm.defined": case "consent.recorded": case "consent.withdrawn":
      return evolveConsent(study, event);
    case "guide.defined": case "interview.recorded":
      return evolveInterview(study, event);
    case "source.imported": case "source.linked": case "source.renamed": case "source.edited": case "source.speakersNamed": case "source.readingMarked": case "source.removed":
      return evolveSource(study, event, event, inForce);
    case "code.created": case "code.described": case "code.moved": case "code.merged": case "code.split": case "code.retired":
      return evolveCode(study, event);
    case "coding.added": case "coding.resized": case "coding.recoded": case "coding.removed":
      return evolveCoding(study, event, event);
    case "memo.written": case "memo.rewritten": case "memo.linked": case "memo.removed":
      return evolveMemo(study, event, event);
    case "theme.created": case "theme.described": case "theme.moved": case "theme.stateSet": case "theme.codePlaced": case "theme.passageExcluded": case "theme.deviantMarked": case "theme.quotationChosen": case "theme.quotationDropped": case "theme.quotationMoved":
      return evolveTheme(study, event, event);
    case "substudy.frozen": case "substudy.removed":
      return evolveSubstudy(study, event, event);
    case "assignment.made": case "assignment.withdrawn": case "assignment.finished":
      return evolveAssignment(study, event, event);
    case "consensus.decided":
      return evolveConsensus(study, event, event);
    case "import.kept":
      return evolveKept(study, event, event);
  }
}
