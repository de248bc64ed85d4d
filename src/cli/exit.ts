/** Every exit code of the command line and what it means. docs/command-line.md prints this table. */
export const exitCodes = {
  done: 0,
  /** Nothing was done, or only part of it; the message says which part and why. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  /** The study file is missing, locked, in use, damaged or newer than this Earshot. */
  cannotOpen: 3,
  /** `check` found the first break. */
  broken: 4,
  /** A fault of Earshot itself. */
  bug: 70,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with one sentence for the person and an exit code. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly code: ExitCode;
  constructor(code: ExitCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** Nothing was done; the sentence says why and what to do. */
export const refused = (sentence: string): Stop => new Stop(exitCodes.refused, sentence);

/** The command line was not understood. */
export const misused = (sentence: string): Stop => new Stop(exitCodes.usage, sentence);
