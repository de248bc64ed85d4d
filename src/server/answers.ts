import type { Assignment } from "../study/assignment.ts";
import type { CodeKind } from "../study/code.ts";
import type { Coder } from "../study/coder.ts";
import type { Consent, ConsentForm } from "../study/consent.ts";
import type { Guide, Interview } from "../study/interview.ts";
import type { Link, MemoKind } from "../study/memo.ts";
import type { Attribute, Participant } from "../study/participant.ts";
import type { Criterion, RecruitmentRecord } from "../study/recruitment.ts";
import type { Settings } from "../study/settings.ts";
import type { ReadingStatus } from "../study/source.ts";
import type { Substudy } from "../study/substudy.ts";
import type { ThemeState } from "../study/theme.ts";
import type { Range } from "../text/range.ts";
import type { Speaker, Turn } from "../text/turns.ts";

/** A code as pages show it, with where it stands and how often it was used (by those whose work the viewer may see). */
export interface CodeAnswer {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** The names from the root down, "Support / home visits". */
  readonly path: string;
  /** 0 for a root. */
  readonly depth: number;
  /** The root that it lies under; itself for a root. */
  readonly root: string;
  readonly kind: CodeKind;
  /** Its own colour, or its nearest ancestor's; null where none was chosen. */
  readonly colour: string | null;
  /** Which of the built-in hues stands in for a missing colour: the root's place among the roots. */
  readonly hue: number;
  readonly description: string;
  readonly whenToUse: string;
  readonly whenNotToUse: string;
  readonly example: string;
  readonly order: number;
  readonly retired: boolean;
  /** Its own codings, with those of codes merged into it; not those of the codes below it. */
  readonly codings: number;
  /** In how many sources. */
  readonly sources: number;
}

/** One interview in a list. */
export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly participant: string | null;
  readonly units: number;
  readonly turns: number;
  readonly format: string;
  readonly imported: string;
  /** The viewer's own. */
  readonly reading: ReadingStatus;
  /** Whether the viewer marked it as finished. */
  readonly finished: boolean;
  readonly codings: number;
  /** What is coded where, from the first word to the last: a root code's id or null for nothing, and for how many fortieths of the text. */
  readonly bar: readonly (readonly [string | null, number])[];
  /** True while others' work on it is hidden from the viewer by a blind assignment. */
  readonly blind: boolean;
}

export interface MemoAnswer {
  readonly id: string;
  readonly author: string;
  readonly kind: MemoKind;
  readonly title: string;
  readonly text: string;
  readonly links: readonly Link[];
  readonly written: string;
  readonly changed: string;
}

export interface ThemeAnswer {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly order: number;
  readonly centralIdea: string;
  readonly scope: string;
  readonly state: ThemeState;
  readonly codes: readonly string[];
  readonly excluded: readonly { readonly coding: string; readonly reason: string }[];
  readonly deviant: readonly { readonly participant: string; readonly reason: string }[];
  /** In the order in which they are shown. */
  readonly quotations: readonly { readonly id: string; readonly coding: string; readonly cuts: readonly Range[]; readonly order: number }[];
}

/** An assignment, with the turns that were given by their numbers in the current text. */
export interface AssignmentAnswer extends Omit<Assignment, "parts"> {
  /** The sources of which only some turns were given, and which, of how many. */
  readonly turns: readonly { readonly source: string; readonly turns: readonly number[]; readonly of: number }[];
}

/** The whole study without the texts and the codings: what every page needs. */
export interface StudyAnswer {
  readonly version: number;
  readonly path: string | null;
  readonly readOnly: boolean;
  /** Who is looking; the id is null for one who has done nothing in the study yet. */
  readonly me: { readonly id: string | null; readonly name: string };
  readonly settings: Settings;
  readonly coders: readonly Coder[];
  /** In the order of the tree: each code before those below it. Retired codes are at the end of their siblings. */
  readonly codes: readonly CodeAnswer[];
  readonly sources: readonly SourceRow[];
  readonly themes: readonly ThemeAnswer[];
  readonly substudies: readonly Substudy[];
  readonly memos: readonly MemoAnswer[];
  readonly participants: readonly Participant[];
  readonly attributes: readonly Attribute[];
  readonly criteria: readonly Criterion[];
  readonly recruitment: readonly RecruitmentRecord[];
  readonly eligibility: readonly { readonly participant: string; readonly criterion: string; readonly met: boolean | null; readonly date: string }[];
  readonly consentForms: readonly ConsentForm[];
  readonly consents: readonly Consent[];
  readonly guides: readonly Guide[];
  readonly interviews: readonly Interview[];
  readonly assignments: readonly AssignmentAnswer[];
  readonly finished: readonly { readonly source: string; readonly coder: string; readonly stamp: string }[];
  readonly conflicts: readonly { readonly key: string; readonly kind: "both changed" | "not there"; readonly sentence: string }[];
  readonly codings: number;
  /** What undo would take back and redo do again, in a sentence; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

/** A coding where it stands in the current text; empty (start = end) where its words are gone. */
export interface CodingAnswer {
  readonly id: string;
  readonly code: string;
  readonly coder: string;
  readonly start: number;
  readonly end: number;
  readonly stamp: string;
}

/** One interview, whole. */
export interface SourceAnswer {
  readonly id: string;
  readonly name: string;
  readonly participant: string | null;
  readonly format: string;
  readonly text: string;
  readonly turns: readonly Turn[];
  readonly speakers: readonly Speaker[];
  /** The turns that the viewer was given to code, where it is not the whole text; null where it is, or where nothing is assigned. */
  readonly given: readonly Range[] | null;
  readonly codings: readonly CodingAnswer[];
  readonly memos: readonly MemoAnswer[];
  /** How often its text was corrected. */
  readonly edits: number;
}

/** A coded passage in its context. */
export interface PassageAnswer {
  readonly coding: string;
  readonly code: string;
  readonly coder: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly words: string;
  readonly after: string;
  readonly speaker: string | null;
  /** When it was said, in milliseconds from the start of the recording. */
  readonly at: number | null;
  /** Place of the turn in the source, from 1; null outside any turn. */
  readonly turn: number | null;
  readonly memos: readonly string[];
}

/** Something found, with its words in context. */
export interface FoundAnswer {
  readonly kind: "interview" | "code" | "memo" | "person" | "theme";
  readonly id: string;
  readonly title: string;
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** Where in the source, for an interview's words. */
  readonly start: number | null;
  readonly end: number | null;
}
