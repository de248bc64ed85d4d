import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openStudy } from "../../src/workbench/file.ts";
import { Terminal } from "./terminal.ts";

const interview = (name: string): string =>
  `Interviewer: How was the first visit for you?\n${name}: I was frightened at first. She came to the house every week and that helped me a great deal.\nInterviewer: And your partner?\n${name}: He sat in the car, mostly. I never said we needed help as well.\n`;

interface Row {
  readonly number: number | null;
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly code: string;
  readonly settled: boolean;
  readonly first: { readonly ranges: readonly { start: number; end: number }[]; readonly codings: readonly string[] } | null;
  readonly second: { readonly codings: readonly string[] } | null;
  readonly decision: { readonly outcome: string; readonly contested: boolean; readonly earlier: number; readonly changedCode: string | null } | null;
}
type Figure = { readonly value?: number; readonly undefined?: string };
interface Agreement {
  readonly method: { readonly statement: string; readonly documents: readonly string[]; readonly leftOut: readonly { source: string; unfinishedBy: readonly string[] }[] };
  readonly pooled: Record<string, Figure>;
  readonly cells: readonly (Record<string, unknown> & { readonly code: string; readonly source: string })[];
}

/** A study with five interviews, of which HN has coded three. */
async function begun(t: Terminal): Promise<void> {
  await t.do("new", "s.earshot", "--title", "Support", "--approach", "codebook", "--as", "HN");
  const names = [1, 2, 3, 4, 5].map((n) => t.file(`Mother ${n}.txt`, interview(`Mother ${n}`)));
  await t.do("sources", "import", "s.earshot", ...names, "--as", "HN");
  for (const code of ["fear", "home visits", "partner outside"]) await t.do("codes", "add", "s.earshot", code, "--as", "HN");
  for (const n of [1, 2, 3]) {
    await t.do("codings", "add", "s.earshot", `Mother ${n}`, "fear", "--quote", "I was frightened at first.", "--as", "HN");
    await t.do("codings", "add", "s.earshot", `Mother ${n}`, "home visits", "--quote", "She came to the house every week", "--as", "HN");
    await t.do("codings", "add", "s.earshot", `Mother ${n}`, "partner outside", "--quote", "He sat in the car, mostly.", "--as", "HN");
  }
}

const three = ["--source", "Mother 1", "--source", "Mother 2", "--source", "Mother 3"];

