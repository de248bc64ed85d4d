import type { Range } from "../../text/range.ts";
import type { Guid } from "./guid.ts";

/** Who made a thing and when, as far as the file tells. Moments are `YYYY-MM-DDTHH:MM:SS[.sss][Z]`; without the Z the zone is not known. */
export interface Audit {
  readonly createdBy: Guid | null;
  readonly createdAt: string | null;
  readonly modifiedBy: Guid | null;
  readonly modifiedAt: string | null;
}

/** A person who worked on the project: a coder, or the writer of a note. */
export interface User {
  readonly guid: Guid;
  readonly name: string;
  /** A short mark, such as initials; null where the file has none. */
  readonly id: string | null;
}

/** One code of the tree. The tree is a flat list: a parent stands before its children, siblings in their order. */
export interface Code {
  readonly guid: Guid;
  readonly parent: Guid | null;
  readonly name: string;
  readonly description: string | null;
  /** `#RRGGBB`, or null. */
  readonly colour: string | null;
  /** False for a heading or folder that nothing may be coded with. */
  readonly isCodable: boolean;
  /** True where the program wrote a case a second time, as a code, to tell which passages belong to it. Not a code of the study. */
  readonly isCase: boolean;
}

export type VariableType = "Text" | "Boolean" | "Integer" | "Float" | "Date" | "DateTime";

export interface Variable {
  readonly guid: Guid;
  readonly name: string;
  readonly type: VariableType;
  readonly description: string | null;
}

/** What a variable is for one case or source. `value` is null where it is missing; else as written: `true`, `42`, `2.5`, `2024-05-01`. */
export interface Value {
  readonly variable: Guid;
  readonly type: VariableType;
  readonly value: string | null;
}

/** A person, place or group that sources and passages belong to. A case without a name only carries the values of its sources. */
export interface Case {
  readonly guid: Guid;
  readonly name: string | null;
  readonly description: string | null;
  readonly codes: readonly Guid[];
  readonly values: readonly Value[];
  readonly sources: readonly Guid[];
  readonly selections: readonly Guid[];
}

/** A file behind a source: a recording, a picture, a PDF, the word-processor twin of a text. Its bytes are never in the model. */
export interface Media {
  /** The path as the project states it, scheme and all. */
  readonly path: string;
  /** The entry of the archive that holds it; null where it lies outside or is missing. */
  readonly entry: string | null;
  /** Bytes, unpacked; null where there is no entry. */
  readonly size: number | null;
  /** Lower case, without the dot: `mp4`, `docx`; empty where there is none. */
  readonly extension: string;
  /** Where the person had it before, if the file tells. */
  readonly before: string | null;
}

export type SourceKind = "text" | "pdf" | "picture" | "audio" | "video";

/** A point where a transcript and its recording meet. Either side may be unknown. */
export interface SyncPoint {
  readonly guid: Guid;
  /** Milliseconds from the start of the recording. */
  readonly at: number | null;
  /** UTF-16 offset in the transcript. */
  readonly offset: number | null;
}

/** The words of a recording. A recording may have several. */
export interface Transcript extends Audit {
  readonly guid: Guid;
  readonly name: string | null;
  readonly description: string | null;
  readonly text: string | null;
  readonly rich: Media | null;
  readonly syncPoints: readonly SyncPoint[];
}

/** Anything that can be coded. */
export interface Source extends Audit {
  readonly guid: Guid;
  readonly kind: SourceKind;
  readonly name: string;
  readonly description: string | null;
  /** The words, line ends as "\n" and no byte-order mark: of a text, of a PDF, of the description of a picture. Null where there are none or they are missing. */
  readonly text: string | null;
  /** The identity of those words where they have one apart from the source's (PDF, picture). */
  readonly textGuid: Guid | null;
  /** The file itself; for a text its word-processor twin, if any. */
  readonly media: Media | null;
  readonly transcripts: readonly Transcript[];
  readonly values: readonly Value[];
}

/** A rectangle, `x1 <= x2` and `y1 <= y2`. On a picture: pixels from the upper left. On a PDF page: points. */
export interface Region {
  /** The page of a PDF, the first is 0; null on a picture. */
  readonly page: number | null;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Which corner y is counted from. REFI-QDA says bottom for PDF; QualCoder counts from the top. */
  readonly up: boolean;
  /** The words in the rectangle where the file gives them, with their identity. */
  readonly words: { readonly guid: Guid; readonly text: string } | null;
}

