import type { Reading } from "../../formats/interview.ts";
import type { Role, Survey } from "../../formats/survey/questions.ts";

const words: Readonly<Record<string, Role>> = { participant: "participant", id: "participant", open: "open", answer: "open", text: "open", closed: "closed", attribute: "closed", "left out": "left out", leave: "left out", "leave out": "left out", none: "left out", skip: "left out" };
const called: Readonly<Record<Role, string>> = { participant: "participant", open: "open", closed: "attribute", "left out": "leave" };

/** What each column of a survey is to be: as a person says by its name, else as it seems. `said` names them all, in the words of the option. */
export function rolesFor(name: string, survey: Survey, stated: Readonly<Record<string, string>>): Reading<{ byColumn: Map<number, Role>; said: string }> {
  const byColumn = new Map<number, Role>();
  for (const [column, written] of Object.entries(stated)) {
    const wanted = column.trim().toLowerCase();
    const question = survey.questions.find((one) => one.name.trim().toLowerCase() === wanted) ?? survey.questions.find((one) => one.asked.trim().toLowerCase() === wanted);
    const role = words[written.trim().toLowerCase()];
    if (!question) return { ok: false, problem: `${name} has no column "${column}". It has: ${survey.questions.slice(0, 20).map((one) => one.name).join(", ")}.` };
    if (!role) return { ok: false, problem: `"${written}" is nothing that a column can be; write --roles "${column}=open", with one of participant, open, attribute, leave.` };
    byColumn.set(question.column, role);
  }
  // There is one column of participants: one that a person names takes the place of the one that was found.
  const named = [...byColumn].filter(([, role]) => role === "participant");
  if (named.length > 1) return { ok: false, problem: "Only one column can hold the participants; --roles names two." };
  if (named.length === 1) for (const one of survey.questions) if (one.role === "participant" && !byColumn.has(one.column)) byColumn.set(one.column, "left out");
  const shown = survey.questions.map((one) => `${one.name}=${called[byColumn.get(one.column) ?? one.role]}`);
  return { ok: true, value: { byColumn, said: `The columns were taken as --roles "${shown.slice(0, 40).join(",")}${shown.length > 40 ? ",…" : ""}".` } };
}
