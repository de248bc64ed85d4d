import type { Archive } from "./archive.ts";
import type { DayOrder } from "../table/moments.ts";
import type { LossReport, Problem } from "./problems.ts";
import type { Project } from "./project.ts";

/** How dates in figures were read: null where nothing told whether the day or the month comes first, so that none was. */
export interface DatesRead {
  readonly order: DayOrder | null;
  /** One of them, as the file has it. */
  readonly example: string;
}

/** What a reader made of a file: the project, how it was understood, and what became of everything in it. */
export interface Imported {
  readonly project: Project;
  /** The tool and the format, in words: "REFI-QDA project from NVivo for Windows 14.23". */
  readonly kind: string;
  /** How offsets were understood, in words. */
  readonly dialect: string;
  /** How sure that is, from 0 to 1; 1 where the format leaves nothing to guess. */
  readonly confidence: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  readonly loss: LossReport;
  /** How dates in figures were read, where the file has any that a person may know better. */
  readonly dates?: DatesRead;
  /** The files that the project's `Media` point into; null where there are none. */
  readonly files: Archive | null;
}
