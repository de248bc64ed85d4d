import { stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { createStudyFile } from "../log/sqlite/file.ts";
import { salvage, type Salvage } from "../log/sqlite/salvage.ts";
import { presentSources } from "../study/source.ts";
import { Workbench } from "./workbench.ts";

/** How much of a damaged study file can be read. */
export interface Readable {
  readonly events: number;
  /** Null where it cannot be told how many there were. */
  readonly of: number | null;
  readonly contents: number;
  readonly ofContents: number | null;
  /** The day of the last event that can be read; "" where there is none. */
  readonly until: string;
}

/** Looks how much of a damaged file can be read. Changes nothing. Throws a refusal where nothing can. */
export function readable(path: string, passphrase?: string): Readable {
  const found = salvage(path, passphrase);
  try {
    return numbersOf(found);
  } finally {
    found.close();
  }
}

function numbersOf({ entries, of, contents, ofContents }: Salvage): Readable {
  const until = entries.reduce((last, { stamp }) => (stamp > last ? stamp : last), "");
  return { events: entries.length, of, contents: contents.length, ofContents, until: until.slice(0, 10) };
}

/** What a rescue brought into a file of its own. */
export interface Rescued {
  readonly path: string;
  readonly workbench: Workbench;
  readonly readable: Readable;
  /** The sources whose text could not be read. */
  readonly lost: readonly string[];
}

/** Contents are carried over so many bytes at a time. */
const atOnce = 64 << 20;

/**
 * Makes a new study file beside a damaged one from everything that can be read of it; the damaged one stays as it is. The new file is a copy of the same
 * study: another person's copy or a backup can be merged into it later. It is encrypted with the passphrase where one is given.
 */
export async function rescue(path: string, passphrase?: string): Promise<Rescued> {
  const found = salvage(path, passphrase);
  try {
    const target = await freePath(path);
    const log = await createStudyFile(target, { passphrase });
    try {
      let batch: { name: string; salt: string; bytes: Uint8Array }[] = [];
      let size = 0;
      for (const { name, size: bytes } of found.contents) {
        const content = found.content(name);
        if (content) batch.push(content);
        size += bytes;
        if (size < atOnce) continue;
        await log.adopt([], batch);
        [batch, size] = [[], 0];
      }
      await log.adopt(found.entries, batch);
      const workbench = await Workbench.open(log);
      const there = new Set((await log.contents()).map(({ name }) => name));
      const lost = presentSources(workbench.study).filter((source) => !there.has(source.content)).map(({ name }) => name);
      return { path: target, workbench, lost, readable: numbersOf(found) };
    } catch (problem) {
      await log.close();
      throw problem;
    }
  } finally {
    found.close();
  }
}

/** "study (rescued).earshot", or with a number where that is taken. */
async function freePath(path: string): Promise<string> {
  const stem = join(dirname(path), basename(path, extname(path)));
  for (let n = 1; ; n++) {
    const name = `${stem} (rescued${n === 1 ? "" : ` ${n}`}).earshot`;
    if (!(await stat(name).catch(() => null))) return name;
  }
}
