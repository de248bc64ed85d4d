import { anchor } from "../../formats/project/anchor.ts";
import type { Guid } from "../../formats/project/guid.ts";
import { assemble } from "../../formats/transcript/assemble.ts";
import { readPlain } from "../../formats/transcript/plain.ts";
import type { ParticipantId } from "../../study/participant.ts";
import { sourceNamed, type Source, type TurnRecord } from "../../study/source.ts";
import { mapRange, original } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import type { Speaker, Turn } from "../../text/turns.ts";
import type { Workbench } from "../workbench.ts";
import type { Page } from "./held.ts";
import { passagesFormat } from "./passages-out.ts";
import type { Told } from "./opened.ts";
import type { Plan } from "./plan.ts";
import type { KeptTurns } from "./turns-kept.ts";

/** Where a range of the file's text stands in the text of the study as it will be; null where its words are not there. */
export type ToHere = (range: Range, quote: string | null) => Range | null;

/** What became of the texts: where their ranges lie here. A text that was removed here is not in it. */
export interface PlannedSources {
  readonly places: ReadonlyMap<Guid, ToHere>;
  /** Texts that were corrected to what the file says now. */
  readonly edited: ReadonlySet<Guid>;
  /** Texts, as ids of sources, in which the file counts as they stand after the import, and not as they came in. */
  readonly counted: ReadonlySet<string>;
  /** Texts that differ in the file and in the study: the file's places mean nothing here but by their words. */
  readonly apart: ReadonlySet<Guid>;
}

const asItIs: ToHere = (range) => range;

/** Plans the texts: new ones come in with their turns, known ones are renamed, linked and corrected as the file says, unless the study says otherwise. */
export async function planSources(plan: Plan, wb: Workbench, owners: ReadonlyMap<Guid, ParticipantId>, files: ReadonlyMap<Guid, string>, kept: ReadonlyMap<Guid, KeptTurns>, told?: Told): Promise<PlannedSources> {
  const { study } = plan;
  const places = new Map<Guid, ToHere>();
  const edited = new Set<Guid>();
  const counted = new Set<string>();
  const apart = new Set<Guid>();
  const names = new Set<string>();
  const taken = (self: string) => (name: string): boolean => names.has(name.toLowerCase()) || (sourceNamed(study, name)?.id ?? self) !== self;
  for (const page of plan.held.pages.values()) {
    const id = plan.id("source", page.guid);
    const here = study.sources.get(id);
    const participant = owners.get(page.owner.guid) ?? null;
    if (!here) {
      const own = page.transcript ? page.transcript.name : page.owner.name;
      const wanted = page.name.trim() || `unnamed (${page.guid.slice(0, 4)})`;
      const name = plan.free(page.guid, page.transcript ? wanted : own, wanted, taken(id), "source");
      names.add(name.toLowerCase());
      const { turns, speakers } = told ? { turns: recordsOf(told.turns, 0), speakers: told.speakers } : keptTurns(page, kept) ?? turnsIn(page);
      const content = wb.contentOf(new TextEncoder().encode(page.text));
      plan.contents.push(content);
      plan.make("sources", {
        type: "source.import", id, name, content: content.name, file: files.get(page.owner.guid) ?? content.name, units: page.text.length, charset: told?.charset ?? null,
        format: told ? told.format : page.isPassages ? passagesFormat : page.transcript ? "transcript" : page.owner.kind === "text" ? "txt" : page.owner.kind, turns, speakers: speakers.map((one) => ({ ...one })), participant,
      });
      places.set(page.guid, asItIs);
      continue;
    }
    if (here.removed) {
      plan.notes.add("A source that was removed from the study stays away.", here.name);
      continue;
    }
    planKnown(plan, page, here, participant, taken(id));
    const { place, became } = await planText(plan, page, here, wb);
    places.set(page.guid, place);
    if (became === "edited") edited.add(page.guid);
    if (became === "apart") apart.add(page.guid);
    if (became !== "original") counted.add(here.id);
  }
  return { places, edited, counted, apart };
}

