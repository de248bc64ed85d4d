import type { CliCommand } from "./command.ts";
import { refused } from "./exit.ts";

/** The command that shows studies in the browser, as `npm start` does in a checkout. */
export const openCommands: readonly CliCommand[] = [
  {
    name: "open",
    summary: "Open a study, or a folder of studies, in the browser",
    operands: [{ name: "WHAT", what: "a study file, or the folder in which studies lie", optional: true }],
    options: [],
    notes: [
      "Serves the pages on this machine alone, prints the address, and opens it where there is a desktop. Ctrl C ends it; what was done is saved.",
      "Without a file, the first page offers the studies of the folder, a new one, and the sample study, which is built where it is not there. Without a folder, it is the one that EARSHOT_FOLDER names, or else Earshot in your own folder.",
    ],
    examples: ["earshot open study.earshot", "earshot open"],
    run: async (call) => {
      if (call.io.workbench) throw refused("This study is open in the browser already.");
      const what = call.operand("WHAT");
      const { start } = await import("../server/starting.ts");
      return start({ ...(what !== "" && { asked: what }), cwd: call.io.cwd, command: "earshot open" });
    },
  },
];
