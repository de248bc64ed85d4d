import type { DatesRead } from "../../formats/project/imported.ts";
import type { LossReport, Problem } from "../../formats/project/problems.ts";
import type { ImportReport } from "../importReport.ts";

/** How many of each kind, as `{ codes: 12 }`. */
export type Counts = Readonly<Record<string, number>>;

/** What an import found, what it did, and what became of everything. */
export interface ProjectReport extends ImportReport {
  /** The tool and the format, in words. */
  readonly kind: string;
  /** How offsets were understood, in words. */
  readonly dialect: string;
  /** How sure that is, from 0 to 1. */
  readonly confidence: number;
  /** What the file holds. */
  readonly counts: Counts;
  /** Whatever trouble was survived. */
  readonly problems: readonly Problem[];
  /** What did not come in and is not kept either. */
  readonly left: readonly Problem[];
  /** What came into being in the study, by kind. */
  readonly made: Counts;
  /** What was in the study and was changed to what the file says, by kind. */
  readonly changed: Counts;
  /** What was decided on the way. */
  readonly decided: readonly Problem[];
  /** What was changed on both sides; the study's own stands. */
  readonly conflicts: readonly Problem[];
  /** What an earlier import brought and the file no longer has. It stays, unless asked otherwise. */
  readonly gone: readonly Problem[];
  readonly loss: LossReport;
  /** How dates in figures were read; null where there are none that could be read otherwise. */
  readonly dates: DatesRead | null;
  /** True where nothing was stored, because it was only asked what would come. */
  readonly dryRun: boolean;
}

/** The findings of a reader that say that something was left out, each once. */
export const leftOut = (...lists: readonly (readonly Problem[])[]): Problem[] => [...new Map(lists.flat().filter(({ what }) => /\bleft out\b|was not read\b/.test(what)).map((one) => [one.what, one])).values()];

/** "12 codes, 3 sources and 1 memo". */
export function inWords(counts: Counts): string {
  const parts = Object.entries(counts).map(([what, count]) => `${count.toLocaleString("en-GB")} ${count === 1 ? singular(what) : what}`);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

const singular = (what: string): string => (what === "people" ? "person" : what.replace(/^(code|memo|coding|heading|passage)s\b/, "$1").replace(/ies$/, "y").replace(/(?<!s)s$/, ""));

/** A report of a file that could not be read. */
export const unread = (problem: string): ProjectReport => ({
  ok: false, said: [], problems: [{ what: problem, where: [], count: 1 }], kind: "unknown", dialect: "", confidence: 0, counts: {}, left: [], made: {}, changed: {}, decided: [], conflicts: [], gone: [],
  loss: { came: [], changed: [], noPlace: [] }, dates: null, dryRun: false,
});
