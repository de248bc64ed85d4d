import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readTable } from "../../src/formats/table/read.ts";
import { Terminal } from "./terminal.ts";

describe("exploring a study from the command line", () => {
  const t = new Terminal();
  beforeAll(async () => {
    await t.do("new", "s.earshot", "--title", "Support", "--approach", "codebook", "--as", "HN");
    t.file("people.csv", "id,age\nMother 4,31\nMother 10,24\n");
    await t.do("people", "import", "s.earshot", "people.csv", "--id", "id");
    t.file("Mother 4.txt", "Interviewer: How did you hear of the team?\n\nMother 4: My sister rang them. She was like a mum to me.\n\nInterviewer: And then?\n\nMother 4: They came to the house. I felt safe there.\n");
    t.file("Mother 10.txt", "Interviewer: And you?\n\nMother 10: Nobody came.\n");
    await t.do("sources", "import", "s.earshot", "Mother 4.txt", "Mother 10.txt");
    await t.do("people", "attribute", "s.earshot", "age", "--bands", "under 30; 30+");
    t.file("codings.csv", "source,quote,code,coder\nMother 4,They came to the house.,Support / home visits,HN\nMother 4,came to the house. I felt safe there.,Safety,RO\nMother 4,My sister rang them.,Support / family,HN\nMother 10,Nobody came.,Support / home visits,HN\n");
    await t.do("codings", "import", "s.earshot", "codings.csv");
    await t.do("themes", "add", "s.earshot", "They came");
    await t.do("themes", "place", "s.earshot", "They came", "home visits");
  });

  it("tells which codes stand together: on the same text, or so many turns apart", async () => {
    expect(await t.list("explore", "together", "s.earshot")).toEqual([{ one: expect.any(String), other: expect.any(String), places: 1, interviews: 1, people: 1, ofOne: 1, stretchesOfOne: expect.any(Number), ofOther: 1, stretchesOfOther: expect.any(Number) }]);
    expect(await t.list("explore", "together", "s.earshot", "--within", "2")).toHaveLength(3);
    expect(await t.list("explore", "together", "s.earshot", "--of", "Safety", "--of", "home visits")).toMatchObject([{ source: "Mother 4", participant: "Mother 4", turn: 4, one: "came to the house. I felt safe there.", other: "They came to the house." }]);
    const said = await t.try(["explore", "together", "s.earshot"]);
    expect(said.err).toContain("Counted: 4 codings of HN (3) and RO (1), in 2 interviews of 2 people.");
  });

  it("tells who speaks of what, in passages, people, words and shares of their own words", async () => {
    const table = JSON.parse(await t.do("explore", "who", "s.earshot", "--json")) as { columns: { label: string; words: number }[]; rows: { name: string; cells: { passages: number; words: number }[] }[] };
    expect(table.columns).toEqual([{ label: "Mother 4", people: 1, words: 20 }, { label: "Mother 10", people: 1, words: 2 }]);
    expect(table.rows.find((r) => r.name === "Support / home visits")!.cells).toEqual([{ passages: 1, people: 1, words: 5 }, { passages: 1, people: 1, words: 2 }]);
    expect(await t.do("explore", "who", "s.earshot", "--show", "share", "--csv")).toContain("Support / home visits,25,100\r\n");
    const byAge = await t.try(["explore", "who", "s.earshot", "--by", "age", "--show", "people"]);
    expect(byAge.out).toMatch(/under 30\s+30\+/);
    expect(byAge.err).toContain("2 groups have fewer than five people: under 30 (1), 30+ (1).");
  });

  it("writes the framework matrix as CSV and XLSX, with everyone's words under every theme", async () => {
    expect(JSON.parse(await t.do("explore", "framework", "s.earshot", "--json"))).toMatchObject([{ participant: "Mother 4", cells: { "They came": [{ words: "They came to the house.", turn: 4 }] } }, { participant: "Mother 10", cells: { "They came": [{ words: "Nobody came." }] } }]);
    for (const name of ["framework.csv", "framework.xlsx"]) {
      await t.do("explore", "framework", "s.earshot", "-o", name);
      const read = await readTable(name, readFileSync(join(t.folder, name)));
      if (!read.ok) throw new Error(read.problem);
      expect(read.value.columns).toEqual(["participant", "They came"]);
      expect(read.value.rows).toEqual([["Mother 4", "They came to the house. (turn 4)"], ["Mother 10", "Nobody came. (turn 2)"]]);
    }
    expect((await t.try(["explore", "framework", "s.earshot", "-o", "framework.pdf"])).err).toContain("use .csv or .xlsx");
  });

  it("tells where in the interviews codes stand", async () => {
    const { tenths } = JSON.parse(await t.do("explore", "course", "s.earshot", "--of", "Safety", "--json")) as { tenths: { name: string; interviews: number[] }[] };
    expect(tenths).toEqual([{ name: "Safety", interviews: [0, 0, 0, 0, 0, 0, 0, 1, 1, 1] }]);
  });

  it("counts the words of participants and shows them in their context", async () => {
    const words = await t.list<{ word: string; n: number }>("explore", "words", "s.earshot");
    expect(words.map((w) => w.word)).toEqual(["felt", "house", "mum", "rang", "safe", "sister"]);
    expect((await t.list<{ word: string }>("explore", "words", "s.earshot", "--all")).slice(0, 1)).toMatchObject([{ word: "came", n: 2, sources: 2 }]);
    expect(await t.list("explore", "context", "s.earshot", "c?me, sister rang")).toMatchObject([{ label: "Mother 4", match: "sister rang", turn: 2 }, { label: "Mother 4", before: "They ", match: "came" }, { label: "Mother 10", match: "came" }]);
    expect((await t.try(["explore", "context", "s.earshot", "*"])).err).toContain("no words to look for");
  });
});
