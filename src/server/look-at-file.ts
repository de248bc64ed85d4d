import { isTurnTable } from "../formats/transcript/turn-table.ts";
import type { Interview } from "../formats/interview.ts";
import { recognise } from "../formats/project/recognise.ts";
import type { Project } from "../formats/project/project.ts";
import { program, meanings } from "../formats/segments/columns.ts";
import { levelsNamed } from "../formats/segments/level-columns.ts";
import { segmentKind } from "../formats/segments/read.ts";
import { survey } from "../formats/survey/questions.ts";
import { readTable } from "../formats/table/read.ts";
import type { Table } from "../formats/table/table.ts";
import { readInterview } from "../formats/transcript/read.ts";
import { sourceNamed } from "../study/source.ts";
import { bringIn, openFor, type ImportOptions } from "../workbench/interchange/import.ts";
import { stemOf } from "../workbench/importReport.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Found, FoundProject, PassageSample, SurveyQuestion, TableUse } from "./found.ts";
import { interviewFound } from "./look-at-interview.ts";
import { isStudyFile, studyFound } from "./look-at-study.ts";
import { Refused } from "./refusals.ts";
import { bringTable } from "./bring-table.ts";
import type { Upload, Uploads } from "./uploads.ts";

/** What a person knows better than is found. */
export interface Wishes extends Pick<ImportOptions, "dialect" | "roles" | "dates" | "remove"> {
  readonly use?: TableUse | undefined;
  readonly passphrase?: string | undefined;
}

/** What was read of a file that is an interview, kept so that storing it need not read it again. */
export type ReadInterviews = Map<string, Interview>;

/**
 * Tells what a file is by its content and what it would bring. Nothing is stored. Throws `Refused` with one sentence where it is nothing that can be read.
 */
export async function lookAt(wb: Workbench, uploads: Uploads, upload: Upload, wishes: Wishes, as: string, read: ReadInterviews): Promise<Found> {
  const sent = { upload: upload.id, file: upload.name, couldBe: [] };
  const asInterview = async (interview: Interview, couldBe: readonly TableUse[] = []): Promise<Found> => {
    read.set(upload.id, interview);
    return { ...sent, couldBe, ...(await interviewFound(wb, upload, interview)) };
  };
  if (await isStudyFile(upload)) return { ...sent, ...(await studyFound(wb, await uploads.pathOf(upload), upload.name, wishes.passphrase)) };
  if (upload.bytes === null) return lookAtProject(wb, upload, wishes, as, asInterview);
  const kind = await recognise(upload.name, upload.bytes);
  switch (kind) {
    case "refi-project": case "refi-project-xml": case "refi-codebook": case "sqlite":
    case "elan": case "textgrid": case "chat":
    case "picture": case "audio": case "video": case "encrypted": case "json-lines": case "web-annotations": case "empty":
      return lookAtProject(wb, upload, wishes, as, asInterview);
    case "zip":
      // A damaged word-processor file looks like a zip of nothing.
      if (!/\.(docx|odt|xlsx)$/i.test(upload.name)) return lookAtProject(wb, upload, wishes, as, asInterview);
      break;
    case "table": case "xlsx": {
      const found = await lookAtTable(wb, upload, kind, wishes, as, asInterview);
      if (found) return found;
      break;
    }
    case "docx": case "odt": case "rtf": case "html": case "text": {
      // Programs write coded passages for people to read, too.
      if (wishes.use === "interview") break;
      const opened = await openFor(wb, upload.name, upload.bytes, wishes);
      await opened.close();
      if (opened.ok && opened.value.is === "project") return lookAtProject(wb, upload, wishes, as, asInterview, "segments", ["segments", "interview"]);
      break;
    }
    default:
      break;
  }
  const interview = await readInterview(upload.name, upload.bytes);
  if (!interview.ok) throw new Refused("invalid", interview.problem);
  return asInterview(interview.value, wishes.use === "interview" ? ["segments", "interview"] : []);
}

