import { copyFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Broken } from "../log/port.ts";
import { Refused as FileRefused } from "../log/sqlite/refused.ts";
import type { Approach } from "../study/settings.ts";
import { createStudy, openStudy } from "../workbench/file.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { isRefused } from "./refusals.ts";

export interface Placed {
  readonly workbench: Workbench;
  readonly path: string;
}

/** A study file that can be opened. */
export interface OnShelf {
  readonly path: string;
  readonly name: string;
  /** When it was changed last, as ISO 8601. */
  readonly changed: string;
}

/** What lies in a folder of this machine, for choosing a study there. */
export interface FolderAnswer {
  readonly path: string;
  /** Null for the root. */
  readonly above: string | null;
  readonly folders: readonly { readonly path: string; readonly name: string }[];
  readonly studies: readonly OnShelf[];
}

/** Where the first page makes and opens studies. */
export interface Shelf {
  /** The folder in which studies are looked for and made. */
  readonly folder: string;
  /** The study files there, newest first, with those opened lately from elsewhere. */
  readonly list: () => Promise<readonly OnShelf[]>;
  readonly create: (name: string, options: { readonly title: string; readonly approach: Approach; readonly as: string; readonly passphrase?: string | undefined }) => Promise<Placed>;
  readonly open: (path: string, passphrase?: string) => Promise<Placed>;
  /** Puts a copy of a file on the shelf, under its own name or one that is free. Returns where it lies. */
  readonly keep: (from: string, name: string) => Promise<string>;
  /** The subfolders and study files of a folder of this machine. */
  readonly look: (path: string) => Promise<FolderAnswer>;
  /** Null where this copy of Earshot came without the sample. */
  readonly sample: {
    /** The person's own copy of it, where there is one. */
    readonly copy: () => Promise<string | null>;
    /** Opens their copy, or a fresh one; the sample itself is built first where it is not there, and never written in. */
    readonly open: (fresh: boolean) => Promise<Placed>;
  } | null;
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;

/** A file name for a study: its title in letters that every file system takes. */
export const fileNameFor = (title: string): string => `${title.replace(/[^\p{L}\p{N} ._-]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80) || "Study"}.earshot`;

/** What the sample is called where it lies as it was built. */
export const sampleName = "sample.earshot";
const copyName = (n: number): string => `My copy of the sample${n === 1 ? "" : ` ${n}`}.earshot`;

/** Opens a study to write in it, or only to read where somebody else writes. What is damaged inside is a refusal like any other. */
async function openHere(path: string, passphrase: string | undefined): Promise<Workbench> {
  try {
    return await openStudy(path, { write: true, passphrase }).catch((error: unknown) => {
      if (isRefused(error) && (error.reason === "in use" || error.reason === "read-only")) return openStudy(path, { write: false, passphrase });
      throw error;
    });
  } catch (error) {
    if (error instanceof Broken) throw new FileRefused("damaged", error.message);
    throw error;
  }
}

const byChange = (a: OnShelf, b: OnShelf): number => (a.changed < b.changed ? 1 : a.changed > b.changed ? -1 : 0);

async function onShelf(paths: readonly string[]): Promise<OnShelf[]> {
  const all = await Promise.all(paths.map(async (path) => ({ path, name: basename(path, ".earshot"), changed: (await stat(path).catch(() => null))?.mtime.toISOString() ?? "" })));
  return all.filter((file) => file.changed !== "").sort(byChange);
}

/** A shelf in a folder. `sample` builds the sample study at a path, where this copy of Earshot has it. */
export function shelfIn(folder: string, sample: ((path: string) => Promise<void>) | null): Shelf {
  const lately = new Set<string>();
  const open: Shelf["open"] = async (given, passphrase) => {
    const path = resolve(folder, given);
    const workbench = await openHere(path, passphrase);
    lately.add(path);
    return { workbench, path };
  };
  const free = async (name: (n: number) => string): Promise<string> => {
    for (let n = 1; ; n++) if (!(await isThere(join(folder, name(n))))) return join(folder, name(n));
  };
  const pristine = join(folder, sampleName);
  const newestCopy = async (): Promise<string | null> => {
    const copies = (await readdir(folder).catch(() => [])).filter((name) => /^My copy of the sample( \d+)?\.earshot$/.test(name));
    return (await onShelf(copies.map((name) => join(folder, name))))[0]?.path ?? null;
  };
  return {
    folder,
    open,
    list: async () => {
      const here = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".earshot") && (sample === null || name !== sampleName)).map((name) => join(folder, name));
      return onShelf([...new Set([...here, ...lately])]);
    },
    create: async (name, { title, approach, as, passphrase }) => {
      const path = join(folder, fileNameFor(name.replace(/\.earshot$/, "")));
      return { workbench: await createStudy(path, { title, approach, as, passphrase }), path };
    },
    keep: async (from, name) => {
      const stem = fileNameFor(basename(name).replace(/\.earshot$/i, "")).replace(/\.earshot$/, "");
      const to = await free((n) => `${stem}${n === 1 ? "" : ` (${n})`}.earshot`);
      await copyFile(from, to);
      return to;
    },
    look: async (given) => {
      const path = resolve(folder, given);
      const entries = await readdir(path, { withFileTypes: true }).catch((problem: unknown) => {
        const code = problem instanceof Error && "code" in problem ? problem.code : "";
        throw new FileRefused(code === "ENOENT" ? "missing" : "unreadable", code === "ENOENT" ? `There is no folder ${path}.` : `The folder ${path} cannot be looked into. You may have no right to it.`);
      });
      const folders = entries.filter((one) => one.isDirectory() && !one.name.startsWith(".")).map(({ name }) => ({ name, path: join(path, name) })).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
      const studies = await onShelf(entries.filter((one) => one.isFile() && one.name.endsWith(".earshot")).map(({ name }) => join(path, name)));
      return { path, above: dirname(path) === path ? null : dirname(path), folders, studies };
    },
    sample: sample && {
      copy: newestCopy,
      open: async (fresh) => {
        const mine = fresh ? null : await newestCopy();
        if (mine !== null) return open(mine);
        if (!(await isThere(pristine))) await sample(pristine);
        const copy = await free(copyName);
        await copyFile(pristine, copy);
        // Changes of a program that was killed lie beside a file.
        if (await isThere(`${pristine}-wal`)) await copyFile(`${pristine}-wal`, `${copy}-wal`);
        return open(copy);
      },
    },
  };
}