describe("a second coder, from assignment to consensus by the command line", () => {
  const t = new Terminal();
  let hidden: { codings: string[]; words: string[] };

  beforeAll(async () => {
    await begun(t);
    await t.do("memos", "add", "s.earshot", "--source", "Mother 1", "--title", "Xylophone", "--text", "The quagmire of the room", "--as", "HN");
    await t.do("themes", "add", "s.earshot", "Zeppelin", "--as", "HN");
    await t.do("assignment", "add", "s.earshot", "--coder", "RO", ...three, "--as", "HN");
    hidden = { codings: (await t.list<{ id: string }>("codings", "list", "s.earshot")).map((c) => c.id), words: ["Xylophone", "quagmire", "Zeppelin"] };
    await t.do("assignment", "export", "s.earshot", "--coder", "RO", "-o", "ro.earshot");
  });

  it("hands out a copy in which no byte tells what the first coder coded or wrote, and which checks clean", async () => {
    const [theirs, ours] = ["ro.earshot", "s.earshot"].map((file) => readFileSync(join(t.folder, file)).toString("latin1")) as [string, string];
    expect(hidden.codings).toHaveLength(9);
    for (const secret of [...hidden.codings, ...hidden.words]) {
      expect(ours).toContain(secret);
      expect(theirs).not.toContain(secret);
    }
    for (const type of ["coding.added", "memo.written", "theme.created"]) expect(theirs).not.toContain(type);
    expect(await t.do("check", "ro.earshot")).toMatch(/^Sound: .* 11 more are sealed in this copy/s);
    expect(await t.do("check", "s.earshot")).not.toContain("sealed");
  });

  it("gives the second coder the texts, the codebook and the assignment, and nobody's codings", async () => {
    expect(await t.list("codings", "list", "ro.earshot")).toEqual([]);
    expect(await t.list("memos", "list", "ro.earshot")).toEqual([]);
    expect((await t.list<{ code: string }>("codes", "list", "ro.earshot")).map((c) => c.code).sort()).toEqual(["fear", "home visits", "partner outside"]);
    expect(await t.do("sources", "text", "ro.earshot", "Mother 3")).toContain("Mother 3: He sat in the car, mostly.");
    expect(await t.list("assignment", "list", "ro.earshot")).toMatchObject([{ coder: "RO", blind: true, mayMakeCodes: false, rule: "chosen by hand", seed: null }]);
  });

  it("keeps a second coder who may not make codes from making some until she has finished", async () => {
    const said = await t.try(["codes", "add", "ro.earshot", "lateness", "--as", "RO"]);
    expect([said.code, said.err]).toEqual([1, expect.stringContaining("RO codes with the codebook as it was assigned")]);
  });

  it("brings her codings back by a merge, and knows finished with no codings from never opened", async () => {
    for (const n of [1, 2]) {
      await t.do("codings", "add", "ro.earshot", `Mother ${n}`, "fear", "--quote", "I was frightened at first.", "--as", "RO");
      await t.do("codings", "add", "ro.earshot", `Mother ${n}`, "home visits", "--quote", "every week and that helped me", "--as", "RO");
    }
    await t.do("codings", "add", "ro.earshot", "Mother 1", "fear", "--quote", "He sat in the car, mostly.", "--as", "RO");
    await t.do("assignment", "finish", "ro.earshot", "--coder", "RO", "--source", "Mother 1", "--source", "Mother 2", "--as", "RO");
    expect(await t.do("merge", "s.earshot", "ro.earshot", "--as", "HN")).toContain("no conflicts");
    await t.do("assignment", "finish", "s.earshot", "--coder", "HN", ...three, "--as", "HN");
    const { method } = JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", "--json")) as Agreement;
    expect(method.documents).toEqual(["Mother 1", "Mother 2"]);
    expect(method.leftOut).toEqual([{ source: "Mother 3", unfinishedBy: ["RO"] }]);
    expect(method.statement).toContain("Left out: Mother 3 (not finished by RO).");
    await t.do("assignment", "finish", "ro.earshot", "--coder", "RO", "--as", "RO");
    await t.do("merge", "s.earshot", "ro.earshot", "--as", "HN");
    const after = JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", "--json")) as Agreement;
    expect(after.method.documents).toEqual(["Mother 1", "Mother 2", "Mother 3"]);
    expect(after.cells.find((c) => c.source === "Mother 3" && c.code === "fear")).toMatchObject({ both: 0, onlyFirst: 26, onlySecond: 0 });
  });

  it("counts agreement in characters, code by code, with every coefficient or its reason", async () => {
    const { pooled, cells } = JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", "--json")) as Agreement;
    const length = (await t.do("sources", "text", "s.earshot", "Mother 1")).trimEnd().length;
    const common = "every week".length;
    const [first, second] = ["She came to the house every week".length, "every week and that helped me".length];
    const cell = cells.find((c) => c.source === "Mother 1" && c.code === "home visits")!;
    expect(cell).toMatchObject({ both: common, onlyFirst: first - common, onlySecond: second - common, neither: length - first - second + common });
    expect((cell["positiveAgreement"] as Figure).value).toBeCloseTo((2 * common) / (first + second), 12);
    const [a, b, c] = [common, first - common, second - common];
    const [po, p1, p2] = [(length - b - c) / length, (a + b) / length, (a + c) / length];
    const pe = p1 * p2 + (1 - p1) * (1 - p2);
    expect((cell["cohenKappa"] as Figure).value).toBeCloseTo((po - pe) / (1 - pe), 12);
    for (const key of ["percent", "cohenKappa", "fleissKappa", "congerKappa", "lightKappa", "scottPi", "brennanPrediger", "gwetAC1", "gwetAC2"]) {
      for (const row of [pooled, ...cells]) expect(Object.keys((row as Record<string, object>)[key]!).some((k) => k === "value" || k === "undefined")).toBe(true);
    }
    expect((pooled["krippendorffAlpha"] as unknown as { nominal: Figure }).nominal.value).toBeLessThan(1);
  });

  it("lists every difference by its kind, with a number and an id", async () => {
    const rows = await t.list<Row>("differences", "s.earshot", "--coders", "HN,RO");
    expect(rows.map((r) => [r.number, r.source, r.kind, r.code])).toEqual([
      [null, "Mother 1", "agreed", "fear"],
      [1, "Mother 1", "boundary", "home visits"],
      [2, "Mother 1", "label", "partner outside"],
      [null, "Mother 2", "agreed", "fear"],
      [3, "Mother 2", "boundary", "home visits"],
      [4, "Mother 2", "presence", "partner outside"],
      [5, "Mother 3", "presence", "fear"],
      [6, "Mother 3", "presence", "home visits"],
      [7, "Mother 3", "presence", "partner outside"],
    ]);
    expect(rows.every((r) => r.settled === (r.kind === "agreed"))).toBe(true);
  });

  it("records decisions of every kind; a decision can change a definition and is linked to the change", async () => {
    const before = await t.list("codings", "list", "s.earshot");
    await t.do("consensus", "decide", "s.earshot", "1", "second", "--reason", "how often is the point", "--as", "HN");
    await t.do("consensus", "decide", "s.earshot", "2", "both", "--as", "HN");
    await t.do("consensus", "decide", "s.earshot", "3", "other", "--start", "69", "--end", "139", "--as", "HN");
    await t.do("consensus", "decide", "s.earshot", "4", "first", "--definition", "Where he stays outside", "--who", "HN,RO", "--as", "RO");
    await t.do("consensus", "decide", "s.earshot", "5", "none", "--reason", "said of another visit", "--as", "HN");
    await t.do("consensus", "decide", "s.earshot", "6", "open", "--as", "HN");
    await t.do("consensus", "decide", "s.earshot", "7", "first", "--as", "HN");
    const rows = (await t.list<Row>("consensus", "list", "s.earshot")).filter((r) => r.number !== null);
    expect(rows.map((r) => r.decision?.outcome)).toEqual(["second", "both", "other", "first", "none", "open", "first"]);
    expect(rows.map((r) => r.settled)).toEqual([true, true, true, true, true, false, true]);
    expect(rows[3]!.decision!.changedCode).toBe("partner outside");
    expect(await t.list("codes", "list", "s.earshot")).toContainEqual(expect.objectContaining({ code: "partner outside", description: "Where he stays outside" }));
    expect(await t.list("codings", "list", "s.earshot")).toEqual(before);
    expect(JSON.parse(await t.do("consensus", "status", "s.earshot", "--json"))).toMatchObject({ coders: ["HN", "RO"], agreed: 2, differences: 7, settled: 6, leftOpen: 1, untouched: 0, byOutcome: { first: 2, second: 1, both: 1, other: 1, none: 1, open: 1 } });
  });

  it("makes the consensus layer of what was agreed and what was decided", async () => {
    const layer = await t.list<{ source: string; code: string; quote: string }>("consensus", "list", "s.earshot", "--layer");
    expect(layer.map((r) => `${r.source} | ${r.code} | ${r.quote.slice(0, 10)}`)).toEqual([
      "Mother 1 | fear | I was frig",
      "Mother 1 | home visits | every week",
      "Mother 1 | partner outside | He sat in ",
      "Mother 1 | fear | He sat in ",
      "Mother 2 | fear | I was frig",
      "Mother 2 | home visits | ned at fir",
      "Mother 2 | partner outside | He sat in ",
      "Mother 3 | partner outside | He sat in ",
    ]);
  });

  it("computes agreement on the coders' own layers before consensus, and on the settled ones after it", async () => {
    const of = async (...more: string[]): Promise<Agreement> => JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", "--json", ...more)) as Agreement;
    const [before, after] = [await of(), await of("--after-consensus")];
    expect(before.pooled["cohenKappa"]!.value!).toBeLessThan(after.pooled["cohenKappa"]!.value!);
    expect(after.method.statement).toContain("After consensus");
    // Only the difference left open is still one: HN's home visits in Mother 3.
    const apart = after.cells.filter((c) => Number(c["onlyFirst"]) + Number(c["onlySecond"]) > 0);
    expect(apart.map((c) => [c.source, c.code])).toEqual([["Mother 3", "home visits"]]);
    await t.do("consensus", "decide", "s.earshot", "6", "none", "--as", "HN");
    expect((await of("--after-consensus")).pooled["percent"]!.value).toBe(1);
    expect((await of()).pooled).toEqual(before.pooled);
  });

  it("keeps the earlier decision in the history when a difference is decided again", async () => {
    const shown = JSON.parse(await t.do("consensus", "show", "s.earshot", "6", "--json")) as { decisions: { outcome: string; stands: boolean }[]; context: { text: string } };
    expect(shown.decisions.map((d) => [d.outcome, d.stands])).toEqual([["open", false], ["none", true]]);
    expect(shown.context.text).toContain("She came to the house every week");
  });

  it("writes the paragraph and tables as Markdown, HTML and Word, with how the sources were chosen", async () => {
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "second.md");
    const written = readFileSync(join(t.folder, "second.md"), "utf8");
    expect(written).toContain("RO coded 3 of the 5 sources (Mother 1, Mother 2 and Mother 3) on RO's own, without seeing what HN had coded there. How they were chosen: chosen by hand.");
    expect(written).toContain("Place by place, 2 were coded alike and 7 differed");
    expect(written).toContain("7 of these 7 differences were settled together against the transcript");
    expect(written).toMatch(/Cohen's kappa was 0\.\d\d/);
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "second.html");
    expect(readFileSync(join(t.folder, "second.html"), "utf8")).toContain("Differences and how they were settled");
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "second.docx");
    expect(readFileSync(join(t.folder, "second.docx")).subarray(0, 2).toString()).toBe("PK");
  });

  it("speaks of differences discussed and gives no coefficient in a reflexive study, unless asked", async () => {
    await t.do("describe", "s.earshot", "--approach", "reflexive", "--as", "HN");
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "reflexive.md");
    const written = readFileSync(join(t.folder, "reflexive.md"), "utf8");
    expect(written).toContain("7 of these 7 differences were discussed together against the transcript");
    expect(written).not.toMatch(/kappa|alpha|AC1|percent/i);
    await t.do("agree", "s.earshot", "--coders", "HN,RO", "-o", "asked.md", "--with-figures");
    expect(readFileSync(join(t.folder, "asked.md"), "utf8")).toContain("Cohen's kappa");
    await t.do("describe", "s.earshot", "--approach", "codebook", "--as", "HN");
  });

  it("brings everything that was held back into the second coder's copy when the first copy is merged there", async () => {
    await t.do("merge", "ro.earshot", "s.earshot", "--as", "RO");
    expect(await t.do("check", "ro.earshot")).not.toContain("sealed");
    const ids = (file: string) => t.list<{ id: string }>("codings", "list", file).then((rows) => rows.map((r) => r.id).sort());
    expect(await ids("ro.earshot")).toEqual(await ids("s.earshot"));
    expect(await t.list("memos", "list", "ro.earshot")).toMatchObject([{ title: "Xylophone" }]);
    expect(await t.do("merge", "ro.earshot", "s.earshot", "--as", "RO")).toContain("nothing new");
  });

  it("keeps both decisions where two people decide one difference at once: the later stands, visibly", async () => {
    await t.do("consensus", "decide", "s.earshot", "1", "first", "--reason", "here", "--as", "HN");
    await t.do("consensus", "decide", "ro.earshot", "1", "none", "--reason", "there", "--as", "RO");
    expect(await t.do("merge", "s.earshot", "ro.earshot", "--as", "HN")).toContain("1 conflict");
    const [row] = (await t.list<Row>("consensus", "list", "s.earshot")).filter((r) => r.number === 1);
    expect(row!.decision).toMatchObject({ outcome: "none", contested: true });
    const { decisions } = JSON.parse(await t.do("consensus", "show", "s.earshot", "1", "--json")) as { decisions: { reason: string; stands: boolean; unseen: boolean }[] };
    expect(decisions.slice(-2)).toMatchObject([{ reason: "here", stands: false, unseen: true }, { reason: "there", stands: true, unseen: false }]);
    expect((await t.try(["consensus", "status", "s.earshot"])).err).toContain("Decided by two people who did not see each other's decision: 1.");
    await t.do("consensus", "decide", "s.earshot", "1", "second", "--as", "HN");
    expect((await t.list<Row>("consensus", "list", "s.earshot")).find((r) => r.number === 1)!.decision!.contested).toBe(false);
  });

  it("says which decisions no longer count because somebody coded there afterwards", async () => {
    await t.do("codings", "add", "s.earshot", "Mother 2", "partner outside", "--quote", "in the car, mostly. I never", "--as", "RO");
    expect(JSON.parse(await t.do("consensus", "status", "s.earshot", "--json"))).toMatchObject({ outdated: 1, untouched: 1 });
    await t.do("undo", "s.earshot", "--as", "HN");
  });
});

