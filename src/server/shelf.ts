import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Approach } from "../study/settings.ts";
import { createStudy, openStudy } from "../workbench/file.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { isRefused } from "./refusals.ts";

/** Where the first page makes and opens studies. */
export interface Shelf {
  /** The folder in which studies are looked for and made. */
  readonly folder: string;
  /** The study files there, newest first, with those opened lately from elsewhere. */
  readonly list: () => Promise<readonly { readonly path: string; readonly name: string; readonly changed: string }[]>;
  readonly create: (name: string, options: { readonly title: string; readonly approach: Approach; readonly as: string }) => Promise<{ readonly workbench: Workbench; readonly path: string }>;
  readonly open: (path: string, passphrase?: string) => Promise<{ readonly workbench: Workbench; readonly path: string }>;
  /** Opens the sample study, building it first where it is not there; null where this copy of Earshot has none. */
  readonly sample: (() => Promise<{ readonly workbench: Workbench; readonly path: string }>) | null;
}


/** A file name for a study: its title in letters that every file system takes. */
export const fileNameFor = (title: string): string => `${title.replace(/[^\p{L}\p{N} ._-]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80) || "Study"}.earshot`;

/** A shelf in a folder. `sample` builds the sample study at a path, where this copy of Earshot has it. */
export function shelfIn(folder: string, sample: ((path: string) => Promise<void>) | null): Shelf {
  const lately = new Set<string>();
  const open: Shelf["open"] = async (given, passphrase) => {
    const path = resolve(folder, given);
    const workbench = await openStudy(path, { write: true, passphrase }).catch((error: unknown) => {
      if (isRefused(error) && error.reason === "in use") return openStudy(path, { write: false, passphrase });
      throw error;
    });
    lately.add(path);
    return { workbench, path };
  };
  return {
    folder,
    open,
    list: async () => {
      const here = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".earshot")).map((name) => join(folder, name));
      const all = await Promise.all([...new Set([...here, ...lately])].map(async (path) => ({ path, name: basename(path, ".earshot"), changed: (await stat(path).catch(() => null))?.mtime.toISOString() ?? "" })));
      return all.filter((file) => file.changed !== "").sort((a, b) => (a.changed < b.changed ? 1 : -1));
    },
    create: async (name, { title, approach, as }) => {
      const path = join(folder, fileNameFor(name.replace(/\.earshot$/, "")));
      return { workbench: await createStudy(path, { title, approach, as }), path };
    },
    sample:
      sample &&
      (async () => {
        const path = join(folder, fileNameFor("sample"));
        if (!(await stat(path).catch(() => null))) await sample(path);
        return open(path);
      }),
  };
}
