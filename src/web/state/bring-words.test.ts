import { expect, it } from "vitest";
import type { ProjectReport } from "../../workbench/interchange/report.ts";
import { importSections, importText, inWords } from "./bring-words.ts";
import { factsToFill, factsToSend } from "./study-facts.ts";
import { reasonsOf } from "./out-kinds.ts";
import { readableInWords } from "./trouble-words.ts";

const finding = (what: string, count = 1, where: string[] = []) => ({ what, where, count });
const report: ProjectReport = {
  ok: true, said: ["Brought in 1 code."], kind: "REFI-QDA project from X", dialect: "utf16 (offsets in UTF-16 units), and so on.", confidence: 0.9, counts: { codes: 1, sources: 2, "text sources": 2 }, made: { codes: 1 }, changed: {},
  problems: [finding("A coding has no code.", 3, ["int 1"])], decided: [], conflicts: [], gone: [], left: [], dates: null, loss: { came: [], changed: [], noPlace: [finding("A coding has no code.", 3, ["int 1"]), finding("A graph was kept.")] }, dryRun: false,
};

it("an import's report says each finding once", () => {
  expect(importSections(report).map(({ title, findings }) => [title, findings.map(({ what }) => what)])).toEqual([
    ["Trouble in the file", ["A coding has no code."]],
    ["Has no place in a study: kept, and goes out again with the next .qdpx", ["A graph was kept."]],
  ]);
});

it("an import's report keeps apart what is trouble, what was left out, and what only came in another form", () => {
  const said = finding("A column was left out.", 2);
  const other = finding("The table has passages.");
  const sections = importSections({ ...report, problems: [finding("A coding has no code."), other, said], left: [said], loss: { came: [], changed: [other], noPlace: [said, finding("A set was kept.")] }, decided: [finding('The columns were taken as --roles "a=open,b=leave".')] });
  expect(sections.map(({ title, findings }) => [title, findings.map(({ what, where }) => [what, ...where].join(" "))])).toEqual([
    ["Trouble in the file", ["A coding has no code."]], ["Left out", ["A column was left out."]],
    ["Has no place in a study: kept, and goes out again with the next .qdpx", ["A set was kept."]], ["Comes in another form", ["The table has passages."]],
    ["Decided on the way", ["What each column was taken for: a: open, b: leave"]],
  ]);
});

it("an import's report can be kept as a text with every place in it", () => {
  const text = importText("x.qdpx", report, "2026-11-26");
  expect(text).toContain("# x.qdpx, brought in on 2026-11-26");
  expect(text).toContain("It holds 1 code and 2 sources.");
  expect(text).toContain("Offsets: utf16 (offsets in UTF-16 units), and so on; sure to 90 of 100.");
  expect(text).toContain("- 3 × A coding has no code. (int 1; …)");
});

it("counts are said in words, one thing in the singular", () => {
  expect(inWords({ codes: 1, codings: 1204, memos: 2 })).toBe("1 code, 1,204 codings and 2 memos");
  expect(inWords({})).toBe("");
});

it("facts that are saved under another of their names are not asked for twice", () => {
  const rows = factsToFill({ Ethics: "15/LO/0001", funding: "none", gone: "" }, { setting: "London" });
  expect(rows.find(({ name }) => name === "Ethics")?.text).toBe("15/LO/0001");
  expect(rows.some(({ name }) => name === "ethics reference")).toBe(false);
  expect(rows.find(({ name }) => name === "setting")?.text).toBe("London");
  expect(rows.at(-1)).toMatchObject({ name: "funding", text: "none" });
});

it("only facts that differ are sent, and an emptied one is taken away", () => {
  expect(factsToSend({ ethics: "1", setting: "London" }, { ethics: "1 ", setting: "", sampling: "purposive" })).toEqual({ setting: "", sampling: "purposive" });
});

it("what an archive leaves out is told by reason", () => {
  expect(reasonsOf([{ what: "P1, with all their sources, codings and memos", why: "no consent is recorded" }, { what: "A memo", why: "it is a case memo" }, { what: "P2", why: "no consent is recorded" }])).toEqual([
    { why: "No consent is recorded", what: ["P1", "P2"] },
    { why: "It is a case memo", what: ["A memo"] },
  ]);
});

it("how much of a damaged study can be read is said in a sentence", () => {
  expect(readableInWords({ events: 40, of: 52, contents: 2, ofContents: 2, until: "2026-11-03" })).toBe("Of this study, 40 of 52 events and all 2 texts and files can be read and verified, up to 2026-11-03.");
  expect(readableInWords({ events: 1, of: null, contents: 0, ofContents: 0, until: "" })).toBe("Of this study, 1 event can be read and verified.");
});
