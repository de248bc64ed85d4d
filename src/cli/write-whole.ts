import { rename, rm, writeFile } from "node:fs/promises";
import { fileProblem } from "./call.ts";
import { refused } from "./exit.ts";

/** Writes a file, whole or not at all: an older one of the name stays where there is no room for the new. `called` is what the person calls it. Throws `Stop` in words. */
export async function writeWhole(path: string, called: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.part`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (problem) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw refused(fileProblem(called, problem, "write"));
  }
}