/** Where in its source a selection lies. */
export type Place =
  /** Words, as a range of the source's (or note's) text. `region` where the file gives the same passage also as a rectangle. */
  | { readonly kind: "words"; readonly range: Range; readonly region: Region | null }
  | { readonly kind: "region"; readonly region: Region }
  /** A stretch of a recording, in milliseconds. */
  | { readonly kind: "time"; readonly begin: number; readonly end: number }
  /** Words of a transcript between two of its sync points; an end is null where the file names none. */
  | { readonly kind: "transcript"; readonly transcript: Guid; readonly from: Guid | null; readonly to: Guid | null };

/** A part of a source (or of a note) that can carry codings and notes. One without codings is a remark. */
export interface Selection extends Audit {
  readonly guid: Guid;
  readonly source: Guid;
  readonly place: Place;
  /** A name that a person gave; null where the file only repeats the words. */
  readonly name: string | null;
  readonly description: string | null;
  /** The words: cut from the text; where the text is missing, as the file repeats them; null where there are none. */
  readonly quote: string | null;
}

/** One coder's application of one code to one selection, or to a whole source where `selection` is null. */
export interface Coding {
  readonly guid: Guid;
  readonly source: Guid;
  readonly selection: Guid | null;
  readonly code: Guid;
  readonly coder: Guid | null;
  readonly at: string | null;
  /** The identity of the same coding on the rectangle, where a file gives a passage of a PDF twice. */
  readonly twin: Guid | null;
}

/** What a note hangs on. */
export interface Target {
  readonly kind: "project" | "code" | "source" | "selection" | "coding" | "transcript" | "link" | "note";
  /** Null for the project. */
  readonly guid: Guid | null;
}

/** A memo. Without targets it stands alone, as in a journal. */
export interface Note extends Audit {
  readonly guid: Guid;
  readonly name: string | null;
  readonly description: string | null;
  readonly text: string | null;
  readonly rich: Media | null;
  readonly targets: readonly Target[];
  readonly values: readonly Value[];
}

export type Direction = "Associative" | "OneWay" | "Bidirectional";

/** A tie between any two things that have an identity. */
export interface Link {
  readonly guid: Guid;
  readonly name: string | null;
  readonly direction: Direction | null;
  readonly colour: string | null;
  readonly origin: Guid | null;
  readonly target: Guid | null;
}

/** A named collection. */
export interface Group {
  readonly guid: Guid;
  readonly name: string;
  readonly description: string | null;
  readonly codes: readonly Guid[];
  readonly sources: readonly Guid[];
  readonly notes: readonly Guid[];
}

export interface Vertex {
  readonly guid: Guid;
  readonly represents: Guid | null;
  readonly name: string | null;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number | null;
  readonly y2: number | null;
  readonly shape: string | null;
  readonly colour: string | null;
}

export interface Edge {
  readonly guid: Guid;
  readonly represents: Guid | null;
  readonly name: string | null;
  readonly from: Guid;
  readonly to: Guid;
  readonly colour: string | null;
  readonly direction: Direction | null;
  readonly line: string | null;
}

/** A drawing of boxes and lines. */
export interface Graph {
  readonly guid: Guid;
  readonly name: string | null;
  readonly vertices: readonly Vertex[];
  readonly edges: readonly Edge[];
}

/** Something the model has no place for, kept whole so that it can go out again. */
export interface Kept {
  /** The identity of the thing it stood in; null for the project itself. */
  readonly parent: Guid | null;
  /** Its element or column name. */
  readonly what: string;
  /** As it was: XML, or JSON for a row of a table. */
  readonly raw: string;
}

/** A project of any program for qualitative analysis. Every reader fills it, every writer takes it; nothing in it is Earshot's own. */
export interface Project extends Audit {
  readonly name: string;
  readonly description: string | null;
  /** The program that wrote it, in its own words. */
  readonly origin: string | null;
  /** Where external recordings lay. */
  readonly basePath: string | null;
  readonly users: readonly User[];
  readonly codes: readonly Code[];
  readonly variables: readonly Variable[];
  readonly cases: readonly Case[];
  readonly sources: readonly Source[];
  readonly selections: readonly Selection[];
  readonly codings: readonly Coding[];
  readonly notes: readonly Note[];
  readonly links: readonly Link[];
  readonly groups: readonly Group[];
  readonly graphs: readonly Graph[];
  readonly kept: readonly Kept[];
}

/** Nothing known about who and when. */
export const unknownAudit: Audit = { createdBy: null, createdAt: null, modifiedBy: null, modifiedAt: null };

/** A project with a name and nothing in it. */
export function emptyProject(name: string): Project {
  return {
    ...unknownAudit, name, description: null, origin: null, basePath: null,
    users: [], codes: [], variables: [], cases: [], sources: [], selections: [], codings: [],
    notes: [], links: [], groups: [], graphs: [], kept: [],
  };
}
