import { deriveGuid, type Guid } from "../../formats/project/guid.ts";
import { type Coding, type Selection, type Source as ProjectSource, type SyncPoint, unknownAudit } from "../../formats/project/project.ts";
import { codeOf, rangeOf, type Coding as StudyCoding } from "../../study/coding.ts";
import type { Source } from "../../study/source.ts";
import { mapRange, original } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { stretchOf } from "./held.ts";
import { momentOf, nameOut, type Outward } from "./outward.ts";

const same = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

/** How the format of a source says that it only holds passages of a text that is missing. */
export const passagesFormat = "passages";

/** Sources, what is marked in them, and codings: first as an import kept them, brought up to date, then what was born here. */
export function passagesOut(out: Outward): { sources: ProjectSource[]; selections: Selection[]; codings: Coding[] } {
  return new Passages(out).all();
}

class Passages {
  readonly #out: Outward;
  readonly #present: ReadonlySet<string>;
  readonly #texts = new Map<string, string>();
  readonly #sources = new Map<Guid, ProjectSource>();
  /** The project's source, or transcript of one, that a source of the study is. */
  readonly #pages = new Map<string, { readonly owner: Guid; readonly transcript: Guid | null }>();
  readonly #selections: Selection[] = [];
  readonly #codings: Coding[] = [];
  readonly #done = new Set<string>();

  constructor(out: Outward) {
    this.#out = out;
    this.#present = new Set(out.sources.map(({ id }) => id));
  }

