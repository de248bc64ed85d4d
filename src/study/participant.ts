import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";

export type ParticipantId = string & { readonly __noun?: "participant" };
export type AttributeId = string & { readonly __noun?: "attribute" };

/** What an attribute's values are. A date is written `2016-06-14`. */
export const attributeKinds = ["text", "category", "number", "date", "yes/no"] as const;
export type AttributeKind = (typeof attributeKinds)[number];
export type Value = string | number | boolean | null;

/** Something known of every participant: age, service, education. */
export interface Attribute {
  readonly id: AttributeId;
  name: string;
  kind: AttributeKind;
  /** The order in which a category's levels are shown; those not named here follow in order of appearance. */
  levels: readonly string[];
  /** How a number is cut into bands for a table, in words ("under 25; 26-30"); empty for none. */
  bands: string;
}

/** A person in the study, known by a label ("Mother 4") and never by a name. */
export interface Participant {
  readonly id: ParticipantId;
  label: string;
  values: Record<AttributeId, Value>;
  /** Set once consent was withdrawn. */
  withdrawn: { readonly level: string; readonly date: string } | null;
}

export interface ParticipantSlice {
  readonly attributes: Map<AttributeId, Attribute>;
  readonly participants: Map<ParticipantId, Participant>;
}

export type ParticipantEvent =
  | Happening<"attribute.defined", { attribute: AttributeId; kind: AttributeKind }, { name: string; levels: readonly string[]; bands: string }>
  | Happening<"participant.registered", { participant: ParticipantId }, { label: string; values: Record<AttributeId, Value> }>
  | Happening<"participant.described", { participant: ParticipantId }, { label: string; values: Record<AttributeId, Value> }>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const participantCommands = [
  z.object({ type: z.literal("attribute.define"), attribute: z.string().optional(), name: z.string().trim().min(1), kind: z.enum(attributeKinds), levels: z.array(z.string()).optional(), bands: z.string().optional() }),
  z.object({ type: z.literal("participant.register"), label: z.string().trim().min(1), values: z.record(z.string(), value), id: z.string().optional() }),
  z.object({ type: z.literal("participant.describe"), participant: z.string(), label: z.string().trim().min(1).optional(), values: z.record(z.string(), value).optional() }),
] as const;
export type ParticipantCommand = z.infer<(typeof participantCommands)[number]>;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The participant with a label, whatever its case; undefined where there is none. */
export const participantLabelled = (study: ParticipantSlice, label: string): Participant | undefined => [...study.participants.values()].find((p) => same(p.label, label));

/** The attribute of a name, whatever its case; undefined where there is none. */
export const attributeNamed = (study: ParticipantSlice, name: string): Attribute | undefined => [...study.attributes.values()].find((a) => same(a.name, name));

/** Why a value does not fit an attribute, as half a sentence; null where it does. */
function misfit(attribute: Attribute, value: Value): string | null {
  if (value === null) return null;
  switch (attribute.kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? null : "is not a number";
    case "yes/no":
      return typeof value === "boolean" ? null : "is neither yes nor no";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? null : "is not a date like 2016-06-14";
    case "text":
    case "category":
      return typeof value === "string" ? null : "is not text";
  }
}

function badValue(study: ParticipantSlice, values: Record<AttributeId, Value>, label: string): string | null {
  for (const [id, value] of Object.entries(values)) {
    const attribute = study.attributes.get(id);
    if (!attribute) return `There is no attribute "${id}" in this study.`;
    const why = misfit(attribute, value);
    if (why) return `${label}: "${String(value)}" ${why}, as the attribute "${attribute.name}" asks. Correct the value or change the attribute's type.`;
  }
  return null;
}

export function decideParticipant(study: ParticipantSlice, command: ParticipantCommand, { id }: Context): Decision<ParticipantEvent> {
  switch (command.type) {
    case "attribute.define": {
      const namesake = attributeNamed(study, command.name);
      if (namesake && namesake.id !== command.attribute) return refuse("duplicate", `There is already an attribute called "${namesake.name}".`);
      const old = command.attribute === undefined ? undefined : study.attributes.get(command.attribute);
      const attribute = old?.id ?? command.attribute ?? id();
      if (old && old.kind !== command.kind) {
        const wrong = [...study.participants.values()].find((p) => misfit({ ...old, kind: command.kind }, p.values[attribute] ?? null));
        if (wrong) return refuse("invalid", `"${old.name}" cannot become ${command.kind}: ${wrong.label} has "${String(wrong.values[attribute])}".`);
      }
      const words = { name: command.name, levels: command.levels ?? old?.levels ?? [], bands: command.bands ?? old?.bands ?? "" };
      return accept(`${old ? "Changed" : "Added"} the attribute "${command.name}" (${command.kind}).`, [{ type: "attribute.defined", body: { attribute, kind: command.kind }, words }], attribute);
    }
    case "participant.register": {
      const known = participantLabelled(study, command.label);
      if (known) return refuse("duplicate", `There is already a participant "${known.label}".`);
      const bad = badValue(study, command.values, command.label);
      if (bad) return refuse("invalid", bad);
      const participant = command.id ?? id();
      return accept(`Registered ${command.label}.`, [{ type: "participant.registered", body: { participant }, words: { label: command.label, values: command.values } }], participant);
    }
    case "participant.describe": {
      const person = study.participants.get(command.participant);
      if (!person) return refuse("missing", "That participant is not in this study.");
      const namesake = command.label === undefined ? undefined : participantLabelled(study, command.label);
      if (namesake && namesake.id !== person.id) return refuse("duplicate", `There is already a participant "${namesake.label}".`);
      const bad = badValue(study, command.values ?? {}, person.label);
      if (bad) return refuse("invalid", bad);
      return accept(`Changed what is known of ${person.label}.`, [
        { type: "participant.described", body: { participant: person.id }, words: { ...(command.label !== undefined && { label: command.label }), ...(command.values && { values: command.values }) } },
      ]);
    }
  }
}

export function evolveParticipant(study: ParticipantSlice, event: ParticipantEvent): void {
  switch (event.type) {
    case "attribute.defined": {
      const { attribute: id, kind } = event.body;
      const { name = erased, levels = [], bands = "" } = event.words;
      const known = study.attributes.get(id);
      if (known) Object.assign(known, { name, kind, levels, bands });
      else study.attributes.set(id, { id, name, kind, levels, bands });
      return;
    }
    case "participant.registered": {
      const id = event.body.participant;
      study.participants.set(id, { id, label: event.words.label ?? erased, values: { ...event.words.values }, withdrawn: null });
      return;
    }
    case "participant.described": {
      const person = study.participants.get(event.body.participant);
      if (!person) return;
      person.label = event.words.label ?? person.label;
      person.values = { ...person.values, ...event.words.values };
    }
  }
}
