import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for one test file, and how to take it away. */
export function scratch(): { at: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "earshot-"));
  return { at: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const script = (body: string): string[] => [
  "--disable-warning=ExperimentalWarning",
  "--input-type=module",
  "-e",
  `import { createStudyFile, openStudyFile } from ${JSON.stringify(new URL("file.ts", import.meta.url).href)};
   import { draft, all } from ${JSON.stringify(new URL("../drafts.ts", import.meta.url).href)};
   const path = process.argv[1];
   ${body}`,
];

/** Runs a script in another process, with `path`, `createStudyFile`, `openStudyFile`, `draft` and `all` at hand; what it prints. */
export function elsewhere(path: string, body: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...script(body), path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the other process ended with ${status}: ${stderr}`);
  return stdout.trim();
}

/** Starts a script in another process and leaves it running. */
export const startElsewhere = (path: string, body: string): ChildProcess => spawn(process.execPath, [...script(body), path], { stdio: ["ignore", "pipe", "inherit"] });

/** Waits until a process has printed so many lines; all that it has printed. */
export function lines(child: ChildProcess, count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (part: Buffer) => {
      text += part.toString("utf8");
      const found = text.split("\n").slice(0, -1);
      if (found.length >= count) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`the other process ended with ${code} after printing ${JSON.stringify(text)}`)));
  });
}
