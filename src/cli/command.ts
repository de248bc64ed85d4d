import type { Call } from "./call.ts";

/** An option of a command: `--name`, with a value where `value` names one. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; none for a switch. */
  readonly value?: string;
  readonly what: string;
  /** May be given more than once. */
  readonly many?: true;
  /** The only values it takes. */
  readonly among?: readonly string[];
}

/** What a command takes without a name in front: a study file, a source, files. */
export interface Operand {
  readonly name: string;
  readonly what: string;
  readonly optional?: true;
  /** Takes all that is left; must be the last. */
  readonly many?: true;
}

/** One thing the command line can do. */
export interface CliCommand {
  /** "sources import". */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  /** More than one line can say: paragraphs for `--help`. */
  readonly notes?: readonly string[];
  readonly examples: readonly string[];
  /** Returns an exit code where it is not 0. Throws `Stop` with a sentence. */
  readonly run: (call: Call) => Promise<number | void>;
}

export const study: Operand = { name: "STUDY", what: "the study file, such as study.earshot" };
export const json: Option = { name: "json", what: "print a JSON array (or object) instead of a table" };
export const at: Option = { name: "at", value: "DATE", what: "the study as it stood at the end of that day (2026-11-23) or at that time" };
export const as: Option = { name: "as", value: "CODER", what: "who does it (your user name, if not given)" };
export const reason: Option = { name: "reason", value: "TEXT", what: "why, for the audit trail" };

/** What every command that changes a study takes. */
export const changing: readonly Option[] = [as];
/** What every command that lists something takes. */
export const listing: readonly Option[] = [json, at];
