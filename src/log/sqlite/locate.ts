import { closeSync, openSync, readSync, realpathSync, statSync, type BigIntStats } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { hasCode, inWords, Refused } from "./refused.ts";

/** What the operating system says of a path; null where nothing is there. */
export const statOf = (path: string): BigIntStats | null => statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;

/** What lies at a path, as far as that can be told without reading it. Throws a refusal where it cannot be a study file. */
export function locate(path: string): { real: string; size: number } {
  const given = resolve(path);
  const stat = statOf(given);
  if (stat === null) {
    if (statOf(dirname(given)) === null) throw new Refused("no folder", `There is no folder ${dirname(given)}.`);
    throw new Refused("missing", `There is no file ${given}. See whether the name is right.`);
  }
  if (stat.isDirectory()) throw new Refused("folder", `${given} is a folder. Name the study file in it.`);
  if (!stat.isFile()) throw new Refused("not a study", `${given} is not a file.`);
  if (stat.size === 0n) throw new Refused("empty", `${given} is empty: there is not one byte in it. If it should hold a study, go back to a backup.`);
  return { real: realpathSync(given), size: Number(stat.size) };
}

/** How long a file that is not encrypted should be by its own account. Only for files that SQLite has refused: reading one that is open would give up its locks. */
function lengthClaimed(path: string): number {
  const head = new DataView(new ArrayBuffer(100));
  const handle = openSync(path, "r");
  try {
    if (readSync(handle, head) < 100) return Number.POSITIVE_INFINITY;
  } finally {
    closeSync(handle);
  }
  const size = head.getUint16(16);
  return (size === 1 ? 65536 : size) * head.getUint32(28);
}

/** The refusal of a file that has fewer bytes than it should. */
export const cutShort = (path: string, size: number, claimed: number): Refused =>
  new Refused("cut short", `${basename(path)} is cut short: it has ${size} bytes${Number.isFinite(claimed) && claimed > size ? ` of ${claimed}` : ""}. It was probably not copied to its end. Copy it again, or go back to a backup.`);

/** Whether changes lie beside a file, made by a program that is still at work or was killed. */
export const unfinished = (path: string): boolean => (statOf(`${path}-wal`)?.size ?? 0n) > 0n;

/** Says why SQLite cannot make sense of a file. */
export function whyUnreadable(error: unknown, path: string, size: number, passphrase: string | undefined): unknown {
  const file = basename(path);
  const whole = size % 4096 === 0;
  if (hasCode(error, "SQLITE_NOTADB")) {
    if (!whole) return new Refused("not a study", `${file} is not an Earshot study, or it is only a part of one (${size} bytes). See whether it is the right file; if it is, go back to a backup.`);
    if (passphrase === undefined) return new Refused("passphrase", `${file} is encrypted, or its beginning is damaged, or it is not an Earshot study. If it is encrypted, open it with its passphrase.`);
    return new Refused("passphrase", `${file} does not open with this passphrase. Either the passphrase is wrong or the beginning of the file is damaged; the two cannot be told apart.`);
  }
  if (hasCode(error, "SQLITE_CORRUPT") || hasCode(error, "SQLITE_IOERR_SHORT_READ")) {
    const claimed = passphrase === undefined ? lengthClaimed(path) : 0;
    if (!whole || claimed > size) return cutShort(path, size, claimed);
  }
  return inWords(error, path);
}
