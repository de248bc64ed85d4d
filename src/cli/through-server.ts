import { realpathSync } from "node:fs";
import { hostname } from "node:os";
import { defaultMemory, doorOf } from "../workbench/running-server.ts";
import type { Holder } from "../log/sqlite/lock.ts";
import type { Call } from "./call.ts";

/** A study that this command would write is open for writing in another process; `problem` says so in words. */
export class Elsewhere extends Error {
  readonly holder: Holder;
  readonly problem: unknown;
  constructor(holder: Holder, problem: unknown) {
    super("elsewhere");
    this.holder = holder;
    this.problem = problem;
  }
}

/** What of the environment a command line means something by. */
const meant = ["EARSHOT_PASSPHRASE", "EARSHOT_DEBUG", "NO_COLOR"];

/**
 * Has a command carried out by the local server that has the study open, so that every page sees at once what it does.
 * The server is found by who holds the lock; the key to it lies in a file that only this user can read. Returns its exit
 * code; null where whoever has the study open is no server of this user, or does not answer.
 */
export async function throughServer(argv: readonly string[], call: Call, { pid, host }: Holder): Promise<number | null> {
  const { io } = call;
  if (pid === process.pid || host !== hostname()) return null;
  const door = doorOf(defaultMemory(io.env), pid);
  if (!door) return null;
  const asked = {
    argv: call.asNamed(argv),
    cwd: io.cwd,
    study: realpathSync(call.path(call.operand("STUDY"))),
    env: Object.fromEntries(meant.flatMap((name) => (io.env[name] ? [[name, io.env[name]]] : []))),
    ...(await call.piped().then((stdin) => (stdin === null ? {} : { stdin }))),
  };
  const response = await fetch(`http://127.0.0.1:${door.port}/api/cli`, {
    method: "POST",
    body: JSON.stringify(asked),
    headers: { authorization: `Bearer ${door.key}`, "content-type": "application/json" },
  }).catch(() => null);
  if (!response?.ok) return null;
  const { code, out, err } = (await response.json()) as { code: number; out: string; err: string };
  io.out.write(out);
  io.err.write(err);
  return code;
}
