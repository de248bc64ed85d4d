import type { Range } from "../../text/range.ts";
import type { BootstrapSettings } from "./bootstrap.ts";
import type { ProjectionRule } from "./projection.ts";
import type { SetDistanceName } from "./set-distance.ts";

/** What is counted: characters of the text, or units of it that are coded or not as a whole. */
export type UnitName = "character" | "turn" | "sentence" | "paragraph" | "source";

/** Every unit, in the order in which they are listed to people. */
export const unitNames: readonly UnitName[] = ["character", "turn", "sentence", "paragraph", "source"];

/** A source as agreement sees it. */
export interface SourceOfAgreement {
  readonly id: string;
  /** How many characters its text has, in whatever the ranges count: a study's are Unicode code points. */
  readonly length: number;
  /** The coders who marked it as finished; only these are taken to have decided about all of it. */
  readonly finishedBy: readonly string[];
  /** Its turns, sentences or paragraphs, sorted and not overlapping; needed for those units alone. */
  readonly units?: readonly Range[];
  /** Where only parts of it are compared: these, sorted and not overlapping. What lies outside counts nowhere. */
  readonly scope?: readonly Range[];
  /** What the parts are, for the statement of method: "12 of 31 turns". */
  readonly parts?: string;
}

/** One coder's application of one code to one range of one source. */
export interface CodingOfAgreement extends Range {
  readonly coder: string;
  readonly source: string;
  readonly code: string;
}

/** A question about agreement: whose codings of what, counted how. */
export interface AgreementQuestion {
  readonly sources: readonly SourceOfAgreement[];
  readonly codes: readonly string[];
  /** Those of other coders, codes or sources are left aside. */
  readonly codings: readonly CodingOfAgreement[];
  /** Two or more, in the order in which "first" and "second" are meant. */
  readonly coders: readonly string[];
  readonly unit: UnitName;
  /** When a unit counts as coded: "any" unless told. Without meaning for characters. */
  readonly rule?: ProjectionRule;
  /** The version of the codebook that the codings were made with, as people know it. */
  readonly codebookVersion?: string | null;
  /** Which layers were compared, as a sentence, where they are not simply the coders' own. */
  readonly layers?: string;
  /** Also give the means in which an undefined coefficient with full agreement counts as 1, as NVivo shows it. */
  readonly undefinedAsOne?: boolean;
  /** Also give alpha of the sets of codes on each unit, with this distance between sets. */
  readonly sets?: SetDistanceName;
  /** Take the codes as excluding each other, and give u-α, cu-α and (k)u-α too; for characters only. */
  readonly exclusive?: boolean;
  /** With it, pooled figures get intervals by drawing sources. */
  readonly bootstrap?: BootstrapSettings;
}
