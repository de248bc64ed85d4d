import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";
import type { ParticipantId } from "./participant.ts";

export type SubstudyId = string & { readonly __noun?: "substudy" };

/** A part of the study with its own analysis: a recorded rule, and the list it gave on the day it was frozen. */
export interface Substudy {
  readonly id: SubstudyId;
  name: string;
  /** As the user wrote it: `used a team = yes`, `coded "parent-infant team"`. Empty for a list made by hand. */
  rule: string;
  members: readonly ParticipantId[];
  frozen: string;
}

export interface SubstudySlice {
  readonly substudies: Map<SubstudyId, Substudy>;
}

export type SubstudyEvent =
  | Happening<"substudy.frozen", { substudy: SubstudyId; members: readonly ParticipantId[] }, { name: string; rule: string; reason: string }>
  | Happening<"substudy.removed", { substudy: SubstudyId }, Record<never, never>>;

export const substudyCommands = [
  z.object({ type: z.literal("substudy.freeze"), substudy: z.string().optional(), name: z.string().trim().min(1), rule: z.string().default(""), members: z.array(z.string()), reason: z.string().default("") }),
  z.object({ type: z.literal("substudy.remove"), substudy: z.string() }),
] as const;
export type SubstudyCommand = z.infer<(typeof substudyCommands)[number]>;

/** The substudy of a name, whatever its case; undefined where there is none. */
export const substudyNamed = (study: SubstudySlice, name: string): Substudy | undefined => [...study.substudies.values()].find((s) => s.name.toLowerCase() === name.trim().toLowerCase());

export function decideSubstudy(study: SubstudySlice, command: SubstudyCommand, { id }: Context): Decision<SubstudyEvent> {
  if (command.type === "substudy.remove") {
    const substudy = study.substudies.get(command.substudy);
    if (!substudy) return refuse("missing", "That substudy is not in this study.");
    return accept(`Removed the substudy "${substudy.name}".`, [{ type: "substudy.removed", body: { substudy: substudy.id }, words: {} }]);
  }
  const namesake = substudyNamed(study, command.name);
  if (namesake && namesake.id !== command.substudy) return refuse("duplicate", `There is already a substudy "${namesake.name}".`);
  const { name, rule, members, reason } = command;
  const substudy = command.substudy ?? id();
  return accept(`Froze the substudy "${name}": ${members.length} ${members.length === 1 ? "participant" : "participants"}.`, [{ type: "substudy.frozen", body: { substudy, members }, words: { name, rule, reason } }], substudy);
}

export function evolveSubstudy(study: SubstudySlice, event: SubstudyEvent, at: Envelope): void {
  const id = event.body.substudy;
  if (event.type === "substudy.removed") study.substudies.delete(id);
  else study.substudies.set(id, { id, name: event.words.name ?? erased, rule: event.words.rule ?? "", members: event.body.members, frozen: at.stamp });
}
