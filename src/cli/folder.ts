import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing, one by one: where the system takes no folders at all, as under
 * /proc, Node's own way of making them all at once never ends. Throws as the file system does.
 */
export async function makeFolder(path: string): Promise<void> {
  const there = await stat(path).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === "ENOENT") return null;
    throw problem;
  });
  if (there?.isDirectory()) return;
  if (there) throw Object.assign(new Error(`EEXIST: ${path}`), { code: "EEXIST" });
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((problem: NodeJS.ErrnoException) => {
    throw problem.code === "ENOENT" ? Object.assign(problem, { code: "EACCES" }) : problem;
  });
}
