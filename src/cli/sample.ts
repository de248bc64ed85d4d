import { existsSync } from "node:fs";
import { join } from "node:path";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { readAll, type Workbench } from "../workbench/workbench.ts";
import { fileProblem } from "./call.ts";
import type { CliCommand } from "./command.ts";
import { makeFolder } from "./folder.ts";
import { refused } from "./exit.ts";
import { software } from "./version.ts";
import { writeWhole } from "./write-whole.ts";

/** What samples/build.ts and samples/findings.ts give. They lie outside the program's own folder and are loaded only when asked for. */
interface Builder {
  readonly buildSample: (path: string, options: { progress?: (done: number, of: number) => void }) => Promise<Workbench>;
}
interface Printer {
  readonly findingsPage: (study: Study, text: (source: Source) => string, options: { substudy: Substudy | null; columns: number; colour: boolean; lies: readonly (readonly [string, string])[] }) => string;
}
/** As TypeScript in a checkout; as JavaScript in the built package, beside this folder. */
const sampleFile = (name: string): URL | undefined => [new URL(`../../samples/${name}.ts`, import.meta.url), new URL(`../samples/${name}.js`, import.meta.url)].find((url) => existsSync(url) && (url.href.endsWith(".js") || !url.href.includes("/node_modules/")));

/** The command that builds the sample study. */
export const sampleCommands: readonly CliCommand[] = [
  {
    name: "sample",
    summary: "Build the sample study, with all its history, and its write-up in a folder",
    operands: [{ name: "DIR", what: "the folder; it is made if it is not there" }],
    options: [],
    notes: ["52 invented women, eleven invented interviews, two coders and three themes, built by the same commands on the days on which things happened. Prints its findings, and makes sample.earshot and findings.docx, findings.html and findings.md."],
    examples: ["earshot sample try-it"],
    run: async (call) => {
      const folder = call.path(call.operand("DIR"));
      const path = join(folder, "sample.earshot");
      if (existsSync(path)) throw refused(`There is a sample study in ${call.operand("DIR")} already. Choose another folder, or move that one away.`);
      const there = ["findings.docx", "findings.html", "findings.md"].find((name) => existsSync(join(folder, name)));
      if (there) throw refused(`There is a ${there} in ${call.operand("DIR")} already, and nothing is written over. Choose another folder, or move it away.`);
      const [builder, printer] = [sampleFile("build"), sampleFile("findings")];
      if (!builder || !printer) throw refused("This copy of Earshot came without the sample study.");
      await makeFolder(folder).catch((problem: unknown) => {
        throw refused(fileProblem(call.operand("DIR"), problem, "write"));
      });
      const { buildSample } = (await import(builder.href)) as Builder;
      const bar = call.bar("Building");
      const workbench = await buildSample(path, { progress: bar.step }).finally(bar.end);
      try {
        const { study } = workbench;
        const texts = await workbench.texts(presentSources(study));
        const textOf = (id: string): string => texts(study.sources.get(id)!);
        const [{ writeUp }, { docx }, { html }, { markdown }] = await Promise.all([import("../report/writeup.ts"), import("../report/docx.ts"), import("../report/html.ts"), import("../report/markdown.ts")]);
        const substudy = [...study.substudies.values()][0] ?? null;
        const document = writeUp(study, await readAll(workbench.log), (id) => (study.sources.has(id) ? textOf(id) : ""), { substudy, software });
        await writeWhole(join(folder, "findings.docx"), join(call.operand("DIR"), "findings.docx"), await docx(document));
        await writeWhole(join(folder, "findings.html"), join(call.operand("DIR"), "findings.html"), html(document));
        await writeWhole(join(folder, "findings.md"), join(call.operand("DIR"), "findings.md"), markdown(document));
        const { findingsPage } = (await import(printer.href)) as Printer;
        const written = (name: string): string => join(call.operand("DIR"), name);
        const lies = [["The study", written("sample.earshot")], ["Its write-up", [".docx", ".html", ".md"].map((ending) => written(`findings${ending}`)).join("  ")], ["To go on", `earshot history ${written("sample.earshot")}`]] as const;
        const { isTTY = false, columns = 96 } = call.io.out;
        call.io.out.write(findingsPage(study, texts, { substudy, columns, colour: isTTY && !call.io.env["NO_COLOR"] && call.io.env["TERM"] !== "dumb", lies }));
      } finally {
        await workbench.close();
      }
      call.say(`Made ${join(call.operand("DIR"), "sample.earshot")} and its write-up: findings.docx, findings.html and findings.md beside it.`);
    },
  },
];
