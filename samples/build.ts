/**
 * Builds the sample study as it came about: by the commands and imports that everybody uses, in the order and on the
 * days on which things happened. `node samples/build.ts FILE` builds it alone; `earshot sample DIR` with its write-up.
 */
import { existsSync } from "node:fs";
import { copyFile, constants, rm } from "node:fs/promises";
import { Refused } from "../src/log/sqlite/refused.ts";
import { createStudy, openStudy } from "../src/workbench/file.ts";
import type { Workbench } from "../src/workbench/workbench.ts";
import { OfficeHours } from "./clock.ts";
import { codebookSittings, codingSittings, pathOn, slip } from "./coding.ts";
import { json, type SampleStudy } from "./content.ts";
import { Desk } from "./desk.ts";
import { peopleSittings } from "./people.ts";
import { correctionSittings, memoSittings, proseSittings, readingSittings } from "./reading.ts";
import { settlingSittings } from "./settling.ts";
import { themeSittings } from "./themes.ts";

interface Options {
  /** Told how many of the sittings are done. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

/** The day on which the study was begun. */
const begun = "2015-07-20";

/**
 * Makes the sample study at a path and opens it for writing. Throws `Refused` where something is there already or it
 * cannot be written. It is built beside the path and copied into place, so that nothing half made stands there, and so
 * that whoever works on it goes on as a copy of their own.
 */
export async function buildSample(path: string, { progress }: Options = {}): Promise<Workbench> {
  if (existsSync(path)) throw new Refused("exists", `There is already a file ${path}. Choose another name; nothing is written over.`);
  const { title: _title, "title at first": title, approach } = json<SampleStudy>("study.json");
  const hours = new OfficeHours(1521);
  hours.begin(begun, 2);
  const beside = `${path}.building`;
  await rm(beside, { force: true });
  const wb = await createStudy(beside, { title, approach, as: "HN", surroundings: hours.surroundings });
  try {
    const sittings = [
      ...peopleSittings(),
      ...readingSittings(),
      ...codebookSittings(),
      ...codingSittings(),
      slip("2017-06-14", "HN", "Mother 9", "I have a mother. She's seventy-four, she drives over on Mondays and does the ironing", "The therapist / Mum figure"),
      ...settlingSittings(),
      ...themeSittings(),
      ...memoSittings(pathOn),
      ...correctionSittings(),
      ...proseSittings(),
    ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const desk = new Desk(wb);
    for (const [done, { day, by, pace, work }] of sittings.entries()) {
      hours.begin(day, pace);
      desk.actor = await wb.actor(by);
      await work(desk);
      progress?.(done + 1, sittings.length);
    }
    await wb.close();
    await copyFile(beside, path, constants.COPYFILE_EXCL);
  } finally {
    await wb.close();
    for (const ending of ["", "-wal", "-shm", "-journal", "-lock"]) await rm(beside + ending, { force: true });
  }
  return openStudy(path, { write: true });
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) console.log("Say where to: node samples/build.ts FILE.earshot");
  else await (await buildSample(path)).close();
}
