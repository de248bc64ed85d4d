import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTable } from "../table/read.ts";
import { type Survey, survey } from "./questions.ts";
import { surveyProject } from "./read.ts";

async function look(csv: string | Uint8Array): Promise<Survey> {
  const table = await readTable("s.csv", typeof csv === "string" ? new TextEncoder().encode(csv) : csv);
  if (!table.ok) throw new Error(table.problem);
  return survey(table.value);
}
const roles = ({ questions }: Survey): string[] => questions.map(({ name, role }) => `${name}: ${role}`);

const qualtrics = `StartDate,ResponseId,RecordedDate,Q1,Q2\nStart Date,Response ID,Recorded Date,How old are you?,How was it for you?\n"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""recordedDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n2024-01-01,R_1,2024-01-01,42,It was a long day and I was tired.\n2024-01-02,R_2,2024-01-02,37,I would rather not say much about that.\n2024-01-03,R_3,2024-01-03,,\n`;

describe("a survey", () => {
  it("of Qualtrics has its questions in the second header row and nothing of use in the third", async () => {
    const found = await look(qualtrics);
    expect(found.program).toBe("Qualtrics");
    expect(roles(found)).toEqual(["StartDate: left out", "ResponseId: participant", "RecordedDate: left out", "Q1: closed", "Q2: open"]);
    expect(found.questions[3]).toMatchObject({ asked: "How old are you?", type: "Integer", answers: 2 });
    const result = surveyProject("s.csv", found);
    if (!result.ok) throw new Error(result.problem);
    const { project } = result.value;
    expect(project.cases.map(({ name, values, sources }) => [name, values[0]!.value, sources.length])).toEqual([["R_1", "42", 1], ["R_2", "37", 1], ["R_3", null, 0]]);
    expect(project.sources[0]).toMatchObject({ name: "R_1: Q2", description: "How was it for you?", text: "It was a long day and I was tired." });
    expect(project.variables).toMatchObject([{ name: "Q1", type: "Integer", description: "How old are you?" }]);
  });
  it("of LimeSurvey, Google Forms and REDCap is told by its own columns", async () => {
    const lime = await look(`"id. Response ID","submitdate. Date submitted","lastpage. Last page","startlanguage. Start language","G1. Gender"\n1,2024,2,en,f\n`);
    expect([lime.program, roles(lime)[1]]).toEqual(["LimeSurvey", "submitdate. Date submitted: left out"]);
    const google = await look("Timestamp,Your role?,What happened then?\n1/2/2024 10:00:00,Nurse,We waited for a very long time indeed\n1/2/2024 11:00:00,Nurse,Nobody told us what was going on\n");
    expect([google.program, ...roles(google)]).toEqual(["Google Forms", "Timestamp: left out", "Your role?: closed", "What happened then?: open"]);
    const redcap = await look("record_id,redcap_event_name,age,visit_complete\n1,a,30,2\n");
    expect([redcap.program, ...roles(redcap)]).toEqual(["REDCap", "record_id: participant", "redcap_event_name: left out", "age: closed", "visit_complete: left out"]);
  });
  it("exported in other ways is told as well: numbered headings, labels, and words beside a choice", async () => {
    expect(roles(await look('"id. Response ID","lastpage. Last page","startlanguage. Start language","Q1. Age"\n7,2,en,30\n'))[0]).toBe("id. Response ID: participant");
    const labels = await look("Record ID,Event Name,Survey Timestamp,How old are you?,Complete?\n1,Baseline,2024,30,Complete\n");
    expect([labels.program, ...roles(labels)]).toEqual(["REDCap", "Record ID: participant", "Event Name: left out", "Survey Timestamp: left out", "How old are you?: closed", "Complete?: left out"]);
    expect(roles(await look("ResponseId,RecordedDate,Q4,Q4_3_TEXT\nR_1,2024,Other,my sister\nR_2,2024,Partner,\n"))).toEqual(["ResponseId: participant", "RecordedDate: left out", "Q4: closed", "Q4_3_TEXT: open"]);
  });
  it("follows a person's choice of columns, and says who stands in several rows", async () => {
    const result = surveyProject("s.csv", await look("who,answer\nA,yes\nA,no\n"), new Map([[0, "participant"], [1, "open"]]));
    if (!result.ok) throw new Error(result.problem);
    expect(result.value.project.cases.map(({ name }) => name)).toEqual(["A", "A (2)"]);
    expect(result.value.project.sources).toHaveLength(2);
    expect(result.value.loss.changed).toHaveLength(1);
  });
  it("without answers is refused in a sentence", async () => {
    expect(surveyProject("s.csv", await look("id\n1\n"))).toMatchObject({ ok: false });
  });
  const shared = new URL("../../../../shared/data/survey/", import.meta.url);
  it.skipIf(!existsSync(shared))("gives a case for each row of the shared surveys (skipped where absent)", async () => {
    for (const file of readdirSync(shared)) {
      const found = await look(new Uint8Array(readFileSync(new URL(file, shared))));
      const result = surveyProject(file, found);
      if (!result.ok) throw new Error(result.problem);
      expect(result.value.project.cases).toHaveLength(found.rows.length);
      expect(found.rows.length).toBeGreaterThan(2);
    }
  });
});

