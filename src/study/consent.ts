import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";
import type { ParticipantId, ParticipantSlice } from "./participant.ts";
import { aDay } from "./recruitment.ts";

export type ConsentFormId = string & { readonly __noun?: "consent form" };

/** One version of the consent form, with the clauses a person agrees to one by one. */
export interface ConsentForm {
  readonly id: ConsentFormId;
  readonly date: string;
  version: string;
  clauses: readonly { readonly name: string; readonly wording: string }[];
}

/** What one person agreed to on one version of the form. */
export interface Consent {
  readonly participant: ParticipantId;
  readonly form: ConsentFormId;
  readonly date: string;
  /** On paper, electronically, or spoken and recorded. */
  readonly mode: string;
  readonly taker: string;
  /** By clause name; a clause that is not here was not asked. */
  readonly clauses: Readonly<Record<string, boolean>>;
}

/** How much is taken back: no further contact; the data kept; what was not yet analysed; everything. */
export const withdrawalLevels = ["no further contact", "keep what was collected", "remove what is not analysed", "remove everything"] as const;
export type WithdrawalLevel = (typeof withdrawalLevels)[number];

export interface ConsentSlice {
  readonly consentForms: Map<ConsentFormId, ConsentForm>;
  readonly consents: Map<ParticipantId, Consent[]>;
}

export type ConsentEvent =
  | Happening<"consentForm.defined", { form: ConsentFormId; date: string }, { version: string; clauses: readonly { name: string; wording: string }[] }>
  | Happening<"consent.recorded", { participant: ParticipantId; form: ConsentFormId; date: string }, { mode: string; taker: string; clauses: Record<string, boolean> }>
  | Happening<"consent.withdrawn", { participant: ParticipantId; level: WithdrawalLevel; date: string }, { reason: string }>;

export const consentCommands = [
  z.object({ type: z.literal("consentForm.define"), version: z.string().trim().min(1), date: aDay, clauses: z.array(z.object({ name: z.string().trim().min(1), wording: z.string() })) }),
  z.object({ type: z.literal("consent.record"), participant: z.string(), form: z.string(), date: aDay, mode: z.string().default(""), taker: z.string().default(""), clauses: z.record(z.string(), z.boolean()) }),
  z.object({ type: z.literal("consent.withdraw"), participant: z.string(), level: z.enum(withdrawalLevels), date: aDay, reason: z.string().default("") }),
] as const;
export type ConsentCommand = z.infer<(typeof consentCommands)[number]>;

export function decideConsent(study: ConsentSlice & ParticipantSlice, command: ConsentCommand, { id }: Context): Decision<ConsentEvent> {
  if (command.type === "consentForm.define") {
    const namesake = [...study.consentForms.values()].find((f) => f.version === command.version);
    if (namesake) return refuse("duplicate", `There is already a consent form version "${command.version}".`);
    const form = id();
    const { version, date, clauses } = command;
    return accept(`Recorded the consent form version "${version}".`, [{ type: "consentForm.defined", body: { form, date }, words: { version, clauses } }], form);
  }
  const person = study.participants.get(command.participant);
  if (!person) return refuse("missing", "That participant is not in this study.");
  if (command.type === "consent.withdraw") {
    if (person.withdrawn?.level === command.level) return refuse("nothing to do", `${person.label}'s withdrawal ("${command.level}") is recorded already.`);
    const { participant, level, date, reason } = command;
    return accept(`Recorded that ${person.label} withdrew: ${level}.`, [{ type: "consent.withdrawn", body: { participant, level, date }, words: { reason } }]);
  }
  const form = study.consentForms.get(command.form);
  if (!form) return refuse("missing", "That consent form version is not in this study.");
  const stray = Object.keys(command.clauses).find((name) => !form.clauses.some((c) => c.name === name));
  if (stray !== undefined) return refuse("invalid", `The consent form ${form.version} has no clause "${stray}".`);
  const { participant, date, mode, taker, clauses } = command;
  return accept(`Recorded ${person.label}'s consent on form ${form.version}.`, [{ type: "consent.recorded", body: { participant, form: form.id, date }, words: { mode, taker, clauses } }]);
}

export function evolveConsent(study: ConsentSlice & ParticipantSlice, event: ConsentEvent): void {
  switch (event.type) {
    case "consentForm.defined": {
      const { form: id, date } = event.body;
      study.consentForms.set(id, { id, date, version: event.words.version ?? erased, clauses: event.words.clauses ?? [] });
      return;
    }
    case "consent.recorded": {
      const { participant, form, date } = event.body;
      const { mode = "", taker = "", clauses = {} } = event.words;
      study.consents.set(participant, [...(study.consents.get(participant) ?? []), { participant, form, date, mode, taker, clauses }]);
      return;
    }
    case "consent.withdrawn": {
      const person = study.participants.get(event.body.participant);
      if (person) person.withdrawn = { level: event.body.level, date: event.body.date };
    }
  }
}
