import { importRecords, type RecordKind } from "../workbench/importRecords.ts";
import { changing, json, listing, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { pairs, tell } from "./import-words.ts";
import { suggestion } from "./nearest.ts";

export const columnsOption: Option = { name: "columns", value: "WANTED=FOUND,…", what: "what the file calls the columns, where it is something else", many: true };

const importing = (verb: string, kind: RecordKind, summary: string, columns: string, example: string): CliCommand => ({
  name: `people ${verb}`,
  summary,
  operands: [study, { name: "FILE", what: "a CSV or XLSX file" }],
  options: [columnsOption, json, ...changing],
  notes: [`Columns: ${columns}. The whole file is recorded, or nothing of it; rows that are recorded already are counted and left.`],
  examples: [`earshot people ${verb} study.earshot ${example}`],
  run: async (call) => {
    const { files, problems } = await call.readAll([call.operand("FILE")]);
    const [file] = files;
    if (!file) throw refused(problems[0]!);
    const workbench = await call.open({ write: true });
    const report = await importRecords(workbench, kind, file, { columns: pairs("columns", call.values("columns")) }, await call.actor());
    if (!call.has("json")) return tell(call, report);
    call.json(report);
    return report.ok ? 0 : 1;
  },
});

/** Commands that record how people came into the study, what they agreed to, and the conversations with them. */
export const recordCommands: readonly CliCommand[] = [
  importing("recruitment", "recruitment", "Record recruitment steps from a table", "participant, step (approached, interested, called, information sheet, screened, consented, interviewed, declined, lost, not eligible), date, by, service, reason", "recruitment.csv"),
  importing("criteria", "criteria", "Record the criteria of eligibility from a table", "criterion, definition", "criteria.csv"),
  importing("eligibility", "eligibility", "Record who meets which criterion from a table", "participant, criterion, met (yes, no or blank), date", "eligibility.csv"),
  importing("consent-forms", "consent forms", "Record versions of the consent form from a table, one row to a clause", "form, date, clause, wording", "consent-forms.csv"),
  importing("consents", "consents", "Record who agreed to what from a table", "participant, form, date, mode, taker, and one column for each clause of the form with yes, no or blank", "consents.csv"),
  importing("interviews", "interviews", "Record the interviews from a table", "participant, date, minutes, place, interviewer, others, guide", "interviews.csv"),
  {
    name: "guide add",
    summary: "Record a version of the interview guide",
    operands: [study, { name: "VERSION", what: "its name, such as v2" }, { name: "FILE", what: "a text or Markdown file with the guide" }],
    options: [{ name: "date", value: "DATE", what: "since when it was used" }, { name: "change", value: "TEXT", what: "what changed since the last version, and why" }, { name: "change-file", value: "FILE", what: "the same, from a file" }, ...changing],
    examples: ['earshot guide add study.earshot v2 guide-v2.md --date 2015-09-21 --change "Opened with a question about us, as the panel asked"'],
    run: async (call) => {
      const decode = async (file: string): Promise<string> => new TextDecoder().decode(await call.read(file)).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").trim();
      const changeFile = call.value("change-file");
      if (changeFile !== undefined && call.has("change")) throw misused("Give --change or --change-file, not both.");
      const change = changeFile === undefined ? (call.value("change") ?? "") : await decode(changeFile);
      await call.do({ type: "guide.define", version: call.operand("VERSION"), date: call.day("date"), text: await decode(call.operand("FILE")), change });
    },
  },
  {
    name: "guide list",
    summary: "List the versions of the interview guide",
    operands: [study],
    options: listing,
    examples: ["earshot guide list study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const rows = [...study.guides.values()].map((g) => ({ version: g.version, date: g.date, interviews: [...study.interviews.values()].filter((i) => i.guide === g.id).length, change: g.change }));
      call.list(rows, ["version", "date", "interviews", "change"], (r) => [r.version, r.date, r.interviews, r.change], { none: "No interview guide yet.", give: "change" });
    },
  },
  {
    name: "guide show",
    summary: "Print a version of the interview guide",
    operands: [study, { name: "VERSION", what: "which one" }],
    options: listing,
    examples: ["earshot guide show study.earshot v2"],
    run: async (call) => {
      const study = await call.study();
      const guide = [...study.guides.values()].find((g) => g.version.toLowerCase() === call.operand("VERSION").trim().toLowerCase());
      if (!guide) throw refused(`There is no interview guide "${call.operand("VERSION")}" in this study.${suggestion(call.operand("VERSION"), [...study.guides.values()].map((g) => g.version))}`);
      if (call.has("json")) return call.json({ version: guide.version, date: guide.date, text: guide.text, change: guide.change });
      call.say(guide.text);
    },
  },
];