describe("a third coder", () => {
  it("settles a passage that only the first coded anew with each of the others", async () => {
    const t = new Terminal();
    await begun(t);
    for (const name of ["RO", "AM"]) {
      await t.do("assignment", "add", "s.earshot", "--coder", name, "--source", "Mother 1", "--open", "--as", "HN");
      await t.do("assignment", "finish", "s.earshot", "--coder", name, "--source", "Mother 1", "--as", name);
    }
    await t.do("assignment", "finish", "s.earshot", "--coder", "HN", "--source", "Mother 1", "--as", "HN");
    const state = async (second: string): Promise<{ settled: number; differences: number; outdated: number }> => JSON.parse(await t.do("consensus", "status", "s.earshot", "--coders", `HN,${second}`, "--json"));
    await t.do("consensus", "decide", "s.earshot", "1", "first", "--coders", "HN,RO", "--as", "HN");
    expect(await state("RO")).toMatchObject({ settled: 1, differences: 3, outdated: 0 });
    expect(await state("AM")).toMatchObject({ settled: 0, differences: 3, outdated: 0 });
    await t.do("consensus", "decide", "s.earshot", "1", "none", "--coders", "HN,AM", "--as", "HN");
    expect((await t.list<Row>("consensus", "list", "s.earshot", "--coders", "HN,RO")).find((r) => r.number === 1)!.decision!.outcome).toBe("first");
    expect((await t.list<Row>("consensus", "list", "s.earshot", "--coders", "HN,AM")).find((r) => r.number === 1)!.decision!.outcome).toBe("none");
  });
});

