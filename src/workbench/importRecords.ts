import type { CoderId } from "../study/coder.ts";
import { participantLabelled, type Participant } from "../study/participant.ts";
import { recruitmentSteps, type RecruitmentStep } from "../study/recruitment.ts";
import type { Command, Study } from "../study/study.ts";
import { dayOf } from "../formats/table/days.ts";
import { dayComesFirst, isBlank, yesOrNo } from "./importCells.ts";
import { foldColumn, readNamed, restNote, type NamedTable, type Row, type Wanted } from "./importColumns.ts";
import { counted, type FileBytes, type ImportReport } from "./importReport.ts";
import type { Workbench } from "./workbench.ts";

/** Records about people that come as tables with one row to a record. */
export const recordKinds = ["recruitment", "criteria", "eligibility", "consent forms", "consents", "interviews"] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface RecordsReport extends ImportReport {
  readonly recorded: number;
  readonly repeated: number;
  readonly notes: readonly string[];
}

/** What one row asks for: a command, nothing new, or a problem (the rest of a sentence that begins with the row). */
type RowAnswer = { readonly command: Command } | "known" | { readonly why: string };

interface Kind {
  readonly columns: readonly Wanted[];
  /** Which columns hold dates. */
  readonly dates: readonly string[];
  readonly one: string;
  readonly many: string;
  /** Reads rows one after another; it sees what the rows before asked for. */
  readonly reader: (study: Study, table: NamedTable, dayOf: (row: Row, column: string) => string | null) => (row: Row) => RowAnswer;
}

const person: Wanted = { name: "participant", also: ["id", "participant id", "case", "label", "who"], needed: true };
const date: Wanted = { name: "date", also: ["on", "day", "when"] };

/**
 * Brings a table of records in as one step: every row or, where one cannot be read, nothing and every problem with its
 * row. Rows that say what is recorded already are counted and not recorded again.
 */
export async function importRecords(wb: Workbench, kind: RecordKind, file: FileBytes, { columns = {} }: { columns?: Readonly<Record<string, string>> }, actor: CoderId): Promise<RecordsReport> {
  const no = (...problems: string[]): RecordsReport => ({ ok: false, said: [], problems: problems.map((what) => ({ what })), recorded: 0, repeated: 0, notes: [] });
  const spec = kinds[kind];
  const read = await readNamed(file, spec.columns, columns);
  if (!read.ok) return no(read.problem);
  const { table, rows, rest } = read.value;
  if (rows.length === 0) return no(`${file.name} has a header and no rows below it. Check that it is the right file.`);
  const order = new Map(spec.dates.map((column) => [column, dayComesFirst(rows.map((row) => row.cell(column)))]));
  const dateIn = (row: Row, column: string): string | null => (isBlank(row.cell(column)) ? "" : dayOf(row.cell(column), order.get(column) ?? null));
  const answer = spec.reader(wb.study, read.value, dateIn);
  const problems: string[] = [];
  const commands: Command[] = [];
  let repeated = 0;
  for (const row of rows) {
    const badDate = spec.dates.find((column) => dateIn(row, column) === null);
    const answered = badDate === undefined ? answer(row) : { why: `"${row.cell(badDate)}" is not a date like 2016-06-14.` };
    if (answered === "known") repeated++;
    else if ("command" in answered) commands.push(answered.command);
    else problems.push(`${row.where}: ${answered.why}`);
  }
  if (problems.length > 0) return no(...problems, `Nothing of ${file.name} was recorded.`);
  const grouped = kind === "consent forms" ? formsOf(commands) : commands;
  if (grouped.length > 0) {
    const outcome = await wb.do(grouped, actor);
    if (!outcome.ok) return no(`${file.name}: ${outcome.refusal.sentence} Nothing of it was recorded.`);
  }
  const said = grouped.length > 0 ? [`Recorded ${counted(grouped.length, spec.one, spec.many)}.`] : [];
  if (repeated > 0) said.push(`${counted(repeated, "row")} ${repeated === 1 ? "was" : "were"} recorded already.`);
  const unread = kind === "consents" ? rest.filter((c) => ![...wb.study.consentForms.values()].some((f) => f.clauses.some((clause) => foldColumn(clause.name) === foldColumn(c)))) : rest;
  return { ok: true, said, problems: [], recorded: grouped.length, repeated, notes: [...table.notes, ...restNote(unread)] };
}

