import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSample } from "../samples/build.ts";
import { findingsPage } from "../samples/findings.ts";
import { shownQuotations } from "../src/analysis/quotations.ts";
import { staleness } from "../src/analysis/rule.ts";
import { table1, type Table1 } from "../src/analysis/table1.ts";
import { balanceOfVoices } from "../src/analysis/voices.ts";
import { differencesOf } from "../src/analysis/coderComparison.ts";
import { recruitmentFlow } from "../src/analysis/flow.ts";
import { html } from "../src/report/html.ts";
import { markdown } from "../src/report/markdown.ts";
import { writeUp } from "../src/report/writeup.ts";
import { codeAt, liveCodes, pathOf } from "../src/study/code.ts";
import { coderNamed } from "../src/study/coder.ts";
import { codeOf, rangeOf } from "../src/study/coding.ts";
import { presentSources, sourceNamed, type Source } from "../src/study/source.ts";
import { substudyNamed, type Substudy } from "../src/study/substudy.ts";
import { themesUnder, type Theme } from "../src/study/theme.ts";
import { checkStudy } from "../src/workbench/check.ts";
import { history } from "../src/workbench/history.ts";
import { mergeFile } from "../src/workbench/merge.ts";
import { studyAt } from "../src/workbench/past.ts";
import { readAll, type Workbench } from "../src/workbench/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "earshot-sample-"));
let wb: Workbench;
let twin: Workbench;
let text: (source: Source) => string;
let substudy: Substudy;
const told: { done: number; of: number }[] = [];
beforeAll(async () => {
  wb = await buildSample(join(folder, "one.earshot"), { progress: (done, of) => void told.push({ done, of }) });
  twin = await buildSample(join(folder, "two.earshot"));
  text = await wb.texts();
  substudy = substudyNamed(wb.study, "Parent-infant teams")!;
}, 120_000);
afterAll(async () => {
  await wb?.close();
  await twin?.close();
  rmSync(folder, { recursive: true, force: true });
});

const texts = (id: string): string => text(wb.study.sources.get(id)!);
const labels = (ids: Iterable<string>): string[] => [...ids].map((id) => wb.study.participants.get(id)!.label);
const allThemes = (): Theme[] => themesUnder(wb.study, null).flatMap((t) => [t, ...themesUnder(wb.study, t.id)]);
const codingsBy = (name: string) => [...wb.study.codings.values()].filter((c) => c.coder === coderNamed(wb.study, name)!.id);

describe("the people of the sample study", () => {
  const theTable = (): Table1 => {
    const result = table1(wb.study, { substudy });
    if (!result.ok) throw new Error(result.problems.join(" "));
    return result.table;
  };
  const characteristic = (name: string) => theTable().characteristics.find((c) => c.name === name)!;

  it("are 52 women who were interviewed and 14 who were approached and never joined", () => {
    const { steps } = recruitmentFlow(wb.study, substudy);
    expect(Object.fromEntries(steps.map((s) => [s.step, s.reached]))).toMatchObject({ approached: 66, interested: 63, called: 60, "information sheet": 57, screened: 54, consented: 52, interviewed: 52 });
    expect(steps.flatMap((s) => s.losses).reduce((sum, l) => sum + l.n, 0)).toBe(14);
    expect(steps.flatMap((s) => s.losses.flatMap((l) => l.reasons)).filter((r) => r.reason === "")).toEqual([]);
    expect(wb.study.interviews.size).toBe(52);
    expect([...wb.study.participants.values()].filter((p) => p.label.startsWith("Mother ")).length).toBe(52);
  });

  it("have labels that run past eleven, as the register is the larger study's", () => {
    expect(labels(substudy.members).sort()).toEqual([1, 10, 13, 14, 17, 2, 22, 31, 4, 6, 9].map((n) => `Mother ${n}`));
  });

  // Journal of Reproductive and Infant Psychology 41(2), 2023, doi 10.1080/02646838.2021.1983920, Table 1 (n = 11).
  it.each([
    ["age", { "under 25": 4, "26-30": 3, "31-35": 1, "36-40": 3 }],
    ["ethnicity", { "White British": 8, "White Other": 1, "Black Caribbean": 2 }],
    ["location", { London: 5, "South of England": 6 }],
    ["primary diagnosis", { Depression: 5, "Personality disorder": 5, Psychosis: 1 }],
    ["highest education", { "Degree or further education": 4, "A levels or equivalent": 4, "GCSE or less": 3 }],
    ["marital status", { "Living with partner or husband": 7, "Not living with partner or husband": 4 }],
    ["number of children", { one: 6, two: 3, "three or more": 2 }],
    ["child protection concerns", { "Plan or team around the child": 4, "Loss of custody": 1, "Parenting assessment": 1, None: 5 }],
  ])("have the published Table 1: %s", (name, published) => {
    expect(theTable().n).toBe(11);
    const found = characteristic(name);
    expect(Object.fromEntries(found.levels.map((l) => [l.level, l.n]))).toEqual(published);
    expect(found.levels.map((l) => l.level)).toEqual(Object.keys(published));
    expect(found.missing).toBe(0);
    for (const l of found.levels) expect(l.percent).toBeCloseTo((100 * l.n) / 11, 10);
  });

  it("have the published ages: mean 30, range 20 to 39", () => {
    const { mean, min, max } = characteristic("age");
    expect([Math.round(mean!), min, max]).toEqual([30, 20, 39]);
  });

  it("include ten who had used a team and one who was referred and never seen", () => {
    expect(characteristic("parent-infant team").levels.map(({ level, n }) => [level, n])).toEqual([["used", 10], ["referred, not seen", 1]]);
  });

  it("are still those whom the substudy's rule gives", () => {
    expect(substudy.frozen.slice(0, 10)).toBe("2017-04-03");
    expect(staleness(wb.study, substudy)).toEqual({ stale: false, joining: [], leaving: [], problem: null });
  });
});

