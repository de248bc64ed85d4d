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