const who = (study: Study, row: Row): Participant | { readonly why: string } => {
  const label = row.cell("participant");
  if (label === "") return { why: 'the column "participant" is empty.' };
  return participantLabelled(study, label) ?? { why: `there is no participant "${label}" in the register. Import or add them first.` };
};

/** The rows of consent forms, one to a clause, as one command a form. */
function formsOf(rows: readonly Command[]): Command[] {
  const forms = new Map<string, Extract<Command, { type: "consentForm.define" }>>();
  for (const row of rows) {
    if (row.type !== "consentForm.define") continue;
    const form = forms.get(row.version);
    forms.set(row.version, form ? { ...form, clauses: [...form.clauses, ...row.clauses] } : row);
  }
  return [...forms.values()];
}

const kinds: Readonly<Record<RecordKind, Kind>> = {
  recruitment: {
    columns: [person, { name: "step", also: ["stage", "status", "event"], needed: true }, date, { name: "by", also: ["who", "approached by"] }, { name: "service", also: ["site"] }, { name: "reason", also: ["how", "note", "notes", "comment"] }],
    dates: ["date"],
    one: "recruitment step",
    many: "recruitment steps",
    reader: (study, _table, dayOf) => (row) => {
      const found = who(study, row);
      if ("why" in found) return found;
      const step = stepOf(row.cell("step"));
      if (!step) return { why: `"${row.cell("step")}" is no step of recruitment; those are ${recruitmentSteps.join(", ")}.` };
      const record = { participant: found.id, step, date: dayOf(row, "date")!, by: row.cell("by"), service: row.cell("service"), reason: row.cell("reason") };
      const known = (study.recruitment.get(found.id) ?? []).some((r) => r.step === record.step && r.date === record.date && r.by === record.by && r.service === record.service && r.reason === record.reason);
      return known ? "known" : { command: { type: "recruitment.record", ...record } };
    },
  },
  criteria: {
    columns: [{ name: "criterion", also: ["name", "criteria"], needed: true }, { name: "definition", also: ["description", "meaning"] }],
    dates: [],
    one: "criterion",
    many: "criteria",
    reader: (study) => (row) => {
      const name = row.cell("criterion");
      if (name === "") return { why: 'the column "criterion" is empty.' };
      const known = [...study.criteria.values()].find((c) => c.name.toLowerCase() === name.toLowerCase());
      if (known && known.definition === row.cell("definition")) return "known";
      return { command: { type: "criterion.define", ...(known && { criterion: known.id }), name, definition: row.cell("definition") } };
    },
  },
  eligibility: {
    columns: [person, { name: "criterion", also: ["criteria"], needed: true }, { name: "met", also: ["eligible", "meets", "value", "result"], needed: true }, date],
    dates: ["date"],
    one: "answer on eligibility",
    many: "answers on eligibility",
    reader: (study, _table, dayOf) => (row) => {
      const found = who(study, row);
      if ("why" in found) return found;
      const criterion = [...study.criteria.values()].find((c) => c.name.toLowerCase() === row.cell("criterion").toLowerCase());
      if (!criterion) return { why: `there is no criterion "${row.cell("criterion")}" in this study. Record it first, with "people criteria".` };
      const met = isBlank(row.cell("met")) ? null : yesOrNo(row.cell("met"));
      if (met === null && !isBlank(row.cell("met"))) return { why: `"${row.cell("met")}" is neither yes nor no (leave it blank where it is not known).` };
      const known = study.eligibility.get(found.id)?.get(criterion.id);
      if (known && known.met === met && known.date === dayOf(row, "date")) return "known";
      return { command: { type: "eligibility.record", participant: found.id, criterion: criterion.id, met, date: dayOf(row, "date")! } };
    },
  },
  "consent forms": {
    columns: [{ name: "form", also: ["version", "form version"], needed: true }, date, { name: "clause", also: ["clauses", "item"], needed: true }, { name: "wording", also: ["text"] }],
    dates: ["date"],
    one: "consent form",
    many: "consent forms",
    reader: (study, _table, dayOf) => {
      const begun = new Set<string>();
      return (row) => {
        const [version, clause] = [row.cell("form"), row.cell("clause")];
        if (version === "" || clause === "") return { why: `the column "${version === "" ? "form" : "clause"}" is empty.` };
        const known = [...study.consentForms.values()].find((f) => f.version === version);
        if (known) return known.clauses.some((c) => c.name === clause && c.wording === row.cell("wording")) ? "known" : { why: `the consent form "${version}" is recorded already, with other clauses. A changed form needs a new version.` };
        if (begun.has(`${version}\n${clause}`)) return { why: `the clause "${clause}" stands in the form "${version}" twice.` };
        begun.add(`${version}\n${clause}`);
        return { command: { type: "consentForm.define", version, date: dayOf(row, "date")!, clauses: [{ name: clause, wording: row.cell("wording") }] } };
      };
    },
  },
  consents: {
    columns: [person, { name: "form", also: ["version", "form version", "consent form"], needed: true }, date, { name: "mode", also: ["how"] }, { name: "taker", also: ["taken by", "by"] }],
    dates: ["date"],
    one: "consent",
    many: "consents",
    reader: (study, { table, rows }, dayOf) => {
      const places = new Map(rows.map((row, i) => [row, table.rows[i]!]));
      return (row) => {
        const found = who(study, row);
        if ("why" in found) return found;
        const form = [...study.consentForms.values()].find((f) => f.version.toLowerCase() === row.cell("form").toLowerCase());
        if (!form) return { why: `there is no consent form "${row.cell("form")}" in this study. Record it first, with "people consent-forms".` };
        const clauses: Record<string, boolean> = {};
        for (const { name } of form.clauses) {
          const cell = places.get(row)![table.columns.findIndex((c) => foldColumn(c) === foldColumn(name))] ?? "";
          if (isBlank(cell)) continue;
          const agreed = yesOrNo(cell);
          if (agreed === null) return { why: `"${cell}" under "${name}" is neither yes nor no (leave it blank where it was not asked).` };
          clauses[name] = agreed;
        }
        const record = { participant: found.id, form: form.id, date: dayOf(row, "date")!, mode: row.cell("mode"), taker: row.cell("taker"), clauses };
        const known = (study.consents.get(found.id) ?? []).some((c) => c.form === record.form && c.date === record.date && JSON.stringify(c.clauses) === JSON.stringify(clauses));
        return known ? "known" : { command: { type: "consent.record", ...record } };
      };
    },
  },
  interviews: {
    columns: [person, date, { name: "minutes", also: ["length", "duration", "minutes long", "length in minutes"] }, { name: "place", also: ["where", "location", "setting"] }, { name: "interviewer", also: ["by", "interviewed by"] }, { name: "others", also: ["others present", "present"] }, { name: "guide", also: ["guide version", "interview guide"] }],
    dates: ["date"],
    one: "interview",
    many: "interviews",
    reader: (study, _table, dayOf) => (row) => {
      const found = who(study, row);
      if ("why" in found) return found;
      const written = row.cell("minutes").replace(/\s*(min|mins|minutes|m)\.?$/i, "");
      const minutes = isBlank(written) ? null : Number(written.replace(",", "."));
      if (minutes !== null && !(minutes >= 0 && Number.isFinite(minutes))) return { why: `"${row.cell("minutes")}" is not a number of minutes.` };
      const guide = row.cell("guide") === "" ? null : [...study.guides.values()].find((g) => g.version.toLowerCase() === row.cell("guide").toLowerCase());
      if (guide === undefined) return { why: `there is no interview guide "${row.cell("guide")}" in this study. Record it first, with "guide add".` };
      const record = { participant: found.id, date: dayOf(row, "date")!, minutes, guide: guide?.id ?? null, place: row.cell("place"), interviewer: row.cell("interviewer"), others: row.cell("others") };
      const known = [...study.interviews.values()].some((i) => i.participant === found.id && i.date === record.date && i.minutes === minutes && i.place === record.place && i.interviewer === record.interviewer);
      return known ? "known" : { command: { type: "interview.record", ...record } };
    },
  },
};

/** A step by its name, or as people also call it. */
function stepOf(written: string): RecruitmentStep | undefined {
  const word = written.toLowerCase().replace(/[\s_-]+/g, " ").trim();
  const also: Readonly<Record<string, RecruitmentStep>> = { "information sheet sent": "information sheet", "info sheet": "information sheet", phoned: "called", telephoned: "called", "lost to follow up": "lost", refused: "declined", ineligible: "not eligible" };
  return recruitmentSteps.find((s) => s === word) ?? also[word];
}
