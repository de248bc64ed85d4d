import { inWords, type ProjectReport } from "../workbench/interchange/report.ts";
import { fileProblem, type Call } from "./call.ts";
import { changing, json, study, type CliCommand } from "./command.ts";
import { exitCodes, misused, refused } from "./exit.ts";
import { pairs } from "./import-words.ts";
import { findingLines } from "./losses.ts";

/** Prints what was found and done, most important last. */
function tellReport(call: Call, file: string, report: ProjectReport): void {
  const { kind, dialect, confidence, counts, loss } = report;
  const isIn = (list: readonly { readonly what: string }[], what: string): boolean => list.some((one) => one.what === what);
  const trouble = report.problems.filter(({ what }) => !isIn(report.left, what) && !isIn(loss.changed, what));
  const noPlace = loss.noPlace.filter(({ what }) => !isIn(report.left, what) && !isIn(trouble, what));
  const offsets = /^(a |the table)/.test(dialect) || dialect === "" ? [] : [`Offsets: ${dialect}${confidence < 1 ? ` Sure to ${Math.round(100 * confidence)} of 100${confidence < 0.8 ? "; check a few passages, and say --dialect if they are off" : ""}.` : ""}`];
  for (const line of [
    `${file}: ${kind}.`,
    `It holds ${inWords(Object.fromEntries(Object.entries(counts).filter(([what]) => what !== "text sources"))) || "nothing"}.`,
    ...offsets,
    ...findingLines("Survived on the way:", trouble),
    ...(report.dates?.order === null ? ["To have such dates read, say --dates day-first or --dates month-first."] : []),
    ...findingLines("Left out:", report.left),
    ...findingLines("Decided:", report.decided),
    ...findingLines("Came in another form:", loss.changed),
    ...findingLines("Has no place in a study; kept, and goes out again with the next .qdpx:", noPlace),
    ...findingLines("No longer in the file:", report.gone),
    ...findingLines("Changed on both sides:", report.conflicts),
    ...report.said,
    ...(report.gone.length > 0 && !call.has("remove") ? ["--remove takes it out."] : []),
    ...(report.dryRun ? ["Nothing was stored (--dry-run)."] : []),
  ]) call.say(line);
}

/** The command that brings in whatever other programs write. */
export const importCommands: readonly CliCommand[] = [
  {
    name: "import",
    summary: "Bring in a project, codebook, codings or survey from another program",
    operands: [study, { name: "FILE", what: "the file or folder; what it is is told by its content" }],
    options: [
      { name: "dialect", value: "WORDS", what: "how the file counts offsets, where that was found out wrongly: standard, nvivo-windows, maxqda, atlasti; or in parts, joined by commas: utf16 or codepoint, bom-counted, line-ends-as-one, inclusive" },
      { name: "roles", value: "COLUMN=ROLE,…", what: "what the columns of a survey are: participant, open, attribute or leave", many: true },
      { name: "dates", value: "ORDER", what: "what stands first in dates like 03/04/2023, where the file does not tell: day-first or month-first" },
      { name: "remove", what: "also remove what an earlier import of the same project brought and the file no longer has" },
      { name: "dry-run", what: "say what would come, and store nothing" },
      json,
      ...changing,
    ],
    notes: [
      "Reads REFI-QDA projects (.qdpx, .qde, an unpacked folder) and codebooks (.qdc); projects of Taguette, QualCoder and RQDA; codebooks and coded segments as NVivo, MAXQDA, ATLAS.ti, Dedoose and Taguette export them to tables, Word or text; texts with the marks of qcoder; a transcript with a column of tags; surveys of Qualtrics, LimeSurvey, Google Forms and REDCap; ELAN, TextGrid and CHAT transcripts.",
      "All of it comes in, or nothing, as one step that undo takes back. The same file again changes nothing; a newer state of it brings what changed. Codings that the file gives to nobody are given to --as.",
    ],
    examples: ["earshot import study.earshot project.qdpx --dry-run", "earshot import study.earshot codebook.qdc --as HN", 'earshot import study.earshot survey.csv --roles "Q1=open,Age=attribute"'],
    run: async (call) => {
      const { dialectNames, importPath, readDialect } = await import("../workbench/interchange/import.ts");
      const dialect = readDialect(call.value("dialect") ?? "");
      if (!dialect.ok) throw misused(`--dialect does not know "${dialect.unknown}". It knows: ${dialectNames.join(", ")}.`);
      const dates = call.value("dates");
      if (dates !== undefined && dates !== "day-first" && dates !== "month-first") throw misused(`--dates is day-first or month-first; "${dates}" is neither.`);
      const workbench = await call.open({ write: true });
      const file = call.operand("FILE");
      let report: ProjectReport;
      try {
        report = await importPath(workbench, call.path(file), {
          dialect: call.has("dialect") ? dialect.dialect : undefined, roles: call.has("roles") ? pairs("roles", call.values("roles")) : undefined, dates, remove: call.has("remove"), dryRun: call.has("dry-run"),
        }, call.who());
      } catch (problem) {
        if (problem instanceof Error && "syscall" in problem) throw refused(fileProblem(file, problem));
        throw problem;
      }
      if (call.has("json")) call.json(report);
      else if (!report.ok) throw refused(report.problems[0]!.what);
      else tellReport(call, file, report);
      return report.ok ? exitCodes.done : exitCodes.refused;
    },
  },
];