  all(): { sources: ProjectSource[]; selections: Selection[]; codings: Coding[] } {
    const { study, kept, identity, sources } = this.#out;
    for (const source of kept.project.sources) this.#keep(source);
    for (const source of sources) if (!this.#pages.has(source.id)) this.#make(source);
    const codings = Map.groupBy(kept.project.codings, ({ selection, source }) => selection ?? `whole:${source}`);
    const notes = new Set(kept.project.notes.flatMap(({ guid }) => (kept.apart.has(guid) || study.memos.has(identity.id("memo", guid)) ? [guid] : [])));
    for (const selection of kept.project.selections) {
      if (this.#sources.has(selection.source) || notes.has(selection.source)) this.#passage(selection, codings.get(selection.guid) ?? []);
    }
    for (const coding of kept.project.codings) if (coding.selection === null && (this.#sources.has(coding.source) || notes.has(coding.source))) this.#codings.push(this.#through(coding));
    for (const source of sources) {
      for (const coding of study.codingsBySource.get(source.id) ?? []) {
        if (!this.#done.has(coding.id) && codeOf(study, coding)) this.#put(coding, source, rangeOf(study, coding), null, identity.guid("coding", coding.id));
      }
    }
    return { sources: [...this.#sources.values()], selections: this.#selections, codings: this.#codings };
  }

  #text(source: Source): string {
    let text = this.#texts.get(source.id);
    if (text === undefined) this.#texts.set(source.id, (text = this.#out.text(source)));
    return text;
  }

  /** A source of an imported project as it stands now; left out where somebody removed it here. */
  #keep(before: ProjectSource): void {
    const { study, kept, identity } = this.#out;
    const page = (guid: Guid): Source | undefined => study.sources.get(identity.id("source", guid));
    const isGone = (source: Source | undefined): boolean => source !== undefined && !this.#present.has(source.id);
    const own = page(before.guid);
    if (isGone(own)) return;
    const transcripts = before.transcripts.flatMap((transcript) => {
      const here = page(transcript.guid);
      if (isGone(here)) return [];
      if (!here) return [transcript];
      this.#pages.set(here.id, { owner: before.guid, transcript: transcript.guid });
      const syncPoints = transcript.syncPoints.map((point): SyncPoint => (point.offset === null ? point : { ...point, offset: this.#moved(here, { start: point.offset, end: point.offset }).start }));
      return [{ ...transcript, text: this.#text(here), syncPoints }];
    });
    if (before.transcripts.length > 0 && transcripts.length === 0 && before.media === null) return;
    if (!own) {
      const first = transcripts.map(({ guid }) => page(guid)).find((found) => found !== undefined);
      this.#sources.set(before.guid, { ...before, transcripts, name: first ? nameOut(before.transcripts[0]!.guid, first.name, before.name || null, kept.called) : before.name });
      return;
    }
    this.#pages.set(own.id, { owner: before.guid, transcript: null });
    this.#sources.set(before.guid, { ...before, transcripts, name: nameOut(before.guid, own.name, before.name, kept.called), text: own.format === passagesFormat ? null : this.#text(own) });
  }

  #make(source: Source): void {
    const guid = this.#out.identity.guid("source", source.id);
    this.#pages.set(source.id, { owner: guid, transcript: null });
    this.#sources.set(guid, {
      ...unknownAudit, guid, kind: "text", name: source.name, description: null, text: this.#text(source), textGuid: null, media: null, transcripts: [], values: [], createdAt: momentOf(source.imported),
    });
  }

  #moved(source: Source, range: Range): Range {
    return source.revisions.length === 0 ? range : mapRange(source.text, range, this.#out.kept.versions.get(source.id) ?? original, source.version);
  }

  /** A selection as it came, brought up to date, with those of its codings that are still here. Codings that were moved get selections of their own. */
  #passage(selection: Selection, codings: readonly Coding[]): void {
    const { study, kept, identity } = this.#out;
    const { place } = selection;
    const id = identity.id("source", place.kind === "transcript" ? place.transcript : selection.source);
    const source = this.#present.has(id) ? study.sources.get(id) : undefined;
    const before = place.kind === "words" ? place.range : place.kind === "transcript" ? this.#stretch(place, selection.source) : null;
    const range = before && source && place.kind === "words" && source.format !== passagesFormat ? this.#moved(source, before) : before;
    const stay: Coding[] = [];
    const moved: { coding: StudyCoding; guid: Guid }[] = [];
    for (const coding of codings) {
      if (kept.apart.has(coding.guid)) {
        stay.push(this.#through(coding));
        continue;
      }
      const here = study.codings.get(identity.id("coding", coding.guid));
      if (!here || here.source !== id) continue;
      this.#done.add(here.id);
      const code = codeOf(study, here);
      if (!code) continue;
      if (!source || source.format === passagesFormat || (range && same(rangeOf(study, here), range))) stay.push({ ...coding, code: identity.guid("code", code.id) });
      else moved.push({ coding: here, guid: coding.guid });
    }
    if (codings.length === 0 || stay.length > 0 || selection.name !== null || selection.description !== null) {
      const words = range && source && source.format !== passagesFormat ? this.#text(source).slice(range.start, range.end) : selection.quote;
      this.#selections.push({ ...selection, quote: words, place: place.kind === "words" && range ? { ...place, range, region: before && same(before, range) ? place.region : null } : place });
      this.#codings.push(...stay);
    }
    for (const { coding, guid } of moved) if (source) this.#put(coding, source, rangeOf(study, coding), codings.find((one) => one.guid === guid)!, guid);
  }

  #stretch(place: Extract<Selection["place"], { kind: "transcript" }>, owner: Guid): Range | null {
    return stretchOf(place, this.#sources.get(owner)?.transcripts.find(({ guid }) => guid === place.transcript));
  }

  /** A coding that a study has no noun for; its code may have been merged meanwhile. */
  #through(coding: Coding): Coding {
    const { study, identity } = this.#out;
    const code = codeOf(study, { code: identity.id("code", coding.code) } as StudyCoding);
    return code ? { ...coding, code: identity.guid("code", code.id) } : coding;
  }

  /** A coding with a selection of its own. */
  #put(coding: StudyCoding, source: Source, range: Range, before: Coding | null, guid: Guid): void {
    const { study, identity, noPlace } = this.#out;
    const code = codeOf(study, coding);
    const page = this.#pages.get(source.id);
    if (!code || !page) return;
    if (source.format === passagesFormat) {
      noPlace.add("A coding of a text that is missing from its project was left out.", source.name);
      return;
    }
    if (range.end <= range.start) {
      noPlace.add("A coding whose words are gone was left out.", source.name);
      return;
    }
    const selection = deriveGuid("passage", guid);
    const [coder, at] = [identity.guid("coder", coding.coder), momentOf(coding.stamp)];
    const place: Selection["place"] = page.transcript === null ? { kind: "words", range, region: null } : { kind: "transcript", transcript: page.transcript, from: this.#point(page.owner, page.transcript, range.start), to: this.#point(page.owner, page.transcript, range.end) };
    this.#selections.push({
      ...unknownAudit, guid: selection, source: page.owner, place, name: null, description: null, quote: this.#text(source).slice(range.start, range.end),
      createdBy: before ? before.coder : coder, createdAt: before ? before.at : at,
    });
    this.#codings.push({ guid, source: page.owner, selection, code: identity.guid("code", code.id), coder: before ? before.coder : coder, at: before ? before.at : at, twin: null });
  }

  /** The sync point at an offset of a transcript; made where there is none, because a project can mark words of a transcript only between two. */
  #point(owner: Guid, transcript: Guid, offset: number): Guid {
    const source = this.#sources.get(owner)!;
    const here = source.transcripts.find(({ guid }) => guid === transcript)!;
    const known = here.syncPoints.find((point) => point.offset === offset);
    if (known) return known.guid;
    const guid = deriveGuid("sync point", transcript, offset);
    const made = { ...here, syncPoints: [...here.syncPoints, { guid, at: null, offset }] };
    this.#sources.set(owner, { ...source, transcripts: source.transcripts.map((one) => (one.guid === transcript ? made : one)) });
    return guid;
  }
}