async function lookAtProject(wb: Workbench, upload: Upload, wishes: Wishes, as: string, asInterview: (interview: Interview) => Promise<Found>, use: TableUse | null = null, couldBe: readonly TableUse[] = []): Promise<Found> {
  const opened = await openFor(wb, upload.name, upload.bytes ?? upload.path!, wishes);
  try {
    if (!opened.ok) throw new Refused("invalid", opened.problem);
    if (opened.value.is === "interview") return await asInterview(opened.value.interview);
    const report = await bringIn(wb, upload.name, opened, { ...wishes, dryRun: true }, as);
    if (!report.ok) throw new Refused("invalid", report.problems[0]?.what ?? `${upload.name} could not be read.`);
    const { dialect, confidence } = report;
    return { is: "project", upload: upload.id, file: upload.name, couldBe, use, report, offsets: /^(utf16|codepoint)/.test(dialect) && confidence >= 0, passages: samples(opened.value.imported.project), codes: tree(opened.value.imported.project) } satisfies FoundProject;
  } finally {
    await opened.close();
  }
}

/** The codes of a project as their tree shows them; cases are none. */
function tree(project: Project, most = 200): FoundProject["codes"] {
  const depths = new Map<string, number>();
  return project.codes.filter(({ isCase }) => !isCase).slice(0, most).map(({ guid, parent, name }) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? -1) + 1;
    depths.set(guid, depth);
    return { name, depth };
  });
}

/** Some coded passages from all over a project, with the words around them: whoever looks at them sees whether offsets are off. */
function samples(project: Project, most = 6): PassageSample[] {
  const sources = new Map(project.sources.map((source) => [source.guid, source]));
  const codes = new Map(project.codes.map((code) => [code.guid, code.name]));
  const selections = new Map(project.selections.map((one) => [one.guid, one]));
  const placed = project.codings.flatMap(({ selection, code }) => {
    const at = selection === null ? undefined : selections.get(selection);
    const source = at && sources.get(at.source);
    return at?.place.kind === "words" && source?.text ? [{ source, code, range: at.place.range }] : [];
  });
  const step = Math.max(1, Math.floor(placed.length / most));
  return placed.filter((_, i) => i % step === 0).slice(0, most).map(({ source, code, range }) => {
    const text = source.text!;
    const words = text.slice(range.start, range.end);
    return { source: source.name, code: codes.get(code) ?? "", before: text.slice(Math.max(0, range.start - 30), range.start), words: words.length > 240 ? `${words.slice(0, 140)} … ${words.slice(-80)}` : words, after: text.slice(range.end, range.end + 30) };
  });
}

/** A table by what it is taken for; null where it is a transcript that the reader of interviews knows best. */
async function lookAtTable(wb: Workbench, upload: Upload, kind: "table" | "xlsx", wishes: Wishes, as: string, asInterview: (interview: Interview, couldBe?: readonly TableUse[]) => Promise<Found>): Promise<Found | null> {
  const name = upload.name;
  const read = await readTable(name, upload.bytes!);
  if (!read.ok) {
    if (kind === "xlsx") throw new Refused("invalid", read.problem);
    return null;
  }
  const table = read.value;
  const named = /\.(csv|tsv|tab|xlsx|xlsm)$/i.test(name);
  const seems = useOf(wb, table);
  // Lines of a text may have a steady number of commas; only a table's own columns or name make it one.
  if (!named && (seems === "register" || (seems === "survey" && survey(table).program === "unknown"))) return null;
  const couldBe = usesOf(table, kind);
  const use = wishes.use ?? seems;
  const sent = { upload: upload.id, file: name, couldBe };
  switch (use) {
    case "interview": {
      const interview = await readInterview(name, upload.bytes!);
      if (interview.ok && segmentKind(table.columns) !== "turns") return asInterview(interview.value, couldBe);
      return lookAtProject(wb, upload, { ...wishes, roles: undefined }, as, (one) => asInterview(one, couldBe), use, couldBe);
    }
    case "register":
      if (table.rows.length === 0) throw new Refused("invalid", `${name} has a header and no rows below it. Check that it is the right file.`);
      return { ...sent, is: "register", columns: table.columns, rows: table.rows.length };
    case "survey":
      return lookAtSurvey(wb, upload, table, wishes, as, couldBe);
    case "codebook": case "codings": {
      const report = await bringTable(wb, use, { name, bytes: upload.bytes! }, true, as);
      if (!report.ok && report.made["rows"] === undefined && Object.keys(report.counts).length === 0) throw new Refused("invalid", report.problems[0]?.what ?? `${name} could not be read.`);
      return { ...sent, is: "project", use, report, offsets: false, passages: [], codes: [] };
    }
    case "segments":
      return lookAtProject(wb, upload, { ...wishes, roles: undefined }, as, (one) => asInterview(one, couldBe), use, couldBe);
  }
}