describe("the coding of the sample study", () => {
  it("has at least 350 codings by the first coder, over all eleven interviews", () => {
    expect(codingsBy("HN").length).toBeGreaterThanOrEqual(350);
    expect(new Set(codingsBy("HN").map((c) => c.source)).size).toBe(11);
  });

  it("has what its files say, code for code", () => {
    const rows = (name: string): number => readFileSync(new URL(`../samples/parent-infant/${name}`, import.meta.url), "utf8").trim().split(/\n(?=Mother )/).length - 1;
    expect([codingsBy("HN").length, codingsBy("RO").length]).toEqual([rows("codings-HN.csv"), rows("codings-RO.csv")]);
    const book = readFileSync(new URL("../samples/parent-infant/codebook-3.csv", import.meta.url), "utf8").split("\n").slice(1).filter((l) => l !== "").map((l) => l.split(",")[0]);
    expect(liveCodes(wb.study).filter((c) => c.kind === "code").map((c) => pathOf(wb.study, c.id)).sort()).toEqual(book.sort());
    expect([...wb.study.codings.values()].filter((c) => codeOf(wb.study, c)!.retired)).toEqual([]);
  });

  it("has a second coder who coded three interviews blind, with codes that she was given", () => {
    expect([...new Set(codingsBy("RO").map((c) => wb.study.sources.get(c.source)!.name))].sort()).toEqual(["Mother 10", "Mother 17", "Mother 4"]);
    const [assignment] = [...wb.study.assignments.values()];
    expect([assignment!.blind, assignment!.mayMakeCodes, assignment!.sources.length]).toEqual([true, false, 3]);
    expect(codingsBy("RO").filter((c) => c.stamp < assignment!.codebookAt)).toEqual([]);
  });

  it("has differences, of which some were settled, each with a reason and on codings that are there", () => {
    const asked = differencesOf(wb.study, text, { coders: ["HN", "RO"] });
    if (!asked.ok) throw new Error(asked.refusal.sentence);
    const decided = asked.differences.filter((d) => d.decision !== null);
    expect(decided.length).toBe(wb.study.decisions.size);
    expect(decided.length).toBeGreaterThanOrEqual(15);
    expect(decided.filter((d) => d.decision!.reason === "" || d.kind === "agreed")).toEqual([]);
    expect(new Set(decided.map((d) => d.decision!.outcome)).size).toBeGreaterThanOrEqual(4);
    expect(Object.groupBy(asked.differences, (d) => d.kind)).toMatchObject({ agreed: expect.any(Array), boundary: expect.any(Array), presence: expect.any(Array), label: expect.any(Array) });
  });

  it("has definitions that a difference changed, linked to the decision", () => {
    const changed = [...wb.study.decisions.values()].flatMap((d) => (d.changedCode === null ? [] : [wb.study.codes.get(d.changedCode)!]));
    expect(new Set(changed.map((c) => c.name))).toEqual(new Set(["Keeping family away", "Motherly figure"]));
    expect(codeAt(wb.study, "The person she saw / Motherly figure")!.description).toContain("whether or not she likens her to a mother");
  });

  it("went through another codebook before: what is called Motherly figure now was Mum figure in May 2017", async () => {
    const then = await studyAt(wb, "2017-05-31");
    if (!then.ok) throw new Error(then.refusal.sentence);
    const { study } = then;
    expect(liveCodes(study).filter((c) => c.kind === "code").length).toBe(24);
    const code = codeAt(study, "The therapist / Mum figure")!;
    expect(pathOf(wb.study, code.id)).toBe("The person she saw / Motherly figure");
    expect((study.codingsByCode.get(codeAt(study, "The therapist / Empathy")!.id) ?? []).length).toBeGreaterThan(10);
    expect(study.themes.size).toBe(0);
  });

  it("kept its codings through corrections of the transcripts", () => {
    const source = sourceNamed(wb.study, "Mother 4")!;
    expect(text(source)).toContain("[quietly] I still looked on the mat.");
    const around = (wb.study.codingsBySource.get(source.id) ?? []).map((c) => rangeOf(wb.study, c)).map(({ start, end }) => text(source).slice(start, end)).filter((words) => words.includes("looked on the mat"));
    expect(around.length).toBeGreaterThan(0);
    expect(text(sourceNamed(wb.study, "Mother 9")!)).not.toContain("surveyor");
  });
});

