import { readdir } from "node:fs/promises";
import { inWords } from "../workbench/interchange/report.ts";
import { json, study, type CliCommand } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { writeFiles } from "./export.ts";

/** The command that makes a study ready for a data repository. */
export const archiveCommands: readonly CliCommand[] = [
  {
    name: "archive",
    summary: "Write a folder for a data repository: open formats, checksums, README, data dictionary",
    operands: [study],
    options: [
      { name: "output", short: "o", value: "FOLDER", what: "the folder to make; it must be new or empty" },
      { name: "with-memos", what: "also reflexive and case memos" },
      { name: "with-unlinked", what: "also sources that are linked to no participant" },
      json,
    ],
    notes: [
      "Only what may be shared goes in: of participants whose last word on a consent clause about archiving, sharing or re-use was yes. Everyone else, recruitment and consent records, files as they came, and reflexive and case memos are left out, and left-out.csv names each with the reason.",
      "Texts go out as they stand. They are not searched for names once more: read them before you deposit them.",
    ],
    examples: ["earshot archive study.earshot -o for-the-repository"],
    run: async (call) => {
      const target = call.value("output");
      if (target === undefined || target === "") throw misused("Say where to: -o FOLDER.");
      const there = await readdir(call.path(target)).catch(() => []);
      if (there.length > 0) throw refused(`The folder ${target} is not empty. An archive needs a folder of its own; give a new name.`);
      const { archiveStudy } = await import("../workbench/interchange/archive.ts");
      const { files, report } = await archiveStudy(await call.open({ write: false }), { withMemos: call.has("with-memos"), withUnlinked: call.has("with-unlinked") });
      await writeFiles(call, target, files.map(({ name, bytes }) => ({ name, parts: (async function* () { yield bytes; })() })), true);
      if (call.has("json")) return call.json({ output: target, ...report });
      if (report.leftOut.length > 0) call.say("Left out:");
      for (const [why, list] of Map.groupBy(report.leftOut, (one) => one.why)) {
        const named = list.map(({ what }) => what.replace(", with all their sources, codings and memos", ""));
        const people = list.some(({ what }) => what.endsWith("with all their sources, codings and memos")) ? ", with all their sources, codings and memos" : "";
        call.say(`  ${named.slice(0, 6).join("; ")}${named.length > 6 ? `; and ${named.length - 6} more` : ""}${people}: ${why}.`);
      }
      call.say("  (left-out.csv names each.)");
      call.say(`Wrote ${target}/ with ${files.length} files: ${inWords(report.counts)}. Read the texts before you deposit them.`);
    },
  },
];
