import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { manual } from "../../src/cli/manual.ts";
import { openStudy } from "../../src/workbench/file.ts";
import { Terminal } from "./terminal.ts";

const interview = "Interviewer: How did you hear of the team?\n\nMother 4: My sister rang them. She was like a mum to me.\n\nInterviewer: And then?\n\nMother 4: They came to the house. 🙂 I felt safe there.\n";

describe("a study carried from the register to the write-up", () => {
  const t = new Terminal();
  beforeAll(async () => {
    await t.do("new", "s.earshot", "--title", "Support", "--approach", "codebook", "--as", "HN");
    t.file("people.csv", "id,age,service,seen,since\nMother 4,31,A,yes,2015-10-01\nMother 10,24,B,no,2016-02-11\nMother 14,39,A,yes,\n");
    await t.do("people", "import", "s.earshot", "people.csv", "--id", "id");
    t.file("Mother 4.txt", interview);
    t.file("notes.txt", "I: Hello.\nP: Nobody told me.\nI: Oh.\nP: No.\n");
    await t.do("sources", "import", "s.earshot", "Mother 4.txt", "notes.txt");
    t.file("codebook.csv", "code,description,whenToUse,whenNotToUse,example,colour\nSupport / family,Someone of the family helped,,,,#336699\nSupport / home visits,They came,at home,,,\nSafety,,,,,\n");
    await t.do("codes", "import", "s.earshot", "codebook.csv");
    t.file("codings.csv", "source,quote,code,coder\nMother 4,My sister  rang them.,Support / family,HN\nMother 4,They came to the house.,Support / home visits,RO\nMother 4,I felt safe there.,Safety,HN\n");
    await t.do("codings", "import", "s.earshot", "codings.csv");
  });

  it("lists people with typed attributes and their substudies", async () => {
    await t.do("substudy", "add", "s.earshot", "Seen", "--where", "seen = yes");
    expect(await t.list("people", "list", "s.earshot")).toMatchObject([
      { id: "Mother 4", attributes: { age: 31, service: "A", seen: true, since: "2015-10-01" }, substudies: ["Seen"] },
      { id: "Mother 10", attributes: { age: 24, service: "B", seen: false, since: "2016-02-11" }, substudies: [] },
      { id: "Mother 14", attributes: { age: 39, service: "A", seen: true, since: null }, substudies: ["Seen"] },
    ]);
    expect(await t.list("substudy", "list", "s.earshot")).toMatchObject([{ name: "Seen", rule: "seen = yes", n: 2 }]);
  });

  it("links a file named like a participant, and lists counts of its text", async () => {
    const [mother, notes] = await t.list<{ name: string; words: number; characters: number }>("sources", "list", "s.earshot");
    expect(mother).toMatchObject({ name: "Mother 4", participant: "Mother 4", turns: 4, speakers: 2 });
    expect(notes).toMatchObject({ name: "notes", participant: null });
    const text = await t.do("sources", "text", "s.earshot", "Mother 4");
    expect(text).toHaveLength(mother!.characters);
    expect(text.trim().split(/\s+/)).toHaveLength(mother!.words);
    expect(text).toContain("Mother 4: My sister rang them.");
  });

  it("lists the codebook by full paths with counts, and missing parents as headings", async () => {
    expect((await t.list("codes", "list", "s.earshot")).map((c) => c["code"]).sort()).toEqual(["Safety", "Support / family", "Support / home visits"]);
    const codes = await t.list<{ code: string }>("codes", "list", "s.earshot", "--headings");
    expect(codes.find((c) => c.code === "Support")).toMatchObject({ kind: "heading", codings: 0 });
    expect(codes.find((c) => c.code === "Support / family")).toMatchObject({ description: "Someone of the family helped", colour: "#336699", codings: 1 });
  });

  it("lists codings with the words they stand on, also by code, source and coder", async () => {
    const all = await t.list<{ quote: string; start: number; end: number }>("codings", "list", "s.earshot");
    expect(all.map((c) => c.quote)).toEqual(["My sister rang them.", "They came to the house.", "I felt safe there."]);
    const text = await t.do("sources", "text", "s.earshot", "Mother 4");
    for (const { quote, start, end } of all) expect(text.slice(start, end)).toBe(quote);
    expect(await t.list("codings", "list", "s.earshot", "--coder", "RO", "--source", "Mother 4")).toMatchObject([{ source: "Mother 4", coder: "RO", code: "Support / home visits" }]);
    expect(await t.list("codings", "list", "s.earshot", "--code", "Support")).toHaveLength(2);
    expect(await t.list("codings", "list", "s.earshot", "--code", "Support / family")).toHaveLength(1);
  });

  it("moves codings when a text is corrected, and undo and redo take the correction back and forth", async () => {
    const before = await t.do("sources", "text", "s.earshot", "Mother 4");
    const codings = await t.do("codings", "list", "s.earshot", "--json");
    const at = before.indexOf("My sister");
    await t.do("sources", "edit", "s.earshot", "Mother 4", "--at", String(at), "--remove", "2", "--insert", "Our younger");
    expect(await t.do("sources", "text", "s.earshot", "Mother 4")).toBe(before.replace("My sister", "Our younger sister"));
    expect((await t.list("codings", "list", "s.earshot")).map((c) => c["quote"])).toEqual(["Our younger sister rang them.", "They came to the house.", "I felt safe there."]);
    await t.do("undo", "s.earshot");
    expect(await t.do("sources", "text", "s.earshot", "Mother 4")).toBe(before);
    expect(await t.do("codings", "list", "s.earshot", "--json")).toBe(codings);
    await t.do("redo", "s.earshot");
    expect(await t.do("sources", "text", "s.earshot", "Mother 4")).toContain("Our younger sister");
    await t.do("undo", "s.earshot");
    await t.do("sources", "edit", "s.earshot", "Mother 4", "--at", String(before.length), "--insert", "\n");
    expect(await t.do("sources", "text", "s.earshot", "Mother 4")).toBe(`${before}\n`);
    await t.do("undo", "s.earshot");
  });

  it("exports codings as CSV that comes in again as nothing new", async () => {
    t.file("again.csv", await t.do("codings", "list", "s.earshot", "--csv"));
    const events = (JSON.parse(await t.do("summary", "s.earshot", "--json")) as { events: number }).events;
    expect(await t.do("codings", "import", "s.earshot", "again.csv", "--unit", "utf16")).toContain("3 rows say what the study has already");
    expect(JSON.parse(await t.do("summary", "s.earshot", "--json"))).toMatchObject({ events });
  });

  it("suggests by a word list and codes only what is accepted", async () => {
    expect(await t.list("codings", "suggest", "s.earshot", "--code", "Safety", "--words", "mum, house", "--role", "participant")).toHaveLength(2);
    expect(await t.list("codings", "list", "s.earshot", "--code", "Safety")).toHaveLength(1);
    await t.do("codings", "suggest", "s.earshot", "--code", "Safety", "--words", "mum, house", "--role", "participant", "--accept", "1");
    expect((await t.list("codings", "list", "s.earshot", "--code", "Safety")).map((c) => c["quote"])).toEqual(["She was like a mum to me.", "I felt safe there."]);
    await t.do("undo", "s.earshot");
  });

  it("builds themes with quotations that stay tied to the transcript", async () => {
    await t.do("themes", "add", "s.earshot", "Somebody came", "--idea", "Being gone to");
    await t.do("themes", "place", "s.earshot", "Somebody came", "home visits", "Support / family");
    await t.do("themes", "quote", "s.earshot", "Somebody came", "--source", "Mother 4", "--quote", "came to the house");
    await t.do("themes", "deviant", "s.earshot", "Somebody came", "Mother 14", "--reason", "nobody came");
    await t.do("themes", "state", "s.earshot", "Somebody came", "defined");
    const shown = JSON.parse(await t.do("themes", "show", "s.earshot", "Somebody came", "--json")) as { quotations: { words: string }[] };
    expect(shown).toMatchObject({ state: "defined", codes: ["Support / home visits", "Support / family"], deviant: [{ participant: "Mother 14", reason: "nobody came" }] });
    expect(shown.quotations[0]!.words).toContain("came to the house");
    expect(await t.list("voices", "s.earshot")).toMatchObject([{ theme: null, quotations: 1, voices: [{ label: "Mother 4", quotations: 1 }] }, { theme: "Somebody came" }]);
  });

  it("writes memos linked to what they are about", async () => {
    await t.do("memos", "add", "s.earshot", "--kind", "reflexive", "--source", "Mother 4", "--code", "Safety", "--text", "I wanted it to be true.");
    expect(await t.list("memos", "list", "s.earshot", "--code", "Safety")).toMatchObject([{ kind: "reflexive", text: "I wanted it to be true.", about: ['source "Mother 4"', 'code "Safety"'] }]);
  });

  it("computes Table 1 in four forms", async () => {
    expect(JSON.parse(await t.do("table1", "s.earshot", "--format", "json", "--substudy", "Seen", "--bands", "age=under 35; 35 and over"))).toMatchObject({
      n: 2,
      characteristics: [{ name: "age", levels: [{ level: "under 35", n: 1, percent: 50 }, { level: "35 and over", n: 1, percent: 50 }], missing: 0, mean: 35, min: 31, max: 39 }, { name: "service", levels: [{ level: "A", n: 2, percent: 100 }] }, { name: "seen" }, { name: "since", missing: 1 }],
    });
    expect(await t.do("table1", "s.earshot")).toContain("| **service** |");
    expect(await t.do("table1", "s.earshot", "--format", "csv")).toContain("service,A,2,66.7");
    expect(await t.do("table1", "s.earshot", "--format", "html")).toContain("<table>");
    const { code, err } = await t.try(["table1", "s.earshot", "--bands", "age=under 25; 26-30"]);
    expect(code).toBe(1);
    expect(err).toContain('Mother 4: "age" is 31, which is in none of the bands');
  });

  it("writes the report as Markdown, HTML and Word, the first two byte for byte the same again", async () => {
    for (const ending of ["md", "html"]) {
      await t.do("report", "s.earshot", "-o", `one.${ending}`);
      await t.do("report", "s.earshot", "-o", `two.${ending}`);
      expect(readFileSync(join(t.folder, `one.${ending}`))).toEqual(readFileSync(join(t.folder, `two.${ending}`)));
    }
    expect(readFileSync(join(t.folder, "one.md"), "utf8")).toContain("Somebody came");
    await t.do("report", "s.earshot", "-o", "one.docx", "--substudy", "Seen");
    expect(readFileSync(join(t.folder, "one.docx")).subarray(0, 2).toString()).toBe("PK");
  });

  it("checks clean, and says so", async () => {
    expect(await t.do("check", "s.earshot")).toContain("Sound:");
  });

  it("runs on a study that this process has open already, and leaves it open", async () => {
    const workbench = await openStudy(join(t.folder, "s.earshot"), { write: true });
    try {
      const said = await t.try(["codes", "add", "s.earshot", "Late", "--as", "HN"], { workbench });
      expect(said).toMatchObject({ code: 0, out: 'Made the code "Late".\n' });
      expect([...workbench.study.codes.values()].some((c) => c.name === "Late")).toBe(true);
      expect((await t.try(["codes", "retire", "s.earshot", "Late"], { workbench })).code).toBe(0);
    } finally {
      await workbench.close();
    }
  });
});