describe("the findings of the sample study", () => {
  it("are three themes with subthemes, and deviant cases", () => {
    expect(themesUnder(wb.study, null).map((t) => [t.name, themesUnder(wb.study, t.id).length])).toEqual([["Felt with, and mothered a little", 3], ["Within reach, and the same face", 3], ["Everyone else on the stairs", 3]]);
    expect(allThemes().filter((t) => t.state !== "defined")).toEqual([]);
    expect(new Set(allThemes().flatMap((t) => labels(t.deviant.keys())))).toEqual(new Set(["Mother 9", "Mother 14", "Mother 17", "Mother 22"]));
  });

  it("quote what stands in the transcripts, each piece of it", () => {
    const pieces = allThemes().flatMap((theme) => shownQuotations(wb.study, texts, theme).flatMap((q) => {
      expect(q.gone).toBeNull();
      const source = wb.study.sources.get(wb.study.codings.get(q.coding)!.source)!;
      return q.words.split(" […] ").map((piece) => ({ piece, there: text(source).includes(piece) }));
    }));
    expect(pieces.length).toBeGreaterThan(17);
    expect(pieces.filter((p) => !p.there)).toEqual([]);
  });

  it("hear Mother 4 four times and Mother 10 three times, and four women never, as the published study did", () => {
    const [all] = balanceOfVoices(wb.study, texts, substudy);
    expect(all!.quotations).toBe(17);
    expect(all!.voices.slice(0, 2).map((v) => [v.label, v.quotations])).toEqual([["Mother 4", 4], ["Mother 10", 3]]);
    expect(all!.never).toEqual(["Mother 1", "Mother 6", "Mother 9", "Mother 14"]);
    expect(all!.reliedOn).toEqual(["Mother 4"]);
  });

  it("fit on a terminal, and say where the study lies", () => {
    for (const columns of [80, 96]) {
      const page = findingsPage(wb.study, text, { substudy, columns, colour: false, lies: [["The study", "somewhere/sample.earshot"]] });
      expect(page.split("\n").filter((line) => line.length > columns)).toEqual([]);
      expect(page).not.toContain("\u001b");
      for (const word of [wb.study.settings.title, "Felt with, and mothered a little", "Within reach, and the same face", "Everyone else on the stairs", "Never quoted: Mother 1", "somewhere/sample.earshot"]) expect(page.replace(/\s+/g, " ")).toContain(word);
    }
  });
});

