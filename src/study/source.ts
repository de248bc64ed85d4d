import { z } from "zod";
import { applyEdit, mapper, original, tighten, unedited, type Edit, type EditedText, type Version } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import type { Speaker, SpeakerRole, Turn } from "../text/turns.ts";
import type { CoderId } from "./coder.ts";
import { accept, erased, refuse, type Context, type Decision, type Envelope, type Happening, type ReplicaId } from "./event.ts";
import type { ParticipantId, ParticipantSlice } from "./participant.ts";

export type SourceId = string & { readonly __noun?: "source" };
/** The salted hash by which a piece of content is kept beside the log. */
export type ContentName = string;

export const readingStatuses = ["unread", "reading", "read", "read again"] as const;
export type ReadingStatus = (typeof readingStatuses)[number];

/** An edit of a source's text, by whom it was made and whether it is in force: undoing an edit switches it off. */
interface Revision {
  readonly replica: ReplicaId;
  readonly seq: number;
  readonly step: number;
  /** The numbers that the event's edits have in the edited text. */
  readonly numbers: readonly number[];
  inForce: boolean;
  /** When it was switched off and on again, for those who had not seen it yet. */
  readonly switches: { readonly replica: ReplicaId; readonly seq: number; readonly on: boolean }[];
}

/** Anything that can be coded; so far, a text. Its original is immutable, and every range in it moves with its edits. */
export interface Source {
  readonly id: SourceId;
  name: string;
  participant: ParticipantId | null;
  /** The text as imported, in UTF-8, kept as content. */
  readonly content: ContentName;
  /** The file as it came, kept as content, for the record and so that the same file is known again. */
  readonly file: ContentName;
  /** Code units of the original text. */
  readonly units: number;
  readonly format: string;
  readonly charset: string | null;
  /** In the original text's offsets; `turnsOf` gives them in the current text's. */
  readonly turns: readonly Turn[];
  speakers: readonly Speaker[];
  readonly imported: string;
  readonly reading: Map<CoderId, ReadingStatus>;
  text: EditedText;
  /** The version now in force. The same object until an edit changes it. */
  version: Version;
  readonly revisions: Revision[];
  removed: boolean;
}

export interface SourceSlice {
  readonly sources: Map<SourceId, Source>;
  /** What each replica had seen of each other's events, by its own word when it merged. */
  readonly knowledge: Map<ReplicaId, Map<ReplicaId, number>>;
}

/** A turn as the log keeps it: start, where the words begin, end, speaker, milliseconds. */
export type TurnRecord = readonly [start: number, said: number, end: number, speaker: number | null, at: number | null];

export type SourceEvent =
  | Happening<
      "source.imported",
      { source: SourceId; content: ContentName; file: ContentName; units: number; format: string; charset: string | null; turns: readonly TurnRecord[]; roles: readonly SpeakerRole[]; participant: ParticipantId | null },
      { name: string; speakers: readonly string[] }
    >
  | Happening<"source.linked", { source: SourceId; participant: ParticipantId | null }, Record<never, never>>
  | Happening<"source.renamed", { source: SourceId }, { name: string }>
  | Happening<"source.edited", { source: SourceId; edits: readonly { at: number; remove: number; insert: number }[] }, { inserts: readonly string[] }>
  | Happening<"source.speakersNamed", { source: SourceId; roles: readonly SpeakerRole[] }, { speakers: readonly string[] }>
  | Happening<"source.readingMarked", { source: SourceId; coder: CoderId; status: ReadingStatus }, Record<never, never>>
  | Happening<"source.removed", { source: SourceId }, { reason: string }>;

const roles = z.enum(["interviewer", "participant", "other", "unknown"]);
const offset = z.number().int().nonnegative();
export const sourceCommands = [
  z.object({
    type: z.literal("source.import"),
    id: z.string().optional(),
    name: z.string().trim().min(1),
    content: z.string(),
    file: z.string(),
    units: offset,
    format: z.string(),
    charset: z.string().nullable(),
    turns: z.array(z.tuple([offset, offset, offset, offset.nullable(), z.number().nonnegative().nullable()])),
    speakers: z.array(z.object({ label: z.string(), role: roles })),
    participant: z.string().nullable(),
  }),
  z.object({ type: z.literal("source.link"), source: z.string(), participant: z.string().nullable() }),
  z.object({ type: z.literal("source.rename"), source: z.string(), name: z.string().trim().min(1) }),
  z.object({
    type: z.literal("source.edit"),
    source: z.string(),
    edits: z.array(z.object({ at: offset, remove: offset, insert: z.string() })).min(1),
    /** The text that the edits are for, as the person saw it; the workbench fills it in. */
    letters: z.string(),
  }),
  z.object({ type: z.literal("source.nameSpeakers"), source: z.string(), speakers: z.array(z.object({ label: z.string().trim().min(1), role: roles })) }),
  z.object({ type: z.literal("source.markReading"), source: z.string(), status: z.enum(readingStatuses) }),
  z.object({ type: z.literal("source.remove"), source: z.string(), reason: z.string().default("") }),
] as const;
export type SourceCommand = z.infer<(typeof sourceCommands)[number]>;

