import type { MergeLook } from "../workbench/lookAtCopy.ts";
import type { ProjectReport } from "../workbench/interchange/report.ts";
import type { SpeakerRole } from "../text/turns.ts";

/** What a table can be taken for; its columns tell which, and a person may know better. */
export const tableUses = ["register", "survey", "codebook", "codings", "segments", "interview"] as const;
export type TableUse = (typeof tableUses)[number];

interface Sent {
  readonly upload: string;
  /** What the file is called where it came from. */
  readonly file: string;
  /** What else it could be taken for; empty where its content leaves no choice. */
  readonly couldBe: readonly TableUse[];
}

/** A transcript, before it is stored. */
export interface FoundInterview extends Sent {
  readonly is: "interview";
  /** A name for the source that nothing has yet. */
  readonly name: string;
  /** True where a source of the file's own name is there already. */
  readonly taken: boolean;
  /** The name of the source that came from these very bytes; null where none did. */
  readonly already: string | null;
  /** The same for two files of the same bytes, and for no others. */
  readonly mark: string;
  readonly format: string;
  readonly layout: string | null;
  readonly charset: string | null;
  readonly words: number;
  readonly turns: number;
  readonly minutes: number | null;
  readonly speakers: readonly { readonly label: string; readonly role: SpeakerRole; readonly turns: number; readonly begins: string }[];
  /** The participant that it seems to be of: by the file's name, else by a speaker's label. */
  readonly participant: string | null;
  /** A label to register, where no participant of the study fits. */
  readonly suggestion: string;
  readonly beginning: string;
  readonly notes: readonly string[];
}

/** A coded passage as the offsets of the file cut it, with some words around it, to be looked at. */
export interface PassageSample {
  readonly source: string;
  readonly code: string;
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** A project, codebook or table of codings: what would come, before it does. */
export interface FoundProject extends Sent {
  readonly is: "project";
  readonly use: TableUse | null;
  readonly report: ProjectReport;
  /** Whether the file counts offsets in a way that had to be found out. */
  readonly offsets: boolean;
  readonly passages: readonly PassageSample[];
  /** The first codes, in the order of their tree, and how deep each stands in it. */
  readonly codes: readonly { readonly name: string; readonly depth: number }[];
}

export interface SurveyQuestion {
  readonly name: string;
  readonly asked: string;
  /** As `roles` are written: participant, open, attribute, leave. */
  readonly role: "participant" | "open" | "attribute" | "leave";
  readonly answers: number;
  readonly examples: readonly string[];
}

/** A survey: what its columns seem to be, and what would come of that. */
export interface FoundSurvey extends Sent {
  readonly is: "survey";
  readonly questions: readonly SurveyQuestion[];
  readonly rows: number;
  readonly report: ProjectReport;
}

/** A table that is a register of participants or of records about them; the People page takes it from here. */
export interface FoundRegister extends Sent {
  readonly is: "register";
  readonly columns: readonly string[];
  readonly rows: number;
}

/** A study file of Earshot. */
export interface FoundStudy extends Sent {
  readonly is: "study";
  /** What is in it that is not here; null where it is encrypted and the passphrase is still to be given. */
  readonly look: MergeLook | null;
  /** Why it could not be opened with the passphrase given. */
  readonly problem: string | null;
}

/** What a file turned out to be. Nothing is stored yet. */
export type Found = FoundInterview | FoundProject | FoundSurvey | FoundRegister | FoundStudy;
