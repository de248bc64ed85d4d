// Starts the workbench for `npm start` and `earshot open`: builds what is missing (the pages, the sample study), serves, and says where.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCodes, type ExitCode } from "../cli/exit.ts";
import { makeFolder } from "../cli/folder.ts";
import { Desk } from "./desk.ts";
import { isRefused } from "./refusals.ts";
import { serve } from "./serve.ts";
import { sampleName, shelfIn, type Shelf } from "./shelf.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = join(root, "dist", "web");
const samples = join(root, "samples", "build.ts");
/** Where studies are kept unless a folder is named: beside the program in a checkout, in the person's own folder where it is installed. */
const usualFolder = root.includes(`${sep}node_modules${sep}`) ? join(homedir(), "Earshot") : join(root, "out", "studies");

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

/** What to serve: a study's file or a folder of studies, as it was written; and from where, and by which command it was asked for. */
export interface Wanted {
  readonly asked?: string | undefined;
  readonly cwd?: string;
  /** "npm start --", for a sentence that says how to name another folder. */
  readonly command: string;
}

/** Serves until Ctrl C. Answers with the exit code. */
export async function start({ asked, cwd = process.cwd(), command }: Wanted): Promise<ExitCode> {
  const isFile = asked?.endsWith(".earshot") ?? false;
  const given = asked === undefined ? (process.env["EARSHOT_FOLDER"] ?? usualFolder) : asked;
  const folder = isFile ? dirname(resolve(cwd, given)) : resolve(cwd, given);
  // Whoever reads what is printed may go away, as "| head" does; the pages are served all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const say = (sentence: string): ExitCode => (process.stderr.write(`${sentence}\n`), exitCodes.cannotOpen);
  if (!isFile) {
    const problem = await makeFolder(folder).then(() => null, (error: NodeJS.ErrnoException) => error);
    if (problem) return say(`The folder ${folder} for studies cannot be made (${problem.code}). Name another: ${command} FOLDER`);
  }
  buildPages();
  const shelf = shelfIn(folder, existsSync(samples) ? buildSample : null);
  const samplePath = join(folder, sampleName);
  if (!isFile && shelf.sample && !existsSync(samplePath)) {
    // Whoever has a study of their own can work on although the sample cannot be built.
    await buildSample(samplePath).catch((problem: unknown) => process.stderr.write(`The sample study could not be built: ${problem instanceof Error ? problem.message : String(problem)}\n`));
  }
  const desk = new Desk();
  if (isFile) await lay(desk, shelf, resolve(cwd, given));
  const port = process.env["EARSHOT_PORT"];
  const running = await serve(desk, {
    person: process.env["EARSHOT_AS"] ?? userInfo().username,
    pages,
    shelf,
    ...(port !== undefined && { port: Number(port) }),
    onAddress: (address) => process.stdout.write(`For another browser: ${address}\n`),
  }).catch((problem: NodeJS.ErrnoException) => {
    if (port === undefined || problem.syscall !== "listen") throw problem;
    return problem.code === "EADDRINUSE" ? "is in use by another program" : "cannot be listened on";
  });
  if (typeof running === "string") {
    await desk.workbench?.close();
    return say(`The port ${port} of EARSHOT_PORT ${running}. Choose another, or leave it out.`);
  }
  process.stdout.write(`Earshot is at ${running.address}\nStudies are in ${folder}. Ctrl C ends it.\n`);
  openBrowser(running.address);
  await interrupted();
  await running.close();
  await desk.workbench?.close();
  return exitCodes.done;
}

/** Puts a study on the desk; where it cannot be opened, the page says why and what can be done. */
async function lay(desk: Desk, shelf: Shelf, path: string): Promise<void> {
  try {
    const opened = await shelf.open(path);
    desk.place(opened.workbench, opened.path);
  } catch (problem) {
    if (!isRefused(problem)) throw problem;
    desk.problem = { path, reason: problem.reason, sentence: problem.sentence };
    process.stdout.write(`${problem.sentence}\n`);
  }
}

/** Resolves when this process is asked to end; asked again, it ends at once. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    let ending = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (ending) process.exit(1);
        ending = true;
        resolve();
      });
    }
  });