describe("a draw by chance", () => {
  const t = new Terminal();
  beforeAll(() => begun(t));

  it("gives the same interviews for the same seed, and records seed and rule", async () => {
    await t.do("assignment", "add", "s.earshot", "--coder", "A", "--fraction", "0.4", "--of", "interviews", "--seed", "11");
    await t.do("assignment", "add", "s.earshot", "--coder", "B", "--fraction", "0.4", "--of", "interviews", "--seed", "11");
    const [a, b] = await t.list<{ sources: { name: string }[]; seed: number; rule: string }>("assignment", "list", "s.earshot");
    expect(a!.sources.map((s) => s.name)).toEqual(b!.sources.map((s) => s.name));
    expect(a).toMatchObject({ seed: 11, rule: "drawn by chance, at least 0.4 of the interviews: 2 of 5; sorted by name, shuffled with seed 11" });
  });

  it("draws no interview twice for one coder", async () => {
    await t.do("assignment", "add", "s.earshot", "--coder", "C", "--fraction", "0.5", "--seed", "3");
    await t.do("assignment", "add", "s.earshot", "--coder", "C", "--fraction", "1", "--seed", "3");
    const rows = await t.list<{ coder: string; sources: { name: string }[] }>("assignment", "list", "s.earshot", "--coder", "C");
    expect(rows.map((r) => r.sources.length)).toEqual([3, 2]);
    expect(new Set(rows.flatMap((r) => r.sources.map((s) => s.name))).size).toBe(5);
    expect((await t.try(["assignment", "add", "s.earshot", "--coder", "C", "--fraction", "0.2"])).err).toContain("no source left to draw from");
  });

  it("records a seed of its own where none was given, and draws the same with it again", async () => {
    await t.do("assignment", "add", "s.earshot", "--coder", "D", "--fraction", "0.5");
    const [d] = await t.list<{ sources: { name: string }[]; seed: number }>("assignment", "list", "s.earshot", "--coder", "D");
    await t.do("assignment", "add", "s.earshot", "--coder", "E", "--fraction", "0.5", "--seed", String(d!.seed));
    const [e] = await t.list<{ sources: { name: string }[] }>("assignment", "list", "s.earshot", "--coder", "E");
    expect(e!.sources.map((s) => s.name)).toEqual(d!.sources.map((s) => s.name));
  });

  it.each([
    [["--fraction", "0"], "A fraction is a number above 0"],
    [["--fraction", "20%"], 'not "20%"'],
    [["--fraction", "1.5"], "A fraction is a number above 0"],
    [["--source", "Mother 7"], 'There is no source "Mother 7"'],
    [[], "Say what is assigned"],
    [["--source", "Mother 1", "--seed", "3"], "--seed goes with --fraction"],
  ])("refuses %j in one sentence and records nothing", async (more, sentence) => {
    const before = (await t.list("assignment", "list", "s.earshot")).length;
    const said = await t.try(["assignment", "add", "s.earshot", "--coder", "F", ...more]);
    expect([said.code === 1 || said.code === 2, said.err.trim().split("\n").length, said.err]).toEqual([true, 1, expect.stringContaining(sentence)]);
    expect(await t.list("assignment", "list", "s.earshot")).toHaveLength(before);
  });
});

