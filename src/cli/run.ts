import { Broken } from "../log/port.ts";
import { Refused } from "../log/sqlite/refused.ts";
import { Call, type Io } from "./call.ts";
import type { CliCommand } from "./command.ts";
import { exitCodes, Stop } from "./exit.ts";
import { helpOf, overview, painted, plain } from "./help.ts";
import { nearest } from "./nearest.ts";
import { parse } from "./parse.ts";
import { commands } from "./commands.ts";
import { Elsewhere, throughServer } from "./through-server.ts";

/**
 * Runs one command line, without the "earshot" in front, and returns its exit code. Never throws and never ends the
 * process. A study that the caller has open is used as it is (`io.workbench`) and left open.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let call: Call | null = null;
  try {
    const found = choose(argv, io);
    if (typeof found === "number") return found;
    const parsed = parse(found.command, found.rest);
    if (parsed.options.has("help")) {
      io.out.write(helpOf(found.command, paintFor(io)));
      return exitCodes.done;
    }
    call = new Call(found.command, parsed, io);
    return (await found.command.run(call)) ?? exitCodes.done;
  } catch (thrown) {
    if (thrown instanceof Elsewhere && call) {
      const code = await throughServer(argv, call, thrown.holder).catch(() => null);
      if (code !== null) return code;
    }
    const problem = thrown instanceof Elsewhere ? thrown.problem : thrown;
    return explain((await call?.behind(problem)) ?? problem, io);
  } finally {
    await call?.close().catch((problem: unknown) => io.err.write(`${problem instanceof Error ? problem.message : String(problem)}\n`));
  }
}

const paintFor = (io: Io): typeof plain => (io.out.isTTY && !io.env["NO_COLOR"] && io.env["TERM"] !== "dumb" ? painted : plain);

/** The command whose name the words begin with; or an exit code where help was shown. */
function choose(argv: readonly string[], io: Io): { command: CliCommand; rest: readonly string[] } | number {
  const words = argv[0] === "help" ? argv.slice(1) : argv;
  const [noun = "", verb = ""] = words;
  const pair = commands.find((c) => c.name === `${noun} ${verb}`);
  const command = pair ?? commands.find((c) => c.name === noun);
  if (command) return { command, rest: [...words.slice(pair ? 2 : 1), ...(words === argv ? [] : ["--help"])] };
  const nouns = [...new Set(commands.map((c) => c.name.split(" ")[0]!))];
  if (noun === "" || noun === "--help" || noun === "-h") {
    (words === argv && noun === "" ? io.err : io.out).write(overview(commands, paintFor(io)));
    return noun === "" && words === argv ? exitCodes.usage : exitCodes.done;
  }
  if (nouns.includes(noun)) {
    const verbs = commands.filter((c) => c.name.startsWith(`${noun} `)).map((c) => c.name.split(" ")[1]!);
    if (verb === "" || verb === "--help" || verb === "-h") {
      (verb === "" && words === argv ? io.err : io.out).write(overview(commands, paintFor(io), noun));
      return verb === "" && words === argv ? exitCodes.usage : exitCodes.done;
    }
    const near = nearest(verb, verbs);
    throw new Stop(exitCodes.usage, `"earshot ${noun}" cannot "${verb}".${near ? ` Did you mean "earshot ${noun} ${near}"?` : ""} It can: ${verbs.join(", ")}.`);
  }
  const near = nearest(noun, nouns) ?? nearest(`${noun} ${verb}`, commands.map((c) => c.name));
  throw new Stop(exitCodes.usage, `There is no command "${noun}".${near ? ` Did you mean "earshot ${near}"?` : ""} "earshot --help" lists them all.`);
}

/** Says what went wrong, in one sentence, and gives the exit code for it. */
function explain(problem: unknown, io: Io): number {
  const say = (sentence: string, code: number): number => {
    io.err.write(`${sentence}\n`);
    if (io.env["EARSHOT_DEBUG"] && problem instanceof Error) io.err.write(`${problem.stack ?? ""}\n`);
    return code;
  };
  if (problem instanceof Stop) return say(problem.message, problem.code);
  if (problem instanceof Refused) return say(problem.sentence, exitCodes.refused);
  if (problem instanceof Broken) return say(/\bcheck\b/.test(problem.message) ? problem.message : `${problem.message} "earshot check STUDY" looks at the whole file.`, exitCodes.cannotOpen);
  return say(`Something went wrong inside Earshot: ${problem instanceof Error ? problem.message : String(problem)}. What was acknowledged before is kept. Run it again with EARSHOT_DEBUG=1 and report what it prints.`, exitCodes.bug);
}
