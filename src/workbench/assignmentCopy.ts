import type { Entry } from "../log/port.ts";
import { stubOf } from "../log/sealed.ts";
import { createStudyFile } from "../log/sqlite/file.ts";
import type { Assignment } from "../study/assignment.ts";
import type { CoderId } from "../study/coder.ts";
import { refuse, type Refusal } from "../study/event.ts";
import type { SourceId } from "../study/source.ts";
import type { Recorded, StudyEvent, Study } from "../study/study.ts";
import { toRecorded, type Workbench } from "./workbench.ts";

/** A copy handed to a second coder. */
export interface HandedOut {
  readonly ok: true;
  readonly said: string;
  readonly events: number;
  /** How many events it holds the places of, and nothing else. */
  readonly sealed: number;
}

/**
 * Kinds of event that a second coder needs, or that cannot tell how anyone coded: the study, its people, consents, interviews, texts and codebook, who codes what, and the log's own.
 * Every other kind is held back unless it is the coder's own, also one that is invented after this was written.
 */
const open: ReadonlySet<StudyEvent["type"]> = new Set<StudyEvent["type"]>([
  "study.created", "study.described",
  "coder.added", "coder.described",
  "attribute.defined", "participant.registered", "participant.described",
  "recruitment.recorded", "criterion.defined", "eligibility.recorded",
  "consentForm.defined", "consent.recorded", "consent.withdrawn",
  "guide.defined", "interview.recorded",
  "source.imported", "source.linked", "source.renamed", "source.edited", "source.speakersNamed", "source.readingMarked", "source.removed",
  "code.created", "code.described", "code.moved", "code.merged", "code.split", "code.retired",
  "substudy.frozen", "substudy.removed",
  "assignment.made", "assignment.withdrawn", "assignment.finished",
  "history.joined", "history.merged", "history.undone", "history.redone", "history.wordsErased",
]);

/** The assignments of a coder that stand. */
export const assignmentsOf = (study: Study, coder: CoderId): Assignment[] => [...study.assignments.values()].filter((a) => a.coder === coder);

/** Whether a value holds one of these ids anywhere, also as a part of a longer id. */
function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === "string") return ids.has(value) || (value.includes("+") && value.split("+").some((part) => ids.has(part)));
  return typeof value === "object" && value !== null && Object.values(value).some((part) => mentions(part, ids));
}

/** Decides event by event, in the order of time, what a coder's copy may hold. What is made by an event that is held back is held back with all that is said of it. */
export function sieve(coder: CoderId, shared: ReadonlySet<SourceId>): (event: Recorded) => boolean {
  const held = new Set<string>();
  const isOwn = (event: Recorded): boolean => {
    if (event.type === "coding.added") return event.body.coder === coder || shared.has(event.body.source);
    return event.type.startsWith("coding.") || event.actor === coder;
  };
  return (event) => {
    if (open.has(event.type)) return true;
    // What speaks of a coding that is held back would give it away; a difference is named by its codings.
    if (isOwn(event) && event.type !== "consensus.decided" && !mentions(event.body, held)) return true;
    const { coding, memo, theme, quotation } = event.body as Partial<Record<string, string>>;
    if (event.type === "coding.added") held.add(coding!);
    if (event.type === "memo.written") held.add(memo!);
    if (event.type === "theme.created") held.add(theme!);
    if (event.type === "theme.quotationChosen") held.add(quotation!);
    return false;
  };
}

/**
 * Writes a study file for one coder to work in. It holds everybody's sources, codebook and people, and the coder's own
 * work; of the others' codings, memos, themes, decisions and prose only the places in the log (log/sealed.ts). It still
 * verifies, and merges back. Of the sources it carries the texts and not the files they came in, which can hold comments or codings. Where all of the coder's
 * assignments are open, nothing on those sources is held back. Throws `Refused` where the file cannot be made.
 */
export async function handOut(workbench: Workbench, coder: CoderId, path: string, { passphrase, called = path }: { passphrase?: string | undefined; called?: string } = {}): Promise<HandedOut | { ok: false; refusal: Refusal }> {
  const { study, log, surroundings } = workbench;
  const name = study.coders.get(coder)?.name ?? "This coder";
  const assigned = assignmentsOf(study, coder);
  if (assigned.length === 0) return refuse("nothing to do", `Nothing is assigned to ${name}. Assign sources first: earshot assignment add.`);
  const blind = new Set(assigned.filter((a) => a.blind).flatMap((a) => a.sources));
  const shared = new Set(assigned.flatMap((a) => a.sources).filter((source) => !blind.has(source)));
  const mayHold = sieve(coder, shared);
  const entries: Entry[] = [];
  const contents = new Set<string>();
  const last = new Map<string, string>();
  let sealed = 0;
  for await (const batch of log.entries()) {
    for (const entry of batch) {
      const event = toRecorded(entry);
      if (mayHold(event)) {
        last.set(entry.replica, entry.stamp);
        entries.push(entry);
        if (event.type === "source.imported") contents.add(event.body.content);
      } else {
        sealed++;
        entries.push(stubOf(entry, last.get(entry.replica) ?? ""));
      }
    }
  }
  const file = await createStudyFile(path, { passphrase, chance: surroundings.random });
  try {
    const kept = [];
    for (const { name: content, salt } of await log.contents()) {
      const bytes = contents.has(content) ? await log.content(content) : null;
      if (bytes) kept.push({ name: content, salt, bytes });
    }
    await file.adopt(entries, kept);
  } finally {
    await file.close();
  }
  const texts = assigned.flatMap((a) => a.sources).length;
  const held = sealed === 0 ? "Nothing had to be held back." : `${sealed} ${sealed === 1 ? "event is" : "events are"} sealed in it: the others' codings, memos, themes and decisions are not there.`;
  return { ok: true, events: entries.length - sealed, sealed, said: `Wrote ${called} for ${name}, with ${texts} assigned ${texts === 1 ? "source" : "sources"}. ${held}` };
}
