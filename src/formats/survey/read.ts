import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import type { Imported } from "../project/imported.ts";
import { unknownAudit, type Value } from "../project/project.ts";
import type { DayOrder } from "../table/moments.ts";
import { kindOf, type Role, type Survey } from "./questions.ts";

/**
 * Makes a project of a survey: each row is a case, each answer in own words a source of it, each other answer a value of a variable. `roles`, by column,
 * overrules what was proposed; `dates` says what stands first in dates that could be read two ways. A row without a participant's name is called by its number. `name` is the file's.
 */
export function surveyProject(name: string, survey: Survey, roles: ReadonlyMap<number, Role> = new Map(), dates?: DayOrder): Reading<Imported> {
  const build = new Build("survey", name);
  const questions = survey.questions.map((question) => {
    const role = roles.get(question.column) ?? question.role;
    return { ...question, role, ...(role === "closed" ? kindOf(survey, question.column, dates) : { value: (cell: string): string => cell, dates: null }) };
  });
  const who = questions.find(({ role }) => role === "participant");
  if (!questions.some(({ role }) => role === "open" || role === "closed")) return { ok: false, problem: `${name} has no column of answers. Choose which columns are answers.` };
  for (const { column, name: short, asked, role, type, dates: found } of questions) {
    if (found) build.dated(found, short);
    if (role === "closed") build.variables.push({ guid: build.guid("variable", column), name: short, type, description: asked === short ? null : asked });
    if (role === "left out") build.noPlace.add("A column was left out.", short);
  }
  const seen = new Map<string, number>();
  for (const [i, row] of survey.rows.entries()) {
    if (row.every((cell) => cell === "")) continue;
    const stated = (who && row[who.column]) || `Row ${i + 1}`;
    const times = (seen.get(stated) ?? 0) + 1;
    seen.set(stated, times);
    if (times > 1) build.changed.add("A participant stands in several rows; the later ones got a number.", stated);
    const called = times > 1 ? `${stated} (${times})` : stated;
    const values: Value[] = [];
    const sources: string[] = [];
    for (const { column, name: short, asked, role, type, value } of questions) {
      const cell = row[column] ?? "";
      if (role === "closed") values.push({ variable: build.guid("variable", column), type, value: cell === "" ? null : value(cell) });
      if (role !== "open" || cell === "") continue;
      const guid = build.guid("answer", called, column);
      build.sources.push({ ...unknownAudit, guid, kind: "text", name: `${called}: ${short}`, description: asked === short ? null : asked, text: build.text(guid, cell), textGuid: null, media: null, transcripts: [], values: [] });
      sources.push(guid);
    }
    build.cases.push({ guid: build.guid("case", called), name: called, description: null, codes: [], values, sources, selections: [] });
  }
  const imported = build.finish(survey.program, name, { origin: survey.program === "unknown" ? null : survey.program }, "a survey has no offsets");
  return { ok: true, value: { ...imported, kind: survey.program === "unknown" ? "survey" : `survey from ${survey.program}` } };
}