describe("the history of the sample study", () => {
  it("is sound", async () => {
    expect(await checkStudy(wb)).toMatchObject({ broken: false });
  });

  it("runs from July 2015 to November 2017, on working days, in office hours", async () => {
    const stamps = (await readAll(wb.log)).map((e) => e.stamp);
    expect([stamps[0]!.slice(0, 7), stamps.at(-1)!.slice(0, 7)]).toEqual(["2015-07", "2017-11"]);
    const strange = stamps.map((s) => new Date(s.slice(0, 24))).filter((d) => d.getUTCHours() < 9 || d.getUTCHours() >= 18 || [0, 6].includes(d.getUTCDay()));
    expect(strange).toEqual([]);
  });

  it("has the work of four people, and steps that were taken back", async () => {
    const rows = await history(wb);
    expect(new Set(rows.map((r) => r.actor))).toEqual(new Set(["HN", "RO", "PT", "AM"]));
    expect(rows.filter((r) => r.undone).map((r) => r.type).sort()).toEqual(["code.merged", "coding.added", "source.edited"]);
    expect(rows.filter((r) => r.type === "code.split" || r.type === "code.merged" || r.type === "code.retired").length).toBeGreaterThanOrEqual(5);
  });

  it("has every coding on a day of the coders' tables", () => {
    const days = new Set(["codings-HN.csv", "codings-HN-earlier.csv", "codings-RO.csv"].flatMap((name) => [...readFileSync(new URL(`../samples/parent-infant/${name}`, import.meta.url), "utf8").matchAll(/,(?:HN|RO),(\d{4}-\d\d-\d\d)/g)].map((m) => m[1]!)));
    expect([...wb.study.codings.values()].map((c) => c.stamp.slice(0, 10)).filter((day) => !days.has(day))).toEqual([]);
  });

  it("has no conflict and no transcript without its participant", () => {
    expect(wb.study.conflicts.size).toBe(0);
    expect(presentSources(wb.study).filter((s) => s.participant === null || wb.study.participants.get(s.participant)!.label !== s.name)).toEqual([]);
  });
});

describe("building the sample study", () => {
  it("gives the same study, byte for byte in its write-up, at every building", async () => {
    const written = async (study: Workbench): Promise<[string, string]> => {
      const has = await study.texts();
      const document = writeUp(study.study, await readAll(study.log), (id) => has(study.study.sources.get(id)!), { substudy: substudyNamed(study.study, substudy.name)!, software: "Earshot" });
      return [markdown(document), html(document)];
    };
    const [one, two] = [await written(wb), await written(twin)];
    expect(one[0].length).toBeGreaterThan(50_000);
    expect(one[0] === two[0]).toBe(true);
    expect(one[1] === two[1]).toBe(true);
  });

  it("tells how far it has come", () => {
    expect(told.at(-1)!.done).toBe(told.at(-1)!.of);
    expect(told.map((t) => t.done)).toEqual(told.map((_, i) => i + 1));
  });

  it("refuses a name that is taken, and leaves what stands there", async () => {
    const path = join(folder, "one.earshot");
    const size = statSync(path).size;
    await expect(buildSample(path)).rejects.toMatchObject({ name: "Refused", reason: "exists" });
    expect(statSync(path).size).toBe(size);
  });

  // Both were built alike, to the last id; what people then do with them is their own.
  it("makes samples that can be worked on apart and merged", async () => {
    const note = async (on: Workbench, name: string) => on.do({ type: "memo.write", kind: "method", title: name, text: `${name} was here.`, links: [] }, await on.actor(name));
    expect((await note(wb, "Ada")).ok && (await note(twin, "Ben")).ok).toBe(true);
    await twin.close();
    const report = await mergeFile(wb, join(folder, "two.earshot"), await wb.actor("Ada"));
    expect(report).toMatchObject({ conflicts: [] });
    expect([...wb.study.memos.values()].filter((m) => m.title === "Ada" || m.title === "Ben").map((m) => m.title).sort()).toEqual(["Ada", "Ben"]);
    expect(await checkStudy(wb)).toMatchObject({ broken: false });
  });
});
