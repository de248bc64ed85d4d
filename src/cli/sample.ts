import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { presentSources } from "../study/source.ts";
import { readAll, type Workbench } from "../workbench/workbench.ts";
import { fileProblem } from "./call.ts";
import type { CliCommand } from "./command.ts";
import { refused } from "./exit.ts";
import { software } from "./version.ts";

/** What samples/build.ts gives. It lies outside the program's own folder and is loaded only here. */
interface Builder {
  readonly buildSample: (path: string, options: { progress?: (done: number, of: number) => void }) => Promise<Workbench>;
}
const builder = new URL("../../samples/build.ts", import.meta.url);

/** The command that builds the sample study. */
export const sampleCommands: readonly CliCommand[] = [
  {
    name: "sample",
    summary: "Build the sample study, with all its history, and its write-up in a folder",
    operands: [{ name: "DIR", what: "the folder; it is made if it is not there" }],
    options: [],
    notes: ["52 invented women, eleven invented interviews, two coders and three themes, built by the same commands on the days on which things happened. Makes sample.earshot and findings.docx, findings.html and findings.md."],
    examples: ["earshot sample try-it"],
    run: async (call) => {
      const folder = call.path(call.operand("DIR"));
      const path = join(folder, "sample.earshot");
      if (existsSync(path)) throw refused(`There is a sample study in ${call.operand("DIR")} already. Choose another folder, or move that one away.`);
      if (!existsSync(builder)) throw refused("This copy of Earshot came without the sample study.");
      await mkdir(folder, { recursive: true }).catch((problem: unknown) => {
        throw refused(fileProblem(call.operand("DIR"), problem));
      });
      const { buildSample } = (await import(builder.href)) as Builder;
      const bar = call.bar("Building");
      const workbench = await buildSample(path, { progress: bar.step });
      bar.end();
      try {
        const { study } = workbench;
        const texts = await workbench.texts(presentSources(study));
        const textOf = (id: string): string => texts(study.sources.get(id)!);
        const [{ writeUp }, { docx }, { html }, { markdown }] = await Promise.all([import("../report/writeup.ts"), import("../report/docx.ts"), import("../report/html.ts"), import("../report/markdown.ts")]);
        const document = writeUp(study, await readAll(workbench.log), (id) => (study.sources.has(id) ? textOf(id) : ""), { substudy: [...study.substudies.values()][0] ?? null, software });
        await writeFile(join(folder, "findings.docx"), await docx(document));
        await writeFile(join(folder, "findings.html"), html(document));
        await writeFile(join(folder, "findings.md"), markdown(document));
      } finally {
        await workbench.close();
      }
      call.say(`Made ${join(call.operand("DIR"), "sample.earshot")} and its write-up: findings.docx, findings.html and findings.md beside it.`);
    },
  },
];
