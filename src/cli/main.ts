import { run } from "./run.ts";

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  // Whoever reads our output may stop reading ("earshot codings list S | head"): that is no error.
  process.stdout.on("error", (problem: NodeJS.ErrnoException) => process.exit(problem.code === "EPIPE" ? 0 : 70));
  process.stderr.on("error", () => undefined);
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await run(process.argv.slice(2), { cwd: process.cwd(), env, stdin, out: stdout, err: stderr });
}

if (import.meta.main) await main();
