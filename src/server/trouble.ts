import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { openStudyFile } from "../log/sqlite/file.ts";
import { readable, type Readable } from "../workbench/rescue.ts";
import { foldLog } from "../workbench/workbench.ts";
import { isRefused } from "./refusals.ts";

/** A study file beside one that cannot be opened, which opens. */
export interface Neighbour {
  readonly path: string;
  readonly name: string;
  readonly title: string;
  /** The day of its last event. */
  readonly until: string;
  readonly events: number;
}

/** What can be done about a study file that does not open. */
export interface TroubleAnswer {
  readonly path: string;
  readonly name: string;
  /** How much of it can be read; null where nothing can, or where it is not damaged but newer. */
  readonly readable: Readable | null;
  /** Copies beside it, as one is set aside before a file is brought up to date: the latest first. */
  readonly neighbours: readonly Neighbour[];
}

/** At most so many files beside it are looked into. */
const mostLooked = 12;

/** Looks at a file that does not open: what can still be read of it, and which copies lie beside it. Changes nothing. */
export async function troubleOf(path: string, reason: string, passphrase?: string): Promise<TroubleAnswer> {
  let found: Readable | null = null;
  if (reason !== "newer") {
    try {
      found = readable(path, passphrase);
    } catch (problem) {
      if (!isRefused(problem)) throw problem;
    }
  }
  return { path, name: basename(path), readable: found && found.events > 0 ? found : null, neighbours: await neighboursOf(path, passphrase) };
}

/** The files whose names begin as this one's and that open. */
async function neighboursOf(path: string, passphrase: string | undefined): Promise<Neighbour[]> {
  const stem = basename(path, extname(path)).replace(/ \((format|rescued|copy)[^)]*\)$/, "").toLowerCase();
  const names = (await readdir(dirname(path)).catch(() => [])).filter((name) => name.endsWith(".earshot") && name !== basename(path) && name.toLowerCase().startsWith(stem));
  const all: Neighbour[] = [];
  for (const name of names.slice(0, mostLooked)) {
    const file = join(dirname(path), name);
    try {
      const log = await openStudyFile(file, { write: false, passphrase });
      try {
        const { study } = await foldLog(log);
        all.push({ path: file, name, title: study.settings.title, until: study.lastStamp.slice(0, 10), events: study.events });
      } finally {
        await log.close();
      }
    } catch {
      // A copy that does not open either is no help.
    }
  }
  return all.sort((a, b) => (a.until < b.until ? 1 : -1));
}