describe("two copies of a study", () => {
  const t = new Terminal();
  it("merge both ways into equal studies, and merging again changes nothing", async () => {
    await t.do("new", "a.earshot", "--title", "T", "--approach", "reliability", "--as", "HN");
    await t.do("codes", "add", "a.earshot", "Trust", "--as", "HN");
    t.file("b.earshot", readFileSync(join(t.folder, "a.earshot")));
    await t.do("codes", "rename", "a.earshot", "Trust", "Trusting", "--as", "HN");
    await t.do("codes", "rename", "b.earshot", "Trust", "Being able to trust", "--as", "RO");
    await t.do("codes", "add", "b.earshot", "Anger", "--as", "RO");
    const report = JSON.parse(await t.do("merge", "a.earshot", "b.earshot", "--json", "--as", "HN")) as { conflicts: string[]; told: string[] };
    expect(report.conflicts).toHaveLength(1);
    expect(report.told).toEqual(expect.arrayContaining(['Made the code "Anger".']) as string[]);
    expect(await t.do("history", "a.earshot")).toContain('Renamed the code "Trust" to "Trusting".');
    const before = await t.do("summary", "a.earshot", "--json");
    expect(JSON.parse(await t.do("merge", "a.earshot", "b.earshot", "--json", "--as", "a stranger"))).toMatchObject({ events: 0 });
    expect(await t.do("summary", "a.earshot", "--json")).toBe(before);
    await t.do("merge", "b.earshot", "a.earshot", "--as", "HN");
    expect(await t.do("codes", "list", "a.earshot", "--json")).toBe(await t.do("codes", "list", "b.earshot", "--json"));
    expect(JSON.parse(await t.do("merge", "a.earshot", "b.earshot", "--json"))).toMatchObject({ events: 0 });
  });
});