describe("dates and numbers in a survey", () => {
  const project = async (csv: string, dates?: "day-first" | "month-first") => {
    const result = surveyProject("s.csv", await look(csv), new Map(), dates);
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  };
  const column = ({ project: { cases, variables } }: Awaited<ReturnType<typeof project>>, name: string) => {
    const variable = variables.find((one) => one.name === name)!;
    return [variable.type, ...cases.map(({ values }) => values.find((one) => one.variable === variable.guid)!.value)];
  };
  it("come in one form, however the file writes them", async () => {
    const found = await project("id,Begun,Last visit,Score\n1,11/26/2023 2:03 PM,11/26/2023,7\n2,11/27/2023 10:15 AM,1/2/2023,8\n");
    expect(column(found, "Begun")).toEqual(["DateTime", "2023-11-26T14:03:00", "2023-11-27T10:15:00"]);
    expect(column(found, "Last visit")).toEqual(["Date", "2023-11-26", "2023-01-02"]);
    expect(found.dates).toMatchObject({ order: "month-first" });
    const german = await project("id;Besuch;Note\n1;26.11.2023;1,5\n2;3.4.2023;2\n");
    expect(column(german, "Besuch")).toEqual(["Date", "2023-11-26", "2023-04-03"]);
    expect(column(german, "Note")).toEqual(["Float", "1.5", "2"]);
    expect(column(await project("id,Day\n1,2023-11-26T14:03:00+01:00\n2,2023-11-27T14:03:00+01:00\n"), "Day")).toEqual(["DateTime", "2023-11-26T13:03:00Z", "2023-11-27T13:03:00Z"]);
  });
  it("are told by another column of the same file, even one that is left out", async () => {
    expect(column(await project("ResponseId,RecordedDate,Born\nR_1,26/11/2023 10:00,03/04/1980\nR_2,27/11/2023 10:00,05/06/1981\n"), "Born")).toEqual(["Date", "1980-04-03", "1981-06-05"]);
  });
  it("that could be two days stay as they are written, it is said, and a person can tell", async () => {
    const csv = "id,Born\n1,03/04/1980\n2,05/06/1981\n";
    const open = await project(csv);
    expect([column(open, "Born"), open.dates?.order, open.problems[0]?.where]).toEqual([["Text", "03/04/1980", "05/06/1981"], null, ["Born"]]);
    expect(column(await project(csv, "month-first"), "Born")).toEqual(["Date", "1980-03-04", "1981-05-06"]);
  });
  it("do not lose a zero in front, and a number with a comma in a file of commas stays as it is", async () => {
    expect(column(await project("id,Code,List\n1,007,\"1,5\"\n2,012,\"2,5\"\n"), "Code")).toEqual(["Text", "007", "012"]);
  });
});
