import { createStudyFile, openStudyFile } from "../log/sqlite/file.ts";
import type { Approach } from "../study/settings.ts";
import { machine, Workbench, type Surroundings } from "./workbench.ts";

interface Opening {
  /** For a file that is encrypted as a whole. */
  readonly passphrase?: string | undefined;
  readonly surroundings?: Surroundings | undefined;
}

/** Makes a new study file and opens it for writing. Throws `Refused` where there is one already or it cannot be made. */
export async function createStudy(path: string, { title, approach, as, passphrase, surroundings = machine }: Opening & { title: string; approach: Approach; as: string }): Promise<Workbench> {
  const log = await createStudyFile(path, { passphrase, chance: surroundings.random });
  const workbench = await Workbench.open(log, surroundings);
  const actor = await workbench.actor(as);
  await workbench.do({ type: "study.create", id: workbench.newId(), title, approach }, actor);
  return workbench;
}

/** Opens a study file. Throws `Refused` in words where it is missing, damaged, locked with a passphrase, newer, or in use by another writer. */
export async function openStudy(path: string, { write, passphrase, surroundings = machine }: Opening & { write: boolean }): Promise<Workbench> {
  const log = await openStudyFile(path, { write, passphrase, chance: surroundings.random });
  return Workbench.open(log, surroundings).catch(async (problem: unknown) => {
    await log.close();
    throw problem;
  });
}
