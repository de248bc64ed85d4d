import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";

export type CoderId = string & { readonly __noun?: "coder" };

/** A researcher: someone who codes, or who does anything else in the study. */
export interface Coder {
  readonly id: CoderId;
  name: string;
  /** True once someone named this person as a coder, or they coded something; false for one who only ran commands. */
  declared: boolean;
  /** What a report needs to say of this person (credentials, occupation, gender, experience), by heading. */
  facts: Record<string, string>;
  /** The positionality statements, oldest first: who they are and how it may shape the reading. */
  positionality: { readonly text: string; readonly stamp: string }[];
}

export interface CoderSlice {
  readonly coders: Map<CoderId, Coder>;
}

export type CoderEvent =
  | Happening<"coder.added", { coder: CoderId; declared: boolean }, { name: string }>
  | Happening<"coder.described", { coder: CoderId }, { name: string; facts: Record<string, string> }>
  | Happening<"positionality.stated", { coder: CoderId }, { text: string }>;

export const coderCommands = [
  z.object({ type: z.literal("coder.add"), name: z.string().trim().min(1), id: z.string().optional() }),
  z.object({ type: z.literal("coder.describe"), coder: z.string(), name: z.string().trim().min(1).optional(), facts: z.record(z.string(), z.string()).optional() }),
  z.object({ type: z.literal("positionality.state"), coder: z.string(), text: z.string().trim().min(1) }),
] as const;
export type CoderCommand = z.infer<(typeof coderCommands)[number]>;

/** The coder of a name, whatever its case; undefined where there is none. */
export const coderNamed = (study: CoderSlice, name: string): Coder | undefined => {
  const wanted = name.trim().toLowerCase();
  return [...study.coders.values()].find((c) => c.name.toLowerCase() === wanted);
};

export function decideCoder(study: CoderSlice, command: CoderCommand, { id }: Context): Decision<CoderEvent> {
  switch (command.type) {
    case "coder.add": {
      const known = coderNamed(study, command.name);
      if (known?.declared) return refuse("duplicate", `There is already a coder called "${known.name}".`);
      const coder = known?.id ?? command.id ?? id();
      return accept(`Added the coder "${command.name}".`, [{ type: "coder.added", body: { coder, declared: true }, words: { name: command.name } }], coder);
    }
    case "coder.describe": {
      const coder = study.coders.get(command.coder);
      if (!coder) return refuse("missing", "That coder is not in this study.");
      const namesake = command.name === undefined ? undefined : coderNamed(study, command.name);
      if (namesake && namesake.id !== coder.id) return refuse("duplicate", `There is already a coder called "${namesake.name}".`);
      const { name, facts } = command;
      return accept(`Described the coder "${coder.name}".`, [{ type: "coder.described", body: { coder: coder.id }, words: { ...(name !== undefined && { name }), ...(facts && { facts }) } }]);
    }
    case "positionality.state": {
      const coder = study.coders.get(command.coder);
      if (!coder) return refuse("missing", "That coder is not in this study.");
      return accept(`Recorded a positionality statement of ${coder.name}.`, [{ type: "positionality.stated", body: { coder: coder.id }, words: { text: command.text } }]);
    }
  }
}

export function evolveCoder(study: CoderSlice, event: CoderEvent, stamp: string): void {
  const { body } = event;
  const coder = study.coders.get(body.coder);
  switch (event.type) {
    case "coder.added":
      if (coder) {
        coder.declared ||= event.body.declared;
        coder.name = event.words.name ?? coder.name;
      } else study.coders.set(body.coder, { id: body.coder, name: event.words.name ?? erased, declared: event.body.declared, facts: {}, positionality: [] });
      return;
    case "coder.described":
      if (!coder) return;
      coder.name = event.words.name ?? coder.name;
      coder.facts = { ...coder.facts, ...event.words.facts };
      return;
    case "positionality.stated":
      coder?.positionality.push({ text: event.words.text ?? erased, stamp });
  }
}
