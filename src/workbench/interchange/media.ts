import { createHash } from "node:crypto";
import { type Archive, type Entry, wholeEntry } from "../../formats/project/archive.ts";
import type { Guid } from "../../formats/project/guid.ts";
import type { Findings } from "../../formats/project/problems.ts";
import type { Media, Project } from "../../formats/project/project.ts";
import type { Open } from "../../formats/refi/writer.ts";
import type { Content, ContentStream, Log } from "../../log/port.ts";
import type { Workbench } from "../workbench.ts";

/** A study keeps files of up to so many bytes: what the standard allows in a project. */
export const largestMedium = 2_147_483_647;
/** Files up to this size are read at once; larger ones are run through in pieces. */
const small = 1 << 20;

/** A project whose media are contents of the study, as far as they could be taken. */
export interface Stored {
  readonly project: Project;
  readonly contents: readonly (Content | ContentStream)[];
  /** The content behind each source that has one. */
  readonly files: ReadonlyMap<Guid, string>;
}

/**
 * Takes the files of a project into the study, large ones in pieces when they are stored. A file that is there already from an earlier import is not
 * taken again; one that is too large is left out and named. With `look` nothing is read: only what would be too large is named.
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
  const contents = new Map<string, Content | ContentStream>();
  const taken = new Map<string, string | null>();
  const take = async (media: Media | null, called: string): Promise<Media | null> => {
    if (media?.entry == null) return media;
    if (!taken.has(media.entry)) taken.set(media.entry, await store(media, called));
    return { ...media, entry: taken.get(media.entry)! };
  };
  const store = async (media: Media, called: string): Promise<string | null> => {
    const entry = archive?.entries.find(({ name }) => name === media.entry);
    if (!archive || !entry) return salts.has(media.entry!) ? media.entry : null;
    if (entry.size > largestMedium) {
      noPlace.add("A file was left out: a study takes in files of up to 2 GB. Keep the project's own file, and the recording with it.", `${called} (${Math.ceil(entry.size / (1 << 20))} MB)`);
      return null;
    }
    if (look) return null;
    // One run tells whether the file is here already, or twice in the project, and what it would be called.
    const twins = [...(known.get(entry.size) ?? []), ...[...contents.values()].filter((one) => sizeOf(one) === entry.size)];
    const salt = wb.newSalt();
    const names = await namesUnder(archive, entry, [salt, ...twins.map((one) => one.salt)]);
    const twin = twins.find(({ name }, i) => names[i + 1] === name);
    if (twin) return twin.name;
    const name = names[0]!;
    contents.set(name, entry.size <= small ? { name, salt, bytes: await wholeEntry(archive, entry, small) } : { name, salt, size: entry.size, chunks: () => archive.chunks(entry) });
    return name;
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
  return { project: { ...project, sources, notes }, contents: [...contents.values()], files };
}

const sizeOf = (content: Content | ContentStream): number => ("bytes" in content ? content.bytes.length : content.size);

/** What the content of a file is called under each of some salts, in one run through it. */
async function namesUnder(archive: Archive, entry: Entry, salts: readonly string[]): Promise<string[]> {
  const sums = salts.map((salt) => createHash("sha256").update(salt));
  for await (const piece of archive.chunks(entry)) for (const sum of sums) sum.update(piece);
  return sums.map((sum) => sum.digest("hex"));
}

/** Gives out the files that the study keeps, to be packed into an export. */
export async function openKept(log: Log): Promise<Open> {
  const here = new Set((await log.contents()).map(({ name }) => name));
  return (media) => {
    const { entry } = media;
    if (entry === null || !here.has(entry)) return null;
    return async function* () {
      for await (const piece of (await log.chunks(entry)) ?? []) yield piece;
    };
  };
}