async function lookAtSurvey(wb: Workbench, upload: Upload, table: Table, wishes: Wishes, as: string, couldBe: readonly TableUse[]): Promise<Found> {
  const found = survey(table);
  const opened = await openFor(wb, upload.name, upload.bytes!, { roles: wishes.roles ?? {}, dates: wishes.dates });
  const report = await bringIn(wb, upload.name, opened, { dryRun: true }, as);
  if (!report.ok && wishes.roles === undefined) throw new Refused("invalid", report.problems[0]?.what ?? `${upload.name} could not be read.`);
  const words = { participant: "participant", open: "open", closed: "attribute", "left out": "leave" } as const;
  const questions = found.questions.map(({ column, name, asked, role, answers }): SurveyQuestion => {
    const given = found.rows.map((row) => row[column] ?? "").filter((cell) => cell !== "");
    return { name, asked, role: words[role], answers, examples: [...new Set(given)].slice(0, 3).map((one) => (one.length > 90 ? `${one.slice(0, 88)}…` : one)) };
  });
  return { upload: upload.id, file: upload.name, couldBe, is: "survey", questions, rows: found.rows.length, report };
}

/** What a table seems to be, by its columns. */
function useOf(wb: Workbench, table: Table): TableUse {
  const { columns, rows } = table;
  const kind = segmentKind(columns);
  const at = meanings(columns);
  if (kind === "turns" || (kind === null && isTurnTable(columns))) return "interview";
  const has = (...names: string[]): boolean => names.every((name) => columns.some((column) => column.trim().toLowerCase() === name));
  const isOurs = (at.code >= 0 && has("source") && (has("start", "end") || has("quote") || has("quotation"))) || has("source", "start", "end", "code");
  if (isOurs || kind === "segments") {
    // Rows about interviews that are here are codings of them; others bring their passages along.
    const known = at.document >= 0 && rows.some((row) => knownSource(wb, row[at.document] ?? ""));
    return program(columns) === "unknown" && (known || has("start", "end")) ? "codings" : "segments";
  }
  if (kind === "codebook") return program(columns) === "unknown" && at.parent < 0 && levelsNamed(columns).length === 0 ? "codebook" : "segments";
  const found = survey(table);
  return found.program !== "unknown" || found.questions.some(({ role }) => role === "open") ? "survey" : "register";
}

const knownSource = (wb: Workbench, name: string): boolean => name !== "" && (sourceNamed(wb.study, name) ?? sourceNamed(wb.study, stemOf(name))) !== undefined;

/** Everything that a table can be taken for. */
function usesOf({ columns }: Table, kind: "table" | "xlsx"): TableUse[] {
  const at = meanings(columns);
  const isSegments = segmentKind(columns) !== null;
  return ["register", "survey", ...(at.code >= 0 ? (["codebook"] as const) : []), ...(at.code >= 0 ? (["codings"] as const) : []), ...(isSegments ? (["segments"] as const) : []), ...(kind === "table" && isTurnTable(columns) ? (["interview"] as const) : [])];
}
