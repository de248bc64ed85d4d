/** A refusal inside a reader: one sentence for the person. Readers catch it at their door and hand it on as data. */
export class Refused extends Error {}

/** Bytes that need not be in memory: a file, a blob, an array. `read` may give fewer bytes only at the end. */
export interface Bytes {
  readonly size: number;
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** An array as random-access bytes. */
export const inMemory = (array: Uint8Array): Bytes => ({ size: array.length, read: (at, length) => array.subarray(at, at + length) });

/** One file inside an archive. The name uses "/" and never leads outside. */
export interface Entry {
  readonly name: string;
  /** Bytes when unpacked, as the archive states it. */
  readonly size: number;
}

/** Files that belong together: a zip, or a folder that someone unpacked. */
export interface Archive {
  readonly entries: readonly Entry[];
  /** The content in pieces, never held whole. Throws `Refused` where it is damaged, encrypted or larger than stated. */
  chunks(entry: Entry): AsyncIterable<Uint8Array>;
}

/** A whole entry. Throws `Refused` where it would be larger than `limit` bytes. */
export async function wholeEntry(archive: Archive, entry: Entry, limit: number): Promise<Uint8Array> {
  if (entry.size > limit) throw new Refused(`"${entry.name}" would unpack to ${entry.size} bytes, more than the ${limit} that such a file may have. It was not read.`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of archive.chunks(entry)) {
    size += part.length;
    if (size > limit) throw new Refused(`"${entry.name}" unpacks to more than the ${limit} bytes that such a file may have. It was not read.`);
    parts.push(part);
  }
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The entry name that a path in an archive means: "/" as separator. Null where it leads outside: "..", a drive, a leading "/". */
export function safeName(raw: string): string | null {
  const name = raw.replaceAll("\\", "/");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name) || name.includes("\0")) return null;
  return name.split("/").includes("..") ? null : name.replace(/^(\.\/)+/, "");
}

/** An unpacked folder as an archive. Throws `Refused` where a path leads outside. */
export function folderArchive(files: readonly { readonly path: string; readonly bytes: Uint8Array | Bytes }[]): Archive {
  const by = new Map<string, Bytes>();
  for (const { path, bytes } of files) {
    const name = safeName(path);
    if (name === null) throw new Refused(`The path "${path}" leads outside the folder. Nothing was read.`);
    by.set(name, bytes instanceof Uint8Array ? inMemory(bytes) : bytes);
  }
  return {
    entries: [...by].map(([name, bytes]) => ({ name, size: bytes.size })),
    async *chunks(entry) {
      const bytes = by.get(entry.name);
      if (!bytes) throw new Refused(`"${entry.name}" is not in the folder.`);
      for (let at = 0; at < bytes.size; at += 1 << 18) yield await bytes.read(at, Math.min(1 << 18, bytes.size - at));
    },
  };
}