/** The sources that have not been removed, in the order they were imported. */
export const presentSources = (study: SourceSlice): Source[] => [...study.sources.values()].filter((s) => !s.removed);

/** The source of a name, whatever its case; undefined where there is none. */
export const sourceNamed = (study: SourceSlice, name: string): Source | undefined => {
  const wanted = name.trim().toLowerCase();
  return presentSources(study).find((s) => s.name.toLowerCase() === wanted);
};

/** A name that no source of the study has: the one asked for, or with " (2)", " (3)" … behind it. */
export function freeSourceName(study: SourceSlice, name: string): string {
  let free = name;
  for (let n = 2; sourceNamed(study, free); n++) free = `${name} (${n})`;
  return free;
}

export function decideSource(study: SourceSlice & ParticipantSlice, command: SourceCommand, { id, actor }: Context): Decision<SourceEvent> {
  if (command.type === "source.import") {
    const { name, content, file, units, format, charset, turns, speakers, participant } = command;
    if (sourceNamed(study, name)) return refuse("duplicate", `There is already a source called "${name}".`);
    if (participant !== null && !study.participants.has(participant)) return refuse("missing", `"${name}" cannot be linked: that participant is not in this study.`);
    const source = command.id ?? id();
    const body = { source, content, file, units, format, charset, turns, roles: speakers.map((s) => s.role), participant };
    return accept(`Imported "${name}".`, [{ type: "source.imported", body, words: { name, speakers: speakers.map((s) => s.label) } }], source);
  }
  const source = study.sources.get(command.source);
  if (!source || source.removed) return refuse("missing", "That source is not in this study.");
  const about = { source: source.id };
  switch (command.type) {
    case "source.link": {
      const person = command.participant === null ? null : study.participants.get(command.participant);
      if (person === undefined) return refuse("missing", "That participant is not in this study.");
      return accept(person ? `Linked "${source.name}" to ${person.label}.` : `Unlinked "${source.name}".`, [{ type: "source.linked", body: { ...about, participant: person?.id ?? null }, words: {} }]);
    }
    case "source.rename": {
      const namesake = sourceNamed(study, command.name);
      if (namesake && namesake !== source) return refuse("duplicate", `There is already a source called "${namesake.name}".`);
      return accept(`Renamed "${source.name}" to "${command.name}".`, [{ type: "source.renamed", body: about, words: { name: command.name } }]);
    }
    case "source.edit":
      return decideEdit(source, command);
    case "source.nameSpeakers": {
      if (command.speakers.length !== source.speakers.length) return refuse("invalid", `"${source.name}" has ${source.speakers.length} speakers, so it needs as many names.`);
      const words = { speakers: command.speakers.map((s) => s.label) };
      return accept(`Named the speakers of "${source.name}".`, [{ type: "source.speakersNamed", body: { ...about, roles: command.speakers.map((s) => s.role) }, words }]);
    }
    case "source.markReading":
      return accept(`Marked "${source.name}" as ${command.status}.`, [{ type: "source.readingMarked", body: { ...about, coder: actor, status: command.status }, words: {} }]);
    case "source.remove":
      return accept(`Removed "${source.name}".`, [{ type: "source.removed", body: about, words: { reason: command.reason } }]);
  }
}

function decideEdit(source: Source, { edits, letters }: Extract<SourceCommand, { type: "source.edit" }>): Decision<SourceEvent> {
  const tight: Edit[] = [];
  let last = 0;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    const end = edit.at + edit.remove;
    if (end > letters.length) return refuse("invalid", `"${source.name}" has ${letters.length} characters (UTF-16), so nothing can be changed from ${edit.at} to ${end}.`);
    if (edit.at < last) return refuse("invalid", `Two changes of "${source.name}" overlap at ${edit.at}. Make them one.`);
    for (const place of [edit.at, end]) {
      const [before, after] = [letters.charCodeAt(place - 1), letters.charCodeAt(place)];
      if (before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000) return refuse("invalid", `Offset ${place} of "${source.name}" falls inside one character. Offsets count UTF-16 code units.`);
    }
    last = end;
    const change = tighten(edit, letters);
    if (change.remove > 0 || change.insert !== "") tight.push(change);
  }
  if (tight.length === 0) return { ok: true, events: [], said: `"${source.name}" says that already; nothing was changed.` };
  const removed = tight.reduce((sum, e) => sum + e.remove, 0);
  const put = tight.reduce((sum, e) => sum + e.insert.length, 0);
  return accept(`Corrected "${source.name}": ${removed} characters out, ${put} in.`, [
    { type: "source.edited", body: { source: source.id, edits: tight.map((e) => ({ at: e.at, remove: e.remove, insert: e.insert.length })) }, words: { inserts: tight.map((e) => e.insert) } },
  ]);
}