describe("a study on an earlier day", () => {
  const t = new Terminal();
  it("is shown as it stood, with the clock that EARSHOT_NOW sets", async () => {
    const on = async (day: string, ...argv: string[]): Promise<void> => {
      expect((await t.try(argv, { env: { EARSHOT_NOW: `${day}T10:00:00Z` } })).code).toBe(0);
    };
    await on("2015-09-01", "new", "s.earshot", "--title", "T", "--approach", "reflexive", "--as", "HN");
    await on("2015-10-01", "codes", "add", "s.earshot", "Waiting", "--as", "HN");
    await on("2016-03-01", "codes", "rename", "s.earshot", "Waiting", "Being made to wait", "--as", "HN");
    expect((await t.list("codes", "list", "s.earshot", "--at", "2015-12-31")).map((c) => c["code"])).toEqual(["Waiting"]);
    expect((await t.list("codes", "list", "s.earshot")).map((c) => c["code"])).toEqual(["Being made to wait"]);
    expect(JSON.parse(await t.do("summary", "s.earshot", "--at", "2015-09-30", "--json"))).toMatchObject({ codes: 0, events: 2 });
    expect((await t.list("history", "s.earshot")).map((e) => String(e["stamp"]).slice(0, 10))).toEqual(["2015-09-01", "2015-09-01", "2015-10-01", "2016-03-01"]);
  });
});

describe("the help", () => {
  const t = new Terminal();
  it("has an example for every command, and every example names a command there is", async () => {
    expect(new Set(commands.map((c) => c.name)).size).toBe(commands.length);
    for (const command of commands) {
      const said = await t.try([...command.name.split(" "), "--help"]);
      expect(said.code).toBe(0);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(`${example} `.startsWith(`earshot ${command.name} `)).toBe(true);
      for (const option of command.options) expect(said.out).toContain(`--${option.name}`);
    }
  });

  it("is what docs/command-line.md says; \"node src/cli/manual.ts > docs/command-line.md\" writes it anew", () => {
    expect(readFileSync(new URL("../../docs/command-line.md", import.meta.url), "utf8")).toBe(manual());
  });
});
