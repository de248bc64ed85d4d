// Starts the workbench for `npm start`: builds what is missing (the pages, the sample study), serves, and says where.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCodes } from "../cli/exit.ts";
import { makeFolder } from "../cli/folder.ts";
import { Desk } from "./desk.ts";
import { isRefused } from "./refusals.ts";
import { serve } from "./serve.ts";
import { sampleName, shelfIn } from "./shelf.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = join(root, "dist", "web");
const samples = join(root, "samples", "build.ts");

/** When the newest file of some folders was changed, in milliseconds since 1970. */
function newest(folders: readonly string[]): number {
  const files = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && !/\.test\.tsx?$/.test(f.name)).map((f) => join(f.parentPath, f.name)));
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0);
}

/** Builds the pages where there are none, or where something they are made of changed since. */
function buildPages(): void {
  const index = join(pages, "index.html");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  if (!existsSync(vite) || (existsSync(index) && statSync(index).mtimeMs >= newest(["src/web", "src/text", "src/study", "src/analysis", "src/privacy"]))) return;
  process.stdout.write("Building the pages\n");
  const { status } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds the sample study with its write-up by the command that anybody has, which prints its findings. */
async function buildSample(path: string): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const { run } = await import("../cli/run.ts");
  const code = await run(["sample", dirname(path)], { cwd: process.cwd(), env, stdin, out: stdout, err: stderr });
  if (code !== 0) throw new Error("see above");
}

/** Opens an address in the browser, where there is a desktop. */
function openBrowser(address: string): void {
  const { platform, env } = process;
  if (env["EARSHOT_NO_BROWSER"] || env["CI"] || !process.stdout.isTTY) return;
  if (platform === "linux" && !env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) return;
  const [command, ...args] = platform === "darwin" ? ["open"] : platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  spawn(command!, [...args, address], { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}

/** The folder or file that was asked for: `npm start -- my-study.earshot`; the folder `studies` of this place by default. */
const asked = process.argv[2];
const isFile = asked?.endsWith(".earshot") ?? false;
const folder = resolve(isFile ? join(asked!, "..") : (asked ?? process.env["EARSHOT_FOLDER"] ?? join(root, "out", "studies")));
// Whoever reads what is printed may go away, as "| head" does; the pages are served all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
await makeFolder(folder).catch((problem: NodeJS.ErrnoException) => {
  process.stderr.write(`The folder ${folder} for studies cannot be made (${problem.code}). Name another: npm start -- FOLDER\n`);
  process.exit(exitCodes.cannotOpen);
});
buildPages();
const shelf = shelfIn(folder, existsSync(samples) ? buildSample : null);
const samplePath = join(folder, sampleName);
if (!isFile && shelf.sample && !existsSync(samplePath)) {
  // Whoever has a study of their own can work on although the sample cannot be built.
  await buildSample(samplePath).catch((problem: unknown) => process.stderr.write(`The sample study could not be built: ${problem instanceof Error ? problem.message : String(problem)}\n`));
}
const desk = new Desk();
if (isFile) {
  try {
    const { workbench, path } = await shelf.open(resolve(asked!));
    desk.place(workbench, path);
  } catch (problem) {
    if (!isRefused(problem)) throw problem;
    desk.problem = { path: resolve(asked!), reason: problem.reason, sentence: problem.sentence };
    process.stdout.write(`${problem.sentence}\n`);
  }
}
const port = process.env["EARSHOT_PORT"];
const running = await serve(desk, {
  person: process.env["EARSHOT_AS"] ?? userInfo().username,
  pages,
  shelf,
  ...(port !== undefined && { port: Number(port) }),
  onAddress: (address) => process.stdout.write(`For another browser: ${address}\n`),
});
process.stdout.write(`Earshot is at ${running.address}\nStudies are in ${folder}. Ctrl C ends it.\n`);
openBrowser(running.address);

let ending = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (ending) process.exit(1);
    ending = true;
    void running.close().then(() => desk.workbench?.close()).then(() => process.exit(0));
  });
}
