import { z } from "zod";
import { accept, erased, type Decision, type Happening } from "./event.ts";

/** What the analysis takes itself to be (docs/methods.md); it decides which tools are offered. */
export const approaches = ["reflexive", "codebook", "reliability"] as const;
export type Approach = (typeof approaches)[number];

/** The study as a whole: its title, its approach and what a report must say of it. */
export interface Settings {
  id: string;
  title: string;
  approach: Approach;
  /** By heading: "research question", "ethics reference", "setting", "stance", "funding" … */
  facts: Record<string, string>;
  created: string;
  /** Prose of the write-up that belongs to the authors, by section. */
  prose: Record<string, string>;
}

export interface SettingsSlice {
  readonly settings: Settings;
}

export type SettingsEvent =
  | Happening<"study.created", { study: string; approach: Approach }, { title: string }>
  | Happening<"study.described", { approach?: Approach }, { title: string; facts: Record<string, string> }>
  | Happening<"study.proseWritten", { section: string }, { text: string }>;

export const settingsCommands = [
  z.object({ type: z.literal("study.create"), id: z.string(), title: z.string().trim().min(1), approach: z.enum(approaches) }),
  z.object({ type: z.literal("study.describe"), title: z.string().trim().min(1).optional(), approach: z.enum(approaches).optional(), facts: z.record(z.string(), z.string()).optional() }),
  z.object({ type: z.literal("study.writeProse"), section: z.string().min(1), text: z.string() }),
] as const;
export type SettingsCommand = z.infer<(typeof settingsCommands)[number]>;

export function decideSettings(_study: SettingsSlice, command: SettingsCommand): Decision<SettingsEvent> {
  switch (command.type) {
    case "study.create":
      return accept(`Created the study "${command.title}".`, [{ type: "study.created", body: { study: command.id, approach: command.approach }, words: { title: command.title } }], command.id);
    case "study.describe": {
      const { title, approach, facts } = command;
      return accept("Changed the study's description.", [{ type: "study.described", body: { ...(approach && { approach }) }, words: { ...(title !== undefined && { title }), ...(facts && { facts }) } }]);
    }
    case "study.writeProse":
      return accept(`Wrote the text of "${command.section}".`, [{ type: "study.proseWritten", body: { section: command.section }, words: { text: command.text } }]);
  }
}

export function evolveSettings({ settings }: SettingsSlice, event: SettingsEvent, stamp: string): void {
  switch (event.type) {
    case "study.created":
      Object.assign(settings, { id: event.body.study, approach: event.body.approach, title: event.words.title ?? erased, created: stamp });
      return;
    case "study.described":
      settings.title = event.words.title ?? settings.title;
      settings.approach = event.body.approach ?? settings.approach;
      settings.facts = { ...settings.facts, ...event.words.facts };
      return;
    case "study.proseWritten":
      settings.prose = { ...settings.prose, [event.body.section]: event.words.text ?? erased };
  }
}