describe("what goes wrong with a second coder", () => {
  const t = new Terminal();
  beforeAll(() => begun(t));
  const fails = async (...argv: string[]): Promise<string> => {
    const said = await t.try(argv);
    expect(said.code).not.toBe(0);
    return said.err;
  };

  it("names the nearest coder, source and code for a name that is not there", async () => {
    await t.do("coders", "add", "s.earshot", "RO");
    expect(await fails("agree", "s.earshot", "--coders", "HN,R0")).toContain('Did you mean "RO"?');
    expect(await fails("agree", "s.earshot", "--coders", "HN,RO", "--sources", "Mothr 1")).toContain('Did you mean "Mother 1"?');
    expect(await fails("agree", "s.earshot", "--coders", "HN,RO", "--codes", "home visit")).toContain('Did you mean "home visits"?');
    expect(await fails("agree", "s.earshot", "--coders", "HN")).toContain("Agreement is between two or more coders");
    expect(await fails("agree", "s.earshot")).toContain("--coders A,B");
  });

  it("reports agreement as undefined, and who is not finished, where no source counts", async () => {
    const { pooled, method } = JSON.parse(await t.do("agree", "s.earshot", "--coders", "HN,RO", "--json")) as Agreement;
    expect(pooled["cohenKappa"]).toEqual({ undefined: expect.any(String) });
    expect(method.leftOut[0]).toEqual({ source: "Mother 1", unfinishedBy: ["HN", "RO"] });
    expect(await fails("agree", "s.earshot", "--coders", "HN,RO", "-o", "x.md")).toContain("there is nothing to report yet");
  });

  it("refuses to hand out a copy to nobody, over another file, or without a name for it", async () => {
    expect(await fails("assignment", "export", "s.earshot", "--coder", "RO", "-o", "x.earshot")).toContain("Nothing is assigned to RO");
    await t.do("assignment", "add", "s.earshot", "--coder", "RO", "--source", "Mother 1");
    expect(await fails("assignment", "export", "s.earshot", "--coder", "RO")).toContain("-o FILE.earshot");
    expect(await fails("assignment", "export", "s.earshot", "--coder", "RO", "-o", "s.earshot")).toContain("nothing is written over");
  });

  it("refuses a second coder's copy from another study by name", async () => {
    await t.do("new", "other.earshot", "--title", "Sleep", "--approach", "codebook", "--as", "HN");
    expect(await fails("merge", "other.earshot", "s.earshot", "--as", "HN")).toContain('a copy of another study ("Support"), not of "Sleep"');
  });

  it("decides nothing that is not there", async () => {
    await t.do("assignment", "finish", "s.earshot", "--coder", "HN", "--source", "Mother 1");
    await t.do("assignment", "finish", "s.earshot", "--coder", "RO", "--source", "Mother 1");
    expect(await fails("consensus", "decide", "s.earshot", "9", "first")).toContain('There is no difference "9"; they are numbered 1 to 3');
    expect(await fails("consensus", "decide", "s.earshot", "1", "second")).toContain("The second coder coded nothing here");
    expect(await fails("consensus", "decide", "s.earshot", "1", "both")).toContain("Only the first coder coded here");
    expect(await fails("consensus", "decide", "s.earshot", "1", "other")).toContain("Say which other code");
    expect(await fails("consensus", "decide", "s.earshot", "1", "maybe")).toContain("What stands is one of first, second, both, other, none, open");
    expect(await fails("consensus", "decide", "s.earshot", "1", "first", "--code", "fear")).toContain('only given with "other"');
    expect(JSON.parse(await t.do("consensus", "status", "s.earshot", "--json"))).toMatchObject({ settled: 0, untouched: 3 });
  });

  it("encrypts the copy of an encrypted study", async () => {
    const env = { EARSHOT_PASSPHRASE: "a long walk by the sea" };
    expect((await t.try(["new", "e.earshot", "--title", "Secret", "--approach", "codebook", "--encrypt", "--as", "HN"], { env })).code).toBe(0);
    t.file("One.txt", interview("One"));
    expect((await t.try(["sources", "import", "e.earshot", "One.txt", "--as", "HN"], { env })).code).toBe(0);
    expect((await t.try(["assignment", "add", "e.earshot", "--coder", "RO", "--source", "One"], { env })).code).toBe(0);
    const said = await t.try(["assignment", "export", "e.earshot", "--coder", "RO", "-o", "e-ro.earshot"], { env });
    expect([said.code, said.err]).toEqual([0, ""]);
    expect(readFileSync(join(t.folder, "e-ro.earshot")).toString("latin1")).not.toContain("SQLite format");
    const copy = await openStudy(join(t.folder, "e-ro.earshot"), { write: false, passphrase: env.EARSHOT_PASSPHRASE });
    expect(copy.study.assignments.size).toBe(1);
    await copy.close();
  });
});
