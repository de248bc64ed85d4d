import { beforeAll, describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const interview = (name: string): string =>
  `Interviewer: How was the first visit for you?\n${name}: I was frightened at first. She came every week.\nInterviewer: And your partner?\n${name}: He sat in the car, mostly. I never said we needed help.\n`;

interface Given {
  readonly name: string;
  readonly turns: readonly number[] | null;
  readonly of: number;
}
interface Row {
  readonly number: number | null;
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly code: string;
  readonly turn: number;
  readonly settled: boolean;
}
type Agreement = { readonly method: { readonly statement: string; readonly parts: readonly object[] }; readonly pooled: { readonly n: number }; readonly cells: readonly { source: string; code: string; both: number; onlyFirst: number; onlySecond: number; neither: number; n: number }[] };

async function begun(t: Terminal): Promise<void> {
  await t.do("new", "s.earshot", "--title", "Support", "--approach", "codebook", "--as", "HN");
  await t.do("sources", "import", "s.earshot", ...[1, 2, 3, 4, 5].map((n) => t.file(`Mother ${n}.txt`, interview(`Mother ${n}`))), "--as", "HN");
  for (const code of ["fear", "home visits", "alone"]) await t.do("codes", "add", "s.earshot", code, "--as", "HN");
}
const listed = async (t: Terminal, coder: string): Promise<Given[][]> => (await t.list<{ sources: Given[] }>("assignment", "list", "s.earshot", "--coder", coder)).map((a) => a.sources);
const numbers = (given: readonly Given[]): string[] => given.flatMap(({ name, turns }) => turns!.map((turn) => `${name} ${turn}`));

describe("a draw of turns", () => {
  const t = new Terminal();
  beforeAll(() => begun(t));

  it("gives the same turns for the same seed, and records seed and rule", async () => {
    for (const coder of ["A", "B"]) await t.do("assignment", "add", "s.earshot", "--coder", coder, "--fraction", "0.6", "--of", "turns", "--seed", "7");
    const [[a], [b]] = [await listed(t, "A"), await listed(t, "B")];
    expect(a).toEqual(b);
    expect(numbers(a!)).toHaveLength(6);
    expect(a!.every((s) => s.of === 4 && s.turns!.length > 0 && s.turns!.every((n) => n === 2 || n === 4))).toBe(true);
    const [row] = await t.list<{ seed: number; rule: string }>("assignment", "list", "s.earshot", "--coder", "A");
    expect(row!.seed).toBe(7);
    expect(row!.rule).toBe(`drawn by chance, at least 0.6 of the turns, the interviewer's left out: 6 turns of 10, in ${a!.length} of 5 interviews; sorted by the interview's name and by place, shuffled with seed 7`);
  });

  it("draws no turn twice for one coder, until none is left", async () => {
    await t.do("assignment", "add", "s.earshot", "--coder", "A", "--fraction", "0.5", "--of", "turns", "--seed", "7");
    await t.do("assignment", "add", "s.earshot", "--coder", "A", "--fraction", "1", "--of", "turns", "--seed", "7");
    const all = (await listed(t, "A")).flatMap(numbers);
    expect([all.length, new Set(all).size]).toEqual([10, 10]);
    expect((await t.try(["assignment", "add", "s.earshot", "--coder", "A", "--fraction", "0.2", "--of", "turns"])).err).toContain("no turn left to draw from");
    expect((await t.try(["assignment", "add", "s.earshot", "--coder", "A", "--fraction", "0.2"])).err).toContain("no source left to draw from");
  });

  it.each([
    [["--source", "Mother 1", "--turns", "9"], '"Mother 1" has 4 turns, so there is no turn 9.'],
    [["--source", "Mother 1", "--source", "Mother 2", "--turns", "1"], "--turns goes with one --source"],
    [["--source", "Mother 1", "--turns", "two"], '--turns takes numbers such as 3,7-9, not "two"'],
    [["--fraction", "0.5", "--turns", "1"], "with --fraction they are drawn"],
  ])("refuses %j in one sentence", async (more, sentence) => {
    const said = await t.try(["assignment", "add", "s.earshot", "--coder", "F", ...more]);
    expect([said.code !== 0, said.err.trim().split("\n").length, said.err]).toEqual([true, 1, expect.stringContaining(sentence)]);
  });

  it("keeps the rest of an assignment's turns where one interview is taken back", async () => {
    const [before] = await listed(t, "B");
    await t.do("assignment", "withdraw", "s.earshot", "--coder", "B", "--source", before![0]!.name);
    expect((await listed(t, "B"))[0]).toEqual(before!.slice(1));
  });
});

describe("turns given to a second coder, from assignment to report", () => {
  const t = new Terminal();
  const code = (who: string, source: string, what: string, quote: string): Promise<string> => t.do("codings", "add", "s.earshot", source, what, "--quote", quote, "--as", who);
  const agree = async (...more: string[]): Promise<Agreement> => JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", ...more, "--json")) as Agreement;

  beforeAll(async () => {
    await begun(t);
    await code("HN", "Mother 1", "fear", "I was frightened at first.");
    await code("HN", "Mother 1", "home visits", "She came every week.");
    await code("HN", "Mother 1", "alone", "He sat in the car, mostly.");
    await t.do("assignment", "add", "s.earshot", "--coder", "RO", "--source", "Mother 1", "--turns", "1-2", "--as", "HN");
    await code("RO", "Mother 1", "fear", "I was frightened at first.");
    await code("RO", "Mother 1", "alone", "I never said we needed help.");
    for (const who of ["HN", "RO"]) await t.do("assignment", "finish", "s.earshot", "--coder", who, "--source", "Mother 1", "--as", who);
  });

  it("compares only what stands in these turns", async () => {
    const rows = await t.list<Row>("differences", "s.earshot", "--coders", "HN,RO");
    expect(rows.map((r) => [r.kind, r.code, r.turn])).toEqual([["agreed", "fear", 2], ["presence", "home visits", 2]]);
    const turns = "Interviewer: How was the first visit for you?".length + "Mother 1: I was frightened at first. She came every week.".length;
    const { cells, pooled, method } = await agree();
    expect(cells.find((c) => c.code === "alone")).toMatchObject({ both: 0, onlyFirst: 0, onlySecond: 0, n: turns });
    expect(cells.find((c) => c.code === "home visits")).toMatchObject({ onlyFirst: "She came every week.".length, n: turns });
    expect(pooled.n).toBe(3 * turns);
    expect(method.parts).toEqual([{ document: "Mother 1", what: "2 of 4 turns" }]);
    expect(method.statement).toContain("Only what the coders were given is compared: 2 of 4 turns of Mother 1.");
    expect((await agree("--unit", "turn")).cells[0]!.n).toBe(2);
    expect((await agree("--unit", "source")).cells[0]!.n).toBe(1);
    expect((await agree("--unit", "sentence")).cells[0]!.n).toBe(3);
  });

  it("cuts a coding off where the turns end, and keeps a decision about it", async () => {
    const text = await t.do("sources", "text", "s.earshot", "Mother 1");
    await t.do("codings", "add", "s.earshot", "Mother 1", "home visits", "--start", String(text.indexOf("for you")), "--end", String(text.indexOf("at first")), "--as", "HN");
    await t.do("assignment", "add", "s.earshot", "--coder", "RO", "--source", "Mother 1", "--turns", "4", "--as", "HN");
    const rows = await t.list<Row>("differences", "s.earshot", "--coders", "HN,RO");
    expect(rows.map((r) => [r.kind, r.code, r.turn])).toEqual([["presence", "home visits", 1], ["presence", "home visits", 2], ["agreed", "fear", 2], ["presence", "home visits", 2], ["presence", "alone", 4], ["presence", "alone", 4]]);
    expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
    await t.do("consensus", "decide", "s.earshot", "1", "none", "--reason", "The question is not hers.", "--as", "HN");
    expect((await t.list<Row>("differences", "s.earshot", "--coders", "RO,HN")).map((r) => r.settled)).toEqual([true, false, true, false, false, false]);
    await t.do("undo", "s.earshot", "--as", "HN");
  });

  it("goes with its turns when the text is corrected", async () => {
    const before = await agree();
    await t.do("sources", "edit", "s.earshot", "Mother 1", "--find", "the first visit", "--insert", "the very first visit of all", "--as", "HN");
    const after = await agree();
    expect(after.method.parts).toEqual([{ document: "Mother 1", what: "3 of 4 turns" }]);
    expect(after.pooled.n - before.pooled.n).toBe(3 * ("the very first visit of all".length - "the first visit".length));
    expect((await listed(t, "RO")).flat().map((s) => s.turns)).toEqual([[1, 2], [4]]);
  });

  it("says in the report how many turns of how many interviews", async () => {
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "report.md");
    const { readFileSync } = await import("node:fs");
    const report = readFileSync(`${t.folder}/report.md`, "utf8");
    expect(report).toContain("RO coded 2 of 4 turns in");
    expect(report).toMatch(/Parts compared.*Mother 1: 3 of 4 turns/);
  });
});
