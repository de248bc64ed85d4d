import { createHash } from "node:crypto";
import type { Content } from "../port.ts";
import type { Db } from "./database.ts";
import { chunkSize } from "./schema.ts";

/** The statements on contents of one open file. */
export interface Chunks {
  /** Keeps a content; does nothing where it is here already. */
  insert(content: Content): void;
  /** The bytes of a content, "damaged" where they do not fit its name, null where there is none. */
  read(name: string): Uint8Array | "damaged" | null;
  list(): { name: string; salt: string; size: number }[];
  /** Whether the bytes of a content fit its name, without holding all of them at once. */
  isSound(name: string): boolean;
  /** A chunk that belongs to no content; null where there is none. */
  stray(): string | null;
  remove(name: string): void;
}

interface About {
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
  const stray = db.prepare("SELECT name FROM content_chunk WHERE name NOT IN (SELECT name FROM content) LIMIT 1").pluck();
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
    stray: () => (stray.get() as string | undefined) ?? null,
    remove(name) {
      dropChunks.run(name);
      drop.run(name);
    },
  };
}