export function evolveSource(study: SourceSlice, event: SourceEvent, at: Envelope, inForce: boolean): void {
  if (event.type === "source.imported") {
    if (!inForce) return;
    const { source: id, content, file, units, format, charset, turns, participant } = event.body;
    study.sources.set(id, {
      id,
      name: event.words.name ?? erased,
      participant,
      content,
      file,
      units,
      format,
      charset,
      turns: turns.map(([start, said, end, speaker, ms]) => ({ start, said, end, speaker, at: ms })),
      speakers: event.body.roles.map((role, i) => ({ role, label: event.words.speakers?.[i] ?? erased })),
      imported: at.stamp,
      reading: new Map(),
      text: unedited(units),
      version: original,
      revisions: [],
      removed: false,
    });
    return;
  }
  const source = study.sources.get(event.body.source);
  if (!source) return;
  switch (event.type) {
    case "source.edited":
      return evolveEdit(study, source, event, at, inForce);
    case "source.linked":
      source.participant = event.body.participant;
      return;
    case "source.renamed":
      source.name = event.words.name ?? source.name;
      return;
    case "source.speakersNamed":
      source.speakers = event.body.roles.map((role, i) => ({ role, label: event.words.speakers?.[i] ?? source.speakers[i]?.label ?? erased }));
      return;
    case "source.readingMarked":
      source.reading.set(event.body.coder, event.body.status);
      return;
    case "source.removed":
      source.removed = true;
  }
}

function evolveEdit(study: SourceSlice, source: Source, event: Extract<SourceEvent, { type: "source.edited" }>, at: Envelope, inForce: boolean): void {
  const seen = versionSeenBy(study, source, at.replica);
  const numbers: number[] = [];
  event.body.edits.forEach(({ at: place, remove, insert }, i) => {
    numbers.push(source.text.anchors.length);
    source.text = applyEdit(source.text, { at: place, remove, insert: event.words.inserts?.[i] ?? "\u2588".repeat(insert) }, seen);
  });
  source.revisions.push({ replica: at.replica, seq: at.seq, step: at.step, numbers, inForce, switches: [] });
  if (inForce) source.version = new Set([...source.version, ...numbers]);
}

/** Records that a replica switched the edits of a step off or on, so that what it anchors afterwards is read rightly. */
export function switchEdits(study: SourceSlice, step: { replica: ReplicaId; step: number }, on: boolean, at: Envelope): void {
  for (const source of study.sources.values()) {
    for (const revision of source.revisions) {
      if (revision.replica === step.replica && revision.step === step.step) revision.switches.push({ replica: at.replica, seq: at.seq, on });
    }
  }
}

/**
 * The version of a source that a replica had in front of it at this point of the fold: its own edits and those it had
 * merged, less what it knew to be undone. The same object as `source.version` where the two agree.
 */
export function versionSeenBy(study: SourceSlice, source: Source, replica: ReplicaId): Version {
  if (source.revisions.length === 0) return source.version;
  const seen = study.knowledge.get(replica);
  const knows = (event: { replica: ReplicaId; seq: number }): boolean => event.replica === replica || (seen?.get(event.replica) ?? 0) >= event.seq;
  const version = new Set<number>();
  for (const revision of source.revisions) {
    if (!knows(revision)) continue;
    if (revision.switches.findLast(knows)?.on === false) continue;
    for (const number of revision.numbers) version.add(number);
  }
  return version.size === source.version.size && version.isSubsetOf(source.version) ? source.version : version;
}

/** The turns in the offsets of the current text. A turn whose words are all gone is empty. */
export function turnsOf(source: Source): readonly Turn[] {
  if (source.version === original) return source.turns;
  const now = mapper(source.text, original, source.version);
  return source.turns.map((turn) => {
    const { start, end } = now(turn);
    const words: Range = now({ start: turn.said, end: turn.end });
    return { ...turn, start, end, said: turn.said === turn.start ? start : Math.max(start, Math.min(words.start, end)) };
  });
}
