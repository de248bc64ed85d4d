import { open } from "node:fs/promises";
import { openStudyFile } from "../log/sqlite/file.ts";
import { Broken } from "../log/port.ts";
import { applicationId } from "../log/sqlite/schema.ts";
import { lookAtCopy } from "../workbench/lookAtCopy.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { FoundStudy } from "./found.ts";
import { isRefused, Refused } from "./refusals.ts";
import type { Upload } from "./uploads.ts";

const sqlite = "SQLite format 3\0";

/** Whether a file is a study of Earshot: a database that says so, or one that is called so and is encrypted, damaged or cut short. */
export async function isStudyFile({ name, bytes, path }: Upload): Promise<boolean> {
  const head = bytes?.subarray(0, 72) ?? (path === null ? new Uint8Array() : await headOf(path));
  const isDatabase = String.fromCharCode(...head.subarray(0, 16)) === sqlite;
  if (isDatabase && head.length >= 72 && new DataView(head.buffer, head.byteOffset).getUint32(68) === applicationId) return true;
  return /\.earshot$/i.test(name) && (isDatabase || head.length > 0);
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return new Uint8Array();
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(72), 0, 72, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await file.close();
  }
}

/** What another study file holds that is not here. Throws `Refused` where it is damaged or newer. */
export async function studyFound(wb: Workbench, path: string, name: string, passphrase: string | undefined): Promise<Omit<FoundStudy, "upload" | "file" | "couldBe">> {
  try {
    const other = await openStudyFile(path, { write: false, passphrase });
    try {
      return { is: "study", look: await lookAtCopy(wb, other), problem: null };
    } finally {
      await other.close();
    }
  } catch (problem) {
    if (isRefused(problem) && problem.reason === "passphrase") return { is: "study", look: null, problem: passphrase === undefined ? null : problem.sentence };
    if (problem instanceof Broken) throw new Refused("invalid", `${name} is damaged: ${problem.message}`);
    throw problem;
  }
}
