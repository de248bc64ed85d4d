import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const t = new Terminal();
/** Whether a word stands anywhere in a study's files, byte by byte. */
const holds = (study: string, word: string): boolean => readdirSync(t.folder).filter((name) => name.startsWith(study)).some((name) => readFileSync(join(t.folder, name)).includes(word));

async function aStudyNamed(study: string): Promise<void> {
  await t.do("new", study, "--title", "T", "--approach", "codebook");
  await t.do("people", "import", study, t.file("people.csv", "id,town\nWren,Pellworm\nDove,Leeds\n"), "--id", "id");
  t.file("Wren.txt", "Interviewer: What would you tell others who come here?\nWren: The quaggahouse was a long way from the bus stop.\n");
  t.file("Dove.txt", "Interviewer: What would you tell others who come here?\nDove: I walked there with my sister.\n");
  await t.do("sources", "import", study, "Wren.txt", "Dove.txt");
  await t.do("codes", "add", study, "distance");
  await t.do("codings", "add", study, "Wren", "distance", "--quote", "a long way", "--as", "HN");
  await t.do("memos", "add", study, "--kind", "analytic", "--text", "She said the place was a long way from the bus stop: okapithought", "--as", "HN");
  await t.do("sources", "edit", study, "Wren", "--at", "0", "--remove", "0", "--insert", "Zebuline ");
}

describe("a participant who takes everything back", () => {
  it("can be looked at beforehand, and nothing is done without --yes where nobody can be asked", async () => {
    await aStudyNamed("a.earshot");
    const before = readFileSync(join(t.folder, "a.earshot"));
    const dry = await t.do("people", "withdraw", "a.earshot", "Wren", "--level", "remove everything", "--dry-run");
    expect(dry).toContain("interviews, with the files as they came: Wren");
    expect(dry).toContain("memos: 1 event");
    expect(dry).toContain("Not reached: files written out before");
    const asked = await t.try(["people", "withdraw", "a.earshot", "Wren", "--level", "remove everything"]);
    expect(asked).toMatchObject({ code: 2, out: "" });
    expect(asked.err).toContain("--yes");
    expect(readFileSync(join(t.folder, "a.earshot"))).toEqual(before);
  });

  it("leaves not one byte of their words in any copy that merges, also not of what was written meanwhile", async () => {
    await aStudyNamed("b.earshot");
    copyFileSync(join(t.folder, "b.earshot"), join(t.folder, "c.earshot"));
    await t.do("memos", "add", "c.earshot", "--kind", "case", "--source", "Wren", "--text", "ibexnote", "--as", "RO");
    await t.do("people", "withdraw", "b.earshot", "Wren", "--level", "remove everything", "--yes", "--certificate", "certificate.md", "--date", "2016-11-02");
    const words = ["quaggahouse", "okapithought", "Zebuline", "Pellworm", "Wren"];
    expect(words.filter((word) => holds("b.earshot", word))).toEqual([]);
    expect(words.filter((word) => !holds("c.earshot", word))).toEqual([]);
    await t.do("merge", "c.earshot", "b.earshot");
    await t.do("merge", "b.earshot", "c.earshot");
    for (const study of ["b.earshot", "c.earshot"]) {
      expect([...words, "ibexnote"].filter((word) => holds(study, word))).toEqual([]);
      expect(holds(study, "with my sister")).toBe(true);
      expect(await t.do("check", study)).toContain("Sound");
      expect((await t.list("codings", "list", study)).map((c) => c["code"])).toEqual(["distance"]);
    }
    const [mine, theirs] = [await t.do("summary", "b.earshot", "--json"), await t.do("summary", "c.earshot", "--json")];
    expect(mine).toBe(theirs);
    expect(await t.do("merge", "b.earshot", "c.earshot")).toContain("nothing new");
    expect((await t.try(["undo", "b.earshot"])).code).toBe(1);
    const certificate = readFileSync(join(t.folder, "certificate.md"), "utf8");
    expect(certificate).toContain("Participant: Wren");
    expect(certificate).toContain("Sound");
    expect(certificate).not.toMatch(/quaggahouse|okapithought|Pellworm/);
  });

  it("keeps what was analysed where only the rest is taken back, and all where the data may stay", async () => {
    await aStudyNamed("d.earshot");
    expect(await t.do("people", "withdraw", "d.earshot", "Wren", "--level", "not-analysed", "--yes")).toContain("nothing to erase");
    await t.do("people", "withdraw", "d.earshot", "Dove", "--level", "remove what is not analysed", "--yes");
    expect(holds("d.earshot", "with my sister")).toBe(false);
    expect(holds("d.earshot", "quaggahouse")).toBe(true);
    await t.do("people", "withdraw", "d.earshot", "Wren", "--level", "no further contact");
    expect((await t.list("people", "list", "d.earshot")).map((p) => [p["id"], p["withdrawn"]])).toEqual([["Wren", "no further contact"], ["Dove", "remove what is not analysed"]]);
  });

  it("names the other places in which their words seem to be repeated", async () => {
    await aStudyNamed("e.earshot");
    await t.do("codes", "describe", "e.earshot", "distance", "--example", "a long way from the bus stop");
    const said = await t.try(["people", "withdraw", "e.earshot", "Wren", "--level", "everything", "--yes"]);
    expect(said.code).toBe(0);
    expect(said.err).toContain('Changed "distance": example.');
  });
});
