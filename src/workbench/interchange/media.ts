import { type Archive, wholeEntry } from "../../formats/project/archive.ts";
import type { Guid } from "../../formats/project/guid.ts";
import type { Findings } from "../../formats/project/problems.ts";
import type { Media, Project } from "../../formats/project/project.ts";
import type { Open } from "../../formats/refi/writer.ts";
import { contentName } from "../../log/chain.ts";
import type { Content, Log } from "../../log/port.ts";
import type { Workbench } from "../workbench.ts";

/** A study keeps files of up to so many bytes; larger ones, such as recordings, stay where they are. */
export const largestMedium = 64 << 20;
/** All files of one import together; they pass through memory once. */
export const largestTogether = 256 << 20;

/** A project whose media are contents of the study, as far as they could be taken. */
export interface Stored {
  readonly project: Project;
  readonly contents: readonly Content[];
  /** The content behind each source that has one. */
  readonly files: ReadonlyMap<Guid, string>;
}

/**
 * Takes the files of a project into the study. A file that is there already from an earlier import is not taken again; one that is too large is left
 * out and named. With `look` nothing is read: only what would be too large is named.
 */
export async function storeMedia(project: Project, archive: Archive | null, before: Project, wb: Workbench, noPlace: Findings, look: boolean): Promise<Stored> {
  const salts = new Map((await wb.log.contents()).map((one) => [one.name, one]));
  const known = new Map<number, { readonly name: string; readonly salt: string }[]>();
  const remember = (media: Media | null): void => {
    const content = media?.entry == null ? undefined : salts.get(media.entry);
    if (content) known.set(content.size, [...(known.get(content.size) ?? []), content]);
  };
  for (const { media, transcripts } of before.sources) for (const one of [media, ...transcripts.map(({ rich }) => rich)]) remember(one);
  for (const { rich } of before.notes) remember(rich);
  const contents: Content[] = [];
  const taken = new Map<string, string | null>();
  let together = 0;
  const take = async (media: Media | null, called: string): Promise<Media | null> => {
    if (media?.entry == null) return media;
    if (!taken.has(media.entry)) taken.set(media.entry, await store(media, called));
    return { ...media, entry: taken.get(media.entry)! };
  };
  const store = async (media: Media, called: string): Promise<string | null> => {
    const entry = archive?.entries.find(({ name }) => name === media.entry);
    if (!archive || !entry) return salts.has(media.entry!) ? media.entry : null;
    if (entry.size > largestMedium || together + entry.size > largestTogether) {
      noPlace.add(`A file was left out: a study takes in files of up to ${largestMedium >> 20} MB, and ${largestTogether >> 20} MB in one import. Keep the project's own file, and the recording with it.`, `${called} (${Math.ceil(entry.size / (1 << 20))} MB)`);
      return null;
    }
    together += entry.size;
    if (look) return null;
    const bytes = await wholeEntry(archive, entry, largestMedium);
    const twin = known.get(bytes.length)?.find(({ name, salt }) => contentName(salt, bytes) === name);
    if (twin) return twin.name;
    // Two files of the same bytes are one.
    const twice = contents.find((one) => one.bytes.length === bytes.length && contentName(one.salt, bytes) === one.name);
    if (twice) return twice.name;
    const content = wb.contentOf(bytes);
    contents.push(content);
    return content.name;
  };
  const sources: Project["sources"][number][] = [];
  for (const source of project.sources) {
    const transcripts = [];
    for (const one of source.transcripts) transcripts.push({ ...one, rich: await take(one.rich, source.name) });
    sources.push({ ...source, media: await take(source.media, source.name), transcripts });
  }
  const notes: Project["notes"][number][] = [];
  for (const note of project.notes) notes.push({ ...note, rich: await take(note.rich, note.name ?? "a note") });
  const files = new Map(sources.flatMap(({ guid, media }) => (media?.entry == null ? [] : [[guid, media.entry] as const])));
  return { project: { ...project, sources, notes }, contents, files };
}

/** Gives out the files that the study keeps, to be packed into an export. */
export async function openKept(log: Log): Promise<Open> {
  const here = new Set((await log.contents()).map(({ name }) => name));
  return (media) => {
    const { entry } = media;
    if (entry === null || !here.has(entry)) return null;
    return async function* () {
      const bytes = await log.content(entry);
      for (let at = 0; bytes && at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
    };
  };
}
