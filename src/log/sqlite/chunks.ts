import { createHash } from "node:crypto";
import type { Content } from "../port.ts";
import type { Db } from "./database.ts";
import { chunkSize } from "./schema.ts";

/** The statements on contents of one open file. */
export interface Chunks {
  /** Keeps a content; does nothing where it is here already. */
  insert(content: Content): void;
  /** Whether a content is here. */
  has(name: string): boolean;
  /** Writes one chunk of a content that is not here yet. */
  put(name: string, n: number, bytes: Uint8Array): void;
  /** Makes a content of chunks that are here. */
  admit(content: About): void;
  /** The chunks of a content one by one; null where there is none. Throws at the end where they do not fit its name. */
  pieces(name: string): Iterable<Uint8Array | "damaged"> | null;
  /** The bytes of a content, "damaged" where they do not fit its name, null where there is none. */
  read(name: string): Uint8Array | "damaged" | null;
  list(): { name: string; salt: string; size: number }[];
  /** Whether the bytes of a content fit its name, without holding all of them at once. */
  isSound(name: string): boolean;
  /** A chunk that belongs to no content and is not being written; null where there is none. */
  stray(staging: readonly string[]): string | null;
  remove(name: string): void;
}

export interface About {
  readonly name: string;
  readonly salt: string;
  readonly size: number;
}

/** Prepares the statements. */
export function prepareChunks(db: Db): Chunks {
  const add = db.prepare("INSERT INTO content (name, salt, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  const addChunk = db.prepare("INSERT INTO content_chunk (name, n, bytes) VALUES (?, ?, ?)");
  const about = db.prepare("SELECT name, salt, size FROM content WHERE name = ?");
  const chunk = db.prepare("SELECT bytes FROM content_chunk WHERE name = ? AND n = ?").pluck();
  const chunks = db.prepare("SELECT count(*) FROM content_chunk WHERE name = ?").pluck();
  const list = db.prepare("SELECT name, salt, size FROM content ORDER BY name");
  const stray = db.prepare("SELECT DISTINCT name FROM content_chunk WHERE name NOT IN (SELECT name FROM content)").pluck();
  const dropChunks = db.prepare("DELETE FROM content_chunk WHERE name = ?");
  const drop = db.prepare("DELETE FROM content WHERE name = ?");
  const find = (name: string): About | undefined => about.get(name) as About | undefined;

  /** Hands over the chunks one by one; whether they are all there and fit the name. */
  const walk = ({ name, salt, size }: About, take: (bytes: Uint8Array, at: number) => void): boolean => {
    const sum = createHash("sha256").update(String(salt));
    const due = Math.ceil(size / chunkSize);
    if (chunks.get(name) !== due) return false;
    let at = 0;
    for (let n = 0; n < due; n++) {
      const bytes: unknown = chunk.get(name, n);
      if (!(bytes instanceof Uint8Array) || bytes.length !== Math.min(chunkSize, size - at)) return false;
      sum.update(bytes);
      take(bytes, at);
      at += bytes.length;
    }
    return sum.digest("hex") === name;
  };

  return {
    has: (name) => find(name) !== undefined,
    put: (name, n, bytes) => void addChunk.run(name, n, bytes),
    admit: ({ name, salt, size }) => void add.run(name, salt, size),
    pieces(name) {
      const found = find(name);
      if (found === undefined) return null;
      const due = Math.ceil(found.size / chunkSize);
      return (function* (): Iterable<Uint8Array | "damaged"> {
        const sum = createHash("sha256").update(String(found.salt));
        for (let n = 0, at = 0; n < due; n++) {
          const bytes: unknown = chunk.get(name, n);
          if (!(bytes instanceof Uint8Array) || bytes.length !== Math.min(chunkSize, found.size - at)) return yield "damaged";
          sum.update(bytes);
          at += bytes.length;
          yield bytes;
        }
        if (chunks.get(name) !== due || sum.digest("hex") !== name) yield "damaged";
      })();
    },
    insert({ name, salt, bytes }) {
      if (add.run(name, salt, bytes.length).changes === 0) return;
      for (let n = 0; n * chunkSize < bytes.length; n++) addChunk.run(name, n, bytes.subarray(n * chunkSize, (n + 1) * chunkSize));
    },
    read(name) {
      const found = find(name);
      if (found === undefined) return null;
      // The size is believed only as far as there are chunks for it.
      if (found.size < 0 || chunks.get(name) !== Math.ceil(found.size / chunkSize)) return "damaged";
      const bytes = new Uint8Array(found.size);
      return walk(found, (part, at) => bytes.set(part, at)) ? bytes : "damaged";
    },
    list: () => list.all() as About[],
    isSound(name) {
      const found = find(name);
      return found !== undefined && found.size >= 0 && walk(found, () => {});
    },
    stray: (staging) => (stray.all() as string[]).find((name) => !staging.includes(name)) ?? null,
    remove(name) {
      dropChunks.run(name);
      drop.run(name);
    },
  };
}