function planKnown(plan: Plan, page: Page, here: Source, participant: ParticipantId | null, taken: (name: string) => boolean): void {
  const now = plan.find("now", "sources", page.owner.guid);
  const before = plan.find("kept", "sources", page.owner.guid);
  const wanted = page.owner.name.trim();
  if (now && wanted !== "" && plan.takes(page.owner.name, now.name, before?.name, "The name of a source", here.name)) {
    plan.change("renamed sources", { type: "source.rename", source: here.id, name: plan.free(page.guid, page.owner.name, wanted, taken, "source") });
  }
  if (participant !== null && here.participant === null) {
    const was = plan.kept.project.cases.some(({ sources }) => sources.includes(page.owner.guid));
    if (!was) plan.change("linked sources", { type: "source.link", source: here.id, participant });
  } else if (participant !== null && here.participant !== participant) plan.notes.add("A source is linked to another participant in the study; that link stands.", here.name);
}

/** Compares the text of a known source with the file's, and plans the correction where only the file has changed. */
async function planText(plan: Plan, page: Page, here: Source, wb: Workbench): Promise<{ place: ToHere; became: "original" | "present" | "edited" | "apart" }> {
  const text = await wb.textOf(here);
  if (page.text === text && here.revisions.length === 0) return { place: asItIs, became: "original" };
  const bytes = await wb.log.content(here.content);
  const before = bytes === null ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (page.text === text) return { place: asItIs, became: page.text === before ? "original" : "present" };
  const onWords: ToHere = (range, quote) => (quote ? anchor(text, range, quote)?.range ?? null : null);
  if (here.format === passagesFormat || page.isPassages) return { place: onWords, became: "original" };
  if (page.text === before) return { place: (range) => mapRange(here.text, range, original, here.version), became: "original" };
  if (before !== text) {
    plan.conflicts.add("A text was changed in the file and corrected in the study; the study's stands, and passages were put on their words.", here.name);
    return { place: onWords, became: "apart" };
  }
  let [start, end] = [0, 0];
  const least = Math.min(text.length, page.text.length);
  while (start < least && text[start] === page.text[start]) start++;
  while (end < least - start && text[text.length - 1 - end] === page.text[page.text.length - 1 - end]) end++;
  if (start > 0 && /[\ud800-\udbff]/.test(text[start - 1]!)) start--;
  if (end > 0 && /[\udc00-\udfff]/.test(text[text.length - end]!)) end--;
  plan.change("corrected texts", { type: "source.edit", source: here.id, edits: [{ at: start, remove: text.length - start - end, insert: page.text.slice(start, page.text.length - end) }], letters: text });
  return { place: asItIs, became: "edited" };
}

const recordsOf = (turns: readonly Turn[], at: number): [number, number, number, number | null, number | null][] => turns.map((turn) => [turn.start + at, turn.said + at, turn.end + at, turn.speaker, turn.at] satisfies TurnRecord);

/** The turns that a file of ours keeps of a text. */
function keptTurns(page: Page, kept: ReadonlyMap<Guid, KeptTurns>): ReturnType<typeof turnsIn> | null {
  const found = page.isPassages ? undefined : kept.get(page.guid);
  return found ? { turns: recordsOf(found.turns, 0), speakers: found.speakers } : null;
}

/** The turns of a text where they can be told without changing a letter of it; else none. */
function turnsIn(page: Page): { turns: ReturnType<typeof recordsOf>; speakers: readonly Speaker[] } {
  const none = { turns: [], speakers: [] };
  if (page.isPassages || page.text.length > 4_000_000) return none;
  const found = assemble(readPlain(page.text, "UTF-8"));
  const at = found.turns.length === 0 || found.speakers.length === 0 ? -1 : page.text.indexOf(found.text);
  if (at < 0) return none;
  return { turns: recordsOf(found.turns, at), speakers: found.speakers };
}

/** The sources that the last import brought and this file no longer has. */
export function goneSources(plan: Plan, isOurs: (guid: Guid) => boolean): void {
  for (const source of plan.kept.project.sources) {
    if (!isOurs(source.guid) || plan.find("project", "sources", source.guid)) continue;
    for (const guid of [source.guid, ...source.transcripts.map((one) => one.guid)]) {
      const here = plan.study.sources.get(plan.id("source", guid));
      if (!here || here.removed) continue;
      plan.gone.add("A source is no longer in the file.", here.name);
      if (plan.wishes.remove) plan.change("removed sources", { type: "source.remove", source: here.id, reason: "no longer in the imported file" });
    }
  }
}
