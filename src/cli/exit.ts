import type { Holder } from "../log/sqlite/lock.ts";

/** Every exit code of the command line. */
export const exitCodes = { done: 0, refused: 1, usage: 2, cannotOpen: 3, broken: 4, bug: 70 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each exit code means, as the help and the manual print it. */
export const exitTable: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [exitCodes.done, "done"],
  [exitCodes.refused, "refused, or only partly done; the message says what was not"],
  [exitCodes.usage, "the command was not understood"],
  [exitCodes.cannotOpen, "the study file cannot be opened: missing, locked with a passphrase, in use, damaged or newer"],
  [exitCodes.broken, "check found the study broken"],
  [exitCodes.bug, "a fault of Earshot itself"],
];

/** Ends a command with one sentence for the person and an exit code. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly code: ExitCode;
  /** Which process has the study open, where that is why. */
  readonly holder: Holder | null;
  constructor(code: ExitCode, sentence: string, holder: Holder | null = null) {
    super(sentence);
    this.code = code;
    this.holder = holder;
  }
}

/** Nothing was done; the sentence says why and what to do. */
export const refused = (sentence: string): Stop => new Stop(exitCodes.refused, sentence);

/** The command line was not understood. */
export const misused = (sentence: string): Stop => new Stop(exitCodes.usage, sentence);
